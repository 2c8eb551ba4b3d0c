"""The project's rules about its own sources, each as a function from source to complaints.

An empty list of complaints means that the rule holds. The functions take text,
so that a test can show each of them a source that breaks its rule.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

PURE = frozenset(
    {
        "__future__",
        "bisect",
        "calendar",
        "collections",
        "collections.abc",
        "dataclasses",
        "datetime",
        "decimal",
        "enum",
        "fractions",
        "functools",
        "heapq",
        "itertools",
        "math",
        "operator",
        "random",
        "re",
        "statistics",
        "string",
        "textwrap",
        "typing",
    }
)
"""What calculators may use of the standard library: nothing with a clock, files or a network."""

_DOORS = frozenset({"__import__", "breakpoint", "eval", "exec", "input", "open", "print"})
_CLOCKS = frozenset({"now", "today", "utcnow"})
_ONLY = {"random": "Random", "io": "StringIO"}  # of these modules only this class
_BOUNDS = frozenset({"least", "most", "above", "below", "slider"})
_TAG = re.compile(r"</?[A-Za-z!]|&(?:#\d+|[a-z]+);")
_COLOUR = re.compile(
    r"(?<![\w&])#(?:[0-9a-f]{3,4}){1,2}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(|var\(--"
    r"|^(?:black|white|gr[ae]y|red|green|blue|orange|yellow|purple|teal|navy|currentcolor)$",
    re.IGNORECASE,
)
_JS_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_JS_TEXT = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`]*)`")
_JS_NUMBER = re.compile(r"(?<![\w.#])\d+(?:\.\d+)?(?:e\d+)?(?![\w.])")
_JS_FORMATS = re.compile(r"\b(?:toFixed|toPrecision|toLocaleString|parseFloat|parseInt|Intl)\b")
_GENERATED = re.compile(
    r"(?:^|/)(?:site|node_modules|build|dist|__pycache__|\.[a-z]+_cache|\.venv|\.cache)/"
    r"|\.(?:pyc|zip|wasm|whl|map)$|(?:^|/)runtime\.mjs$|-changed\."
)


def imported(source: str) -> Iterator[str]:
    """The modules that a source imports, in full; a relative import begins with a dot."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            if module in ("calculators", "calculators.kit"):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def foreign(source: str, allowed: Collection[str]) -> list[str]:
    """Imports that are neither allowed nor below an allowed package that ends with a dot."""
    below = tuple(name for name in allowed if name.endswith("."))
    wrong = (m for m in imported(source) if m not in allowed and not m.startswith(below))
    return [f"imports {module}" for module in wrong]


def impure(source: str) -> list[str]:
    """Uses of files, the clock, unseeded chance or code made up at run time."""
    tree = ast.parse(source)
    modules = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in _DOORS:
            found.append(f"uses {node.id}")
        if isinstance(node, ast.Attribute):
            module = modules.get(node.value.id, "") if isinstance(node.value, ast.Name) else ""
            if node.attr in _CLOCKS or _ONLY.get(module, node.attr) != node.attr:
                found.append(f"uses {ast.unparse(node)}")
        if isinstance(node, ast.ImportFrom):
            only = _ONLY.get(node.module or "")
            found += [f"imports {a.name} from {node.module}" for a in node.names if only]
        if isinstance(node, ast.Call) and ast.unparse(node) in _unseeded(modules):
            found.append("makes chance without a seed")
    return found


def _unseeded(modules: dict[str, str]) -> set[str]:
    return {f"{name}.Random()" for name, module in modules.items() if module == "random"}


def texts(source: str) -> Iterator[str]:
    """The string literals of a source but its docstrings; in an f-string, x stands for values."""
    tree = ast.parse(source)
    skipped: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(node.value)  # a docstring
        if isinstance(node, ast.JoinedStr):
            skipped.update(node.values)
            values = (v.value if isinstance(v, ast.Constant) else "x" for v in node.values)
            yield "".join(str(value) for value in values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.value


def marked_up(source: str) -> list[str]:
    """Texts that hold a tag, an HTML entity or a colour."""
    return [text for text in texts(source) if _TAG.search(text) or _COLOUR.search(text)]


def named(source: str, names: Collection[str]) -> list[str]:
    """Calculators that a Python source names: in a text, by an import or as a module's name."""
    modules = {module.rpartition(".")[2] for module in imported(source)}
    found = list(texts(source))
    return [n for n in names if n.replace("-", "_") in modules or any(_says(t, n) for t in found)]


def _says(text: str, name: str) -> bool:
    """Whether a text holds a name; a name of one plain word has to be the whole text."""
    if "-" not in name:
        return text == name
    either = "|".join(re.escape(form) for form in (name, name.replace("-", "_")))
    return re.search(rf"(?<![\w-])(?:{either})(?![\w-])", text) is not None


def knowing(
    script: str, names: Collection[str], units: Collection[str], bounds: Collection[float]
) -> list[str]:
    """What a script knows of calculators: names, units, bounds, ways to read or write numbers."""
    code = _JS_COMMENT.sub("", script)
    strings = ["".join(groups) for groups in _JS_TEXT.findall(code)]
    numbers = {float(number) for number in _JS_NUMBER.findall(_JS_TEXT.sub("", code))}
    found = [name for name in names if _says(code, name) or any(_says(s, name) for s in strings)]
    found += [unit for unit in units if unit in strings]
    found += [f"{bound:g}" for bound in bounds if bound in numbers and not _round(bound)]
    return found + _JS_FORMATS.findall(code)


def _round(bound: float) -> bool:
    """Whether a number is too common to say anything of a calculator: one digit, or 1, 2 or 5 × 10ⁿ."""
    digit = float(bound).is_integer() and abs(bound) < 10
    return digit or f"{abs(bound):.6e}"[:8] in ("1.000000", "2.000000", "5.000000")


def declared(source: str) -> tuple[set[str], set[float]]:
    """The units and the bounds that a source gives to its fields."""
    units: set[str] = set()
    bounds: set[float] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.keyword) and node.arg in {"unit", *_BOUNDS}:
            for inner in ast.walk(node.value):
                value = inner.value if isinstance(inner, ast.Constant) else None
                if isinstance(value, str) and value and node.arg == "unit":
                    units.add(value)
                elif isinstance(value, int | float) and not isinstance(value, bool):
                    bounds.add(float(value))
    return units, bounds


def generated(paths: Collection[str]) -> list[str]:
    """Paths of files that a command makes, and that therefore do not belong into git."""
    return [path for path in paths if _GENERATED.search(path)]


def circular(arrows: dict[str, set[str]]) -> list[str]:
    """Modules that import each other, straight or by way of others."""
    left = dict(arrows)
    while free := [name for name, targets in left.items() if not targets & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)
