"""Checklists that decide: items with an answer, sections with a level, and a verdict.

The worst section decides, never an average: a missing success criterion is
not made good by a fine data set. Items that do not apply are left out, and
where none applies there is no level at all.
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

EFFORTS = {
    "hour": "about an hour",
    "day": "about a day",
    "week": "about a week",
    "weeks": "some weeks",
}

SETTLED = ("done", "not applicable")


@dataclass(frozen=True)
class Answer:
    """What a team says of one item, and who sees to it."""

    answer: str = choice("not yet", "Answer", ANSWERS)
    note: str = text("", "Note", optional=True, longest=2000, lines=3)
    owner: str = text("", "Owner", optional=True)
    due: str = dataclass_field(default="", metadata={"field": Date(label="Due", optional=True)})


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Item(Record):
    """One item: its short name is the label; the rest tells when to tick it.

    `group` is its section. `done_when` and `no_if` go on from those words, in
    lower case. An item with a `no_if` is decisive: answered with `no` it stops
    the project. `effort` is roughly how long it takes (a key of `EFFORTS`; a
    heuristic of ours) and orders what to do next; `after` names the items
    that have to be settled before.
    """

    parts: type = Answer
    why: str
    done_when: str
    case: str
    effort: str
    no_if: str = ""
    after: tuple[str, ...] = ()

    @property
    def decisive(self) -> bool:
        """Whether a `no` stops the project."""
        return bool(self.no_if)


@dataclass(frozen=True)
class Section:
    """How one section stands: its level, and how many of its items have which answer.

    `counted` are the items that apply; where none does, `level` is `None`.
    """

    name: str
    level: str | None
    counted: int
    done: int
    in_progress: int
    not_yet: int
    no: int


@dataclass(frozen=True)
class State:
    """How one item stands, with all that a task list or an issue tracker wants to know of it.

    `anchor` is its address on the page. `level` is `None` where the item does
    not apply. `waits_for` names the open items to settle before.
    """

    name: str
    anchor: str
    label: str
    section: str
    answer: str
    level: str | None
    decisive: bool
    effort: str
    done_when: str
    waits_for: tuple[str, ...]
    note: str
    owner: str
    due: str


def item(label: str, **more: Any) -> Any:
    """A checklist item as an input of a `Form`; `more` are the attributes of `Item`."""
    return dataclass_field(default=Answer(), metadata={"field": Item(label=label, **more)})


def anchor(name: str) -> str:
    """The item's address on its page: `success_criteria` -> `success-criteria`."""
    return name.replace("_", "-")


def level_of(kind: Item, answer: Answer) -> str | None:
    """One item's level; `None` where it does not apply.

    `no` to a decisive item is `stop`; any other `no` and any `not yet` is
    `not yet`; `in progress` is `start small`; `done` is `go`.
    """
    match answer.answer:
        case "not applicable":
            return None
        case "done":
            return "go"
        case "in progress":
            return "start small"
        case "no" if kind.decisive:
            return "stop"
        case _:
            return "not yet"


def worst(levels: Iterable[str | None]) -> str | None:
    """The worst of the levels there are; `None` if there is none."""
    return min((level for level in levels if level), key=LEVELS.index, default=None)


def sections(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[Section, ...]:
    """Every section, at the level of its worst item, in the order of its first item."""
    grouped: dict[str, list[str]] = {}
    for name, kind in items.items():
        grouped.setdefault(kind.group, []).append(name)
    found = []
    for group, names in grouped.items():
        given = [answers[name].answer for name in names]
        section = Section(
            name=group,
            level=worst(level_of(items[name], answers[name]) for name in names),
            counted=len(given) - given.count("not applicable"),
            done=given.count("done"),
            in_progress=given.count("in progress"),
            not_yet=given.count("not yet"),
            no=given.count("no"),
        )
        found.append(section)
    return tuple(found)


def states(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[State, ...]:
    """Every item as answered, in order."""
    return tuple(
        State(
            name=name,
            anchor=anchor(name),
            label=kind.label,
            section=kind.group,
            answer=answers[name].answer,
            level=level_of(kind, answers[name]),
            decisive=kind.decisive,
            effort=kind.effort,
            done_when=kind.done_when,
            waits_for=waits_for(kind, answers),
            note=answers[name].note,
            owner=answers[name].owner,
            due=answers[name].due,
        )
        for name, kind in items.items()
    )


def verdict(found: Iterable[Section]) -> str | None:
    """The level of the worst section; `None` if nothing applies."""
    return worst(section.level for section in found)


def open_items(items: Mapping[str, Item], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The names of what is left to do, in the order in which to do it.

    What stops the project comes first. Then what can be started now, the
    cheapest first and at the same effort what is furthest behind; then what
    waits for other open items.
    """
    left = [name for name in items if answers[name].answer not in SETTLED]

    def rounds(name: str) -> int:
        """How many other items have to be settled one after another before this one."""
        waiting = waits_for(items[name], answers)
        return 1 + max(rounds(other) for other in waiting) if waiting else 0

    def order(name: str) -> tuple[bool, int, int, bool]:
        level = level_of(items[name], answers[name])
        effort = list(EFFORTS).index(items[name].effort)
        return (level != "stop", rounds(name), effort, level == "start small")

    return tuple(sorted(left, key=order))


def waits_for(kind: Item, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The names of the open items that have to be settled before this one."""
    return tuple(name for name in kind.after if answers[name].answer not in SETTLED)
