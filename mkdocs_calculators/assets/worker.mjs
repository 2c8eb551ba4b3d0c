/**
 * Python in a worker: boots Pyodide, imports the calculators' door and answers through it.
 *
 * Only text crosses over: a question's verb and request are the arguments of one Python function,
 * and its answer comes back as it is. Questions are answered one after the other.
 */

import { download } from "./download.mjs";
import { ARCHIVE, BYTES, PYODIDE } from "./runtime.mjs";

/** @typedef {{ id: number, answer: string } | { id: number, failure: string }} Reply */
/** @typedef {{ failed: "unsupported" | "start" | "crash", detail: string }} Failed */
/** @typedef {Reply | Failed | { progress: number }} Message */

const DOWNLOADED = 0.7; // of all progress; the rest is Python's own start
const BOOTED = 0.95;
const STEP = 0.01;

const home = new URL(PYODIDE, import.meta.url).href;
const archive = new URL(ARCHIVE, import.meta.url).href;
const files = ["pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];
const total = Object.values(BYTES).reduce((sum, bytes) => sum + bytes, 0);

/** @type {(message: Message) => void} */
const tell = (message) => postMessage(message);

let bytes = 0;
let told = 0;

/** @param {number} more */
function count(more) {
  bytes += more;
  advance(Math.min(bytes / total, 1) * DOWNLOADED);
}

/** @param {number} progress never falls: the last download may be counted after Python's start */
function advance(progress) {
  if (progress < told + STEP) return;
  told = progress;
  tell({ progress });
}

/**
 * Imports one of Pyodide's modules; they do not pass through `fetch`.
 *
 * @param {string} name
 */
async function load(name) {
  const module = await import(home + name);
  count(BYTES[name] ?? 0);
  return module;
}

/**
 * Boots Python and imports the door.
 *
 * @param {(error: unknown) => void} fail is told what Pyodide keeps to itself
 * @returns {Promise<(verb: string, request: string) => string>}
 */
async function boot(fail) {
  const urls = [...files.map((name) => home + name), archive];
  globalThis.fetch = download(urls, globalThis.fetch.bind(globalThis), { count, fail });
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (source, imports) => {
    const instance = instantiateStreaming(source, imports);
    instance.catch(fail);
    return instance;
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  // Pyodide imports it later on by the same address and finds it here already.
  load("pyodide.asm.mjs").catch(fail);
  const sources = fetch(archive).then((response) => response.arrayBuffer());
  sources.catch(fail);
  const { loadPyodide } = await load("pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: home, packageBaseUrl: home });
  advance(BOOTED);
  pyodide.FS.writeFile("/calculators.zip", new Uint8Array(await sources));
  pyodide.pyimport("sys").path.insert(0, "/calculators.zip");
  pyodide.pyimport("calculators.kit.run"); // behind the door, and wanted by the first question
  return pyodide.pyimport("calculators.kit.door").ask;
}

/**
 * Answers one question. A mistake in Python leaves Python usable; anything else does not.
 *
 * @param {(verb: string, request: string) => string} ask
 * @param {{ id: number, verb: string, request: string }} question
 * @returns {Reply | Failed}
 */
function answer(ask, { id, verb, request }) {
  try {
    return { id, answer: ask(verb, request) };
  } catch (error) {
    const last = lastLine(error);
    const known = error instanceof Error && error.constructor.name === "PythonError";
    return known ? { id, failure: last } : { failed: "crash", detail: last };
  }
}

/**
 * What an error says in the end: Python's message is a traceback, and some have none.
 *
 * @param {unknown} error
 */
function lastLine(error) {
  const { message = "", name = "" } = /** @type {{ message?: string, name?: string }} */ (error);
  return (message || name).trimEnd().split("\n").at(-1) ?? "";
}

if (typeof WebAssembly === "undefined") {
  tell({ failed: "unsupported", detail: "WebAssembly" });
} else {
  try {
    const ask = await new Promise((resolve, reject) => {
      boot(reject).then(resolve, reject);
    });
    addEventListener("message", ({ data }) => tell(answer(ask, data)));
    advance(1);
  } catch (error) {
    tell({ failed: "start", detail: lastLine(error) });
  }
}
