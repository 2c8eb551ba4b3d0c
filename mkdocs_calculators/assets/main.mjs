/**
 * The calculators of a page. Python outlives pages: a theme that swaps a page's content in place
 * of loading a new one keeps it running, and calculators that have gone are let go of.
 */

import { Engine } from "./engine.mjs";
import { awaitIntent } from "./intent.mjs";

const engine = new Engine(
  () => new Worker(new URL("worker.mjs", import.meta.url), { type: "module", name: "calculators" }),
);
let page = new AbortController();

async function load() {
  const { bind } = await import("./calculator.mjs");
  /** @type {import("./intent.mjs").Bind} */
  return (element, signal) => bind(element, engine, signal);
}

function start() {
  if (engine.state === "idle") engine.start();
}

function bindPage() {
  page.abort();
  page = new AbortController();
  for (const element of document.querySelectorAll("[data-calculator]")) {
    if (element instanceof HTMLElement) awaitIntent(element, start, load, page.signal);
  }
}

/** Material for MkDocs tells of each new page, the first one included. */
const { document$: pages } = /** @type {{ document$?: { subscribe(next: () => void): void } }} */ (
  globalThis
);

// A module runs when the document has been read, so without that theme it is there already.
if (pages) pages.subscribe(bindPage);
else bindPage();
