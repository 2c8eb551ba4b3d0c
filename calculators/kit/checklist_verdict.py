"""A checklist's whole answer: the verdict and why, what would change it, what to do, the rules.

The sentences are the same for every checklist; what a verdict means for its
reader is in the `Words` that each brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from calculators.kit import checklist, format
from calculators.kit import checklist_report as report
from calculators.kit.blocks import (
    Block,
    Figure,
    Figures,
    Heading,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Working,
)
from calculators.kit.checklist import EFFORTS, State
from calculators.kit.checklist_result import Result
from calculators.kit.words import listed, quoted

SHOWN = 5  # next steps on the page; a longer list is read by nobody


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a checklist says in words of its own.

    `subject` is what a verdict is on, as in “a no stops the launch”. `meaning`
    tells for each level what to do.
    """

    subject: str
    meaning: Mapping[str, str]
    sources: tuple[Source, ...]
    assumption: str
    breaks: str


def present(result: Result, words: Words) -> Report:
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    if result.verdict is None:
        return (
            Headline("Nothing to decide on: every item is marked as not applicable."),
            Note("There is no verdict. Give at least one item another answer."),
            _working(result, words),
        )
    deciding = result.deciding_sections
    decided = listed(deciding) if len(deciding) < 3 else f"{len(deciding)} sections"
    return (
        _headline(result),
        Paragraph(f"{_why(result)} {words.meaning[result.verdict]}"),
        *_doubts(result),
        Figures(
            (
                Figure("Done", format.count(result.done), f"of {_items(result.counted)}"),
                Figure("Left to do", format.count(result.left), "open or in progress"),
                Figure("Decided by", decided, "strong in the table"),
            )
        ),
        report.table(result.sections, result.items, result.deciding_sections),
        Paragraph(f"What would change this: {_change(result, words.subject)}"),
        *_next(result),
        report.bars(result.sections),
        report.tasks("All items, as a task list", result.items),
        *_left_out(result),
        _working(result, words),
    )


def _headline(result: Result) -> Headline:
    held, whole = len(result.holding), result.counted
    if result.verdict == "go":
        every = (
            "the one item that applies is" if whole == 1 else f"all {whole} items that apply are"
        )
        return Headline(f"Go: {every} done.", "good")
    if result.verdict == "stop":
        shown = [_named(result, name) for name in result.holding[:2]]
        named = listed([*shown, *[f"{held - 2} more"] * (held > 2)])
        return Headline(f"Stop: the answer to {named} is no. Nothing outweighs that.", "bad")
    if result.verdict == "not yet":
        first = _first(result)
        start = f"Start with {quoted(first.label)}, {EFFORTS[first.effort]}."
        hold = "holds" if held == 1 else "hold"
        return Headline(f"Not yet: {held} of {_items(whole)} {hold} it back. {start}", "mixed")
    return Headline(
        f"Start small: {held} of {_items(whole)} {_be(held)} still in progress.", "mixed"
    )


def _first(result: Result) -> State:
    """The cheapest of what holds the verdict; the next step at all if that has to wait."""
    known = {state.name: state for state in result.items}
    steps = [known[name] for name in result.next_steps]
    ready = (s for s in steps if s.name in result.holding and not s.waits_for)
    return next(ready, steps[0])


def _why(result: Result) -> str:
    """Which sections decided."""
    deciding = result.deciding_sections
    if 1 < len(deciding) == sum(section.counted > 0 for section in result.sections):
        return f"All sections that count stand at {result.verdict}."
    verb = "stands" if len(deciding) == 1 else "stand"
    return f"The worst section decides: {listed(deciding)} {verb} at {result.verdict}."


def _doubts(result: Result) -> Iterator[Block]:
    """What is left out, and answers that do not fit together."""
    for section in result.sections:
        if section.counted == 0:
            weighty = any(s.decisive for s in result.items if s.section == section.name)
            advice = " Few projects can do without it: ask somebody outside the team." * weighty
            yield Note(
                f"{section.name} does not decide: none of its items applies.{advice}",
                warning=weighty,
            )
    for state in result.items:
        if state.answer == "done" and state.waits_for:
            before = listed(_named(result, name) for name in state.waits_for)
            yield Note(
                f"{quoted(state.label)} is marked as done, but {before} "
                f"{_be(len(state.waits_for))} not. It can only be answered afterwards.",
                warning=True,
            )


def _change(result: Result, subject: str) -> str:
    """What lifts the verdict, and what lets it fall."""
    held = len(result.holding)
    may_stop = any(state.decisive and state.level for state in result.items)
    if result.verdict == "go":
        stops = f"; a no in a decisive item stops {subject}" * may_stop
        return f"one item that falls back to not yet makes the whole not yet{stops}."
    if result.verdict == "stop":
        rest = checklist.worst(s.level for s in result.items if s.name not in result.holding)
        only = f"only another answer to {'that item' if held == 1 else f'those {held} items'}."
        noes = "the no" if held == 1 else "the noes"
        return only + f" Without {noes} the verdict is {rest}." * bool(rest)
    if result.verdict == "start small":
        return (
            f"with {_those(held, 'item')} in progress done, the verdict is go. One item back at "
            "not yet makes the whole not yet."
        )
    return (
        f"once {_those(held, 'item')} that {'holds' if held == 1 else 'hold'} it back "
        f"{_be(held)} at least in progress, the verdict is start small; with "
        f"{_those(result.left, 'open item')} done, it is go."
        + f" A no in a decisive item stops {subject}."
        * may_stop
    )


def _next(result: Result) -> Iterator[Block]:
    """The next steps, at most `SHOWN`; after a stop only what has to be settled."""
    if not result.next_steps:
        return
    stopped = result.verdict == "stop"
    names = result.holding if stopped else result.next_steps
    shown = [name for name in result.next_steps if name in names][:SHOWN]
    yield Heading("Settle first, or end it" if stopped else "What to do next, cheapest first")
    yield report.steps(shown, result.items)
    rest = result.left - len(shown)
    if rest:
        where = "can wait until then" if stopped else f"{_be(rest)} in the task list below"
        yield Paragraph(f"{rest} more open {'item' if rest == 1 else 'items'} {where}.")


def _left_out(result: Result) -> Iterator[Block]:
    """What the team says does not apply, with its reasons: they belong into the record too."""
    told = [
        quoted(state.label) + f" ({state.note})" * bool(state.note)
        for state in result.items
        if state.level is None
    ]
    if told:
        yield Paragraph(f"Left out as not applicable: {listed(told)}.")


def _working(result: Result, words: Words) -> Working:
    levels = "; ".join(
        f"{section.name}: {section.level or 'does not decide'}" for section in result.sections
    )
    left_out = len(result.items) - result.counted
    decisive = sum(state.decisive for state in result.items)
    if decisive:
        which = "item (the one that says" if decisive == 1 else "items (those that say"
        no = (
            f"no is not yet as well, but stop in the {decisive} decisive {which} when to answer no)"
        )
    else:
        no = "so is no"
    return Working(
        steps=(
            f"each item has a level: done is go, in progress is start small, not yet is not yet; {no}",
            f"not applicable is left out: {left_out} of {_items(len(result.items))}; a section "
            "in which nothing applies does not decide",
            f"a section is at the level of its worst item: {levels}",
            "verdict = worst section, in the order stop, not yet, start small, go, never an "
            f"average: {result.verdict or 'none, as no section decides'}",
            f"what to do next: first what stops {words.subject}; then what can start now, the "
            "cheapest first and at the same effort what is furthest behind; then what waits for "
            "other open items",
        ),
        sources=words.sources,
        assumption=words.assumption,
        breaks=words.breaks,
    )


def _named(result: Result, name: str) -> str:
    return quoted(next(state.label for state in result.items if state.name == name))


def _items(count: int) -> str:
    return f"{count} {'item' if count == 1 else 'items'}"


def _be(count: int) -> str:
    return "is" if count == 1 else "are"


def _those(count: int, noun: str) -> str:
    return f"the {noun}" if count == 1 else f"the {count} {noun}s"
