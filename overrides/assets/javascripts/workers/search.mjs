/**
 * Stands before Material's search, and begins it with the first letter that somebody types: what a
 * search knows is more than all the rest of a page, and most readers do not search.
 *
 * Material asks for a list of what its search may find whenever a page loads. `hooks/search.py`
 * leaves nothing in it but how to read words, and puts the rest where only this asks for it. The
 * name of Material's own script, which lies beside this one, comes behind the `#`.
 */

/** What Material's messages are called, by their number. */
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

const worker =
  /** @type {{ importScripts(url: string): void, postMessage(message: unknown): void }} */ (
    /** @type {unknown} */ (self)
  );
const answer = worker.postMessage.bind(worker);

/** @type {object | undefined} */
let setup;
let words = "";
let beginning = false;

/** @param {MessageEvent<{ type: number, data: any }>} event */
function listen({ data: { type, data } }) {
  if (type === SETUP) {
    setup = data;
    answer({ type: READY });
  } else if (type === QUERY) {
    words = data;
    if (!words) answer({ type: RESULT, data: { items: [] } });
    else if (!beginning) begin();
  }
}

/** Hands over to Material's script. If what it needs does not come, the next letter tries again. */
async function begin() {
  beginning = true;
  try {
    const response = await fetch(new URL("../../../search/pages.json", location.href));
    const docs = await response.json();
    worker.importScripts(location.hash.slice(1));
    removeEventListener("message", listen);
    worker.postMessage = () => {
      worker.postMessage = answer; // it is ready, as has been said already
      tell(QUERY, words);
    };
    tell(SETUP, { ...setup, docs });
  } catch {
    beginning = false;
  }
}

/** @param {number} type @param {unknown} data */
function tell(type, data) {
  dispatchEvent(new MessageEvent("message", { data: { type, data } }));
}

addEventListener("message", listen);
