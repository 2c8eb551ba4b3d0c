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

/**
 * Begins to fetch files and returns a `fetch` that hands them over, each once.
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

  /** @type {(url: string, init?: RequestInit) => Promise<Response>} */
  const get = async (url, init) => {
    const response = await fetch(url, init).catch((error) => Promise.reject(failed(url, error)));
    if (!response.ok || !response.body) throw failed(url, response.status);
    const reader = response.body.getReader();
    const body = new ReadableStream({
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) return controller.close();
          count(value.byteLength);
          controller.enqueue(value);
        } catch (error) {
          controller.error(failed(url, error));
        }
      },
    });
    // Some hosts do not know the type of wasm, and browsers refuse to compile it then.
    const type = url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
    return new Response(body, { headers: { "Content-Type": type } });
  };

  const begun = new Map(urls.map((url) => [url, get(url)]));
  // `fail` has been told; nobody may be waiting for this one yet.
  for (const response of begun.values()) response.catch(() => {});
  return (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const early = begun.get(url);
    begun.delete(url);
    return early ?? get(url, init);
  };
}
