"""What a project says of a calculator's inputs: values that mean the same and are not the same.

Nothing is taken over by itself. Each offer says whose value it is and what
stands here now, and holds the values that would be put into the form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from calculators.kit import project_store
from calculators.kit.fields import Field
from calculators.kit.input_words import EMPTY, said
from calculators.kit.kept import Reader
from calculators.kit.problems import Refused
from calculators.kit.run import Calculator, load
from calculators.kit.shared import Stated, alike, same, shared_fields, stated
from calculators.kit.tables import Table
from calculators.kit.words import listed, short

LONGEST = 160  # characters of a value in a sentence

Offer = dict[str, Any]


def offers(request: Mapping[str, Any]) -> dict[str, Any]:
    """`{name, values, project}` in, `{offers: [{label, text, values}]}` out, or `{problem}`.

    `values` are the form's, right or wrong; `project` is as a browser keeps it.
    """
    try:
        calculator = load(request.get("name"))
    except Refused as error:
        return {"problem": str(error)}
    project, values = request.get("project"), request.get("values")
    if not isinstance(project, Mapping) or not isinstance(values, Mapping):
        return {"offers": []}
    others = [
        entry
        for entry in project_store.entries(project, Reader())
        if entry.calculator.name != calculator.name
    ]
    found = stated(others)
    return {
        "offers": [
            offer
            for quantity, (name, field) in shared_fields(calculator.inputs).items()
            for group in alike(found[quantity])
            for offer in _offer(calculator, name, field, group, values)
        ]
    }


def _offer(
    calculator: Calculator,
    name: str,
    field: Field,
    group: list[Stated],
    values: Mapping[str, Any],
) -> Iterator[Offer]:
    """The offer of one value, unless it stands here already or cannot stand here at all."""
    try:
        value = _read(name, field, group[0].plain)
    except ValueError:
        return
    now, here = _present(calculator, name, field, values)
    if now is not None and same(_plain(field, now), _plain(field, value)):
        return
    others = listed(one.title for one in group)
    says = "says" if len(group) == 1 else "say"
    yield {
        "label": field.label,
        "text": f"{others} in this project {says} {short(group[0].words, LONGEST)}. "
        f"Here it is {short(here, LONGEST)}.",
        "values": {name: _written(field, value)},
    }


def _present(
    calculator: Calculator, name: str, field: Field, values: Mapping[str, Any]
) -> tuple[Any, str]:
    """What stands in the form now, and how to say it; no value where it cannot be read."""
    if name in values:
        try:
            value = _read(name, field, values[name])
        except ValueError:
            return None, EMPTY if values[name] == "" else "nothing that can be used"
    else:
        value = getattr(calculator.inputs(), name)
    return value, said(field, value)


def _read(name: str, field: Field, raw: object) -> Any:
    """A value of the field. Raises `ValueError` for what is none."""
    return field.read_table(name, raw, {})[0] if isinstance(field, Table) else field.read(raw)


def _written(field: Field, value: Any) -> Any:
    return field.write_table(value, {}) if isinstance(field, Table) else field.write(value)


def _plain(field: Field, value: Any) -> Any:
    return field.plain_table(value) if isinstance(field, Table) else value
