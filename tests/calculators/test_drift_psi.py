"""Expected values come from the formulas in each comment, from a citation, or from SciPy."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from calculators.drift_psi import PRESETS, Inputs, Result, compute, present
from calculators.kit.blocks import Bars, Note, Report, summary
from calculators.kit.inputs import InputError
from calculators.kit.run import load

counts = st.lists(st.integers(1, 10**6), min_size=2, max_size=50)


def given_lists(reference: object, current: object, **more: object) -> Inputs:
    """Inputs with these lists, and what else was entered."""
    return Inputs.read({"reference": reference, "current": current, "names": "", **more})


def result(reference: object, current: object, **more: object) -> Result:
    """The result for these lists."""
    return compute(given_lists(reference, current, **more))


def report(inputs: Inputs) -> Report:
    """The whole answer to some inputs."""
    return present(inputs, compute(inputs))


def said(inputs: Inputs) -> str:
    """All notes."""
    return " ".join(block.text for block in report(inputs) if isinstance(block, Note))


def problems(**raw: object) -> dict[str, str]:
    """The messages that inputs get, by place."""
    with pytest.raises(InputError) as caught:
        Inputs.read(raw)
    return {problem.key: problem.message for problem in caught.value.problems}


def index(before: Sequence[float], now: Sequence[float]) -> float:
    """The formula, as it stands in every book."""
    a, e = np.array(now) / sum(now), np.array(before) / sum(before)
    return float(((a - e) * np.log(a / e)).sum())


class TestVectors:
    """Figures that can be checked with pencil and paper."""

    def test_four_bins(self) -> None:
        """0.05 · ln(0.25 / 0.2) + 0.05 · ln(0.3 / 0.25) = 0.05 · (0.223144 + 0.182322) = 0.0202733."""
        found = result("0.25 0.25 0.25 0.25", "0.20 0.25 0.25 0.30")
        assert math.isclose(found.psi, 0.0202733, abs_tol=5e-8)
        assert found.reading == "stable"
        assert found.noise_limit is found.beyond_noise is None

    def test_noise(self) -> None:
        """10 bins, 1,000 cases each: 2 / 1000 · 16.919 = 0.03384 (χ²₀.₉₅ of 9 degrees)."""
        found = result([100] * 10, [100] * 10)
        assert found.psi == 0
        assert found.noise_limit is not None
        assert math.isclose(found.noise_limit, 0.03384, abs_tol=5e-6)
        assert found.beyond_noise is False
        # 2 · 16.919 / n stays below 0.10 from n = 338.4 on.
        assert found.size_for_moderate == 339

    def test_the_note_on_drift(self) -> None:
        """Deliveries from 20 to 35 %: 0.15 ln(35/20) - 0.15 ln(65/80) = 0.115, however split.

        All other teams shrink alike, by 65/80, so together they add what they add as one.
        """
        assert math.isclose(compute(Inputs()).psi, 0.115088, abs_tol=5e-7)
        assert math.isclose(result("20 80", "35 65").psi, 0.115088, abs_tol=5e-7)

    @pytest.mark.parametrize(
        ("limit", "below", "at_or_above"),
        [(0.10, "stable", "moderate"), (0.25, "moderate", "major")],
    )
    def test_readings(self, limit: float, below: str, at_or_above: str) -> None:
        """Two halves move by d: d ln((½ + d) / (½ - d)) = 2 d atanh(2 d) grows through a limit."""
        d = 0.05
        while 2 * d * math.atanh(2 * d) < limit:
            d += 1e-4
        readings = [result([0.5, 0.5], [0.5 + x, 0.5 - x]).reading for x in (d - 2e-4, d + 1e-4)]
        assert readings == [below, at_or_above]

    def test_raw_values(self) -> None:
        """1 to 10 in five bins of two; twice as many of 9 and 10 now.

        Shares 0.2 each before; now 2, 2, 2, 2, 4 of 12:
        4 · (1/6 - 1/5) ln(5/6) + (1/3 - 1/5) ln(5/3) = 0.0243096 + 0.0681101 = 0.0924197.
        """
        before = list(range(1, 11))
        found = result(before, [*before, 9, 10], bins="5")
        assert [part.name for part in found.by_bin] == [
            "up to 2", "2 to 4", "4 to 6", "6 to 8", "above 8",
        ]  # fmt: skip
        assert [part.reference_share for part in found.by_bin] == [0.2] * 5
        assert math.isclose(found.psi, 0.0924197, abs_tol=5e-7)
        assert (found.reference_size, found.current_size) == (10, 12)

    def test_an_empty_bin_counts_half_a_case(self) -> None:
        """100 + 0 before, 90 + 10 now: (0.9 - 1) ln 0.9 + (0.1 - 0.005) ln(0.1 / 0.005)."""
        found = result("100 0", "90 10", kind="counts")
        expected = -0.1 * math.log(0.9) + 0.095 * math.log(20)
        assert math.isclose(found.psi, expected, rel_tol=1e-12)
        assert found.empty_bins == 1

    def test_an_empty_bin_without_sizes(self) -> None:
        """Shares: 0 counts as 0.0001."""
        found = result("1 0", "0.9 0.1")
        expected = -0.1 * math.log(0.9) + 0.0999 * math.log(1000)
        assert math.isclose(found.psi, expected, rel_tol=1e-12)

    def test_a_bin_that_is_empty_twice_is_none(self) -> None:
        """It adds nothing and takes a degree away."""
        found = result("50 50 0", "40 60 0")
        assert found.psi == result("50 50", "40 60").psi
        assert (found.degrees, found.empty_bins) == (1, 0)


class TestAgainstScipy:
    """Over 2,500 generated inputs, and by experiment."""

    def test_index_and_noise(self) -> None:
        """Relative tolerance 1e-9 to NumPy's sum and SciPy's chi-square."""
        chance = random.Random(6)
        for _ in range(2500):
            bins = chance.randint(2, 50)
            before, now = (
                [chance.randint(1, 10 ** chance.randint(1, 6)) for _ in range(bins)]
                for _ in range(2)
            )
            found = result(before, now, kind="counts")
            limit = (1 / sum(before) + 1 / sum(now)) * stats.chi2.ppf(0.95, bins - 1)
            assert math.isclose(found.psi, index(before, now), rel_tol=1e-9, abs_tol=1e-15)
            assert found.noise_limit is not None
            assert math.isclose(found.noise_limit, limit, rel_tol=1e-9)

    def test_without_drift_one_in_twenty_is_beyond(self) -> None:
        """2,000 pairs of samples from one distribution: 5 % beyond the limit, give or take 1.5."""
        chance = np.random.default_rng(7)
        beyond = 0
        for _ in range(2000):
            before, now = (chance.multinomial(2000, [0.1] * 10).tolist() for _ in range(2))
            beyond += bool(result(before, now, kind="counts").beyond_noise)
        assert math.isclose(beyond / 2000, 0.05, abs_tol=0.015)

    def test_bins_end_at_quantiles(self) -> None:
        """Of values that all differ each bin holds its part, to a value; NumPy counts the same."""
        chance = np.random.default_rng(8)
        for bins in (2, 3, 7, 10, 20):
            before = np.round(chance.lognormal(5, 1, 500), 6)
            now = np.round(chance.lognormal(5.2, 1, 300), 6)
            found = result(before.tolist(), now.tolist(), bins=str(bins), kind="samples")
            assert len(found.by_bin) == bins
            ordered = np.sort(before)
            ends = [ordered[math.ceil(k * 500 / bins) - 1] for k in range(1, bins)]
            for part, values in (("reference_share", before), ("current_share", now)):
                places = np.bincount(np.searchsorted(ends, values), minlength=bins)
                shares = [getattr(one, part) for one in found.by_bin]
                assert np.allclose(shares, places / len(values), rtol=1e-12)
            assert all(abs(one.reference_share - 1 / bins) <= 1 / 500 for one in found.by_bin)


class TestProperties:
    """What must hold whatever the numbers are."""

    @given(counts, st.data())
    def test_the_index_is_the_sum_of_its_parts(
        self, before: list[int], data: st.DataObject
    ) -> None:
        """None of which is below 0, and it is the same in both directions."""
        now = data.draw(st.lists(st.integers(1, 10**6), min_size=len(before), max_size=len(before)))
        there, back = result(before, now, kind="counts"), result(now, before, kind="counts")
        assert math.isclose(there.psi, math.fsum(p.psi for p in there.by_bin), rel_tol=1e-12)
        assert all(part.psi >= 0 for part in there.by_bin)
        assert math.isclose(there.psi, back.psi, rel_tol=1e-9, abs_tol=1e-15)

    @given(counts, st.integers(2, 1000))
    def test_nothing_moved(self, before: list[int], times: int) -> None:
        """The same shares of more cases are no drift, and less chance."""
        found = result(before, [times * count for count in before], kind="counts")
        assert math.isclose(found.psi, 0, abs_tol=1e-12)
        assert found.beyond_noise is False
        more = result([times * c for c in before], [times * c for c in before], kind="counts")
        assert more.noise_limit is not None
        assert found.noise_limit is not None
        assert more.noise_limit < found.noise_limit

    @given(counts, st.data())
    def test_shares_and_counts_agree(self, before: list[int], data: st.DataObject) -> None:
        """Shares with their sizes give what the counts give."""
        now = data.draw(st.lists(st.integers(1, 10**6), min_size=len(before), max_size=len(before)))
        whole = result(before, now, kind="counts")
        shares = result(
            [count / sum(before) for count in before],
            [count / sum(now) for count in now],
            kind="shares",
            reference_size=sum(before),
            current_size=sum(now),
        )
        assert math.isclose(whole.psi, shares.psi, rel_tol=1e-6, abs_tol=1e-12)
        assert whole.noise_limit is not None
        assert shares.noise_limit is not None
        assert math.isclose(whole.noise_limit, shares.noise_limit, rel_tol=1e-9)

    @given(
        st.lists(st.integers(-1000, 1000), min_size=2, max_size=300),
        st.lists(st.integers(-1000, 1000), min_size=1, max_size=300),
        st.integers(2, 50),
    )
    def test_every_value_is_in_a_bin(self, before: list[int], now: list[int], bins: int) -> None:
        """Shares add up to 1, and no bin of the reference is empty."""
        assume(len(before) >= bins and min(before) < max(before))
        found = result(before, now, kind="samples", bins=str(bins))
        assert 2 <= len(found.by_bin) <= bins
        assert math.isclose(math.fsum(p.reference_share for p in found.by_bin), 1, rel_tol=1e-9)
        assert math.isclose(math.fsum(p.current_share for p in found.by_bin), 1, rel_tol=1e-9)
        assert all(part.reference_share > 0 for part in found.by_bin)
        calculator = load("drift-psi")
        inputs = given_lists(before, now, kind="samples", bins=str(bins))
        assert summary(report(inputs))
        assert json.dumps(calculator.json(inputs), allow_nan=False)


class TestReading:
    """What the lists are taken for."""

    @pytest.mark.parametrize(
        ("reference", "current", "expected"),
        [
            ("10 20 30", "20 20 20", "counts"),
            ("0.5 0.5", "0.4 0.6", "shares"),
            ("50 50", "40 60", "shares"),  # whole numbers that add up to 100
            ("33.3 33.3 33.3", "33 33 34", "shares"),  # rounded
            ("1 2 3 4 5 6 7 8 9 10", "1 2 3 4 5 6 7 8 9", "samples"),
            ("1.5 2.5 3.5 4 5 6 7 8 9 10", "1.5 2.5 3.5 4 5 6 7 8 9 11", "samples"),
            ("-1 2 3 4 5 6 7 8 9 10", "-1 2 3 4 5 6 7 8 9 10", "samples"),
        ],
    )
    def test_told_by_the_numbers(self, reference: str, current: str, expected: str) -> None:
        """And the report says so."""
        inputs = given_lists(reference, current)
        assert compute(inputs).read_as == expected
        shown = {"samples": "raw values"}.get(expected, expected)
        assert f"Read as {shown}" in said(inputs)

    def test_the_reader_decides(self) -> None:
        """Counts that could be values are values if chosen, and then nothing is guessed."""
        inputs = given_lists("10 20 30", "20 20 20", kind="samples", bins="2")
        assert compute(inputs).read_as == "samples"
        assert "Read as" not in said(inputs)

    def test_from_a_spreadsheet(self) -> None:
        """A column with marks of thousands, a row with tabs, a JSON array, a list from Python."""
        expected = result("4000 3200 800", "3000 4000 1000").psi
        assert result("4,000\n3,200\n800", "3,000\n4,000\n1,000").psi == expected
        assert result("4000\t3200\t800", "3000\t4000\t1000").psi == expected
        assert result("[4000, 3200, 800]", [3000, 4000, 1000]).psi == expected
        direct = Inputs(reference=[4000, 3200, 800], current=(3000, 4000, 1000), names="")  # type: ignore[arg-type]  # lists are taken too
        assert compute(direct).psi == expected
        assert direct.reference == "4000 3200 800"

    def test_names(self) -> None:
        """In one line with commas, or one a line, where commas belong to a name."""
        one = given_lists("10 20", "20 10", names="North, South; East")
        assert [part.name for part in compute(one).by_bin] == ["North, South", "East"]
        lines = given_lists("10 20", "20 10", names="North, South\nEast")
        assert [part.name for part in compute(lines).by_bin] == ["North, South", "East"]

    def test_names_that_do_not_fit(self) -> None:
        """Bins are numbered, and the note says why; the old names cannot mislead."""
        inputs = given_lists("10 20 30", "20 20 20", names="North, South")
        assert [part.name for part in compute(inputs).by_bin] == ["Bin 1", "Bin 2", "Bin 3"]
        assert "2 names for 3 bins" in said(inputs)


class TestReport:
    """What the reader is told."""

    def test_headlines(self) -> None:
        """Beyond chance, within chance, and not to be told."""
        assert "a moderate change, and more than chance" in summary(report(Inputs()))
        few = next(preset for preset in PRESETS if preset.name == "four-bins").inputs
        assert isinstance(few, Inputs)
        assert "no change shown. Chance alone gives up to 0.0781" in summary(report(few))
        unknown = given_lists("0.25 0.75", "0.75 0.25")
        assert "a major change. Chance cannot be told" in summary(report(unknown))
        assert "how many cases the shares come from" in said(unknown)

    def test_too_few_cases_for_the_rule_of_thumb(self) -> None:
        """30 cases in three bins: chance reaches 2/30 · 5.99 = 0.4; it takes 120 on each side.

        2 · 5.991465 / 0.1 = 119.8.
        """
        few = given_lists("10 10 10", "8 12 10")
        assert "Collect 120 on each side" in said(few)
        assert "rough" not in said(few)
        assert "rough" in said(given_lists("4 4 4", "3 5 4"))

    def test_equal_values_share_a_bin(self) -> None:
        """Nine of ten values are the same, so ten bins become two."""
        inputs = given_lists("5 5 5 5 5 5 5 5 5 9", "5 9", kind="samples")
        assert len(compute(inputs).by_bin) == 2
        assert "there are 2 bins, not 10" in said(inputs)
        other = given_lists("1 9 9 9 9 9 9 9 9 9", "1 9", kind="samples")
        assert [part.name for part in compute(other).by_bin] == ["up to 1", "above 1"]

    def test_empty_bins_are_said(self) -> None:
        """With the convention that was used."""
        assert "1 bin is empty on one side" in said(given_lists("100 0", "90 10", kind="counts"))
        assert "half a case" in said(given_lists("100 0 0", "80 10 10", kind="counts"))
        assert "0.01 %" in said(given_lists("1 0", "0.9 0.1"))

    def test_all_in_one_bin(self) -> None:
        """Nothing could move, and nothing stumbles."""
        one = given_lists("10 0", "20 0", kind="counts")
        assert compute(one).psi == 0
        assert "nothing that could move" in said(one)

    def test_the_bars(self) -> None:
        """All bins and chance first, then each bin; beyond twelve the table has the rest."""
        bars = next(block for block in report(Inputs()) if isinstance(block, Bars))
        assert [bar.label for bar in bars.bars[:3]] == ["All bins", "Chance alone", "Deliveries"]
        many = given_lists([10] * 30, [*range(1, 31)], kind="counts")
        bars = next(block for block in report(many) if isinstance(block, Bars))
        assert len(bars.bars) == 14
        assert len(bars.table.rows) == 32
        assert "first 12" in bars.description


class TestBadInput:
    """Each mistake gets a message at its field that names the remedy."""

    @pytest.mark.parametrize(
        ("raw", "place", "message"),
        [
            ({"current": "1 2 x"}, "current", "“x” is no number"),
            ({"reference": "0,25 0,75"}, "reference", "with a point"),
            ({"reference": ""}, "reference", "Enter a reference"),
            ({"current": "7000 2600", "kind": "counts"}, "current", "Enter 8 numbers"),
            ({"reference": "0.5 0.5", "current": "0.2 0.3 0.5"}, "current", "Enter 2 numbers"),
            ({"reference": "5", "current": "5"}, "reference", "Enter 2 to 50 numbers"),
            ({"reference": ",", "current": ","}, "reference", "Enter 2 to 50 numbers"),
            ({"reference": "-1 2", "current": "1 2", "kind": "counts"}, "reference", "at least 0"),
            ({"reference": "0 0", "current": "1 2"}, "reference", "at least one number above 0"),
            ({"reference": "1 2", "current": "0 0"}, "current", "at least one number above 0"),
            ({"reference": "1 2", "current": "1 2", "kind": "shares"}, "reference", "1 or 100"),
            ({"reference": "1 2 3", "current": "1 2"}, "reference", "at least 10 raw values"),
            ({"reference": "7 7", "current": "7", "bins": "2"}, "reference", "different values"),
            ({"reference": "1 2", "current": ",", "bins": "2"}, "current", "at least one value"),
            ({"bins": "1"}, "bins", "at least 2"),
            ({"bins": "51"}, "bins", "at most 50"),
            ({"reference_size": "0"}, "reference_size", "at least 1"),
            ({"reference": [1, "two"]}, "reference", "numbers only"),
            ({"reference": "1 " * 10_001}, "reference", "at most 20,000 characters"),
        ],
    )
    def test_message(self, raw: dict[str, object], place: str, message: str) -> None:
        """Says what to enter instead."""
        found = problems(**raw)
        assert list(found) == [place]
        assert message in found[place]

    def test_no_list_of_numbers_from_python(self) -> None:
        """A list with words in it is refused as in the form."""
        with pytest.raises(ValueError, match="numbers only"):
            Inputs(reference=["a"])  # type: ignore[arg-type]  # on purpose
