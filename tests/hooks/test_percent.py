"""A number never parts from its percent sign."""

from pathlib import Path

from hooks.percent import on_page_markdown


def test_only_the_space_before_the_sign_is_held() -> None:
    """Other spaces may break, and a sign without a number is left alone."""
    assert on_page_markdown("At 88.5 % of 20 000, a % b.") == "At 88.5\xa0% of 20 000, a % b."


def test_a_note_holds_them(site: Path) -> None:
    """As built, in the text and in figures."""
    html = (site / "notes/baselines/index.html").read_text("utf-8")
    assert "88\xa0%" in html
    assert "88 %" not in html
