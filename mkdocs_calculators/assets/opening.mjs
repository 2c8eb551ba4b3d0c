/** A saved file back into a calculator: chosen, dropped anywhere on it, or pasted as text. */

import { checked, read, theFile, Unopened } from "./files.mjs";

/** @typedef {(text: string, file: string) => void} Open */

/**
 * Lets a reader open files and text.
 *
 * @param {import("./calculator.mjs").Calculator} calculator
 * @param {Element} bar
 * @param {Open} open is given each text and its file's name
 * @param {(fault: import("./files.mjs").Fault) => void} refuse is told of what cannot be opened
 */
export function takeFiles({ element, signal }, bar, open, refuse) {
  const chooser = /** @type {HTMLInputElement} */ (bar.querySelector("[data-choose]"));
  const pasted = /** @type {HTMLTextAreaElement} */ (bar.querySelector("[data-pasted]"));

  /** @param {() => File | string} given */
  const bring = async (given) => {
    try {
      const what = given();
      if (typeof what === "string") open(checked(what), "");
      else open(await read(what), what.name);
    } catch (error) {
      if (!(error instanceof Unopened)) throw error;
      refuse(error.fault);
    }
  };

  chooser.addEventListener(
    "change",
    async () => {
      const { files } = chooser;
      if (files?.length) await bring(() => theFile(files));
      chooser.value = ""; // so that the same file can be chosen again
    },
    { signal },
  );
  bar
    .querySelector("[data-open-pasted]")
    ?.addEventListener("click", () => bring(() => pasted.value), { signal });
  onDrop(element, ({ files, items }) => bring(() => theFile(files, items)), signal);
}

/**
 * Takes files that are dropped on an element; the page shows where while they are above it.
 *
 * @param {HTMLElement} element
 * @param {(dropped: DataTransfer) => void} drop
 * @param {AbortSignal} signal
 */
export function onDrop(element, drop, signal) {
  /** @param {boolean} above */
  const show = (above) => {
    element.toggleAttribute("data-dropping", above);
    element.querySelector("[data-drop]")?.toggleAttribute("hidden", !above);
  };
  /** @param {DragEvent} event */
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    show(true);
  };
  element.addEventListener("dragenter", over, { signal });
  element.addEventListener("dragover", over, { signal });
  element.addEventListener(
    "dragleave",
    ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) show(false);
    },
    { signal },
  );
  element.addEventListener(
    "drop",
    (event) => {
      show(false);
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop(event.dataTransfer);
    },
    { signal },
  );
}
