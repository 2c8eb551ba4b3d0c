"""How often an option wins when nobody can agree on the weights.

Weights are spread evenly over everything that adds up to one, and the options
are ranked under each: stochastic multicriteria acceptability analysis (SMAA;
Lahdelma, Hokkanen & Salminen 1998, European Journal of Operational Research
106). The spread is a Halton sequence, not chance: the same question gives the
same digits in every runtime, and its error shrinks faster than a sample's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
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
    first = [sum(varying[:n]) for n in range(len(varying))]
    groups = [
        _spread(_PRIMES[start : start + size], points)
        for start, size in zip(first, varying, strict=True)
    ]
    yield from zip(*groups, strict=True)


def rank_shares(scores: Iterable[Sequence[float]]) -> list[list[float]]:
    """For each option the share of scorings in which it comes 1st, 2nd, … (best score first).

    Options that tie share the ranks they take together. Scores count as equal
    when they agree to 12 digits.
    """
    lines = list(scores)
    options = range(len(lines[0]))
    orders = [sorted(options, key=line.__getitem__, reverse=True) for line in lines]
    falling = [
        list(map(line.__getitem__, order)) for line, order in zip(lines, orders, strict=True)
    ]
    close = _close(falling)
    shared: Counter[tuple[int, tuple[int, ...]]] = Counter()
    for n in sorted(close):
        shared.update(_groups(lines[n]))
    totals = [[0.0] * len(options) for _ in options]
    apart = [order for n, order in enumerate(orders) if n not in close]
    for rank, column in enumerate(zip(*apart, strict=True)):
        for option, times in Counter(column).items():
            totals[option][rank] += times
    for (start, members), times in shared.items():
        for option in members:
            for rank in range(start, start + len(members)):
                totals[option][rank] += times / len(members)
    return [[total / len(lines) for total in line] for line in totals]


def first_shares(scores: Iterable[Sequence[float]]) -> list[float]:
    """For each option the share of scorings in which it comes first; see `rank_shares`."""
    totals: list[float] = []
    count = 0
    for line in scores:
        totals = totals or [0.0] * len(line)
        *others, best = sorted(line)
        if not others or others[-1] < best - 1e-11 * abs(best):
            totals[line.index(best)] += 1
        else:
            winners = [n for n, score in enumerate(line) if _tie(best, score)]
            for winner in winners:
                totals[winner] += 1 / len(winners)
        count += 1
    return [total / count for total in totals]


def ranks(scores: Sequence[float]) -> list[int]:
    """1 for the best score; scores that tie share a rank, and the next ones are passed over."""
    kept = [settled(score) for score in scores]
    falling = sorted(kept, reverse=True)
    return [falling.index(score) + 1 for score in kept]


def settled(score: float) -> float:
    """A score at 12 digits: what differs less is a tie, not a lead."""
    return float(f"{score:.12g}")


def _close(falling: Sequence[Sequence[float]]) -> set[int]:
    """The places of those scorings, each with its best score first, in which some may tie."""
    by_rank = list(zip(*falling, strict=True))
    best, worst = max(by_rank[0]), min(by_rank[-1])
    near = 1e-11 * max(best, -worst)  # nearly always all are further apart
    close: set[int] = set()
    for upper, lower in pairwise(by_rank):
        if min(map(sub, upper, lower)) <= near:
            gaps = map(sub, upper, lower)
            close.update(n for n, gap in enumerate(gaps) if gap <= near)
    return close


def _groups(line: Sequence[float]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Options that tie, by falling score, with the rank from 0 that each group begins at."""
    order = sorted(range(len(line)), key=line.__getitem__, reverse=True)
    start = 0
    for end in range(1, len(order) + 1):
        if end == len(order) or not _tie(line[order[start]], line[order[end]]):
            yield start, tuple(order[start:end])
            start = end


def _tie(one: float, other: float) -> bool:
    return one == other or settled(one) == settled(other)


@cache
def _spread(bases: tuple[int, ...], points: int) -> list[tuple[float, ...]]:
    """Weightings of one more than so many weights; they are the same for every question."""
    columns = [_halton(points, base) for base in bases]
    cuts = map(sorted, zip(*columns, strict=True)) if bases else repeat([], points)
    return [_gaps(cut) for cut in cuts]


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
