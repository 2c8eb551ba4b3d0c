"""Text within markup."""

import html

from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.escape import escape


@given(st.text() | st.text("&<>\"';#x2 7"))
def test_escapes_what_the_standard_library_does(text: str) -> None:
    """The same text comes out, and a browser reads the one that went in."""
    assert escape(text) == html.escape(text)
    assert html.unescape(escape(text)) == text or "&" in text or "\r" in text or "\0" in text
