/**
 * Makes the slim boot's archive: rehearses in Pyodide, packs what that imported, and rehearses
 * once more with nothing but that.
 *
 * Usage: node make.mjs PYODIDE FOLDER. PYODIDE is its npm package; FOLDER holds `library.zip`,
 * `calculators.zip`, `rehearsal.py` and `lock.json`, and takes `python.wasm`.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [home, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`).href);
const lockFileContents = readFileSync(`${folder}/lock.json`, "utf8");
const calculators = readFileSync(`${folder}/calculators.zip`);
const rehearsal = readFileSync(`${folder}/rehearsal.py`);
const inside = readFileSync(new URL("inside.py", import.meta.url));

/** @param {string} library */
async function boot(library) {
  const pyodide = await loadPyodide({
    indexURL: `${home}/`,
    packageBaseUrl: `${home}/`,
    stdLibURL: `${folder}/${library}`,
    lockFileContents,
    env: { PYTHONHASHSEED: "0" }, // sets have the same order in each build
  });
  pyodide.FS.mkdir("/tools");
  pyodide.FS.writeFile("/tools/inside.py", inside);
  pyodide.FS.writeFile("/tools/rehearsal.py", rehearsal);
  pyodide.pyimport("sys").path.push("/tools");
  return pyodide;
}

async function make() {
  const first = await boot("library.zip");
  first.FS.writeFile("/calculators.zip", calculators);
  first.pyimport("sys").path.push("/calculators.zip");
  const tools = first.pyimport("inside");
  const answers = rehearse(first);
  fail(first);
  const missing = tools.missing().toJs();
  if (missing.length > 0) throw new Error(missing.join("\n"));
  writeFileSync(`${folder}/python.wasm`, tools.pack().toJs());

  const second = await boot("python.wasm");
  if (rehearse(second) !== answers) {
    throw new Error("A calculator answers otherwise when it runs from the archive.");
  }
  fail(second);
}

/**
 * The answers to all that may be asked for.
 *
 * @param {import("pyodide").PyodideInterface} pyodide
 */
function rehearse(pyodide) {
  return [...pyodide.pyimport("rehearsal").rehearse()].join("\n");
}

/**
 * Lets an exception reach the script, which takes modules of its own.
 *
 * @param {import("pyodide").PyodideInterface} pyodide
 */
function fail(pyodide) {
  try {
    pyodide.pyimport("calculators.kit.door").ask();
  } catch (error) {
    if (error.constructor.name === "PythonError" && error.message.includes("TypeError")) return;
    throw error;
  }
  throw new Error("An exception got lost.");
}

try {
  await make();
} catch (error) {
  console.error(error.message); // Python's traceback, or ours; the script's own is of no use
  process.exitCode = 1;
}
