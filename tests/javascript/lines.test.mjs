/** Words in rows; here each character is one unit wide. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsOf } from "../../mkdocs_calculators/assets/lines.mjs";

const measure = (words) => words.length;

test("rows break between words", () => {
  assert.deepEqual(rowsOf("one two three", 7, measure), ["one two", "three"]);
});

test("a word that is too long breaks in itself", () => {
  assert.deepEqual(rowsOf("an abcdefghij k", 4, measure), ["an", "abcd", "efgh", "ij k"]);
});

test("more rows than may be end in an ellipsis", () => {
  assert.deepEqual(rowsOf("abcd efgh ijkl", 4, measure, 2), ["abcd", "efg…"]);
  assert.deepEqual(rowsOf("abcdefghijkl", 4, measure, 2), ["abcd", "efg…"]);
  assert.deepEqual(rowsOf("abcd efgh", 4, measure, 2), ["abcd", "efgh"]);
});

test("no words give no rows", () => {
  assert.deepEqual(rowsOf(" ", 4, measure), []);
});
