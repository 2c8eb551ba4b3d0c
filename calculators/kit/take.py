"""What a reader takes along from a calculator: a link, files, and what to write under pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit import csv_file, markdown
from calculators.kit.blocks import Bars, Chart, Report, Table
from calculators.kit.fields import Date
from calculators.kit.inputs import Form
from calculators.kit.inputs import Table as TableField
from calculators.kit.issues import issue_rows
from calculators.kit.link import LinkError, encode
from calculators.kit.problems import Refused
from calculators.kit.request import asked, text
from calculators.kit.run import Calculator
from calculators.kit.stamp import Origin

File = dict[str, str]

_ADDRESS = re.compile(r"(?:https?|file)://[^\s\"<>#?]{1,1000}")


def take(request: Mapping[str, Any]) -> dict[str, Any]:
    """All that can be taken: `{name, values, address, date}` in, link, files, stamp, pictures out.

    `address` is the URL of the page without query and fragment, `date` today.
    Raises `Refused` if the values have no result.
    """
    calculator, inputs = asked(request)
    address, date = text(request, "address"), text(request, "date")
    if not _ADDRESS.fullmatch(address) or Date(label="Date").check(date):
        raise Refused("This page cannot tell its address or the day. Reload it.")
    link, problem = _link(calculator, inputs, address)
    origin = Origin(calculator, inputs, date, link)
    report = calculator.report(inputs)
    return {
        "link": link or None,
        "link_problem": problem,
        "files": _named(calculator, _files(origin, report, address)),
        "stamp": origin.lines(),
        "pictures": _named(calculator, _pictures(report)),
    }


def _link(calculator: Calculator, inputs: Form, address: str) -> tuple[str, str]:
    """The whole link, or why there is none."""
    try:
        return f"{address}#{encode(calculator, inputs)}", ""
    except LinkError as error:
        return "", str(error)


def _files(origin: Origin, report: Report, address: str) -> Iterator[File]:
    """Each file with what its name ends with."""
    calculator, inputs, lines = origin.calculator, origin.inputs, origin.lines()
    yield _file("Markdown", ".md", markdown.render(calculator.title, (*report, *origin.section())))
    answer = calculator.json(inputs) | {"date": origin.date, "link": origin.link or None}
    written = json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    yield _file("JSON, to load again", ".json", written)
    if issues := issue_rows(origin, address):
        yield _file("Open items as issues, CSV", "-issues.csv", csv_file.lines(issues))
    values = {name: getattr(inputs, name) for name in inputs.fields()}
    for name, field in inputs.fields().items():
        if isinstance(field, TableField):
            written = csv_file.of_input(field, values[name], values, lines)
            yield _file(f"{field.label}, CSV to load again", f"-{_slug(name)}.csv", written)
    for table in _tables(report):
        written = csv_file.of_report(table, lines)
        yield _file(f"{table.caption}, CSV", f"-{_slug(table.caption)}.csv", written)


def _file(label: str, end: str, text: str) -> File:
    kinds = {"md": "text/markdown", "json": "application/json", "csv": "text/csv"}
    kind = kinds[end.rpartition(".")[2]]
    return {"label": label, "name": end, "type": kind, "text": text}


def _pictures(report: Report) -> Iterator[File]:
    for block in report:
        if isinstance(block, Chart | Bars):
            yield {"label": block.title, "name": f"-{_slug(block.title)}"}


def _tables(report: Report) -> Iterator[Table]:
    for block in report:
        if isinstance(block, Table):
            yield block
        if isinstance(block, Chart | Bars):
            yield block.table


def _named(calculator: Calculator, found: Iterator[File]) -> list[File]:
    """Each under the calculator's name and its own, with a number where that is taken."""
    taken: dict[str, int] = {}
    files = []
    for file in found:
        stem, dot, kind = file["name"].partition(".")
        count = taken[file["name"]] = taken.get(file["name"], 0) + 1
        number = f"-{count}" if count > 1 else ""
        files.append({**file, "name": f"{calculator.name}{stem}{number}{dot}{kind}"})
    return files


def _slug(words: str) -> str:
    """Words as a file may be called anywhere."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:50].strip("-") or "table"
