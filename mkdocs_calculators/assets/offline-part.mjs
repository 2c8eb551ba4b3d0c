/** The part of a page that says whether the site is kept for reading offline, and has it kept. */

import { forget, keep, kept, NotKept } from "./offline.mjs";

const MEGABYTE = 1_000_000;

/**
 * Brings the part to life.
 *
 * @param {HTMLElement} part
 * @param {AbortSignal} signal ends it
 */
export function bind(part, signal) {
  /** @type {(deed: string) => HTMLElement | null} */
  const button = (deed) => part.querySelector(`[data-offline-do="${deed}"]`);

  /**
   * @param {string} state
   * @param {import("./offline.mjs").Copy} [copy]
   */
  const show = (state, copy) => {
    for (const words of part.querySelectorAll("[data-offline-state]")) {
      words.toggleAttribute("hidden", words.getAttribute("data-offline-state") !== state);
    }
    const version = part.querySelector("[data-offline-version]");
    if (version) version.textContent = copy?.version.slice(0, 7) ?? "";
    const size = part.querySelector("[data-offline-size]");
    if (size) size.textContent = String(Math.ceil((copy?.bytes ?? 0) / MEGABYTE));
    const possible = ["none", "failed", "full"].includes(state);
    button("keep")?.toggleAttribute("hidden", !possible);
    button("forget")?.toggleAttribute("hidden", state !== "kept");
  };

  /** @param {Promise<import("./offline.mjs").Copy | undefined>} doing */
  const follow = async (doing) => {
    try {
      const copy = await doing;
      show(copy ? "kept" : "none", copy);
    } catch (error) {
      show(error instanceof NotKept ? error.trouble : "failed");
    }
  };

  /** @param {EventTarget | null} target */
  const click = async (target) => {
    const deed = target instanceof Element ? target.getAttribute("data-offline-do") : null;
    if (deed === "keep") {
      show("keeping");
      await follow(keep());
      button("forget")?.focus();
    } else if (deed === "forget") {
      await follow(forget().then(() => undefined));
      button("keep")?.focus();
    }
  };

  part.addEventListener("click", ({ target }) => click(target), { signal });
  follow(kept());
}
