/**
 * The copy of the site for reading offline: has a browser keep it once a reader uses a calculator,
 * and tells of a newer version. The service worker at the site's root does the keeping.
 */

import { savesData } from "./intent.mjs";
import { SITE } from "./runtime.mjs";

/** @typedef {{ version: string, bytes: number }} Copy */
/** @typedef {"off" | "unsupported" | "forbidden" | "failed" | "full"} Trouble why there is none */

const UNWANTED = "calculators-offline"; // what the storage holds if the reader has said no
const PATIENCE_MS = 3000;

/** Why there is no copy, in one word. */
export class NotKept extends Error {
  /** @param {Trouble} trouble */
  constructor(trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

/**
 * Has the site kept, if the reader has nothing against it and has not been asked. Nothing depends
 * on it, so no failure is told.
 */
export async function keepUnasked() {
  if (savesData() || unwanted() || self !== top) return;
  await keep().catch(() => {});
}

/**
 * Has the site kept.
 *
 * @returns {Promise<Copy>} when all of it is; rejects with `NotKept`
 */
export async function keep() {
  const { root, workers } = means();
  remember(true);
  const registration = await workers
    .register(new URL("service-worker.js", root), { scope: root.href, updateViaCache: "none" })
    .catch((error) => {
      throw new NotKept(error.name === "SecurityError" ? "forbidden" : "failed");
    });
  // Some browsers give a page none, and say nothing.
  if (!registration) throw new NotKept("forbidden");
  if (!registration.active && registration.installing) await installed(registration.installing);
  attend(registration);
  // A worker from before may have lost files.
  return ask(registration.active ?? registration.waiting, "keep");
}

/** Deletes the copy, and keeps none unasked from now on. */
export async function forget() {
  remember(false);
  const { root } = means();
  const registration = await found();
  await registration?.unregister();
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(`calculators ${root.pathname} `));
  await Promise.all(ours.map((name) => caches.delete(name)));
}

/**
 * What is kept.
 *
 * @returns {Promise<Copy | undefined>} rejects with `NotKept` if nothing can be
 */
export async function kept() {
  const registration = await found();
  return registration?.active ? ask(registration.active, "state") : undefined;
}

/** Tells of a newer version from now on, in a page that comes out of the copy. */
export async function watch() {
  const registration = await found().catch(() => undefined);
  if (registration) attend(registration);
}

let attended = false;

/** @param {ServiceWorkerRegistration} registration */
function attend(registration) {
  if (attended) return;
  attended = true;
  const workers = navigator.serviceWorker;
  let before = workers.controller;
  let leaving = false;
  let touched = false;

  const tell = async () => {
    const { store } = await import("./store.mjs"); // rarely needed, and large
    const notice = document.querySelector("[data-update]");
    notice?.removeAttribute("hidden");
    // What the storage does not take goes with the page.
    notice?.querySelector("[data-update-kept]")?.toggleAttribute("hidden", !!store.trouble);
  };
  /** @param {ServiceWorker | null} worker */
  const follow = (worker) => {
    const check = () => {
      if (worker?.state === "installed" && registration.active) tell();
    };
    worker?.addEventListener("statechange", check);
    check();
  };
  const reload = () => {
    leaving = true;
    if (!registration.waiting) location.reload();
    registration.waiting?.postMessage("take over");
    setTimeout(() => location.reload(), PATIENCE_MS);
  };

  // What is there when the page comes can be taken at once, unless it is too late or not alone.
  const takeOver = async () => {
    const alone = await ask(registration.waiting, "alone").catch(() => false);
    if (alone && !touched) reload();
    else tell();
  };

  for (const sign of ["pointerdown", "keydown"]) {
    addEventListener(sign, () => {
      touched = true;
    });
  }
  registration.addEventListener("updatefound", () => follow(registration.installing));
  follow(registration.installing);
  if (registration.waiting && registration.active) takeOver();
  workers.addEventListener("controllerchange", () => {
    if (leaving) location.reload();
    else if (before) tell(); // another page has asked for the newer version
    before = workers.controller;
  });
  document.querySelector("[data-update-reload]")?.addEventListener("click", reload);
  registration.active?.postMessage("arrived");
}

/** What it takes, or `NotKept`. */
function means() {
  if (SITE === null) throw new NotKept("off");
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) {
    throw new NotKept("unsupported");
  }
  return { root: new URL(SITE, import.meta.url), workers: navigator.serviceWorker };
}

async function found() {
  const { root, workers } = means();
  const registration = await workers.getRegistration(root).catch(() => {
    throw new NotKept("forbidden");
  });
  return registration?.scope === root.href ? registration : undefined;
}

/**
 * Waits until a worker has all files.
 *
 * @param {ServiceWorker} worker
 * @returns {Promise<void>} rejects with `NotKept`
 */
function installed(worker) {
  return new Promise((resolve, reject) => {
    /** @type {Trouble} */
    let trouble = "failed";
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      trouble = data?.notKept ?? trouble;
    });
    const check = () => {
      if (worker.state === "redundant") reject(new NotKept(trouble));
      else if (worker.state !== "installing") resolve();
    };
    worker.addEventListener("statechange", check);
    check();
  });
}

/**
 * Asks a worker for something.
 *
 * @template T
 * @param {ServiceWorker | null} worker
 * @param {string} what
 * @returns {Promise<T>} its answer; rejects with `NotKept` if there is none
 */
function ask(worker, what) {
  return new Promise((resolve, reject) => {
    if (!worker) return reject(new NotKept("failed"));
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) =>
      data === undefined ? reject(new NotKept("failed")) : resolve(data);
    worker.postMessage(what, [port2]);
  });
}

function unwanted() {
  try {
    return localStorage.getItem(UNWANTED) !== null;
  } catch {
    return true;
  }
}

/** @param {boolean} wanted */
function remember(wanted) {
  try {
    if (wanted) localStorage.removeItem(UNWANTED);
    else localStorage.setItem(UNWANTED, "no");
  } catch {} // there is nothing to remember it with
}
