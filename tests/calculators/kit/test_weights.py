"""Weightings spread evenly, and how often an option wins under them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit.weights import POINTS, first_shares, rank_shares, ranks, weightings


@pytest.mark.parametrize("sizes", [(1,), (2,), (3,), (4, 3), (2, 2, 2), (16,)])
def test_each_weighting_sums_to_one(sizes: tuple[int, ...]) -> None:
    """In each group on its own, with nothing below zero."""
    count = 0
    for groups in weightings(*sizes, points=200):
        count += 1
        assert tuple(map(len, groups)) == sizes
        for group in groups:
            assert math.isclose(math.fsum(group), 1, rel_tol=1e-12)
            assert min(group) >= 0
    assert count == 200


@pytest.mark.parametrize("size", [2, 3, 5])
def test_no_weight_is_preferred(size: int) -> None:
    """On a simplex each weight is 1/n on average; 2,048 points come within a percent of it."""
    drawn = [group for (group,) in weightings(size)]
    assert len(drawn) == POINTS
    for column in zip(*drawn, strict=True):
        assert math.isclose(math.fsum(column) / POINTS, 1 / size, rel_tol=0.01)


def test_weights_are_even_on_the_simplex() -> None:
    """Of three weights one exceeds 1/2 with chance (1/2)² = 1/4 each."""
    shares = [sum(group[n] > 0.5 for (group,) in weightings(3)) / POINTS for n in range(3)]
    assert all(math.isclose(share, 0.25, abs_tol=0.01) for share in shares)


def test_the_same_every_time() -> None:
    """It is a sequence, not chance."""
    assert list(weightings(3, points=50)) == list(weightings(3, points=50))


def test_too_many_weights() -> None:
    """Beyond the sequence's bases it says so."""
    with pytest.raises(ValueError, match="at most 15 weights"):
        list(weightings(17))
    with pytest.raises(ValueError, match="at most 15 weights"):
        list(weightings(9, 9))


def test_rank_shares() -> None:
    """Two of three scorings are won by the first option, one by the second."""
    assert rank_shares([(3, 1), (2, 1), (0, 5)]) == [[2 / 3, 1 / 3], [1 / 3, 2 / 3]]


def test_ties_share_their_ranks() -> None:
    """Two that tie for the first take half of it and half of the second each."""
    half = [0.5, 0.5, 0]
    assert rank_shares([(1, 1, 0)]) == [half, half, [0, 0, 1]]


def test_ranks() -> None:
    """Equal scores share a rank and the next is passed over; the last bit is no lead."""
    assert ranks([2, 5, 5, 1]) == [3, 1, 1, 4]
    assert ranks([0.1 + 0.2, 0.3, 1]) == [2, 2, 1]
    assert ranks([]) == []


def test_the_last_bit_is_no_lead() -> None:
    """0.1 + 0.2 and 0.3 tie."""
    assert rank_shares([(0.1 + 0.2, 0.3)]) == [[0.5, 0.5], [0.5, 0.5]]


@given(st.lists(st.tuples(*[st.floats(-10, 10)] * 4), min_size=1, max_size=20))
def test_shares_are_shares(scores: list[tuple[float, ...]]) -> None:
    """Each option has one rank, each rank one option."""
    shares = rank_shares(scores)
    for line in (*shares, *zip(*shares, strict=True)):
        assert math.isclose(math.fsum(line), 1, rel_tol=1e-9)
        assert min(line) >= 0


@given(st.lists(st.tuples(*[st.sampled_from((0, 1, 2, 0.1 + 0.2, 0.3))] * 4), min_size=1))
def test_first_shares(scores: list[tuple[float, ...]]) -> None:
    """They are the shares of the first rank."""
    firsts = [ranks[0] for ranks in rank_shares(scores)]
    assert first_shares(scores) == pytest.approx(firsts)
