/**
 * A calculator's questions to Python: one under way at a time, always about the newest values.
 *
 * While one is computed, changes gather and are asked about together. So the result keeps up with
 * a slider that is dragged, on slow machines too. Pasted text is kept until Python has read it.
 */

import { Failure } from "./engine.mjs";

/** @typedef {import("./form.mjs").Values} Values */
/** @typedef {import("./editing.mjs").Paste} Paste */
/**
 * @typedef {object} Answer
 * @property {string} [html] the new result
 * @property {import("./errors.mjs").Messages} [errors] or what is wrong
 * @property {string} summary
 * @property {Values} [fill] what a paste makes of the form
 * @property {string} [notice] what the reader should know about it
 */
/**
 * @typedef {object} Listener
 * @property {() => Values} values what to ask about
 * @property {() => void} pending a question is under way
 * @property {(answer: Answer) => void} answered
 * @property {(failure: Failure) => void} failed
 */

/** The questions of one calculator. */
export class Inquiry {
  #engine;
  #name;
  #listener;
  #signal;
  /** @type {Paste[]} */
  #pastes = [];
  #asking = false;
  #again = false;

  /**
   * @param {Pick<import("./engine.mjs").Engine, "ask" | "state">} engine
   * @param {string} name the calculator
   * @param {Listener} listener
   * @param {AbortSignal} signal ends it: no answer is told of any more
   */
  constructor(engine, name, listener, signal) {
    this.#engine = engine;
    this.#name = name;
    this.#listener = listener;
    this.#signal = signal;
  }

  /** Whether an answer is still to come. */
  get open() {
    return this.#asking;
  }

  /**
   * Asks about the values as they are now.
   *
   * @param {Values} [now] what they are, if that is known
   */
  async ask(now) {
    if (this.#asking && this.#engine.state === "ready") {
      this.#again = true;
      return;
    }
    this.#asking = true;
    this.#again = false;
    this.#listener.pending();
    try {
      const request = JSON.stringify({ name: this.#name, values: this.#values(now) });
      const text = await this.#engine.ask("answer", request, this);
      if (text !== undefined && !this.#signal.aborted) this.#hear(JSON.parse(text));
    } catch (failure) {
      this.#asking = false;
      if (!(failure instanceof Failure)) throw failure;
      if (!this.#signal.aborted) this.#listener.failed(failure);
    }
  }

  /**
   * Asks what pasted text makes of a table.
   *
   * @param {Paste} paste
   */
  paste(paste) {
    this.#pastes.push(paste);
    this.ask();
  }

  /** Forgets what was pasted and not read yet. */
  forget() {
    this.#pastes = [];
  }

  /** @param {Answer} answer */
  #hear(answer) {
    this.#asking = false;
    this.#pastes.shift();
    this.#listener.answered(answer);
    if (this.#again || this.#pastes.length > 0) this.ask();
  }

  /** @param {Values} [now] */
  #values(now) {
    const values = now ?? this.#listener.values();
    const [paste] = this.#pastes;
    if (!paste) return values;
    const { field, text, row, column } = paste;
    return { ...values, [field]: { cells: values[field], paste: text, row, column } };
  }
}
