/**
 * A reader's own work on one calculator, whether it is in the form or a link's values are for now.
 * It is kept in this browser while they type.
 */

import { same } from "./form.mjs";
import { today } from "./store.mjs";

const PAUSE_MS = 300;

/** @typedef {import("./form.mjs").Values} Values */
/** @typedef {import("./store.mjs").Work} Work */

/** What the reader has entered, in the project that is worked on. */
export class Own {
  /** @type {Work} */
  work;
  #calculator;
  #store;
  #project = "";
  /** The record as it stands in the storage. */
  #record = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #pause;

  /**
   * @param {import("./calculator.mjs").Calculator} calculator
   * @param {import("./store.mjs").Store} store
   */
  constructor(calculator, store) {
    this.#calculator = calculator;
    this.#store = store;
    this.work = this.#made(calculator.built());
    this.read();
    const { signal } = calculator;
    const flush = () => this.flush();
    addEventListener("pagehide", flush, { signal });
    document.addEventListener("visibilitychange", flush, { signal });
    signal.addEventListener("abort", flush);
  }

  /** Whether it is anything but what the page was built with. */
  get exists() {
    return !same(this.work.values, this.#calculator.built());
  }

  /** Whether it was made with another version of the calculator, and has to be understood first. */
  get foreign() {
    return this.work.version !== this.#calculator.version;
  }

  /** Whether some of it is still to be kept. */
  get pending() {
    return this.#pause !== undefined;
  }

  /**
   * Takes over what stands in the storage, whatever was still to be kept.
   *
   * @returns {boolean} whether that is another record than before
   */
  read() {
    this.#rest();
    const { id } = this.#store.project;
    const work = this.#store.work(this.#calculator.slot);
    const record = JSON.stringify(work ?? null);
    if (record === this.#record && id === this.#project) return false;
    this.#record = record;
    this.#project = id;
    this.work = work ?? this.#made(this.#calculator.built());
    return true;
  }

  /**
   * Takes over how today's form holds the same work. The record stays until the next change.
   *
   * @param {Values} values
   */
  understand(values) {
    this.work = { ...this.#made(values), date: this.work.date };
  }

  /**
   * Takes over what the reader has entered, and keeps it soon.
   *
   * @param {Values} values
   */
  note(values) {
    this.#rest();
    this.work = this.#made(values);
    this.#pause = setTimeout(() => this.flush(), PAUSE_MS);
  }

  /** Keeps at once what was to be kept soon. */
  flush() {
    if (this.pending) this.#keep();
  }

  /** Keeps it again if the browser has lost it. */
  secure() {
    if (this.exists && !this.#store.work(this.#calculator.slot, this.#project)) this.#keep();
  }

  #keep() {
    this.#rest();
    const work = this.exists ? this.work : undefined;
    this.#record = JSON.stringify(work ?? null);
    this.#store.keepWork(this.#calculator.slot, work, this.#project);
  }

  #rest() {
    clearTimeout(this.#pause);
    this.#pause = undefined;
  }

  /**
   * @param {Values} values
   * @returns {Work}
   */
  #made(values) {
    return { version: this.#calculator.version, date: today(), values };
  }
}
