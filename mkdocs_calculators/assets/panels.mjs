/** Buttons that each show and hide a panel, one panel at a time. */

/**
 * Makes the buttons of a bar open their panels. Escape closes, and so does a click elsewhere.
 *
 * @param {Element} bar
 * @param {(panel: string) => void} opened is told of each panel that opens
 * @param {AbortSignal} signal ends it
 * @returns {(focus?: boolean) => void} closes what is open; `focus` leads back to its button
 */
export function openPanels(bar, opened, signal) {
  const buttons = [...bar.querySelectorAll("[data-opens]")];

  /** @type {(button: Element, open: boolean) => void} */
  const turn = (button, open) => {
    button.setAttribute("aria-expanded", String(open));
    const panel = document.getElementById(button.getAttribute("aria-controls") ?? "");
    if (panel) panel.hidden = !open;
  };

  const close = (focus = false) => {
    const button = buttons.find(isOpen);
    if (!button) return;
    turn(button, false);
    if (focus && button instanceof HTMLElement) button.focus();
  };

  /** @param {Event} event */
  const click = ({ target }) => {
    const button = buttons.find((one) => target instanceof Node && one.contains(target));
    if (!button) return;
    const wanted = !isOpen(button);
    close();
    turn(button, wanted);
    if (wanted) opened(button.getAttribute("data-opens") ?? "");
  };

  bar.addEventListener("click", click, { signal });
  bar.addEventListener(
    "keydown",
    (event) => {
      if (event instanceof KeyboardEvent && event.key === "Escape") close(true);
    },
    { signal },
  );
  document.addEventListener(
    "click",
    (event) => {
      if (!event.composedPath().includes(bar)) close();
    },
    { signal },
  );
  return close;
}

/** @param {Element} button */
export function isOpen(button) {
  return button.getAttribute("aria-expanded") === "true";
}
