"""How often an option wins when nobody can agree on the weights.

Weights are spread evenly over everything that adds up to one, and the options
are ranked under each: stochastic multicriteria acceptability analysis (SMAA;
Lahdelma, Hokkanen & Salminen 1998, European Journal of Operational Research
106). The spread is a Halton sequence, not chance: the same question gives the
same digits in every runtime, and its error shrinks faster than a sample's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from operator import sub

POINTS = 2048

_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)


def weightings(*sizes: int, points: int = POINTS) -> Iterator[tuple[tuple[float, ...], ...]]:
    """Evenly spread weightings: for each size one tuple of so many weights that sum to 1.

    Each tuple is uniform on its simplex: the gaps between sorted numbers that
    are uniform on [0, 1]. Raises `ValueError` if more than 15 weights vary.
    """
    varying = [size - 1 for size in sizes]
    if sum(varying) > len(_PRIMES):
        raise ValueError(f"at most {len(_PRIMES)} weights can vary at once")
    bases = iter(_PRIMES[: sum(varying)])
    groups = []
    for size in varying:
        columns = [_halton(points, next(bases)) for _ in range(size)]
        cuts = map(sorted, zip(*columns, strict=True)) if size else repeat([], points)
        groups.append([_gaps(cut) for cut in cuts])
    yield from zip(*groups, strict=True)


def rank_shares(scores: Iterable[Sequence[float]]) -> list[list[float]]:
    """For each option the share of scorings in which it comes 1st, 2nd, … (best score first).

    Options that tie share the ranks they take together. Scores count as equal
    when they agree to 12 digits.
    """
    totals: list[list[float]] = []
    count = 0
    for line in scores:
        totals = totals or [[0.0] * len(line) for _ in line]
        order = sorted(range(len(line)), key=line.__getitem__, reverse=True)
        if all(line[a] - line[b] > 1e-11 * abs(line[a]) for a, b in pairwise(order)):
            for rank, option in enumerate(order):
                totals[option][rank] += 1
        else:
            _share_ranks([settled(score) for score in line], totals)
        count += 1
    return [[total / count for total in line] for line in totals]


def ranks(scores: Sequence[float]) -> list[int]:
    """1 for the best score; scores that tie share a rank, and the next ones are passed over."""
    kept = [settled(score) for score in scores]
    falling = sorted(kept, reverse=True)
    return [falling.index(score) + 1 for score in kept]


def settled(score: float) -> float:
    """A score at 12 digits: what differs less is a tie, not a lead."""
    return float(f"{score:.12g}")


def _share_ranks(line: Sequence[float], totals: list[list[float]]) -> None:
    """Add one scoring with ties: those that tie have equal parts of the ranks they take."""
    order = sorted(range(len(line)), key=line.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        end = start + 1
        while end < len(order) and line[order[end]] == line[order[start]]:
            end += 1
        for option in order[start:end]:
            for rank in range(start, end):
                totals[option][rank] += 1 / (end - start)
        start = end


def _halton(count: int, base: int) -> list[float]:
    """The first `count` terms of the van der Corput sequence, from its second term on.

    Term n is n with its digits mirrored behind the point: 6 = 110 in base 2
    gives 0.011 = 0.375. Each round adds a digit in front of all numbers so far.
    """
    mirrored, scale = [0], 1
    while len(mirrored) <= count:
        mirrored = [base * number + digit for digit in range(base) for number in mirrored]
        scale *= base
    return [number / scale for number in mirrored[1 : count + 1]]


def _gaps(cuts: list[float]) -> tuple[float, ...]:
    return tuple(map(sub, (*cuts, 1.0), (0.0, *cuts)))
