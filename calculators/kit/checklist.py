"""Checklists that decide: items with an answer, sections with a level, and a verdict.

The worst section decides, never an average: a missing success criterion is
not made good by a fine data set. Items that do not apply are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from calculators.kit.fields import Date, choice, text
from calculators.kit.records import Record

ANSWERS = {
    "done": "Done",
    "in progress": "In progress",
    "not yet": "Not yet",
    "no": "No",
    "not applicable": "Not applicable",
}

# From worst to best; a verdict is the first of these that any section reaches.
LEVELS = ("stop", "not yet", "start small", "go")

EFFORTS = {"hour": "an hour", "day": "a day", "week": "a week", "weeks": "some weeks"}


@dataclass(frozen=True)
class Answer:
    """What a team says of one item, and who sees to it."""

    answer: str = choice("not yet", "Answer", ANSWERS)
    note: str = text("", "Note", optional=True, longest=2000, lines=3)
    owner: str = text("", "Owner", optional=True)
    due: str = dataclass_field(default="", metadata={"field": Date(label="Due", optional=True)})


@dataclass(frozen=True, kw_only=True)
class Item(Record):
    """One item: its short name is the label; the rest tells when to tick it.

    `group` is its section. `effort` is roughly how long it takes (a key of
    `EFFORTS`; a heuristic of ours) and orders what to do next. `decisive`
    items stop a project when their answer is `no`.
    """

    parts: type = Answer
    why: str
    done_when: str
    case: str
    effort: str
    decisive: bool = False

    @property
    def effort_rank(self) -> int:
        """0 for the cheapest effort."""
        return list(EFFORTS).index(self.effort)


@dataclass(frozen=True)
class Section:
    """How one section stands: its level, how many items count, how many of them are done."""

    name: str
    level: str
    done: int
    counted: int


def item(label: str, **more: Any) -> Any:
    """A checklist item as an input of a `Form`; `more` are the attributes of `Item`."""
    return dataclass_field(default=Answer(), metadata={"field": Item(label=label, **more)})


def anchor(name: str) -> str:
    """The item's address on its page: `success_criteria` -> `success-criteria`."""
    return name.replace("_", "-")


def level(items: Iterable[tuple[Item, Answer]]) -> str:
    """A section's level: the worst answer of the items that apply.

    `no` to a decisive item is `stop`; any other `no` and any `not yet` is
    `not yet`; `in progress` is `start small`; all done is `go`.
    """
    return min((level_of(kind, answer) for kind, answer in items), key=LEVELS.index, default="go")


def level_of(kind: Item, answer: Answer) -> str:
    """One item's level; see `level`."""
    match answer.answer:
        case "no" if kind.decisive:
            return "stop"
        case "no" | "not yet":
            return "not yet"
        case "in progress":
            return "start small"
        case _:
            return "go"


def sections(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[Section, ...]:
    """Every section in the order of its first item."""
    grouped: dict[str, list[tuple[Item, Answer]]] = {}
    for name, kind in items.items():
        grouped.setdefault(kind.group, []).append((kind, answers[name]))
    return tuple(
        Section(
            name=group,
            level=level(pairs),
            done=sum(answer.answer == "done" for _, answer in pairs),
            counted=sum(answer.answer != "not applicable" for _, answer in pairs),
        )
        for group, pairs in grouped.items()
    )


def verdict(found: Iterable[Section]) -> str:
    """The level of the worst section."""
    return min((section.level for section in found), key=LEVELS.index, default="go")


def open_items(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The names of what is left to do: what stops the project first, then the cheapest first."""
    left = [name for name in items if answers[name].answer not in ("done", "not applicable")]

    def order(name: str) -> tuple[bool, int]:
        stops = level_of(items[name], answers[name]) == "stop"
        return (not stops, items[name].effort_rank)

    return tuple(sorted(left, key=order))
