/**
 * Answers questions with the calculators as a reader's browser does: the same archive, in Pyodide.
 *
 * Usage: node pyodide.mjs FOLDER. The folder holds `calculators.zip` and `questions.json`, a list
 * of [name, values]; beside them comes `answers.json`, a list of [page, machine]: what `respond`
 * gives a page, and the answer for machines, or null where there is none. All of it is text.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [folder] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(`${folder}/questions.json`, "utf8"));
const pyodide = await loadPyodide();
pyodide.FS.writeFile("/calculators.zip", readFileSync(`${folder}/calculators.zip`));
pyodide.pyimport("sys").path.insert(0, "/calculators.zip");
const json = pyodide.pyimport("json");
const { load, respond } = pyodide.pyimport("calculators.kit.run");
const calculators = new Map();

/**
 * @param {string} name
 * @param {string} values
 */
function answer(name, values) {
  const page = respond(name, values);
  if (!("html" in JSON.parse(page))) return [page, null];
  if (!calculators.has(name)) calculators.set(name, load(name));
  const calculator = calculators.get(name);
  return [page, json.dumps(calculator.json(calculator.inputs.read(json.loads(values))))];
}

const answers = questions.map(([name, values]) => answer(name, values));
writeFileSync(`${folder}/answers.json`, JSON.stringify(answers));
