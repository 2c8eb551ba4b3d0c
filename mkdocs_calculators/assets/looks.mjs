/** A drawing's looks as attributes, which every program understands, in place of a stylesheet. */

const SVG = "http://www.w3.org/2000/svg";

/** What needs no attribute, because it is so without one. */
const USUAL = new Map([
  ["stroke-dasharray", "none"],
  ["stroke-linejoin", "miter"],
  ["paint-order", "normal"],
  ["font-weight", "400"],
]);

/**
 * An element of SVG.
 *
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {(Element | string)[]} content
 */
export function make(name, attributes, ...content) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    const short = typeof value === "number" ? Math.round(value * 100) / 100 : value;
    if (USUAL.get(key) !== String(short)) element.setAttribute(key, String(short));
  }
  element.append(...content);
  return element;
}

/**
 * What a chart shows, as a group without classes or title.
 *
 * @param {SVGSVGElement} chart which the page styles
 */
export function dressed(chart) {
  const group = make("g", {});
  for (const part of chart.children) if (part.tagName !== "title") group.append(dress(part));
  return group;
}

/**
 * A copy of an element and all in it.
 *
 * @param {Element} part
 * @returns {Element}
 */
function dress(part) {
  const copy = /** @type {Element} */ (part.cloneNode(false));
  copy.removeAttribute("class");
  for (const child of part.childNodes) {
    copy.append(child instanceof Element ? dress(child) : child.cloneNode());
  }
  if (part.tagName === "title") return copy;
  const style = getComputedStyle(part);
  const stroked = style.stroke !== "none";
  const names = [
    ...(part.tagName === "text" ? ["font-size", "font-weight"] : []),
    ...(stroked ? ["stroke-width", "stroke-dasharray", "stroke-linejoin", "paint-order"] : []),
  ];
  if (part.tagName !== "line") copy.setAttribute("fill", solid(style.fill));
  if (stroked) copy.setAttribute("stroke", solid(style.stroke));
  for (const name of names) {
    const value = style.getPropertyValue(name).replaceAll("px", "");
    if (value !== USUAL.get(name)) copy.setAttribute(name, value);
  }
  return copy;
}

/**
 * A colour as every program knows it, as it looks on white.
 *
 * @param {string} colour
 */
export function solid(colour) {
  if (colour === "none") return colour;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  if (!brush) return colour;
  for (const paint of ["#fff", colour]) {
    brush.fillStyle = paint;
    brush.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = brush.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
