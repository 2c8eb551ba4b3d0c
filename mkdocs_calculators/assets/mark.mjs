/**
 * One message at the field it is about. Python names the field: `field`, `field.part`, or
 * `field.row.column` for a cell of a table.
 */

import { cellsOf, columnsOf, rowsOf } from "./cells.mjs";
import { uncover } from "./cover.mjs";
import { isControl } from "./form.mjs";

/**
 * @typedef {object} Place
 * @property {HTMLElement | undefined} control
 * @property {HTMLElement} note where the message stands
 * @property {string} label
 */

/**
 * Where a message belongs, if the form has a place for it.
 *
 * @param {HTMLFormElement} form
 * @param {string} key
 * @returns {Place | undefined}
 */
export function placeOf(form, key) {
  const note = form.querySelector(`[data-error-for="${CSS.escape(key)}"]`);
  const [field = "", row, ...column] = key.split(".");
  if (note instanceof HTMLElement) {
    const named = form.elements.namedItem(key);
    const control = isControl(named) ? named : undefined;
    const heading = note.closest("[data-field]")?.querySelector("legend, .calculator__label");
    return { control, note, label: (control?.labels?.[0] ?? heading)?.textContent ?? "" };
  }
  const table = form.querySelector(`[data-table][data-field="${CSS.escape(field)}"]`);
  const cells = table ? cellsOf(rowsOf(table)[Number(row)] ?? form) : [];
  const cell = table && cells[columnsOf(table).indexOf(column.join("."))];
  // What names no cell, such as a column that has gone, is said of the whole.
  if (!cell) return field === key ? undefined : placeOf(form, field);
  return { control: cell, note: noteAt(cell, key), label: cell.getAttribute("aria-label") ?? "" };
}

/**
 * Shows a message at its field.
 *
 * @param {HTMLFormElement} form
 * @param {string} key
 * @param {string} message
 * @returns {() => void} takes it away again
 */
export function mark(form, key, message) {
  const place = placeOf(form, key);
  if (!place) return () => {};
  const { control, note } = place;
  const borrowed = note.isConnected;
  note.textContent = message;
  note.hidden = false;
  control?.setAttribute("aria-invalid", "true");
  if (!borrowed) {
    control?.after(note);
    control?.setAttribute("aria-describedby", note.id);
  }
  return () => {
    control?.removeAttribute("aria-invalid");
    note.hidden = true;
    if (borrowed) return;
    control?.removeAttribute("aria-describedby");
    note.remove();
  };
}

/**
 * Moves the focus to the field that a message is about.
 *
 * @param {HTMLFormElement} form
 * @param {string} key
 */
export function lead(form, key) {
  const place = placeOf(form, key);
  const field = place?.note.closest("[data-field]");
  const control = place?.control ?? field?.querySelector("input, select, textarea, button");
  uncover(control);
  if (control instanceof HTMLElement) control.focus();
}

/**
 * The note of a cell; the page has none until there is something to note.
 *
 * @param {Element} cell
 * @param {string} key
 */
function noteAt(cell, key) {
  const there = cell.parentElement?.querySelector(".calculator__error");
  const note = there instanceof HTMLElement ? there : document.createElement("p");
  note.className = "calculator__error";
  note.id = `${cell.closest("[data-calculator]")?.id}.${key}.error`;
  return note;
}
