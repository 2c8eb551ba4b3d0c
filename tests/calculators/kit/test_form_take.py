"""The tools below a result as HTML."""

from __future__ import annotations

import re
from pathlib import Path

from calculators.kit.form_take import WORDS, title, tools
from tests.calculators.markup import Markup

SCRIPTS = Path(__file__).parents[3] / "mkdocs_calculators/assets"
SAYS = re.compile(r"""\b(?:say|fail|Unopened)\(["'](\w+)["']""")


def snippet(words: str) -> Markup:
    """What a reader copies to put a calculator of this title into another page."""
    (place,) = Markup(tools("id", words)).having("data-snippet")
    return Markup(place["data-snippet"])


def test_each_button_of_a_panel_names_its_panel() -> None:
    """Closed at first; the ids begin with the place's, so that a page can hold several bars."""
    markup = Markup(tools("sheet-2", "Sheet"))
    panels = [panel["id"] for panel in markup.having("data-panel")]
    assert panels == ["sheet-2.save", "sheet-2.open", "sheet-2.embed"]
    buttons = markup.having("data-opens")
    assert [button["aria-controls"] for button in buttons] == panels
    assert {button["aria-expanded"] for button in buttons} == {"false"}
    assert all("hidden" in panel.attributes for panel in markup.having("data-panel"))


def test_the_bar_needs_a_script_and_keeps_its_room_until_then() -> None:
    """It takes part in the signs of intent that load the scripts."""
    (bar,) = Markup(tools("id", "Sheet")).having("data-take")
    assert {"hidden", "data-needs-script", "data-intent"} <= set(bar.attributes)


def test_every_word_that_the_scripts_say_is_there_and_no_other() -> None:
    """A key without words would say nothing."""
    scripts = ("take", "said", "files", "opening", "link")
    said = {
        word
        for name in scripts
        for word in SAYS.findall((SCRIPTS / f"{name}.mjs").read_text("utf-8"))
    }
    assert said == set(WORDS)
    words = Markup(tools("id", "Sheet")).having("data-word")
    assert {word["data-word"]: word.text for word in words} == WORDS


def test_the_snippet_is_a_frame_and_a_script() -> None:
    """The frame is named, loads late, and has a height of its own for where scripts may not run."""
    markup = snippet("Sheet")
    (frame,) = markup.all("iframe")
    assert (frame["title"], frame["loading"]) == ("Sheet", "lazy")
    assert int(frame["height"]) > 0
    assert frame["src"] == "#"  # where the script writes the address
    (script,) = markup.all("script")
    assert "source === frame.contentWindow" in script.text


def test_a_title_is_text_wherever_it_stands() -> None:
    """In the page, in the snippet that the page shows, and on the page that the snippet goes to."""
    words = 'A "<b>#1</b>" & more'
    (heading,) = Markup(title(words)).all("p")
    assert heading.text == words
    (frame,) = snippet(words).all("iframe")
    assert frame["title"] == words
    assert frame["src"] == "#"
