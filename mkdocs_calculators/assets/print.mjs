/** A calculator on paper: its values, its result and how it came about, and nothing of the page. */

/**
 * Prints it, and puts the page back as it was.
 *
 * @param {HTMLElement} calculator
 * @param {readonly string[]} stamp where it comes from, at its end
 */
export function print(calculator, stamp) {
  const place = calculator.querySelector("[data-stamp]");
  const lines = stamp.map((line) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    return paragraph;
  });
  place?.replaceChildren(...lines);
  place?.removeAttribute("hidden");
  /** @type {HTMLDetailsElement[]} */
  const folded = [...calculator.querySelectorAll("details.report__working:not([open])")].filter(
    (details) => details instanceof HTMLDetailsElement,
  );
  const { dataset } = document.documentElement;
  for (const details of folded) details.open = true;
  calculator.dataset.printed = dataset.print = "";
  addEventListener(
    "afterprint",
    () => {
      for (const details of folded) details.open = false;
      delete calculator.dataset.printed;
      delete dataset.print;
      place?.setAttribute("hidden", "");
    },
    { once: true },
  );
  window.print();
}
