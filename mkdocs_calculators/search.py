"""What a site's search should find of a calculator: the words of its answer, and its items.

An item of a checklist becomes a section of its own, so that a search leads to the item and not only
to its page. The labels of buttons and the numbers along an axis would only be noise, and reading
all those tags would take longer than the rest of a build.
"""

from __future__ import annotations

import re

_RESULT = re.compile(r"<section\b[^>]*\sdata-result\b[^>]*>(.*?)</section>", re.DOTALL)
_ITEM = re.compile(
    r'<div class="calculator__item" id="(?P<id>[^"]+)"[^>]*>'
    r"<h\d[^>]*>(?P<label>.*?)<a\b.*?</h\d>(?P<text>.*?)<fieldset\b",
    re.DOTALL,
)
_CHART = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TAGS = re.compile(r"\s*(?:<[^>]*>\s*)+")


def searchable(html: str) -> str:
    """The text of an embedded calculator's result but for its charts, and of each of its items.

    The result is a paragraph. Each item is a heading with its anchor and a paragraph, in a box
    that ends its section: what follows the calculator belongs to the section before it.
    """
    result = _RESULT.search(html)
    words = _CHART.sub("", result[1] if result else html)
    items = (
        f'<div><h3 id="{item["id"]}">{_plain(item["label"])}</h3><p>{_plain(item["text"])}</p></div>'
        for item in _ITEM.finditer(html)
    )
    return f"<p>{_plain(words)}</p>{''.join(items)}"


def _plain(html: str) -> str:
    """The words of some HTML without its tags."""
    return _TAGS.sub(" ", html).strip()
