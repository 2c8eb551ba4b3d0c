/** The engine with a worker that only remembers what it was sent, and a clock that is moved by hand. */

import assert from "node:assert/strict";
import { beforeEach, describe, mock, test } from "node:test";
import { Engine, Failure } from "../../mkdocs_calculators/assets/engine.mjs";

/** @type {StubWorker[]} */
let workers;
/** @type {Engine} */
let engine;

class StubWorker {
  /** @type {{ id: number, verb: string, request: string }[]} */
  sent = [];
  ended = false;
  onmessage = null;
  onerror = null;
  onmessageerror = null;

  constructor(slim) {
    this.slim = slim;
  }

  postMessage(question) {
    this.sent.push(question);
  }

  terminate() {
    this.ended = true;
  }

  say(data) {
    this.onmessage?.({ data });
  }

  answer(text) {
    this.say({ id: this.sent.at(-1).id, answer: text });
  }
}

const ready = { ready: true };

/** @param {Promise<unknown>} promise @param {string} reason */
async function rejectsWith(promise, reason) {
  await assert.rejects(promise, (error) => error instanceof Failure && error.reason === reason);
}

beforeEach((context) => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after?.(() => mock.timers.reset());
  workers = [];
  engine = new Engine((slim) => {
    workers.push(new StubWorker(slim));
    return workers.at(-1);
  });
});

describe("starting", () => {
  test("nothing runs before the first sign of use", () => {
    assert.equal(workers.length, 0);
    assert.equal(engine.state, "idle");
  });

  test("one worker serves all starts and questions", () => {
    engine.start();
    engine.start();
    engine.ask("a", "{}");
    assert.equal(workers.length, 1);
  });

  test("a question waits until Python is ready", () => {
    engine.ask("a", "{}");
    assert.deepEqual(workers[0].sent, []);
    workers[0].say(ready);
    assert.deepEqual(workers[0].sent, [{ id: 1, verb: "a", request: "{}" }]);
  });

  test("a download that is counted after the start takes nothing back", async () => {
    const answer = engine.ask("answer", "{}");
    workers[0].say(ready);
    workers[0].say({ downloaded: 1 });
    assert.equal(engine.state, "ready");
    workers[0].answer("one");
    assert.equal(await answer, "one");
    const next = engine.ask("answer", "{}");
    workers[0].answer("two");
    assert.equal(await next, "two");
  });

  test("state and progress are told as they move", () => {
    const seen = [];
    engine.addEventListener("change", () => seen.push([engine.state, engine.progress]));
    engine.start();
    workers[0].say({ downloaded: 0.5 });
    workers[0].say({ booted: true });
    workers[0].say({ downloaded: 1 });
    workers[0].say(ready);
    assert.deepEqual(seen, [
      ["starting", 0],
      ["starting", 0.35],
      ["starting", 0.95],
      ["starting", 0.95],
      ["ready", 1],
    ]);
  });
});

describe("asking", () => {
  test("an answer comes back as it is", async () => {
    const answer = engine.ask("a", "{}");
    workers[0].say(ready);
    workers[0].answer("text");
    assert.equal(await answer, "text");
  });

  test("a question that waits is never sent once it is overtaken", async () => {
    const first = engine.ask("a", "1");
    const second = engine.ask("a", "2");
    workers[0].say(ready);
    workers[0].answer("two");
    assert.equal(await first, undefined);
    assert.equal(await second, "two");
    assert.deepEqual(
      workers[0].sent.map((question) => question.request),
      ["2"],
    );
  });

  test("the answer to a question that was overtaken on its way is ignored", async () => {
    const first = engine.ask("a", "1");
    workers[0].say(ready);
    const second = engine.ask("a", "2");
    workers[0].answer("one");
    workers[0].answer("two");
    assert.equal(await first, undefined);
    assert.equal(await second, "two");
  });

  test("questions of different askers do not overtake each other and go one by one", async () => {
    const first = engine.ask("a", "1", "left");
    const second = engine.ask("a", "2", "right");
    workers[0].say(ready);
    assert.equal(workers[0].sent.length, 1);
    workers[0].answer("one");
    assert.equal(workers[0].sent.length, 2);
    workers[0].answer("two");
    assert.deepEqual(await Promise.all([first, second]), ["one", "two"]);
  });

  test("a mistake in Python fails its question only", async () => {
    const first = engine.ask("a", "1", "left");
    const second = engine.ask("a", "2", "right");
    workers[0].say(ready);
    workers[0].say({ id: 1, failure: "ZeroDivisionError: division by zero" });
    workers[0].answer("two");
    await assert.rejects(first, { reason: "crash", detail: "ZeroDivisionError: division by zero" });
    assert.equal(await second, "two");
    assert.equal(workers[0].ended, false);
  });
});

describe("failing", () => {
  test("a start without progress for 30 seconds is given up", async () => {
    const answer = engine.ask("a", "1");
    mock.timers.tick(29_000);
    workers[0].say({ downloaded: 0.2 });
    mock.timers.tick(29_000);
    assert.equal(engine.state, "starting");
    mock.timers.tick(1_000);
    await rejectsWith(answer, "stalled");
    assert.equal(engine.state, "failed");
    assert.equal(workers[0].ended, true);
  });

  test("a computation of 10 seconds is ended", async () => {
    const answer = engine.ask("a", "1");
    workers[0].say(ready);
    mock.timers.tick(10_000);
    await rejectsWith(answer, "timeout");
    assert.equal(workers[0].ended, true);
  });

  test("a reader who asks nothing is not timed", () => {
    engine.start();
    workers[0].say(ready);
    mock.timers.tick(60_000);
    assert.equal(engine.state, "ready");
  });

  test("a start that fails says why", async () => {
    const answer = engine.ask("a", "1");
    workers[0].say({ failed: "start", detail: "slim.wasm: 404" });
    workers[1].say({ failed: "start", detail: "python_stdlib.zip: 404" });
    await assert.rejects(answer, { reason: "start", detail: "python_stdlib.zip: 404" });
  });

  test("a script that does not load, one that breaks and a broken message end the worker", async () => {
    const ends = [
      [(worker) => worker.onerror({}), "start"],
      [(worker) => worker.onerror({ message: "out of memory" }), "crash"],
      [(worker) => worker.onmessageerror({}), "crash"],
    ];
    for (const [end, reason] of ends) {
      const answer = engine.ask("a", "1");
      workers.at(-1).say(ready);
      end(workers.at(-1));
      await rejectsWith(answer, reason);
      assert.equal(workers.at(-1).ended, true);
    }
  });

  test("a browser without workers is told apart", async () => {
    engine = new Engine(() => {
      throw new ReferenceError("Worker is not defined");
    });
    await rejectsWith(engine.ask("a", "1"), "unsupported");
  });

  test("all who wait are told", async () => {
    const answers = [engine.ask("a", "1", "left"), engine.ask("a", "2", "right")];
    workers[0].say(ready);
    workers[0].onerror({ message: "gone" });
    for (const answer of answers) await rejectsWith(answer, "crash");
  });

  test("the next question starts a new worker", async () => {
    const lost = engine.ask("a", "1");
    workers[0].say(ready);
    workers[0].onerror({});
    await rejectsWith(lost, "start");
    const answer = engine.ask("a", "2");
    workers[1].say(ready);
    workers[1].answer("two");
    assert.equal(await answer, "two");
  });
});

describe("booting", () => {
  const boots = () => workers.map(({ slim }) => slim);

  test("what fails with the slim boot is tried with the ordinary one, and nobody is told", async () => {
    for (const fail of [
      (worker) => worker.say({ failed: "start", detail: "slim.wasm: 404" }),
      (worker) => worker.onerror({ message: "out of memory" }),
      (worker) => worker.onerror({}),
    ]) {
      engine = new Engine((slim) => {
        workers.push(new StubWorker(slim));
        return workers.at(-1);
      });
      workers = [];
      const answer = engine.ask("a", "1");
      fail(workers[0]);
      assert.equal(engine.state, "starting");
      assert.deepEqual(boots(), [true, false]);
      assert.equal(workers[0].ended, true);
      workers[1].say(ready);
      workers[1].answer("one");
      assert.equal(await answer, "one");
    }
  });

  test("a module that the slim boot lacks brings the ordinary one, which is asked again", async () => {
    const first = engine.ask("a", "1", "left");
    const second = engine.ask("a", "2", "right");
    workers[0].say(ready);
    workers[0].say({ failed: "incomplete", detail: "ModuleNotFoundError: colorsys" });
    assert.deepEqual(boots(), [true, false]);
    workers[1].say(ready);
    workers[1].answer("one");
    workers[1].answer("two");
    assert.deepEqual(await Promise.all([first, second]), ["one", "two"]);
    const third = engine.ask("a", "3");
    workers[1].onerror({ message: "gone" });
    await rejectsWith(third, "crash");
  });

  test("an overtaken question is not asked again", async () => {
    engine.ask("a", "1");
    workers[0].say(ready);
    const second = engine.ask("a", "2");
    workers[0].say({ failed: "incomplete", detail: "" });
    workers[1].say(ready);
    assert.deepEqual(
      workers[1].sent.map((question) => question.request),
      ["2"],
    );
    workers[1].answer("two");
    assert.equal(await second, "two");
  });

  test("a start that hangs with all files there is tried the ordinary way", async () => {
    const answer = engine.ask("a", "1");
    workers[0].say({ downloaded: 1 });
    mock.timers.tick(30_000);
    assert.deepEqual(boots(), [true, false]);
    mock.timers.tick(30_000);
    await rejectsWith(answer, "stalled");
  });

  test("after both have failed, the slim one comes first again", async () => {
    const answer = engine.ask("a", "1");
    workers[0].say({ failed: "start", detail: "" });
    workers[1].say({ failed: "start", detail: "" });
    await rejectsWith(answer, "start");
    engine.start();
    assert.deepEqual(boots(), [true, false, true]);
  });

  test("without WebAssembly the ordinary boot is not tried", async () => {
    const answer = engine.ask("a", "1");
    workers[0].say({ failed: "unsupported", detail: "WebAssembly" });
    await rejectsWith(answer, "unsupported");
    assert.deepEqual(boots(), [true]);
  });
});
