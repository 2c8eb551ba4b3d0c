"""What a reader sees of a calculator, and what their browser keeps."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from calculators.kit import run
from calculators.kit.blocks import Headline
from calculators.kit.inputs import Form
from calculators.kit.link import encode


def answer(name: str, inputs: Form) -> str:
    """The headline that CPython gives."""
    report = run.load(name).report(inputs)
    return next(block.text for block in report if isinstance(block, Headline))


def link(name: str, **changed: Any) -> str:
    """The link to a calculator with these inputs, as CPython makes it, with its `#`."""
    calculator = run.load(name)
    return "#" + encode(calculator, calculator.inputs(**changed))


@cache
def home(site: Path, name: str) -> str:
    """The address of a page that has the calculator; its own, rather than a note."""
    pages = sorted(site.glob("*/*/index.html"))
    start = f'id="{name}" data-calculator="{name}"'
    found = [page for page in pages if start in page.read_text("utf-8")]
    assert found, f"No page has {name}."
    return f"/{found[0].parent.relative_to(site).as_posix()}/"


def kept(page: Page) -> dict[str, str]:
    """All that the browser keeps of ours."""
    return page.evaluate(  # type: ignore[no-any-return]  # JSON
        "Object.fromEntries(Object.entries(localStorage)"
        ".filter(([key]) => key.startsWith('calculators/')))"
    )


def banner(part: Locator) -> Locator:
    """What stands above the form about where its values come from."""
    return part.locator("[data-visit]")


def told(part: Locator, words: str) -> Locator:
    """These words where the reader can see them; a page has many more that are hidden."""
    return part.get_by_text(words).filter(visible=True)


def all_calculators(page: Page) -> None:
    """Follow a link to the list of calculators, which the theme puts in place of this page."""
    page.get_by_role("link", name="All calculators").first.click()
    expect(page.locator("h1")).to_contain_text("Calculators")
