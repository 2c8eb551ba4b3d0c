/** Which pasted text is for more than one cell. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { holdsCells } from "../../mkdocs_calculators/assets/editing.mjs";

test("a plain value is for one cell", () => {
  for (const text of ["12", "1,000", "Search, mobile"])
    assert.equal(holdsCells(text, false), false);
});

test("one cell from a spreadsheet ends with a newline and is still one", () => {
  assert.equal(holdsCells("12\n", false), false);
  assert.equal(holdsCells("12\r\n", false), false);
});

test("tabs and lines part cells", () => {
  for (const text of ["a\tb", "a\nb", "a\r\nb\r\n", "a\rb", "\t", "a\n\n"]) {
    assert.equal(holdsCells(text, false), true, JSON.stringify(text));
  }
});

test("in an empty table, commas and semicolons part cells as well", () => {
  assert.equal(holdsCells("a,b", true), true);
  assert.equal(holdsCells("a;b", true), true);
  assert.equal(holdsCells("ab", true), false);
});
