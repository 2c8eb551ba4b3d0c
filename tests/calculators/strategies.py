"""Inputs for any calculator, generated from what its fields say of themselves.

Everything is generated as it stands in a form, because that is how readers
give it; a `Form` is read from it.
"""

from __future__ import annotations

import math
from typing import Any

from hypothesis import strategies as st

from calculators.kit.fields import LARGEST, SMALLEST, Choice, Date, Field, Number, Text
from calculators.kit.inputs import Form, Grid, InputError, Record, Table
from calculators.kit.run import Calculator

Wire = dict[str, Any]

HOSTILE = (
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "&lt;b&gt; &amp; &#124;",
    "__proto__",
    "constructor",
    "=HYPERLINK(1)",
    "| a | b |",
    "--- `code` **bold** [link](javascript:alert(1))",
    "1. first",
    "name.with.dots",
    "שלום עולם",
    "\u200fמימין\u200f",
    "🧪👩‍🔬",
    "e\u0301",
    "#1 @everyone $x$ ~~y~~",
    "W" * 100,
)
"""Names that break what forgets to escape."""


def names() -> st.SearchStrategy[str]:
    """Texts a reader may enter: ordinary, hostile, or anything Unicode has to offer."""
    anything = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)
    written = anything.map(lambda text: " ".join(text.split())).filter(_is_name)
    return st.one_of(st.sampled_from(HOSTILE), st.sampled_from(("A", "B", "Search")), written)


def junk() -> st.SearchStrategy[Any]:
    """What no form sends, but a broken link or a file may: any text, any lists, any JSON."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | numbers_in_text()
    cells = st.lists(st.lists(st.text(max_size=5) | numbers_in_text(), max_size=4), max_size=5)
    anything = st.recursive(
        leaves, lambda part: st.lists(part, max_size=4) | st.dictionaries(st.text(), part)
    )
    return st.one_of(leaves, cells, anything, pastes())


def pastes() -> st.SearchStrategy[Any]:
    """A paste as the script sends it, or nearly."""
    cells = st.lists(st.lists(st.text(max_size=5), max_size=4), max_size=4)
    place = st.integers(-2, 100) | st.text(max_size=2) | st.none()
    parts = {"cells": cells | st.text(), "row": place, "column": place}
    return st.fixed_dictionaries({"paste": clipboards()}, optional=parts)


def clipboards() -> st.SearchStrategy[str]:
    """Text from a clipboard: cells of words and numbers, or anything."""
    cell = st.sampled_from(("", "name", "1", "2.5", "nan", '"', "a,b")) | st.text(max_size=5)
    lines = st.lists(st.lists(cell, max_size=5).map("\t".join), max_size=5).map("\n".join)
    return lines | st.text()


def numbers_in_text() -> st.SearchStrategy[str]:
    """Numbers as people, programs and attackers write them."""
    written = st.floats().map(str) | st.integers().map(str) | st.decimals().map(str)
    odd = "1e999 -1e999 1e-999 -0 +5 .5 5. 1,000 0,5 5% ½ NaN Infinity -inf 0x10 1_000 ١٢ １２ −3"
    return written | st.sampled_from([*odd.split(), "1 000", "--1", "1e", "e5", "%", "5 %"])


@st.composite
def inputs(draw: st.DrawFn, calculator: Calculator) -> Form:
    """Inputs that the calculator accepts: an example with some fields changed.

    A change that another field forbids is taken back, so nothing is thrown away.
    """
    form = calculator.inputs
    base: Wire = draw(st.sampled_from(calculator.presets)).inputs.written()
    wire = dict(base)
    for name, field in form.fields().items():
        changed = draw(st.booleans())
        if isinstance(field, Grid):
            if changed or wire[field.columns_from] != base[field.columns_from]:
                wire[name] = draw(grids(field, wire[field.columns_from]))
        elif changed:
            wire.update(draw(values(name, field)))
    for _ in range(3):
        try:
            return form.read(wire)
        except InputError as error:
            for problem in error.problems:
                wire |= {k: v for k, v in base.items() if k.partition(".")[0] == problem.field}
    return form.read(base)


def values(name: str, field: Field) -> st.SearchStrategy[Wire]:
    """A field's part of a form."""
    if isinstance(field, Table):
        return tables(field).map(lambda cells: {name: cells})
    if isinstance(field, Record):
        parts = {f"{name}.{part}": texts(kind) for part, kind in field.part_fields().items()}
        return st.fixed_dictionaries(parts)
    return texts(field).map(lambda text: {name: text})


def texts(field: Field) -> st.SearchStrategy[str]:
    """What may be typed into one control."""
    if isinstance(field, Number):
        strategy = numbers(field)
    elif isinstance(field, Choice):
        return st.sampled_from(list(field.options))
    elif isinstance(field, Date):
        strategy = st.dates().map(str)
    else:
        strategy = names()
    return st.just("") | strategy if field.optional else strategy


def bounds(field: Number) -> list[float]:
    """The outermost values a number may take, and the nearest to what it may not."""
    low, high = field.least, field.most
    if field.above is not None:
        low = SMALLEST if field.above == 0 else math.nextafter(field.above, math.inf)
        low = math.floor(field.above) + 1 if field.whole else low
    if field.below is not None:
        high = -SMALLEST if field.below == 0 else math.nextafter(field.below, -math.inf)
        high = math.ceil(field.below) - 1 if field.whole else high
    return [-LARGEST if low is None else low, LARGEST if high is None else high]


def numbers(field: Number) -> st.SearchStrategy[str]:
    """Numbers within bounds, as typed: the bounds themselves, round ones, many nines, any float."""
    low, high = bounds(field)
    edges = {field.write(value) for value in (low, high, 0, 1, field.example) if value is not None}
    known = [text for text in sorted(edges) if _readable(field, text)]
    if field.whole:
        whole = st.integers(math.ceil(low), math.floor(high)) | st.integers(0, 20)
        written = whole.map(str)
    else:
        scientific = st.builds("{}e{}".format, st.integers(1, 999), st.integers(-15, 13))
        nines = st.integers(0, 10).map(lambda count: "99." + "9" * count)
        written = st.one_of(
            st.floats(low, high).map(field.write),
            st.integers(0, 1000).map(lambda n: field.write(low + (high - low) * n / 1000)),
            st.integers(0, 100).map(str),
            scientific,
            nines,
        )
    return st.sampled_from(known) | written.map(lambda t: t if _readable(field, t) else known[0])


def tables(field: Table) -> st.SearchStrategy[list[list[str]]]:
    """A table's cells, a header first; no two rows have the same first text."""
    columns = field.columns({})
    row = st.tuples(*(texts(kind) for kind in columns.values())).map(list)
    rows = st.lists(
        row,
        min_size=field.least,
        max_size=min(field.most, max(field.least, 8)),
        unique_by=lambda cells: cells[0].casefold(),
    )
    return rows.map(lambda body: [list(columns), *body])


def grids(field: Grid, source: list[list[str]]) -> st.SearchStrategy[list[list[str]]]:
    """A grid's cells for the rows of the table that names its columns."""
    at = source[0].index("name")
    header = ["name", *(" ".join(line[at].split()) for line in source[1:])]
    row = st.tuples(names(), *(texts(field.cell) for _ in header[1:])).map(list)
    rows = st.lists(
        row,
        min_size=field.least,
        max_size=min(field.most, max(field.least, 6)),
        unique_by=lambda cells: cells[0].casefold(),
    )
    return rows.map(lambda body: [header, *body])


def _is_name(text: str) -> bool:
    return _readable(Text(label="Name"), text)


def _readable(field: Field, text: str) -> bool:
    try:
        field.read(text)
    except ValueError:
        return False
    return True
