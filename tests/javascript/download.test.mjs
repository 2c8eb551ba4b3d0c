/** Downloads, with a network made of promises. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { download } from "../../mkdocs_calculators/assets/download.mjs";

const URL_A = "https://site.example/a.wasm";
const URL_B = "https://site.example/b.zip";

/** @param {Record<string, () => Response | Promise<Response>>} files */
function rig(files, begin = Object.keys(files)) {
  const rig = { asked: [], bytes: 0, failures: [] };
  const network = async (url) => {
    rig.asked.push(url);
    return files[url]();
  };
  rig.fetch = download(begin, network, {
    count: (bytes) => {
      rig.bytes += bytes;
    },
    fail: (error) => rig.failures.push(error.message),
  });
  return rig;
}

test("all files are begun at once, and each is fetched once", async () => {
  const { asked, fetch } = rig({
    [URL_A]: () => new Response("aaa"),
    [URL_B]: () => new Response("bb"),
  });
  assert.deepEqual(asked, [URL_A, URL_B]);
  assert.equal(await (await fetch(URL_B)).text(), "bb");
  assert.equal(await (await fetch(new URL(URL_A))).text(), "aaa");
  assert.equal(asked.length, 2);
});

test("bytes are counted as they come, though nobody may have asked for them yet", async () => {
  const made = rig({ [URL_A]: () => new Response("aaa") });
  await new Promise(setImmediate);
  assert.equal(made.bytes, 3);
  assert.equal(await (await made.fetch(URL_A)).text(), "aaa");
});

test("wasm is given its type whatever the host says", async () => {
  const text = { headers: { "Content-Type": "text/plain" } };
  const { fetch } = rig({ [URL_A]: () => new Response("aaa", text) });
  const response = await fetch(URL_A);
  assert.equal(response.headers.get("Content-Type"), "application/wasm");
  assert.equal(await response.text(), "aaa");
});

test("what is right comes as the network gave it, since browsers keep code with it", async () => {
  const wasm = { headers: { "Content-Type": "application/wasm" } };
  const given = new Response("aaa", wasm);
  const { fetch } = rig({ [URL_A]: () => given });
  assert.equal(await fetch(URL_A), given);
});

test("a file that is not there is told of before anyone asks for it", async () => {
  const made = rig({ [URL_A]: () => new Response("", { status: 404 }) });
  await assert.rejects(made.fetch(URL_A), { message: "a.wasm: 404" });
  assert.deepEqual(made.failures, ["a.wasm: 404"]);
});

test("a network that fails is told of", async () => {
  const made = rig({ [URL_B]: () => Promise.reject(new TypeError("Failed to fetch")) });
  await assert.rejects(made.fetch(URL_B));
  assert.deepEqual(made.failures, ["b.zip: TypeError: Failed to fetch"]);
});

test("a download that breaks off is told of", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(4));
    },
    pull(controller) {
      controller.error(new TypeError("network error"));
    },
  });
  const made = rig({ [URL_B]: () => new Response(body) });
  const response = await made.fetch(URL_B);
  await assert.rejects(response.arrayBuffer());
  assert.deepEqual(made.failures, ["b.zip: TypeError: network error"]);
});

test("a file nobody began is fetched when it is asked for", async () => {
  const made = rig({ [URL_A]: () => new Response("aaa") }, []);
  assert.deepEqual(made.asked, []);
  assert.equal(await (await made.fetch(URL_A)).text(), "aaa");
});
