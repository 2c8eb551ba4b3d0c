/** What is kept in a browser, with a storage that can refuse, fill up and forget. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

globalThis.addEventListener ??= () => {}; // a browser's, on which the module listens
const { isOfForm, Store } = await import("../../mkdocs_calculators/assets/store.mjs");

class Shelf {
  records = new Map();
  room = Number.POSITIVE_INFINITY;

  get length() {
    return this.records.size;
  }

  key(n) {
    return [...this.records.keys()][n] ?? null;
  }

  getItem(key) {
    return this.records.get(key) ?? null;
  }

  setItem(key, text) {
    if (text.length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.records.set(key, text);
  }

  removeItem(key) {
    this.records.delete(key);
  }
}

let shelf;
let page;
let store;
let told;

beforeEach(() => {
  shelf = new Shelf();
  page = new EventTarget();
  store = watched(new Store(() => shelf, page));
});

function watched(store) {
  told = [];
  store.addEventListener("change", ({ detail }) => told.push(detail));
  store.addEventListener("trouble", () => told.push(`trouble: ${store.trouble}`));
  return store;
}

function work(text, version = "1.0") {
  return { version, date: "2030-01-02", values: { size: text, rows: [["name"], [text]] } };
}

function another(key, text) {
  if (key === null) shelf.records.clear();
  else if (text === null) shelf.removeItem(key);
  else shelf.setItem(key, text);
  page.dispatchEvent(Object.assign(new Event("storage"), { key }));
}

test("work is there again for the next page, in a project that is made with it", () => {
  assert.equal(store.keepWork("shoe", work("42")), true);
  const next = new Store(() => shelf, page);
  assert.deepEqual(next.work("shoe"), work("42"));
  assert.deepEqual(next.project, { id: "1", name: "" });
  assert.deepEqual([...shelf.records.keys()], ["calculators/projects", "calculators/1/work/shoe"]);
});

test("reading writes nothing", () => {
  assert.equal(store.work("shoe"), undefined);
  assert.deepEqual(store.scenarios("shoe"), []);
  assert.deepEqual(store.brief(), { about: {}, entries: {} });
  assert.deepEqual(store.whole(), { name: "", about: {}, entries: {}, scenarios: {} });
  assert.equal(shelf.length, 0);
  assert.deepEqual(told, []);
});

test("work that is removed has gone", () => {
  store.keepWork("shoe", work("42"));
  store.keepWork("shoe", undefined);
  assert.equal(store.work("shoe"), undefined);
  assert.equal(store.trouble, undefined);
});

for (const text of [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  '{"version": "1.0", "date": "2030-01-02"}',
  '{"version": 1, "date": "2030-01-02", "values": {}}',
  '{"version": "1.0", "date": "2030-01-02", "values": {"size": 42}}',
  '{"version": "1.0", "date": "2030-01-02", "values": {"rows": [["a"], "b"]}}',
  '{"version": "1.0", "date": "2030-01-02", "values": {"rows": [["a"], [{}]]}}',
]) {
  test(`a record that is no work counts as absent: ${text}`, () => {
    shelf.setItem("calculators/1/work/shoe", text);
    assert.equal(store.work("shoe"), undefined);
  });
}

test("of a list and of a brief, what is not as it should be is left out", () => {
  const good = { ...work("42"), name: "Good" };
  const list = [good, work("1"), null, "x", { ...good, values: [] }];
  shelf.setItem("calculators/1/scenarios/shoe", JSON.stringify(list));
  const brief = { about: { name: 3 }, entries: { shoe: work("42"), sock: { values: {} } } };
  shelf.setItem("calculators/1/brief", JSON.stringify(brief));
  assert.deepEqual(store.scenarios("shoe"), [good]);
  assert.deepEqual(store.brief(), { about: {}, entries: { shoe: work("42") } });
});

test("projects that are not as they should be count as absent", () => {
  const projects = [{ id: 1, name: "x" }, { id: "7" }, { id: "8", name: "Good" }, null];
  shelf.setItem("calculators/projects", JSON.stringify({ current: "9", projects }));
  assert.deepEqual(store.project, { id: "8", name: "Good" });
  shelf.setItem("calculators/projects", '{"projects": "none"}');
  assert.deepEqual(store.project, { id: "1", name: "" });
});

test("each project has work, scenarios and a brief of its own", () => {
  const scenario = { ...work("41"), name: "Smaller" };
  store.keepWork("shoe", work("42"));
  store.add({ name: "Second", about: { title: "Socks" }, scenarios: { shoe: [scenario] } });
  assert.deepEqual(store.project, { id: "2", name: "Second" });
  assert.equal(store.work("shoe"), undefined);
  assert.deepEqual(store.work("shoe", "1"), work("42"));
  assert.deepEqual(store.whole(), {
    name: "Second",
    about: { title: "Socks" },
    entries: {},
    scenarios: { shoe: [scenario] },
  });
  store.use("1");
  store.rename("1", "First");
  assert.deepEqual(store.work("shoe"), work("42"));
  assert.deepEqual(
    store.projects.map(({ name }) => name),
    ["First", "Second"],
  );
});

test("a project that is deleted goes with all it has, and can be had back", () => {
  store.keepWork("shoe", work("42"));
  store.add({ name: "Second" });
  store.keepWork("shoe", work("43"));
  const undo = store.remove("2");
  assert.deepEqual(store.project, { id: "1", name: "" });
  assert.equal([...shelf.records.keys()].filter((key) => key.includes("/2/")).length, 0);
  undo();
  assert.deepEqual(store.project, { id: "2", name: "Second" });
  assert.deepEqual(store.work("shoe"), work("43"));
});

test("one call forgets everything of ours and nothing else, and can be taken back", () => {
  shelf.setItem("other", "stays");
  store.keepWork("shoe", work("42"));
  store.add({ name: "Second" });
  store.keepScenarios("shoe", [{ ...work("43"), name: "Bigger" }]);
  const before = new Map(shelf.records);
  const undo = store.forget();
  assert.deepEqual([...shelf.records], [["other", "stays"]]);
  assert.equal(store.trouble, undefined);
  undo();
  assert.deepEqual(new Map([...shelf.records].sort()), new Map([...before].sort()));
});

test("a full storage is told once, and nothing is lost while the page stays", () => {
  store.keepWork("shoe", work("42"));
  told.length = 0;
  shelf.room = 10;
  assert.equal(store.keepWork("shoe", work("43")), false);
  assert.equal(store.keepWork("sock", work("7")), false);
  assert.deepEqual(store.work("shoe"), work("43"));
  assert.deepEqual(store.work("sock"), work("7"));
  assert.deepEqual(
    told.filter((one) => one.startsWith("trouble")),
    ["trouble: full"],
  );
});

test("what was held is kept as soon as there is room, and that is told", () => {
  shelf.room = 10;
  store.keepWork("shoe", work("42"));
  shelf.room = 1000;
  store.keepWork("sock", work("7"));
  assert.equal(store.trouble, undefined);
  const next = new Store(() => shelf, page);
  assert.deepEqual(next.work("shoe"), work("42"));
  assert.deepEqual(next.work("sock"), work("7"));
});

test("one record that is too big leaves the others their room", () => {
  shelf.room = 200;
  store.keepWork("shoe", work("4".repeat(200)));
  store.keepWork("sock", work("7"));
  assert.equal(store.trouble, "full");
  assert.deepEqual(new Store(() => shelf, page).work("sock"), work("7"));
});

for (const [what, open] of [
  ["missing", () => undefined],
  [
    "forbidden",
    () => {
      throw new DOMException("not here", "SecurityError");
    },
  ],
]) {
  test(`with a storage that is ${what} all works until the page is left`, () => {
    store = watched(new Store(open, page));
    assert.equal(store.work("shoe"), undefined);
    assert.equal(store.trouble, "forbidden");
    assert.equal(store.keepWork("shoe", work("42")), false);
    store.add({ name: "Second" });
    store.use("1");
    assert.deepEqual(store.work("shoe"), work("42"));
    assert.deepEqual(
      told.filter((one) => one.startsWith("trouble")),
      ["trouble: forbidden"],
    );
    const undo = store.forget();
    assert.equal(store.work("shoe"), undefined);
    undo();
    assert.deepEqual(store.work("shoe"), work("42"));
  });
}

test("a record that has gone by itself is told, and written again with the next change", () => {
  store.keepWork("shoe", work("42"));
  shelf.records.clear();
  assert.equal(store.keepWork("shoe", work("43")), true);
  assert.equal(store.trouble, "evicted");
  assert.deepEqual(new Store(() => shelf, page).work("shoe"), work("43"));
});

test("what another tab changes or forgets is told, and is no eviction", () => {
  store.keepWork("shoe", work("42"));
  told.length = 0;
  another("calculators/1/work/shoe", JSON.stringify(work("43")));
  assert.deepEqual(store.work("shoe"), work("43"));
  another("calculators/1/work/shoe", null);
  another("elsewhere", "x");
  another("calculators/projects", null);
  assert.equal(store.work("shoe"), undefined);
  another(null);
  assert.deepEqual(told, ["calculators/1/work/shoe", "calculators/1/work/shoe", "", ""]);
});

test("a record that another tab has removed is no eviction, even if it is missed first", () => {
  store.keepWork("shoe", work("42"));
  shelf.records.clear();
  assert.equal(store.work("shoe"), undefined);
  assert.equal(store.trouble, "evicted");
  another(null);
  assert.equal(store.trouble, undefined);
});

test("a page that comes back from the browser's cache looks again", () => {
  store.keepWork("shoe", work("42"));
  told.length = 0;
  shelf.records.clear();
  page.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  assert.equal(store.work("shoe"), undefined);
  assert.deepEqual(told, [""]);
});

test("names that mean something to JavaScript are names like others", () => {
  const text = JSON.stringify([{ ...work("42"), name: "x" }]);
  shelf.setItem("calculators/1/scenarios/__proto__", text);
  shelf.setItem("calculators/1/work/constructor", '{"__proto__": {"version": "1.0"}}');
  assert.equal(store.work("constructor"), undefined);
  assert.deepEqual(Object.keys(store.whole().scenarios), ["__proto__"]);
  assert.equal({}.version, undefined);
});

test("what is typed into a form can be told from what is kept on purpose", () => {
  const kinds = [];
  store.addEventListener("change", (change) => kinds.push(isOfForm(change)));
  store.keepWork("shoe", work("42"));
  store.keepScenarios("shoe", [{ ...work("42"), name: "First" }]);
  store.forget();
  assert.equal(kinds.at(-1), false);
  assert.deepEqual(
    told.filter((_, n) => kinds[n]),
    ["calculators/1/work/shoe"],
  );
});
