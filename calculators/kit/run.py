"""Find a calculator by name, run it, and answer: for pages, the browser's door and the terminal."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from calculators.kit import html
from calculators.kit.blocks import Report, notes, summary
from calculators.kit.inputs import Form, InputError, Preset, Problem, Table
from calculators.kit.problems import Refused

if TYPE_CHECKING:
    from calculators.kit.history import Change

PACKAGE = "calculators"


class UnknownCalculator(Refused, LookupError):  # noqa: N818 - named for what happened
    """There is no calculator of that name; `known` holds the names there are."""

    def __init__(self, name: str) -> None:
        self.known = names()
        known = ", ".join(self.known)
        super().__init__(f"There is no calculator “{name[:50]}”. Known: {known}.")


class UnknownPreset(LookupError):  # noqa: N818 - named for what happened
    """The calculator has no preset of that name; `known` holds the names it has."""

    def __init__(self, calculator: str, name: str, known: tuple[str, ...]) -> None:
        self.known = known
        super().__init__(f"{calculator} has no preset “{name}”. Presets: {', '.join(known)}.")


@dataclass(frozen=True)
class Calculator:
    """What a calculator module holds, under one roof."""

    name: str
    title: str
    question: str
    version: str
    topic: str
    inputs: type[Form]
    compute: Callable[[Any], Any]
    present: Callable[[Any, Any], Report]
    presets: tuple[Preset, ...]
    history: tuple[Change, ...] = ()

    def report(self, inputs: Form) -> Report:
        """Compute and present in one go."""
        return self.present(inputs, self.compute(inputs))

    def json(self, inputs: Form) -> dict[str, Any]:
        """The answer for machines; what has no answer is `None`, explained in `notes`."""
        result = self.compute(inputs)
        return {
            "calculator": self.name,
            "version": self.version,
            "inputs": plain(inputs.plain()),
            "result": plain(result),
            "notes": notes(self.present(inputs, result)),
        }


def names() -> tuple[str, ...]:
    """The public names of all calculators, sorted: one for each module of the package."""
    import pkgutil  # noqa: PLC0415 - only builds and terminals list, so pages need not load it

    package = importlib.import_module(PACKAGE)
    return tuple(
        sorted(
            module.name.replace("_", "-")
            for module in pkgutil.iter_modules(package.__path__)
            if not module.ispkg and not module.name.startswith("_")
        )
    )


def load(name: object) -> Calculator:
    """The calculator of a public name. Raises `UnknownCalculator` with the names there are."""
    if not isinstance(name, str):
        raise UnknownCalculator("")
    if not name.replace("-", "").isalnum() or not name.isascii() or name != name.lower():
        raise UnknownCalculator(name)
    path = f"{PACKAGE}.{name.replace('-', '_')}"
    try:
        module: Any = importlib.import_module(path)
    except ModuleNotFoundError as error:
        if error.name != path:
            raise  # the calculator is there, but something it needs is not
        raise UnknownCalculator(name) from None
    if not hasattr(module, "compute"):
        raise UnknownCalculator(name)
    return Calculator(
        name=name,
        title=module.TITLE,
        question=module.QUESTION,
        version=module.VERSION,
        topic=module.TOPIC,
        inputs=module.Inputs,
        compute=module.compute,
        present=module.present,
        presets=module.PRESETS,
        history=getattr(module, "HISTORY", ()),
    )


def answer(request: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a form: the calculator's `name` and the form's `values` in, what to show out.

    The answer holds `html` and `summary`, or `errors` (place -> message) and
    `summary`; after a paste also `fill` (tables to write back) and, where the
    reader should know something, `notice`. Raises `UnknownCalculator`.
    """
    calculator = load(request.get("name"))
    found: dict[str, Any] = {}
    try:
        raw = _pasted(calculator.inputs, _values(request.get("values")), found)
        report = calculator.report(calculator.inputs.read(raw))
    except InputError as error:
        found["errors"] = _messages(error.problems)
        found["summary"] = attention(calculator.inputs, error.problems)
    else:
        found["html"] = html.render(report)
        found["summary"] = summary(report)
    return found


def embed(name: str, preset: str | None = None, ident: str | None = None) -> str:
    """A calculator as it stands in a page: its form, and the answer to what is in the form.

    `preset` opens it on a worked example, `ident` prefixes its ids. Raises
    `UnknownCalculator` or `UnknownPreset`.
    """
    from calculators.kit import form  # noqa: PLC0415 - the browser never renders forms

    calculator = load(name)
    known = {p.name: p.inputs for p in calculator.presets}
    if preset is not None and preset not in known:
        raise UnknownPreset(name, preset, tuple(known))
    inputs = calculator.inputs() if preset is None else known[preset]
    report = html.render(calculator.report(inputs))
    page = form.Page(
        ident=ident or name,
        name=name,
        title=calculator.title,
        version=calculator.version,
        slot=name if preset is None else f"{name}/{preset}",
        presets=calculator.presets,
        default=calculator.inputs(),
    )
    return form.render(page, inputs, report)


def plain(value: object) -> Any:
    """A result as JSON values: dataclasses become objects, and only finite numbers pass."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a result must be finite; what has no answer is None")
    return value


def _values(values: object) -> dict[str, Any]:
    """A form's values. Raises `InputError` for what is no JSON object, as a broken link brings."""
    if not isinstance(values, dict):
        raise InputError([Problem("", "These values cannot be read. Start from an example.")])
    return values


def _pasted(inputs: type[Form], raw: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """The values with any paste carried out; the changed tables go into the answer as well."""
    values = {k: v.get("cells", []) if _is_paste(v) else v for k, v in raw.items()}
    known = inputs.fields()
    for name, value in raw.items():
        if _is_paste(value) and isinstance(known.get(name), Table):
            from calculators.kit.clipboard import paste  # noqa: PLC0415 - few readers paste

            pasted = paste(inputs, name, value, values)
            answer.setdefault("fill", {}).update(pasted.tables)
            if pasted.notice:
                answer["notice"] = pasted.notice
            values.update(pasted.tables)
    return values


def _is_paste(value: object) -> bool:
    return isinstance(value, dict) and "paste" in value


def attention(inputs: type[Form], problems: Iterable[Problem]) -> str:
    """One sentence on what is wrong: the field and message, or how many fields need attention."""
    errors = _messages(problems)
    place, message = next(iter(errors.items()))
    field = inputs.fields().get(place.partition(".")[0])
    lead = f"{field.label}: {message}" if field else message
    return lead if len(errors) == 1 else f"{len(errors):,} entries need attention. {lead}"


def _messages(problems: Iterable[Problem]) -> dict[str, str]:
    """The first message for each place."""
    errors: dict[str, str] = {}
    for problem in problems:
        errors.setdefault(problem.key, problem.message)
    return errors
