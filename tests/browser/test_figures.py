"""Figures can be read on a phone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from .test_pages import paths

SMALLEST = 12
"""In pixels on the screen, as small as the letters of a figure may get (ours)."""

# For each figure of a page: its title, the size of its smallest letters and what sticks out of it.
# A picture is scaled, so a font size counts times the width on the screen by that of the drawing.
READ = """figures => figures.map(figure => {
    const box = figure.getBoundingClientRect();
    const scale = box.width / figure.viewBox.baseVal.width;
    const texts = [...figure.querySelectorAll("text, tspan")];
    const sizes = texts.map(text => scale * parseFloat(getComputedStyle(text).fontSize));
    const outside = texts.filter(text => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1
            || top < box.top - 1 || bottom > box.bottom + 1;
    });
    const title = figure.querySelector("title").textContent;
    return [title, Math.min(...sizes), outside.map(text => text.textContent)];
})"""


def test_the_letters_of_a_figure_are_large_enough_on_a_phone(
    new_page: Callable[..., Page], site: Path
) -> None:
    """And all of them lie within the picture; charts of calculators are not meant."""
    page = new_page(viewport={"width": 360, "height": 800})
    seen, wrong = 0, []
    for path in paths(site):
        page.goto(path)
        for title, size, outside in page.locator("article > figure > svg").evaluate_all(READ):
            seen += 1
            if size < SMALLEST or outside:
                wrong.append(f"{path}: {title}: {size:.1f} px, outside: {outside}")
    assert seen > 20
    assert not wrong, "\n".join(wrong)
