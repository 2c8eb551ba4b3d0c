/**
 * The first sign that a reader means to use a calculator, and what is done until its scripts are
 * there. Who only reads a page loads neither Python nor the scripts that serve the form.
 */

const SIGNS = ["pointermove", "pointerdown", "touchstart", "focusin"];
const DEEDS = ["input", "change", "click", "keydown"];

/** What browsers take back when its event has been handled. */
/** @typedef {{ type: "paste" | "drop", target: EventTarget | null, data: DataTransfer }} Brought */
/** @typedef {Event | Brought} Deed */

/** @typedef {(element: HTMLElement, signal: AbortSignal) => void} Bind */

/**
 * Waits for the first sign, then loads what binds the calculator, and does again what the reader
 * did meanwhile.
 *
 * @param {HTMLElement} element the calculator
 * @param {() => void} start starts Python
 * @param {() => Promise<Bind>} load
 * @param {AbortSignal} signal ends it
 * @returns {() => void} does so at once, where something else calls for it
 */
export function awaitIntent(element, start, load, signal) {
  const bound = new AbortController();
  signal.addEventListener("abort", () => bound.abort());
  const options = { signal: bound.signal, capture: true, passive: true };
  const active = { ...options, passive: false };
  /** @type {Deed[]} */
  const deeds = [];
  let loading = false;

  const wake = async () => {
    if (loading) return;
    loading = true;
    if (!savesData()) start();
    try {
      const bind = await load();
      if (signal.aborted) return;
      bound.abort();
      bind(element, signal);
      for (const deed of deeds) again(deed);
    } catch (error) {
      loading = false;
      fail(element, String(error));
    }
  };

  /** @param {ClipboardEvent} event */
  const keepPaste = (event) => {
    if (!forTable(event)) return;
    event.preventDefault(); // the browser would put all cells into one
    deeds.push(copyOf(event, event.clipboardData));
    wake();
  };
  /** @param {DragEvent} event */
  const keepDrop = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // the browser would leave the page for the file
    if (event.type === "drop") deeds.push(copyOf(event, event.dataTransfer));
    wake();
  };

  for (const part of element.querySelectorAll("form, [data-intent]")) {
    if (!(part instanceof HTMLElement)) continue;
    for (const sign of [...SIGNS, ...DEEDS]) part.addEventListener(sign, wake, options);
    for (const type of DEEDS) part.addEventListener(type, (deed) => deeds.push(deed), options);
    part.addEventListener("paste", keepPaste, active);
  }
  element.addEventListener("dragover", keepDrop, active);
  element.addEventListener("drop", keepDrop, active);
  element.querySelector("[data-retry]")?.addEventListener("click", wake, options);
  // Without this, Enter in the only field of a form would leave the page.
  element.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const part of element.querySelectorAll("[data-needs-script]")) {
    part.removeAttribute("hidden");
  }
  return wake;
}

/**
 * Whether something waits for the calculator that it must show at once: a link that fills it in,
 * or what its reader has left in this browser.
 *
 * @param {HTMLElement} element
 */
export function isAwaited({ dataset, id }) {
  const { calculator, slot = "" } = dataset;
  return (id === calculator && linked()?.name === id) || isKept(`/work/${slot}`);
}

/**
 * Whether this browser keeps something of the reader's.
 *
 * @param {string} record how its key ends
 */
export function isKept(record) {
  try {
    return Object.keys(localStorage).some(
      (key) => key.startsWith("calculators/") && key.endsWith(record),
    );
  } catch {
    return false; // this browser keeps nothing, so nothing waits
  }
}

/**
 * The link that the page's address is, if it fills in a calculator: `#name?input=value`. Some
 * programs that pass addresses on encode the question mark.
 *
 * @returns {{ name: string, fragment: string } | undefined} which calculator, and all of the link
 */
export function linked() {
  const [all = "", name = ""] = /^#([\w-]*)(?:\?|%3F)/i.exec(location.hash) ?? [];
  return all ? { name, fragment: `${name}?${location.hash.slice(all.length)}` } : undefined;
}

/** Whether the reader asks sites to be sparing; then only a real edit starts Python. */
function savesData() {
  const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (navigator);
  return connection?.saveData === true;
}

/**
 * Whether a paste brings cells to a table.
 *
 * @param {ClipboardEvent} event
 */
function forTable({ target, clipboardData }) {
  const inTable = target instanceof Element && target.closest("[data-table]") !== null;
  return inTable && /[\t\r\n]/.test(clipboardData?.getData("text/plain") ?? "");
}

/**
 * A paste or a drop to do again.
 *
 * @param {ClipboardEvent | DragEvent} event
 * @param {DataTransfer | null} brought
 * @returns {Deed}
 */
function copyOf({ target, type }, brought) {
  const data = new DataTransfer();
  for (const file of brought?.files ?? []) data.items.add(file);
  data.setData("text/plain", brought?.getData("text/plain") ?? "");
  return { type: type === "drop" ? "drop" : "paste", target, data };
}

/** @param {Deed} deed */
function again(deed) {
  const { target, type } = deed;
  if (!(deed instanceof Event)) {
    const { data } = deed;
    const options = { clipboardData: data, dataTransfer: data, bubbles: true, cancelable: true };
    const Kind = type === "drop" ? DragEvent : ClipboardEvent;
    target?.dispatchEvent(new Kind(type, options));
    return;
  }
  const control = target instanceof Element ? target.closest("button, a[data-copy-address]") : null;
  if (type === "click" && control instanceof HTMLElement) control.click();
  else if (deed instanceof KeyboardEvent) target?.dispatchEvent(new KeyboardEvent(type, deed));
  else target?.dispatchEvent(new Event(type, { bubbles: true }));
}

/**
 * Says that the scripts could not be had; the words stand in the page.
 *
 * @param {Element} element
 * @param {string} detail
 */
function fail(element, detail) {
  const reason = element.querySelector("[data-reason]");
  if (reason) reason.textContent = detail;
  for (const part of element.querySelectorAll('[data-state="failed"], [data-failure="start"]')) {
    part.removeAttribute("hidden");
  }
}
