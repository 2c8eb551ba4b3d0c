/** Words that stand in the page, for a script to say. */

/**
 * The words of a part for what has happened.
 *
 * @param {Element} part holds a `template[data-words]`
 * @param {string} what
 * @param {string} [name] stands where the words have a `#`
 */
export function wordsFor(part, what, name = "") {
  const template = part.querySelector("template[data-words]");
  const words =
    template instanceof HTMLTemplateElement &&
    template.content.querySelector(`[data-word="${what}"]`)?.textContent;
  if (!words) throw new Error(`no words for ${what}`);
  return words.replace("#", () => name);
}

/**
 * A copy of what a template of a part holds, with its labels filled in.
 *
 * @param {Element} part
 * @param {string} selector of the template
 * @param {string} label
 */
export function entry(part, selector, label) {
  const template = part.querySelector(selector);
  const content = template instanceof HTMLTemplateElement && template.content.firstElementChild;
  if (!content) throw new Error(`no ${selector}`);
  const copy = /** @type {Element} */ (content.cloneNode(true));
  for (const place of copy.querySelectorAll("[data-label]")) place.textContent = label;
  return copy;
}
