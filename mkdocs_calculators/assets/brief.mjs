/**
 * The page of the project brief: which project, what is said about it, what is in its brief, and
 * how to take it away. Python makes the brief from what this browser keeps.
 */

import { copy } from "./clipboard.mjs";
import { Failure } from "./engine.mjs";
import { Errors } from "./errors.mjs";
import { read, save, theFile, Unopened } from "./files.mjs";
import { built, collect, fill } from "./form.mjs";
import { gather } from "./gather.mjs";
import { onDrop } from "./opening.mjs";
import { print } from "./print.mjs";
import { show } from "./result.mjs";
import { Status } from "./status.mjs";
import { store, today } from "./store.mjs";
import { entry, wordsFor } from "./words.mjs";

/** @typedef {{ label: string, name: string, type: string, text: string }} Taken */
/** @typedef {{ calculator: string, title: string, page: string }} Entry */
/**
 * @typedef {object} Made
 * @property {string} html
 * @property {string} summary
 * @property {Taken[]} files
 * @property {Entry[]} entries
 * @property {string[]} notices
 * @property {Record<string, string>} errors
 */

/**
 * Binds the page's brief to the engine.
 *
 * @param {HTMLElement} element
 * @param {import("./engine.mjs").Engine} engine
 * @param {AbortSignal} signal ends the binding
 */
export function bind(element, engine, signal) {
  new Brief(element, engine, signal);
}

class Brief {
  #element;
  #engine;
  #signal;
  #form;
  #status;
  #errors;
  #built;
  /** @type {Taken[]} */
  #files = [];
  /** @type {(() => void) | undefined} takes back what was done last */
  #restore;
  #writing = false;
  #refresh = gather(() => this.#make());

  /**
   * @param {HTMLElement} element
   * @param {import("./engine.mjs").Engine} engine
   * @param {AbortSignal} signal
   */
  constructor(element, engine, signal) {
    this.#element = element;
    this.#engine = engine;
    this.#signal = signal;
    this.#form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
    this.#built = this.#part("[data-result]").innerHTML;
    this.#status = new Status(element, engine, signal);
    this.#errors = new Errors(this.#form, signal);
    const options = { signal };
    this.#form.addEventListener("input", () => this.#typed(), options);
    this.#form.addEventListener("change", () => this.#errors.commit(false), options);
    element.addEventListener("click", ({ target }) => this.#click(target), options);
    element.addEventListener("change", ({ target }) => this.#chosen(target), options);
    onDrop(element, ({ files, items }) => this.#open(() => theFile(files, items)), signal);
    store.addEventListener("change", () => this.#changed(), options);
    store.addEventListener("trouble", () => this.#trouble(), options);
    // What was typed before this script was there is the reader's word, too.
    const typed = JSON.stringify(collect(this.#form)) !== JSON.stringify(built(this.#form));
    this.#writing = typed || !this.#own;
    this.#changed();
    this.#writing = false;
    if (typed) this.#typed();
    if (store.trouble) this.#trouble();
  }

  /** Whether there is anything of the reader's own to show. */
  get #own() {
    const { about, entries } = store.brief();
    const kept = Object.keys(about).length + Object.keys(entries).length > 0;
    return kept || store.projects.length > 1 || store.project.name !== "";
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#element.querySelector(selector));
  }

  /** Shows what the browser keeps. */
  #changed() {
    this.#list();
    if (!this.#writing) this.#fillForm();
    this.#part("[data-example-note]").hidden = this.#own;
    if (this.#own) this.#refresh();
    else this.#showExample();
  }

  #list() {
    const { projects, project } = store;
    const options = projects.map(({ id, name }) => {
      const option = new Option(name || String(this.#blank.name), id);
      option.selected = id === project.id;
      return option;
    });
    this.#part("[data-projects]").replaceChildren(...options);
  }

  /** @returns {import("./form.mjs").Values} */
  get #blank() {
    return JSON.parse(this.#form.dataset.blank ?? "{}");
  }

  #fillForm() {
    const { name } = store.project;
    fill(this.#form, { ...this.#blank, ...(name && { name }), ...store.brief().about });
  }

  #showExample() {
    show(this.#part("[data-result]"), this.#built);
    this.#take({ files: [], entries: [], notices: [] });
    this.#errors.hear({}, "");
  }

  /** What is said about the project has changed. */
  #typed() {
    const about = collect(this.#form);
    this.#status.typed();
    this.#errors.typed();
    this.#writing = true;
    store.keepBrief({ about, entries: store.brief().entries });
    const { id, name } = store.project;
    const called = String(about.name).trim();
    if (called && called !== name) store.rename(id, called);
    this.#writing = false;
  }

  async #make() {
    if (!this.#own) return;
    this.#status.pending();
    const pages = JSON.parse(this.#element.dataset.pages ?? "{}");
    for (const name of Object.keys(pages)) pages[name] = new URL(pages[name], location.href).href;
    const request = { project: store.whole(), pages, date: today() };
    /** @type {(Partial<Made> & { problem?: string }) | undefined} */
    const made = await this.#ask("brief", request);
    if (!made || !this.#own) return;
    const { html, summary = "", problem, errors = {} } = made;
    if (html !== undefined) show(this.#part("[data-result]"), html);
    this.#status.answered(html === undefined ? "stale" : undefined, problem);
    this.#status.say(problem ?? summary);
    this.#errors.hear(errors, summary);
    const { files = [], entries = [], notices = [] } = made;
    this.#take({ files, entries, notices });
  }

  /**
   * @param {string} verb
   * @param {object} request
   * @returns {Promise<any>} nothing if there is no answer, of which the reader is told
   */
  async #ask(verb, request) {
    try {
      const text = await this.#engine.ask(verb, JSON.stringify(request), Symbol(verb));
      return this.#signal.aborted || text === undefined ? undefined : JSON.parse(text);
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      if (!this.#signal.aborted) this.#status.fail(failure);
      return undefined;
    }
  }

  /** @param {Pick<Made, "files" | "entries" | "notices">} made */
  #take({ files, entries, notices }) {
    this.#files = files;
    for (const button of this.#element.querySelectorAll("[data-file-type]")) {
      button.toggleAttribute("disabled", !this.#file(button));
    }
    this.#part("[data-notices]").hidden = notices.length === 0;
    this.#part("[data-notices] ul").replaceChildren(...notices.map(line));
    const section = this.#part("[data-entries]");
    section.hidden = entries.length === 0;
    this.#part("[data-entries] ul").replaceChildren(...entries.map((one) => this.#item(one)));
  }

  /** @param {Element} button */
  #file(button) {
    return this.#files.find(({ type }) => type === button.getAttribute("data-file-type"));
  }

  /** @param {Entry} one */
  #item({ calculator, title, page }) {
    const item = entry(this.#part("[data-entries]"), "template[data-entry]", title);
    const link = item.querySelector("a");
    if (link) link.textContent = title;
    if (page) link?.setAttribute("href", page);
    const button = item.querySelector("[data-entry-remove]");
    button?.addEventListener("click", () => this.#remove(calculator, title));
    return item;
  }

  /**
   * @param {string} calculator
   * @param {string} title
   */
  #remove(calculator, title) {
    const before = store.brief();
    const { [calculator]: _, ...entries } = before.entries;
    store.keepBrief({ about: before.about, entries });
    this.#part("[data-entries] summary").focus();
    this.#say("removed", title, () => store.keepBrief(before));
  }

  /** @param {EventTarget | null} target */
  #click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    /** @type {[string, (button: HTMLButtonElement) => void][]} */
    const deeds = [
      ["data-project-new", () => this.#new()],
      ["data-project-rename", () => this.#nameField()],
      ["data-project-delete", () => this.#delete()],
      ["data-use-example", ({ dataset }) => this.#useExample(dataset.file ?? "")],
      ["data-save", (deed) => this.#save(deed)],
      ["data-copy", (deed) => this.#copy(deed)],
      ["data-print", () => print(this.#element, [])],
      ["data-forget", () => this.#say("forgotten", "", store.forget())],
      ["data-restore", () => this.#undo()],
      ["data-retry", () => this.#refresh()],
    ];
    if (button) deeds.find(([attribute]) => button.hasAttribute(attribute))?.[1](button);
  }

  /** @param {EventTarget | null} target */
  #chosen(target) {
    if (target instanceof HTMLSelectElement && target.matches("[data-projects]")) {
      store.use(target.value);
      this.#say();
    } else if (target instanceof HTMLInputElement && target.matches("[data-open]")) {
      const { files } = target;
      if (files?.length) this.#open(() => theFile(files)).then(() => (target.value = ""));
    }
  }

  #new() {
    const name = wordsFor(this.#element, "new", String(store.projects.length + 1));
    store.add({ name });
    this.#nameField();
    this.#say("added", name);
  }

  #nameField() {
    const field = this.#form.elements.namedItem("name");
    if (!(field instanceof HTMLInputElement)) return;
    field.focus();
    field.select();
  }

  #delete() {
    const { id } = store.project;
    const select = /** @type {HTMLSelectElement} */ (this.#part("[data-projects]"));
    const name = select.selectedOptions[0]?.text ?? "";
    this.#say("deleted", name, store.remove(id));
  }

  /** @param {string} address */
  async #useExample(address) {
    try {
      const response = await fetch(address);
      if (!response.ok) throw new TypeError(String(response.status));
      await this.#load(await response.text(), address);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.#say("unreadable", address);
    }
  }

  /** @param {() => File} given */
  async #open(given) {
    let name = "";
    try {
      const file = given();
      ({ name } = file);
      await this.#load(await read(file), name);
    } catch (error) {
      if (!(error instanceof Unopened)) throw error;
      this.#say("unreadable", name);
    }
  }

  /**
   * @param {string} text of a project file
   * @param {string} file its name
   */
  async #load(text, file) {
    const answer = await this.#ask("project", { text, file });
    if (answer?.problem) this.#tell(answer.problem);
    if (!answer?.project) return;
    store.add(answer.project);
    this.#say("opened", answer.project.name);
    this.#tell([this.#part("[data-said]").textContent, ...answer.notices].join(" "));
  }

  /** @param {Element} button */
  #save(button) {
    const file = this.#file(button);
    if (!file) return;
    save(new Blob([file.text], { type: file.type }), file.name);
    this.#say("saved", file.name);
  }

  /** @param {Element} button */
  async #copy(button) {
    const text = this.#file(button)?.text;
    if (text === undefined) return;
    this.#say((await copy(Promise.resolve(text))) ? "copied" : "not-copied");
  }

  #undo() {
    const restore = this.#restore;
    this.#say("restored");
    this.#part("[data-said]").focus();
    restore?.();
  }

  #trouble() {
    if (store.trouble) this.#say(store.trouble);
  }

  /**
   * Says what happened.
   *
   * @param {string} [what]
   * @param {string} [name]
   * @param {() => void} [restore] takes it back
   */
  #say(what, name, restore) {
    this.#tell(what ? wordsFor(this.#element, what, name) : "");
    this.#restore = restore;
    this.#part("[data-restore]").hidden = !restore;
  }

  /** @param {string} words */
  #tell(words) {
    this.#part("[data-said]").textContent = words;
  }
}

/** @param {string} text */
function line(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}
