/**
 * Keeps a copy of the site in the browser and answers from it, so that the site works offline and
 * a second visit waits for no network.
 *
 * A copy is complete and of one version, or there is none: each file is held against the hash that
 * the build wrote above this script. A new version is fetched beside the old one and waits until
 * no page of the old one is open, or the reader asks for it. It lies at the site's root, which is
 * all that it answers for.
 */

/** @typedef {import("./scope.d.mts").Scope} Scope */

const worker = /** @type {Scope} */ (/** @type {unknown} */ (globalThis));
const root = worker.registration.scope;
const ours = `calculators ${new URL(root).pathname} `; // other sites may share the origin
const name = ours + COPY.version;

const LANES = 6; // downloads at a time, as a browser has for one host
const TRIES = 5;
const PAUSE_MS = 100;
const HASH = "Calculators-Hash"; // a header of ours on each file that is kept
const LEFT_BEHIND = new URL("?left-behind", root).href; // a record beside the files

/** @type {Readonly<Record<string, string>>} what some hosts do not know, and browsers insist on */
const TYPES = { mjs: "text/javascript", wasm: "application/wasm" };

/** What pages can ask for, and what they are told. */
/** @type {Map<unknown, () => Promise<unknown>>} */
const deeds = new Map([
  ["state", state],
  ["keep", () => install().then(state)],
  ["arrived", tidy],
  ["take over", () => worker.skipWaiting()],
  ["alone", alone],
]);

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));

worker.addEventListener("message", (event) => {
  const { data, ports } = event;
  const deed = deeds.get(data);
  const tell = /** @param {unknown} answer */ (answer) => ports[0]?.postMessage(answer);
  if (deed) event.waitUntil(deed().then(tell, () => tell(undefined)));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const plain = request.method === "GET" && !request.headers.has("Range");
  if (plain && request.url.startsWith(root)) event.respondWith(answer(request));
});

/** Fetches all files, but for those that are here already, be it in a copy of another version. */
async function install() {
  const cache = await caches.open(name);
  const others = await Promise.all((await copies()).map((key) => caches.open(key)));
  const left = Object.entries(COPY.files);
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [path, hash] = next;
      const url = address(path);
      if ((await cache.match(url))?.headers.get(HASH) === hash) continue;
      await cache.put(url, (await among(others, url, hash)) ?? (await download(url, hash)));
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } catch (error) {
    left.length = 0;
    await caches.delete(name);
    const full = error instanceof DOMException && error.name === "QuotaExceededError";
    for (const page of await pages()) page.postMessage({ notKept: full ? "full" : "failed" });
    throw error;
  }
}

/** Takes over. What pages of before may still ask for stays until they have gone. */
async function activate() {
  const left = (await pages()).map(({ id }) => id);
  const cache = await caches.open(name);
  await cache.put(LEFT_BEHIND, new Response(JSON.stringify(left)));
  await tidy();
  await worker.clients.claim();
}

/** Whether no page is open but the one that asks; the one that it came from needs a moment to go. */
async function alone() {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if ((await pages()).length < 2) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return false;
}

/** What is kept here. */
async function state() {
  const { bytes, version } = COPY;
  return { bytes, version };
}

/** Deletes the copies of other versions, unless a page that was opened with one is still there. */
async function tidy() {
  if (worker.registration.installing || worker.registration.waiting) return; // theirs is newer
  const others = (await copies()).filter((key) => key !== name);
  if (others.length === 0) return;
  const record = await caches.match(LEFT_BEHIND, { cacheName: name });
  const left = new Set(record && (await record.json()));
  if ((await pages()).some(({ id }) => left.has(id))) return;
  await Promise.all(others.map((key) => caches.delete(key)));
}

/**
 * Answers from the copy; from the network, what the copy does not have; and with the site's own
 * page for what is not found if there is no network either.
 *
 * @param {Request} request
 */
async function answer(request) {
  const navigates = request.mode === "navigate";
  const url = new URL(request.url);
  const path = asked(url);
  if (path === `${asPath(url)}/index.html`) {
    return Response.redirect(`${url.origin}${url.pathname}/${url.search}`); // links are relative
  }
  if (path !== undefined) {
    const copy = (await compiled(url, path)) ?? (await kept(path));
    if (copy) return copy;
  }
  if (!navigates) return (await elsewhere(url)) ?? fetch(request);
  return fetch(request).catch(async (error) => {
    const page = await kept("404.html");
    if (!page) throw error;
    return new Response(page.body, { status: 404, headers: page.headers });
  });
}

/**
 * The file of the copy that an address means, with the ways of hosts: a folder's page, and a page
 * without its ending.
 *
 * @param {URL} url
 */
function asked(url) {
  const path = asPath(url);
  const page = path === "" || path.endsWith("/") ? "index.html" : "/index.html";
  return [path, path + page, `${path}.html`].find((known) => Object.hasOwn(COPY.files, known));
}

/** @param {URL} url */
function asPath(url) {
  const path = url.pathname.slice(new URL(root).pathname.length);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * The address of a file as links have it: a folder's page by its folder.
 *
 * @param {string} path
 */
function address(path) {
  const parts = path.replace(/(^|\/)index\.html$/, "$1").split("/");
  return new URL(parts.map(encodeURIComponent).join("/"), root).href;
}

/**
 * WebAssembly as the browser's own cache still has it from the first visit: browsers keep it
 * compiled there, and compile what comes out of our copy once more.
 *
 * @param {URL} url
 * @param {string} path
 */
async function compiled(url, path) {
  if (!path.endsWith(".wasm")) return undefined;
  /** @type {RequestInit} */
  const fromCache = { cache: "only-if-cached", mode: "same-origin" };
  const found = await fetch(url, fromCache).catch(() => undefined);
  return found?.ok ? found : undefined;
}

/** @param {string} path */
function kept(path) {
  return caches.match(address(path), { cacheName: name });
}

/**
 * A file of another version, for pages that were opened with it; its name has a hash.
 *
 * @param {URL} url
 */
async function elsewhere(url) {
  for (const key of await copies()) {
    const found = await caches.match(url.href, { cacheName: key, ignoreSearch: true });
    if (found) return found;
  }
  return undefined;
}

/** The names of all copies of this site. */
async function copies() {
  return (await caches.keys()).filter((key) => key.startsWith(ours));
}

/** All pages of this site that are open. */
async function pages() {
  const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  return all.filter(({ url }) => url.startsWith(root));
}

/**
 * The same file, if one of these has it.
 *
 * @param {Cache[]} caches
 * @param {string} url
 * @param {string} hash
 */
async function among(caches, url, hash) {
  if (!hash) return undefined;
  for (const cache of caches) {
    const found = await cache.match(url);
    if (found?.headers.get(HASH) === hash) return found;
  }
  return undefined;
}

/**
 * Fetches a file that is what the build made, or fails. What the browser has from reading will do,
 * however old, since the hash tells.
 *
 * @param {string} url
 * @param {string} hash
 */
async function download(url, hash) {
  /** @type {RequestCache[]} */
  const ways = hash ? ["force-cache", "reload"] : ["no-cache"];
  for (const cache of ways) {
    const response = await fetch(url, { cache });
    const content = await response.arrayBuffer();
    const right = hash ? (await digest(content)).startsWith(hash) : response.ok;
    if (right) return new Response(content, { headers: headers(response, url, hash) });
  }
  throw new Error(`${url} is not what the site was built with.`);
}

/**
 * What the host says of a file, policies included, but for how it was packed on the way.
 *
 * @param {Response} response
 * @param {string} url
 * @param {string} hash
 */
function headers(response, url, hash) {
  const headers = new Headers(response.headers);
  for (const packing of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(packing);
  const type = TYPES[url.slice(url.lastIndexOf(".") + 1)];
  if (type) headers.set("Content-Type", type);
  headers.set(HASH, hash);
  return headers;
}

/** @param {ArrayBuffer} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
