"""A search finds what a calculator says and asks, and not how it is operated."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from calculators.kit import run
from mkdocs_calculators.search import searchable

ITEM = """<div class="calculator__item" id="both-feet" role="group"><h3 class="n"><span>Both
    feet</span> <a href="#both-feet">¶</a></h3><p>They differ.</p><p><strong>Done when</strong> both
    are measured.</p><fieldset><legend>Answer</legend><label>Done</label></fieldset></div>"""


def test_only_the_words_of_the_result_are_found() -> None:
    """Neither the form's labels nor the numbers along an axis would help anyone who searches."""
    html = """<div class="calculator"><form><label>Length</label> <button>Reset</button></form>
        <section class="calculator__result" data-result aria-label="Result"><p>Your size is
        <strong>42</strong> &amp; wide.</p><svg role="img"><text>41</text><text>43</text></svg>
        <ul><li>Measure both feet.</li></ul></section></div>"""
    expected = "<p>Your size is 42 &amp; wide. Measure both feet.</p>"
    assert " ".join(searchable(html).split()) == expected


def test_an_item_is_a_section_with_its_anchor() -> None:
    """With its name and its reasons, and without its answers."""
    html = f"<form>{ITEM}</form><section data-result><p>Not yet.</p></section>"
    assert " ".join(searchable(html).split()) == (
        '<p>Not yet.</p><div><h3 id="both-feet">Both feet</h3>'
        "<p>They differ. Done when both are measured.</p></div>"
    )


def test_what_has_no_marked_result_is_found_as_a_whole() -> None:
    """Words are never lost because some HTML is of another form."""
    assert searchable("<div><p>Answer: 42.</p></div>") == "<p>Answer: 42.</p>"


def test_the_kits_own_html_marks_its_result_and_its_items() -> None:
    """The first words found of each calculator are those of its answer, the others its items'."""
    for name in run.names():
        before, _, after = run.embed(name).partition("data-result")
        result, _, tools = after.partition("</section>")
        assert "</form>" in before
        assert "<button" not in result
        assert "<button" in tools
        answer, *items = re.split(r"<div><h3 id=", searchable(run.embed(name)))
        assert "<" not in answer.removeprefix("<p>").removesuffix("</p>")
        assert "Copy link" not in answer
        assert len(items) == before.count('class="calculator__item"')


Found = dict[str, dict[str, str]]


@pytest.fixture(scope="session")
def index(site: Path) -> Found:
    """What the site's search knows, by its location."""
    entries = json.loads((site / "search/pages.json").read_text("utf-8"))
    return {entry["location"]: entry for entry in entries}


def test_the_site_finds_every_item_of_every_checklist(index: Found, site: Path) -> None:
    """By its name and its reasons, at its anchor."""
    for page in (site / "checklists").rglob("index.html"):
        for anchor in re.findall(r'class="calculator__item" id="([^"]+)"', page.read_text("utf-8")):
            entry = index[f"{page.parent.relative_to(site).as_posix()}/#{anchor}"]
            assert entry["title"]
            assert "Done when" in entry["text"]


@pytest.mark.parametrize(
    ("words", "location"),
    [
        ("Concept drift", "notes/glossary/#concept-drift"),
        ("covariate shift", "notes/glossary/#data-drift"),
        ("OOD", "notes/glossary/#out-of-distribution"),
        ("dark launch", "notes/glossary/#shadow-mode"),
        ("inter-annotator agreement", "notes/glossary/#label-consistency"),
    ],
)
def test_the_site_finds_a_term_by_its_name_and_by_a_synonym(
    index: Found, words: str, location: str
) -> None:
    """Each entry of the glossary is a result of its own."""
    entry = index[location]
    assert words in f"{entry['title']} {entry['text']}"
