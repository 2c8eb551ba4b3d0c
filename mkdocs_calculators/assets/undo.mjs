/** The way back: what the form held before each example, reset, paste, row or spell of typing. */

const MOST = 100;

/** Remembers states of the form as text. */
export class Undo {
  #present;
  /** @type {string[]} */
  #past = [];
  /** @type {unknown} */
  #group;

  /** @param {string} present what the form holds at first */
  constructor(present) {
    this.#present = present;
  }

  /** Whether there is a way back. */
  get possible() {
    return this.#past.length > 0;
  }

  /**
   * Notes what the form holds now.
   *
   * @param {string} present
   * @param {unknown} [group] changes in a row with the same group count as one
   */
  record(present, group) {
    if (present === this.#present) return;
    if (group === undefined || group !== this.#group) this.#past.push(this.#present);
    if (this.#past.length > MOST) this.#past.shift();
    this.#group = group;
    this.#present = present;
  }

  /** Ends a group: the next change counts by itself. */
  pause() {
    this.#group = undefined;
  }

  /**
   * Goes back by one change.
   *
   * @returns {string | undefined} what the form shall hold, or nothing if there is no way back
   */
  back() {
    const past = this.#past.pop();
    if (past !== undefined) this.#present = past;
    this.#group = undefined;
    return past;
  }
}
