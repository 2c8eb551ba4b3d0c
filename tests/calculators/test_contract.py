"""What every calculator owes its readers, whatever it computes."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculators.__main__ import main
from calculators.kit import csv_file, html, link, markdown, terminal
from calculators.kit.blocks import (
    Bars,
    Chart,
    Figure,
    Figures,
    Headline,
    Note,
    Report,
    Table,
    Working,
    notes,
    summary,
)
from calculators.kit.brief import brief
from calculators.kit.door import ask
from calculators.kit.fields import Choice, Number
from calculators.kit.format import Quantity
from calculators.kit.history import number
from calculators.kit.inputs import Form, Grid, InputError, Record, Rows
from calculators.kit.inputs import Table as TableField
from calculators.kit.project import QUANTITIES, TOPICS
from calculators.kit.project_file import read
from calculators.kit.run import Calculator, embed, load, names

from . import strategies
from .markup import Markup

DOCS = Path(__file__).parents[2] / "docs"
NO_NUMBER = re.compile(r"\b(nan|inf|infinity|None|null|undefined|NaN|Infinity)\b")
ADDRESS = "https://example.org/calculators/"
MARKED_UP = {"script", "style", "iframe", "img", "object", "embed", "base", "meta", "link"}

# A report can take a while, and a form with many fields draws many choices.
some = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="session", params=names())
def calculator(request: pytest.FixtureRequest) -> Calculator:
    """Each calculator there is."""
    return load(request.param)


def answered(calculator: Calculator, wire: dict[str, Any]) -> dict[str, Any]:
    """The browser's door, with what must hold for any answer."""
    request = json.dumps({"name": calculator.name, "values": wire})
    answer: dict[str, Any] = json.loads(ask("answer", request))
    assert len(answer.keys() & {"html", "errors", "problem"}) == 1
    if "html" in answer:
        assert answer["summary"]
        sound(Markup(answer["html"]))
    elif "errors" in answer:
        assert answer["errors"]
        assert all(message.endswith((".", "?")) for message in answer["errors"].values())
    return answer


def sound(page: Markup) -> None:
    """Nothing runs, nothing is named twice, and every number is one."""
    assert not {element.tag for element in page.elements} & MARKED_UP
    for element in page.elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not element["href"].startswith(("javascript:", "data:"))
        assert "style" not in element.attributes
        if element.tag == "data":
            assert math.isfinite(float(element["value"]))
        if element.inside("svg") and element.tag != "title":
            assert not NO_NUMBER.search(" ".join(element.attributes.values()))


def figures(report: Report) -> Iterator[Figure]:
    """All figures of a report."""
    for block in report:
        if isinstance(block, Figures):
            yield from block.items


def numbers(value: Any) -> Iterator[float]:
    """All numbers in JSON, and how long its lists are."""
    if isinstance(value, list):
        yield len(value)
    if isinstance(value, dict):
        for part in value.values():
            yield from numbers(part)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield value


def sound_report(calculator: Calculator, inputs: Form) -> Report:
    """A report of all that every report must have, in each of its forms."""
    report = calculator.report(inputs)
    assert isinstance(report[0], Headline)
    for block in report:
        for table in tables(block):
            assert table.rows, "a table without rows"
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert all(0 <= row < len(table.rows) for row in table.strong)
    found = json.loads(json.dumps(calculator.json(inputs), allow_nan=False))
    shown = [*numbers(found["result"]), *numbers(found["inputs"])]
    written = markdown.render(calculator.title, report)
    for figure in figures(report):
        if isinstance(figure.value, Quantity) and figure.value.value is not None:
            value = figure.value.value
            scales = (value, value / 100)
            assert any(
                math.isclose(n, s, rel_tol=1e-9, abs_tol=1e-12) for n in shown for s in scales
            ), figure
            assert markdown.plain(figure.value.text) in written, figure
    assert found["notes"] == [block.text for block in report if isinstance(block, Note)]
    sound(Markup(html.render(report)))
    assert terminal.render(calculator.title, report)
    return report


def tables(block: object) -> Iterator[Table]:
    """The tables a block shows."""
    if isinstance(block, Table):
        yield block
    if isinstance(block, Chart | Bars):
        yield block.table


def test_words_are_there(calculator: Calculator) -> None:
    """A title, a question, a version and worked examples with names for links."""
    assert calculator.title
    assert calculator.question.endswith("?")
    assert re.fullmatch(r"\d+\.\d+", calculator.version)
    assert 3 <= len(calculator.presets) <= 6
    for preset in calculator.presets:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", preset.name)
        assert preset.label
        assert preset.why.endswith((".", "?", "!"))
    found = [preset.name for preset in calculator.presets]
    assert len(set(found)) == len(found)


def test_opens_on_its_first_example(calculator: Calculator) -> None:
    """The defaults lie in their own bounds and are the first worked example."""
    assert calculator.presets[0].inputs == calculator.inputs()


def test_fields_are_labelled(calculator: Calculator) -> None:
    """Every field has a label, and no two a name that links or messages could confuse."""
    for name, field in calculator.inputs.fields().items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert name not in link.RESERVED
        assert field.label
        if isinstance(field, Rows):
            for column, kind in field.columns({}).items():
                assert re.fullmatch(r"[a-z][a-z0-9_]*", column)
                assert kind.label
        if isinstance(field, Choice):
            assert all(field.options.values())


def test_a_slider_keeps_to_its_field(calculator: Calculator) -> None:
    """Its ends are allowed, and its default lies on one of its steps."""
    for name, field in calculator.inputs.fields().items():
        if isinstance(field, Number) and field.slider:
            low, high, step = field.slider
            assert field.check(low) == field.check(high) == ""
            default = getattr(calculator.inputs(), name)
            if low <= default <= high:
                assert math.isclose((default - low) / step, round((default - low) / step)), name


def test_controls_have_names(calculator: Calculator) -> None:
    """Each control, button and region has an accessible name; ids are unique and lead somewhere."""
    for preset in calculator.presets:
        page = Markup(embed(calculator.name, preset.name))
        sound(page)
        ids = [element["id"] for element in page.having("id")]
        assert sorted(ids) == sorted(set(ids))
        labelled = {label["for"] for label in page.all("label")}
        assert labelled - {""} <= set(ids)
        for element in page.elements:
            for pointer in ("aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(element[pointer].split()) <= set(ids), element
            if element.tag in {"input", "select", "textarea"}:
                named = element["aria-label"] or element["id"] in labelled
                assert named or element.inside("label"), element
            if element.tag == "button":
                assert element["aria-label"] or element.text.strip(), element
            if element["role"] in {"region", "group", "img"} and element.tag != "svg":
                assert element["aria-label"] or element["aria-labelledby"], element
            if element.tag == "svg":
                assert element["role"] == "img"
        charts = page.all("figure")
        assert len(charts) == len(page.all("svg"))
        assert all(any(figure in t.parents for t in page.all("table")) for figure in charts)
        for picture in page.all("title"):
            assert picture.text or picture.parents[-1].tag != "svg"


def test_ids_follow_the_place(calculator: Calculator) -> None:
    """Two of the same calculator on a page share no id, and names of controls stay the same."""
    first, second = (Markup(embed(calculator.name, ident=ident)) for ident in ("one", "two"))
    ids = [{element["id"] for element in page.having("id")} for page in (first, second)]
    anchors = {a["href"][1:] for a in first.all("a") if a["href"].startswith("#")}
    assert not ids[0] & ids[1] - anchors
    controls = [[element["name"] for element in page.having("name")] for page in (first, second)]
    assert controls[0] == controls[1]


def test_every_message_has_a_place(calculator: Calculator) -> None:
    """Each field, and each part of one, has an element for its message."""
    page = Markup(embed(calculator.name))
    places = {element["data-error-for"] for element in page.having("data-error-for")}
    for name, field in calculator.inputs.fields().items():
        if isinstance(field, Record):
            assert {f"{name}.{part}" for part in field.part_fields()} <= places
        else:
            assert name in places


def test_shows_examples_soundly(calculator: Calculator) -> None:
    """Each worked example gives a report with an answer, its working, sources and no odd words."""
    for preset in calculator.presets:
        report = sound_report(calculator, preset.inputs)
        page = Markup(html.render(report))
        assert not NO_NUMBER.search(page.text), preset.name
        assert list(figures(report)), preset.name
        working = [block for block in report if isinstance(block, Working)]
        assert working, preset.name
        for block in working:
            assert block.steps
            assert block.sources
            assert block.assumption.endswith(".")
            assert block.breaks.endswith(".")
            assert all(s.url.startswith("https://") for s in block.sources if s.url)


def test_charts_show_the_readers_own_case(calculator: Calculator) -> None:
    """In each chart of each worked example something is the reader's own, and its table is full."""
    for preset in calculator.presets:
        for block in calculator.report(preset.inputs):
            if isinstance(block, Chart):
                own = [p.label for p in block.points if p.strong]
                own += [line.label for line in block.lines if line.strong]
                assert own, (preset.name, block.title)
            if isinstance(block, Chart | Bars):
                assert block.title
                assert block.description
                cells = [cell for row in block.table.rows for cell in row]
                assert any(isinstance(cell, Quantity) for cell in cells), (preset.name, block.title)


def test_examples_round_trip(calculator: Calculator) -> None:
    """A worked example comes back from the form, from JSON, and from a link that can be passed on."""
    for preset in calculator.presets:
        assert calculator.inputs.read(preset.inputs.written()) == preset.inputs
        assert calculator.inputs.read(preset.inputs.plain()) == preset.inputs
        fragment = link.encode(calculator, preset.inputs)
        assert link.decode(fragment) == link.Opened(calculator, preset.inputs)
        assert re.fullmatch(r"[A-Za-z0-9_.~%=&?,;-]+[0-9]", fragment)


def test_its_history_leads_to_its_inputs(calculator: Calculator) -> None:
    """Versions rise up to today's, and what was renamed or preset is an input of today."""
    versions = [number(change.version) for change in calculator.history]
    assert versions == sorted(set(versions))
    assert all(version <= number(calculator.version) for version in versions)
    fields = calculator.inputs.fields()
    for at, change in enumerate(calculator.history):
        later = {old for one in calculator.history[at + 1 :] for old in one.renamed}
        named = {*change.renamed.values(), *change.options, *change.defaults, *change.columns}
        assert {name.partition(".")[0] for name in named - later} <= fields.keys()


def taken(calculator: Calculator, inputs: Form) -> dict[str, Any]:
    """Everything there is to take along, with what must hold for all of it."""
    request = {"name": calculator.name, "values": inputs.written(), "date": "2027-03-01"}
    found: dict[str, Any] = json.loads(ask("take", json.dumps(request | {"address": ADDRESS})))
    assert found["link"] or "Save it as a file" in found["link_problem"]
    names = [file["name"] for file in found["files"] + found["pictures"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9-]+(\.(md|json|csv))?", name) for name in names)
    charts = [b for b in calculator.report(inputs) if isinstance(b, Chart | Bars)]
    assert [picture["label"] for picture in found["pictures"]] == [b.title for b in charts]
    for text in ["\n".join(found["stamp"]), *(file["text"] for file in found["files"])]:
        stamped = (calculator.version, "2027-03-01", found["link"] or "")
        assert all(part in text for part in stamped)
        assert calculator.title in text or calculator.name in text
    for file in found["files"]:
        if file["type"] == "text/csv":
            lines = csv.reader(io.StringIO(file["text"].removeprefix("\ufeff")))
            for cell in (cell for line in lines for cell in line):
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
                assert not cell.startswith("-") or math.isfinite(float(cell)), cell
    return found


def comes_back(calculator: Calculator, inputs: Form) -> None:
    """The link, the JSON and each table of the form give the inputs that were taken along."""
    found, form = taken(calculator, inputs), inputs.written()
    for fragment in (link.readable(calculator, inputs), link.packed(calculator, inputs)):
        opened = json.loads(ask("open", json.dumps({"fragment": fragment})))
        assert opened == {"name": calculator.name, "values": form, "notices": []}
    for file in found["files"]:
        request = {"name": calculator.name, "text": file["text"], "values": form}
        if file["type"] == "application/json":
            loaded = json.loads(ask("load", json.dumps(request)))
            assert loaded == {"values": form, "notices": []}
    values = {name: getattr(inputs, name) for name in inputs.fields()}
    for name, field in inputs.fields().items():
        if isinstance(field, TableField):
            text = csv_file.of_input(field, values[name], values, found["stamp"])
            request = {"name": calculator.name, "text": text, "values": form}
            loaded = json.loads(ask("load", json.dumps(request)))
            assert loaded["notices"] == []
            assert calculator.inputs.read(form | loaded["values"]) == inputs


def test_examples_can_be_taken_along(calculator: Calculator) -> None:
    """As a link and as files that say where they are from, and come back as they were."""
    for preset in calculator.presets:
        comes_back(calculator, preset.inputs)


def test_a_column_called_like_a_number_comes_back() -> None:
    """A header of the form's own names is one, though it looks like a row of data."""
    calculator = load("metric-combination")
    metrics = [["name", "better", "weight", "limit"], ["0", "higher", "1", ""]]
    models = [["name", "0"], ["A", "1"], ["B", "2"]]
    comes_back(calculator, calculator.inputs.read({"metrics": metrics, "models": models}))


@settings(some, max_examples=40)
@given(data=st.data())
def test_any_inputs_can_be_taken_along(calculator: Calculator, data: st.DataObject) -> None:
    """Whatever names a reader gives, and however long the tables are."""
    comes_back(calculator, data.draw(strategies.inputs(calculator)))


def test_examples_in_the_page_are_the_examples(calculator: Calculator) -> None:
    """The buttons carry each example's form, and Reset the first."""
    page = Markup(embed(calculator.name))
    carried = [json.loads(button["data-values"]) for button in page.having("data-values")]
    expected = [preset.inputs.written() for preset in calculator.presets]
    assert carried == [*expected, calculator.inputs().written()]
    assert [json.loads(b["data-values"]) for b in page.having("data-reset")] == carried[-1:]


def test_the_page_answers_as_the_browser_does(calculator: Calculator) -> None:
    """What is built into the page for an example is what the browser computes for it."""
    for preset in calculator.presets:
        answer = answered(calculator, preset.inputs.written())
        assert answer["html"] in embed(calculator.name, preset.name)
        assert answer["summary"] in Markup(answer["html"]).text


def at_bounds(form: type[Form]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The default form with one number, here or in a table, at one of its bounds."""
    written = form().written()
    for name, field in form.fields().items():
        if isinstance(field, Number):
            for bound in strategies.bounds(field):
                yield f"{name}={bound}", {**written, name: field.write(bound)}
        elif isinstance(field, TableField) and len(written[name]) > 1:
            values = {key: getattr(form(), key) for key in form.fields()}
            for at, (column, kind) in enumerate(field.columns(values).items()):
                for bound in strategies.bounds(kind) if isinstance(kind, Number) else ():
                    header, first, *rest = written[name]
                    changed = [*first[:at], kind.write(bound), *first[at + 1 :]]
                    yield f"{name}.{column}={bound}", {**written, name: [header, changed, *rest]}


def test_stands_at_each_bound(calculator: Calculator) -> None:
    """At each bound there is an answer, or a message about how fields go together."""
    for place, wire in at_bounds(calculator.inputs):
        try:
            inputs = calculator.inputs.read(wire)
        except InputError as error:
            messages = " ".join(problem.message for problem in error.problems)
            assert "Enter a number" not in messages, (place, messages)
            continue
        sound_report(calculator, inputs)
        page = Markup(answered(calculator, wire)["html"])
        assert not NO_NUMBER.search(page.text), place


def test_says_what_is_wrong_where_it_is_wrong(calculator: Calculator) -> None:
    """Beyond a bound, or with words for a number, the message stands at that field or cell."""
    written = calculator.inputs().written()
    for name, field in calculator.inputs.fields().items():
        if isinstance(field, Number):
            for text in ("two", "1e999", "NaN", "-1e999", "" if not field.optional else "x"):
                errors = answered(calculator, {**written, name: text})["errors"]
                assert list(errors) == [name], text
                assert errors[name].startswith(("Enter", "Keep", "Use", "Choose")), text
        elif isinstance(field, TableField) and len(written[name]) > 1:
            values = {key: getattr(calculator.inputs(), key) for key in calculator.inputs.fields()}
            header, first, *rest = written[name]
            for at, (column, kind) in enumerate(field.columns(values).items()):
                if isinstance(kind, Number):
                    changed = [*first[:at], "two", *first[at + 1 :]]
                    wire = {**written, name: [header, changed, *rest]}
                    assert list(answered(calculator, wire)["errors"]) == [f"{name}.0.{column}"]


@some
@given(data=st.data())
def test_any_inputs_give_a_report(calculator: Calculator, data: st.DataObject) -> None:
    """Whatever is in bounds is answered, without an odd number, and comes back from its form."""
    inputs = data.draw(strategies.inputs(calculator))
    sound_report(calculator, inputs)
    assert calculator.inputs.read(inputs.written()) == inputs
    assert calculator.inputs.read(json.loads(json.dumps(inputs.plain()))) == inputs
    sound(Markup(form_with(calculator, inputs)))


def form_with(calculator: Calculator, inputs: Form) -> str:
    """The calculator's form with these inputs in it."""
    from calculators.kit import form  # noqa: PLC0415

    name, title, version = calculator.name, calculator.title, calculator.version
    page = form.Page("id", name, title, version, name, calculator.presets, inputs)
    return form.render(page, inputs, "")


@settings(some, max_examples=120)
@given(data=st.data())
def test_any_junk_gets_an_answer_or_messages(calculator: Calculator, data: st.DataObject) -> None:
    """No value from a broken link or file makes it stumble."""
    fields = calculator.inputs.fields()
    known = [*calculator.inputs().written(), *fields]
    keys = st.sampled_from(known) | st.text(max_size=10)
    wire = data.draw(st.dictionaries(keys, strategies.junk(), max_size=4))
    answered(calculator, wire)


@settings(some, max_examples=80)
@given(data=st.data())
def test_any_paste_gets_an_answer_or_messages(calculator: Calculator, data: st.DataObject) -> None:
    """Whatever the clipboard holds, and wherever it is pasted."""
    written = calculator.inputs().written()
    found = [n for n, field in calculator.inputs.fields().items() if isinstance(field, TableField)]
    for name in found:
        clipboard = data.draw(strategies.clipboards())
        place = {"row": data.draw(st.integers(0, 9)), "column": data.draw(st.integers(0, 9))}
        value = {"cells": written[name], "paste": clipboard, **place}
        answer = answered(calculator, {**written, name: value})
        if "fill" in answer:
            filled = {**written, **answer["fill"]}
            again = answered(calculator, filled)
            assert again.get("errors") == answer.get("errors")
            assert again.get("html") == answer.get("html")


def test_stands_huge_values(calculator: Calculator) -> None:
    """A million characters, ten thousand rows or cells, and deep nesting are refused in words."""
    written = calculator.inputs().written()
    nested: Any = "1"
    for _ in range(800):
        nested = [nested]
    huge = ("9" * 10**6, "[" * 10**6, '["a",' * 10**5, nested, {"paste": "1\t2\n" * 10**5})
    for name, field in calculator.inputs.fields().items():
        others = {key: text for key, text in written.items() if not key.startswith(f"{name}.")}
        for value in huge:
            answer = answered(calculator, {**others, name: value})
            assert ("problem" in answer) == (value is nested)
            errors = answer.get("errors", {})
            assert errors or value is nested
            assert sum(map(len, errors.values())) < 2000
        if isinstance(field, TableField):
            header, *body = written[name]
            line = body[0] if body else ["1"] * len(header)
            for rows in ([header] + [line] * 10**4, [header * 10**4], [["x"] * 10**4] * 2):
                errors = answered(calculator, {**written, name: rows})["errors"]
                assert sum(map(len, errors.values())) < 2000
            pasted = {"cells": [header], "paste": "\n".join(["\t".join(line)] * 10**4)}
            assert list(answered(calculator, {**written, name: pasted})["errors"]) == [name]


def test_unknown_inputs_are_named(calculator: Calculator) -> None:
    """A field that is not there gets a message that lists those that are."""
    errors = answered(calculator, {"no_such_field": "1"})["errors"]
    assert list(errors) == ["no_such_field"]
    assert all(name in errors["no_such_field"] for name in calculator.inputs.fields())


def test_belongs_into_a_brief(calculator: Calculator) -> None:
    """It has a topic there is, and each input that others share stands for a quantity there is."""
    assert calculator.topic in TOPICS
    shared = [field.shared for field in calculator.inputs.fields().values() if field.shared]
    assert set(shared) <= QUANTITIES.keys()
    assert len(shared) == len(set(shared))


def test_its_examples_can_be_entries_of_a_brief(calculator: Calculator) -> None:
    """The brief as Markdown holds the answer, the calculator's version and the day."""
    for preset in calculator.presets:
        kept = {"version": calculator.version, "date": "2027-03-31"}
        entry = {**kept, "values": preset.inputs.written()}
        project = {"name": "P", "about": {}, "entries": {calculator.name: entry}, "scenarios": {}}
        answer = brief({"project": project, "pages": {}, "date": "2027-04-01"})
        assert (answer["notices"], answer["errors"]) == ([], {})
        sound(Markup(answer["html"]))
        written, file, *_ = (file["text"] for file in answer["files"])
        headline = summary(calculator.report(preset.inputs))
        assert f"\n**{markdown.plain(headline)}**\n" in written
        assert f"\n{calculator.title} {calculator.version}, 2027-03-31.\n" in written
        assert read(file)[0].entries[0].inputs == preset.inputs


def test_notes_stand_without_the_page(calculator: Calculator) -> None:
    """They go into briefs and to machines, where nothing stands above or below them."""
    pointing = re.compile(r"\b(?:tables?|charts?|here|rates|items|”) (?:above|below)\b|” below")
    for preset in calculator.presets:
        for note in notes(calculator.report(preset.inputs)):
            assert not pointing.search(note), note


def test_one_page_is_its_home(calculator: Calculator) -> None:
    """One page of the site opens it as it is; others open it on an example."""
    block = re.compile(rf"^/// calculator \| {calculator.name}\n(?! +preset:)", re.MULTILINE)
    pages = [path for path in DOCS.rglob("*.md") if block.search(path.read_text("utf-8"))]
    assert len(pages) == 1, pages


@pytest.mark.parametrize("style", ["text", "markdown", "json"])
def test_the_command_line_answers(
    calculator: Calculator, style: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its worked example comes as text, Markdown and JSON."""
    assert main([calculator.name, "--format", style]) == 0
    printed = capsys.readouterr().out
    assert not NO_NUMBER.search(printed) or style == "json"
    headline = calculator.report(calculator.inputs())[0]
    assert isinstance(headline, Headline)
    if style == "json":
        assert json.loads(printed) == calculator.json(calculator.inputs())
    elif style == "markdown":
        assert f"**{markdown.plain(headline.text)}**" in printed
    else:
        assert " ".join(headline.text.split()) in " ".join(printed.split())


def test_the_command_line_lists_inputs(
    calculator: Calculator, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` names every input."""
    assert main([calculator.name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {name}" in printed for name in calculator.inputs.fields())


def test_grids_come_after_the_table_that_names_their_columns() -> None:
    """A form is read from top to bottom."""
    for name in names():
        fields = load(name).inputs.fields()
        order = list(fields)
        for key, field in fields.items():
            if isinstance(field, Grid):
                assert order.index(field.columns_from) < order.index(key)
