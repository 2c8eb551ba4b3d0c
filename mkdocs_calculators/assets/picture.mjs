/**
 * A chart as a file that stands on its own: its looks as attributes instead of classes, its legend,
 * what it says in words, and where it comes from. It is drawn from a report's HTML in light colours,
 * whatever the page shows. As a bitmap it is drawn by the browser from the same text.
 */

import { rowsOf, ruler } from "./lines.mjs";
import { dressed, make, solid } from "./looks.mjs";

const EDGE = 16;
const SCALE = 1.5; // a chart's units are small: this is its size in a document
const DENSITY = 2; // pixels of a bitmap for each of the picture
const FOOTER_ROWS = 4; // of one line of the stamp; a link can be long

/** @typedef {{ size: number, weight?: number, gap?: number, most?: number }} Manner */

/**
 * One of a report's charts as SVG.
 *
 * @param {string} html the report
 * @param {number} index which of its charts
 * @param {readonly string[]} stamp where it comes from
 * @returns {string | undefined} nothing if there is no such chart
 */
export function draw(html, index, stamp) {
  const stage = document.createElement("div");
  stage.className = "calculator calculator--picture";
  stage.hidden = true;
  stage.innerHTML = html; // from the calculators' own Python, which escapes everything
  document.body.append(stage);
  try {
    const figure = [...stage.querySelectorAll("figure:has(svg.chart)")][index];
    return figure && cleaned(new XMLSerializer().serializeToString(compose(figure, stamp)));
  } finally {
    stage.remove();
  }
}

/**
 * A picture as PNG.
 *
 * @param {string} svg
 * @returns {Promise<Blob | undefined>} nothing if the browser cannot
 */
export async function paint(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
  } catch {
    return undefined;
  }
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * DENSITY;
  canvas.height = image.naturalHeight * DENSITY;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? undefined), "image/png");
  });
}

/**
 * @param {Element} figure
 * @param {readonly string[]} stamp
 */
function compose(figure, stamp) {
  const chart = /** @type {SVGSVGElement} */ (figure.querySelector("svg.chart"));
  const { width, height } = chart.viewBox.baseVal;
  const style = getComputedStyle(figure);
  const title = chart.querySelector("title")?.textContent ?? "";
  const caption = figure.querySelector("figcaption");
  const heading = caption?.querySelector("strong")?.textContent ?? title;
  const words = (caption?.textContent ?? "").slice(heading.length).trim();
  const column = new Column(style, width);

  column.write(title, { size: 14, weight: 700 });
  column.write(words, { size: 11, gap: 4 });
  const drawing = dressed(chart);
  drawing.setAttribute("transform", `translate(${EDGE} ${column.leave(height, 12)})`);
  legend(figure, column);
  const rule = column.leave(4, 12);
  for (const line of stamp) column.write(line, { size: 8, gap: 1, most: FOOTER_ROWS });

  // Even, so that a bitmap has whole pixels.
  const [wide, high] = [width + 2 * EDGE, 2 * Math.ceil(column.y / 2) + EDGE];
  return make(
    "svg",
    {
      viewBox: `0 0 ${wide} ${high}`,
      width: wide * SCALE,
      height: high * SCALE,
      role: "img",
      "font-family": style.fontFamily,
    },
    make("title", {}, title),
    make("desc", {}, [words, ...stamp].join("\n")),
    make("rect", { width: wide, height: high, fill: column.paper }),
    drawing,
    make("path", {
      d: `M${EDGE} ${Math.round(rule)}h${width}`,
      stroke: column.ink,
      "stroke-opacity": 0.3,
    }),
    ...column.parts,
  );
}

/** What stands in a picture from top to bottom. */
class Column {
  /** @type {Element[]} */
  parts = [];
  y = EDGE;
  #family;
  #width;

  /**
   * @param {CSSStyleDeclaration} style
   * @param {number} width
   */
  constructor(style, width) {
    this.ink = style.getPropertyValue("--calculator-ink").trim();
    this.paper = style.getPropertyValue("--calculator-paper").trim();
    this.#family = style.fontFamily;
    this.#width = width;
  }

  /**
   * Leaves room and says where it begins.
   *
   * @param {number} height
   * @param {number} [gap] above it
   */
  leave(height, gap = 0) {
    const top = this.y + gap;
    this.y = top + height;
    return top;
  }

  /**
   * Writes words, in as many rows as they need.
   *
   * @param {string} words
   * @param {Manner} manner
   */
  write(words, { size, weight = 400, gap = 0, most = Infinity }) {
    const measure = ruler(`${weight} ${size}px ${this.#family}`);
    this.y += words ? gap : 0;
    for (const row of rowsOf(words, this.#width, measure, most)) {
      this.put(row, EDGE, this.leave(size * 1.3) + size, { size, weight });
    }
  }

  /**
   * Writes words at a place.
   *
   * @param {string} words
   * @param {number} x
   * @param {number} y their baseline
   * @param {Manner} manner
   */
  put(words, x, y, { size, weight = 400 }) {
    const manner = { fill: this.ink, "font-size": size, "font-weight": weight };
    this.parts.push(make("text", { x, y, ...manner }, words));
  }
}

/**
 * Which line or bar is which, in as many rows as it takes.
 *
 * @param {Element} figure
 * @param {Column} column
 */
function legend(figure, column) {
  const bars = figure.querySelector(".chart__bar, .chart__track") !== null;
  const right = EDGE + (figure.querySelector("svg")?.viewBox.baseVal.width ?? 0);
  const key = bars ? 24 : 34; // a sample and the gap after it
  let [x, y] = [Infinity, 0];
  for (const entry of figure.querySelectorAll(".chart__legend li")) {
    const style = getComputedStyle(entry);
    const strong = entry.matches(".chart__key--strong");
    const manner = { size: 11, weight: strong ? 700 : 400 };
    const measure = ruler(`${manner.weight} 11px ${style.fontFamily}`);
    const [words = ""] = rowsOf(entry.textContent ?? "", right - EDGE - key, measure, 1);
    const width = key + measure(words);
    if (x + width > right) [x, y] = [EDGE, column.leave(16, x === Infinity ? 8 : 0)];
    const colour = solid(style.getPropertyValue("--series").trim());
    const line = {
      stroke: colour,
      "stroke-width": strong ? 3 : 1.75,
      "stroke-dasharray": style.getPropertyValue("--dash").trim(),
    };
    column.parts.push(
      bars
        ? make("rect", { x, y: y + 3, width: 18, height: 9, fill: colour })
        : make("path", { d: `M${Math.round(x)} ${Math.round(y) + 8}h28`, fill: "none", ...line }),
    );
    column.put(words, x + key, y + 12, manner);
    x += width + 16;
  }
}

/**
 * XML without the characters that it cannot hold, however a reader came by them.
 *
 * @param {string} xml
 */
function cleaned(xml) {
  return xml.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
}
