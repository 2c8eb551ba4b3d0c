"""A page does not repeat by hand a number that a calculator on it gives, since that would go stale.

What a machine can hold of this: no number in the prose of a page equals one that an answer on the
same page shows. Three kinds may: what somebody entered, what the prose works out in front of the
reader (after an equals sign), and numbers so short that they meet by chance.
"""

from __future__ import annotations

import re
from html import unescape

import pytest
from mkdocs.utils import meta

from calculators.kit import html, run
from calculators.kit.inputs import Form

from .conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md"))]

_EMBEDDED = re.compile(
    r"^/// calculator \| ([\w-]+)\n(?:\s+preset: ([\w-]+)\n)?.*?^///$", re.DOTALL | re.MULTILINE
)
_NO_PROSE = re.compile(r"<svg.*?</svg>|^```.*?^```$|\]\([^)]*\)|`[^`]*`", re.DOTALL | re.MULTILINE)
_NO_ANSWER = re.compile(
    r'<svg.*?</svg>|<details class="report__working.*?</details>|<th\b.*?</th>|<[^>]*>', re.DOTALL
)
_WORKED_OUT = re.compile(r"=\s*\**[\d,.]+")
# Not a year, nor a part of a longer number.
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\d,]*\d)")


def numbers(text: str) -> set[float]:
    """The numbers of a text that are long enough not to meet by chance.

    These have three digits that count, or two and a decimal point; zeros at the ends do not count.
    """
    found = {number: number.replace(",", "") for number in _NUMBER.findall(text)}
    digits = {number: plain.replace(".", "").strip("0") for number, plain in found.items()}
    return {
        float(plain)
        for number, plain in found.items()
        if len(digits[number]) >= 3 or (len(digits[number]) == 2 and float(plain) % 1)
    }


def prose(source: str) -> str:
    """The running text of a page's Markdown, without what it works out."""
    text, _ = meta.get_data(source)
    return _WORKED_OUT.sub(" ", _NO_PROSE.sub(" ", _EMBEDDED.sub("", text)))


def given(name: str, inputs: Form) -> set[float]:
    """The numbers that an answer shows, the heads of its tables apart, and that nobody entered."""
    shown = unescape(_NO_ANSWER.sub(" ", html.render(run.load(name).report(inputs))))
    entered = re.sub(r"[\[\]{}'\"]", " ", f"{inputs.written()} {inputs.plain()}")
    return numbers(shown) - {float(number) for number in re.findall(r"\d+(?:\.\d+)?", entered)}


def repeated(source: str) -> list[float]:
    """The numbers of a page's prose that a calculator on the page gives."""
    answers: set[float] = set()
    for name, preset in _EMBEDDED.findall(source):
        examples = {example.name: example.inputs for example in run.load(name).presets}
        answers |= given(name, examples[preset] if preset else run.load(name).inputs())
    return sorted(numbers(prose(source)) & answers)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_repeats_an_answer(page: str) -> None:
    """Say it in words, or point at the answer; the calculator has the number."""
    assert repeated((DOCS / page).read_text("utf-8")) == []


def test_a_repeated_answer_is_noticed() -> None:
    """Targets and what is worked out may stand there, and so may years and short numbers."""
    block = "/// calculator | cost-of-accuracy\n    preset: march-of-nines\n///\n"
    source = f"---\ntitle: 99.99\n---\nIn 2019, at 99.99 %, it cost 400,000, 3 or {{}}.\n\n{block}"
    name = run.load("cost-of-accuracy")
    inputs = next(example.inputs for example in name.presets if example.name == "march-of-nines")
    one = min(given("cost-of-accuracy", inputs))
    assert repeated(source.format("1.7")) == []
    assert repeated(source.format(f"{one:,.10g}")) == [one]
    assert repeated(source.format(f"2 + 2 = **{one:,.10g}**")) == []
