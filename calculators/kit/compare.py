"""Up to four scenarios of one calculator side by side: what differs, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit import compare_chart, compare_table, html
from calculators.kit.blocks import Block, Note, Paragraph, Report
from calculators.kit.kept import Found, Kept, Reader, shown
from calculators.kit.problems import Refused
from calculators.kit.run import Calculator, load
from calculators.kit.words import listed, quoted

MOST = 4  # more columns are read by nobody
TOLD = 4  # inputs in the sentence on what differs


def compare(request: Mapping[str, Any]) -> dict[str, Any]:
    """`{name, scenarios: [{name, version, values}]}` in, `{html, summary}` out, or `{problem}`.

    A scenario whose values are not valid any more is named with the reason, and
    the others are compared.
    """
    try:
        calculator = load(request.get("name"))
        kept, notices = scenarios(calculator, request.get("scenarios"))
    except Refused as error:
        return {"problem": str(error)}
    found = report(kept, notices)
    said = next((block.text for block in found if isinstance(block, Paragraph)), "")
    return {"html": html.render(found), "summary": said}


def scenarios(calculator: Calculator, raw: object) -> tuple[list[Kept], list[str]]:
    """Those that can be compared, each under a name of its own, and what to know of the others.

    Raises `Refused` if there is none.
    """
    items = [item for item in raw if isinstance(item, Mapping)] if isinstance(raw, list) else []
    reader = Reader()
    kept: list[Kept] = []
    if len(items) > MOST:
        reader.notices.append(f"Only the first {MOST} are compared: there are {len(items):,}.")
    for number, item in enumerate(items[:MOST], 1):
        name = _unused(shown(item.get("name")), number, {one.name for one in kept})
        found = Found(calculator.name, item.get("version"), "", item.get("values"), name)
        try:
            kept.append(reader.kept(found, calculator, named=True))
        except Refused as error:
            reader.notices.append(f"{quoted(name)} is not compared. {error}")
    if not kept:
        raise Refused(" ".join(reader.notices) or "There is no scenario to compare.")
    return kept, reader.notices


def report(kept: list[Kept], notices: list[str]) -> Report:
    """What differs, the results, and one picture of them all."""
    names = [one.name for one in kept]
    forms = [one.inputs for one in kept]
    reports = [one.calculator.report(one.inputs) for one in kept]
    inputs = compare_table.inputs(names, forms)
    return (
        Paragraph(_said(kept)),
        *(Note(notice, warning=True) for notice in notices),
        *([inputs] if inputs else []),
        compare_table.results(names, reports),
        *_picture(names, reports),
    )


def _said(kept: list[Kept]) -> str:
    """In one sentence what differs."""
    if len(kept) == 1:
        return f"{quoted(kept[0].name)} has nothing beside it to compare it with."
    forms = [one.inputs for one in kept]
    fields = forms[0].fields()
    labels = [fields[name].label for name in compare_table.differing(forms)]
    names = listed(quoted(one.name) for one in kept)
    if not labels:
        return f"{names} have the same inputs, so their results are the same."
    return f"{names} differ in {listed(labels, TOLD)}."


def _picture(names: list[str], reports: list[Report]) -> Iterator[Block]:
    """The most that can be drawn into one picture, and whose charts cannot."""
    pictures = compare_chart.first_pictures(names, reports)
    alike = compare_chart.together(pictures)
    others = [quoted(name) for name in names if name not in dict(alike)]
    if len(alike) == 1 and others:
        yield Note("No two of them have a chart of the same kind, so there is none of them all.")
    elif alike:
        yield compare_chart.merged(alike)
        if others:
            yield Note(f"Not in this chart, as they have none or another kind: {listed(others)}.")


def _unused(name: str, number: int, taken: set[str]) -> str:
    """The name, or a number where there is none; another number where it is taken."""
    name = name or f"Scenario {number}"
    return name if name not in taken else f"{name} ({number})"
