/**
 * Grids: tables with a column for each row of another table. Columns come, go, move and change
 * their names with those rows, and what was typed in them stays.
 */

import { copy, number, rowsOf, tables } from "./cells.mjs";

/**
 * The grids whose columns follow a table.
 *
 * @param {HTMLElement} table
 * @returns {HTMLElement[]}
 */
export function gridsOf(table) {
  const grids = tables(table.closest("form") ?? table).map(([, grid]) => grid);
  return grids.filter((grid) => grid.dataset.columnsFrom === table.dataset.field);
}

/**
 * A grid's columns, each as its head and its cells from top to bottom.
 *
 * @param {HTMLElement} grid
 * @returns {Element[][]}
 */
export function lineUp(grid) {
  const lines = [grid.querySelector("thead tr"), ...rowsOf(grid)].map((row) =>
    row ? [...row.children].filter((cell) => !cell.matches("[data-tools]")) : [],
  );
  return (lines[0] ?? []).map((_, n) => lines.flatMap((line) => line[n] ?? []));
}

/**
 * Adds a blank column.
 *
 * @param {HTMLElement} grid
 * @param {number} at
 * @param {string} name
 */
export function addColumn(grid, at, name) {
  for (const row of grid.querySelectorAll("thead tr, tbody tr")) {
    const cell = copy(grid, row.parentElement?.matches("thead") ? "data-head" : "data-cell");
    row.insertBefore(labelled(cell, name), row.children[at] ?? null);
  }
  number(grid);
}

/**
 * Names a column anew.
 *
 * @param {HTMLElement} grid
 * @param {number} at
 * @param {string} name
 */
export function nameColumn(grid, at, name) {
  for (const cell of lineUp(grid)[at] ?? []) labelled(cell, name);
  number(grid);
}

/**
 * Writes a column's name on its head or on one of its cells.
 *
 * @template {Element} T
 * @param {T} cell
 * @param {string} name
 */
export function labelled(cell, name) {
  const old = cell.getAttribute("data-label") ?? "";
  for (const node of [cell, ...cell.querySelectorAll("*")]) {
    if (node.hasAttribute("data-column")) node.setAttribute("data-column", name);
    if (node.hasAttribute("data-label")) node.setAttribute("data-label", name);
    const aria = node.getAttribute("data-aria");
    if (aria?.startsWith(old)) node.setAttribute("data-aria", name + aria.slice(old.length));
  }
  if (cell instanceof HTMLTableCellElement && cell.tagName === "TH") cell.textContent = name;
  return cell;
}
