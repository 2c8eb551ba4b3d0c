/**
 * A form as values and back. Values are wire values: each field's text by its name, and each
 * table as a list of rows, its column names first.
 */

import { readTable, tables } from "./cells.mjs";
import { uncover, uncoverMore } from "./cover.mjs";
import { writeTable } from "./table.mjs";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */
/** @typedef {Record<string, string | string[][]>} Values */

/**
 * All a reader has entered.
 *
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export function collect(form) {
  /** @type {Values} */
  const values = {};
  for (const control of controls(form)) {
    const radio = control instanceof HTMLInputElement && control.type === "radio";
    if (!radio || control.checked) values[control.name] = control.value;
  }
  for (const [name, table] of tables(form)) values[name] = readTable(table);
  return values;
}

/**
 * What the form held when the page came, whatever has been typed since.
 *
 * @param {HTMLFormElement} form
 * @returns {Values}
 */
export function built(form) {
  const template = document.createElement("template");
  template.innerHTML = form.outerHTML; // markup does not change with what is typed
  return collect(/** @type {HTMLFormElement} */ (template.content.firstElementChild));
}

/**
 * Writes values into the form; fields that are not among them stay as they are. What would be
 * hidden is uncovered.
 *
 * @param {HTMLFormElement} form
 * @param {Values} values
 */
export function fill(form, values) {
  for (const control of controls(form)) {
    const value = values[control.name];
    if (typeof value !== "string") continue;
    if (control instanceof HTMLInputElement && control.type === "radio") {
      control.checked = control.value === value;
    } else if (control.value !== value) {
      control.value = value;
      if (value) uncover(control);
    }
    syncSlider(form, control);
  }
  // A grid comes after the table that names its columns.
  for (const [name, table] of tables(form)) {
    const cells = values[name];
    if (!Array.isArray(cells)) continue;
    writeTable(table, cells);
    uncoverMore(table);
  }
}

/**
 * Whether two forms hold the same, text by text.
 *
 * @param {Values} one
 * @param {Values} other
 */
export function same(one, other) {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => alike(one[name], other[name]))
  );
}

/**
 * Whether two fields hold the same.
 *
 * @param {Values[string] | undefined} one
 * @param {Values[string] | undefined} other
 */
export function alike(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * Moves a field's slider to where the field is, or a slider's field to where the slider is.
 *
 * @param {HTMLFormElement} form
 * @param {EventTarget | null} changed the field or the slider
 */
export function syncSlider(form, changed) {
  if (!isControl(changed)) return;
  const { slider } = changed.dataset;
  const name = slider ?? changed.name;
  const field = form.elements.namedItem(name);
  const range = form.querySelector(`[data-slider="${CSS.escape(name)}"]`);
  if (!isControl(field) || !isControl(range)) return;
  if (slider !== undefined) field.value = range.value;
  // A range moves to its middle for what is no number; it had better stay.
  else if (field.value.trim() && Number.isFinite(Number(field.value))) range.value = field.value;
}

/**
 * Whether something is a control that holds a value.
 *
 * @param {unknown} node
 * @returns {node is Control}
 */
export function isControl(node) {
  return (
    node instanceof HTMLInputElement ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement
  );
}

/**
 * The controls with a name; cells of tables have none, and there may be a thousand of them.
 *
 * @param {HTMLFormElement} form
 */
function controls(form) {
  return [...form.querySelectorAll("[name]")].filter(isControl);
}
