"""What a site's search should find of a calculator: the words of its answer.

The labels of buttons and the numbers along an axis would only be noise, and
reading all those tags would take longer than the rest of a build.
"""

from __future__ import annotations

import re

_RESULT = re.compile(r"<section\b[^>]*\sdata-result\b[^>]*>(.*)</section>", re.DOTALL)
_CHART = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAGS = re.compile(r"\s*(?:<[^>]*>\s*)+")


def searchable(html: str) -> str:
    """The text of an embedded calculator's result but for its charts, as one paragraph."""
    result = _RESULT.search(html)
    words = _CHART.sub("", result[1] if result else html)
    return f"<p>{_TAGS.sub(' ', words).strip()}</p>"
