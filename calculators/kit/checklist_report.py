"""A checklist's result as blocks: sections, work done and left, next steps, and a task list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from calculators.kit import format
from calculators.kit.blocks import Bar, Bars, Bullets, Cell, Table, Task, Tasks
from calculators.kit.checklist import ANSWERS, EFFORTS, LEVELS, Section, State
from calculators.kit.words import listed, quoted

# A level at the start of a sentence or alone in a cell.
_LEVEL = {level: level.capitalize() for level in LEVELS}


def table(sections: Sequence[Section], states: Sequence[State], strong: Collection[str]) -> Table:
    """Each section's level and what holds it there; `strong` names the sections that decide."""
    rows = tuple(
        (
            section.name,
            _LEVEL[section.level] if section.level else "Does not decide",
            f"{section.done} of {section.counted}" if section.counted else "none applies",
            _held_back(section, states),
        )
        for section in sections
    )
    decide = tuple(number for number, section in enumerate(sections) if section.name in strong)
    columns = ("Section", "Level", "Done", "Held back by")
    return Table("Sections; the strong ones decide", columns, rows, decide)


def _held_back(section: Section, states: Iterable[State]) -> str:
    """The first item at the section's own level, and how many more there are."""
    if section.level in (None, "go"):
        return "nothing"
    held = [s.label for s in states if s.section == section.name and s.level == section.level]
    return f"{held[0]}; {len(held) - 1} more" if len(held) > 1 else held[0]


def bars(sections: Iterable[Section]) -> Bars:
    """The share of each section that is done or in progress. At least one item must apply."""
    shown = [section for section in sections if section.counted]
    columns = ("Section", *(ANSWERS[a] for a in ("done", "in progress", "not yet", "no")))
    rows: list[tuple[Cell, ...]] = [
        (s.name, *map(format.count, (s.done, s.in_progress, s.not_yet, s.no))) for s in shown
    ]
    return Bars(
        title="Work done and left",
        description="Share of each section's items. The length shows work, not the verdict.",
        segments=columns[1:3],
        bars=tuple(
            Bar(
                f"{s.name}: {s.done} of {s.counted} done",
                (s.done / s.counted, s.in_progress / s.counted),
            )
            for s in shown
        ),
        table=Table("Items by answer", columns, tuple(rows)),
    )


def steps(names: Iterable[str], states: Iterable[State]) -> Bullets:
    """What to do, how long it takes, what has to come before, and when it is done."""
    known = {state.name: state for state in states}
    return Bullets(tuple(_step(known[name], known) for name in names))


def _step(state: State, known: dict[str, State]) -> str:
    if state.answer == "no":
        return f"{state.label} (answered with no). It would be done when {state.done_when}"
    facts = [EFFORTS[state.effort]]
    if state.answer == "in progress":
        facts.insert(0, "under way")
    if state.waits_for:
        facts.append(f"after {listed(quoted(known[name].label) for name in state.waits_for)}")
    return f"{state.label} ({', '.join(facts)}). Done when {state.done_when}"


def tasks(title: str, states: Iterable[State]) -> Tasks:
    """The items that apply, with who sees to them, by when, and what was noted."""
    return Tasks(
        title,
        tuple(
            Task(_told(state), state.answer == "done")
            for state in states
            if state.answer != "not applicable"
        ),
    )


def _told(state: State) -> str:
    facts = (
        ("", state.answer if state.answer in ("in progress", "no") else ""),
        ("owner: ", state.owner),
        ("due: ", state.due),
        ("note: ", state.note),
    )
    told = "; ".join(f"{word}{value}" for word, value in facts if value)
    return f"{state.label} — {told}" if told else state.label
