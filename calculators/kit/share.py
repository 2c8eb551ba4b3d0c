"""Links, as the browser asks for them: one for what is in a form, and what one says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.kit.link import decode, encode
from calculators.kit.request import asked, text


def link(request: Mapping[str, Any]) -> dict[str, Any]:
    """The fragment for a calculator's `name` and its form's `values`.

    Raises `Refused` if it would be too long, or if the values have no result.
    """
    return {"fragment": encode(*asked(request))}


def visit(request: Mapping[str, Any]) -> dict[str, Any]:
    """The whole form that a `fragment` asks for. Raises `Refused` for a link that is none."""
    opened = decode(text(request, "fragment"))
    return {
        "name": opened.calculator.name,
        "values": opened.inputs.written(),
        "notices": list(opened.notices),
    }
