/**
 * The downloads that Python needs: begun together at once, counted as they come in, and given up
 * at the first that fails.
 *
 * Pyodide asks for its files one after the other, does not say how far they are, and waits for
 * ever for some that fail. It gets this in place of `fetch`.
 */

/** @typedef {(input: RequestInfo | URL, init?: RequestInit) => Promise<Response>} Fetch */
/**
 * @typedef {object} Watcher
 * @property {(bytes: number) => void} count is told of each piece
 * @property {(error: Error) => void} fail is told of each file that cannot be had
 */

const WASM = "application/wasm";

/**
 * Begins to fetch files, each once, and returns a `fetch` that hands them over.
 *
 * @param {readonly string[]} urls
 * @param {Fetch} fetch
 * @param {Watcher} watcher
 * @returns {Fetch}
 */
export function download(urls, fetch, { count, fail }) {
  /** @type {(url: string, error: unknown) => Error} */
  const failed = (url, error) => {
    const failure = new Error(`${url.slice(url.lastIndexOf("/") + 1)}: ${error}`);
    fail(failure);
    return failure;
  };

  // Counts on a copy: browsers keep compiled code by the response that came from the network.
  /** @type {(url: string, copy: Response) => Promise<void>} */
  const watch = async (url, { body }) => {
    const reader = body?.getReader();
    try {
      for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
        count(piece.value.byteLength);
      }
    } catch (error) {
      failed(url, error);
    }
  };

  /** @type {(url: string, init?: RequestInit) => Promise<Response>} */
  const get = async (url, init) => {
    const response = await fetch(url, init).catch((error) => Promise.reject(failed(url, error)));
    if (!response.ok) throw failed(url, response.status);
    watch(url, response.clone());
    // Some hosts do not know the type of wasm, and browsers refuse to compile it then.
    const wrong = url.endsWith(".wasm") && response.headers.get("Content-Type") !== WASM;
    return wrong ? new Response(response.body, { headers: { "Content-Type": WASM } }) : response;
  };

  const begun = new Map(urls.map((url) => [url, get(url)]));
  // `fail` has been told; nobody may be waiting for this one yet.
  for (const response of begun.values()) response.catch(() => {});
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    return begun.get(url) ?? get(url, init);
  };
}
