"""The static part of the brief's page."""

from __future__ import annotations

import json
import re

import pytest

from calculators.kit import form_brief, project_file
from calculators.kit.about import About
from calculators.kit.brief_page import embed
from calculators.kit.problems import Refused
from tests.calculators.markup import Element, Markup
from tests.calculators.test_contract import sound

from .projects import kept, of

FILE = project_file.write(of(kept("cost-of-accuracy", "support-triage"), decision="Suggest."))
PAGES = {"cost-of-accuracy": "../calculators/cost/"}


@pytest.fixture(scope="module")
def page() -> Markup:
    """The page with an example."""
    return Markup(embed(FILE, "../project.json", PAGES))


def the(page: Markup, attribute: str) -> Element:
    """The one element that has an attribute."""
    (found,) = page.having(attribute)
    return found


def test_the_script_finds_all_that_the_module_promises(page: Markup) -> None:
    """Each attribute of its docstring stands in the page."""
    promised = set(re.findall(r"\bdata-[a-z-]+", form_brief.__doc__ or ""))
    assert len(promised) > 20
    for attribute in promised:
        assert page.having(attribute), attribute


def test_controls_have_names_and_ids_are_unique(page: Markup) -> None:
    """As in a calculator's form."""
    sound(page)
    ids = [element["id"] for element in page.having("id")]
    assert sorted(ids) == sorted(set(ids))
    labelled = {label["for"] for label in page.all("label")} - {""}
    assert labelled <= set(ids)
    for element in page.elements:
        assert set(element["aria-describedby"].split()) <= set(ids)
        if element.tag in {"input", "select", "textarea"}:
            named = element["aria-label"] or element["id"] in labelled
            assert named or element.inside("label"), element
        if element.tag == "button":
            assert element["aria-label"] or element.text.strip(), element
        if element["role"] == "group":
            assert element["aria-label"], element


def test_every_field_has_a_control_and_a_place_for_its_message(page: Markup) -> None:
    """Empty, for it is the reader's; only the name has a default."""
    places = {element["data-error-for"] for element in page.having("data-error-for")}
    names = {element["name"] for element in page.having("name")}
    assert places == names == set(About.fields())
    assert json.loads(the(page, "data-blank")["data-blank"]) == About().written()


def test_the_example_is_there_without_a_script(page: Markup) -> None:
    """Its brief, its file, and what it takes to write one's own."""
    result = the(page, "data-result")
    assert "Decision: Suggest." in result.text
    (link,) = (a for a in page.all("a") if a.inside("section"))
    assert link["href"].startswith("../calculators/cost/#cost-of-accuracy?")
    (download,) = (a for a in page.all("a") if "download" in a.attributes)
    assert download["href"] == the(page, "data-use-example")["data-file"] == "../project.json"
    assert "turn JavaScript on" in page.all("noscript")[0].text


def test_what_needs_the_script_is_hidden_until_it_runs(page: Markup) -> None:
    """And so is what it may have to say."""
    for attribute in ("data-needs-script", "data-notices", "data-entries", "data-restore"):
        assert all("hidden" in element.attributes for element in page.having(attribute))


def test_addresses_of_pages_are_there_for_the_script(page: Markup) -> None:
    """As JSON."""
    assert json.loads(the(page, "data-pages")["data-pages"]) == PAGES


def test_addresses_cannot_break_out() -> None:
    """Whatever a site calls its files."""
    hostile = "\"'><script>&amp;.json"
    found = Markup(embed(FILE, hostile, {"a": hostile}))
    sound(found)
    assert the(found, "data-use-example")["data-file"] == hostile
    assert json.loads(the(found, "data-pages")["data-pages"]) == {"a": hostile}


def test_an_example_has_to_be_understood_to_the_last_item() -> None:
    """The author of the page is told, not its readers."""
    with pytest.raises(Refused, match="This file is no JSON"):
        embed("x", "x", {})
    with pytest.raises(Refused, match="no such calculator: “nonsense”"):
        embed('{"entries": [{"calculator": "nonsense"}]}', "x", {})
