/**
 * The first sign that a reader means to use a calculator, and what is done until its scripts are
 * there. Who only reads a page loads neither Python nor the scripts that serve the form.
 */

const EDITS = ["input", "change"];
const DEEDS = [...EDITS, "click", "keydown"];
const SIGNS = ["focusin", ...DEEDS];
const REST_MS = 100; // a pointer that passes over a form on its way elsewhere is faster

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

  /** @param {Event} [sign] */
  const wake = async (sign) => {
    if (!savesData() || (sign && EDITS.includes(sign.type))) start();
    if (loading) return;
    loading = true;
    try {
      const bind = await load();
      if (signal.aborted) return;
      bound.abort();
      bind(element, signal);
      for (const deed of deeds) again(deed);
    } catch (error) {
      loading = false;
      fail(element, String(error));
      hold();
    }
  };

  // What keeps a reader's work has not come either.
  const key = `calculators-typed ${location.pathname} ${element.dataset.slot ?? ""}`;
  let held = false;
  const hold = () => {
    if (held) return;
    held = true;
    const save = () => setTyped(key, element);
    addEventListener("pagehide", save, options);
    signal.addEventListener("abort", save, options);
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
    for (const sign of SIGNS) part.addEventListener(sign, wake, options);
    awaitPointer(part, wake, options);
    for (const type of DEEDS) part.addEventListener(type, (deed) => deeds.push(deed), options);
    part.addEventListener("paste", keepPaste, active);
  }
  element.addEventListener("dragover", keepDrop, active);
  element.addEventListener("drop", keepDrop, active);
  element.querySelector("[data-retry]")?.addEventListener("click", wake, options);
  const reload = element.querySelector("[data-reload]");
  reload?.addEventListener("click", () => location.reload(), { signal });
  // Without this, Enter in the only field of a form would leave the page.
  element.addEventListener("submit", (event) => event.preventDefault(), { signal });
  for (const part of element.querySelectorAll("[data-needs-script]")) {
    part.removeAttribute("hidden");
  }
  for (const control of takeTyped(key, element)) {
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return wake;
}

/**
 * Leaves what has been typed for the same page, loaded again, perhaps in a newer version.
 *
 * @param {string} key
 * @param {Element} element
 */
function setTyped(key, element) {
  const typed = [...controls(element)].filter(([, control]) => isTyped(control));
  try {
    sessionStorage.setItem(key, JSON.stringify(typed.map(([name, { value }]) => [name, value])));
  } catch {} // this browser keeps nothing
}

/**
 * Types again what was left for this page, once.
 *
 * @param {string} key
 * @param {Element} element
 * @returns {Control[]} what has changed
 */
function takeTyped(key, element) {
  const known = new Map(controls(element));
  try {
    /** @type {[string, string][]} */
    const typed = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    sessionStorage.removeItem(key);
    return typed.flatMap(([name, value]) => {
      const control = known.get(name);
      if (!control) return [];
      if (control instanceof HTMLInputElement && control.type === "radio") control.checked = true;
      else control.value = value;
      return [control];
    });
  } catch {
    return [];
  }
}

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/**
 * The controls of a form, each with a name of its own: the field's or the column's, and which of
 * its kind it is.
 *
 * @param {Element} element
 * @returns {[string, Control][]}
 */
function controls(element) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  /** @type {NodeListOf<Control>} */
  const all = element.querySelectorAll("form :is(input, select, textarea)");
  return [...all].map((control) => {
    const radio = control instanceof HTMLInputElement && control.type === "radio";
    const kind = [control.name, control.dataset.column, radio ? control.value : ""].join(" ");
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return [`${kind} ${count}`, control];
  });
}

/** @param {Control} control */
function isTyped(control) {
  if (control instanceof HTMLSelectElement) {
    return [...control.options].some((option) => option.selected !== option.defaultSelected);
  }
  if (control instanceof HTMLInputElement && control.type === "radio") {
    return control.checked && !control.defaultChecked;
  }
  return control.value !== control.defaultValue;
}

/**
 * Waits for a pointer that comes to stay. One that scrolls past is none, and a finger shows what it
 * is for when it taps.
 *
 * @param {HTMLElement} part of the calculator
 * @param {() => void} wake
 * @param {AddEventListenerOptions} options
 */
function awaitPointer(part, wake, options) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  const leave = () => {
    clearTimeout(rest);
    rest = undefined;
  };
  /** @param {PointerEvent} event */
  const come = ({ pointerType, type }) => {
    if (pointerType === "touch") return;
    if (type === "pointerdown") wake();
    else rest ??= setTimeout(wake, REST_MS);
  };
  part.addEventListener("pointermove", come, options);
  part.addEventListener("pointerdown", come, options);
  part.addEventListener("pointerleave", leave, options);
  document.addEventListener("scroll", leave, options);
  options.signal?.addEventListener("abort", leave);
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
export function savesData() {
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
