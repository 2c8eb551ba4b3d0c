"""Runs in Pyodide: sees what a rehearsal has imported, and packs it.

The archive holds bytecode that is taken as it is, in place of source, stored
and not deflated because hosts compress better. Docstrings are left out, and so
are our functions' types and all line numbers, which are a third of the bytes: a
reader is shown no traceback. So the archive is not the sources to the letter;
that it answers as they do, the build sees at once, and `tests/test_pyodide.py`
with thousands of questions.
"""

from __future__ import annotations

import sys

_BEFORE = set(sys.modules)

import ast  # noqa: E402
import importlib  # noqa: E402
import importlib.util  # noqa: E402
import marshal  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from types import CodeType  # noqa: E402

for _name in set(sys.modules) - _BEFORE:
    del sys.modules[_name]  # so that what packs is packed only if a calculator imports it too

LIBRARY = f"/lib/python{sys.version_info.major}{sys.version_info.minor}.zip"
CALCULATORS = "/calculators.zip"
OPTIMIZE = {LIBRARY: 2, CALCULATORS: 1}  # without docstrings; ours are taken away by hand
UNCHECKED = (1).to_bytes(4, "little")  # of a .pyc: no source to compare it with, see PEP 552
NO_COLUMNS, MOST = 13, 8  # of the location table: an entry's kind, and instructions in an entry


def missing() -> list[str]:
    """Imports in the calculators that were not carried out and that cannot be, each in words."""
    found = []
    for path in used(CALCULATORS):
        for name in sorted(set(_imports(_source(CALCULATORS, path)))):
            if name.partition(".")[0] == "calculators":
                continue
            try:
                importlib.import_module(name)
            except ImportError:
                found.append(f"{path} imports {name}, which browsers do not have.")
    return found


def used(archive: str) -> list[str]:
    """The files in an archive of which modules were made so far."""
    specs = [getattr(module, "__spec__", None) for module in sys.modules.values()]
    origins = [(spec.origin or "") for spec in specs if spec]
    return sorted({o.removeprefix(f"{archive}/") for o in origins if o.startswith(f"{archive}/")})


def pack() -> bytes:
    """The archive of all that was imported so far."""
    files = [(archive, path) for archive in (LIBRARY, CALCULATORS) for path in used(archive)]
    import io  # noqa: PLC0415 - from here on, what packs is not packed
    import zipfile  # noqa: PLC0415

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for archive, path in files:
            source = _source(archive, path)
            tree = ast.parse(source)
            if archive == CALCULATORS:  # the library is as it always is without docstrings
                _undress(tree)
            code = _bare(compile(tree, path, "exec", dont_inherit=True, optimize=OPTIMIZE[archive]))
            header = importlib.util.MAGIC_NUMBER + UNCHECKED + importlib.util.source_hash(source)
            entry = zipfile.ZipInfo(f"{path}c", (1980, 1, 1, 0, 0, 0))
            target.writestr(entry, header + marshal.dumps(code))
    return _as_wasm(buffer.getvalue())


def _source(archive: str, path: str) -> bytes:
    from zipimport import zipimporter  # noqa: PLC0415 - in Python's own start anyway

    return zipimporter(archive).get_data(f"{archive}/{path}")


def _imports(source: bytes) -> Iterator[str]:
    """The modules that a source names, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _undress(tree: ast.Module) -> None:
    """Take away what is for programmers: docstrings, and what functions say of types.

    A class keeps its types and a short docstring: without one, making it a
    dataclass writes one, which takes longer than all the rest.
    """
    for node in ast.walk(tree):
        match node:
            case ast.Module() | ast.ClassDef() | ast.FunctionDef():
                _redocument(node)
            case ast.arg():
                node.annotation = None
        if isinstance(node, ast.FunctionDef):
            node.returns = None


def _redocument(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> None:
    if ast.get_docstring(node, clean=False) is not None:
        del node.body[0]
    if isinstance(node, ast.ClassDef):
        node.body.insert(0, ast.Expr(ast.Constant(".")))
    elif not node.body and not isinstance(node, ast.Module):
        node.body.append(ast.Pass())
    ast.fix_missing_locations(node)


def _bare(code: CodeType) -> CodeType:
    """Code whose every instruction is said to be on its first line."""
    constants = (_bare(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    return code.replace(co_linetable=_one_line(len(code.co_code) // 2), co_consts=(*constants,))


def _one_line(instructions: int) -> bytes:
    """A location table for so many code units; CPython's InternalDocs/code_objects.md has it."""
    full, rest = divmod(instructions, MOST)
    lengths = [MOST] * full + [rest] * bool(rest)
    return b"".join(bytes((0x80 | NO_COLUMNS << 3 | length - 1, 0)) for length in lengths)


def _as_wasm(archive: bytes) -> bytes:
    """The zip as the one section of a WebAssembly module that says nothing else.

    Hosts compress such a file as they do Pyodide's own, and leave a zip as it
    is. Python looks for a zip from its end.
    """
    name = b"python"
    section = bytes((len(name),)) + name + archive
    return b"\0asm\1\0\0\0" + b"\0" + _leb128(len(section)) + section


def _leb128(number: int) -> bytes:
    *low, last = (number >> shift & 0x7F for shift in range(0, 35, 7))
    return bytes((*(digit | 0x80 for digit in low), last))
