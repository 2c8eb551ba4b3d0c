"""Names in sentences: listed, quoted and cut short, the same way in every report."""

from __future__ import annotations

from collections.abc import Iterable


def listed(names: Iterable[str], most: int | None = None) -> str:
    """A, B and C; beyond `most` names “A, B and 3 more”; nothing for no names."""
    shown = list(names)
    if most is not None and len(shown) > most:
        shown[most:] = [f"{len(shown) - most:,} more"]
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def named(names: Iterable[str]) -> str:
    """Names that somebody else chose: quoted, the first ten of them, and none without end."""
    return listed((quoted(short(name, 50)) for name in names), 10)


def quoted(name: str) -> str:
    """A name within a sentence."""
    return f"“{name}”"


def short(name: str, longest: int) -> str:
    """A name of at most so many characters, its end cut off where it is longer."""
    return name if len(name) <= longest else f"{name[: longest - 1]}…"
