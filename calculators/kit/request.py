"""What a request to the door brings along: a calculator, and a form's values for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.kit.inputs import Form, InputError
from calculators.kit.problems import Refused
from calculators.kit.run import Calculator, attention, load


def asked(request: Mapping[str, Any]) -> tuple[Calculator, Form]:
    """The calculator of the request's `name`, and inputs from its `values`.

    Raises `Refused` with what to mend before anything can be passed on.
    """
    calculator, values = load(request.get("name")), request.get("values")
    try:
        return calculator, calculator.inputs.read(values if isinstance(values, dict) else {"": ""})
    except InputError as error:
        told = attention(calculator.inputs, error.problems)
        raise Refused(f"What has no result cannot be passed on. {told}") from None


def text(request: Mapping[str, Any], key: str) -> str:
    """A text of the request; nothing where it has none."""
    value = request.get(key)
    return value if isinstance(value, str) else ""
