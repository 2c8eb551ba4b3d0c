/**
 * Shows the title of a link, such as the definition of a term, to everybody: on hover, on focus
 * and, for a term, on the first touch. It stays while it is pointed at, and Escape closes it
 * (WCAG 1.4.13). Without this script a browser shows titles in its own way, to a mouse only.
 */

const LINKS = ".md-content a[title]:not(.headerlink)";
const TERM = ".term"; // its definition is what a touch asks for; other links are followed at once
const PATIENCE = 250; // milliseconds before it opens under a mouse, and for the way onto it

const box = document.createElement("div");
box.id = "link-title";
box.className = "link-title";
box.role = "tooltip";

/** The link that has lent its title, so that the browser does not show it as well. */
/** @type {HTMLElement | null} */
let lender = null;
let timer = 0;
let touched = false;

/** @param {EventTarget | null} target */
function linkOf(target) {
  const element = target instanceof Element ? target : null;
  const link = element?.closest(LINKS) ?? element?.closest("a");
  return link instanceof HTMLElement && (link === lender || link.matches(LINKS)) ? link : null;
}

/** @param {EventTarget | null} target */
function inside(target) {
  return target instanceof Node && box.contains(target);
}

/** @param {HTMLElement} link */
function open(link) {
  if (link !== lender) {
    close();
    lender = link;
    box.textContent = link.title;
    link.removeAttribute("title");
    link.setAttribute("aria-describedby", box.id);
  }
  document.querySelector("main")?.append(box); // anew, since another page may have come
  box.hidden = false;
  box.classList.toggle("link-title--touched", touched && link.matches(TERM));
  place(link);
}

/** Below the link's last line, or above its first where there is no room, and within the window. */
/** @param {HTMLElement} link */
function place(link) {
  const lines = [...link.getClientRects()];
  const first = lines[0];
  const last = lines[lines.length - 1];
  const origin = box.offsetParent?.getBoundingClientRect();
  if (!first || !last || !origin) return;
  const { width, height } = box.getBoundingClientRect();
  const above = last.bottom + height > innerHeight && first.top > height;
  const left = Math.min(last.left, document.documentElement.clientWidth - width);
  box.style.left = `${Math.max(0, left) - origin.left}px`;
  box.style.top = `${(above ? first.top - height : last.bottom) - origin.top}px`;
}

function close() {
  clearTimeout(timer);
  box.hidden = true;
  if (!lender) return;
  lender.removeAttribute("aria-describedby");
  lender.title = box.textContent ?? "";
  lender = null;
}

addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const link = linkOf(target);
  clearTimeout(timer);
  if (link && link !== lender) timer = setTimeout(open, PATIENCE, link);
  else if (!link && !inside(target) && lender !== document.activeElement)
    timer = setTimeout(close, PATIENCE);
});

addEventListener("focusin", ({ target }) => {
  const link = linkOf(target);
  if (link?.matches(":focus-visible")) open(link);
});

addEventListener("focusout", close);

addEventListener("keydown", ({ key }) => {
  touched = false;
  if (key === "Escape") {
    clearTimeout(timer);
    box.hidden = true;
  }
});

addEventListener(
  "pointerdown",
  ({ target, pointerType }) => {
    touched = pointerType === "touch";
    if (touched && !inside(target) && !linkOf(target)) close();
  },
  { capture: true },
);

addEventListener(
  "click",
  (event) => {
    const link = linkOf(event.target);
    if (touched && link?.matches(TERM) && (link !== lender || box.hidden)) {
      event.preventDefault();
      event.stopPropagation(); // Material would follow the link
      open(link);
    } else if (!inside(event.target)) close();
  },
  { capture: true },
);
