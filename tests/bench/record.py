"""All that was measured, with the date and the machine: `build/bench.json` and `build/bench.md`."""

import json
import os
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import mkdocs

from hooks import how_fast
from tests.bench import references
from tests.bench.browsing import Browsers
from tests.bench.packages import Packages
from tests.bench.report import Table, markdown
from tests.browser.browser import ROOT

FILE = ROOT / "build/bench.json"
PUBLISHED = ROOT / "docs" / how_fast.FILE


@dataclass(frozen=True)
class Part:
    """A part's tables, of how many runs, and how the server compressed."""

    runs: int
    encoding: str
    tables: list[Table]


@dataclass(frozen=True)
class Record:
    """The parts that were measured now; those of `FILE` that were not stay there."""

    date: str
    machine: str
    versions: Mapping[str, str]
    parts: Mapping[str, Part] = field(default_factory=dict)

    @classmethod
    def of_this_machine(cls, browsers: Browsers, packages: Packages) -> "Record":
        """An empty record of today."""
        said = subprocess.run(
            [browsers.chromium.executable, "--version"],
            env={**os.environ, **browsers.chromium.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            check=True,
        ).stdout.split()
        number = next(word for word in said if word[0].isdigit())
        versions = {"Chromium": number, "Python": platform.python_version()}
        versions |= {"MkDocs": mkdocs.__version__} | references.versions(packages)
        return cls(datetime.now(UTC).date().isoformat(), machine(), versions)

    def with_part(self, name: str, part: Part) -> "Record":
        """The record with one more part."""
        return replace(self, parts={**self.parts, name: part})

    def write(self, file: Path) -> None:
        """Put the parts into a file. Those that it has of another day stay there, with their date."""
        file.parent.mkdir(exist_ok=True)
        before = json.loads(file.read_text("utf-8")) if file.exists() else {"parts": {}}
        about = {"date": self.date, "machine": self.machine, "versions": self.versions}
        parts = {name: short(about | asdict(part)) for name, part in self.parts.items()}
        content = {"parts": before["parts"] | parts}
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")

    def markdown(self) -> str:
        """The tables of this record, and what they were measured with."""
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        blocks = [f"{self.date}. {self.machine}. {versions}.\n"]
        for name, part in self.parts.items():
            blocks.append(f"## {name}\n\n{part.runs} runs each, {part.encoding}.\n")
            blocks += map(markdown, part.tables)
        return "\n".join(blocks)


def short(value: Any) -> Any:
    """The value with four digits of each fraction."""
    match value:
        case dict():
            return {key: short(inner) for key, inner in value.items()}
        case list() | tuple():
            return [short(inner) for inner in value]
        case float():
            return float(f"{value:.4g}")
    return value


def machine() -> str:
    """The processor, its cores and the system, in words that fit any machine like it."""
    name = platform.processor() or platform.machine()
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        models = (line for line in cpus.read_text().splitlines() if line.startswith("model name"))
        name = next(models, f": {name}").partition(": ")[2]
    return f"{platform.system()} on {name}, {os.cpu_count()} cores"
