/**
 * The line that says what becomes of what a reader enters: where it is kept, for which project, or
 * why it is not; and one button that makes this browser forget all of it.
 */

import { focusOn } from "./focus.mjs";
import { store } from "./store.mjs";

/**
 * Brings the line to life.
 *
 * @param {import("./calculator.mjs").Calculator} calculator
 */
export function attachKept({ element, signal }) {
  const line = element.querySelector("[data-own]");
  if (!line) return;
  const unnamed = line.querySelector("[data-project-name]")?.textContent ?? "";
  /** @type {(() => void) | undefined} */
  let undo;

  const refresh = () => {
    const name = line.querySelector("[data-project-name]");
    if (name) name.textContent = store.project.name || unnamed;
    const state = undo ? "forgotten" : (store.trouble ?? "kept");
    for (const part of line.querySelectorAll("[data-own-state]")) {
      part.toggleAttribute("hidden", part.getAttribute("data-own-state") !== state);
    }
  };

  /** @param {EventTarget | null} target */
  const click = (target) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.hasAttribute("data-forget")) {
      undo = store.forget();
      refresh();
      focusOn(line.querySelector("[data-unforget]"));
    } else if (button?.hasAttribute("data-unforget")) {
      undo?.();
      undo = undefined;
      refresh();
      focusOn(line.querySelector("[data-forget]"));
    }
  };

  line.addEventListener("click", ({ target }) => click(target), { signal });
  store.addEventListener("change", refresh, { signal });
  store.addEventListener("trouble", refresh, { signal });
  refresh();
}
