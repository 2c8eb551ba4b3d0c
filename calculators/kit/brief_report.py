"""A project's brief as blocks: the decision, and what every calculator and checklist says to it.

Short enough for paper: of each result its headline, its key figures, what a
reader must not miss, and the inputs that are the team's own. Every number is
computed anew from those inputs, by the version of the calculator that stands
beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from calculators.kit import checklist_report, checklist_result
from calculators.kit.about import About
from calculators.kit.blocks import (
    Block,
    Bullets,
    Figure,
    Figures,
    Heading,
    Headline,
    Note,
    Paragraph,
    Report,
    Stamp,
    Table,
)
from calculators.kit.checklist import State
from calculators.kit.format import Quantity
from calculators.kit.input_words import changed
from calculators.kit.kept import Kept, Project
from calculators.kit.places import Places
from calculators.kit.project import TOPICS
from calculators.kit.shared import disagreements
from calculators.kit.stamp import Origin
from calculators.kit.words import listed, short

LONGEST = 160  # characters of one input; a table's names can be many

EMPTY = (
    "Open a calculator or a checklist and answer it for this project.",
    "Below its result, put it into the brief. Do the same with every other that matters.",
    "Come back here, write down the decision, and save or print the brief.",
)


def report(project: Project, places: Places, day: str = "") -> Report:
    """The brief; `day` is the day on which it is made."""
    if not project.entries:
        return (*_head(project.about), Note("No result is in this brief yet."), Bullets(EMPTY))
    return (
        *_head(project.about),
        *(Note(sentence, warning=True) for sentence in disagreements(project.entries)),
        *(block for topic in TOPICS for block in _topic(project, topic, places)),
        *_missing(project.entries),
        _end(project.entries, day),
    )


def open_items(kept: Kept) -> tuple[State, ...]:
    """A checklist's open items in the order in which to do them; none of any other calculator."""
    if not checklist_result.items(type(kept.inputs)):
        return ()
    result = checklist_result.compute(kept.inputs)
    known = {state.name: state for state in result.items}
    return tuple(known[name] for name in result.next_steps)


def _head(about: About) -> Iterator[Block]:
    """The decision as the headline, and what else the team says."""
    when = f", {about.decision_date}" if about.decision_date else ""
    if about.decision:
        yield Headline(f"Decision{when}: {about.decision}")
    elif about.decision_date:
        yield Headline(f"To be decided by {about.decision_date}.")
    else:
        yield Headline("No decision is written down yet.")
    rows = tuple(
        (field.label, getattr(about, name))
        for name, field in About.fields().items()
        if name in ("purpose", "users", "owner", "baseline") and getattr(about, name)
    )
    if rows:
        yield Table("About the project", ("What", "In the team's words"), rows)


def _topic(project: Project, topic: str, places: Places) -> Iterator[Block]:
    entries = [entry for entry in project.entries if entry.calculator.topic == topic]
    if entries:
        yield Heading(topic)
    for entry in entries:
        yield from _entry(entry, places)


def _entry(entry: Kept, places: Places) -> Iterator[Block]:
    """One result in short. Of a checklist, whose figures only count, the open items."""
    calculator = entry.calculator
    found = calculator.report(entry.inputs)
    yield Heading(calculator.title, 4)
    yield from (block for block in found if isinstance(block, Headline))
    items = checklist_result.items(type(entry.inputs))
    figures = next((block.items for block in found if isinstance(block, Figures)), ())
    if figures and not items:
        yield Figures(tuple(map(_short, figures)))
    yield from (block for block in found if isinstance(block, Note))
    states = open_items(entry)
    if states:
        yield checklist_report.tasks("", states)
    yield from _inputs(entry)
    link = places.link(entry)
    yield Stamp(f"{Origin(calculator, entry.inputs, entry.date, link).made()}.", link)


def _short(figure: Figure) -> Figure:
    """The figure as it is read: its exact number is where the brief's link leads."""
    words = figure.value.text if isinstance(figure.value, Quantity) else figure.value
    return figure._replace(value=words)


def _inputs(entry: Kept) -> Iterator[Block]:
    """The inputs that are not as in the worked example; answers to items are shown elsewhere."""
    items = checklist_result.items(type(entry.inputs))
    own = [
        f"{label}: {short(words, LONGEST)}"
        for name, label, words in changed(entry.inputs, entry.calculator.inputs())
        if name not in items
    ]
    if own:
        yield Paragraph(f"Entered — {'; '.join(own)}.")
    elif not items:
        yield Paragraph("Entered — nothing: these are the numbers of the worked example.")


def _missing(entries: Iterable[Kept]) -> Iterator[Block]:
    """The topics on which the brief says nothing."""
    covered = {entry.calculator.topic for entry in entries}
    open_topics = [topic.lower() for topic in TOPICS if topic not in covered]
    if open_topics:
        yield Paragraph(f"Not in this brief yet: {listed(open_topics)}.")


def _end(entries: tuple[Kept, ...], day: str) -> Stamp:
    results = "one result" if len(entries) == 1 else f"{len(entries)} results"
    made = f", {day}" if day else ""
    return Stamp(f"Brief of {results}{made}. Every number is computed from the inputs beside it.")
