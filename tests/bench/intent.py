"""How often a reader's first edit finds Python ready.

An assumption, not an observation of our readers: from the pointer's arrival on the form to the
first edit they take a log-normally distributed time. Its median is the sum of a mental act (1.35 s),
half of a pointing (1.1 s) and two presses of the button (0.2 s) and of a key (0.28 s) of the
keystroke-level model (Card, Moran and Newell 1980), 2.4 s; its spread makes one in ten take less
than 1.1 s. Readers are spread evenly over that distribution, so that chance plays no part.
"""

import math
from statistics import NormalDist

from tests.bench.boot import CALCULATOR, EDIT, FIRST_EDIT, point_at_form
from tests.bench.browsing import Reader

MEDIAN = 1.35 + 1.1 / 2 + 0.2 + 0.28
SPREAD = 0.6
"""Standard deviation of the logarithm of the time."""

READING = 5_000
"""Milliseconds that they read before the pointer gets to the form; an assumption as well."""

AT_ONCE = 100
"""Milliseconds within which an answer feels instant (Nielsen 1993)."""

IN_A_RUN = 4
"""Readers in each run."""


def delays(readers: int) -> list[float]:
    """Seconds from the pointer's arrival to the edit, for readers of equal weight."""
    normal = NormalDist(math.log(MEDIAN), SPREAD)
    return [math.exp(normal.inv_cdf((n + 0.5) / readers)) for n in range(readers)]


def wait(reader: Reader, delay: float) -> float:
    """Milliseconds from the edit to the new answer of a reader who takes that long to edit."""
    with reader.visit() as page:
        page.goto(reader.address + CALCULATOR)
        page.wait_for_timeout(READING)
        point_at_form(page)
        page.wait_for_timeout(1000 * delay)
        waited: float = page.evaluate(EDIT, FIRST_EDIT)
        return waited
