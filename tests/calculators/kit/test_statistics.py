"""The statistics that calculators share."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg, optimize, stats

from calculators.kit.statistics import (
    Band,
    PowerLaw,
    band,
    error_at,
    examples_for,
    fit_power_law,
    student_t,
)

# x = 0, 1, 2 and y = 0, -1, -1 in logarithms; see `test_three_points`.
THREE = [1, math.e, math.e**2], [1, 1 / math.e, 1 / math.e]


def fitted(examples: list[float], errors: list[float]) -> PowerLaw:
    """The curve through points that have one."""
    fit = fit_power_law(examples, errors)
    assert fit is not None
    return fit


def banded(fit: PowerLaw, confidence: float) -> Band:
    """The band of a curve that has one."""
    found = band(fit, confidence)
    assert found is not None
    return found


def measured(seed: int) -> tuple[list[float], list[float]]:
    """Three to eight points of a learning curve, with noise from next to none to a lot."""
    chance = random.Random(seed)
    beta, noise = chance.uniform(0.05, 0.9), 10 ** chance.uniform(-3, -0.5)
    sizes = [10 ** chance.uniform(2, 6) for _ in range(chance.randint(3, 8))]
    return sizes, [0.9 * (n / 100) ** -beta * math.exp(chance.gauss(0, noise)) for n in sizes]


def samples(count: int) -> Iterator[tuple[PowerLaw, list[float], list[float], random.Random]]:
    """Fits that fall, their points, and chance of their own."""
    for seed in range(count):
        examples, errors = measured(seed)
        fit = fitted(examples, errors)
        if fit.exponent > 0.01:
            yield fit, examples, errors, random.Random(seed + count)


class TestFit:
    """The line itself."""

    def test_two_points(self) -> None:
        """Ten times the examples halve the error: exponent log10 2, and no standard error."""
        fit = fitted([1000, 10_000], [0.2, 0.1])
        assert math.isclose(fit.exponent, math.log10(2), rel_tol=1e-12)
        # error = scale × examples^-β, so scale = 0.2 × 1000^β.
        assert math.isclose(math.exp(fit.log_scale), 0.2 * 1000 ** math.log10(2), rel_tol=1e-9)
        assert fit.standard_error is None

    def test_three_points(self) -> None:
        """On x = 0, 1, 2 and y = 0, -1, -1 the slope is -1/2 and its standard error √(1/12).

        The mean of y is -2/3; the line is -1/6, -2/3, -7/6 and leaves 1/6, -1/3, 1/6, whose
        squares sum to 1/6. With one degree of freedom and Sxx = 2 the variance is 1/12.
        """
        fit = fitted(*THREE)
        assert fit.standard_error is not None
        assert math.isclose(fit.exponent, 0.5, rel_tol=1e-12)
        assert math.isclose(fit.standard_error, math.sqrt(1 / 12), rel_tol=1e-12)

    def test_no_line_through_one_size(self) -> None:
        """Points above each other have no slope."""
        assert fit_power_law([1000, 1000], [0.2, 0.1]) is None

    def test_steep_curves_have_a_scale_too(self) -> None:
        """Its logarithm is finite where the scale itself is beyond any float."""
        assert fitted([0.99999e15, 1e15], [0.999, 0.001]).log_scale > 1000

    @given(
        st.floats(0.05, 3),
        st.floats(-5, 5),
        st.lists(st.integers(10, 10**7), min_size=3, max_size=8, unique=True),
    )
    def test_finds_the_curve_that_made_the_points(
        self, exponent: float, log_scale: float, sizes: list[int]
    ) -> None:
        """Points on a power law give it back, with next to no standard error."""
        errors = [math.exp(log_scale - exponent * math.log(size)) for size in sizes]
        if max(sizes) / min(sizes) < 1.1:
            return  # too narrow to tell a slope from rounding
        fit = fitted(list(sizes), errors)
        assert fit.standard_error is not None
        assert math.isclose(fit.exponent, exponent, rel_tol=1e-6)
        assert fit.standard_error < 1e-6

    def test_agrees_with_scipy(self) -> None:
        """Exponent and standard error are those of SciPy's least squares, to nine digits."""
        for seed in range(2000):
            examples, errors = measured(seed)
            fit = fitted(examples, errors)
            logs = [math.log(n) for n in examples]
            columns = [[1.0, x] for x in logs]
            (level, slope), *_ = linalg.lstsq(columns, [math.log(e) for e in errors])
            left = [math.log(e) - level - slope * x for x, e in zip(logs, errors, strict=True)]
            spread = math.fsum((x - math.fsum(logs) / len(logs)) ** 2 for x in logs)
            variance = math.fsum(e * e for e in left) / (len(logs) - 2) / spread
            assert fit.standard_error is not None
            assert math.isclose(fit.exponent, -slope, rel_tol=1e-9, abs_tol=1e-12)
            assert math.isclose(fit.standard_error, math.sqrt(variance), rel_tol=1e-9)


class TestStudentT:
    """The quantile for intervals."""

    @pytest.mark.parametrize(
        ("confidence", "degrees", "t"),
        [
            (0.95, 1, 12.706),  # from the usual table, e.g. Abramowitz & Stegun 1964, table 26.10
            (0.95, 2, 4.303),
            (0.80, 1, 3.078),
            (0.90, 5, 2.015),
            (0.99, 30, 2.750),
        ],
    )
    def test_table(self, confidence: float, degrees: int, t: float) -> None:
        """The figures printed in tables."""
        assert math.isclose(student_t(confidence, degrees), t, abs_tol=5e-4)

    def test_one_degree_is_a_tangent(self) -> None:
        """With one degree of freedom it is Cauchy's: P(|T| < t) = 2/π · arctan t."""
        assert math.isclose(student_t(0.5, 1), 1, rel_tol=1e-12)

    def test_two_degrees_have_a_formula(self) -> None:
        """P(|T| < t) = t / √(2 + t²), so half lies within √(2/3)."""
        assert math.isclose(student_t(0.5, 2), math.sqrt(2 / 3), rel_tol=1e-12)

    def test_agrees_with_scipy(self) -> None:
        """To nine digits, for any confidence that a reader may choose."""
        chance = random.Random(5)
        for _ in range(2000):
            confidence, degrees = chance.uniform(0.01, 0.999), chance.randint(1, 60)
            expected = stats.t.ppf((1 + confidence) / 2, degrees)
            assert math.isclose(student_t(confidence, degrees), expected, rel_tol=1e-9)


class TestBand:
    """Where the curve passes at a number of examples."""

    def test_at_the_middle_of_three_points(self) -> None:
        """At x = 1 the line is at -2/3, and its standard error s/√3 with s² = 1/6.

        Half of Student's distribution with one degree lies within 1, so the band is -2/3 ± √(1/18).
        """
        fit = fitted(*THREE)
        low, high = banded(fit, 0.5).errors(math.e)
        assert low is not None
        assert high is not None
        assert math.isclose(math.log(low), -2 / 3 - math.sqrt(1 / 18), rel_tol=1e-12)
        assert math.isclose(math.log(high), -2 / 3 + math.sqrt(1 / 18), rel_tol=1e-12)
        middle = error_at(fit, math.e)
        assert middle is not None
        assert math.isclose(math.log(middle), -2 / 3, rel_tol=1e-12)

    def test_two_points_have_none(self) -> None:
        """A line through two points leaves nothing to estimate its spread from."""
        assert band(fitted([1000, 10_000], [0.2, 0.1]), 0.8) is None

    def test_too_large_for_a_float(self) -> None:
        """A steep curve followed far back has no number there."""
        fit = fitted([0.99999e15, 1e15], [0.999, 0.001])
        assert error_at(fit, 1) is None
        assert examples_for(fitted([1, 1e15], [0.9, 0.8]), 1e-15) is None


class TestExamplesForAnError:
    """Reading the curve the other way round, with an interval."""

    def test_half_the_error(self) -> None:
        """Where ten times the examples halve the error, they do it once more: 100,000."""
        found = examples_for(fitted([1000, 10_000], [0.2, 0.1]), 0.05)
        assert found is not None
        assert math.isclose(found, 100_000, rel_tol=1e-9)

    def test_interval_of_three_points(self) -> None:
        """Target y = -5/3 is 1 below the centre; with t = 1 the ends solve a quadratic.

        (u/2 - 1)² ≤ (1/6)(1/3 + u²/2), that is u²/6 - u + 17/18 ≤ 0: u = 3 ± √(9 - 17/3) = 3 ± √(10/3).
        """
        low, high = banded(fitted(*THREE), 0.5).examples(math.exp(-5 / 3))
        assert low is not None
        assert high is not None
        assert math.isclose(math.log(low), 1 + 3 - math.sqrt(10 / 3), rel_tol=1e-12)
        assert math.isclose(math.log(high), 1 + 3 + math.sqrt(10 / 3), rel_tol=1e-12)

    def test_interval_at_the_centre(self) -> None:
        """At the mean error both ends lie equally far away: u²/6 = 1/18, so u = ±√(1/3)."""
        low, high = banded(fitted(*THREE), 0.5).examples(math.exp(-2 / 3))
        assert low is not None
        assert high is not None
        assert math.isclose(math.log(low), 1 - math.sqrt(1 / 3), rel_tol=1e-9)
        assert math.isclose(math.log(high), 1 + math.sqrt(1 / 3), rel_tol=1e-9)

    def test_a_curve_that_might_be_level_has_no_far_end(self) -> None:
        """At 95 % with one degree of freedom, t = 12.7 times √(1/12) exceeds the slope of 1/2."""
        fit = fitted(*THREE)
        low, high = banded(fit, 0.95).examples(math.exp(-20))
        assert low is not None
        assert high is None
        low, high = banded(fit, 0.95).examples(math.exp(20))
        assert low is None
        assert high is not None

    def test_a_curve_that_might_be_anywhere_has_no_end(self) -> None:
        """Near the points, and that unsure, no number of examples can be ruled out."""
        assert banded(fitted(*THREE), 0.95).examples(math.exp(-2 / 3)) == (None, None)

    def test_points_on_the_curve_leave_no_doubt(self) -> None:
        """Without scatter both ends are the curve itself, even at its centre."""
        exact = PowerLaw(math.log(2), 0.5, 3, math.log(100), 2.0, 0.0)  # error = 2 / √examples
        for error, examples in ((0.2, 100), (0.02, 10_000), (2.0, 1)):
            for end in banded(exact, 0.95).examples(error):
                assert end is not None
                assert math.isclose(end, examples, rel_tol=1e-9)

    def test_the_ends_are_where_the_band_crosses_the_error(self) -> None:
        """At each end one side of SciPy's band is the target, found by SciPy's root finder."""
        crossings = 0
        for fit, examples, errors, chance in samples(2500):
            logs = [math.log(n) for n in examples]
            line = stats.linregress(logs, [math.log(e) for e in errors])
            mean, n = math.fsum(logs) / len(logs), len(logs)
            spread = math.fsum((x - mean) ** 2 for x in logs)
            scatter = line.stderr * math.sqrt(spread)
            confidence = chance.choice((0.5, 0.8, 0.95))
            t = stats.t.ppf((1 + confidence) / 2, n - 2)
            target = math.log(min(errors)) - chance.uniform(0.1, 2)

            def below(
                x: float,
                side: int,
                at: tuple[float, ...] = (line.intercept, line.slope, t * scatter, mean, spread, n),
                target: float = target,
            ) -> float:
                level, slope, width, mean, spread, n = at
                middle = level + slope * x
                return middle + side * width * math.sqrt(1 / n + (x - mean) ** 2 / spread) - target

            found = banded(fit, confidence).examples(math.exp(target))
            for end, side in zip(found, (-1, 1), strict=True):
                if end is None or not 1 < end < 1e30:
                    continue
                x = math.log(end)
                root = optimize.brentq(below, x - 0.01, x + 0.01, args=(side,), xtol=1e-13)
                assert math.isclose(x, root, rel_tol=1e-9)
                crossings += 1
        assert crossings > 2000

    def test_more_confidence_is_wider_and_holds_the_estimate(self) -> None:
        """Intervals are nested around the number that the curve itself gives."""
        for fit, _, errors, chance in samples(500):
            target = min(errors) * chance.uniform(0.2, 1.5)
            middle = examples_for(fit, target)
            assert middle is not None
            ends = [banded(fit, share).examples(target) for share in (0.5, 0.8, 0.9, 0.95)]
            lows = [middle, *(low for low, _ in ends if low is not None)]
            highs = [middle, *(high for _, high in ends if high is not None)]
            assert all(b <= a * (1 + 1e-9) for a, b in pairwise(lows))
            assert all(b >= a * (1 - 1e-9) for a, b in pairwise(highs))
