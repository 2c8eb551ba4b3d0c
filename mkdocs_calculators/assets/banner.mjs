/**
 * What stands above a form when its values have come from elsewhere: where from, what to know
 * about them, and what the reader can do. All words are in the page.
 */

/**
 * @typedef {"opening" | "shared" | "unreadable" | "older" | "lost" | "kept" | "aside" | "mine"} Shown
 *   a link is being opened, or its values are in the form, or it says nothing; the reader's own
 *   values were made with another version, or say nothing; a link's values have become the
 *   reader's, and those of before a scenario; or the reader's own are back
 */

/** The banner of one calculator. */
export class Banner {
  /** @type {HTMLElement | null} */
  #banner;
  /** @type {Shown | undefined} */
  #shown;

  /** @param {Element} element the calculator */
  constructor(element) {
    this.#banner = element.querySelector("[data-visit]");
  }

  /** Whether it shows that a link is being opened. */
  get opening() {
    return this.#shown === "opening";
  }

  /** Whether what it shows is of no use any more when the reader goes on. */
  get passing() {
    return this.#shown === "kept" || this.#shown === "aside" || this.#shown === "mine";
  }

  /**
   * Shows something, or nothing.
   *
   * @param {Shown} [shown]
   * @param {readonly string[]} [notices] to go with it
   * @param {string} [name] of the scenario that it is about
   */
  show(shown, notices = [], name = "") {
    this.#shown = shown;
    const banner = this.#banner;
    for (const place of banner?.querySelectorAll("[data-visit-name]") ?? []) {
      place.textContent = name;
    }
    const list = banner?.querySelector("[data-visit-notices]");
    const items = notices.map((notice) => {
      const item = document.createElement("li");
      item.textContent = notice;
      return item;
    });
    list?.replaceChildren(...items);
    list?.toggleAttribute("hidden", items.length === 0);
    for (const part of banner?.querySelectorAll("[data-visit-state]") ?? []) {
      const states = part.getAttribute("data-visit-state")?.split(" ") ?? [];
      part.toggleAttribute("hidden", !shown || !states.includes(shown));
    }
    if (banner && shown) banner.dataset.shown = shown;
    else delete banner?.dataset.shown;
  }

  /**
   * The name of a scenario that holds what was there before a link's values.
   *
   * @param {string} when
   */
  before(when) {
    return (this.#banner?.getAttribute("data-before") ?? "").replace("#", () => when);
  }
}
