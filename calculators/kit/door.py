"""The one door of the browser: a verb and a JSON object in, a JSON object out.

Each verb lives in a module of its own, which is imported when it is first
asked for: a page that only computes loads nothing else. A verb is a function
from a request to an answer. What cannot be done comes back as
`{"problem": "a sentence for the reader"}`; no request makes the door raise.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Mapping
from typing import Any

from calculators.kit import json_text
from calculators.kit.problems import Refused

VERBS: Mapping[str, tuple[str, str]] = {
    "answer": ("calculators.kit.run", "answer"),
    "link": ("calculators.kit.share", "link"),
    "open": ("calculators.kit.share", "visit"),
    "restore": ("calculators.kit.restore", "restore"),
    "take": ("calculators.kit.take", "take"),
    "load": ("calculators.kit.load", "load"),
    "compare": ("calculators.kit.compare", "compare"),
    "offers": ("calculators.kit.offers", "offers"),
    "brief": ("calculators.kit.brief", "brief"),
    "project": ("calculators.kit.project_file", "project"),
}
"""What can be asked for: verb -> the module and function that answer."""


def ask(verb: str, request_json: str) -> str:
    """Answer a request; both are JSON objects."""
    if verb not in VERBS:
        return _written({"problem": f"There is nothing called “{verb[:50]}” to ask for."})
    request = _read(request_json)
    if request is None:
        return _written({"problem": "This request cannot be read. Reload the page."})
    module, function = VERBS[verb]
    try:
        answer = getattr(importlib.import_module(module), function)(request)
    except Refused as error:
        answer = {"problem": str(error)}
    return _written(answer)


def rest() -> list[str]:
    """The modules behind all questions, to be imported before somebody waits for them."""
    run = importlib.import_module(VERBS["answer"][0])
    calculators = [f"{run.PACKAGE}.{name.replace('-', '_')}" for name in run.names()]
    return [*dict.fromkeys(module for module, _ in VERBS.values()), *calculators]


def _read(text: str) -> dict[str, Any] | None:
    """A JSON object, or `None` for what is none."""
    try:
        request = json_text.loads(text)
    except ValueError:
        return None
    return request if isinstance(request, dict) else None


def _written(answer: Mapping[str, Any]) -> str:
    return json.dumps(answer, ensure_ascii=False)
