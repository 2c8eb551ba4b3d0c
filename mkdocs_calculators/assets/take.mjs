/**
 * What a reader takes along from a calculator, and brings back. Python writes all files and reads
 * them; each is asked for when it is wanted, so that none is about values of before.
 */

import { copy } from "./clipboard.mjs";
import { save } from "./files.mjs";
import { takeFiles } from "./opening.mjs";
import { isOpen, openPanels } from "./panels.mjs";
import { draw, paint } from "./picture.mjs";
import { print } from "./print.mjs";
import { show } from "./result.mjs";
import { Said } from "./said.mjs";
import { today } from "./store.mjs";
import { entry } from "./words.mjs";

/** @typedef {import("./calculator.mjs").Calculator} Calculator */
/** @typedef {{ label: string, name: string, type: string, text: string }} Taken */
/**
 * @typedef {object} Offer
 * @property {string | null} link
 * @property {string} link_problem
 * @property {Taken[]} files
 * @property {string[]} stamp
 * @property {{ label: string, name: string }[]} pictures
 */

const JSON_TYPE = "application/json";
const MARKDOWN = "text/markdown";

/**
 * Brings the tools below a result to life.
 *
 * @param {Calculator} calculator
 */
export function attachTools(calculator) {
  const bar = calculator.element.querySelector("[data-take]");
  if (bar) new Tools(calculator, bar);
}

/** The tools of one calculator. */
class Tools {
  #calculator;
  #bar;
  #said;
  #close;
  #listed = "";

  /**
   * @param {Calculator} calculator
   * @param {Element} bar
   */
  constructor(calculator, bar) {
    const { element, signal } = calculator;
    this.#calculator = calculator;
    this.#bar = bar;
    this.#said = new Said(bar);
    this.#close = openPanels(bar, (panel) => this.#opened(panel), signal);
    element.addEventListener("click", ({ target }) => this.#click(target), { signal });
    calculator.addEventListener("edit", () => this.#said.clear(), { signal });
    calculator.addEventListener("answer", () => this.#refresh(), { signal });
    takeFiles(
      calculator,
      bar,
      (text, file) => this.#load(text, file),
      (fault) => this.#said.fail(fault),
    );
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    // Other parts may offer to save, too: where a link grows too long.
    if (!button || !(this.#bar.contains(button) || button.hasAttribute("data-save-json"))) return;
    const { index = "", name = "" } = button.closest("li")?.dataset ?? {};
    /** @type {[string, () => void][]} */
    const deeds = [
      ["data-save-json", () => this.#save(({ type }) => type === JSON_TYPE)],
      ["data-save", () => this.#save((file) => file.name === name)],
      ["data-copy", () => this.#copy((file) => file.name === name)],
      ["data-copy-markdown", () => this.#copy(({ type }) => type === MARKDOWN)],
      ["data-svg", () => this.#draw(Number(index), false)],
      ["data-png", () => this.#draw(Number(index), true)],
      ["data-print", () => this.#print()],
      ["data-copy-snippet", () => this.#copySnippet()],
    ];
    deeds.find(([attribute]) => button.hasAttribute(attribute))?.[1]();
  }

  /** @param {string} panel */
  #opened(panel) {
    if (!this.#fill(panel, false)) this.#said.clear();
  }

  /**
   * Writes into a panel what depends on the form.
   *
   * @param {string | null | undefined} panel
   * @param {boolean} unasked see `#ask`
   * @returns {boolean} whether there is such a thing
   */
  #fill(panel, unasked) {
    if (panel === "save") this.#list(unasked);
    else if (panel === "embed") this.#writeSnippet(unasked);
    else return false;
    return true;
  }

  /** What is open shows what the form holds now. */
  #refresh() {
    const button = [...this.#bar.querySelectorAll("[data-opens]")].find(isOpen);
    this.#fill(button?.getAttribute("data-opens"), true);
  }

  /**
   * What Python says, if it is no problem; the reader is told of those.
   *
   * @param {string} verb
   * @param {object} request
   * @param {boolean} [unasked] whether the reader waits for nothing: what was said then stays
   */
  async #ask(verb, request, unasked = false) {
    const { name } = this.#calculator;
    if (!unasked) this.#said.wait();
    const answer = await this.#calculator.ask(verb, { name, ...request });
    if (!unasked) this.#said.clear();
    const problem = answer?.problem ?? (answer?.errors && answer.summary);
    if (!answer) this.#said.fail("unanswered");
    else if (problem) this.#said.refuse(problem);
    return problem ? undefined : answer;
  }

  /**
   * @param {object} [values]
   * @param {boolean} [unasked] see `#ask`
   * @returns {Promise<Offer | undefined>}
   */
  #offer(values = this.#calculator.values(), unasked = false) {
    const address = location.origin + location.pathname;
    return this.#ask("take", { values, address, date: today() }, unasked);
  }

  /** @param {(file: Taken) => boolean} wanted */
  async #save(wanted) {
    const file = (await this.#offer())?.files.find(wanted);
    if (!file) return;
    save(new Blob([file.text], { type: file.type }), file.name);
    this.#said.say("saved", file.name);
  }

  /** @param {(file: Taken) => boolean} wanted */
  async #copy(wanted) {
    const text = this.#offer().then((offer) => {
      const file = offer?.files.find(wanted);
      if (!file) throw new Error("there is none, and the reader knows why");
      return file.text;
    });
    const copied = copy(text);
    await Promise.all([copied, text]).then(
      ([done, words]) => this.#said.copied(done, words),
      () => {},
    );
  }

  /**
   * @param {number} index
   * @param {boolean} painted whether as a bitmap
   */
  async #draw(index, painted) {
    const values = this.#calculator.values();
    const offer = await this.#offer(values);
    const report = offer && (await this.#ask("answer", { values }));
    const name = offer?.pictures[index]?.name;
    const svg = report && draw(report.html, index, offer.stamp);
    if (!svg || !name) return;
    const blob = painted ? await paint(svg) : new Blob([svg], { type: "image/svg+xml" });
    const file = `${name}.${painted ? "png" : "svg"}`;
    if (!blob) return this.#said.fail("unpainted");
    save(blob, file);
    this.#said.say("saved", file);
  }

  async #print() {
    const { element } = this.#calculator;
    const values = this.#calculator.values();
    const offer = await this.#offer(values);
    const report = offer && (await this.#ask("answer", { values }));
    const result = element.querySelector("[data-result]");
    if (!report || !result) return;
    show(result, report.html); // in case its own answer is still under way
    print(element, offer.stamp);
  }

  /** @param {boolean} unasked see `#ask` */
  async #list(unasked) {
    const offer = await this.#offer(undefined, unasked);
    const list = this.#bar.querySelector("[data-files]");
    if (!offer || !list) return;
    const { files, pictures } = offer;
    const listed = JSON.stringify([files.map(({ label, name }) => [label, name]), pictures]);
    if (listed === this.#listed) return; // the focus stays where it is
    this.#listed = listed;
    list.replaceChildren(
      ...files.map(({ label, name, type }) => {
        const row = this.#entry("data-file", label, { name });
        if (type === JSON_TYPE)
          row.querySelector("[data-save]")?.setAttribute("data-save-json", "");
        return row;
      }),
      ...pictures.map(({ label }, n) => this.#entry("data-picture", label, { index: String(n) })),
    );
  }

  /**
   * @param {string} template
   * @param {string} label
   * @param {Record<string, string>} data
   */
  #entry(template, label, data) {
    const row = /** @type {HTMLElement} */ (entry(this.#bar, `template[${template}]`, label));
    Object.assign(row.dataset, data);
    return row;
  }

  /**
   * Writes the address of this calculator, with what its form holds, into the snippet.
   *
   * @param {boolean} unasked see `#ask`
   */
  async #writeSnippet(unasked) {
    const { element, name } = this.#calculator;
    const first = document.querySelector("[data-calculator]") === element;
    const values = this.#calculator.values();
    const edited = JSON.stringify(values) !== JSON.stringify(this.#calculator.built());
    const offer = await this.#offer(values, unasked);
    if (!offer) return;
    const url = new URL(location.pathname, location.origin);
    url.searchParams.set("embed", first ? "1" : name);
    if (edited && offer.link) url.hash = new URL(offer.link).hash;
    if (edited && !offer.link) this.#said.refuse(offer.link_problem);
    const place = this.#snippet();
    const address = url.href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    place.value = (place.dataset.snippet ?? "").replace("#", () => address);
  }

  async #copySnippet() {
    const { value } = this.#snippet();
    this.#said.copied(await copy(Promise.resolve(value)), value);
  }

  #snippet() {
    return /** @type {HTMLTextAreaElement} */ (this.#bar.querySelector("[data-snippet]"));
  }

  /**
   * @param {string} text
   * @param {string} file its name
   */
  async #load(text, file) {
    const answer = await this.#ask("load", { text, file, values: this.#calculator.values() });
    if (!answer) return;
    this.#calculator.put(answer.values);
    this.#close(true);
    this.#said.say("opened", file, answer.notices);
  }
}
