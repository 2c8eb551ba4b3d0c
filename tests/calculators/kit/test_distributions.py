"""Tails, bounds and quantiles against published tables, exact arithmetic and SciPy."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from calculators.kit.distributions import (
    binomial_at_least,
    binomial_at_most,
    chi_square_quantile,
    clopper_pearson,
    incomplete_beta,
    lower_bound,
    trials_for,
    upper_bound,
)

COUNT = 4000  # inputs compared with SciPy in each test


def exact_tails(hits: int, trials: int, rate: float) -> tuple[float, float]:
    """The chances of at most and at least so many (few) hits, as binomial sums in 200 digits."""
    with localcontext() as context:
        context.prec = 200
        p, q = Decimal(rate), 1 - Decimal(rate)
        terms = [math.comb(trials, k) * p**k * q ** (trials - k) for k in range(hits + 1)]
        return float(sum(terms)), float(1 - sum(terms[:-1]))


def observations(largest: int) -> Iterator[tuple[int, int, float]]:
    """Hits, trials of up to 10^largest, and a chance of error; few hits in half of them."""
    chance = random.Random(20)
    for _ in range(COUNT):
        trials = int(10 ** chance.uniform(0, largest))
        any_number = min(trials, int(10 ** chance.uniform(0, largest)))
        hits = chance.randint(0, min(trials, 20)) if chance.random() < 0.5 else any_number
        yield hits, trials, 10 ** chance.uniform(-8, -0.31)


class TestTails:
    """The chance of so many hits or more, or fewer."""

    @given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 99))
    def test_exact_for_small_numbers(self, hits: int, trials: int, percent: int) -> None:
        """The sum of the binomial terms in fractions."""
        p = Fraction(percent, 100)
        terms = [math.comb(trials, k) * p**k * (1 - p) ** (trials - k) for k in range(trials + 1)]
        at_most, at_least = float(sum(terms[: hits + 1])), float(sum(terms[hits:]))
        assert math.isclose(binomial_at_most(hits, trials, float(p)), at_most, rel_tol=1e-12)
        assert math.isclose(binomial_at_least(hits, trials, float(p)), at_least, rel_tol=1e-12)

    @pytest.mark.parametrize("trials", [100, 10**4, 10**7, 10**9])
    @pytest.mark.parametrize("hits", [0, 1, 2, 12, 40])
    @pytest.mark.parametrize("expected_hits", [0.01, 1.0, 10.0, 60.0])
    def test_exact_for_rare_hits(self, trials: int, hits: int, expected_hits: float) -> None:
        """Against 200 digits, where SciPy's own sum has kept eight at a thousand million trials."""
        rate = expected_hits / trials
        at_most, at_least = exact_tails(hits, trials, rate)
        assert math.isclose(binomial_at_most(hits, trials, rate), at_most, rel_tol=1e-12)
        assert math.isclose(binomial_at_least(hits, trials, rate), at_least, rel_tol=1e-12)

    def test_ten_million_trials(self) -> None:
        """12 hits or fewer in 1e7 trials at 1e-6: nearly Poisson with mean 10, table value 0.7916.

        (Molina, Poisson's Exponential Binomial Limit, 1942: c = 13, a = 10 leaves 0.208444.)
        """
        assert math.isclose(binomial_at_most(12, 10**7, 1e-6), 1 - 0.208444, abs_tol=1e-6)

    def test_the_ends(self) -> None:
        """Impossible is 0 and certain is 1, whatever the rate."""
        assert binomial_at_most(-1, 10, 0.5) == binomial_at_most(9, 10, 1.0) == 0
        assert binomial_at_most(10, 10, 0.5) == binomial_at_most(3, 10, 0.0) == 1
        assert binomial_at_least(11, 10, 0.5) == binomial_at_least(1, 10, 0.0) == 0
        assert binomial_at_least(0, 10, 0.5) == binomial_at_least(10, 10, 1.0) == 1
        assert binomial_at_least(11, 10, 1.0) == 0
        assert binomial_at_most(0, 0, 0.5) == 1

    def test_next_to_impossible(self) -> None:
        """A chance below 1e-300 is 0: 0.1^1000 is no float, and 0.1^310 a poor one."""
        assert binomial_at_least(1000, 1000, 0.1) == binomial_at_least(310, 310, 0.1) == 0
        assert math.isclose(binomial_at_least(290, 290, 0.1), 1e-290, rel_tol=1e-11)

    def test_are_scipys(self) -> None:
        """To nine digits, which SciPy has left at a million trials, over 4,000 triples."""
        chance = random.Random(21)
        for hits, trials, _ in observations(6):
            if hits == trials:
                continue
            middle = (hits + 1) / (trials + 2)
            spread = math.sqrt(middle * (1 - middle) / trials)
            rate = min(max(middle + spread * chance.gauss(0, 2), middle / 9), (middle + 9) / 10)
            for found, expected in (
                (binomial_at_most(hits, trials, rate), special.betaincc(hits + 1, trials - hits, rate)),
                (binomial_at_least(hits + 1, trials, rate), special.betainc(hits + 1, trials - hits, rate)),
            ):  # fmt: skip
                if expected > 1e-290:
                    assert math.isclose(found, expected, rel_tol=1e-9), (hits, trials, rate)

    @given(st.integers(0, 10**9), st.integers(1, 10**9), st.floats(1e-12, 1 - 1e-12))
    def test_one_or_the_other(self, hits: int, trials: int, rate: float) -> None:
        """At most so many, or one more: nothing else can happen."""
        either = binomial_at_most(hits, trials, rate) + binomial_at_least(hits + 1, trials, rate)
        assert math.isclose(either, 1, rel_tol=1e-11)


class TestIncompleteBeta:
    """The function under the tails."""

    def test_closed_forms(self) -> None:
        """I_x(1, 1) = x, I_x(a, 1) = x^a, I_x(1, b) = 1 - (1 - x)^b, I_½(a, a) = ½."""
        for x in (0.001, 0.3, 0.5, 0.8):
            assert math.isclose(incomplete_beta(x, 1, 1), x, rel_tol=1e-14)
            assert math.isclose(incomplete_beta(x, 2.5, 1), x**2.5, rel_tol=1e-14)
            expected = -math.expm1(7 * math.log1p(-x))
            assert math.isclose(incomplete_beta(x, 1, 7), expected, rel_tol=1e-14)
        for a in (0.1, 1, 3.7, 1e3, 1e7):
            assert math.isclose(incomplete_beta(0.5, a, a), 0.5, rel_tol=1e-12)

    def test_beyond_its_range(self) -> None:
        """Nothing lies below 0 and everything below 1."""
        assert incomplete_beta(0, 2, 3) == incomplete_beta(-1, 2, 3) == 0
        assert incomplete_beta(1, 2, 3) == incomplete_beta(2, 2, 3) == 1

    def test_is_scipys(self) -> None:
        """To eleven digits over 4,000 triples, shapes from 0.1 to ten million."""
        chance = random.Random(22)
        compared = 0
        for _ in range(COUNT):
            a, b = 10 ** chance.uniform(-1, 7), 10 ** chance.uniform(-1, 7)
            mean = a / (a + b)
            x = mean + 3 * chance.gauss(0, 1) * math.sqrt(mean * (1 - mean) / (a + b + 1))
            if 0 < x < 1 and (expected := special.betainc(a, b, x)) > 1e-290:
                compared += 1
                assert math.isclose(incomplete_beta(x, a, b), expected, rel_tol=1e-11), (x, a, b)
        assert compared > 2000


class TestBounds:
    """Clopper and Pearson's limits of a rate."""

    def test_one_of_a_hundred(self) -> None:
        """At 95 %: [0.000253, 0.054459], as statistics packages print it."""
        low, high = clopper_pearson(1, 100, 0.05)
        assert math.isclose(low, 0.000253, abs_tol=5e-7)
        assert math.isclose(high, 0.054459, abs_tol=5e-7)

    @pytest.mark.parametrize(("trials", "alpha"), [(1, 0.5), (10, 0.05), (10**7, 1e-6)])
    def test_none_and_all(self, trials: int, alpha: float) -> None:
        """No hits: the upper bound is 1 - α^(1/n), the lower 0; all hits: the mirror image."""
        expected = -math.expm1(math.log(alpha) / trials)
        assert math.isclose(upper_bound(0, trials, alpha), expected, rel_tol=1e-12)
        assert math.isclose(lower_bound(trials, trials, alpha), 1 - expected, rel_tol=1e-12)
        assert lower_bound(0, trials, alpha) == 0
        assert upper_bound(trials, trials, alpha) == 1

    def test_nothing_tried(self) -> None:
        """Nothing is known."""
        assert clopper_pearson(0, 0, 0.05) == (0, 1)

    def test_exact_for_few_hits(self) -> None:
        """At the upper bound the exact sum is the chance of error: p good to 13 digits."""
        for hits, trials, alpha in observations(9):
            if hits <= 20 and hits < trials:
                bound = upper_bound(hits, trials, alpha)
                chance = exact_tails(hits, trials, bound)[0]
                # How many times over the digits of p, and of 1 - p, count in that chance.
                weight = 1 + trials * bound / (1 - bound) ** 2
                assert math.isclose(chance, alpha, rel_tol=1e-13 * weight), (hits, trials, alpha)

    def test_are_scipys(self) -> None:
        """To nine digits, which SciPy's own inverse has left at a million trials."""
        compared = 0
        for hits, trials, alpha in observations(6):
            low, high = clopper_pearson(hits, trials, alpha)
            if 0 < hits < trials:
                compared += 1
                expected_low = special.betaincinv(hits, trials - hits + 1, alpha / 2)
                expected_high = special.betainccinv(hits + 1, trials - hits, alpha / 2)
                assert math.isclose(low, expected_low, rel_tol=1e-9), (hits, trials, alpha)
                assert math.isclose(high, expected_high, rel_tol=1e-9), (hits, trials, alpha)
        assert compared > 2000

    @given(st.integers(0, 10**9), st.integers(1, 10**9), st.floats(1e-9, 0.5))
    def test_around_what_was_seen(self, hits: int, trials: int, alpha: float) -> None:
        """The observed rate lies within, and hits and misses mirror each other."""
        hits = min(hits, trials)
        low, high = clopper_pearson(hits, trials, alpha)
        assert 0 <= low <= hits / trials <= high <= 1
        other_low, other_high = clopper_pearson(trials - hits, trials, alpha)
        assert math.isclose(low, 1 - other_high, rel_tol=1e-9, abs_tol=1e-15)
        assert math.isclose(high, 1 - other_low, rel_tol=1e-9, abs_tol=1e-15)

    @given(st.integers(0, 1000), st.integers(1, 10**6), st.floats(1e-9, 0.4))
    def test_less_doubt_wider(self, hits: int, trials: int, alpha: float) -> None:
        """A smaller chance of error gives no tighter bound, and more hits no lower one."""
        hits = min(hits, trials - 1)
        sure, less_sure = upper_bound(hits, trials, alpha / 2), upper_bound(hits, trials, alpha)
        assert sure >= less_sure
        assert upper_bound(hits + 1, trials, alpha) >= less_sure


class TestTrials:
    """How many trials it takes to rule out a rate."""

    def test_by_hand(self) -> None:
        """No hit: ln 0.05 / ln 0.99 = 298.07; 0.5^2 = 0.25, so two trials and not a bit more."""
        assert math.isclose(trials_for(0, 0.01, 0.05), 298.07285, abs_tol=1e-5)
        assert math.isclose(trials_for(0, 0.5, 0.25), 2, rel_tol=1e-14)

    @given(st.integers(0, 20), st.integers(5, 95), st.integers(1, 50))
    def test_the_fewest_there_are(self, hits: int, percent: int, alpha: int) -> None:
        """Rounded up, the sum of the binomial terms in fractions is low enough; one less is not."""
        p, limit = Fraction(percent, 100), Fraction(alpha, 100)

        def at_most(trials: int) -> Fraction:
            terms = (math.comb(trials, k) * p**k * (1 - p) ** (trials - k) for k in range(hits + 1))
            return sum(terms, Fraction(0))

        trials = math.ceil(float(f"{trials_for(hits, float(p), float(limit)):.12g}"))
        assert at_most(trials) <= limit
        assert trials == hits + 1 or at_most(trials - 1) > limit

    @given(
        st.integers(1, 10**6) | st.integers(1, 20),
        st.floats(-16, -0.001).map(lambda e: 10**e) | st.floats(-12, -1).map(lambda e: 1 - 10**e),
        st.floats(-16, -0.302).map(lambda e: 10**e),
    )
    def test_inverts_the_tail(self, hits: int, rate: float, alpha: float) -> None:
        """Around that many trials the tail falls through alpha."""
        trials = trials_for(hits, rate, alpha)
        fewer, more = math.floor(trials * (1 - 1e-9)), math.ceil(trials * (1 + 1e-9))
        assert binomial_at_most(hits, more, rate) <= alpha * (1 + 1e-9)
        assert binomial_at_most(hits, fewer, rate) >= alpha * (1 - 1e-9)


class TestChiSquare:
    """Quantiles of the chi-square distribution."""

    @pytest.mark.parametrize(
        ("degrees", "value"),
        # NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4, upper 0.05.
        [(1, 3.841), (3, 7.815), (4, 9.488), (9, 16.919), (10, 18.307), (49, 66.339), (100, 124.342)],
    )  # fmt: skip
    def test_published_quantiles(self, degrees: int, value: float) -> None:
        """The values in every table."""
        assert math.isclose(chi_square_quantile(0.95, degrees), value, abs_tol=6e-4)

    @given(st.floats(1e-12, 1 - 1e-12))
    def test_two_degrees(self, chance: float) -> None:
        """With two degrees chi-square is exponential: -2 ln(1 - chance)."""
        expected = -2 * math.log1p(-chance)
        assert math.isclose(chi_square_quantile(chance, 2), expected, rel_tol=1e-12)

    def test_are_scipys(self) -> None:
        """To eleven digits over 4,000 pairs, from 1 to a million degrees."""
        chance = random.Random(23)
        for _ in range(COUNT):
            degrees = chance.choice((chance.randint(1, 50), int(10 ** chance.uniform(0, 6))))
            below = chance.choice((chance.random(), 10 ** chance.uniform(-9, -1)))
            expected = stats.chi2.ppf(below, degrees)
            found = chi_square_quantile(below, degrees)
            assert math.isclose(found, expected, rel_tol=1e-11), (below, degrees)
