/**
 * Python in a worker: boots Pyodide, imports the calculators' door and answers through it.
 *
 * Only text crosses over: a question's verb and request are the arguments of one Python function,
 * and its answer comes back as it is. Questions are answered one after the other.
 *
 * There are two ways to boot. The slim one has one archive of all modules that the calculators are
 * known to need, compiled already. The ordinary one has all of Python's library, and our sources.
 */

import { download } from "./download.mjs";
import { ARCHIVE, BYTES, LOCK, PYODIDE, SLIM } from "./runtime.mjs";

/** @typedef {{ id: number, answer: string } | { id: number, failure: string }} Reply */
/**
 * @typedef {object} Failed
 * @property {"unsupported" | "start" | "crash" | "incomplete"} failed `incomplete`: the slim boot
 *   lacks a module
 * @property {string} detail
 */
/**
 * @typedef {{ downloaded: number } | { booted: true } | { ready: true }} Stage `downloaded`: the
 *   part of all bytes, from 0 to 1
 */
/** @typedef {Reply | Failed | Stage} Message */

const FIRST_MS = 100; // from the start to the first question, if somebody waits for its answer
const STEP = 0.01; // of the downloads, between one message about them and another

const home = new URL(PYODIDE, import.meta.url).href;
const slim = SLIM && self.name !== "ordinary" ? new URL(SLIM, import.meta.url).href : "";
const archive = new URL(ARCHIVE, import.meta.url).href;
const wasm = `${home}pyodide.asm.wasm`;
const urls = slim
  ? [wasm, slim]
  : [wasm, `${home}python_stdlib.zip`, `${home}pyodide-lock.json`, archive];
const scripts = ["pyodide.mjs", "pyodide.asm.mjs"];
const total = [...scripts, ...urls].reduce((sum, url) => sum + bytesOf(url), 0);

/** @type {(message: Message) => void} */
const tell = (message) => postMessage(message);

let bytes = 0;
let told = 0;

/** @param {string} url */
function bytesOf(url) {
  return BYTES[url.slice(url.lastIndexOf("/") + 1)] ?? 0;
}

/** @param {number} more */
function count(more) {
  bytes += more;
  const downloaded = Math.min(bytes / total, 1);
  if (downloaded < told + STEP) return;
  told = downloaded;
  tell({ downloaded });
}

/**
 * Imports one of Pyodide's modules; they do not pass through `fetch`.
 *
 * @param {string} name
 */
async function load(name) {
  const module = await import(home + name);
  count(bytesOf(name));
  return module;
}

/**
 * Boots Python and imports the door.
 *
 * @param {(error: unknown) => void} fail is told what Pyodide keeps to itself
 */
async function boot(fail) {
  globalThis.fetch = download(urls, globalThis.fetch.bind(globalThis), { count, fail });
  // Pyodide has it compiled only when its own script is there, and asks for the same then.
  const compiled = WebAssembly.compileStreaming(fetch(wasm));
  compiled.catch(fail);
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    const instantiated = WebAssembly.instantiate(module, imports);
    instantiated.catch(fail);
    return { module, instance: await instantiated };
  };
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  // Pyodide imports it later on by the same address and finds it here already.
  load("pyodide.asm.mjs").catch(fail);
  const pyodide = await (slim ? bootSlim() : bootOrdinary(fail));
  pyodide.pyimport("calculators.kit.run"); // behind the door, and wanted by the first question
  return pyodide;
}

async function bootSlim() {
  const { loadPyodide } = await load("pyodide.mjs");
  const pyodide = await loadPyodide({
    indexURL: home,
    packageBaseUrl: home,
    stdLibURL: slim,
    lockFileContents: LOCK,
  });
  tell({ booted: true });
  return pyodide;
}

/** @param {(error: unknown) => void} fail */
async function bootOrdinary(fail) {
  const sources = fetch(archive).then((response) => response.arrayBuffer());
  sources.catch(fail);
  const { loadPyodide } = await load("pyodide.mjs");
  const pyodide = await loadPyodide({ indexURL: home, packageBaseUrl: home });
  tell({ booted: true });
  pyodide.FS.writeFile("/calculators.zip", new Uint8Array(await sources));
  pyodide.pyimport("sys").path.insert(0, "/calculators.zip");
  return pyodide;
}

/**
 * Imports what the next questions may be about, after the first question if it is on its way, and
 * between one question and another.
 *
 * @param {import("pyodide").PyodideInterface} pyodide
 * @param {readonly string[]} names of modules
 */
async function prepare(pyodide, names) {
  let pause = FIRST_MS;
  for (const name of names) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    pyodide.pyimport(name);
    pause = 0;
  }
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
    const detail = lastLine(error);
    const known = error instanceof Error && error.constructor.name === "PythonError";
    if (!known) return { failed: "crash", detail };
    const lacking = slim && /^(ModuleNotFound|Import)Error\b/.test(detail);
    return lacking ? { failed: "incomplete", detail } : { id, failure: detail };
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
    const pyodide = await new Promise((resolve, reject) => {
      boot(reject).then(resolve, reject);
    });
    const { ask, rest } = pyodide.pyimport("calculators.kit.door");
    addEventListener("message", ({ data }) => tell(answer(ask, data)));
    tell({ ready: true });
    prepare(pyodide, rest().toJs());
  } catch (error) {
    tell({ failed: "start", detail: lastLine(error) });
  }
}
