/**
 * The calculators of a page. Python outlives pages: a theme that swaps a page's content in place
 * of loading a new one keeps it running, and calculators that have gone are let go of.
 */

import { awaitIntent, isAwaited, isKept, linked } from "./intent.mjs";

/** @typedef {import("./engine.mjs").Engine} Engine */

/** @type {Promise<Engine> | undefined} */
let engine;
let page = new AbortController();

const WORKERS = ["download.mjs", "runtime.mjs"]; // what worker.mjs imports
const REST_MS = 3000; // between Python's start and the download of what is not needed now

/** Whether the reader comes back to a page by reloading it or by going through the history. */
let back = performance
  .getEntriesByType("navigation")
  .some((entry) => entry instanceof PerformanceNavigationTiming && entry.type !== "navigate");
addEventListener("popstate", () => {
  back = true;
});
addEventListener("hashchange", () => {
  back = false; // within the page, and a new page is no way back
});

/** The engine. A page with a calculator has its script at hand, so that nothing delays a start. */
function theEngine() {
  engine ??= import("./engine.mjs").then(({ Engine }) => {
    const made = new Engine(newWorker);
    keepLater(made);
    return made;
  });
  engine.catch(() => {
    engine = undefined; // so that a retry tries again
  });
  return engine;
}

/**
 * Has the site kept for reading offline, once a calculator has been used and all is quiet.
 *
 * @param {Engine} engine
 */
function keepLater(engine) {
  if (controlled()) return;
  const check = () => {
    if (engine.state !== "ready") return;
    engine.removeEventListener("change", check);
    const keep = () => import("./offline.mjs").then(({ keepUnasked }) => keepUnasked());
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    setTimeout(() => idle(() => keep().catch(() => {})), REST_MS);
  };
  engine.addEventListener("change", check);
}

/** Whether this page comes out of a copy that the browser keeps. */
function controlled() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false; // a frame that must not know
  }
}

/** @param {boolean} slim how it boots */
function newWorker(slim) {
  for (const name of WORKERS) fetchAhead(name);
  const name = slim ? "slim" : "ordinary";
  return new Worker(new URL("worker.mjs", import.meta.url), { type: "module", name });
}

/**
 * Has a script fetched before those that are asked for later; browsers fetch a few at a time.
 *
 * @param {string} name
 */
function fetchAhead(name) {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = new URL(name, import.meta.url).href;
  document.head.append(link);
}

/** @param {() => Promise<{ bind: (...place: [HTMLElement, Engine, AbortSignal]) => void }>} script */
async function load(script) {
  const [{ bind }, ready] = await Promise.all([script(), theEngine()]);
  /** @type {import("./intent.mjs").Bind} */
  return (element, signal) => bind(element, ready, signal);
}

const loadCalculator = () => load(() => import("./calculator.mjs"));
const loadBrief = () => load(() => import("./brief.mjs"));

async function start() {
  const ready = await theEngine().catch(() => undefined);
  if (ready?.state === "idle") ready.start();
}

/**
 * Leads to the calculator that a link fills in, or says that the page has no such calculator. The
 * page of the brief knows where the others are, so a link may be made with its address alone.
 *
 * @param {boolean} fresh whether the reader has not been there before, and left it at some place
 */
function follow(fresh) {
  const link = linked();
  const target = link && document.getElementById(link.name);
  const found = target?.dataset.calculator === link?.name;
  const pages = document.querySelector("[data-pages]")?.getAttribute("data-pages") ?? "{}";
  const home = link && new Map(Object.entries(JSON.parse(pages))).get(link.name);
  if (home) location.replace(new URL(home + location.hash, location.href));
  document.querySelector("[data-no-such]")?.toggleAttribute("hidden", !link || found);
  if (link && found && fresh) target?.scrollIntoView();
}

/** Which scripts the page goes with; their folder's name has a hash. */
function scripts() {
  return document.querySelector('meta[name="calculators"]')?.getAttribute("content");
}

const scriptsHere = scripts();

function bindPage() {
  page.abort();
  page = new AbortController();
  // The theme has put a page of a newer version in place of one that came with these scripts.
  if (scripts() !== scriptsHere) {
    location.reload();
    return;
  }
  for (const element of document.querySelectorAll("[data-calculator]")) {
    if (!(element instanceof HTMLElement)) continue;
    const wake = awaitIntent(element, start, loadCalculator, page.signal);
    const check = () => {
      if (isAwaited(element)) wake();
    };
    addEventListener("hashchange", check, { signal: page.signal });
    check();
  }
  const brief = document.querySelector("[data-brief]");
  if (brief || document.querySelector("[data-calculator]")) theEngine().catch(() => {});
  if (brief instanceof HTMLElement) {
    const wake = awaitIntent(brief, start, loadBrief, page.signal);
    if (isKept("")) wake();
  }
  // Material leaves something at each place of the history at which the reader has been.
  const moved = () => follow(history.state === null);
  addEventListener("hashchange", moved, { signal: page.signal });
  follow(!back);
  back = false;
  const part = document.querySelector("[data-offline]");
  if (part instanceof HTMLElement) {
    import("./offline-part.mjs").then(({ bind }) => bind(part, page.signal)).catch(() => {});
  }
  const { embed } = document.documentElement.dataset;
  if (embed !== undefined) {
    import("./embed.mjs").then(({ showAlone }) => showAlone(embed, page.signal));
  }
}

/** Material for MkDocs tells of each new page, the first one included. */
const { document$: pages } = /** @type {{ document$?: { subscribe(next: () => void): void } }} */ (
  globalThis
);

if (controlled()) import("./offline.mjs").then(({ watch }) => watch()).catch(() => {});

// A module runs when the document has been read, so without that theme it is there already.
if (pages) pages.subscribe(bindPage);
else bindPage();
