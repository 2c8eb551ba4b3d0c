"""Text within markup: what could be read as a tag or end an attribute becomes harmless.

The standard library's `html.escape` does the same, but brings the names of
2,231 characters along, which a reader's browser would wait for.
"""

from __future__ import annotations


def escape(text: str) -> str:
    """A text as it may stand between tags or in an attribute."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")
