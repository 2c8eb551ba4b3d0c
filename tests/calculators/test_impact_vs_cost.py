"""Expected values are worked by hand in the comments; exact shares are integrals over simplexes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculators.impact_vs_cost import (
    DRIVERS,
    LENSES,
    PRESETS,
    QUADRANTS,
    Inputs,
    Project,
    Ranked,
    Result,
    compute,
    present,
)
from calculators.kit import html, markdown
from calculators.kit.blocks import (
    Bars,
    Chart,
    Figures,
    Headline,
    Note,
    Paragraph,
    Report,
    Table,
    Working,
    notes,
    summary,
)
from calculators.kit.inputs import InputError
from calculators.kit.run import answer, embed
from calculators.kit.weights import rank_shares, weightings

some = settings(max_examples=25)  # each example ranks under thousands of weightings
HOSTILE = ("<script>alert(1)</script>", "__proto__", "🦄 | `x`", "אבג cba", "w" * 100)
CHEAP, DEAR, NEVER = (0, 0, 0), (2, 2, 2), (5, 5, 5)


def project(name: str, lenses: Sequence[float], drivers: Sequence[float], **more: Any) -> Project:
    """A project from its two groups of scores."""
    scores = dict(zip((*LENSES, *DRIVERS), (*lenses, *drivers), strict=True))
    return Project(name, **scores, **more)


def given_projects(*projects: Project, **more: Any) -> Inputs:
    """Inputs of these projects."""
    return Inputs(projects=projects, **more)


def by(result: Result, name: str) -> Ranked:
    """One project's row."""
    return next(row for row in result.projects if row.name == name)


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def told(inputs: Inputs) -> str:
    """All words of an answer as one text."""
    return markdown.render("t", report(inputs))


def chart(inputs: Inputs) -> Chart:
    """The matrix."""
    return next(block for block in report(inputs) if isinstance(block, Chart))


def example(name: str) -> Inputs:
    """The inputs of a worked example."""
    inputs = next(preset.inputs for preset in PRESETS if preset.name == name)
    assert isinstance(inputs, Inputs)
    return inputs


def changed(form: Inputs, **values: Any) -> Inputs:
    """The same inputs but for these."""
    return replace(form, **values)


def rescored(before: Project, **values: Any) -> Project:
    """The same project but for these scores."""
    return replace(before, **values)


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def row(name: str, *scores: float) -> dict[str, object]:
    """A project as JSON gives it; scores that are not given are 3."""
    columns = (*LENSES, *DRIVERS)
    return {"name": name, **dict.fromkeys(columns, 3), **dict(zip(columns, scores, strict=False))}


class TestScores:
    """From scores to impact, cost and priority."""

    def test_a_worked_project(self) -> None:
        """Impact = 20(1+2+3+4)/4 = 50; cost = 20(11·1+5·2+2·3)/18 = 30; √(50·70) = 59.16."""
        only = compute(given_projects(project("A", (1, 2, 3, 4), (1, 2, 3)))).projects[0]
        assert only.impact == pytest.approx(50)
        assert only.cost == pytest.approx(30)
        assert only.feasibility == pytest.approx(70)
        assert only.priority == pytest.approx(math.sqrt(3500))

    def test_cost_weights_are_rank_order_centroids(self) -> None:
        """Of three ranks: (1+1/2+1/3)/3 = 11/18, (1/2+1/3)/3 = 5/18, (1/3)/3 = 2/18."""
        centroids = [math.fsum(1 / k for k in range(rank, 4)) / 3 for rank in (1, 2, 3)]
        weights = Inputs().weights(DRIVERS)
        assert [w / math.fsum(weights) for w in weights] == pytest.approx(centroids)
        assert Inputs().weights(LENSES) == [1, 1, 1, 1]

    def test_weights_count(self) -> None:
        """(3·5 + 1·0 + 0·5 + 0·5)/4 = 3.75 of 5 is 75."""
        weights = {"weight_friction": 3, "weight_prediction": 0, "weight_peers": 0}
        inputs = given_projects(project("A", (5, 0, 5, 5), CHEAP), **weights)
        assert compute(inputs).projects[0].impact == pytest.approx(75)

    @pytest.mark.parametrize(("lenses", "drivers"), [((0, 0, 0, 0), CHEAP), ((5, 5, 5, 5), NEVER)])
    def test_without_impact_or_feasibility_there_is_no_priority(
        self, lenses: tuple[int, ...], drivers: tuple[int, ...]
    ) -> None:
        """A root of a product forgives no zero, and the headline says so."""
        inputs = given_projects(project("A", lenses, drivers), project("B", lenses, drivers))
        result = compute(inputs)
        assert [row.priority for row in result.projects] == [0, 0]
        assert "None can rank" in summary(report(inputs))

    @pytest.mark.parametrize("weight", [1e-15, 0.1, 1 / 3, 1e15])
    def test_full_scores_never_pass_100(self, weight: float) -> None:
        """Rounding leaves neither a negative feasibility nor a trace of one."""
        names = (*LENSES, *DRIVERS)
        inputs = given_projects(
            project("A", (5, 5, 5, 5), NEVER), **{f"weight_{name}": weight for name in names}
        )
        only = compute(inputs).projects[0]
        assert only.impact == pytest.approx(100)
        assert only.impact <= 100
        assert (only.cost, only.feasibility, only.priority) == (100, 0, 0)


class TestQuadrants:
    """Where a project stands on the matrix."""

    @pytest.mark.parametrize(
        ("impact", "cost", "quadrant"),
        [(4, 1, "do first"), (4, 4, "big bet"), (1, 1, "filler"), (1, 4, "leave")],
    )
    def test_the_four(self, impact: float, cost: float, quadrant: str) -> None:
        """High and low, either way."""
        only = compute(given_projects(project("A", [impact] * 4, [cost] * 3))).projects[0]
        assert only.quadrant == quadrant
        assert quadrant in QUADRANTS

    def test_a_project_on_the_lines_gets_the_benefit_of_the_doubt(self) -> None:
        """Impact 50 and cost 50 are high impact and low cost at cuts of 50."""
        middle = given_projects(project("A", [2.5] * 4, [2.5] * 3))
        assert compute(middle).projects[0].quadrant == "do first"
        assert compute(replace(middle, impact_cut=50.1)).projects[0].quadrant == "filler"
        assert compute(replace(middle, cost_cut=49.9)).projects[0].quadrant == "big bet"

    def test_rounding_does_not_move_a_project_off_a_line(self) -> None:
        """Three scores of 1.1 with weights 11, 5 and 2 cost 22, give or take the last bit."""
        inputs = given_projects(project("A", [3.3] * 4, [1.1] * 3), cost_cut=22, impact_cut=66)
        assert compute(inputs).projects[0].quadrant == "do first"


class TestRanks:
    """The order, and what ties."""

    def test_best_first(self) -> None:
        """√(60·60) = 60 beats √(100·20) = 44.7: balance beats a peak."""
        result = compute(
            given_projects(project("peak", [5] * 4, [4] * 3), project("even", [3] * 4, [2] * 3))
        )
        assert [(row.name, row.rank) for row in result.projects] == [("even", 1), ("peak", 2)]
        assert result.lead == pytest.approx(60 - math.sqrt(2000))

    def test_ties_share_a_rank(self) -> None:
        """√(40·80) = √(80·40) although the last bits differ; the next rank is passed over."""
        result = compute(
            given_projects(
                project("low", [1] * 4, DEAR),
                project("first", [2] * 4, [1] * 3),
                project("second", [4] * 4, [3] * 3),
            )
        )
        assert [row.rank for row in result.projects] == [1, 1, 3]
        assert [row.name for row in result.projects] == ["first", "second", "low"]
        assert result.lead == 0
        assert not result.tipping_points
        assert not result.slips

    def test_a_shared_first_place_is_said(self) -> None:
        """The headline names all who share it, or the first few."""
        twins = [project(f"twin {n}", [3] * 4, DEAR) for n in range(5)]
        assert summary(report(given_projects(*twins[:2]))) == (
            "“twin 0” and “twin 1” share the first place."
        )
        expected = "“twin 0”, “twin 1”, “twin 2” and 2 more share the first place."
        assert summary(report(given_projects(*twins))) == expected

    def test_one_project_is_placed_and_not_ranked(self) -> None:
        """Its quadrant is the answer, and a second project is asked for."""
        inputs = given_projects(project("Only", [4] * 4, [1] * 3))
        result = compute(inputs)
        assert (result.lead, result.projects[0].first_rank_share) == (None, 1)
        assert summary(report(inputs)) == (
            "“Only”: high impact at low cost. Add a second project to rank them."
        )
        assert not any(isinstance(block, Bars) for block in report(inputs))


class TestDominance:
    """Who can never be ahead, and of whom."""

    def test_at_least_as_good_in_all_and_better_in_one(self) -> None:
        """Low costs are good: B matches A but costs more data; C has more of one lens than A."""
        result = compute(
            given_projects(
                project("A", (3, 3, 3, 3), (1, 1, 1)),
                project("B", (3, 3, 3, 3), (2, 1, 1)),
                project("C", (1, 1, 1, 4), (2, 1, 1)),
                project("D", (1, 1, 1, 1), (3, 3, 3)),
            )
        )
        assert by(result, "A").dominated_by == by(result, "C").dominated_by == ()
        assert by(result, "B").dominated_by == ("A",)
        assert by(result, "D").dominated_by == ("A", "B", "C")
        assert result.dominated == ("B", "D")

    def test_equals_do_not_dominate_each_other(self) -> None:
        """Twins tie under every weighting."""
        result = compute(given_projects(project("A", [3] * 4, DEAR), project("B", [3] * 4, DEAR)))
        assert result.dominated == ()
        assert [row.first_rank_share for row in result.projects] == [0.5, 0.5]


class TestShares:
    """Shares of all weightings, where they can be derived."""

    def test_one_simplex(self) -> None:
        """.9w + .2(1−w) > .5w + .7(1−w) when w > 5/9, so A is first in 4/9 of [0, 1]."""
        shares = rank_shares((0.9 * w + 0.2 * v, 0.5 * w + 0.7 * v) for ((w, v),) in weightings(2))
        assert shares[0][0] == pytest.approx(4 / 9, abs=0.02)

    def test_two_lenses_of_four(self) -> None:
        """The same case in two lenses, the rest equal: w₁/(w₁+w₂) is uniform, so 4/9 again."""
        result = compute(
            given_projects(
                project("A", (4.5, 1, 2, 2), (1, 1, 1)), project("B", (2.5, 3.5, 2, 2), (1, 1, 1))
            )
        )
        assert by(result, "A").first_rank_share == pytest.approx(4 / 9, abs=0.02)
        assert by(result, "B").first_rank_share == pytest.approx(5 / 9, abs=0.02)

    # Over both simplexes. A has lenses (5, 0, 0, 0) at no cost: impact 100·w, feasibility 100,
    # where one of four weights has P(w > x) = (1 − x)³. B has full impact at a cost, and one of
    # three driver weights has the density 2(1 − v).
    #   Cost 5 in data: feasibility 100(1 − v). A is first if w > 1 − v:
    #     E[v³] = ∫ 2(1 − v)v³ dv = 2(1/4 − 1/5) = 1/10.
    #   Cost 5 in data and accuracy: feasibility 100·v, v the third weight. A is first if w > v:
    #     E[(1 − v)³] = ∫ 2(1 − v)⁴ dv = 2/5.
    #   Cost 2.5 in all: feasibility 50. A is first if w > 1/2: (1/2)³ = 1/8.
    @pytest.mark.parametrize(
        ("drivers", "share"), [((5, 0, 0), 1 / 10), ((5, 5, 0), 2 / 5), ((2.5, 2.5, 2.5), 1 / 8)]
    )
    def test_both_simplexes(self, drivers: tuple[float, ...], share: float) -> None:
        """The share of first places of A against B."""
        result = compute(
            given_projects(project("A", (5, 0, 0, 0), CHEAP), project("B", (5, 5, 5, 5), drivers))
        )
        assert by(result, "A").first_rank_share == pytest.approx(share, abs=0.02)
        assert by(result, "B").rank_shares == pytest.approx((1 - share, share), abs=0.02)

    def test_the_readers_weights_do_not_move_them(self) -> None:
        """They are about all weightings, not about one."""
        inputs = Inputs()
        other = compute(replace(inputs, weight_friction=5, weight_data=0))
        for place in compute(inputs).projects:
            assert by(other, place.name).rank_shares == place.rank_shares


class TestWhatWouldChangeIt:
    """Tipping points of weights, and scores that decide."""

    def test_the_weight_at_which_a_rival_draws_level(self) -> None:
        """A 4, 2, 2, 2 and B 3, 3, 2, 2: in friction's weight t, 4t + 6 = 3t + 7 at t = 1.

        With t = 2 A leads, 14 to 13. In pipeline's weight u, 8 + 2u + 4 = 6 + 3u + 4 at u = 2;
        the other two weights change both alike; and with equal costs no driver matters.
        """
        inputs = given_projects(
            project("A", (4, 2, 2, 2), DEAR), project("B", (3, 3, 2, 2), DEAR), weight_friction=2
        )
        found = {tip.criterion: tip for tip in compute(inputs).tipping_points}
        assert found["friction"].weight == 2
        assert found["friction"].tips_at == pytest.approx(1)
        assert found["pipeline"].tips_at == pytest.approx(2)
        assert found["friction"].in_favour_of == found["pipeline"].in_favour_of == "B"
        others = (found[name] for name in ("prediction", "peers", *DRIVERS))
        assert {(tip.tips_at, tip.in_favour_of) for tip in others} == {(None, None)}

    def test_a_drivers_weight(self) -> None:
        """Equal impact; worths 4, 2, 5 and 3, 5, 5. With weights t, 1, 0: 4t + 2 = 3t + 5 at 3."""
        inputs = given_projects(
            project("A", [3] * 4, (1, 3, 0)),
            project("B", [3] * 4, (2, 0, 0)),
            weight_data=4,
            weight_accuracy=1,
            weight_difficulty=0,
        )
        found = {tip.criterion: tip for tip in compute(inputs).tipping_points}
        assert found["data"].tips_at == pytest.approx(3)
        assert found["data"].in_favour_of == "B"

    def test_a_weight_alone_on_its_side_changes_nothing(self) -> None:
        """Only proportions count, so the only weight above 0 can be anything above 0."""
        weights = {"weight_accuracy": 0, "weight_difficulty": 0}
        inputs = given_projects(
            project("A", [3] * 4, (1, 3, 0)), project("B", [3] * 4, (2, 0, 0)), **weights
        )
        found = {tip.criterion: tip for tip in compute(inputs).tipping_points}
        assert found["data"].tips_at is None

    def test_a_score_that_decides(self) -> None:
        """Impact sums of 12 and 11 at equal cost: a point down for A, or up for B, only draws level.

        A point of data moves feasibility by 20·11/18 = 12.2 of 60, more than the 1/12 that A is
        ahead; accuracy by 5.6 of 60 = 9.3 %, just more than that; difficulty by 2.2, less.
        """
        inputs = given_projects(project("A", (3, 3, 3, 3), DEAR), project("B", (3, 3, 3, 2), DEAR))
        found = {(slip.project, slip.criterion): slip for slip in compute(inputs).slips}
        assert set(found) == {(p, c) for p in "AB" for c in ("data", "accuracy")}
        worse, better = found["A", "data"], found["B", "accuracy"]
        assert (worse.score, worse.other_score, worse.first) == (2, 3, "B")
        assert (better.score, better.other_score, better.first) == (2, 1, "B")

    def test_a_safe_lead_is_said(self) -> None:
        """Far ahead, no score decides."""
        inputs = given_projects(project("A", [5] * 4, [1] * 3), project("B", [1] * 4, [4] * 3))
        assert compute(inputs).slips == ()
        assert "no single score" in told(inputs)

    def test_scores_stay_on_their_scale(self) -> None:
        """A point off a 5 or a 0 is tried one way only."""
        for slip in compute(example("close-call")).slips:
            assert 0 <= slip.other_score <= 5
            assert abs(slip.other_score - slip.score) == 1


def rice(reach: float, impact: float, confidence: float, effort: float) -> dict[str, float]:
    """The columns of RICE."""
    values = (reach, impact, confidence, effort)
    parts = ("reach", "impact", "confidence", "effort")
    return {f"rice_{part}": value for part, value in zip(parts, values, strict=True)}


FULL = rice(2000, 2, 80, 3) | {
    "ice_impact": 8,
    "ice_confidence": 7,
    "ice_ease": 5,
    "wsjf_value": 8,
    "wsjf_urgency": 5,
    "wsjf_risk": 3,
    "wsjf_size": 5,
}


class TestOtherScores:
    """RICE, ICE and WSJF beside ours."""

    def test_vectors(self) -> None:
        """2000·2·0.8/3 = 1066.667; 8·7·5 = 280; (8 + 5 + 3)/5 = 3.2."""
        inputs = given_projects(project("A", [3] * 4, DEAR, **FULL))
        only = compute(inputs).projects[0]
        assert only.rice == pytest.approx(1066.667, abs=0.001)
        assert only.ice == pytest.approx(280)
        assert only.wsjf == pytest.approx(3.2)

    def test_they_stand_beside_our_order_with_a_warning(self) -> None:
        """With their own ranks; who is not scored has an empty cell."""
        inputs = given_projects(
            project("A", [5] * 4, [1] * 3, **rice(1, 1, 50, 1)),
            project("B", [1] * 4, [4] * 3, **rice(9, 1, 50, 1)),
            project("C", [0] * 4, [4] * 3),
        )
        table = next(b for b in report(inputs) if isinstance(b, Table) and "RICE" in b.columns)
        assert table.columns == ("Project", "Our rank", "RICE", "RICE rank")
        shown = [[getattr(cell, "text", cell) for cell in line] for line in table.rows]
        assert shown == [["A", "1", "0.5", "2"], ["B", "2", "4.5", "1"], ["C", "3", "", ""]]
        warnings = [b.text for b in report(inputs) if isinstance(b, Note) and b.warning]
        assert len(warnings) == 1
        assert "multiply" in warnings[0]
        assert "RICE puts “B” first." in told(inputs)

    def test_the_warnings_arithmetic(self) -> None:
        """1.2³/0.8 = 2.16 and 0.8³/1.2 = 0.43; 1.2³ = 1.73, 0.8³ = 0.51; 1.2/0.8, 0.8/1.2."""
        inputs = given_projects(project("A", [3] * 4, DEAR, **FULL))
        shown = " ".join(notes(report(inputs)))
        for value in (0.8**3 / 1.2, 1.2**3 / 0.8, 0.8**3, 1.2**3, 0.8 / 1.2, 1.2 / 0.8):
            assert f"{value:.2f}".rstrip("0") in shown

    @pytest.mark.parametrize("missing", list(FULL))
    def test_a_part_that_is_missing_is_asked_for(self, missing: str) -> None:
        """The score is no answer, a note says what it takes, and all else is answered."""
        some_parts = {name: value for name, value in FULL.items() if name != missing}
        inputs = given_projects(project("A", [3] * 4, DEAR, **some_parts))
        method = missing.partition("_")[0]
        assert getattr(compute(inputs).projects[0], method) is None
        note = next(text for text in notes(report(inputs)) if text.startswith("No "))
        assert note.startswith(f"No {method.upper()} for “A”. It takes all of these: ")
        assert missing.partition("_")[2] in note

    def test_without_them_nothing_is_said(self) -> None:
        """Most readers have none."""
        assert notes(report(Inputs())) == []


class TestBadInput:
    """Each slip has a message at its place that names the remedy."""

    def test_no_projects(self) -> None:
        """An empty table asks for a project."""
        for nothing in ([], [["name", "friction"]], [["name"], [""]], ""):
            assert problems(projects=nothing) == {
                "projects": "Enter at least 1 project: there are 0."
            }

    def test_too_many_projects(self) -> None:
        """50 are taken, and 51 are not."""
        many = [row(f"P{n}") for n in range(51)]
        assert len(compute(Inputs.read({"projects": many[:50]})).projects) == 50
        assert problems(projects=many) == {"projects": "Keep at most 50 projects: there are 51."}

    @pytest.mark.parametrize(
        ("score", "message"),
        [
            (6, "Enter a number of at most 5."),
            (-1, "Enter a number of at least 0."),
            ("", "Enter a number from 0 to 5, such as 3."),
            ("high", "Enter a number from 0 to 5, such as 3."),
            ("nan", "Enter a number from 0 to 5, such as 3."),
            ("3,5", "Write the decimal mark as a point, as in 0.35."),
        ],
    )
    @pytest.mark.parametrize("column", [*LENSES, *DRIVERS])
    def test_a_score_off_its_scale(self, column: str, score: object, message: str) -> None:
        """The cell is named."""
        line = {**row("A"), column: score}
        assert problems(projects=[row("B"), line]) == {f"projects.1.{column}": message}

    def test_a_name_is_asked_for_and_used_once(self) -> None:
        """Names are told apart without regard to case."""
        assert problems(projects=[row("")]) == {"projects.0.name": "Enter a name."}
        message = "Give each row its own name: “a” is used twice."
        assert problems(projects=[row("A"), row("a")]) == {"projects.1.name": message}

    @pytest.mark.parametrize(("criteria", "side"), [(LENSES, "impact"), (DRIVERS, "cost")])
    def test_a_side_without_weights(self, criteria: tuple[str, ...], side: str) -> None:
        """One of them has to count."""
        zeros = {f"weight_{name}": 0 for name in criteria}
        message = f"Enter a number above 0 for at least one of the weights of {side}."
        assert problems(**zeros) == {f"weight_{criteria[0]}": message}

    @pytest.mark.parametrize("field", ["impact_cut", "cost_cut"])
    def test_a_cut_off_the_scale(self, field: str) -> None:
        """0 to 100."""
        assert problems(**{field: 101}) == {field: "Enter a number of at most 100."}
        assert problems(**{field: -1}) == {field: "Enter a number of at least 0."}

    def test_a_weight_below_zero(self) -> None:
        """Weights count, they do not punish."""
        expected = {"weight_peers": "Enter a number of at least 0."}
        assert problems(weight_peers="-1") == expected

    @pytest.mark.parametrize("column", ["rice_effort", "wsjf_size"])
    def test_what_divides_must_be_above_zero(self, column: str) -> None:
        """No effort is no project."""
        assert problems(projects=[{**row("A"), column: 0}]) == {
            f"projects.0.{column}": "Enter a number above 0."
        }

    def test_rice_confidence_is_a_percentage(self) -> None:
        """80, not 0.8 of it, and never above 100."""
        assert problems(projects=[{**row("A"), "rice_confidence": 120}]) == {
            "projects.0.rice_confidence": "Enter a percentage of at most 100."
        }

    def test_bad_input_answers_the_form(self) -> None:
        """The browser's door gives messages, never a traceback."""
        wire = {"projects": [["name", *LENSES, *DRIVERS], ["A", "9", *["3"] * 6]]}
        found = answer({"name": "impact-vs-cost", "values": wire})
        assert found["errors"] == {"projects.0.friction": "Enter a number of at most 5."}


class TestPresentation:
    """What the reader sees."""

    def test_the_axes_cannot_be_read_backwards(self) -> None:
        """Feasibility says which end is cheap, and the best quarter is marked and named."""
        drawn = chart(Inputs())
        assert drawn.x.label == "feasibility: high = cheap"
        assert (drawn.x.low, drawn.x.high, drawn.y.low, drawn.y.high) == (0, 100, 0, 100)
        best = next(region for region in drawn.regions if region.strong)
        assert (best.label, best.x, best.y) == ("do first", (50, 100), (50, 100))
        assert {region.label for region in drawn.regions} == set(QUADRANTS)

    def test_the_cuts_are_drawn(self) -> None:
        """A cost above 30 is high: left of feasibility 70."""
        drawn = chart(replace(Inputs(), cost_cut=30, impact_cut=60))
        assert {(rule.axis, rule.at) for rule in drawn.rules} == {("x", 70), ("y", 60)}

    def test_points_are_the_projects(self) -> None:
        """Each stands at its feasibility and impact; the first is the reader's own."""
        drawn, result = chart(Inputs()), compute(Inputs())
        at = [(point.x, point.y, point.strong) for point in drawn.points]
        assert at == [(p.feasibility, p.impact, p.rank == 1) for p in result.projects]
        assert drawn.points[0].label == "1 Support triage"

    def test_fifty_projects_are_numbered(self) -> None:
        """Too many for names: ranks in the chart, twelve bars, all in the tables."""
        inputs = given_projects(
            *(project(f"P{n}", [n % 6, n % 5, n % 4, n % 3], [n % 6, n % 4, 1]) for n in range(50))
        )
        drawn = chart(inputs)
        assert {point.label for point in drawn.points} == {
            str(place.rank) for place in compute(inputs).projects
        }
        assert len(drawn.table.rows) == 50
        bars = next(block for block in report(inputs) if isinstance(block, Bars))
        assert (len(bars.bars), len(bars.table.rows)) == (12, 50)

    def test_bars_and_their_table_agree(self) -> None:
        """First, second and third place; what is left is lower."""
        bars = next(block for block in report(Inputs()) if isinstance(block, Bars))
        assert bars.segments == ("1st", "2nd", "3rd")
        for bar, place in zip(bars.bars, compute(Inputs()).projects, strict=True):
            assert bar.segments == place.rank_shares[:3]
            assert math.fsum(bar.segments) <= 1 + 1e-9

    def test_two_projects_have_two_ranks(self) -> None:
        """No third place, and nothing lower."""
        inputs = given_projects(project("A", [3] * 4, DEAR), project("B", [2] * 4, DEAR))
        bars = next(block for block in report(inputs) if isinstance(block, Bars))
        assert bars.segments == ("1st", "2nd")
        assert bars.table.columns == ("Project", "1st", "2nd")

    def test_small_shares_are_not_nothing(self) -> None:
        """Less than half a percent reads <1 %; a share of 0 reads 0 %."""
        shown = told(example("six-ideas"))
        assert "<1 %" in shown.replace("\\", "")
        assert "0 %" in shown

    def test_the_working_has_this_pages_numbers(self) -> None:
        """Weights and scores of the first project, as in the formula."""
        working = next(block for block in report(Inputs()) if isinstance(block, Working))
        assert "20 · (1·3 + 1·3 + 1·4 + 1·4) / 4 = 70" in working.steps[0]
        assert "20 · (11·1 + 5·2 + 2·1) / 18 = 25.6" in working.steps[1]
        assert all(source.text for source in working.sources)

    def test_every_quadrant_has_its_advice(self) -> None:
        """Four leaders, four next steps."""
        advice = set()
        for impact, cost in ((4, 1), (4, 4), (1, 1), (1, 4)):
            inputs = given_projects(project("A", [impact] * 4, [cost] * 3))
            words = [block.text for block in report(inputs) if isinstance(block, Paragraph)]
            advice.add(next(text for text in words if text.startswith("Next: ")))
        assert len(advice) == 4

    def test_hostile_names_are_only_names(self) -> None:
        """Escaped in HTML; in Markdown they end no cell."""
        inputs = given_projects(*(project(name, [3] * 4, DEAR) for name in HOSTILE))
        page = html.render(report(inputs))
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
        table = next(block for block in report(inputs) if isinstance(block, Table))
        lines = [line for line in told(inputs).splitlines() if line.startswith("| ")]
        assert sum("🦄 \\| \\`x\\`" in line for line in lines) >= 1
        assert all(name in [line[0] for line in table.rows] for name in HOSTILE)
        assert "<script>" not in embed("impact-vs-cost", "support-triage")

    def test_a_shared_name_prefix_is_no_trap(self) -> None:
        """Names that read like Python's or JavaScript's own are names."""
        names = ("__proto__", "constructor", "None", "1")
        inputs = given_projects(*(project(name, [3] * 4, DEAR) for name in names))
        assert {place.name for place in compute(inputs).projects} == set(names)


class TestExamples:
    """Each worked example teaches its point."""

    def test_the_most_impact_is_not_first(self) -> None:
        """The first example: the idea of most impact comes late."""
        result = compute(Inputs())
        most = max(result.projects, key=lambda place: place.impact)
        assert (most.name, most.quadrant) == ("Self-driving support", "big bet")
        assert most.rank > 3
        assert {place.quadrant for place in result.projects} == set(QUADRANTS)

    def test_the_running_case(self) -> None:
        """Routing what is sure beats both rules and writing the answers."""
        result = compute(example("support-triage"))
        assert result.projects[0].name == "Route the sure ones"
        assert result.slips == ()

    def test_no_archetype_starts_in_the_best_quarter(self) -> None:
        """As FSDL 2022 draws them; their moves improve all three."""
        result = compute(example("archetypes"))
        moved = {
            "Software 2.0": "SW 2.0 + flywheel",
            "Human in the loop": "Human + good design",
            "Autonomous": "Autonomous + rails",
        }
        assert by(result, "Software 2.0").impact < by(result, "Autonomous").impact
        for start, end in moved.items():
            assert by(result, start).quadrant != "do first"
            assert by(result, end).priority > by(result, start).priority

    def test_four_methods_four_winners(self) -> None:
        """RICE, ICE, WSJF and ours each put another project first."""
        places = compute(example("four-scores")).projects
        winners = [
            max(places, key=lambda place: getattr(place, method)).name
            for method in ("priority", "rice", "ice", "wsjf")
        ]
        assert len(set(winners)) == 4

    def test_a_close_call(self) -> None:
        """The first is not the one that most weightings put first."""
        inputs = example("close-call")
        result = compute(inputs)
        assert result.slips
        favourite = max(result.projects, key=lambda place: place.first_rank_share)
        assert favourite.rank != 1
        headline = next(block for block in report(inputs) if isinstance(block, Headline))
        assert headline.tone == "mixed"
        assert favourite.name in headline.text


scores = st.integers(0, 10).map(lambda halves: halves / 2)
weights = st.integers(0, 20).map(float)


@st.composite
def backlogs(draw: st.DrawFn, least: int = 1) -> Inputs:
    """A few projects with half-point scores, and any weights that count."""
    lines = draw(st.lists(st.tuples(*[scores] * 7), min_size=least, max_size=5))
    given_weights = {f"weight_{name}": draw(weights) for name in (*LENSES, *DRIVERS)}
    for criteria in (LENSES, DRIVERS):
        assume(any(given_weights[f"weight_{name}"] for name in criteria))
    projects = (project(f"P{n}", line[:4], line[4:]) for n, line in enumerate(lines))
    return given_projects(*projects, **given_weights)


class TestProperties:
    """What holds for any backlog."""

    @some
    @given(backlogs())
    def test_bounds(self, inputs: Inputs) -> None:
        """0 to 100, shares that add up, ranks that start at 1 and only repeat for ties."""
        result = compute(inputs)
        count = len(result.projects)
        for place in result.projects:
            for value in (place.impact, place.cost, place.feasibility, place.priority):
                assert 0 <= value <= 100
            low, high = sorted((place.impact, place.feasibility))
            assert low - 1e-9 <= place.priority <= high + 1e-9
            assert len(place.rank_shares) == count
            assert math.fsum(place.rank_shares) == pytest.approx(1)
        for rank in range(count):
            assert math.fsum(p.rank_shares[rank] for p in result.projects) == pytest.approx(1)
        ranks = [place.rank for place in result.projects]
        assert ranks == sorted(ranks)
        assert all(rank == ranks.index(rank) + 1 for rank in ranks)
        assert result.lead is None or result.lead >= 0

    @some
    @given(backlogs(least=2), st.randoms(use_true_random=False))
    def test_the_order_of_rows_does_not_matter(self, inputs: Inputs, random: Any) -> None:
        """A project's numbers stay its own."""
        shuffled = list(inputs.projects)
        random.shuffle(shuffled)
        result, other = compute(inputs), compute(replace(inputs, projects=tuple(shuffled)))
        for place in result.projects:
            same = by(other, place.name)
            assert (same.impact, same.cost, same.priority) == (
                place.impact,
                place.cost,
                place.priority,
            )
            assert (same.rank, same.quadrant) == (place.rank, place.quadrant)
            assert set(same.dominated_by) == set(place.dominated_by)
            assert same.rank_shares == pytest.approx(place.rank_shares)

    @some
    @given(backlogs(), st.sampled_from((0.001, 0.5, 3, 1e6)))
    def test_only_proportions_of_weights_count(self, inputs: Inputs, factor: float) -> None:
        """All weights of a side times anything give the same."""
        scaled = {f"weight_{n}": getattr(inputs, f"weight_{n}") * factor for n in DRIVERS}
        result, other = compute(inputs), compute(changed(inputs, **scaled))
        for place in result.projects:
            assert by(other, place.name).priority == pytest.approx(place.priority)
            assert by(other, place.name).rank == place.rank

    @some
    @given(backlogs())
    def test_a_dominated_project_is_never_ahead(self, inputs: Inputs) -> None:
        """Not by priority, and not under any weighting."""
        result = compute(inputs)
        for place in result.projects:
            for name in place.dominated_by:
                better = by(result, name)
                assert better.rank <= place.rank
                assert better.first_rank_share >= place.first_rank_share - 1e-12
                assert place.name not in better.dominated_by

    @some
    @given(backlogs(), st.sampled_from((*LENSES, *DRIVERS)))
    def test_a_better_score_never_lowers_a_priority(self, inputs: Inputs, name: str) -> None:
        """More of a lens, or less of a driver."""
        first = inputs.projects[0]
        value = min(getattr(first, name) + 1, 5) if name in LENSES else 0
        others = inputs.projects[1:]
        better = changed(inputs, projects=(rescored(first, **{name: value}), *others))
        before, after = compute(inputs), compute(better)
        assert by(after, first.name).priority >= by(before, first.name).priority - 1e-9
        shares = (by(r, first.name).first_rank_share for r in (before, after))
        assert next(shares) <= next(shares) + 1e-12

    @some
    @given(backlogs(least=2))
    def test_at_a_tipping_point_the_leader_is_level(self, inputs: Inputs) -> None:
        """And a little beyond it, it is first no more."""
        result = compute(inputs)
        for tip in result.tipping_points:
            if tip.tips_at is None or tip.in_favour_of is None or not 0 < tip.tips_at < 1e6:
                continue
            field = f"weight_{tip.criterion}"
            level_there = compute(changed(inputs, **{field: tip.tips_at}))
            leader = by(level_there, result.projects[0].name)
            rival = by(level_there, tip.in_favour_of)
            assert leader.priority == pytest.approx(rival.priority)
            beyond = tip.tips_at + 0.01 * (tip.tips_at - tip.weight)
            if beyond > 0:
                assert by(compute(changed(inputs, **{field: beyond})), leader.name).rank > 1

    @some
    @given(backlogs(least=2))
    def test_a_slip_changes_the_first_place(self, inputs: Inputs) -> None:
        """Each one named does, when it is entered."""
        for slip in compute(inputs).slips[:4]:
            projects = tuple(
                rescored(p, **{slip.criterion: slip.other_score}) if p.name == slip.project else p
                for p in inputs.projects
            )
            then = compute(changed(inputs, projects=projects))
            assert by(then, slip.first).rank == 1
            assert by(then, compute(inputs).projects[0].name).rank > 1

    @some
    @given(backlogs())
    def test_any_backlog_has_a_report(self, inputs: Inputs) -> None:
        """A headline, figures and tables in every format."""
        answer = report(inputs)
        assert isinstance(answer[0], Headline)
        assert isinstance(answer[1], Figures)
        assert "nan" not in html.render(answer).casefold()
