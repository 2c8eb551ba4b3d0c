/**
 * Python as the page sees it: one worker a tab that takes questions and gives answers.
 *
 * The worker is started once, by the first reader who means to use a calculator, and serves all
 * calculators from then on. A question that is overtaken by a newer one from the same asker is
 * dropped. A worker that stalls, hangs or dies is ended; the next question starts another. What the
 * slim boot cannot do is tried once more with the ordinary one, see worker.mjs.
 */

const STALL_MS = 30_000;
const LIMIT_MS = 10_000;

// How far a start is, from 0 to 1.
const DOWNLOADED = 0.7;
const BOOTED = 0.95;

/**
 * @typedef {"unsupported" | "start" | "stalled" | "timeout" | "crash" | "aside"} Reason `aside`: what
 *   failed was not about the result
 */
/** @typedef {"idle" | "starting" | "ready" | "failed"} State */
/** @typedef {Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror" | "onmessageerror">} Post */
/**
 * @typedef {object} Question
 * @property {number} id
 * @property {string} verb
 * @property {string} request
 * @property {unknown} asker
 * @property {(answer: string | undefined) => void} resolve
 * @property {(failure: Failure) => void} reject
 */

/** Why no answer came: a reason to look up words for, and what the machine said about it. */
export class Failure extends Error {
  /**
   * @param {Reason} reason
   * @param {string} [detail]
   */
  constructor(reason, detail = "") {
    super(detail || reason);
    this.reason = reason;
    this.detail = detail;
  }
}

/** Asks the worker, and tells by `change` events when `state` or `progress` (0 to 1) moves. */
export class Engine extends EventTarget {
  /** @type {State} */
  state = "idle";
  progress = 0;
  #id = 0;
  #spawn;
  #slim = true;
  /** @type {Post | undefined} */
  #worker;
  /** @type {Question | undefined} */
  #sent;
  /** @type {Map<unknown, Question>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #clock;

  /** @param {(slim: boolean) => Post} spawn makes a worker that speaks as worker.mjs does */
  constructor(spawn) {
    super();
    this.#spawn = spawn;
  }

  /** Starts Python, unless it runs or starts already. */
  start() {
    if (this.#worker) return;
    try {
      const worker = this.#spawn(this.#slim);
      worker.onmessage = ({ data }) => this.#hear(data);
      // A script that cannot be loaded gives an event without a message.
      worker.onerror = ({ message }) => this.#fail(message ? "crash" : "start", message);
      worker.onmessageerror = () => this.#fail("crash");
      this.#worker = worker;
    } catch (error) {
      this.#fail("unsupported", String(error));
      return;
    }
    this.#watch("stalled", STALL_MS);
    this.#become("starting", 0);
  }

  /**
   * Asks Python for something, and starts it if need be.
   *
   * @param {string} verb what for
   * @param {string} request what the verb needs to know, as JSON
   * @param {unknown} [asker] who asks: only the newest question of each asker is answered
   * @returns {Promise<string | undefined>} the answer as JSON, or nothing if overtaken;
   *   rejects with a `Failure`
   */
  ask(verb, request, asker = verb) {
    this.#overtake(asker);
    this.#id += 1;
    const id = this.#id;
    return new Promise((resolve, reject) => {
      this.#waiting.set(asker, { id, verb, request, asker, resolve, reject });
      this.start();
      this.#next();
    });
  }

  /** @param {unknown} asker */
  #overtake(asker) {
    this.#waiting.get(asker)?.resolve(undefined);
    this.#waiting.delete(asker);
    const sent = this.#sent;
    if (sent && sent.asker === asker) sent.resolve(undefined);
  }

  #next() {
    const question = this.#waiting.values().next().value;
    if (this.state !== "ready" || this.#sent || !question) return;
    this.#waiting.delete(question.asker);
    this.#sent = question;
    this.#watch("timeout", LIMIT_MS);
    const { id, verb, request } = question;
    this.#worker?.postMessage({ id, verb, request });
  }

  /** @param {import("./worker.mjs").Message} message */
  #hear(message) {
    if ("id" in message) this.#settle(message);
    else if ("failed" in message) this.#fail(message.failed, message.detail);
    else if (this.state === "starting") this.#advance(message);
  }

  /** @param {import("./worker.mjs").Stage} stage downloads may be counted later than what follows */
  #advance(stage) {
    if ("ready" in stage) {
      clearTimeout(this.#clock);
      this.#become("ready", 1);
      this.#next();
    } else {
      const progress = "booted" in stage ? BOOTED : stage.downloaded * DOWNLOADED;
      this.#watch("stalled", STALL_MS);
      this.#become("starting", Math.max(progress, this.progress));
    }
  }

  /** @param {import("./worker.mjs").Reply} reply */
  #settle(reply) {
    const question = this.#sent;
    if (question?.id !== reply.id) return;
    clearTimeout(this.#clock);
    this.#sent = undefined;
    if ("answer" in reply) question.resolve(reply.answer);
    else question.reject(new Failure("crash", reply.failure));
    this.#next();
  }

  /**
   * @param {Reason | "incomplete"} reason
   * @param {string} [detail]
   */
  #fail(reason, detail) {
    clearTimeout(this.#clock);
    if (this.#worker) this.#worker.onmessage = this.#worker.onerror = null;
    this.#worker?.terminate();
    this.#worker = undefined;
    const again = this.#slim && this.#isSlims(reason);
    this.#slim = !again;
    const sent = this.#sent ? [this.#sent] : [];
    this.#sent = undefined;
    const lost = [...sent, ...this.#waiting.values()];
    this.#waiting.clear();
    if (again) {
      for (const question of lost) this.#waiting.set(question.asker, question);
      this.start();
      return;
    }
    this.#become("failed", 0);
    const told = reason === "incomplete" ? "start" : reason;
    for (const { reject } of lost) reject(new Failure(told, detail));
  }

  /**
   * Whether something may go well that has not with the slim boot.
   *
   * @param {Reason | "incomplete"} reason
   */
  #isSlims(reason) {
    if (reason === "incomplete") return true;
    const stuck = reason === "stalled" && this.progress >= DOWNLOADED;
    return this.state === "starting" && (stuck || reason === "start" || reason === "crash");
  }

  /**
   * @param {Reason} reason
   * @param {number} limit milliseconds until the worker is given up
   */
  #watch(reason, limit) {
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.#fail(reason), limit);
  }

  /**
   * @param {State} state
   * @param {number} progress
   */
  #become(state, progress) {
    this.state = state;
    this.progress = progress;
    this.dispatchEvent(new Event("change"));
  }
}
