"""A search finds what a calculator says, and not how it is operated."""

from __future__ import annotations

from calculators.kit import run
from mkdocs_calculators.search import searchable


def test_only_the_words_of_the_result_are_found() -> None:
    """Neither the form's labels nor the numbers along an axis would help anyone who searches."""
    html = """<div class="calculator"><form><label>Length</label> <button>Reset</button></form>
        <section class="calculator__result" data-result aria-label="Result"><p>Your size is
        <strong>42</strong> &amp; wide.</p><svg role="img"><text>41</text><text>43</text></svg>
        <ul><li>Measure both feet.</li></ul></section></div>"""
    expected = "<p>Your size is 42 &amp; wide. Measure both feet.</p>"
    assert " ".join(searchable(html).split()) == expected


def test_what_has_no_marked_result_is_found_as_a_whole() -> None:
    """Words are never lost because some HTML is of another form."""
    assert searchable("<div><p>Answer: 42.</p></div>") == "<p>Answer: 42.</p>"


def test_the_kits_own_html_marks_its_result() -> None:
    """The first words found of each calculator are those of its answer."""
    for name in run.names():
        before, _, result = run.embed(name).partition("data-result")
        assert "</form>" in before
        assert "<button" not in result
        assert "<" not in searchable(run.embed(name)).removeprefix("<p>").removesuffix("</p>")
