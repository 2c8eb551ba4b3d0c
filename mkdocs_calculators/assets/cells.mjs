/**
 * The parts of a table of inputs: its columns, rows and cells, and copies of its templates.
 */

/** @typedef {HTMLInputElement | HTMLSelectElement} Cell */

/**
 * The tables of a form by the names of their fields, in the order of the page.
 *
 * @param {Element} form
 * @returns {[string, HTMLElement][]}
 */
export function tables(form) {
  /** @type {HTMLElement[]} */
  const found = [...form.querySelectorAll("[data-table]")].filter(
    (node) => node instanceof HTMLElement,
  );
  return found.map((table) => [table.dataset.field ?? "", table]);
}

/**
 * The rows that stand in a table.
 *
 * @param {Element} table
 * @returns {HTMLTableRowElement[]}
 */
export function rowsOf(table) {
  return [...(table.querySelector("tbody")?.rows ?? [])];
}

/**
 * A row's cells, without its tools.
 *
 * @param {ParentNode} row
 * @returns {Cell[]}
 */
export function cellsOf(row) {
  /** @type {NodeListOf<Cell>} */
  const cells = row.querySelectorAll("input[data-column], select[data-column]");
  return [...cells];
}

/**
 * The names of the columns.
 *
 * @param {Element} table
 */
export function columnsOf(table) {
  const heads = table.querySelectorAll("thead [data-column]");
  return [...heads].map((head) => head.getAttribute("data-column") ?? "");
}

/**
 * What a table holds: column names first, then the rows.
 *
 * @param {Element} table
 * @returns {string[][]}
 */
export function readTable(table) {
  const rows = rowsOf(table).map((row) => cellsOf(row).map((cell) => cell.value));
  return [columnsOf(table), ...rows];
}

/**
 * Numbers the rows anew.
 *
 * @param {HTMLElement} table
 */
export function number(table) {
  rowsOf(table).forEach((row, n) => {
    for (const node of row.querySelectorAll("[data-aria]")) {
      const words = node.getAttribute("data-aria") ?? "";
      // The last one: a column's own name may hold the sign, too.
      const at = words.lastIndexOf("#");
      node.setAttribute("aria-label", words.slice(0, at) + (n + 1) + words.slice(at + 1));
    }
  });
}

/**
 * A copy of what a template of the table holds.
 *
 * @param {HTMLElement} table
 * @param {"data-row" | "data-head" | "data-cell"} name
 */
export function copy(table, name) {
  const template = table.querySelector(`template[${name}]`);
  const content = template instanceof HTMLTemplateElement && template.content.firstElementChild;
  if (!content) throw new Error(`no template[${name}]`);
  return /** @type {Element} */ (content.cloneNode(true));
}

/**
 * What a row is called: the text of its first cell.
 *
 * @param {Element} row
 */
export function nameOf(row) {
  return cellsOf(row)[0]?.value ?? "";
}
