/**
 * One calculator of a page: what its reader does becomes values, undo and questions; what Python
 * answers becomes the result, or messages at the fields.
 */

import { tables } from "./cells.mjs";
import { editTable } from "./editing.mjs";
import { Errors } from "./errors.mjs";
import { built, collect, fill, isControl, syncSlider } from "./form.mjs";
import { Inquiry } from "./inquiry.mjs";
import { show } from "./result.mjs";
import { Status } from "./status.mjs";
import { Undo } from "./undo.mjs";

/**
 * Binds a calculator to the engine.
 *
 * @param {HTMLElement} element
 * @param {import("./engine.mjs").Engine} engine
 * @param {AbortSignal} signal ends the binding
 */
export function bind(element, engine, signal) {
  const form = /** @type {HTMLFormElement} */ (element.querySelector("form"));
  const result = /** @type {HTMLElement} */ (element.querySelector("[data-result]"));
  const undoButton = element.querySelector("[data-undo]");
  const undo = new Undo(JSON.stringify(built(form)));
  const errors = new Errors(form, signal);
  const status = new Status(element, engine, signal);
  const inquiry = new Inquiry(
    engine,
    element.dataset.calculator ?? "",
    { values: () => collect(form), pending: () => status.pending(), answered, failed },
    signal,
  );
  let hopeless = false;

  /** @param {import("./inquiry.mjs").Answer} answer */
  function answered({ html, errors: messages = {}, summary, fill: values, notice }) {
    if (values) {
      fill(form, values);
      record();
    }
    if (html !== undefined) show(result, html);
    status.answered(html === undefined ? "stale" : undefined, notice);
    status.say(notice ? `${notice} ${summary}` : summary);
    errors.hear(messages, summary);
  }

  /** @param {import("./engine.mjs").Failure} failure */
  function failed(failure) {
    status.fail(failure);
    hopeless = failure.reason === "crash" || failure.reason === "timeout";
  }

  /** @param {unknown} [group] see `Undo.record` */
  function record(group) {
    undo.record(JSON.stringify(collect(form)), group);
    undoButton?.toggleAttribute("disabled", !undo.possible);
  }

  /** @param {EventTarget | null} target the control that was edited, or a table */
  function edited(target) {
    if (target instanceof Element && target.matches("[data-more]")) return;
    syncSlider(form, target);
    record(isControl(target) ? target : undefined);
    if (hopeless) inquiry.forget(); // what failed on its own account would fail again
    status.typed();
    errors.typed();
    // While Python cannot be had, keys had better not try for it one by one.
    if (!status.failed || engine.state === "ready") inquiry.ask();
  }

  /** @param {boolean} [focus] whether the reader wants to be led to what is wrong */
  function commit(focus = false) {
    undo.pause();
    if (status.failed || focus) inquiry.ask();
    errors.commit(inquiry.open, focus);
  }

  /** @param {string} json wire values in place of the reader's */
  function put(json) {
    inquiry.forget();
    fill(form, JSON.parse(json));
    record();
    inquiry.ask();
    errors.commit(true);
  }

  function back() {
    const past = undo.back();
    if (past !== undefined) put(past);
    // A button that is switched off lets go of the focus.
    if (!undo.possible) focusOn(element.querySelector("[data-reset]"));
  }

  /** @param {Element} button */
  function retry(button) {
    // The button goes away, and the focus has to go somewhere near.
    const around = button.closest("[data-state]")?.parentElement;
    if (around) around.tabIndex = -1;
    around?.focus({ preventScroll: true });
    inquiry.ask();
  }

  /** @param {EventTarget | null} target */
  function click(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-retry")) retry(button);
    else if (button?.hasAttribute("data-undo")) back();
    else if (button?.dataset.values !== undefined) {
      const defaults = element.querySelector("[data-reset]")?.getAttribute("data-values") ?? "{}";
      put(JSON.stringify({ ...JSON.parse(defaults), ...JSON.parse(button.dataset.values) }));
    }
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const field = event.target instanceof HTMLInputElement;
    if (event.key !== "Enter" || !field || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    commit(true);
  }

  const options = { signal };
  for (const [, table] of tables(form)) editTable(table, (paste) => inquiry.paste(paste), signal);
  form.addEventListener("input", ({ target }) => edited(target), options);
  form.addEventListener("change", () => commit(), options);
  form.addEventListener("keydown", press, options);
  element.addEventListener("click", ({ target }) => click(target), options);
}

/** @param {Element | null} node */
function focusOn(node) {
  if (node instanceof HTMLElement) node.focus();
}
