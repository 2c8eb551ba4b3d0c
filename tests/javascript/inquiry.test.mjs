/** A calculator's questions, with an engine whose answers are given by hand. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { Failure } from "../../mkdocs_calculators/assets/engine.mjs";
import { Inquiry } from "../../mkdocs_calculators/assets/inquiry.mjs";

let engine;
let heard;
let values;
let end;
let inquiry;

beforeEach(() => {
  engine = {
    state: "ready",
    asked: [],
    ask(verb, json) {
      const { promise, resolve, reject } = deferred();
      this.asked.push({ verb, ...JSON.parse(json), resolve, reject });
      return promise;
    },
  };
  heard = [];
  values = { size: "1" };
  end = new AbortController();
  inquiry = new Inquiry(
    engine,
    "name",
    {
      values: () => values,
      pending: () => heard.push("pending"),
      answered: ({ summary }) => heard.push(summary),
      failed: ({ reason }) => heard.push(reason),
    },
    end.signal,
  );
});

function deferred() {
  const all = {};
  all.promise = new Promise((resolve, reject) => Object.assign(all, { resolve, reject }));
  return all;
}

async function answer(number, summary) {
  engine.asked[number].resolve(summary && JSON.stringify({ summary }));
  await turn();
}

test("the values and the calculator's name are asked, and the answer is told", async () => {
  inquiry.ask();
  await answer(0, "done");
  assert.equal(engine.asked[0].verb, "answer");
  assert.equal(engine.asked[0].name, "name");
  assert.deepEqual(engine.asked[0].values, { size: "1" });
  assert.deepEqual(heard, ["pending", "done"]);
});

test("changes during a computation are asked about once, with the newest values", async () => {
  inquiry.ask();
  for (const size of ["2", "3", "4"]) {
    values = { size };
    inquiry.ask();
  }
  assert.equal(engine.asked.length, 1);
  await answer(0, "first");
  assert.equal(engine.asked.length, 2);
  assert.deepEqual(engine.asked[1].values, { size: "4" });
  await answer(1, "second");
  assert.equal(engine.asked.length, 2);
  assert.deepEqual(heard, ["pending", "first", "pending", "second"]);
});

test("while Python starts, each change replaces the question that waits", async () => {
  engine.state = "starting";
  inquiry.ask();
  inquiry.ask();
  assert.equal(engine.asked.length, 2);
  await answer(0, undefined);
  assert.equal(inquiry.open, true);
  await answer(1, "second");
  assert.equal(inquiry.open, false);
});

test("a paste is asked about with the table as it stands, and once", async () => {
  values = { rows: [["name"], ["a"]] };
  inquiry.paste({ field: "rows", text: "x\ty", row: 0, column: 0 });
  assert.deepEqual(engine.asked[0].values, {
    rows: { cells: [["name"], ["a"]], paste: "x\ty", row: 0, column: 0 },
  });
  await answer(0, "done");
  inquiry.ask();
  assert.deepEqual(engine.asked[1].values, values);
});

test("a paste survives a failure and is sent again", async () => {
  values = { rows: [["name"]] };
  inquiry.paste({ field: "rows", text: "x\ty", row: 0, column: 0 });
  engine.asked[0].reject(new Failure("stalled"));
  await turn();
  assert.equal(heard.at(-1), "stalled");
  inquiry.ask();
  assert.equal(engine.asked[1].values.rows.paste, "x\ty");
});

test("a paste can be forgotten", () => {
  values = { rows: [["name"]] };
  engine.state = "starting";
  inquiry.paste({ field: "rows", text: "x\ty", row: 0, column: 0 });
  inquiry.forget();
  inquiry.ask();
  assert.deepEqual(engine.asked[1].values, values);
});

test("two pastes are read one after the other", async () => {
  values = { rows: [["name"]] };
  inquiry.paste({ field: "rows", text: "1\n2", row: 0, column: 0 });
  inquiry.paste({ field: "rows", text: "3\n4", row: 1, column: 0 });
  await answer(0, "first");
  assert.equal(engine.asked[1].values.rows.paste, "3\n4");
});

test("a calculator that has gone hears nothing", async () => {
  inquiry.ask();
  end.abort();
  await answer(0, "late");
  assert.deepEqual(heard, ["pending"]);
});
