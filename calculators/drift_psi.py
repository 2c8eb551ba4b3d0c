"""Did the input move? The population stability index, and how much of it is chance.

Two samples are sorted into the same bins, and each bin adds (new share - old)
times ln(new / old). If nothing has moved, the index still is about chi-square
times 1/n + 1/m (Yurdakul 2018): that is the noise to compare with. The
assumption that matters most: cases are drawn at random, each on its own.

Sources: the limits 0.10 and 0.25 are a rule of thumb of credit scoring
(Siddiqi 2006) with no error rate behind them; the noise limit is Yurdakul's.
How empty bins are counted is a convention.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from calculators.kit import format
from calculators.kit.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Figure,
    Figures,
    Headline,
    Note,
    Paragraph,
    Report,
    Source,
    Table,
    Tone,
    Working,
)
from calculators.kit.counts import rounded_up
from calculators.kit.distributions import chi_square_quantile
from calculators.kit.inputs import Form, Preset, Problem, choice, number, text
from calculators.kit.number_list import as_text, number_list, numbers

TITLE = "Drift (PSI)"
QUESTION = "Did the input move, and by more than chance?"
VERSION = "1.0"
TOPIC = "In use"

KINDS = {
    "auto": "Tell by the numbers",
    "counts": "Counts, one for each bin",
    "shares": "Shares, one for each bin",
    "samples": "Raw values, to be sorted into bins",
}
READ_AS = {"counts": "counts", "shares": "shares", "samples": "raw values"}
MODERATE, MAJOR = 0.10, 0.25  # the rule of thumb
CONFIDENCE = 0.95
MOST_BINS = 50
TINY = 0.0001  # the share of an empty bin, where no size says what half a case would be
FEW = 5  # cases in a bin: with fewer the noise limit is rough
DRAWN = 12
OTHER_BINS = (5, 10, 20)


@dataclass(frozen=True)
class Inputs(Form):
    """Two lists of counts, shares or raw values; how to sort them, and how many cases there were."""

    reference: str = number_list(
        "4000 3200 2880 2400 2400 2080 1760 1280",
        "Reference (before)",
        group="The two samples",
        help="Paste a column or a row of a spreadsheet: counts or shares, one for each bin, or raw "
        "values. Say, the month on which the model was trained.",
    )
    current: str = number_list(
        "7000 2600 2340 1950 1950 1690 1430 1040",
        "Current (now)",
        group="The two samples",
        help="The same for the time in question, with the bins in the same order.",
    )
    kind: str = choice(
        "auto",
        "The numbers are",
        KINDS,
        group="How to read them",
        help="As many whole numbers in both lists are read as counts, shares add up to 1 or 100.",
    )
    names: str = text(
        "Deliveries, Billing, Accounts, Returns, Technical, Orders, Complaints, Other",
        "Names of the bins",
        optional=True,
        longest=3000,
        lines=2,
        group="How to read them",
        help="For counts and shares: one a line, or with commas between.",
    )
    bins: int = number(
        10,
        "Bins for raw values",
        least=2,
        most=MOST_BINS,
        whole=True,
        group="How to read them",
        help="Each with about as many values of the reference.",
    )
    reference_size: float | None = number(
        None,
        "Cases before",
        least=1,
        optional=True,
        group="For shares only",
        help="How many cases the shares come from. Without it chance cannot be told.",
    )
    current_size: float | None = number(
        None, "Cases now", least=1, optional=True, group="For shares only"
    )

    def __post_init__(self) -> None:
        """Numbers may come as a list or tuple from Python; inside they are text, as in the form."""
        for name in ("reference", "current"):
            value = getattr(self, name)
            if isinstance(value, list | tuple):
                object.__setattr__(self, name, as_text(value))
        super().__post_init__()

    def check(self) -> Iterator[Problem]:
        """Both lists hold numbers that can be compared."""
        lists = {}
        for name in ("reference", "current"):
            try:
                lists[name] = numbers(getattr(self, name))
            except ValueError as error:
                yield Problem(name, str(error))
        if len(lists) == 2:
            yield from self._check_lists(lists["reference"], lists["current"])

    def _check_lists(self, before: tuple[float, ...], now: tuple[float, ...]) -> Iterator[Problem]:
        kind = read_as(self.kind, before, now)
        if kind == "samples":
            yield from self._check_samples(before, now)
            return
        for name, values in (("reference", before), ("current", now)):
            if message := _complaint(kind, values):
                yield Problem(name, message)
                return
        if len(before) != len(now):
            message = (
                f"Enter {len(before)} numbers: the reference has so many bins, this has {len(now)}."
            )
            yield Problem("current", message)

    def _check_samples(
        self, before: tuple[float, ...], now: tuple[float, ...]
    ) -> Iterator[Problem]:
        if len(before) < self.bins:
            yield Problem(
                "reference",
                f"Enter at least {self.bins} raw values, one for each bin, or use fewer bins: there "
                f"{'is' if len(before) == 1 else 'are'} {len(before)}. Counts or shares must be as "
                "many in both lists.",
            )
        elif min(before) == max(before):
            yield Problem(
                "reference", "Enter at least two different values: these are all the same."
            )
        elif not now:
            yield Problem("current", "Enter at least one value.")


@dataclass(frozen=True)
class Bin:
    """One bin: its name, the share of cases before and now (fractions), and what it adds."""

    name: str
    reference_share: float
    current_share: float
    psi: float


@dataclass(frozen=True)
class Binning:
    """Raw values in so many bins, of which `found` could be told apart."""

    bins: int
    found: int
    psi: float
    noise_limit: float


@dataclass(frozen=True)
class Result:
    """The index, what chance would give, and each bin's part.

    `noise_limit` and `beyond_noise` are `None` where sizes are not known.
    `size_for_moderate` is how many cases each side needs, with these bins,
    before chance alone stays below 0.10. `empty_bins` are empty on one side and were
    counted as half a case there; `degrees` are the bins that hold anything, less one.
    `by_number_of_bins` is for raw values only.
    """

    psi: float
    reading: str
    noise_limit: float | None
    beyond_noise: bool | None
    read_as: str
    reference_size: float | None
    current_size: float | None
    by_bin: tuple[Bin, ...]
    empty_bins: int
    degrees: int
    size_for_moderate: float
    by_number_of_bins: tuple[Binning, ...]


@dataclass(frozen=True)
class Sorted:
    """Both samples in the same bins: counts or shares, and how many cases they come from."""

    names: tuple[str, ...]
    reference: tuple[float, ...]
    current: tuple[float, ...]
    reference_size: float | None
    current_size: float | None


def read_as(kind: str, before: Sequence[float], now: Sequence[float]) -> str:
    """What the numbers are, if the reader leaves it open: counts, shares or samples."""
    if kind != "auto":
        return kind
    both = (before, now)
    if all(_complaint("shares", values) == "" for values in both):
        return "shares"
    alike = len(before) == len(now) <= MOST_BINS
    whole = all(value >= 0 and value == int(value) for values in both for value in values)
    return "counts" if alike and whole else "samples"


def _complaint(kind: str, values: Sequence[float]) -> str:
    """Why a list cannot be counts or shares of bins; empty if it can."""
    if not 2 <= len(values) <= MOST_BINS:
        return f"Enter 2 to {MOST_BINS} numbers, one for each bin: there are {len(values):,}."
    if min(values) < 0:
        return f"Enter numbers of at least 0: there is {format.typed(min(values))}."
    total = math.fsum(values)
    if total == 0:
        return "Enter at least one number above 0."
    if kind == "shares" and not any(abs(total / whole - 1) < 0.02 for whole in (1, 100)):
        shown = format.number(total).text
        return f"Enter shares that add up to 1 or 100, or choose counts: these make {shown}."
    return ""


def _names(typed: str) -> list[str]:
    """Names, one a line or cell; with commas or semicolons if all stand in one line."""
    between = "\n" if "\n" in typed else "\t" if "\t" in typed else ";" if ";" in typed else ","
    return [" ".join(name.split()) for name in typed.split(between) if name.strip()]


def sort(inputs: Inputs, kind: str, before: Sequence[float], now: Sequence[float]) -> Sorted:
    """Both lists in the same bins."""
    if kind == "samples":
        return _sorted_samples(before, now, inputs.bins)
    names = tuple(_names(inputs.names))
    if len(names) != len(before):
        names = tuple(f"Bin {n}" for n in range(1, len(before) + 1))
    sizes: tuple[float | None, float | None] = (math.fsum(before), math.fsum(now))
    if kind == "shares":
        sizes = (inputs.reference_size, inputs.current_size)
    return Sorted(names, tuple(before), tuple(now), *sizes)


def _sorted_samples(before: Sequence[float], now: Sequence[float], bins: int) -> Sorted:
    """Raw values in bins that end at the reference's quantiles; equal ends make one bin."""
    ordered = sorted(before)
    ends = sorted({ordered[math.ceil(k * len(ordered) / bins) - 1] for k in range(1, bins)})
    ends = [end for end in ends if end < ordered[-1]] or [ordered[0]]
    counts = []
    for values in (ordered, sorted(now)):
        upto = [0, *(bisect_right(values, end) for end in ends), len(values)]
        counts.append(tuple(float(high - low) for low, high in pairwise(upto)))
    shown = [format.number(end, digits=4).text for end in ends]
    between = [f"{low} to {high}" for low, high in pairwise(shown)]
    names = (f"up to {shown[0]}", *between, f"above {shown[-1]}")
    return Sorted(names, counts[0], counts[1], len(before), len(now))


def compute(inputs: Inputs) -> Result:
    """The index over all bins, and the noise limit for as many bins as hold anything."""
    before, now = numbers(inputs.reference), numbers(inputs.current)
    kind = read_as(inputs.kind, before, now)
    both = sort(inputs, kind, before, now)
    found = _by_bin(both)
    psi = math.fsum(part.psi for part in found)
    degrees = sum(part.reference_share + part.current_share > 0 for part in found) - 1
    chi_square = chi_square_quantile(CONFIDENCE, degrees) if degrees else 0.0
    n, m = both.reference_size, both.current_size
    noise = None if n is None or m is None else (1 / n + 1 / m) * chi_square
    return Result(
        psi=psi,
        reading=_reading(psi),
        noise_limit=noise,
        beyond_noise=None if noise is None else psi > noise,
        read_as=kind,
        reference_size=n,
        current_size=m,
        by_bin=found,
        empty_bins=sum((part.reference_share == 0) != (part.current_share == 0) for part in found),
        degrees=degrees,
        size_for_moderate=rounded_up(2 * chi_square / MODERATE),
        by_number_of_bins=tuple(_other_numbers(inputs, before, now)) if kind == "samples" else (),
    )


def _other_numbers(
    inputs: Inputs, before: Sequence[float], now: Sequence[float]
) -> Iterator[Binning]:
    """The same raw values in other numbers of bins."""
    for bins in sorted({*OTHER_BINS, inputs.bins}):
        if bins <= len(before):
            both = _sorted_samples(before, now, bins)
            found = _by_bin(both)
            noise = (1 / len(before) + 1 / len(now)) * chi_square_quantile(
                CONFIDENCE, len(found) - 1
            )
            yield Binning(bins, len(found), math.fsum(part.psi for part in found), noise)


def _by_bin(both: Sorted) -> tuple[Bin, ...]:
    """Each bin's shares, and its part (new - old) ln(new / old), never below 0."""
    totals = math.fsum(both.reference), math.fsum(both.current)
    least = (TINY, TINY)
    if both.reference_size is not None and both.current_size is not None:
        least = (0.5 / both.reference_size, 0.5 / both.current_size)
    found = []
    for name, before, now in zip(both.names, both.reference, both.current, strict=True):
        old, new = before / totals[0], now / totals[1]
        part = 0.0
        if old or new:
            e, a = old or least[0], new or least[1]
            part = (a - e) * math.log(a / e)
        found.append(Bin(name, old, new, part))
    return tuple(found)


def _reading(psi: float) -> str:
    """The rule of thumb; what lies on a limit is moderate."""
    settled = float(f"{psi:.12g}")
    return "stable" if settled < MODERATE else "moderate" if settled <= MAJOR else "major"


def present(inputs: Inputs, result: Result) -> Report:
    """What moved and whether chance explains it, where it comes from, and what to do next."""
    return (
        _headline(result),
        *_warnings(inputs, result),
        Figures(tuple(_figures(result))),
        *_sensitivity(inputs, result),
        _bars(result),
        Note(
            "The index sees inputs only. It does not know whether the right answers have changed, "
            "or whether the model suffers: label a sample of fresh cases before you retrain."
        ),
        _working(inputs, result),
    )


def _headline(result: Result) -> Headline:
    psi, change = _words(result.psi), CHANGES[result.reading]
    if result.noise_limit is None:
        return Headline(
            f"PSI {psi}: {change}. Chance cannot be told without sizes.", TONES[result.reading]
        )
    noise = _words(result.noise_limit)
    if result.beyond_noise:
        return Headline(
            f"PSI {psi}: {change}, and more than chance ({noise}).", TONES[result.reading]
        )
    return Headline(f"PSI {psi}: no change shown. Chance alone gives up to {noise}.")


def _warnings(inputs: Inputs, result: Result) -> Iterator[Block]:
    """How the numbers were read, where that is a guess, and where the limits mislead."""
    count, noise = len(result.by_bin), result.noise_limit
    if inputs.kind == "auto":
        other = " If they are something else, choose it." if result.read_as != "shares" else ""
        yield Note(f"Read as {READ_AS[result.read_as]}, in {count} bins.{other}")
    named = len(_names(inputs.names))
    if named not in (0, count) and result.read_as != "samples":
        yield Note(f"There are {named} names for {count} bins, so the bins are numbered.")
    if result.read_as == "samples" and count < inputs.bins:
        yield Note(f"Equal values cannot be parted, so there are {count} bins, not {inputs.bins}.")
    if result.empty_bins:
        bins = "1 bin is" if result.empty_bins == 1 else f"{result.empty_bins} bins are"
        sized = result.reference_size and result.current_size
        counted = "half a case" if sized else f"a share of {format.number(100 * TINY).text} %"
        yield Note(
            f"{bins} empty on one side, where the formula has no answer. Each counts as {counted} "
            "there (a convention): join rare bins before you trust the result.",
            warning=True,
        )
    if not result.degrees:
        yield Note("All cases are in one bin, before and now: there is nothing that could move.")
    elif noise is None:
        yield Note("Enter how many cases the shares come from, and chance can be told from change.")
    elif noise >= MODERATE:
        needed = format.count(result.size_for_moderate).text
        yield Note(
            f"With so few cases chance alone reaches the limits of the rule of thumb. Collect {needed} "
            "on each side, or use fewer bins.",
            warning=True,
        )
    smallest = min(result.reference_size or math.inf, result.current_size or math.inf)
    if smallest < FEW * count:
        yield Note(f"With fewer than {FEW} cases a bin the noise limit is rough (a rule of thumb).")


def _figures(result: Result) -> Iterator[Figure]:
    rule = {"stable": "below 0.10", "moderate": "0.10 to 0.25", "major": "above 0.25"}
    yield Figure("PSI", format.number(result.psi), f"{result.reading}: {rule[result.reading]}")
    yield Figure("Chance alone", format.number(result.noise_limit), "up to this, 19 times in 20")
    if result.reference_size is not None and result.current_size is not None:
        yield Figure("Cases before", format.count(result.reference_size))
        yield Figure("Cases now", format.count(result.current_size))


def _sensitivity(inputs: Inputs, result: Result) -> Iterator[Block]:
    """Which bin it hangs on, and for raw values, how much on the number of bins."""
    top = max(result.by_bin, key=lambda part: part.psi)
    if result.psi > 0:
        part = format.share(top.psi / result.psi).text
        old, new = format.share(top.reference_share).text, format.share(top.current_share).text
        yield Paragraph(
            f"Where it comes from: {part} of it from “{top.name}”, which went from {old} to {new} "
            "of all cases."
        )
    if result.by_number_of_bins:
        tried = [other.bins for other in result.by_number_of_bins]
        body: tuple[tuple[Cell, ...], ...] = tuple(
            (format.count(one.found), format.number(one.psi), format.number(one.noise_limit))
            for one in result.by_number_of_bins
        )
        yield Table(
            "What would change this: the number of bins",
            ("Bins", "PSI", "Chance alone"),
            body,
            (tried.index(inputs.bins),),
        )


def _bars(result: Result) -> Bars:
    """The index and what chance gives, over each bin's part: the first few are drawn."""
    wholes = [("All bins", result.psi), ("Chance alone", result.noise_limit)]
    bars = [Bar(name, (value,)) for name, value in wholes if value is not None]
    bars += [Bar(part.name, (part.psi,)) for part in result.by_bin[:DRAWN]]
    rest = f" The first {DRAWN} bins are drawn." if len(result.by_bin) > DRAWN else ""
    body: list[tuple[Cell, ...]] = [
        (
            part.name,
            format.share(part.reference_share),
            format.share(part.current_share),
            format.number(100 * (part.current_share - part.reference_share)),
            format.number(part.psi),
        )
        for part in result.by_bin
    ]
    body += [(name, "", "", "", format.number(value)) for name, value in wholes]
    return Bars(
        title="PSI by bin",
        description=f"What each bin adds to the first bar, and what chance alone would make of it.{rest}",
        segments=("PSI",),
        bars=tuple(bars),
        table=Table("Bins", ("Bin", "Before", "Now", "Points", "PSI"), tuple(body)),
        whole=max(MODERATE, *(bar.segments[0] for bar in bars)),
    )


def _working(inputs: Inputs, result: Result) -> Working:
    top = max(result.by_bin, key=lambda part: part.psi)
    old, new = _words(top.reference_share), _words(top.current_share)
    steps = [
        "PSI = Σ (now − before) · ln(now / before), over the shares of all bins; for "
        f"“{top.name}”: ({new} − {old}) · ln({new} / {old}) = {_words(top.psi)}; in all "
        f"{_words(result.psi)}",
        "rule of thumb: below 0.10 stable, up to 0.25 moderate, above major (a heuristic)",
    ]
    if result.noise_limit is not None:
        n, m = (format.count(size).text for size in (result.reference_size, result.current_size))
        chi_square = chi_square_quantile(CONFIDENCE, result.degrees) if result.degrees else 0.0
        steps.append(
            f"chance alone: (1/n + 1/m) · χ²₀.₉₅ with bins − 1 = {result.degrees} degrees: (1/{n} + "
            f"1/{m}) · {_words(chi_square)} = {_words(result.noise_limit)}"
        )
    if result.read_as == "samples":
        steps.append(
            f"bins: the reference's quantiles, {inputs.bins} of them; a value on a bound counts below"
        )
    return Working(
        steps=tuple(steps),
        sources=SOURCES,
        assumption="cases are drawn at random, each on its own, and the bins were fixed before "
        "anybody looked at the new ones.",
        breaks="cases come in groups or in waves (Mondays, campaigns), so that chance moves shares "
        "more than this; or many inputs are watched, and one in twenty is beyond chance by chance.",
    )


def _words(value: float) -> str:
    """A figure inside a sentence."""
    return format.number(value).text


CHANGES = {
    "stable": "a small change",
    "moderate": "a moderate change",
    "major": "a major change",
}
TONES: dict[str, Tone] = {"stable": "good", "moderate": "mixed", "major": "bad"}

SOURCES = (
    Source(
        "Chance and sizes: Yurdakul, Statistical Properties of Population Stability Index (2018)",
        "https://scholarworks.wmich.edu/dissertations/3208/",
    ),
    Source("Limits 0.10 and 0.25: Siddiqi, Credit Risk Scorecards (2006); a rule of thumb"),
)

# Invented: characters of sixty messages, and of sixty since a new web form asks for details.
LENGTHS_BEFORE = (
    "212 95 388 140 760 61 305 178 1240 120 254 84 530 160 333 48 690 201 275 110 "
    "142 910 230 75 466 188 98 352 131 615 58 290 172 1050 115 243 81 502 153 322 "
    "44 655 196 268 104 137 840 224 70 441 182 91 371 126 580 54 283 166 990 148"
)
LENGTHS_AFTER = (
    "420 205 760 290 1490 118 598 361 2410 233 515 171 1040 322 655 99 1350 410 548 214 "
    "290 1780 452 156 921 370 201 690 268 1220 121 575 338 2080 226 480 167 985 310 629 "
    "92 1310 385 530 212 270 1650 441 144 870 359 188 735 248 1150 112 560 329 1940 301"
)

PRESETS = (
    Preset(
        "before-the-holidays",
        "Before the holidays",
        "Two months of support messages by team: deliveries grow from 20 to 35 %.",
        Inputs(),
    ),
    Preset(
        "four-bins",
        "Five points",
        "Two bins move by five points. With 200 cases on each side, that is chance.",
        Inputs(
            reference="0.25 0.25 0.25 0.25",
            current="0.20 0.25 0.25 0.30",
            names="North, East, South, West",
            reference_size=200,
            current_size=200,
        ),
    ),
    Preset(
        "message-lengths",
        "Message lengths",
        "Raw values: how long messages were, and how long they are since a new web form asks for more.",
        Inputs(reference=LENGTHS_BEFORE, current=LENGTHS_AFTER, kind="samples", names="", bins=5),
    ),
    Preset(
        "a-new-kind",
        "A new kind",
        "A language turns up that was never there before: its bin was empty.",
        Inputs(
            reference="17640 2360 0",
            current="4140 420 40",
            names="English, Spanish, Portuguese",
        ),
    ),
)
