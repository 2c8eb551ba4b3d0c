"""What readers see is spelled right, and the British way: on pages and in calculators' answers.

A word that is right and unknown goes into `words.txt`; the title of somebody else's work, in
whatever spelling, into a `<cite>`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from ..conftest import ROOT
from . import dictionary, page, said

OWN = Path(__file__).with_name("words.txt")


@pytest.fixture(scope="session")
def british() -> frozenset[str]:
    """All words of British English, with -ise and not with -ize."""
    return dictionary.words(ROOT / "node_modules/dictionary-en-gb")


@pytest.fixture(scope="session")
def own() -> list[str]:
    """The project's own words: names, and terms that no general dictionary has."""
    return OWN.read_text("utf-8").splitlines()


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, set[str]]:
    """The words of each page of the site, and of all that calculators may say, by their place."""
    built = {
        path.relative_to(site).as_posix(): path.read_text("utf-8")
        for path in sorted(site.rglob("*.html"))
    }
    spoken = [*said.examples(), *said.modules(ROOT / "calculators")]
    return {place: page.words(html) for place, html in (built | dict(spoken)).items()}


def right(word: str, known: frozenset[str]) -> bool:
    """Whether a word is known; also in capitals, with one at its start, or with a possessive."""
    stem = word.removesuffix("'s")
    lower = stem.lower() if stem.isupper() else stem[:1].lower() + stem[1:]
    return not known.isdisjoint({word, stem, lower})


def test_every_word_of_every_page_is_known(
    pages: dict[str, set[str]], british: frozenset[str], own: list[str]
) -> None:
    """All unknown words are listed at once, each with a few of the places where it stands."""
    known = british.union(own)
    unknown = defaultdict(list)
    for path, words in pages.items():
        for word in words:
            if not right(word, known):
                unknown[word].append(path)
    listed = [f"{word}: {'; '.join(places[:3])}" for word, places in sorted(unknown.items())]
    assert not listed, "Mend these or, if they are right, add them to words.txt:\n" + "\n".join(
        listed
    )


def test_the_own_words_are_in_order_and_needed(
    pages: dict[str, set[str]], british: frozenset[str], own: list[str]
) -> None:
    """A word that no page has any more could one day hide a slip."""
    assert own == sorted(set(own), key=lambda word: (word.lower(), word))
    used = {word for words in pages.values() for word in words}
    unused = [word for word in own if not any(right(one, frozenset({word})) for one in used)]
    assert unused == []
    assert [word for word in own if right(word, british)] == []


@pytest.mark.parametrize("word", ["behaviour", "optimises", "Labelled", "Monday's", "retraining"])
def test_british_words_are_known_in_their_forms(word: str, british: frozenset[str]) -> None:
    """With the endings and beginnings that the dictionary allows, and with a capital."""
    assert right(word, british)


@pytest.mark.parametrize("word", ["behavior", "optimize", "color", "labeled", "teh", "monday"])
def test_american_and_wrong_spellings_are_not(word: str, british: frozenset[str]) -> None:
    """Nor a name without its capital."""
    assert not right(word, british)


def test_only_prose_is_read() -> None:
    """Code, addresses, numbers and others' titles are left out; text of a picture is not."""
    html = """<meta name="description" content="Short"><p>Navigation</p><article><h1>Say it’s so</h1>
        <p>x² = <code>color</code> 12ms, see example.org or <cite>The <em>Color</em> Book</cite>.
        <a href="https://e.example">Behavior</a> <a href="../here/">there</a></p>
        <pre><span>behavior</span></pre><svg><text>drawn</text></svg></article><p>Footer</p>"""
    assert page.words(html) == {"Short", "Say", "it's", "so", "see", "or", "there", "drawn"}


def test_messages_are_read_in_the_source() -> None:
    """Whoever meets them; but no docstring, no name, no markup and no title of another's work."""
    source = """
'''Module doc.'''
class Shoe:
    '''Class doc.'''
    key = "heel_height"
def check(n):
    '''Function doc.'''
    yield f"Enter {n:.1f} or more."
    return Source("Title of others"), '<p class="a b">', "That is high."
"""
    assert list(said.sentences(ast.parse(source))) == ["Enter ", " or more.", "That is high."]
