/**
 * One calculator of a page: what its reader does becomes values, undo and questions; what Python
 * answers becomes the result, or messages at the fields.
 */

import { tables } from "./cells.mjs";
import { editTable } from "./editing.mjs";
import { Failure } from "./engine.mjs";
import { Errors } from "./errors.mjs";
import { focusOn } from "./focus.mjs";
import { built, collect, fill, isControl, same, syncSlider } from "./form.mjs";
import { Inquiry } from "./inquiry.mjs";
import { attachKept } from "./kept.mjs";
import { attachLinks } from "./link.mjs";
import { attachOffers } from "./offers.mjs";
import { show } from "./result.mjs";
import { attachScenarios } from "./scenarios.mjs";
import { Status } from "./status.mjs";
import { attachTools } from "./take.mjs";
import { Undo } from "./undo.mjs";
import { attachVisit } from "./visit.mjs";

/** @typedef {import("./form.mjs").Values} Values */

// While a reader types or drags, only the result keeps up; what goes with it waits for a pause.
const PAUSE_MS = 200;

/** What else a calculator can do; each part finds its own place in the element. */
/** @type {((calculator: Calculator) => void)[]} */
const PARTS = [attachTools, attachScenarios, attachOffers, attachLinks, attachKept, attachVisit];

/**
 * Binds a calculator to the engine.
 *
 * @param {HTMLElement} element
 * @param {import("./engine.mjs").Engine} engine
 * @param {AbortSignal} signal ends the binding
 */
export function bind(element, engine, signal) {
  const calculator = new Calculator(element, engine, signal);
  for (const attach of PARTS) attach(calculator);
}

/**
 * A calculator as its parts know it. Tells by an `edit` event, with the values as its detail, that
 * its reader has changed what the form holds, and by an `answer` event, once answers pause, that
 * there is a new result below.
 */
export class Calculator extends EventTarget {
  element;
  form;
  signal;
  #engine;
  #result;
  #undo;
  #errors;
  #status;
  #inquiry;
  #built;
  #hopeless = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {HTMLElement} element
   * @param {import("./engine.mjs").Engine} engine
   * @param {AbortSignal} signal ends it
   */
  constructor(element, engine, signal) {
    super();
    this.element = element;
    this.signal = signal;
    this.form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
    this.#engine = engine;
    this.#result = /** @type {HTMLElement} */ (element.querySelector("[data-result]"));
    this.#built = built(this.form);
    this.#undo = new Undo(JSON.stringify(this.#built));
    this.#errors = new Errors(this.form, signal);
    this.#status = new Status(element, engine, signal);
    this.#inquiry = new Inquiry(
      engine,
      this.name,
      {
        values: () => this.values(),
        pending: () => this.#status.pending(),
        answered: (answer) => this.#answered(answer),
        failed: (failure) => this.#failed(failure),
      },
      signal,
    );
    this.#listen();
    // A page that is bound anew may have been filled in before, and not have been answered.
    if (!same(this.values(), this.built())) this.#inquiry.ask();
  }

  /** Its public name. */
  get name() {
    return this.element.dataset.calculator ?? "";
  }

  /** The version of its rules. */
  get version() {
    return this.element.dataset.version ?? "";
  }

  /** Under which name a reader's work on it is kept; an example in a note has one of its own. */
  get slot() {
    return this.element.dataset.slot ?? this.name;
  }

  /** What the form holds. */
  values() {
    return collect(this.form);
  }

  /** What the form held when the page came; rows may have been added to it since. */
  built() {
    return this.#built;
  }

  /**
   * Puts values into the form on the reader's behalf; it can be undone.
   *
   * @param {Values} values fields that are not among them stay as they are
   */
  put(values) {
    this.#inquiry.forget();
    fill(this.form, values);
    this.#record();
    this.#inquiry.ask();
    this.#errors.commit(true);
  }

  /**
   * Puts values into the form that come from elsewhere. This is no edit, and there is no way back.
   *
   * @param {Values} values
   */
  load(values) {
    this.#inquiry.forget();
    fill(this.form, values);
    this.#undo = new Undo(JSON.stringify(this.values()));
    this.#offerUndo();
    this.#inquiry.ask();
    this.#errors.commit(true);
  }

  /**
   * Asks Python for something else than the result.
   *
   * @param {string} verb
   * @param {object} request
   * @returns {Promise<any>} the answer; nothing if there is none, of which the reader is told
   */
  async ask(verb, request) {
    try {
      const text = await this.#engine.ask(verb, JSON.stringify(request), Symbol(verb));
      return this.signal.aborted || text === undefined ? undefined : JSON.parse(text);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      const { reason, detail } = failure;
      const own = reason === "crash" || reason === "timeout";
      if (!this.signal.aborted) this.#status.fail(own ? new Failure("aside", detail) : failure);
      return undefined;
    }
  }

  /**
   * Says something to those who listen to the page.
   *
   * @param {string} words
   */
  say(words) {
    this.#status.say(words);
  }

  #listen() {
    const { element, form } = this;
    const options = { signal: this.signal };
    for (const [, table] of tables(form)) {
      editTable(table, (paste) => this.#inquiry.paste(paste), this.signal);
    }
    form.addEventListener("input", ({ target }) => this.#edited(target), options);
    form.addEventListener("change", () => this.#commit(), options);
    form.addEventListener("keydown", (event) => this.#press(event), options);
    element.addEventListener("click", ({ target }) => this.#click(target), options);
  }

  /** @param {import("./inquiry.mjs").Answer} answer */
  #answered({ html, errors = {}, summary, fill: values, notice }) {
    if (values) {
      fill(this.form, values);
      this.#record();
    }
    if (html !== undefined) {
      this.#result.toggleAttribute("data-moving", true);
      show(this.#result, html);
    }
    this.#status.answered(html === undefined ? "stale" : undefined, notice);
    this.#status.say(notice ? `${notice} ${summary}` : summary);
    this.#errors.hear(errors, summary);
    if (html !== undefined) this.#rest();
  }

  /** Tells of the answer, unless another edit or answer comes soon. */
  #rest() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#result.removeAttribute("data-moving");
      if (!this.signal.aborted) this.dispatchEvent(new Event("answer"));
    }, PAUSE_MS);
  }

  /** @param {Failure} failure */
  #failed(failure) {
    this.#status.fail(failure);
    this.#hopeless = failure.reason === "crash" || failure.reason === "timeout";
  }

  /**
   * @param {unknown} [group] see `Undo.record`
   * @param {Values} [values] what the form holds
   */
  #record(group, values = this.values()) {
    this.#undo.record(JSON.stringify(values), group);
    this.#offerUndo();
    this.dispatchEvent(new CustomEvent("edit", { detail: values }));
  }

  #offerUndo() {
    const button = this.element.querySelector("[data-undo]");
    button?.toggleAttribute("disabled", !this.#undo.possible);
  }

  /** @param {EventTarget | null} target the control that was edited, or a table */
  #edited(target) {
    if (target instanceof Element && target.matches("[data-more]")) return;
    syncSlider(this.form, target);
    if (this.#hopeless) this.#inquiry.forget(); // what failed on its own account would fail again
    this.#status.typed();
    this.#errors.typed();
    const values = this.values();
    // Python answers while the rest is done. While it cannot be had, keys had better not try for
    // it one by one.
    if (!this.#status.failed || this.#engine.state === "ready") this.#inquiry.ask(values);
    this.#record(isControl(target) ? target : undefined, values);
    if (this.#pause !== undefined) this.#rest();
  }

  /** @param {boolean} [focus] whether the reader wants to be led to what is wrong */
  #commit(focus = false) {
    this.#undo.pause();
    if (this.#status.failed || focus) this.#inquiry.ask();
    this.#errors.commit(this.#inquiry.open, focus);
  }

  #back() {
    const past = this.#undo.back();
    if (past !== undefined) this.put(JSON.parse(past));
    // A button that is switched off lets go of the focus.
    if (!this.#undo.possible) focusOn(this.element.querySelector("[data-reset]"));
  }

  /** @param {Element} button */
  #retry(button) {
    // The button goes away, and the focus has to go somewhere near.
    const around = button.closest("[data-state]")?.parentElement;
    if (around) around.tabIndex = -1;
    around?.focus({ preventScroll: true });
    this.#inquiry.ask();
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-retry")) this.#retry(button);
    else if (button?.hasAttribute("data-undo")) this.#back();
    else if (button?.dataset.values !== undefined) {
      const reset = this.element.querySelector("[data-reset]")?.getAttribute("data-values");
      this.put({ ...JSON.parse(reset ?? "{}"), ...JSON.parse(button.dataset.values) });
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const field = event.target instanceof HTMLInputElement;
    if (event.key !== "Enter" || !field || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    this.#commit(true);
  }
}
