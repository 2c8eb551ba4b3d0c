"""Scenarios side by side."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.kit import compare_table
from calculators.kit.blocks import (
    Axis,
    Bar,
    Bars,
    Block,
    Chart,
    Figure,
    Figures,
    Headline,
    Line,
    Note,
    Paragraph,
    Point,
    Region,
    Report,
    Rule,
    Table,
)
from calculators.kit.compare import MOST, compare, report, scenarios
from calculators.kit.compare_chart import MOST_BARS, MOST_LINES, first_pictures, merged, together
from calculators.kit.format import number
from calculators.kit.inputs import GridRow
from calculators.kit.run import load, names
from tests.calculators import strategies
from tests.calculators.markup import Markup
from tests.calculators.test_contract import sound

from . import projects
from .shapes import Shape, Shapes

NUMBERS = Table("Numbers", ("Size", "Cost"), (("one", number(1)), ("two", number(2))), (1,))


def scenario(name: str, calculator: str = "cost-of-accuracy", **changes: Any) -> dict[str, Any]:
    """A scenario as the browser sends it: the worked example with some values changed."""
    found = load(calculator)
    values = found.inputs().written() | changes
    return {"name": name, "version": found.version, "values": values}


def compared(*given: Any, name: str = "cost-of-accuracy") -> Report:
    """The blocks of a comparison."""
    return report(*scenarios(load(name), list(given)))


def cells(block: Block) -> list[tuple[str, ...]]:
    """A table's rows as they are read."""
    assert isinstance(block, Table)
    return [tuple(c if isinstance(c, str) else c.text for c in row) for row in block.rows]


def chart(**parts: Any) -> Chart:
    """A chart of one strong line and one strong point among others."""
    known: dict[str, Any] = {
        "title": "Cost",
        "description": "By size.",
        "x": Axis("size", 0, 10),
        "y": Axis("cost", 1, 100, log=True),
        "table": NUMBERS,
        "lines": (Line("mine", ((0, 1), (10, 100)), strong=True), Line("other", ((0, 1), (1, 1)))),
        "points": (Point("yours", 5, 10, strong=True), Point("theirs", 6, 20)),
    }
    return Chart(**known | parts)


def test_what_differs_comes_before_what_comes_of_it() -> None:
    """A sentence, the inputs that differ, each answer with its figures, and one chart."""
    low, high = scenario("Low", target_accuracy="95"), scenario("High")
    said, inputs, results, picture = compared(low, high)
    assert said == Paragraph("“Low” and “High” differ in Target accuracy.")
    assert cells(inputs) == [("Target accuracy", "95 %", "99 %")]
    answers = {row[0]: row[1:] for row in cells(results)}
    assert [text[:16] for text in answers["Answer"]] == ["From 90 % to 95 ", "From 90 % to 99 "]
    # 100,000 messages, of which 5 and 9 in 100 more are right.
    assert answers["Errors it removes (a month)"] == ("5,000", "9,000")
    assert isinstance(picture, Chart)
    assert [line.label for line in picture.lines] == ["Low", "High"]
    assert {point.label for point in picture.points} == {"Low", "High"}


def test_equal_scenarios_are_called_equal() -> None:
    """There is no table of what differs."""
    said, results, *_ = compared(scenario("A"), scenario("B"))
    assert said == Paragraph("“A” and “B” have the same inputs, so their results are the same.")
    assert isinstance(results, Table)
    assert results.caption == "Results"


def test_a_scenario_that_is_not_valid_any_more_is_named() -> None:
    """With the reason, and the others are compared."""
    wrong = scenario("Wrong", target_accuracy="80")
    answer = compare({"name": "cost-of-accuracy", "scenarios": [scenario("A"), wrong]})
    text = Markup(answer["html"]).text
    assert "“Wrong” is not compared. Target accuracy: Enter at least 90" in text
    assert "“A” has nothing beside it to compare it with." in text
    assert answer["summary"].startswith("“A” has nothing")


def test_none_that_is_valid_is_a_problem() -> None:
    """With the reason for each."""
    wrong = scenario("Wrong", months="none")
    problem = compare({"name": "cost-of-accuracy", "scenarios": [wrong, 5]})["problem"]
    assert problem.startswith("“Wrong” is not compared. Months in use: Enter a number")
    nothing = compare({"name": "cost-of-accuracy", "scenarios": []})["problem"]
    assert nothing == "There is no scenario to compare."
    assert "There is no calculator" in compare({"name": "x", "scenarios": [wrong]})["problem"]


def test_at_most_four_are_compared() -> None:
    """And the reader is told."""
    _, note, *_ = compared(*(scenario(f"S{n}") for n in range(MOST + 2)))
    assert note == Note("Only the first 4 are compared: there are 6.", warning=True)


def test_each_has_a_name_of_its_own() -> None:
    """In the tables and in the chart."""
    _, results, picture = compared(scenario("A"), scenario("A"), scenario(" A "))
    assert isinstance(results, Table)
    assert results.columns[1:] == ("A", "A (2)", "A (3)")
    assert isinstance(picture, Chart)
    assert len({line.label for line in picture.lines}) == 3


def test_a_scenario_of_another_version_is_compared_with_a_notice() -> None:
    """It is computed by the rules of today."""
    _, note, *_ = compared({**scenario("Old"), "version": "0.1"}, scenario("New"))
    assert isinstance(note, Note)
    assert note.text.startswith("Cost of accuracy, “Old”: This was made with version 0.1")


def test_tables_say_in_what_they_differ() -> None:
    """Rows by name, and of a changed row its cells."""
    base = Shapes()
    more = Shapes(
        shapes=(Shape("Square", 5), Shape("Star", 10, "yes", 2.5), Shape("Disc", 3)),
        traits=(GridRow("Ann", {"Square": 1, "Star": 4, "Disc": 0}),),
    )
    other = Shapes(shapes=tuple(reversed(base.shapes)))
    table = compare_table.inputs(["A", "B", "C"], [base, more, other])
    assert table
    assert cells(table) == [
        (
            "Shapes",
            "2 shapes (Square and Star)",
            "3 shapes (Square, Star and Disc). New: Disc. Changed: Square (Number of sides 4 → 5).",
            "2 shapes (Star and Square). The same rows in another order.",
        ),
        (
            "Marks",
            "1 person (Ann)",
            "1 person (Ann). Changed: Ann (Star 5 → 4 and Disc – → 0).",
            "1 person (Ann)",
        ),
    ]


def test_a_table_with_other_rows_throughout_is_only_listed() -> None:
    """To call all of them new and gone would say nothing more."""
    other = Shapes(shapes=(Shape("Disc", 3),), traits=(GridRow("Ann", {"Disc": 1}),))
    table = compare_table.inputs(["A", "B"], [Shapes(), other])
    assert table
    assert cells(table)[0][2] == "1 shape (Disc)"


def test_figures_stand_beside_their_like() -> None:
    """Words beside them stand once where all have the same, else with each; a gap is marked."""
    reports: list[Report] = [
        (
            Headline("A."),
            Figures((Figure("Cost", number(1), "a month"), Figure("Best", "x", "by B"))),
        ),
        (
            Headline("B."),
            Figures((Figure("Cost", number(2), "a month"), Figure("Best", "y", "by C"))),
        ),
        (Headline("C."), Figures((Figure("Cost", number(3), "a month"),))),
    ]
    assert cells(compare_table.results(["1", "2", "3"], reports)) == [
        ("Answer", "A.", "B.", "C."),
        ("Cost (a month)", "1", "2", "3"),
        ("Best", "x (by B)", "y (by C)", "–"),
    ]


def test_one_chart_holds_what_is_each_scenarios_own() -> None:
    """Axes are wide enough for all, ticks are joined, and what all draw alike stays."""
    shared = {
        "rules": (Rule("limit", "y", 50), Rule("plan", "x", 3)),
        "regions": (Region("good", (0, 5), (1, 10), strong=True),),
    }
    one = chart(**shared, x=Axis("size", 0, 10, ticks=((0, "none"), (10, "ten"))))
    two = chart(
        **shared | {"rules": shared["rules"][:1]},
        x=Axis("size", -5, 8, ticks=((0, "none"), (8, "eight"))),
        y=Axis("cost", 0.1, 20, log=True),
    )
    made = merged([("One", one), ("Two", two)])
    assert isinstance(made, Chart)
    assert made.x == Axis("size", -5, 10, ticks=((0, "none"), (8, "eight"), (10, "ten")))
    assert made.y == Axis("cost", 0.1, 100, log=True)
    assert [(line.label, line.strong) for line in made.lines] == [("One", False), ("Two", False)]
    assert [(p.label, p.strong) for p in made.points] == [("One", True), ("Two", True)]
    assert made.rules == shared["rules"][:1]
    assert [region.label for region in made.regions] == ["good"]
    assert made.table.columns == ("Scenario", "Size", "Cost")
    assert [row[0] for row in made.table.rows] == ["One", "One", "Two", "Two"]
    assert made.table.strong == (1, 3)


def test_several_lines_of_ones_own_are_told_apart() -> None:
    """By scenario and line, or where there are too many only the first of each."""
    both = chart(lines=tuple(Line(label, ((0, 1), (1, 2)), strong=True) for label in "ab"))
    made = merged([("One", both), ("Two", both)])
    assert isinstance(made, Chart)
    assert [line.label for line in made.lines] == ["One: a", "One: b", "Two: a", "Two: b"]
    many = merged([(str(n), both) for n in range(4)])
    assert isinstance(many, Chart)
    assert len(many.lines) == 4 <= MOST_LINES


def test_charts_of_other_kinds_are_not_mixed() -> None:
    """The most that go together are drawn."""
    other = chart(y=Axis("time", 0, 1))
    bars = Bars("Done", "By part.", ("done",), (Bar("a", (0.5,)),), NUMBERS)
    reports: list[Report] = [(chart(),), (other,), (Paragraph("none"),), (bars,), (chart(),)]
    pictures = first_pictures(list("abcde"), reports)
    assert [name for name, _ in pictures] == ["a", "b", "d", "e"]
    assert [name for name, _ in together(pictures)] == ["a", "e"]


def test_bars_stand_under_each_other() -> None:
    """Those of each scenario together, and of very many the first of each."""

    def of(label: str, count: int, whole: float) -> Bars:
        made = tuple(Bar(f"{label}{n}", (0.5,)) for n in range(count))
        return Bars("Done", "By part.", ("done",), made, NUMBERS, whole)

    made = merged([("One", of("a", 2, 1.0)), ("Two", of("b", 2, 7.0))])
    assert isinstance(made, Bars)
    assert [bar.label for bar in made.bars] == ["One: a0", "One: a1", "Two: b0", "Two: b1"]
    assert (made.whole, made.description) == (7.0, "By part.")
    many = merged([(str(n), of("a", 20, 1.0)) for n in range(4)])
    assert isinstance(many, Bars)
    assert len(many.bars) == MOST_BARS
    assert many.description == "The first 6 of each scenario."


def test_the_reader_is_told_whose_chart_is_missing() -> None:
    """The metrics name the axes of that chart, and other metrics need others."""
    calculator = load("metric-combination")
    given = [
        {"name": p.name, "version": calculator.version, "values": p.inputs.written()}
        for p in calculator.presets[:2]
    ]
    *_, note = compared(*given, name=calculator.name)
    assert note == Note(
        "No two of them have a chart of the same kind, so there is none of them all."
    )
    again = {**given[0], "name": "again"}
    *_, picture, note = compared(*given, again, name=calculator.name)
    assert isinstance(picture, Chart)
    assert note == Note(
        "Not in this chart, as they have none or another kind: “accuracy-and-speed”."
    )


@pytest.mark.parametrize("name", names())
def test_the_examples_of_every_calculator_can_be_compared(name: str) -> None:
    """The HTML is sound, each example has its column, and the chart a place for each drawn."""
    calculator = load(name)
    given = [
        {"name": p.label, "version": calculator.version, "values": p.inputs.written()}
        for p in calculator.presets[:MOST]
    ]
    answer = compare({"name": name, "scenarios": given})
    page = Markup(answer["html"])
    sound(page)
    heads = {head.text for head in page.all("th")}
    assert {preset.label for preset in calculator.presets[:MOST]} <= heads
    assert answer["summary"]
    for block in compared(*given, name=name):
        if isinstance(block, Chart):
            own = [line.points for line in block.lines] + [((p.x, p.y),) for p in block.points]
            assert own
            assert all(block.x.low <= p.x <= block.x.high for p in block.points)


@settings(
    max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(
    st.lists(projects.hostile(scenario("A", learning_curve=[["examples", "error"]])), max_size=5)
)
def test_any_scenarios_are_compared_or_named(given: list[Any]) -> None:
    """Whatever a browser has kept of them."""
    answer = compare({"name": "cost-of-accuracy", "scenarios": given})
    if "problem" in answer:
        assert answer["problem"].endswith((".", "?"))
    else:
        sound(Markup(answer["html"]))


@settings(max_examples=100)
@given(strategies.junk())
def test_any_request_gets_an_answer(junk: Any) -> None:
    """Whatever stands for the parts of it."""
    for request in ({"name": junk}, {"name": "break-even", "scenarios": junk}):
        assert list(compare(request)) == ["problem"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_any_two_results_of_a_calculator_can_be_compared(data: st.DataObject) -> None:
    """At whatever bounds they stand."""
    calculator = load(data.draw(st.sampled_from(names())))
    given = [
        {
            "name": name,
            "version": calculator.version,
            "values": data.draw(strategies.inputs(calculator)).written(),
        }
        for name in ("<b>", "A")
    ]
    sound(Markup(compare({"name": calculator.name, "scenarios": given})["html"]))
