"""A small form with one field of every kind, so that these tests need no real calculator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from calculators.kit.blocks import Headline, Report
from calculators.kit.fields import Date, Number
from calculators.kit.inputs import (
    Form,
    GridRow,
    Preset,
    Problem,
    Record,
    choice,
    grid,
    number,
    percent,
    rows,
    text,
    unique,
)
from calculators.kit.run import Calculator


@dataclass(frozen=True)
class Shape:
    """A row with a column of each kind."""

    name: str = text("", "Name")
    sides: int = number(None, "Number of sides", least=3, most=100, whole=True, example=4)
    filled: str = choice("no", "Filled?", {"yes": "Yes, filled", "no": "No, an outline"})
    area: float | None = number(None, "Area (m²)", above=0, optional=True, more="sizes")


@dataclass(frozen=True)
class Opinion:
    """Parts that belong together."""

    verdict: str = choice("like", "Verdict", {"like": "I like it", "dislike": "I do not"})
    reason: str = text("", "Reason", optional=True, longest=500, lines=3)
    since: str = dataclass_field(default="", metadata={"field": Date(label="Since", optional=True)})


@dataclass(frozen=True)
class Sheet(Form):
    """One field of every kind that any form may show."""

    size: float = number(2.5, "Size", above=0, most=1000, unit="cm", slider=(0.5, 10, 0.5))
    share: float = percent(50, "Share", help="In percent.", group="Numbers")
    price: float = number(20_000, "Price", least=0, unit="money", group="Numbers")
    count: int | None = number(None, "Count", least=0, whole=True, optional=True, group="Numbers")
    title: str = text("Shapes", "Title", help="What stands <above> it.")
    shapes: tuple[Shape, ...] = rows(
        (Shape("Square", 4), Shape("Star", 10, "yes", 2.5)),
        "Shapes",
        Shape,
        least=1,
        most=5,
        noun="shape",
        more_label="Show sizes",
    )
    traits: tuple[GridRow, ...] = grid(
        (GridRow("Ann", {"Square": 1, "Star": 5}),),
        "Marks",
        "shapes",
        Number(label="", least=0, most=10),
        most=3,
        noun="person",
    )

    def check(self) -> Iterator[Problem]:
        """No two people have the same name, and nobody is called as the title."""
        yield from unique("traits", self.traits)
        for row, person in enumerate(self.traits):
            if person.name == self.title:
                yield Problem("traits", "Choose a name that is not the title.", row, "name")


@dataclass(frozen=True)
class Shapes(Sheet):
    """One field of every kind."""

    opinion: Opinion = dataclass_field(
        default=Opinion(), metadata={"field": Record(label="Opinion", parts=Opinion)}
    )


def count(inputs: Shapes) -> int:
    """The sides of all shapes."""
    return sum(shape.sides for shape in inputs.shapes)


def present(inputs: Shapes, result: int) -> Report:
    """Nothing but a sentence."""
    return (Headline(f"{inputs.title}: {result} sides."),)


CALCULATOR = Calculator(
    name="shapes",
    title="Shapes",
    question="How many sides do they have?",
    version="1.0",
    topic="Data",
    inputs=Shapes,
    compute=count,
    present=present,
    presets=(Preset("two", "Two", "A square and a star.", Shapes()),),
)
