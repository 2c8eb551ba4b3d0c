/**
 * How a calculator stands, for eyes and ears: starting, working, out of date or failed, on a line
 * above the result; and the result in one sentence for screen readers, once typing pauses.
 */

const PATIENCE_MS = 150; // what comes sooner needs no message
const QUIET_MS = 1000;

/** @typedef {import("./engine.mjs").Engine} Engine */
/** @typedef {import("./engine.mjs").Failure} Failure */
/** @typedef {"starting" | "working" | "stale" | "notice" | "failed"} Shown */

/** The status of one calculator. */
export class Status {
  #element;
  #engine;
  /** @type {Shown | undefined} */
  #shown;
  #words = "";
  #aside = false; // whether what failed was not about the result
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #patience;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;

  /**
   * @param {Element} element the calculator
   * @param {Engine} engine
   * @param {AbortSignal} signal ends it
   */
  constructor(element, engine, signal) {
    this.#element = element;
    this.#engine = engine;
    engine.addEventListener("change", () => this.#follow(), { signal });
  }

  /** Whether the last question failed. */
  get failed() {
    return this.#shown === "failed";
  }

  /** The reader types: what is to be said waits for a pause. */
  typed() {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = undefined;
      this.#speak();
    }, QUIET_MS);
  }

  /** A question is under way. */
  pending() {
    if (this.#patience !== undefined) return;
    const show = () => {
      this.#show(this.#engine.state === "ready" ? "working" : "starting");
      this.say(this.#part(`[data-state="${this.#shown}"]`)?.textContent ?? "");
    };
    this.#patience = setTimeout(show, PATIENCE_MS);
    if (this.failed) show();
  }

  /**
   * The question is answered.
   *
   * @param {Shown} [shown] what remains to be told of the result
   * @param {string} [notice] words to go with it
   */
  answered(shown, notice) {
    const place = this.#part('[data-state="notice"]');
    if (place && notice) place.textContent = notice;
    this.#settle(shown ?? (notice ? "notice" : undefined));
  }

  /**
   * There is no answer.
   *
   * @param {Failure} failure
   */
  fail({ reason, detail }) {
    for (const words of this.#element.querySelectorAll("[data-failure]")) {
      words.toggleAttribute("hidden", words.getAttribute("data-failure") !== reason);
    }
    const place = this.#part("[data-reason]");
    if (place) place.textContent = detail;
    place?.closest("details")?.toggleAttribute("hidden", !detail);
    this.#aside = reason === "aside";
    this.#settle("failed");
    this.say(this.#part(`[data-failure="${reason}"]`)?.textContent ?? "");
  }

  /**
   * Says something to screen readers, at once or when typing pauses; only the last counts.
   *
   * @param {string} words
   */
  say(words) {
    this.#words = words.trim();
    if (this.#quiet === undefined) this.#speak();
  }

  #speak() {
    const live = this.#part("[data-live]");
    if (live && live.textContent !== this.#words) live.textContent = this.#words;
  }

  /** @param {Shown | undefined} shown */
  #settle(shown) {
    this.#aside &&= shown === "failed";
    clearTimeout(this.#patience);
    this.#patience = undefined;
    this.#show(shown);
  }

  /** @param {Shown | undefined} shown */
  #show(shown) {
    this.#shown = shown;
    for (const part of this.#element.querySelectorAll("[data-state]")) {
      part.toggleAttribute("hidden", part.getAttribute("data-state") !== shown);
    }
    const current = shown === undefined || shown === "notice" || this.#aside;
    this.#part("[data-result]")?.toggleAttribute("data-stale", !current);
    this.#follow();
  }

  #follow() {
    const { progress, state } = this.#engine;
    const bar = this.#part("[data-progress]");
    if (bar instanceof HTMLProgressElement && progress > 0) bar.value = progress;
    if (this.#shown === "starting" && state === "ready") this.#show("working");
  }

  /** @param {string} selector */
  #part(selector) {
    return this.#element.querySelector(selector);
  }
}
