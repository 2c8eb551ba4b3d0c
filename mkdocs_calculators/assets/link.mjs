/** Links to pass on: to a calculator with what its form holds, and to an item of a checklist. */

import { copy } from "./clipboard.mjs";
import { Said } from "./said.mjs";

/**
 * Lets a reader copy links.
 *
 * @param {import("./calculator.mjs").Calculator} calculator
 */
export function attachLinks(calculator) {
  const { element, signal } = calculator;
  const bar = element.querySelector("[data-take]");
  const file = element.querySelector("[data-link-file]");
  const said = bar && new Said(bar);

  const share = async () => {
    file?.setAttribute("hidden", "");
    said?.wait();
    const { name } = calculator;
    const answer = calculator.ask("link", { name, values: calculator.values() });
    const link = answer.then((made) => {
      if (made?.fragment === undefined) throw new Error(made?.problem ?? "");
      return `${page()}#${made.fragment}`;
    });
    const copied = copy(link);
    try {
      said?.copied(await copied, await link);
    } catch {
      const problem = (await answer)?.problem;
      if (!problem) said?.fail("unanswered");
      else said?.refuse(problem);
      // What has no result cannot be saved either.
      const valid = !element.querySelector('[data-state="stale"]:not([hidden])');
      file?.toggleAttribute("hidden", !problem || !valid);
    }
  };

  /** @param {HTMLAnchorElement} anchor */
  const shareItem = async (anchor) => {
    const link = page() + anchor.hash;
    const box = element.querySelector("[data-item-link]");
    anchor.parentElement?.after(box ?? "");
    const copied = await copy(Promise.resolve(link));
    const field = box?.querySelector("input");
    for (const part of box?.querySelectorAll("[data-copied]") ?? []) {
      part.toggleAttribute("hidden", part.getAttribute("data-copied") !== String(copied));
    }
    box?.removeAttribute("hidden");
    if (copied) calculator.say(box?.querySelector('[data-copied="true"]')?.textContent ?? "");
    else if (field) {
      field.value = link;
      field.focus();
      field.select();
    }
  };

  element.addEventListener(
    "click",
    ({ target }) => {
      const control = target instanceof Element ? target.closest("button, a") : null;
      if (control?.hasAttribute("data-copy-link")) share();
      else if (control?.hasAttribute("data-link-file")) control.setAttribute("hidden", "");
      else if (control instanceof HTMLAnchorElement && control.matches("[data-copy-address]")) {
        shareItem(control);
      }
    },
    { signal },
  );
  calculator.addEventListener("edit", () => file?.setAttribute("hidden", ""), { signal });
}

/** The page's address, without what follows it. */
function page() {
  return location.href.replace(/[?#].*$/s, "");
}
