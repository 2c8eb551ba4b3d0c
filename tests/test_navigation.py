"""Calculators stand under their topic, in the navigation and in the list of all."""

import re
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from calculators.kit.project import TOPICS
from calculators.kit.run import load, names

ROOT = Path(__file__).parents[1]
LIST = ROOT / "docs/calculators/index.md"


def groups() -> dict[str, list[str]]:
    """The groups of the navigation's calculators, and the names in each."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        nav: list[dict[str, Any]] = yaml_load(file, get_yaml_loader(yaml.SafeLoader))["nav"]
    (part,) = (entry["Calculate"] for entry in nav if "Calculate" in entry)
    found = {group: pages for entry in part[1:] for group, pages in entry.items()}
    return {group: [Path(page).stem for page in pages] for group, pages in found.items()}


def test_the_navigation_sorts_calculators_by_topic() -> None:
    """In the order of a brief."""
    assert list(groups()) == [topic for topic in TOPICS if topic in groups()]
    assert {name: load(name).topic for pages in groups().values() for name in pages} == {
        name: group for group, pages in groups().items() for name in pages
    }


def test_every_calculator_that_is_no_checklist_is_there() -> None:
    """Checklists have a part of their own."""
    listed = {name for pages in groups().values() for name in pages}
    assert listed == {name for name in names() if not name.endswith("-check")}


def test_the_list_of_all_has_the_same_groups() -> None:
    """With the question that each answers."""
    parts = re.split(r"^## (.*)$", LIST.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = {
        heading: re.findall(r"\]\(([\w-]+)\.md\) \|", text)
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
        if heading in TOPICS
    }
    assert found == groups()
