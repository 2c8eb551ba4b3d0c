"""A table scrolls in a box of its own, with and without scripts."""

import re
from pathlib import Path

from hooks.tables import on_page_content

BOX = '<div class="md-typeset__scrollwrap"><div class="md-typeset__table">'


def test_a_table_is_put_into_its_box() -> None:
    """Each by itself; what is around stays where it was."""
    html = "<p>a</p><table>\n<tr></tr></table><p>b</p><table></table>"
    boxes = f"<p>a</p>{BOX}<table>\n<tr></tr></table></div></div><p>b</p>"
    assert on_page_content(html) == f"{boxes}{BOX}<table></table></div></div>"


def test_a_table_with_a_class_is_left_alone() -> None:
    """As Material's script does: whoever gives a table a class looks after it."""
    html = '<table class="report__table"><tr></tr></table>'
    assert on_page_content(html) == html


def test_all_tables_of_the_site_have_a_box_and_no_more_than_one(site: Path) -> None:
    """So the script has none to move."""
    found = 0
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        tables = len(re.findall(r"<table(?![^>]* class=)", html))
        assert html.count(f"{BOX}<table>") == html.count(BOX) == tables, path
        found += tables
    assert found
