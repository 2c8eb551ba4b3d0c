/** What hides parts of a form until they are wanted: folds, and columns that are shown on request. */

import { cellsOf, rowsOf } from "./cells.mjs";

const MORE = ".calculator__more";

/**
 * Opens what hides a control.
 *
 * @param {Element | null | undefined} control
 */
export function uncover(control) {
  const details = control?.closest("details");
  if (details) details.open = true;
  const table = control?.closest(MORE)?.closest("[data-table]");
  if (table) showMore(table);
}

/**
 * Shows the columns that a table hides, if there is something in them.
 *
 * @param {Element} table
 */
export function uncoverMore(table) {
  const template = table.querySelector("template[data-row]");
  const blank = template instanceof HTMLTemplateElement ? cellsOf(template.content) : [];
  const filled = rowsOf(table).some((row) =>
    cellsOf(row).some((cell, n) => cell.closest(MORE) && cell.value !== blank[n]?.value),
  );
  if (filled) showMore(table);
}

/** @param {Element} table */
function showMore(table) {
  const box = table.querySelector("[data-more]");
  if (!(box instanceof HTMLInputElement)) return;
  box.checked = true;
  table.toggleAttribute("data-more-open", true);
}
