/** What in an address is a link to a filled-in calculator. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { linked } from "../../mkdocs_calculators/assets/intent.mjs";

function at(hash) {
  globalThis.location = { hash };
  return linked();
}

test("a name and a question mark make a link, whatever follows", () => {
  assert.deepEqual(at("#shoe-size?foot=42&v=1"), {
    name: "shoe-size",
    fragment: "shoe-size?foot=42&v=1",
  });
  assert.deepEqual(at("#shoe-size?"), { name: "shoe-size", fragment: "shoe-size?" });
  assert.deepEqual(at("#shoe-size?<b>?\\"), { name: "shoe-size", fragment: "shoe-size?<b>?\\" });
});

test("a question mark that was encoded on its way is one", () => {
  assert.equal(at("#shoe-size%3Ffoot=42").fragment, "shoe-size?foot=42");
  assert.equal(at("#shoe-size%3ffoot=%3f").fragment, "shoe-size?foot=%3f");
});

test("a place within the page is none", () => {
  for (const hash of ["", "#", "#shoe-size", "#a.b?c", "#:~:text=why?", "#what%20is?"]) {
    assert.equal(at(hash), undefined);
  }
});
