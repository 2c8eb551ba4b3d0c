"""A file that somebody opens in a calculator: saved inputs as JSON, or a table as CSV.

Whatever the file is, it is either understood or refused in a sentence that
says what it is, and the form then stays as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from calculators.kit import json_text
from calculators.kit.inputs import Form, InputError
from calculators.kit.problems import Refused
from calculators.kit.request import text
from calculators.kit.restore import restored
from calculators.kit.run import Calculator, UnknownCalculator, attention
from calculators.kit.run import load as calculator_of
from calculators.kit.table_file import tables
from calculators.kit.words import quoted, short

MOST = 200_000  # characters of JSON; the longest inputs have far fewer
UNCHANGED = "Nothing was changed."


def load(request: Mapping[str, Any]) -> dict[str, Any]:
    """Open a file's `text` in the calculator `name`: `values` to put into the form, and notices.

    JSON gives the whole form, CSV one table, and those that follow from it.
    `values` is what is in the form now. Raises `Refused`.
    """
    calculator = calculator_of(request.get("name"))
    given = text(request, "text").lstrip("\ufeff")
    try:
        if given.lstrip().startswith(("{", "[")):
            inputs, notices = saved(calculator, given)
            return {"values": inputs.written(), "notices": list(notices)}
        form = request.get("values")
        found = tables(calculator.inputs, given, form if isinstance(form, dict) else {})
    except InputError as error:
        told = attention(calculator.inputs, error.problems).removesuffix(UNCHANGED).rstrip()
        raise Refused(f"This file cannot be used. {told} {UNCHANGED}") from None
    except Refused as error:
        raise Refused(f"{error} {UNCHANGED}") from None
    return {"values": dict(found.tables), "notices": [found.notice] if found.notice else []}


def saved(calculator: Calculator, written: str) -> tuple[Form, tuple[str, ...]]:
    """The inputs that JSON of this calculator holds, and what to know of them.

    Raises `Refused` for any other JSON and, as an `InputError`, for inputs that
    have no result.
    """
    file = _object(written)
    if "entries" in file or "project" in file:
        raise Refused("This is a whole project. Open it on the page of the project brief.")
    name, values = file.get("calculator"), file.get("inputs")
    if not isinstance(name, str) or not isinstance(values, dict):
        raise Refused("This JSON holds no inputs of a calculator. Open one that was saved here.")
    if name != calculator.name:
        raise Refused(_elsewhere(name))
    return restored(calculator, file.get("version", calculator.version), values)


def _object(written: str) -> dict[str, Any]:
    if len(written) > MOST:
        raise Refused(f"This file has {len(written):,} characters; use at most {MOST:,}.")
    try:
        file = json_text.loads(written.lstrip("\ufeff"))
    except json_text.TooDeep:
        raise Refused("This JSON is nested too deeply to be inputs of a calculator.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"This is no valid JSON; it cannot be read from {place} on.") from None
    except ValueError:
        raise Refused("A number in this JSON has too many digits.") from None
    if not isinstance(file, dict):
        raise Refused("This JSON is a list. Open a file that was saved here, or a table as CSV.")
    return file


def _elsewhere(name: str) -> str:
    """Where a file belongs that is for another calculator."""
    try:
        title = calculator_of(name).title
    except UnknownCalculator:
        return f"This file is for a calculator that is not here: {quoted(short(name, 50))}."
    return f"This file is for another calculator: {quoted(title)}. Open it on that page."
