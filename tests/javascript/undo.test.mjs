/** The way back through a form's states. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Undo } from "../../mkdocs_calculators/assets/undo.mjs";

test("there is no way back before the first change", () => {
  const undo = new Undo("a");
  undo.record("a");
  assert.equal(undo.possible, false);
  assert.equal(undo.back(), undefined);
});

test("each change can be taken back, the last one first", () => {
  const undo = new Undo("a");
  undo.record("b");
  undo.record("c");
  assert.equal(undo.back(), "b");
  assert.equal(undo.back(), "a");
  assert.equal(undo.possible, false);
});

test("a spell of typing in one field is one change", () => {
  const undo = new Undo("");
  for (const text of ["1", "12", "123"]) undo.record(text, "field");
  assert.equal(undo.back(), "");
});

test("another field, a pause and a step back each end the spell", () => {
  const undo = new Undo("0");
  undo.record("1", "left");
  undo.record("2", "right");
  undo.pause();
  undo.record("3", "right");
  assert.equal(undo.back(), "2");
  undo.record("4", "right");
  assert.equal(undo.back(), "2");
  assert.equal(undo.back(), "1");
  assert.equal(undo.back(), "0");
});

test("an example after typing gives back what was typed", () => {
  const undo = new Undo("built");
  undo.record("typed", "field");
  undo.record("example");
  assert.equal(undo.back(), "typed");
});

test("only the newest hundred changes are kept", () => {
  const undo = new Undo("0");
  for (let n = 1; n <= 150; n += 1) undo.record(String(n));
  let last;
  for (let past = undo.back(); past !== undefined; past = undo.back()) last = past;
  assert.equal(last, "50");
});
