"""All words of a Hunspell dictionary that inflects by prefixes and suffixes, as English does.

Hunspell's own libraries are compiled or unkept. All that English needs of its format are two kinds
of lines: `SFX D y ied [^aeiou]y` turns “try” into “tried”, and `try/D` allows it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Affix:
    """A beginning or an ending that a word may take, instead of some of its own letters."""

    prefix: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def on(self, word: str) -> str | None:
        """The word with the affix; nothing if it does not go with it."""
        if not self.condition.search(word):
            return None
        if self.prefix:
            return self.add + word.removeprefix(self.strip)
        return word.removesuffix(self.strip) + self.add


def affixes(aff: str) -> dict[str, list[Affix]]:
    """The affixes by the letter that stands for them, from the text of an `.aff` file."""
    found: dict[str, list[Affix]] = defaultdict(list)
    for line in aff.splitlines():
        match line.split():
            case ["PFX" | "SFX" as kind, flag, strip, add, condition, *_]:
                prefix = kind == "PFX"
                pattern = re.compile(f"^{condition}" if prefix else f"{condition}$")
                found[flag].append(Affix(prefix, strip.strip("0"), add.strip("0"), pattern))
    return found


def forms(word: str, allowed: list[Affix]) -> Iterator[str]:
    """A word with each of its endings, and each of these with each of its beginnings."""
    endings = [word, *(affix.on(word) for affix in allowed if not affix.prefix)]
    for form in filter(None, endings):
        yield form
        yield from filter(None, (affix.on(form) for affix in allowed if affix.prefix))


def words(folder: Path) -> frozenset[str]:
    """All forms of all words of the dictionary that a folder holds as `index.aff` and `.dic`."""
    known = affixes((folder / "index.aff").read_text("utf-8"))
    found: set[str] = set()
    for line in (folder / "index.dic").read_text("utf-8").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        found.update(forms(word, [affix for flag in flags for affix in known.get(flag, ())]))
    return frozenset(found)
