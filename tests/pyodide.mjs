/**
 * Asks the calculators' door as a reader's browser does: the same archive, in Pyodide.
 *
 * Usage: node pyodide.mjs FOLDER. The folder holds `slim.wasm` for the slim boot or
 * `calculators.zip` for the ordinary one, and `questions.json`, a list of [verb, request]; beside them comes `answers.json`, a list of [answer, machine]: what the door
 * says and, to a form with a result, the answer for machines, else null. All of it is text.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [folder] = process.argv.slice(2);
const questions = JSON.parse(readFileSync(`${folder}/questions.json`, "utf8"));
const pyodide = await (existsSync(`${folder}/slim.wasm`) ? bootSlim() : bootOrdinary());
const json = pyodide.pyimport("json");
const { ask } = pyodide.pyimport("calculators.kit.door");
const { load } = pyodide.pyimport("calculators.kit.run");
const calculators = new Map();

async function bootSlim() {
  const lockFileContents = readFileSync(`${folder}/lock.json`, "utf8");
  const stdLibURL = `${folder}/slim.wasm`;
  return loadPyodide({ stdLibURL, lockFileContents, packageBaseUrl: folder });
}

async function bootOrdinary() {
  const pyodide = await loadPyodide();
  pyodide.FS.writeFile("/calculators.zip", readFileSync(`${folder}/calculators.zip`));
  pyodide.pyimport("sys").path.insert(0, "/calculators.zip");
  return pyodide;
}

/**
 * @param {string} verb
 * @param {string} request
 */
function answer(verb, request) {
  const page = ask(verb, request);
  if (!("html" in JSON.parse(page))) return [page, null];
  const { name, values } = JSON.parse(request);
  if (!calculators.has(name)) calculators.set(name, load(name));
  const calculator = calculators.get(name);
  const inputs = calculator.inputs.read(json.loads(JSON.stringify(values)));
  return [page, json.dumps(calculator.json(inputs))];
}

const answers = questions.map(([verb, request]) => answer(verb, request));
writeFileSync(`${folder}/answers.json`, JSON.stringify(answers));
