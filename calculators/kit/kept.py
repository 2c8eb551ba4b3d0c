"""A project as a browser keeps it or a file carries it, read with care.

It may come from an older or a newer site, from somebody's hand, or from
somebody who means no good. What cannot be understood is left out, and a notice
says what it was and why; what comes out is valid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from calculators.kit.about import About
from calculators.kit.fields import Date, Text
from calculators.kit.inputs import Form, InputError
from calculators.kit.problems import Problem, Refused
from calculators.kit.restore import restored
from calculators.kit.run import Calculator, UnknownCalculator, attention, load
from calculators.kit.words import listed, quoted, short

MOST_NAMES = 100  # of calculators, in one project; there are far fewer
MOST_SCENARIOS = 20  # of one calculator
TOLD = 5  # names in one notice

_DATE = Date(label="Date", optional=True)
_NAME = Text(label="Name")


@dataclass(frozen=True)
class Kept:
    """What somebody entered into a calculator, and when. A scenario has a name."""

    calculator: Calculator
    inputs: Form
    date: str
    name: str = ""


@dataclass(frozen=True)
class Project:
    """What was said about it, at most one entry a calculator, and all scenarios."""

    about: About
    entries: tuple[Kept, ...] = ()
    scenarios: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class Found:
    """One entry or scenario as it was written down, whatever that may be."""

    calculator: object
    version: object
    date: object
    values: object
    name: object = ""


@dataclass
class Reader:
    """Reads what was found and gathers, as `notices`, what was left out or read differently.

    `unread` are the names of the calculators whose entries were left out.
    """

    notices: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def entries(self, found: Iterable[Found]) -> tuple[Kept, ...]:
        """The entries; of two for one calculator the last counts."""
        latest: dict[str, Found] = {}
        twice = []
        for one in found:
            name = shown(one.calculator)
            if name in latest:
                twice.append(name)
            latest[name] = one
        self._tell("More than one entry, of which the last counts: #.", twice)
        known = self._known(latest)
        self.unread = [name for name in list(latest)[:MOST_NAMES] if name not in known]
        kept = []
        for name, calculator in known.items():
            try:
                kept.append(self.kept(latest[name], calculator))
            except Refused as error:
                self.unread.append(name)
                self.notices.append(f"Left out: the entry of {calculator.title}. {error}")
        return tuple(kept)

    def scenarios(self, found: Iterable[Found]) -> tuple[Kept, ...]:
        """The scenarios, of each calculator the first `MOST_SCENARIOS`."""
        by_name: dict[str, list[Found]] = {}
        for one in found:
            by_name.setdefault(shown(one.calculator), []).append(one)
        kept = []
        for name, calculator in self._known(by_name).items():
            most = by_name[name][:MOST_SCENARIOS]
            if len(by_name[name]) > len(most):
                self.notices.append(
                    f"Left out: all but the first {MOST_SCENARIOS} scenarios of {calculator.title}."
                )
            for one in most:
                try:
                    kept.append(self.kept(one, calculator, named=True))
                except Refused as error:
                    said = f"the scenario {quoted(shown(one.name))} of {calculator.title}"
                    self.notices.append(f"Left out: {said}. {error}")
        return tuple(kept)

    def kept(self, found: Found, calculator: Calculator, *, named: bool = False) -> Kept:
        """One entry or, if `named`, one scenario. Raises `Refused` if it cannot be used."""
        name = _named(found.name) if named else ""
        if not isinstance(found.values, Mapping):
            raise Refused("It holds no values.")
        version = calculator.version if found.version is None else shown(found.version)
        try:
            inputs, notices = restored(calculator, version, found.values)
        except InputError as error:
            raise Refused(printable(attention(calculator.inputs, error.problems))) from None
        except ValueError as error:
            raise Refused(printable(str(error))) from None
        place = f"{calculator.title}, {quoted(name)}" if name else calculator.title
        self.notices += [f"{place}: {printable(notice)}" for notice in notices]
        return Kept(calculator, inputs, self._date(found.date, place), name)

    def _date(self, raw: object, place: str) -> str:
        if raw in (None, "") or (isinstance(raw, str) and not _DATE.check(raw)):
            return str(raw or "")
        self.notices.append(f"{place}: “{shown(raw)}” is no date, so it has none now.")
        return ""

    def _known(self, names: Iterable[str]) -> dict[str, Calculator]:
        """The calculators of those names; names that there are none of are told."""
        known, unknown = {}, []
        for number, name in enumerate(names):
            try:
                if number < MOST_NAMES:
                    known[name] = load(name)
                    continue
            except UnknownCalculator:
                pass
            unknown.append(name)
        self._tell("Left out, because this site has no such calculator: #.", unknown)
        return known

    def _tell(self, words: str, names: Iterable[str]) -> None:
        """One notice on all of these names, if there are any."""
        told = [quoted(name) for name in dict.fromkeys(names)]
        if told:
            self.notices.append(words.replace("#", listed(told, TOLD)))


def about_of(name: object, raw: object) -> tuple[About, list[Problem]]:
    """What was said about a project of that name, but for what is wrong, and what that is."""
    problems = [] if raw is None or isinstance(raw, Mapping) else [Problem("", "It is no object.")]
    given = dict(raw) if isinstance(raw, Mapping) else {}
    if name is not None:
        given["name"] = name
    try:
        return About.read(given), problems
    except InputError as error:
        problems += error.problems
    wrong = {problem.field for problem in problems}
    return About.read({key: value for key, value in given.items() if key not in wrong}), problems


def about_said(problems: Iterable[Problem]) -> Iterator[str]:
    """A notice for each thing that is wrong with what was said about a project."""
    for problem in problems:
        kind = About.fields().get(problem.field)
        place = kind.label if kind else quoted(shown(problem.field)) if problem.field else "all"
        why = problem.message if kind or not problem.field else "A brief has no such field."
        yield f"Left out of what is said about the project: {place}. {printable(why)}"


def shown(raw: object) -> str:
    """Something foreign as a short text to quote: what is no text is only named."""
    if not isinstance(raw, str):
        return "something that is no name"
    return printable(short(raw.strip(), 50))


def printable(text: str) -> str:
    """The text with a question mark for each character that steers a screen or is none."""
    return "".join(c if c.isprintable() else "?" for c in text)


def items(raw: object) -> Iterator[Mapping[str, Any]]:
    """The objects in a list."""
    for item in raw if isinstance(raw, list) else ():
        if isinstance(item, Mapping):
            yield item


def _named(raw: object) -> str:
    try:
        return str(_NAME.read(raw))
    except ValueError as error:
        raise Refused(f"Its name: {error}") from None
