/** What may be opened: text of a moderate size, one file at a time. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { checked, decode, read, theFile } from "../../mkdocs_calculators/assets/files.mjs";

const bytes = (...numbers) => new Uint8Array(numbers);
const fault = (expected) => ({ fault: expected });

test("UTF-8 is read, with or without a mark at its beginning", () => {
  assert.equal(decode(new TextEncoder().encode("naïve, 5 €")), "naïve, 5 €");
  assert.equal(decode(bytes(0xef, 0xbb, 0xbf, 0x61)), "a");
});

test("UTF-16 is read in both orders, as spreadsheets save it", () => {
  assert.equal(decode(bytes(0xff, 0xfe, 0x61, 0, 0x09, 0)), "a\t");
  assert.equal(decode(bytes(0xfe, 0xff, 0, 0x61)), "a");
});

test("an old CSV of Windows is read", () => {
  // 0xFC is ü in Windows-1252 and the beginning of nothing in UTF-8.
  assert.equal(decode(bytes(0x4d, 0xfc, 0x6c, 0x6c, 0x0d, 0x0a)), "Müll\r\n");
});

test("what is no text is refused", () => {
  assert.throws(
    () => decode(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)),
    fault("binary"),
  );
  assert.throws(() => decode(bytes(0x61, 0, 0x62)), fault("binary"));
});

test("a big file is refused before anything of it is read", async () => {
  const big = { size: 1_000_001, arrayBuffer: () => assert.fail("it was read") };
  await assert.rejects(read(big), fault("large"));
});

test("a file that cannot be read is told of", async () => {
  const gone = { size: 1, arrayBuffer: () => Promise.reject(new Error("NotFoundError")) };
  await assert.rejects(read(gone), fault("unreadable"));
});

test("one file is taken, and none, several and folders are not", () => {
  const file = { name: "a.json" };
  const folder = [{ webkitGetAsEntry: () => ({ isDirectory: true }) }];
  assert.equal(theFile([file]), file);
  assert.throws(() => theFile([]), fault("none"));
  assert.throws(() => theFile([file, file]), fault("many"));
  assert.throws(() => theFile([file], folder), fault("folder"));
});

test("text to open is held to the same", () => {
  assert.equal(checked("{}"), "{}");
  assert.throws(() => checked(" \n"), fault("none"));
  assert.throws(() => checked("x".repeat(1_000_001)), fault("large"));
});
