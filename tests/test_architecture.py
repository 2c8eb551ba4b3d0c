"""The house rules that keep the rooms apart, each with a source that breaks it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from calculators.kit.door import VERBS
from mkdocs_calculators import bundle
from tests import rules

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "calculators"
PLUGIN = ROOT / "mkdocs_calculators"

CALCULATORS = {p.name: p for p in sorted(PACKAGE.glob("*.py")) if not p.name.startswith("_")}
KIT = {p.stem: p for p in sorted((PACKAGE / "kit").glob("*.py")) if p.stem != "__init__"}
SCRIPTS = {p.name: p for p in sorted((PLUGIN / "assets").rglob("*.mjs"))}
NAMES = [path.stem.replace("_", "-") for path in CALCULATORS.values()]

# The layers of the kit. What is not listed holds values and is the lowest.
PICTURES = {"escape", "svg", "axes", "bars", "chart"}
PAGES = {"html", "control"} | {name for name in KIT if name.startswith("form") and name != "format"}
RENDERERS = PAGES | {"markdown", "terminal"}
DOOR = {"door", "run"}
# What the door asks of, and what that needs, imported when it is first needed.
ASKED = {module.rpartition(".")[2] for module, _ in VERBS.values()} - DOOR
ASKED |= {"issues", "kept", "link", "request", "stamp"}
ASKED |= {"brief_command", "brief_page", "brief_report", "places", "project_store", "shared"}
ASKED |= {"rehearsal"}  # it asks of all
# Values come in two kinds that do not know each other: what goes in and what comes out.
IN = {
    "problems",
    "project",
    "fields",
    "records",
    "tables",
    "clipboard",
    "delimited",
    "inputs",
    "history",
    "number_list",
}
OUT = {"blocks", "format", "rates", "statistics", "distributions", "normal", "saddle_point"}


def source(path: Path) -> str:
    """The text of a source file."""
    return path.read_text("utf-8")


def arrows() -> dict[str, set[str]]:
    """For each module of the kit the others of the kit that it imports."""
    start = "calculators.kit."
    return {
        name: {m.removeprefix(start) for m in rules.imported(source(p)) if m.startswith(start)}
        for name, p in KIT.items()
    }


def crossing(arrows: dict[str, set[str]]) -> list[str]:
    """Arrows in the kit that point from a lower layer to a higher, or from one kind to another."""
    high = PICTURES | RENDERERS | DOOR | ASKED
    wrong = {name: high for name in arrows if name not in high}
    wrong |= dict.fromkeys(PICTURES, RENDERERS | DOOR | ASKED)
    wrong |= dict.fromkeys(RENDERERS, DOOR | ASKED)
    wrong |= dict.fromkeys(IN, high | OUT)
    wrong |= dict.fromkeys(OUT, high | IN)
    return [
        f"{name} imports {target}"
        for name, targets in arrows.items()
        for target in sorted(targets & wrong.get(name, set()))
    ]


def complaints_about_calculator(text: str) -> list[str]:
    """What is wrong with the source of a calculator."""
    allowed = rules.PURE | {"calculators.kit."}
    return rules.foreign(text, allowed) + rules.impure(text) + rules.marked_up(text)


@pytest.mark.parametrize("name", CALCULATORS)
def test_a_calculator_computes_and_does_nothing_else(name: str) -> None:
    """It needs only the kit and pure modules, so it runs the same anywhere, and writes no HTML."""
    assert complaints_about_calculator(source(CALCULATORS[name])) == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("import mkdocs", "imports mkdocs"),
        ("from js import document", "imports js"),
        ("from calculators import shoe_size", "imports calculators.shoe_size"),
        ("import calculators.shoe_size", "imports calculators.shoe_size"),
        ("from . import shoe_size", "imports ."),
        ("import os.path", "imports os.path"),
        ("from pathlib import Path", "imports pathlib"),
        ("def f():\n    import time", "imports time"),
        ("text = open('x').read()", "uses open"),
        ("__import__('os')", "uses __import__"),
        ("import datetime\nday = datetime.date.today()", "uses datetime.date.today"),
        ("import random\nx = random.random()", "uses random.random"),
        ("import random as r\nx = r.gauss()", "uses r.gauss"),
        ("from random import random", "imports random from random"),
        ("import random\nchance = random.Random()", "makes chance without a seed"),
        ("import io\nio.open('x')", "uses io.open"),
        ("x = 'so <b>bold</b>'", "so <b>bold</b>"),
        ("x = f'<{tag} id={y}>'", "<x id=x>"),
        ("x = 'a&nbsp;b'", "a&nbsp;b"),
        ("x = '#ff0000'", "#ff0000"),
        ("x = 'Red'", "Red"),
        ("x = 'rgb(1, 2, 3)'", "rgb(1, 2, 3)"),
    ],
)
def test_a_calculator_that_does_more_is_found(text: str, complaint: str) -> None:
    """The rule above can fail."""
    assert complaint in complaints_about_calculator(text)


def test_a_calculator_may_do_what_a_calculation_needs() -> None:
    """Seeded chance, comparisons in words, the kit, and docstrings that show HTML."""
    text = '''"""Shows <b>."""
import random
from collections.abc import Sequence
from calculators.kit import format
from calculators.kit.inputs import Form
x = random.Random(7).random()
y = f"p < {x}, item #12, {x} & more; red wine"
'''
    assert complaints_about_calculator(text) == []


@pytest.mark.parametrize("name", KIT)
def test_the_kit_is_pure_and_names_no_calculator(name: str) -> None:
    """Only the door imports by name, when asked; tags are for renderers, colours for styles."""
    text = source(KIT[name])
    allowed = rules.PURE | {"calculators.kit.", "csv", "io", "json"}
    allowed |= {"base64", "binascii", "urllib.parse", "zlib"}
    allowed |= {"importlib", "pkgutil"} if name in DOOR else set()
    assert rules.foreign(text, allowed) == []
    assert rules.impure(text) == []
    assert rules.named(text, NAMES) == []
    if name not in PICTURES | PAGES:
        assert rules.marked_up(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "from calculators.shoe_size import compute",
        "from calculators import shoe_size",
        "if name == 'shoe-size': pass",
        "path = 'calculators.shoe_size'",
        "text = f'See {x} shoe-size.'",
    ],
)
def test_a_kit_that_names_a_calculator_is_found(text: str) -> None:
    """The rule above can fail."""
    assert rules.named(text, ["shoe-size", "socks"]) == ["shoe-size"]


def test_a_kit_may_use_a_word_that_is_also_a_calculators_name() -> None:
    """A name of one word is only meant where it is all there is; a longer name is another."""
    assert rules.named("x = 'two socks'", ["socks"]) == []
    assert rules.named("x = 'socks'", ["socks"]) == ["socks"]
    assert rules.named("x = 'big-shoe-size'", ["shoe-size"]) == []


def test_the_kits_layers_point_one_way() -> None:
    """Values know no renderer, pictures no page, and nothing but a door's users know the door."""
    assert crossing(arrows()) == []
    assert rules.circular(arrows()) == []


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("inputs", "html"),
        ("inputs", "blocks"),
        ("format", "inputs"),
        ("svg", "html"),
        ("html", "run"),
        ("something_new", "svg"),
    ],
)
def test_an_arrow_the_other_way_is_found(name: str, target: str) -> None:
    """The rule above can fail, and holds for modules that are new."""
    assert crossing({name: {target}}) == [f"{name} imports {target}"]


def test_a_circle_is_found() -> None:
    """The rule against circles can fail."""
    assert rules.circular({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}, "e": set()}) == [
        "a",
        "b",
        "c",
        "d",
    ]


@pytest.mark.parametrize("path", sorted(PLUGIN.glob("*.py")), ids=lambda path: path.name)
def test_the_plugin_computes_nothing(path: Path) -> None:
    """It knows no calculator, asks the kit's door for HTML, and only MkDocs' part knows MkDocs."""
    text = source(path)
    assert rules.named(text, NAMES) == []
    kit = {module for module in rules.imported(text) if module.startswith("calculators")}
    kit |= {word for word in rules.texts(text) if ".kit." in word and " " not in word}
    packages = ("calculators", "x")  # x stands for a value: the package's name
    assert kit <= {f"{name}.kit.{door}" for name in packages for door in ("run", "brief_page")}
    if path.name not in ("plugin.py", "config.py"):
        assert not any(module.startswith("mkdocs.") for module in rules.imported(text))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_knows_no_calculator(name: str) -> None:
    """Names, units, bounds and ways to read or write a number are in Python only."""
    fields = [rules.declared(source(path)) for path in (*CALCULATORS.values(), *KIT.values())]
    units = set().union(*(units for units, _ in fields))
    bounds = set().union(*(bounds for _, bounds in fields))
    assert rules.knowing(source(SCRIPTS[name]), NAMES, units, bounds) == []


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('if (name === "shoe-size") return;', "shoe-size"),
        ("const door = shoe_size;", "shoe-size"),
        ('label.textContent = "cm";', "cm"),
        ("if (value > 49.5) return;", "49.5"),
        ("return value.toFixed(1);", "toFixed"),
    ],
)
def test_a_script_that_knows_a_calculator_is_found(script: str, found: str) -> None:
    """The rule above can fail."""
    assert rules.knowing(script, ["shoe-size"], ["cm"], [49.5]) == [found]


def test_units_and_bounds_are_found_where_fields_are_declared() -> None:
    """However a field's number is written, as long as it is a number."""
    text = "x = number(3, 'Heel', unit='cm', least=-2.5, most=49.5, slider=(0, 9, 0.5), whole=True)"
    assert rules.declared(text) == ({"cm"}, {2.5, 49.5, 0.0, 9.0, 0.5})


def test_a_script_may_use_round_numbers_and_comments() -> None:
    """A delay of 100 ms is no bound, even if some field ends at 100; a comment does nothing."""
    script = 'wait(100); // 49.5 cm\nconst url = "../x";'
    assert rules.knowing(script, ["shoe-size"], ["cm"], [100, 49.5]) == []


def test_the_page_fetches_ahead_what_the_worker_imports() -> None:
    """Each script that is asked for only when another has come keeps Python waiting."""
    (named,) = re.findall(r"^const WORKERS = \[(.*)\];", source(SCRIPTS["main.mjs"]), re.MULTILINE)
    imported = re.findall(
        r'^import .* from "\./(.*)";$', source(SCRIPTS["worker.mjs"]), re.MULTILINE
    )
    assert sorted(re.findall(r'"(.*?)"', named)) == sorted(imported)
    further = [source(SCRIPTS[name]) for name in imported if name in SCRIPTS]
    assert not any(re.findall(r"^import ", text, re.MULTILINE) for text in further)


def test_the_archive_holds_the_sources_as_they_are() -> None:
    """What runs in the browser is what the tests have run."""
    archive = zipfile.ZipFile(io.BytesIO(bundle.archive(PACKAGE)))
    files = {f"calculators/{p.relative_to(PACKAGE).as_posix()}": p for p in PACKAGE.rglob("*.py")}
    assert sorted(archive.namelist()) == sorted(files)
    assert all(archive.read(name) == path.read_bytes() for name, path in files.items())


def test_git_holds_no_generated_file() -> None:
    """What a command makes is made again, not kept."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    git = ["git", "-C", str(ROOT), "ls-files", "-z"]
    listed = subprocess.run(git, check=True, capture_output=True, text=True).stdout
    assert rules.generated(listed.split("\0")) == []


def test_a_generated_file_is_found() -> None:
    """The rule above can fail."""
    made = [
        "site/index.html",
        "a/__pycache__/b.pyc",
        "x.zip",
        "assets/runtime.mjs",
        "a-changed.svg",
    ]
    kept = ["docs/site.md", "assets/main.mjs", "assets/runtime.d.mts", "package-lock.json"]
    assert rules.generated(made + kept) == made
