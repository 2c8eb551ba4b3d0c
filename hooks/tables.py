"""Puts tables into the box in which they scroll on a narrow window, before a browser sees them.

Material's script would do so when the page has been drawn, and all that follows would be styled
and laid out a second time. Tables with a class, such as those of calculators, bring their own box.
"""

from __future__ import annotations

import re

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_BOX = r'<div class="md-typeset__scrollwrap"><div class="md-typeset__table">\g<0></div></div>'


def on_page_content(html: str, **_: object) -> str:
    """Put each table of Markdown into its box, as Material would."""
    return _TABLE.sub(_BOX, html)
