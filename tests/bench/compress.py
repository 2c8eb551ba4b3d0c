"""Files as a static host sends them: compressed with brotli and gzip, by media type.

Both at their best, as hosts do that compress ahead of time; brotli takes minutes for Pyodide then.
What is made is kept in `build/bench/compressed` by content, so that only what has changed is made
again.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.browser.browser import ROOT, node

FOLDER = ROOT / "build/bench/compressed"
ENCODINGS = {"br": "brotli", "gzip": "gzip"}
"""The encodings by the name that browsers know them by, and as the tables call them."""
QUALITY = {"br": 11, "gzip": 9}

# What common hosts compress. Archives, fonts and pictures are compressed already, so they do not
# look into them, and a zip that only stores travels as it is.
TYPES = {
    "application/javascript",
    "application/json",
    "application/manifest+json",
    "application/wasm",
    "application/xml",
    "image/svg+xml",
}

COMPRESS = """
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;
const { quality, tasks } = JSON.parse(readFileSync(0, "utf8"));
const pack = {
  br: (content) => brotliCompressSync(content, {
    params: { [BROTLI_PARAM_QUALITY]: quality.br, [BROTLI_PARAM_SIZE_HINT]: content.length },
  }),
  gzip: (content) => gzipSync(content, { level: quality.gzip }),
};
for (const { source, folder, name } of tasks) {
  const content = readFileSync(source);
  for (const encoding of Object.keys(pack)) {
    const target = `${folder}/${name}.${encoding}`;
    writeFileSync(`${target}.part`, pack[encoding](content));
    renameSync(`${target}.part`, target);
  }
}
"""


def is_compressed(kind: str) -> bool:
    """Whether a host compresses files of this media type."""
    kind = kind.partition(";")[0]
    return kind in TYPES or kind.startswith("text/")


def compress(files: Iterable[Path]) -> None:
    """Put what `compressed` will ask for into the cache, unless it is there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = {_name(path.read_bytes()): path for path in files}
    tasks = [
        {"source": str(path.resolve()), "folder": str(FOLDER), "name": name}
        for name, path in names.items()
        if not all((FOLDER / f"{name}.{encoding}").exists() for encoding in ENCODINGS)
    ]
    subprocess.run(
        [node(), "--input-type=module", "--eval", COMPRESS],
        input=json.dumps({"quality": QUALITY, "tasks": tasks}),
        text=True,
        check=True,
    )


def compressed(content: bytes) -> dict[str, bytes]:
    """The content in each encoding; `compress` has had a file with it."""
    name = _name(content)
    return {encoding: (FOLDER / f"{name}.{encoding}").read_bytes() for encoding in ENCODINGS}


def _name(content: bytes) -> str:
    return f"{'-'.join(map(str, QUALITY.values()))}-{hashlib.sha256(content).hexdigest()[:24]}"
