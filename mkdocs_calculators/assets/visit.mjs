/**
 * Whose values are in the form: the reader's own, or those of a link that they look at as a
 * visitor. A visit changes nothing of the reader's; what they change in it goes into the link.
 */

import { Banner } from "./banner.mjs";
import { alike, same } from "./form.mjs";
import { linked } from "./intent.mjs";
import { Own } from "./own.mjs";
import { store, today } from "./store.mjs";

const PAUSE_MS = 500; // browsers take only so many changes of the address in a while
const CLICK_MS = 1000;

/** @typedef {import("./calculator.mjs").Calculator} Calculator */
/** @typedef {import("./form.mjs").Values} Values */

/**
 * Brings a reader's work back, keeps it, and opens links.
 *
 * @param {Calculator} calculator
 */
export function attachVisit(calculator) {
  new Visit(calculator).start();
}

/** What one calculator shows. */
class Visit {
  #calculator;
  #own;
  #banner;
  /** @type {string | undefined} the link whose values are in the form */
  #link;
  /** Each start, link and decision of the reader's begins a turn; answers to earlier ones are late. */
  #turn = 0;
  #started = false;
  /** Whether Python could not say what the form shall hold. */
  #stuck = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;
  /** The place within the page to which the reader goes. */
  #place = "";

  /** @param {Calculator} calculator */
  constructor(calculator) {
    const { element, signal } = calculator;
    this.#calculator = calculator;
    this.#own = new Own(calculator, store);
    this.#banner = new Banner(element);
    const options = { signal };
    calculator.addEventListener("edit", (event) => this.#edited(event), options);
    store.addEventListener("change", (event) => this.#changed(event), options);
    addEventListener("hashchange", () => this.#moved(), options);
    document.addEventListener("click", ({ target }) => this.#go(target), options);
    element.addEventListener("click", ({ target }) => this.#click(target), options);
    signal.addEventListener("abort", () => this.#begin());
  }

  /** Shows the reader's own work, and then what a link says, if the address is one. */
  async start() {
    const turn = this.#begin();
    // Until it has been understood, what is in the form is what the page came with.
    const anew = this.#link === undefined && (this.#own.foreign || !this.#started);
    this.#started = true;
    await this.#showOwn(anew ? this.#calculator.built() : undefined);
    if (turn === this.#turn) await this.#open();
  }

  #begin() {
    this.#turn += 1;
    this.#stuck = false;
    clearTimeout(this.#pause);
    return this.#turn;
  }

  /** @param {Values} [before] what the form held; what has been typed since goes on top */
  async #showOwn(before = this.#calculator.values()) {
    const turn = this.#turn;
    const calculator = this.#calculator;
    this.#link = undefined;
    this.#banner.show();
    if (!this.#own.foreign) {
      const { values } = this.#own.work;
      this.#show({ ...values, ...typed(calculator, before, values) });
      return;
    }
    const { name } = calculator;
    const answer = await this.#ask("restore", { name, ...this.#own.work });
    if (turn !== this.#turn || !answer) return;
    const { problem, values = calculator.built(), notices } = answer;
    const more = typed(calculator, before, values);
    this.#own.understand(values);
    this.#show({ ...values, ...more });
    if (Object.keys(more).length > 0) this.#own.note(calculator.values());
    if (problem) this.#banner.show("lost", [problem]);
    else if (notices.length > 0) this.#banner.show("older", notices);
  }

  /** @param {Values} values */
  #show(values) {
    if (!same(this.#calculator.values(), values)) this.#calculator.load(values);
  }

  /** Opens the link that the address is, if it is one for this calculator. */
  async #open() {
    const fragment = this.#addressed();
    if (fragment === undefined || fragment === this.#link) return;
    const turn = this.#begin();
    this.#banner.show("opening");
    const answer = await this.#ask("open", { fragment });
    const own = answer?.values && (await this.#isOwn(answer.values));
    if (turn !== this.#turn) return;
    if (!answer)
      this.#banner.show(); // the status says why
    else if (own || answer.problem) {
      await this.#showOwn();
      if (answer.problem) this.#banner.show("unreadable", [answer.problem]);
    } else {
      this.#own.flush();
      this.#link = fragment;
      this.#show(answer.values);
      this.#banner.show("shared", answer.notices);
    }
  }

  /** The link in the address. */
  #addressed() {
    const { element, name } = this.#calculator;
    const link = linked();
    return link?.name === name && element.id === name ? link.fragment : undefined;
  }

  /**
   * Whether values say the same as the reader's own, however these are written.
   *
   * @param {Values} values
   */
  async #isOwn(values) {
    const own = this.#own.work.values;
    if (!this.#own.exists || same(own, values)) return same(own, values);
    const { name } = this.#calculator;
    const ours = await this.#ask("link", { name, values: own });
    const theirs = await this.#ask("link", { name, values });
    return ours?.fragment !== undefined && ours.fragment === theirs?.fragment;
  }

  /**
   * @param {string} verb
   * @param {object} request
   */
  async #ask(verb, request) {
    const answer = await this.#calculator.ask(verb, request);
    if (answer === undefined) this.#stuck = true;
    return answer;
  }

  /** @param {Event} event */
  #edited(event) {
    if (this.#link !== undefined) {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#relink(), PAUSE_MS);
    } else if (!this.#own.foreign) {
      this.#own.note(/** @type {CustomEvent<Values>} */ (event).detail);
      if (this.#banner.passing) this.#banner.show();
      // What the address says is not what the form holds any more.
      if (this.#addressed() !== undefined && !this.#banner.opening) replaceAddress();
    }
  }

  /** Lets the address say what the visitor has made of the link. */
  async #relink() {
    const turn = this.#turn;
    const { name } = this.#calculator;
    const answer = await this.#calculator.ask("link", { name, values: this.#calculator.values() });
    if (turn !== this.#turn || !answer?.fragment) return;
    this.#link = answer.fragment;
    replaceAddress(answer.fragment);
  }

  /** The address has become another one. */
  #moved() {
    if (this.#addressed() !== undefined) this.#open();
    else if (this.#link !== undefined && this.#place && this.#place === location.hash) {
      replaceAddress(this.#link); // within the page, a visit goes on
    } else this.#leave();
    this.#place = "";
  }

  /**
   * Remembers where a click within the page leads.
   *
   * @param {EventTarget | null} target
   */
  #go(target) {
    const link = target instanceof Element ? target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    this.#place = link.hash;
    setTimeout(() => {
      this.#place = "";
    }, CLICK_MS);
  }

  async #leave() {
    const visited = this.#link !== undefined;
    const turn = this.#begin();
    await this.#showOwn();
    this.#own.secure();
    if (visited && turn === this.#turn) this.#banner.show("mine");
  }

  #keep() {
    const { name } = this.#calculator;
    const values = this.#calculator.values();
    const own = this.#own;
    this.#begin();
    const aside = own.exists && !same(own.work.values, values);
    const [time = ""] = new Date().toTimeString().split(" ");
    const before = this.#banner.before(`${today()}, ${time}`);
    if (aside) {
      store.keepScenarios(name, [...store.scenarios(name), { name: before, ...own.work }]);
    }
    this.#link = undefined;
    own.note(values);
    own.flush();
    replaceAddress();
    this.#banner.show(aside ? "aside" : "kept", [], before);
  }

  /** Takes what the banner says as read. */
  #close() {
    this.#banner.show();
    if (this.#addressed() !== undefined) replaceAddress();
    else this.#own.note(this.#calculator.values());
  }

  /**
   * Something in the storage has changed.
   *
   * @param {Event} event
   */
  #changed(event) {
    const all = /** @type {CustomEvent<string>} */ (event).detail === "";
    if (this.#own.pending && !all) return; // the newest counts, and that is here
    if (!this.#own.read() || this.#link !== undefined) return;
    this.#begin();
    this.#showOwn();
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-retry") && this.#stuck) this.start();
    const deed = button?.dataset.visitDo;
    if (deed === undefined) return;
    if (deed === "keep") this.#keep();
    else if (deed === "close") this.#close();
    else {
      history.pushState(null, "", address());
      this.#leave();
    }
    // The button has gone, and the focus has to go somewhere near.
    const { form } = this.#calculator;
    form.tabIndex = -1;
    form.focus({ preventScroll: true });
  }
}

/**
 * What has been typed into a form while the reader's own work was on its way. A table of their own
 * comes before a cell of another.
 *
 * @param {Calculator} calculator
 * @param {Values} before
 * @param {Values} own
 * @returns {Values}
 */
function typed(calculator, before, own) {
  const now = Object.entries(calculator.values()).filter(([name, value]) => {
    const lost = typeof value !== "string" && !alike(own[name], before[name]);
    return !lost && !alike(value, before[name]);
  });
  return Object.fromEntries(now);
}

/** @param {string} [fragment] */
function address(fragment) {
  return location.pathname + location.search + (fragment === undefined ? "" : `#${fragment}`);
}

/**
 * Puts another address in place of the present one; there is no way back to that.
 *
 * @param {string} [fragment]
 */
function replaceAddress(fragment) {
  history.replaceState(history.state, "", address(fragment));
}
