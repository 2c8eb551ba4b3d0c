"""Values made earlier, elsewhere or by hand, as today's calculator understands them.

Links, files and work kept in a browser say which version of the calculator
they are from. An older one is brought up to date by the calculator's history;
what nothing here uses is left out. Either way the reader is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from calculators.kit.cells import Cells
from calculators.kit.history import Values, header_of, migrate, number
from calculators.kit.inputs import Field, Form, InputError, Problem, Record, Rows
from calculators.kit.problems import Refused
from calculators.kit.run import Calculator, load
from calculators.kit.words import named


def restore(request: Mapping[str, Any]) -> dict[str, Any]:
    """Work of another version, kept in the browser: the whole form, right or wrong, and notices.

    Nobody loses what they have typed, so nothing is refused for its value.
    """
    calculator = load(request.get("name"))
    version, values = request.get("version"), request.get("values")
    if not isinstance(values, dict):
        raise Refused("What this browser kept cannot be read. The page starts as it was built.")
    found, notices = _known(calculator, version, values)
    form = calculator.inputs().written()
    odd = [name for name, value in found.items() if not _fits(form.get(name), value)]
    if odd:
        notices.append(f"Left out, because it cannot be read: {named(odd)}.")
    form |= {name: value for name, value in found.items() if name not in odd}
    for name, field in calculator.inputs.fields().items():
        if isinstance(field, Rows):
            form[name] = _laid_out(field, form[name])
    return {"values": form, "notices": notices}


def restored(
    calculator: Calculator, version: object, values: Mapping[str, Any]
) -> tuple[Form, tuple[str, ...]]:
    """Inputs from wire values or plain JSON values, and what the reader should know of them.

    Values of another version that are not understood stand at their defaults.
    Raises `Refused` for a version that is none, and as an `InputError` for
    values of this version that are not understood, or if no others are left.
    """
    found, notices = _known(calculator, version, values)
    while True:
        try:
            return calculator.inputs.read(found), tuple(notices)
        except InputError as error:
            wrong = {problem.field for problem in error.problems}
            kept = {k: value for k, value in found.items() if k.partition(".")[0] not in wrong}
            if version == calculator.version or len(kept) == len(found):
                raise
            notices.append(f"Left at their defaults: {_said(calculator.inputs, error.problems)}")
            found = kept


def _known(
    calculator: Calculator, version: object, values: Mapping[str, Any]
) -> tuple[Values, list[str]]:
    """The values by today's names, without those that nothing here uses, and notices."""
    if not isinstance(version, str):
        raise Refused("It does not say which version of the calculator it was made with.")
    notices = _versions(calculator, version)
    found = migrate(calculator.history, version, values)
    fields = calculator.inputs.fields()
    unused = [name for name in found if not _used(name, fields)]
    for name, field in fields.items():
        header = header_of(found.get(name))
        if isinstance(field, Rows) and header:
            columns = list(field.columns({}))
            at = [n for n, column in enumerate(header) if column in columns]
            unused += [f"{name}.{c}" for n, c in enumerate(header) if c and n not in at]
            found[name] = [[line[n] for n in at if n < len(line)] for line in found[name]]
    notices += [f"Left out, because nothing here uses it: {named(unused)}."] if unused else []
    return {name: value for name, value in found.items() if name not in unused}, notices


def _used(name: str, fields: Mapping[str, Field]) -> bool:
    """Whether a name is that of an input or, with a dot, of a part of one."""
    field, dot, part = name.partition(".")
    kind = fields.get(field)
    return part in kind.part_fields() if dot and isinstance(kind, Record) else name in fields


def _versions(calculator: Calculator, version: str) -> list[str]:
    """What to know when the version is not today's. Raises `Refused` if it is none."""
    try:
        made = number(version)
    except ValueError as error:
        raise Refused(str(error)) from None
    today = number(calculator.version)
    if made < today:
        return [
            f"This was made with version {version} of this calculator. "
            f"It is computed with version {calculator.version}, so results can differ."
        ]
    if made > today:
        return [
            f"This was made with version {version} of this calculator, and here is version "
            f"{calculator.version}. Reload the page to get the newer one."
        ]
    return []


def _said(form: type[Form], problems: Iterable[Problem]) -> str:
    """Each input with the first thing that is wrong with it."""
    fields = form.fields()
    first: dict[str, str] = {}
    for problem in problems:
        first.setdefault(problem.field, problem.message)
    return " ".join(f"{fields[n].label} ({text.rstrip('.')})." for n, text in first.items())


def _fits(written: Any, value: object) -> bool:
    """Whether a value is a text where the form has one, and a table where it has one."""
    if isinstance(written, str):
        return isinstance(value, str)
    lines = value if isinstance(written, list) and isinstance(value, list) else []
    straight = bool(header_of(lines))
    return straight and all(isinstance(cell, str) for line in lines for cell in line)


def _laid_out(field: Rows, cells: Cells) -> Cells:
    """A table's cells under the columns of today; cells that it does not have are as in a new row."""
    blank = field.blank()
    columns = list(field.columns({}))
    lines = [dict(zip(cells[0], line, strict=False)) for line in cells[1:]]
    return [columns, *([line.get(c, blank.get(c, "")) for c in columns] for line in lines)]
