/**
 * Ends what an earlier build has begun, where a site is not to be kept for reading offline, or is
 * served to be worked on: deletes the copies, and shows open pages as they are now.
 */

const worker = /** @type {import("./scope.d.mts").Scope} */ (/** @type {unknown} */ (globalThis));

worker.addEventListener("install", (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const ours = `calculators ${new URL(worker.registration.scope).pathname} `;
  const copies = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(copies.map((name) => caches.delete(name)));
  const pages = await worker.clients.matchAll({ type: "window" });
  await worker.registration.unregister();
  await Promise.allSettled(pages.map((page) => page.navigate(page.url)));
}
