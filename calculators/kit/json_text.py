"""JSON that anybody may have written: read without going deeper than anything of ours goes.

Python's own reader goes as deep as the text does. It stops itself where Python
runs on an operating system; in a browser it exhausts the stack and takes Python
down with it.
"""

from __future__ import annotations

import json
import re
from typing import Any

DEEPEST = 50  # a project file has six levels


class TooDeep(ValueError):  # noqa: N818 - named for what is wrong
    """Lists and objects within each other, beyond all reason."""


def loads(text: str) -> Any:
    """`json.loads` for text of unknown origin. Raises `ValueError`, of which one is `TooDeep`."""
    if text.count("[") + text.count("{") > DEEPEST:
        _check_depth(text)
    return json.loads(text)


def _check_depth(text: str) -> None:
    depth = 0
    for part in re.finditer(r'"(?:[^"\\]+|\\.)*"?|[\[{]|[\]}]', text, re.DOTALL):
        mark = part.group()
        if mark in "[{":
            depth += 1
            if depth > DEEPEST:
                raise TooDeep("it is nested too deeply")
        elif mark in "]}":
            depth -= 1
