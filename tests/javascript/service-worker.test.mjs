/** What the browser keeps of a site, with a host and caches that can fail. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, Script } from "node:vm";

const SOURCE = new URL("../../mkdocs_calculators/assets/root/service-worker.mjs", import.meta.url);
const SCRIPT = readFileSync(SOURCE, "utf8");
const ROOT = "https://site.example/project/";
const FILES = {
  "index.html": "home",
  "about/index.html": "about",
  "old.html": "old",
  "404.html": "none",
  "assets/a b.mjs": "script",
  "assets/x.wasm": "wasm",
};

class Shelf {
  files = new Map();

  async put(url, response) {
    this.files.set(url, response);
  }

  async match(url) {
    return this.files.get(url)?.clone();
  }
}

/** A browser with its caches and pages, and the host that it asks. */
function browser(files = FILES) {
  const shelves = new Map();
  const made = {
    files,
    shelves,
    pages: [],
    asked: [],
    down: false,
    caches: {
      keys: async () => [...shelves.keys()],
      delete: async (name) => shelves.delete(name),
      open: async (name) => {
        if (!shelves.has(name)) shelves.set(name, new Shelf());
        return shelves.get(name);
      },
      match: async (url, { cacheName }) => shelves.get(cacheName)?.match(url),
    },
    fetch: async (input, { cache } = {}) => {
      const url = String(input.url ?? input);
      if (cache === "only-if-cached") {
        const found = made.cached?.[url.slice(ROOT.length)];
        return found ?? Promise.reject(new TypeError("Failed to fetch"));
      }
      made.asked.push(url.replace(ROOT, ""));
      if (made.down) throw new TypeError("Failed to fetch");
      const path = decodeURIComponent(url.slice(ROOT.length)).replace(/(^|\/)$/, "$1index.html");
      const content =
        made.stale?.[path] && cache !== "reload" ? made.stale[path] : made.files[path];
      return new Response(content ?? "missing", { status: content === undefined ? 404 : 200 });
    },
  };
  return made;
}

/** A service worker for some files, as the build would write it. */
function worker(browser, version, files = browser.files) {
  const hashes = Object.entries(files).map(([path, content]) => {
    const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
    return [path, path === "sitemap.xml" ? "" : hash];
  });
  const listeners = {};
  const scope = {
    caches: browser.caches,
    clients: { claim: async () => {}, matchAll: async () => browser.pages },
    console,
    COPY: { version, bytes: 5, files: Object.fromEntries(hashes) },
    crypto,
    decodeURIComponent,
    DOMException,
    fetch: browser.fetch,
    Headers,
    Response,
    setTimeout,
    URL,
    registration: { scope: ROOT, installing: null, waiting: null },
    skipWaiting: async () => {
      made.skipped = true;
    },
    addEventListener: (type, listener) => {
      listeners[type] = listener;
    },
  };
  const fire = async (type, event = {}) => {
    let work;
    listeners[type]({ ...event, waitUntil: (promise) => (work = promise) });
    return work;
  };
  const made = {
    registration: scope.registration,
    install: () => fire("install"),
    activate: () => fire("activate"),
    ask: (data) => {
      let answer;
      const port = { postMessage: (told) => (answer = told) };
      return fire("message", { data, ports: [port] }).then(() => answer);
    },
    get: async (path, { mode = "cors", method = "GET", headers = {} } = {}) => {
      const url = new URL(path, ROOT).href;
      const request = { url, method, mode, headers: new Headers(headers) };
      let answer;
      listeners.fetch({ request, respondWith: (promise) => (answer = promise) });
      return answer;
    },
  };
  new Script(SCRIPT).runInContext(createContext(scope));
  return made;
}

async function running(browser, version = "1") {
  const made = worker(browser, version);
  await made.install();
  await made.activate();
  browser.asked.length = 0;
  return made;
}

const text = async (answer) => (await answer).text();

test("what is kept answers without the host, by each of the addresses a page has", async () => {
  const host = browser();
  const { get } = await running(host);
  host.down = true;
  for (const path of ["", "?embed=x", "index.html", "#top"]) {
    assert.equal(await text(get(path, { mode: "navigate" })), "home");
  }
  assert.equal(await text(get("about/")), "about");
  assert.equal(await text(get("about/index.html")), "about");
  assert.equal(await text(get("old")), "old");
  assert.equal(await text(get("assets/a%20b.mjs?1")), "script");
  assert.deepEqual(host.asked, []);
});

test("a folder without its slash leads to the folder, as links in it are relative", async () => {
  const { get } = await running(browser());
  const answer = await get("about?embed=x", { mode: "navigate" });
  assert.equal(answer.headers.get("Location"), `${ROOT}about/?embed=x`);
});

test("scripts and wasm have the types that browsers insist on", async () => {
  const { get } = await running(browser());
  assert.equal((await get("assets/x.wasm")).headers.get("Content-Type"), "application/wasm");
  assert.equal((await get("assets/a%20b.mjs")).headers.get("Content-Type"), "text/javascript");
});

test("wasm comes out of the browser's own cache while it is there, and costs no request", async () => {
  const host = browser();
  const { get } = await running(host);
  const own = new Response("wasm");
  host.cached = { "assets/x.wasm": own };
  assert.equal(await get("assets/x.wasm"), own);
  host.cached = { "assets/x.wasm": new Response("", { status: 504 }) };
  assert.equal(await text(get("assets/x.wasm")), "wasm");
  host.cached = { "assets/a%20b.mjs": new Response("of before") };
  assert.equal(await text(get("assets/a%20b.mjs")), "script");
  assert.deepEqual(host.asked, []);
});

test("posts, ranges and other places pass by", async () => {
  const { get } = await running(browser());
  assert.equal(await get("", { method: "POST" }), undefined);
  assert.equal(await get("", { method: "HEAD" }), undefined);
  assert.equal(await get("", { headers: { Range: "bytes=0-1" } }), undefined);
  assert.equal(await get("https://site.example/other/"), undefined);
  assert.equal(await get("https://other.example/project/"), undefined);
});

test("what is not kept comes from the host, and a page without one is the site's own 404", async () => {
  const host = browser();
  const { get } = await running(host);
  host.files = { ...FILES, "new/index.html": "new" };
  assert.equal(await text(get("new/", { mode: "navigate" })), "new");
  host.down = true;
  const answer = await get("new/", { mode: "navigate" });
  assert.deepEqual([answer.status, await answer.text()], [404, "none"]);
  await assert.rejects(get("new.png"), TypeError);
  await assert.rejects(get("%E0%A4%A"), TypeError);
});

for (const [what, files] of [
  ["is missing", { ...FILES, "old.html": undefined }],
  ["is cut short", { ...FILES, "old.html": "ol" }],
  ["is of another version", { ...FILES, "old.html": "new" }],
]) {
  test(`nothing is kept if a file ${what}, and pages are told`, async () => {
    const host = browser(files);
    const told = [];
    host.pages.push({ id: "1", url: ROOT, postMessage: (message) => told.push({ ...message }) });
    await assert.rejects(worker(host, "1", FILES).install(), /is not what the site was built with/);
    assert.deepEqual([...host.shelves.keys()], []);
    assert.deepEqual(told, [{ notKept: "failed" }]);
  });
}

test("a full storage is told of, and gives back what it took", async () => {
  const host = browser();
  const told = [];
  host.pages.push({ id: "1", url: ROOT, postMessage: (message) => told.push({ ...message }) });
  const { put } = Shelf.prototype;
  Shelf.prototype.put = async () => {
    throw new DOMException("no room", "QuotaExceededError");
  };
  await assert.rejects(worker(host, "1").install(), { name: "QuotaExceededError" });
  Shelf.prototype.put = put;
  assert.deepEqual(told, [{ notKept: "full" }]);
  assert.deepEqual([...host.shelves.keys()], []);
});

test("a file that the browser has kept too long is fetched anew", async () => {
  const host = browser();
  host.stale = { "old.html": "older" };
  const { get } = await running(host);
  assert.equal(await text(get("old.html")), "old");
});

test("a map of the site that the host has rewritten is kept as it is", async () => {
  const host = browser({ ...FILES, "sitemap.xml": "built" });
  const made = worker(host, "1");
  host.files = { ...host.files, "sitemap.xml": "rewritten" };
  await made.install();
  await made.activate();
  assert.equal(await text(made.get("sitemap.xml")), "rewritten");
});

test("a newer version fetches what has changed, and leaves the older one as it is", async () => {
  const host = browser();
  const older = await running(host, "1");
  host.files = { ...FILES, "about/index.html": "newer" };
  const newer = worker(host, "2");
  await newer.install();
  assert.deepEqual(new Set(host.asked), new Set(["about/"]));
  assert.equal(await text(older.get("about/")), "about");
  await newer.activate();
  assert.equal(await text(newer.get("about/")), "newer");
  assert.deepEqual([...host.shelves.keys()], ["calculators /project/ 2"]);
});

test("a page of before finds its scripts until it has gone", async () => {
  const host = browser();
  await running(host, "1");
  host.files = { "index.html": "newer" };
  const newer = worker(host, "2");
  await newer.install();
  host.pages = [{ id: "before", url: ROOT, postMessage: () => {} }];
  await newer.activate();
  assert.equal(await text(newer.get("assets/a%20b.mjs")), "script");
  await newer.ask("arrived");
  assert.equal(host.shelves.size, 2);
});

test("copies of before go with the last page of before, and a copy to come stays", async () => {
  const host = browser();
  await running(host, "1");
  const newer = worker(host, "2");
  await newer.install();
  host.pages = [{ id: "before", url: ROOT, postMessage: () => {} }];
  await newer.activate();
  host.pages = [{ id: "after", url: ROOT, postMessage: () => {} }];
  newer.registration.waiting = {};
  await newer.ask("arrived");
  assert.equal(host.shelves.size, 2);
  newer.registration.waiting = null;
  await newer.ask("arrived");
  assert.deepEqual([...host.shelves.keys()], ["calculators /project/ 2"]);
});

test("copies of another site on the same host are not touched", async () => {
  const host = browser();
  await host.caches.open("calculators / 9");
  await host.caches.open("theirs");
  await running(host, "1");
  assert.equal(host.shelves.size, 3);
});

test("pages can ask what is kept, and for what was lost to be fetched again", async () => {
  const host = browser();
  const { ask, get } = await running(host);
  assert.deepEqual({ ...(await ask("state")) }, { bytes: 5, version: "1" });
  await ask("keep");
  assert.deepEqual(host.asked, []);
  host.shelves.clear();
  assert.deepEqual({ ...(await ask("keep")) }, { bytes: 5, version: "1" });
  host.down = true;
  assert.equal(await text(get("about/")), "about");
  host.shelves.clear();
  assert.equal(await ask("keep"), undefined);
});

test("a page is told whether it is alone", async () => {
  const host = browser();
  const { ask } = await running(host);
  const page = { id: "1", url: ROOT };
  const elsewhere = { id: "2", url: "https://site.example/other/" };
  host.pages = [page, elsewhere];
  assert.equal(await ask("alone"), true);
  host.pages = [page, { id: "3", url: `${ROOT}about/` }];
  assert.equal(await ask("alone"), false);
});
