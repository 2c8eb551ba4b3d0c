"""Calculators in a terminal: `python -m calculators NAME field=value … --format json`."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from calculators.kit import brief_command, json_text, markdown, terminal
from calculators.kit.checklist import ANSWERS
from calculators.kit.fields import Choice, Date, Field, Number
from calculators.kit.inputs import Form, InputError, Record, Rows, Table
from calculators.kit.link import Opened, decode
from calculators.kit.load import saved
from calculators.kit.run import Calculator, load, names

USAGE = """\
python -m calculators                          list all calculators
python -m calculators NAME                     compute NAME with its worked example
python -m calculators NAME --help              list NAME's inputs
python -m calculators NAME field=value …       compute with your values
python -m calculators NAME @saved.json …       compute with saved values, and yours on top
python -m calculators 'LINK' …                 compute with a link's values, and yours on top
python -m calculators brief project.json       the brief of a project, from its file
    field=@table.csv                           a table from a CSV file with a header
    field='[{"name": "A", …}]'                 a table as a JSON array
    --format text|markdown|json                how to answer (text)
    --site https://…                           with brief: the site that its links lead to
"""


BRIEF = "brief"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0, or 2 for input that cannot be used."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # for a terminal without ×
    given = _parse(sys.argv[1:] if arguments is None else arguments)
    if given.name is None:
        print(_listing(), end="")
        return 0
    try:
        if given.name == BRIEF:
            return _brief(given)
        if given.help:
            print(_inputs(_opened(given.name, []).calculator), end="")
            return 0
        opened = _opened(given.name, given.values)
    except InputError as error:
        return _refuse([f"{problem.place}: {problem.message}" for problem in error.problems])
    except OSError as error:
        return _refuse([f"{error.filename}: {error.strerror}. Check the file's name."])
    except ValueError as error:
        return _refuse([str(error)])
    _say(opened.notices)
    print(_answer(opened.calculator, opened.inputs, given.format), end="")
    return 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="calculators", usage=f"\n{USAGE}", add_help=False)
    parser.add_argument("name", nargs="?")
    parser.add_argument("values", nargs="*")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument("--site", default="")
    parser.add_argument("-h", "--help", action="store_true")
    return parser.parse_intermixed_args(arguments)


def _brief(given: argparse.Namespace) -> int:
    """The brief of the project in a file."""
    if len(given.values) != 1:
        raise ValueError("Give one project file: python -m calculators brief project.json")
    answer, notices = brief_command.answer(_file(given.values[0]), given.format, given.site)
    _say(notices)
    print(answer, end="")
    return 0


def _opened(name: str, values: Sequence[str]) -> Opened:
    """The calculator that a name or a link stands for, with these values and what to know of them.

    They come on top of the link's, or of those of a saved file that is given first.
    """
    if "#" in name or "?" in name:
        opened = decode(name.partition("#")[2] or name)
    elif values and values[0].startswith("@"):
        calculator = load(name)
        opened = Opened(calculator, *saved(calculator, _file(values[0][1:])))
        values = values[1:]
    else:
        calculator = load(name)
        return Opened(calculator, calculator.inputs.read(_values(values)))
    form = opened.calculator.inputs
    return replace(opened, inputs=form.read(opened.inputs.plain() | _values(values)))


def _values(pairs: Sequence[str]) -> dict[str, object]:
    """`field=value` pairs; `@` reads a file, a leading `{` is JSON."""
    values: dict[str, object] = {}
    for pair in pairs:
        name, equals, text = pair.partition("=")
        if not equals:
            raise ValueError(f"{pair}: Write inputs as field=value.")
        if name in values:
            raise ValueError(f"{name}: Give each input once.")
        if text.startswith("@"):
            text = _file(text[1:])
        values[name] = _object(name, text) if text.startswith("{") else text
    return values


def _object(name: str, text: str) -> object:
    try:
        return json_text.loads(text)
    except ValueError as error:
        raise ValueError(f"{name}: Give valid JSON: {error}.") from None


def _file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ValueError(f"{path}: Save the file as UTF-8 text.") from None


def _answer(calculator: Calculator, inputs: Form, style: str) -> str:
    if style == "json":
        answer = calculator.json(inputs)
        return json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    render = markdown.render if style == "markdown" else terminal.render
    return render(calculator.title, calculator.report(inputs))


def _listing() -> str:
    calculators = [load(name) for name in names()]
    long = max((len(calculator.name) for calculator in calculators), default=0)
    lines = [terminal.wrap(c.question, f"  {c.name.ljust(long)}  ") for c in calculators]
    return "\n".join([USAGE, "Calculators:", *lines]) + "\n"


def _inputs(calculator: Calculator) -> str:
    default = calculator.inputs().written()
    lines = [f"{calculator.name} {calculator.version}: {calculator.question}", "", "Inputs:"]
    for name, field in calculator.inputs.fields().items():
        written = default.get(name)
        shown = f" = {written}" if isinstance(written, str) and written else ""
        lines.append(f"  {name}{shown}")
        lines.append(terminal.wrap(f"{field.label}. {field.help} {_kind(field)}", "      "))
    lines += ["", "Examples:"]
    lines += [terminal.wrap(f"{p.label}: {p.why}", "  - ") for p in calculator.presets]
    return "\n".join(lines) + "\n"


def _kind(field: Field) -> str:
    """What may be entered, in a sentence."""
    if isinstance(field, Rows):
        parts = (f"{name} ({_kind(kind)})" for name, kind in field.columns({}).items())
        return f"A table with the columns {', '.join(parts)}."
    if isinstance(field, Table):
        return "A table: a name, then one number a column."
    if isinstance(field, Record):
        return f"One of: {', '.join(ANSWERS)}; or an object of {', '.join(field.part_fields())}."
    if isinstance(field, Choice):
        return f"One of: {', '.join(field.options)}."
    if isinstance(field, Number):
        return f"{field.asked()}{' May be left empty.' if field.optional else ''}"
    return "A date." if isinstance(field, Date) else "A text."


def _refuse(messages: Sequence[str]) -> int:
    """Say what is wrong; the exit code for input that cannot be used."""
    _say(messages)
    return 2


def _say(messages: Sequence[str]) -> None:
    """Print beside the answer; what came from a file or a link must not steer the terminal."""
    for message in messages:
        print("".join(c if c.isprintable() else "?" for c in message), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
