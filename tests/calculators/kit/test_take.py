"""What a reader takes along, and that each of it says where it is from."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from calculators.kit import csv_file
from calculators.kit.inputs import Form
from calculators.kit.markdown import plain
from calculators.kit.problems import Refused
from calculators.kit.run import load
from calculators.kit.take import take

NAME = "cost-of-accuracy"
ADDRESS = "https://example.org/calculators/cost-of-accuracy/"
DAY = "2027-03-01"
CURVE = [["examples", "error"], ["1000", "20"], ["10000", "10"]]


def taken(name: str = NAME, **values: Any) -> dict[str, Any]:
    """Everything there is to take for some values."""
    return take({"name": name, "values": values, "address": ADDRESS, "date": DAY})


def file(found: dict[str, Any], name: str) -> str:
    """The text of the file of that name."""
    (text,) = [file["text"] for file in found["files"] if file["name"] == name]
    assert isinstance(text, str)
    return text


def inputs(name: str, **values: Any) -> Form:
    """The same values as inputs."""
    return load(name).inputs.read(values)


class TestLinks:
    """The address with the values in it."""

    def test_a_link(self) -> None:
        """To the page, with what differs."""
        found = taken(target_accuracy="99.5")
        assert found["link"] == f"{ADDRESS}#{NAME}?target_accuracy=99.5&as=1.0&v=1"
        assert found["link_problem"] == ""

    def test_too_long_for_a_link(self) -> None:
        """There are files all the same, and they do not pretend to have one."""
        noted = {
            f"{item}.note": "".join(chr(0x4E00 + 97 * n % 20_000) for n in range(at, at + 400))
            for at, item in enumerate(load("feasibility-check").inputs.fields())
        }
        found = taken("feasibility-check", **noted)
        assert found["link"] is None
        assert found["link_problem"].startswith("This is too long for a link (")
        assert json.loads(file(found, "feasibility-check.json"))["link"] is None
        assert len(found["stamp"]) == 2
        assert ADDRESS not in file(found, "feasibility-check.md")

    @pytest.mark.parametrize(
        "address",
        [
            "http://localhost:8000/calculators/x/",
            "file:///home/me/site%20(1)/calculators/x/index.html",
            "https://xn--bcher-kva.example/%C3%BC/",
        ],
    )
    def test_from_any_address(self, address: str) -> None:
        """Also of a copy of the site on somebody's disk."""
        found = take({"name": NAME, "values": {}, "address": address, "date": DAY})
        assert found["link"] == f"{address}#{NAME}?as=1.0&v=1"


class TestStamp:
    """What stands under a picture or at the foot of a page."""

    def test_says_by_what_and_from_which_inputs(self) -> None:
        """In a few lines, in words."""
        found = taken(target_accuracy="99.5", model="power-law", learning_curve=CURVE)
        assert found["stamp"] == [
            f"Cost of accuracy 1.0, {DAY}",
            "Inputs: Target accuracy: 99.5 %; Rule for the cost of a nine: Power law: data needed along a "
            "learning curve; Your learning curve: 2 points (1,000 and 20 %; 10,000 and 10 %)",
            found["link"],
        ]

    def test_the_worked_example_says_so(self) -> None:
        """A list of everything would say less."""
        assert taken()["stamp"][1] == "Inputs: those of the worked example"

    def test_stays_short(self) -> None:
        """A checklist has many answers."""
        items = load("feasibility-check").inputs.fields()
        line = taken("feasibility-check", **{f"{item}.note": "x" * 500 for item in items})["stamp"][
            1
        ]
        assert line.count(";") >= 8
        assert line.endswith(f"; {len(items) - 8} more")
        assert len(line) < 1000


class TestFiles:
    """Markdown, JSON and CSV."""

    def test_have_a_name_a_kind_and_a_label(self) -> None:
        """Names are the calculator's and their own, and no two are the same."""
        files = taken("metric-combination")["files"]
        assert [(f["name"], f["type"]) for f in files][:5] == [
            ("metric-combination.md", "text/markdown"),
            ("metric-combination.json", "application/json"),
            ("metric-combination-metrics.csv", "text/csv"),
            ("metric-combination-models.csv", "text/csv"),
            ("metric-combination-which-method-picks-which-model.csv", "text/csv"),
        ]
        assert "metric-combination-models-2.csv" in [f["name"] for f in files]
        assert all(f["label"] for f in files)

    def test_markdown_ends_with_the_inputs_and_their_origin(self) -> None:
        """Fields as a list, tables as tables, and a link to open it."""
        found = taken(learning_curve=CURVE, error_floor="2")
        text = file(found, f"{NAME}.md")
        _, _, end = text.partition("\n### Inputs\n")
        assert "\n- Error floor: 2 %\n" in end
        assert "| 1000 | 20 |" in end
        assert end.endswith(
            f"Cost of accuracy 1.0, {DAY}. [Open it with these values]({found['link']})\n"
        )

    def test_json_is_that_of_the_command_line(self) -> None:
        """And says when, and where."""
        found = taken(target_accuracy="99.5")
        answer = json.loads(file(found, f"{NAME}.json"))
        calculator = load(NAME)
        assert answer == {
            **calculator.json(inputs(NAME, target_accuracy="99.5")),
            "date": DAY,
            "link": found["link"],
        }

    def test_csv_of_tables(self) -> None:
        """Those of the form by the names of their columns, those of the report with exact numbers."""
        found = taken(learning_curve=CURVE)
        points = file(found, f"{NAME}-learning-curve.csv")
        assert points.startswith(
            '\ufeff"examples","error"\r\n1000,20\r\n10000,10\r\n\r\n"# Cost of'
        )
        rules = file(found, f"{NAME}-three-rules-three-answers.csv")
        assert rules.startswith('\ufeff"Rule","Next nine","Cost at target"')
        assert all(f'"# {line}"' in rules.replace('""', '"') for line in found["stamp"])

    def test_pictures_have_a_label_and_a_name(self) -> None:
        """One for each chart of the report, in order."""
        assert taken()["pictures"] == [
            {"label": "Cost against accuracy", "name": f"{NAME}-cost-against-accuracy"}
        ]

    def test_hostile_words_stay_words(self) -> None:
        """In each file, as far as its kind can tell."""
        scores = ["friction", "pipeline", "prediction", "peers", "data", "accuracy", "difficulty"]
        hostile = ("=HYPERLINK(1)", "a | b <script>")
        rows = [["name", *scores], *([name, *"1234512"] for name in hostile)]
        found = taken("impact-vs-cost", projects=rows)
        for one in found["files"]:
            if one["type"] == "text/csv":
                cells = csv.reader(io.StringIO(one["text"].removeprefix(csv_file.MARK)))
                assert not [c for line in cells for c in line if c.startswith(("=", "@", "\t"))]
        assert plain("a | b <script>") in file(found, "impact-vs-cost.md")
        assert "<script" not in file(found, "impact-vs-cost.md").replace(r"\<script", "")


class TestIssues:
    """A checklist's open items for an issue tracker."""

    @staticmethod
    def rows(**values: str) -> list[dict[str, str]]:
        """The issues, by column."""
        text = file(taken("feasibility-check", **values), "feasibility-check-issues.csv")
        return list(csv.DictReader(io.StringIO(text)))

    def test_has_one_for_each_open_item(self) -> None:
        """With all that a tracker wants to know."""
        calculator = load("feasibility-check")
        names = list(calculator.inputs.fields())
        done = {f"{name}.answer": "done" for name in names} | {"people.answer": "in progress"}
        more = {"people.owner": "@ann", "people.due": "2027-04-01", "people.note": "Two\nlines"}
        (row,) = self.rows(**done, **more)
        assert list(row) == [
            "Title", "Section", "Status", "Owner", "Due", "Description", "Link", "Source",
        ]  # fmt: skip
        kind = calculator.inputs.fields()["people"]
        assert row["Title"] == kind.label
        assert row["Section"] == kind.group
        assert (row["Status"], row["Owner"], row["Due"]) == ("In progress", "'@ann", "2027-04-01")
        assert row["Description"].startswith(f"{kind.why}\n\nDone when {kind.done_when}\n\nTakes ")  # type: ignore[attr-defined]
        assert row["Description"].endswith("\n\nNote: Two\nlines")
        assert row["Link"] == f"{ADDRESS}#people"
        assert row["Source"].startswith(
            f"Feasibility check 1.0, {DAY} · {ADDRESS}#feasibility-check?"
        )

    def test_in_the_order_in_which_to_do_them(self) -> None:
        """What stops the project stands first; what waits says for what."""
        rows = self.rows(**{"lawful_data.answer": "no"})
        assert (rows[0]["Title"], rows[0]["Status"]) == ("Right to use the data", "No")
        assert len(rows) == len(load("feasibility-check").inputs.fields())
        assert any("\n\nAfter: " in row["Description"] for row in rows)

    def test_nothing_open_is_no_file(self) -> None:
        """Nor has a calculator one that asks for numbers."""
        done = {f"{name}.answer": "done" for name in load("launch-check").inputs.fields()}
        for found in (taken("launch-check", **done), taken()):
            assert not [f for f in found["files"] if f["name"].endswith("-issues.csv")]


class TestRefused:
    """What cannot be taken."""

    def test_values_without_a_result(self) -> None:
        """Say what to mend."""
        with pytest.raises(Refused, match="cannot be passed on"):
            taken(months="two")

    @pytest.mark.parametrize(
        ("address", "date"),
        [
            ("", DAY),
            (None, DAY),
            ("javascript:alert(1)//", DAY),
            ("https://example.org/#x", DAY),
            ("https://example.org/a b", DAY),
            (ADDRESS, ""),
            (ADDRESS, None),
            (ADDRESS, "2027-02-30"),
            (ADDRESS, "1 March"),
        ],
    )
    def test_a_page_that_does_not_know_where_or_when_it_is(
        self, address: object, date: object
    ) -> None:
        """An output without them would be no evidence."""
        with pytest.raises(Refused, match="Reload it"):
            take({"name": NAME, "values": {}, "address": address, "date": date})
