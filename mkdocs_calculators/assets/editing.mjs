/**
 * Hands on a table: its buttons, moving about with the keyboard, and pasting from a spreadsheet.
 */

import { cellsOf, readTable, rowsOf } from "./cells.mjs";
import { focusOn } from "./focus.mjs";
import { addRow, moveRow, removeRow, renameRow } from "./table.mjs";

/**
 * @typedef {object} Paste
 * @property {string} field the table's name
 * @property {string} text the clipboard's text
 * @property {number} row the cell with the focus, from 0
 * @property {number} column
 */

/**
 * Makes a table editable by buttons, keys and paste. Changes are told of by an `input` event on
 * the table; a paste is for the caller to have read.
 *
 * @param {HTMLElement} table
 * @param {(paste: Paste) => void} onPaste
 * @param {AbortSignal} signal ends it
 */
export function editTable(table, onPaste, signal) {
  table.addEventListener("click", ({ target }) => click(table, target), { signal });
  table.addEventListener("keydown", (event) => press(table, event), { signal });
  table.addEventListener("paste", (event) => paste(table, event, onPaste), { signal });
  table.addEventListener(
    "input",
    ({ target }) => {
      const { cell, row, column } = place(table, target);
      if (cell && row && column === 0) renameRow(table, row);
    },
    { signal },
  );
  table.querySelector("[data-more]")?.addEventListener(
    "change",
    ({ target }) => {
      table.toggleAttribute("data-more-open", target instanceof HTMLInputElement && target.checked);
    },
    { signal },
  );
}

/**
 * @param {HTMLElement} table
 * @param {EventTarget | null} target
 */
function click(table, target) {
  const button = target instanceof Element ? target.closest("button") : null;
  if (!button) return;
  const { row, at } = place(table, button);
  if (button.hasAttribute("data-add")) focusOn(cellsOf(addRow(table))[0]);
  else if (row && button.hasAttribute("data-remove")) {
    const neighbour = rowsOf(table)[at + 1] ?? rowsOf(table)[at - 1];
    removeRow(table, at);
    focusOn(neighbour?.querySelector("[data-remove]") ?? table.querySelector("[data-add]"));
  } else if (row && button.hasAttribute("data-move")) {
    moveRow(table, at, at + Number(button.dataset.move));
    focusOn(button); // moving a row takes the focus away from it
  } else return;
  changed(table);
}

/**
 * @param {HTMLElement} table
 * @param {KeyboardEvent} event
 */
function press(table, event) {
  const { cell, at, column } = place(table, event.target);
  const step = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }[event.key];
  // In a list of options the arrows choose; while text is composed, keys belong to the composer.
  const own = cell instanceof HTMLSelectElement && event.key !== "Enter";
  const chord = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!cell || !step || own || chord || event.isComposing) return;
  if (event.altKey) {
    if (event.key === "Enter") return;
    moveRow(table, at, at + step);
    focusOn(cell);
    changed(table);
  } else {
    if (event.key === "Enter" && at + 1 === rowsOf(table).length) {
      addRow(table);
      changed(table);
    }
    const row = rowsOf(table)[at + step];
    const next = row && cellsOf(row)[column];
    focusOn(next);
    if (next instanceof HTMLInputElement) next.select();
  }
  event.preventDefault();
}

/**
 * Takes over what a single cell cannot hold.
 *
 * @param {HTMLElement} table
 * @param {ClipboardEvent} event
 * @param {(paste: Paste) => void} onPaste
 */
function paste(table, event, onPaste) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const { cell, at, column } = place(table, event.target);
  const [, ...body] = readTable(table);
  const empty = body.every((row) => row.every((value) => !value.trim()));
  if (!cell || !holdsCells(text, empty)) return;
  event.preventDefault();
  onPaste({ field: table.dataset.field ?? "", text, row: at, column });
}

/**
 * Whether pasted text is for more than one cell. A spreadsheet ends even one cell with a newline.
 *
 * @param {string} text
 * @param {boolean} empty whether the table holds nothing yet, so that commas may part cells, too
 */
export function holdsCells(text, empty) {
  const inner = text.replace(/\r?\n$/, "");
  return /[\t\r\n]/.test(inner) || (empty && /[,;]/.test(inner));
}

/**
 * Where in a table something is.
 *
 * @param {HTMLElement} table
 * @param {EventTarget | null} target
 */
function place(table, target) {
  const row = target instanceof Element ? target.closest("tr") : null;
  const cells = row ? cellsOf(row) : [];
  const cell = cells.find((one) => one === target);
  const column = cell ? cells.indexOf(cell) : -1;
  return { row, cell, at: row ? rowsOf(table).indexOf(row) : -1, column };
}

/** @param {HTMLElement} table */
function changed(table) {
  table.dispatchEvent(new Event("input", { bubbles: true }));
}
