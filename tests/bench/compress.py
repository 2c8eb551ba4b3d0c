"""Files as a static host sends them: compressed with brotli and gzip, by media type.

Brotli runs at quality 9, since 11 takes minutes for Pyodide and few hosts wait that long; gzip at
its best, 9. What is made is kept in `build/bench/compressed` by content, so that only what has
changed is made again.
"""

import hashlib
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.browser.browser import ROOT, node

FOLDER = ROOT / "build/bench/compressed"
ENCODINGS = {"br": "brotli 9", "gzip": "gzip 9"}
"""The encodings by the name that browsers know them by, and as the table calls them."""

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
const pack = {
  br: (content) => brotliCompressSync(content, {
    params: { [BROTLI_PARAM_QUALITY]: 9, [BROTLI_PARAM_SIZE_HINT]: content.length },
  }),
  gzip: (content) => gzipSync(content, { level: 9 }),
};
for (const [encoding, source, target] of JSON.parse(readFileSync(0, "utf8"))) {
  writeFileSync(`${target}.part`, pack[encoding](readFileSync(source)));
  renameSync(`${target}.part`, target);
}
"""


def is_compressed(kind: str) -> bool:
    """Whether a host compresses files of this media type."""
    kind = kind.partition(";")[0]
    return kind in TYPES or kind.startswith("text/")


class Packer:
    """Compressed files, read from the cache once; `prepare` makes those that are not there."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self._packed: dict[bytes, bytes] = {}

    def prepare(self, files: Iterable[Path]) -> None:
        """Compress files ahead of time, so that no visitor waits for it."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        tasks = [
            (self.encoding, str(path.resolve()), str(target))
            for path in files
            if not (target := self._target(path.read_bytes())).exists()
        ]
        subprocess.run(
            [node(), "--input-type=module", "--eval", COMPRESS],
            input=json.dumps(tasks),
            text=True,
            check=True,
        )

    def pack(self, content: bytes) -> bytes:
        """The compressed content."""
        key = hashlib.sha256(content).digest()
        if key not in self._packed:
            target = self._target(content)
            if not target.exists():
                source = target.with_suffix(".source")
                source.write_bytes(content)
                self.prepare([source])
                source.unlink()
            self._packed[key] = target.read_bytes()
        return self._packed[key]

    def _target(self, content: bytes) -> Path:
        return FOLDER / f"{hashlib.sha256(content).hexdigest()[:24]}.{self.encoding}"
