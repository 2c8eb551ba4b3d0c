"""Where a result comes from: calculator, version, day, inputs and the link that opens it again.

Everything that leaves the page carries it, so that nobody has to ask what a
number stood for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.kit.blocks import Block, Bullets, Heading, Stamp, Table
from calculators.kit.input_words import changed, said
from calculators.kit.inputs import Form
from calculators.kit.inputs import Table as TableField
from calculators.kit.run import Calculator
from calculators.kit.words import short

SHOWN = 8  # inputs in a short stamp, and the longest words of each
LONGEST = 60


@dataclass(frozen=True)
class Origin:
    """A filled-in calculator on a day; `link` is its address. Either is empty where there is none."""

    calculator: Calculator
    inputs: Form
    date: str
    link: str

    def made(self) -> str:
        """By what it was made, and when."""
        name = f"{self.calculator.title} {self.calculator.version}"
        return f"{name}, {self.date}" if self.date else name

    def lines(self) -> list[str]:
        """All of it in a few lines, for a footer; of the inputs those that are not the default's."""
        own = [
            f"{label}: {short(words, LONGEST)}"
            for _, label, words in changed(self.inputs, self.calculator.inputs())
        ]
        more = [f"{len(own) - SHOWN} more"] if len(own) > SHOWN else []
        entered = "; ".join(own[:SHOWN] + more) or "those of the worked example"
        return [self.made(), f"Inputs: {entered}", *filter(None, [self.link])]

    def section(self) -> Iterator[Block]:
        """All of it as the end of a document: every input, tables with every cell."""
        yield Heading("Inputs")
        fields = self.inputs.fields()
        values = {name: getattr(self.inputs, name) for name in fields}
        single = {n: field for n, field in fields.items() if not isinstance(field, TableField)}
        if single:
            yield Bullets(tuple(f"{f.label}: {said(f, values[n])}" for n, f in single.items()))
        for name, field in fields.items():
            if isinstance(field, TableField):
                columns = field.columns(values)
                names = tuple(kind.label or column for column, kind in columns.items())
                rows = field.write_table(values[name], values)[1:]
                yield Table(field.label, names, tuple(map(tuple, rows)))
        yield Stamp(f"{self.made()}.", self.link)
