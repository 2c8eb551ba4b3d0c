/** The line below the tools: what came of the last action. Its words stand in the page. */

import { wordsFor } from "./words.mjs";

const PATIENCE_MS = 300; // what comes sooner needs no message

/** Says what happened, until the next action. */
export class Said {
  #bar;
  #line;
  #byHand;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;

  /** @param {Element} bar */
  constructor(bar) {
    this.#bar = bar;
    this.#line = /** @type {HTMLElement} */ (bar.querySelector("[data-said]"));
    this.#byHand = /** @type {HTMLTextAreaElement} */ (bar.querySelector("[data-by-hand]"));
  }

  /** Forgets what was said. */
  clear() {
    clearTimeout(this.#patience);
    this.#line.textContent = "";
    this.#line.removeAttribute("data-problem");
    this.#byHand.hidden = true;
  }

  /** Asks for patience, if there is need. */
  wait() {
    this.clear();
    this.#patience = setTimeout(() => this.say("wait"), PATIENCE_MS);
  }

  /**
   * Says that something was done.
   *
   * @param {string} word what to look up
   * @param {string} [name] to go with it
   * @param {readonly string[]} [more] sentences after it
   */
  say(word, name = "", more = []) {
    this.#write([wordsFor(this.#bar, word, name), ...more].join(" "));
  }

  /**
   * Says what went wrong.
   *
   * @param {string} problem a sentence
   */
  refuse(problem) {
    this.#write(problem);
    this.#line.setAttribute("data-problem", "");
  }

  /**
   * Says what went wrong, by what happened.
   *
   * @param {string} word what to look up
   */
  fail(word) {
    this.refuse(wordsFor(this.#bar, word));
  }

  /**
   * Says that a text is on the clipboard, or puts it where the reader can copy it.
   *
   * @param {boolean} copied
   * @param {string} text
   */
  copied(copied, text) {
    if (copied) {
      this.say("copied");
      return;
    }
    this.fail("uncopied");
    this.#byHand.value = text;
    this.#byHand.hidden = false;
    this.#byHand.focus();
    this.#byHand.select();
  }

  /** @param {string} words */
  #write(words) {
    this.clear();
    this.#line.textContent = words;
  }
}
