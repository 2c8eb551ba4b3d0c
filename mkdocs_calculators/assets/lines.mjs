/** Words in rows of a limited width, where no browser breaks them. */

/**
 * Measures words in a font.
 *
 * @param {string} font as in CSS
 * @returns {(words: string) => number}
 */
export function ruler(font) {
  const brush = document.createElement("canvas").getContext("2d");
  if (brush) brush.font = font;
  return (words) => brush?.measureText(words).width ?? 0;
}

/**
 * Breaks words into rows: between words, or within one that fills a row by itself.
 *
 * @param {string} words
 * @param {number} width
 * @param {(words: string) => number} measure
 * @param {number} [most] rows; the last one tells by "…" that there would be more
 * @returns {string[]}
 */
export function rowsOf(words, width, measure, most = Infinity) {
  /** @type {string[]} */
  const rows = [];
  let row = "";
  for (const word of words.split(/\s+/).filter(Boolean)) {
    let rest = row ? `${row} ${word}` : word;
    if (row && measure(rest) > width) {
      rows.push(row);
      rest = word;
    }
    while (measure(rest) > width && rows.length < most) {
      const fits = fitting(rest, width, measure);
      rows.push(rest.slice(0, fits));
      rest = rest.slice(fits);
    }
    row = rest;
    if (rows.length > most) break;
  }
  if (row) rows.push(row);
  return rows.length > most
    ? [...rows.slice(0, most - 1), `${rows[most - 1]?.slice(0, -1)}…`]
    : rows;
}

/**
 * How many characters of a word fit, at least one.
 *
 * @param {string} word
 * @param {number} width
 * @param {(words: string) => number} measure
 */
function fitting(word, width, measure) {
  let [low, high] = [1, word.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(word.slice(0, middle)) <= width) low = middle;
    else high = middle - 1;
  }
  return low;
}
