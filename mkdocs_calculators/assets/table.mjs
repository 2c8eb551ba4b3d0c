/**
 * Rows of a table filled, added, removed and moved, and the columns of its grids along with them.
 */

import { cellsOf, columnsOf, copy, nameOf, number, rowsOf } from "./cells.mjs";
import { addColumn, gridsOf, labelled, lineUp, nameColumn } from "./grid.mjs";

/**
 * Makes a table hold what `readTable` gives. Rows that are there stay, and so does the focus.
 *
 * @param {HTMLElement} table
 * @param {readonly (readonly string[])[]} cells
 */
export function writeTable(table, [header = [], ...body]) {
  const columns = columnsOf(table);
  const at = columns.map((column, n) => (header[n] === column ? n : header.indexOf(column)));
  for (const row of rowsOf(table).slice(body.length)) row.remove();
  for (let n = rowsOf(table).length; n < body.length; n += 1) addRow(table);
  rowsOf(table).forEach((row, n) => {
    cellsOf(row).forEach((cell, column) => {
      const value = body[n]?.[at[column] ?? -1];
      if (value !== undefined && value !== cell.value) cell.value = value;
    });
  });
  number(table);
  const names = rowsOf(table).map(nameOf);
  for (const grid of gridsOf(table)) {
    for (const extra of lineUp(grid).slice(names.length + 1))
      for (const cell of extra) cell.remove();
    names.forEach((name, n) => {
      if (lineUp(grid)[n + 1]) nameColumn(grid, n + 1, name);
      else addColumn(grid, n + 1, name);
    });
  }
}

/**
 * Adds a blank row.
 *
 * @param {HTMLElement} table
 * @param {number} [at] where; at the end without it
 * @returns {HTMLTableRowElement}
 */
export function addRow(table, at = rowsOf(table).length) {
  const row = /** @type {HTMLTableRowElement} */ (copy(table, "data-row"));
  const tools = row.querySelector("[data-tools]");
  for (const name of columnsOf(table).slice(cellsOf(row).length)) {
    row.insertBefore(labelled(copy(table, "data-cell"), name), tools);
  }
  table.querySelector("tbody")?.insertBefore(row, rowsOf(table)[at] ?? null);
  number(table);
  for (const grid of gridsOf(table)) addColumn(grid, at + 1, nameOf(row));
  return row;
}

/**
 * Removes a row.
 *
 * @param {HTMLElement} table
 * @param {number} at
 */
export function removeRow(table, at) {
  rowsOf(table)[at]?.remove();
  number(table);
  for (const grid of gridsOf(table)) for (const cell of lineUp(grid)[at + 1] ?? []) cell.remove();
}

/**
 * Moves a row.
 *
 * @param {HTMLElement} table
 * @param {number} from
 * @param {number} to
 */
export function moveRow(table, from, to) {
  const side = from < to ? "after" : "before";
  const [row, target] = [rowsOf(table)[from], rowsOf(table)[to]];
  if (!row || !target) return;
  target[side](row);
  number(table);
  for (const grid of gridsOf(table)) {
    const columns = lineUp(grid);
    columns[from + 1]?.forEach((cell, n) => {
      columns[to + 1]?.[n]?.[side](cell);
    });
  }
}

/**
 * Takes a row's new name over to the grids that have a column for it.
 *
 * @param {HTMLElement} table
 * @param {HTMLTableRowElement} row
 */
export function renameRow(table, row) {
  for (const grid of gridsOf(table)) nameColumn(grid, rowsOf(table).indexOf(row) + 1, nameOf(row));
}
