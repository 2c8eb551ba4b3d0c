/**
 * What is wrong with the values, said twice: at each field, and in a list on top of the form whose
 * links lead to the fields. The words come from Python; when to say them is decided here.
 */

import { uncover } from "./cover.mjs";
import { lead, mark, placeOf } from "./mark.mjs";

/** @typedef {Record<string, string>} Messages by the field they are about, see mark.mjs */

const PAUSE_MS = 600; // who pauses this long has finished typing, and can be told what is wrong

/** The messages of one form. */
export class Errors {
  #form;
  #list;
  /** @type {Messages} */
  #messages = {};
  #summary = "";
  /** @type {Map<string, () => void>} each message that is shown, and how to take it away */
  #shown = new Map();
  #typing = false;
  #listing = false;
  #leading = false;
  #pressed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {HTMLFormElement} form
   * @param {AbortSignal} signal ends it
   */
  constructor(form, signal) {
    this.#form = form;
    this.#list = /** @type {HTMLElement} */ (form.querySelector("[data-errors]"));
    // A message that appears during a click would move the button away from under the pointer.
    const press = () => {
      this.#pressed = true;
    };
    const release = () => {
      if (this.#pressed) setTimeout(() => this.#tell());
      this.#pressed = false;
    };
    form.addEventListener("pointerdown", press, { signal });
    addEventListener("pointerup", release, { signal });
    addEventListener("pointercancel", release, { signal });
  }

  /** The reader types: messages go as they are mended, but new ones wait for a pause. */
  typed() {
    this.#typing = true;
    this.#listing = this.#leading = false;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#typing = false;
      this.#tell();
    }, PAUSE_MS);
  }

  /**
   * The reader is done with a field: all messages are due, in the list as well.
   *
   * @param {boolean} pending whether they are still to come
   * @param {boolean} [leading] whether to move the focus to the list
   */
  commit(pending, leading = false) {
    clearTimeout(this.#pause);
    this.#typing = false;
    this.#listing = true;
    this.#leading ||= leading;
    if (!pending) this.#tell();
  }

  /**
   * Takes what is wrong with the newest values.
   *
   * @param {Messages} messages
   * @param {string} summary
   */
  hear(messages, summary) {
    this.#messages = messages;
    this.#summary = summary;
    this.#tell();
  }

  #tell() {
    if (this.#pressed) return;
    const all = Object.keys(this.#messages);
    const keys = this.#typing ? all.filter((key) => this.#shown.has(key)) : all;
    // Once: what the reader folds away afterwards stays so.
    for (const key of keys) if (!this.#shown.has(key)) uncover(placeOf(this.#form, key)?.control);
    for (const clear of this.#shown.values()) clear();
    this.#shown = new Map(
      keys.map((key) => [key, mark(this.#form, key, this.#messages[key] ?? "")]),
    );
    if (this.#listing) this.#fill();
    if (all.length === 0) this.#list.hidden = true;
    else if (this.#leading) this.#list.focus();
    this.#listing = this.#leading = false;
  }

  #fill() {
    const words = this.#list.querySelector("[data-error-summary]");
    if (words) words.textContent = this.#summary;
    const items = Object.entries(this.#messages).map(([key, message]) => this.#item(key, message));
    this.#list.querySelector("ul")?.replaceChildren(...items);
    this.#list.hidden = false;
  }

  /**
   * @param {string} key
   * @param {string} message
   */
  #item(key, message) {
    const place = placeOf(this.#form, key);
    const link = document.createElement("a");
    link.textContent = place?.label ? `${place.label}: ${message}` : message;
    link.href = `#${place?.note.id ?? this.#list.id}`;
    link.addEventListener("click", (event) => {
      // It is no visit to another part of the page, and a theme shall not take it for one.
      event.preventDefault();
      event.stopPropagation();
      lead(this.#form, key);
    });
    const item = document.createElement("li");
    item.append(link);
    return item;
  }
}
