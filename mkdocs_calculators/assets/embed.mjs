/**
 * A calculator alone in a frame of another page, as `?embed=` asks for. The style hides the rest
 * from the first moment on; this says which calculator stays, tells the page around how high it is,
 * and leads all that goes elsewhere into a tab of its own.
 */

/**
 * Shows one calculator of the page, by name or else the first.
 *
 * @param {string} name
 * @param {AbortSignal} signal ends it
 */
export function showAlone(name, signal) {
  const all = [...document.querySelectorAll("[data-calculator]")].filter(
    (element) => element instanceof HTMLElement,
  );
  const chosen = all.find(({ dataset }) => dataset.calculator === name) ?? all[0];
  if (!chosen) {
    delete document.documentElement.dataset.embed; // a page without any is shown as it is
    return;
  }
  chosen.dataset.alone = "";
  const home = chosen.querySelector("a[data-home]");
  if (home instanceof HTMLAnchorElement) {
    home.href = location.pathname;
    home.hidden = false;
  }
  document.addEventListener("click", leadOut, { signal, capture: true });
  document.addEventListener("auxclick", leadOut, { signal, capture: true });
  // A theme's keys search and turn pages, and there is neither a search nor a next page here.
  document.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
  const observer = new ResizeObserver(tellHeight);
  observer.observe(document.body);
  signal.addEventListener("abort", () => observer.disconnect());
}

/** @param {Event} event */
function leadOut({ target }) {
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const [here, there] = [location.href, link.href].map((href) => href.split("#", 1)[0]);
  if (link.matches("[data-home]")) link.hash = location.hash;
  else if (here !== there) [link.target, link.rel] = ["_blank", "noopener"];
}

function tellHeight() {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  parent.postMessage({ calculators: "height", height }, "*");
}
