/**
 * Results that a reader keeps under names, to compare them, to open one again, or to put one into
 * the project's brief. Python compares; what is kept stays in this browser.
 */

import { focusOn } from "./focus.mjs";
import { gather } from "./gather.mjs";
import { show } from "./result.mjs";
import { isOfForm, store, today } from "./store.mjs";
import { entry, wordsFor } from "./words.mjs";

/** @typedef {import("./calculator.mjs").Calculator} Calculator */
/** @typedef {import("./store.mjs").Work} Work */
/** @typedef {import("./store.mjs").Scenario} Scenario */

const NOW = Symbol("now"); // what is in the form, among names of what is kept

/** @param {Calculator} calculator */
export function attachScenarios(calculator) {
  const part = calculator.element.querySelector("[data-scenarios]");
  if (part instanceof HTMLDetailsElement) new Scenarios(calculator, part);
}

class Scenarios {
  #calculator;
  #part;
  /** @type {Set<string | symbol>} what stands side by side */
  #chosen = new Set([NOW]);
  /** @type {(() => void) | undefined} takes back what was removed last */
  #putBack;
  #compare = gather(() => this.#showComparison());

  /**
   * @param {Calculator} calculator
   * @param {HTMLDetailsElement} part
   */
  constructor(calculator, part) {
    this.#calculator = calculator;
    this.#part = part;
    const { signal } = calculator;
    part.addEventListener("click", (event) => this.#click(event), { signal });
    part.addEventListener("keydown", (event) => this.#press(event), { signal });
    store.addEventListener("change", (event) => isOfForm(event) || this.#list(), { signal });
    calculator.addEventListener("answer", () => this.#compare(), { signal });
    this.#list();
  }

  get #kept() {
    return store.scenarios(this.#calculator.name);
  }

  get #nameField() {
    return /** @type {HTMLInputElement} */ (this.#part.querySelector("[data-scenario-name]"));
  }

  /** @param {Event} event */
  #click({ target }) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-keep")) this.#keep();
    else if (button?.hasAttribute("data-into-brief")) this.#intoBrief();
    else if (button?.hasAttribute("data-put-back")) this.#putBack?.();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.key !== "Enter" || event.target !== this.#nameField || event.isComposing) return;
    event.preventDefault();
    this.#keep();
  }

  /**
   * What is in the form, if it has a result.
   *
   * @returns {Promise<Work | undefined>}
   */
  async #work() {
    const { name, version } = this.#calculator;
    const values = this.#calculator.values();
    this.#tell("wait");
    const answer = await this.#calculator.ask("answer", { name, values });
    this.#say("");
    if (answer?.errors) this.#tell("invalid");
    return answer && !answer.errors ? { version, date: today(), values } : undefined;
  }

  async #keep() {
    const wanted = this.#nameField.value.trim();
    const work = await this.#work();
    if (!work) return;
    const kept = this.#kept;
    const name = this.#unused(wanted, kept);
    if (this.#chosen.size < this.#most) this.#chosen.add(name);
    this.#nameField.value = "";
    store.keepScenarios(this.#calculator.name, [...kept, { ...work, name }]);
    this.#tell("kept", name);
  }

  /**
   * A name that no other has: as wanted, or with a number.
   *
   * @param {string} wanted
   * @param {Scenario[]} kept
   */
  #unused(wanted, kept) {
    const taken = new Set(kept.map(({ name }) => name));
    for (let number = kept.length + 1; ; number += 1) {
      const name = wanted || wordsFor(this.#part, "name", String(number));
      if (!taken.has(name)) return name;
      if (wanted && !taken.has(`${wanted} (${number})`)) return `${wanted} (${number})`;
    }
  }

  async #intoBrief() {
    const work = await this.#work();
    if (!work) return;
    const { about, entries } = store.brief();
    store.keepBrief({ about, entries: { ...entries, [this.#calculator.name]: work } });
    const project = store.project.name;
    if (project) this.#tell("in-brief", project);
    else this.#tell("in-the-brief");
  }

  /** @param {Scenario} scenario */
  async #open({ version, values }) {
    const { name } = this.#calculator;
    if (version === this.#calculator.version) return this.#calculator.put(values);
    const answer = await this.#calculator.ask("restore", { name, version, values });
    if (answer?.problem) this.#say(answer.problem);
    if (answer?.values) {
      this.#calculator.put(answer.values);
      this.#say(answer.notices.join(" "));
    }
  }

  /** @param {string} name */
  #drop(name) {
    const kept = this.#kept;
    const at = kept.findIndex((scenario) => scenario.name === name);
    const [gone] = kept.splice(at, 1);
    store.keepScenarios(this.#calculator.name, kept);
    const next = this.#part.querySelectorAll("[data-drop-scenario]")[Math.min(at, kept.length - 1)];
    focusOn(next ?? this.#nameField);
    this.#tell("removed", name);
    if (!gone) return;
    this.#putBack = () => {
      const now = this.#kept;
      now.splice(at, 0, { ...gone, name: this.#unused(gone.name, now) });
      focusOn(this.#nameField);
      this.#say("");
      store.keepScenarios(this.#calculator.name, now);
    };
    this.#part.querySelector("[data-put-back]")?.removeAttribute("hidden");
  }

  get #most() {
    return Number(this.#part.dataset.most);
  }

  /** Shows what is kept, and whether this calculator is in the brief. */
  #list() {
    const kept = this.#kept;
    const names = kept.map(({ name }) => name);
    for (const name of this.#chosen) {
      if (typeof name === "string" && !names.includes(name)) this.#chosen.delete(name);
    }
    const rows = kept.map((scenario) => this.#row(scenario.name, scenario.name, scenario));
    const now = this.#row(NOW, wordsFor(this.#part, "now"));
    const list = this.#part.querySelector("[data-kept]");
    list?.replaceChildren(now, ...rows);
    list?.closest("fieldset")?.toggleAttribute("hidden", kept.length === 0);
    const known = this.#calculator.name in store.brief().entries;
    for (const label of this.#part.querySelectorAll("[data-brief]")) {
      label.toggleAttribute("hidden", (label.getAttribute("data-brief") === "in") !== known);
    }
    this.#compare();
  }

  /**
   * @param {string | symbol} key
   * @param {string} label
   * @param {Scenario} [scenario] none for what is in the form
   */
  #row(key, label, scenario) {
    const row = entry(this.#part, "template[data-scenario]", label);
    const box = row.querySelector("input");
    if (box) box.checked = this.#chosen.has(key);
    box?.addEventListener("change", () => this.#choose(key, box));
    const open = row.querySelector("[data-open-scenario]");
    const drop = row.querySelector("[data-drop-scenario]");
    if (scenario) {
      open?.addEventListener("click", () => this.#open(scenario));
      drop?.addEventListener("click", () => this.#drop(scenario.name));
    } else for (const button of [open, drop]) button?.remove();
    return row;
  }

  /**
   * @param {string | symbol} key
   * @param {HTMLInputElement} box
   */
  #choose(key, box) {
    if (!box.checked) this.#chosen.delete(key);
    else if (this.#chosen.size < this.#most) this.#chosen.add(key);
    else {
      box.checked = false;
      this.#tell("most");
      return;
    }
    this.#compare();
  }

  async #showComparison() {
    const place = this.#part.querySelector("[data-comparison]");
    if (!place) return;
    const chosen = this.#kept.filter(({ name }) => this.#chosen.has(name));
    const { name, version } = this.#calculator;
    if (this.#chosen.has(NOW)) {
      const values = this.#calculator.values();
      const now = { name: wordsFor(this.#part, "now"), version, date: today(), values };
      chosen.unshift(now);
    }
    if (chosen.length < 2) {
      place.replaceChildren();
      return;
    }
    const answer = await this.#calculator.ask("compare", { name, scenarios: chosen });
    if (answer?.problem) this.#say(answer.problem);
    if (answer?.html) show(place, answer.html);
  }

  /**
   * @param {string} what
   * @param {string} [name]
   */
  #tell(what, name) {
    this.#say(wordsFor(this.#part, what, name));
  }

  /** @param {string} words */
  #say(words) {
    const place = this.#part.querySelector("[data-told]");
    if (place) place.textContent = words;
    this.#putBack = undefined;
    this.#part.querySelector("[data-put-back]")?.setAttribute("hidden", "");
  }
}
