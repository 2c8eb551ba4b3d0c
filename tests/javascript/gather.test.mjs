/** Work that is wanted again while it is under way. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { gather } from "../../mkdocs_calculators/assets/gather.mjs";

test("wishes during the work gather to one more", async () => {
  const ends = [];
  const run = gather(() => new Promise((end) => ends.push(end)));
  run();
  run();
  run();
  assert.equal(ends.length, 1);
  ends[0]();
  await turn();
  assert.equal(ends.length, 2);
  ends[1]();
  await turn();
  assert.equal(ends.length, 2);
  run();
  assert.equal(ends.length, 3);
});

test("work that fails does not stand in the way of the next", async () => {
  let times = 0;
  const run = gather(async () => {
    times += 1;
    throw new Error("no");
  });
  await assert.rejects(run(), /no/);
  await assert.rejects(run(), /no/);
  assert.equal(times, 2);
});
