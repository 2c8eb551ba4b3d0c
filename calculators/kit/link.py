"""A filled-in calculator as a link: `#cost-of-accuracy?target_accuracy=99.5&as=1.0&v=1`.

The fragment names the calculator and what differs from its defaults. `as` is
the calculator's version, `v` the format's; a link typed by hand needs neither.
Long ones hold the same words compressed, under `z`. Whoever opens a link did
not write it: any text is either understood or refused by a `LinkError`.
"""

from __future__ import annotations

import binascii
import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from calculators.kit import query
from calculators.kit.cells import Cells, filled
from calculators.kit.history import former
from calculators.kit.inputs import Form, InputError, Rows, Table
from calculators.kit.problems import Refused
from calculators.kit.query import Wire
from calculators.kit.restore import restored
from calculators.kit.run import Calculator, UnknownCalculator, attention, load
from calculators.kit.words import named, quoted, short

FORMAT = 1
RESERVED = ("as", "v", "z")
LONGEST = 1_800  # characters; chat tools carry about 2,000, and the page's address comes first
MOST = 200_000  # characters that a link may hold, also when unpacked
LINE = 72  # characters; a longer link without an end may have been cut where a mail breaks lines

_PACKED = re.compile(r"[A-Za-z0-9_-]+")


class LinkError(Refused):
    """A link that cannot be made or opened."""


@dataclass(frozen=True)
class Opened:
    """What a link says, and what the reader should know about it."""

    calculator: Calculator
    inputs: Form
    notices: tuple[str, ...] = ()


def encode(calculator: Calculator, inputs: Form) -> str:
    """The fragment, without `#`. Raises `LinkError` if it would be too long to pass on."""
    fragment = readable(calculator, inputs)
    if len(fragment) > LONGEST:
        fragment = packed(calculator, inputs)
    if len(fragment) > LONGEST:
        size = f"{len(fragment):,} characters; chat tools carry about 2,000"
        raise LinkError(f"This is too long for a link ({size}). Save it as a file instead.")
    return fragment


def readable(calculator: Calculator, inputs: Form) -> str:
    """The fragment with every value in plain sight, however long."""
    values = differing(calculator, inputs)
    return f"{calculator.name}?{query.write(values | _end(calculator))}"


def packed(calculator: Calculator, inputs: Form) -> str:
    """The fragment with its values compressed, however long."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    text = query.write(differing(calculator, inputs)).encode()
    data = urlsafe_b64encode(deflate.compress(text) + deflate.flush()).decode().rstrip("=")
    return f"{calculator.name}?{query.write({'z': data, **_end(calculator)})}"


def decode(fragment: str) -> Opened:
    """What a fragment says, with or without its `#`. Raises `LinkError` and nothing else."""
    try:
        if len(fragment) > MOST:
            raise LinkError(f"It has {len(fragment):,} characters; the longest have {MOST:,}.")
        return _opened(fragment.removeprefix("#"))
    except Refused as error:
        message = f"This link cannot be opened, and nothing was changed. {error}"
        raise LinkError(message) from None


def differing(calculator: Calculator, inputs: Form) -> Wire:
    """The wire values that are not as by default; tables without what a new row holds anyway."""
    default = calculator.inputs().written()
    fields = calculator.inputs.fields()
    changed = {name: v for name, v in inputs.written().items() if v != default[name]}
    return {
        name: _trimmed(field, value) if isinstance(field := fields.get(name), Rows) else value
        for name, value in changed.items()
    }


def _trimmed(field: Rows, cells: Cells) -> Cells:
    """The table without columns in which every cell is as in a new row."""
    blank, (header, *rows) = field.blank(), cells
    at = [n for n, c in enumerate(header) if any(row[n] != blank.get(c, "") for row in rows)]
    lines = [[row[n] for n in at or [0]] for row in cells]
    return lines if all(any(map(filled, line)) for line in lines) else cells


def _end(calculator: Calculator) -> dict[str, str]:
    """What closes a link: a digit, so that no program takes its end for punctuation."""
    return {"as": calculator.version, "v": str(FORMAT)}


def _opened(fragment: str) -> Opened:
    name, _, text = fragment.partition("?")
    try:
        calculator = load(name)
    except UnknownCalculator:
        raise Refused(f"There is no calculator {quoted(short(name, 50))} here.") from None
    spelt = query.cut(text)
    end = {key: query.decoded(spelt.pop(key)) for key in RESERVED if key in spelt}
    cut_off = _cut_off(fragment, end.get("v"))
    if "z" in end:
        if spelt:
            raise Refused(f"Beside its compressed values it has others: {named(spelt)}.")
        spelt = query.cut(_unpacked(end["z"]))
        if found := [key for key in RESERVED if key in spelt]:
            raise Refused(f"Its compressed values hold what stands outside: {named(found)}.")
    tables = {n for n, field in calculator.inputs.fields().items() if isinstance(field, Table)}
    values = query.read(spelt, former(calculator.history, tables))
    try:
        inputs, notices = restored(calculator, end.get("as", calculator.version), values)
    except InputError as error:
        raise Refused(attention(calculator.inputs, error.problems)) from None
    return Opened(calculator, inputs, cut_off + notices)


def _cut_off(fragment: str, version: str | None) -> tuple[str, ...]:
    """A notice if the end is missing. Raises `Refused` for a format that is not known here."""
    if version is None:
        notice = (
            "This link does not end as ours do. If it was cut off on its way, values are missing."
        )
        return (notice,) if len(fragment) > LINE else ()
    if not re.fullmatch(r"[1-9][0-9]{0,5}", version):
        raise Refused(f"Its format “{version[:50]}” is none; it may have been cut off on its way.")
    if int(version) > FORMAT:
        raise Refused("It was made by a newer version of this site. Reload the page and try again.")
    return ()


def _unpacked(data: str) -> str:
    """Compressed values in plain. Raises `Refused` for what is none or would grow too long."""
    damaged = Refused("Its compressed values are damaged or were cut off on their way.")
    if not _PACKED.fullmatch(data):
        raise damaged
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        text = inflate.decompress(urlsafe_b64decode(data + "=" * (-len(data) % 4)), MOST + 1)
        plain = text.decode("ascii")
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise damaged from None
    if len(plain) > MOST:
        raise Refused(f"Unpacked, its values have more than {MOST:,} characters.")
    if not inflate.eof or inflate.unused_data:
        raise damaged
    return plain
