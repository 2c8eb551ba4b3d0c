"""The same sources answer the same in a reader's browser as where the site is built.

Node runs the archives that the site ships in Pyodide. `PYODIDE_INPUTS=2000
pytest tests/test_pyodide.py` asks more questions than an ordinary run.
"""

from __future__ import annotations

import base64
import json
import math
import os
import re
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from calculators.kit import link
from calculators.kit.door import ask
from calculators.kit.inputs import Form
from calculators.kit.run import Calculator, load, names
from mkdocs_calculators import bundle, slim
from mkdocs_calculators.plugin import CACHE

from .calculators import strategies

ROOT = Path(__file__).parent.parent
NODE = ROOT / ".venv/bin/node"
HELPER = Path(__file__).with_name("pyodide.mjs")
# Taken now, as the modules are imported: a source may be edited while the tests run.
ARCHIVE = bundle.archive(ROOT / "calculators")
COUNT = int(os.environ.get("PYODIDE_INPUTS", "300"))

SHARED = 12  # of them are also shared, taken along and opened again

Question = tuple[str, str]  # a verb and a request as JSON
Answer = tuple[str, str | None]  # for a page and, to a form with a result, for machines


@pytest.fixture
def ordinary(tmp_path: Path) -> Path:
    """A folder with the archive of the ordinary boot, for questions and answers."""
    for needed in (NODE, ROOT / "node_modules/pyodide/pyodide.mjs"):
        if not needed.exists():
            pytest.fail(f"There is no {needed}. Run `make setup`.")
    (tmp_path / "calculators.zip").write_bytes(ARCHIVE)
    return tmp_path


@pytest.fixture(scope="session")
def slim_archive() -> bytes:
    """The archive of the slim boot, as a build makes and keeps it."""
    return slim.make(ROOT / CACHE, bundle.pyodide_files(ROOT / "node_modules/pyodide"), ARCHIVE)


@pytest.fixture
def folder(tmp_path: Path, slim_archive: bytes) -> Path:
    """A folder with the archive of the slim boot, for questions and answers."""
    pyodide = bundle.pyodide_files(ROOT / "node_modules/pyodide")
    (tmp_path / "slim.wasm").write_bytes(slim_archive)
    (tmp_path / "lock.json").write_text(bundle.lock(pyodide), "utf-8")
    return tmp_path


@pytest.mark.parametrize("name", names())
def test_pyodide_answers_as_cpython_does(name: str, folder: Path) -> None:
    """Pages are the same to the last byte, and numbers for machines to twelve digits."""
    inputs = generated(load(name))
    questions = [question("answer", name=name, values=one.written()) for one in inputs]
    questions += [asked for one in inputs[:SHARED] for asked in shared(name, one)]
    there, here = both(questions, folder)
    for asked, (page, machine), (our_page, our_machine) in zip(questions, there, here, strict=True):
        if asked[0] == "answer":
            assert differing(page, our_page) == "", asked
            assert machine is not None, asked
            assert our_machine is not None, asked
            found = close(json.loads(machine), json.loads(our_machine))
        else:
            found = close(understood(page), understood(our_page))
        assert found == "", asked


@pytest.mark.parametrize("boot", ["ordinary", "folder"])
def test_pyodide_refuses_as_cpython_does(boot: str, request: pytest.FixtureRequest) -> None:
    """Messages are the same as well."""
    odd = [{}, {"no_such": "1"}, {"a": [["x"]]}, {"b": {"paste": "1\t2"}}, {"\ud800": 1}, []]
    questions = [question("answer", name=name, values=values) for name in names() for values in odd]
    name = names()[0]
    questions += [question("open", fragment=fragment) for fragment in hostile_links(name)]
    questions += [question("load", name=name, text=text) for text in hostile_files(name)]
    questions += [("answer", "["), ("answer", "[" * 100_000), ("nonsense", "{}")]
    there, here = both(questions, request.getfixturevalue(boot))
    for asked, (page, _), (our_page, _) in zip(questions, there, here, strict=True):
        assert differing(page, our_page) == "", asked
    assert all("problem" in json.loads(page) for page, _ in there[len(names()) * len(odd) :])


def test_the_ordinary_boot_answers_all_that_is_rehearsed(ordinary: Path) -> None:
    """It is what a reader gets when the slim one fails."""
    questions = [
        question("answer", name=name, values=preset.inputs.written())
        for name in names()
        for preset in load(name).presets
    ]
    there, here = both(questions, ordinary)
    for asked, (page, _), (our_page, _) in zip(questions, there, here, strict=True):
        assert differing(page, our_page) == "", asked


def question(verb: str, **request: Any) -> Question:
    """A request as the browser sends it."""
    return verb, json.dumps(request)


def shared(name: str, inputs: Form) -> Iterator[Question]:
    """A link, all files, and all of them opened again."""
    values = inputs.written()
    yield question("link", name=name, values=values)
    place = {"address": "https://example.org/", "date": "2027-03-01"}
    take = question("take", name=name, values=values, **place)
    yield take
    for fragment in (link.readable(load(name), inputs), link.packed(load(name), inputs)):
        yield question("open", fragment=fragment)
    yield question("restore", name=name, version="0.1", values=values)
    for file in json.loads(ask(*take))["files"]:
        if file["type"] != "text/markdown":
            yield question("load", name=name, text=file["text"], values=values)


def hostile_links(name: str) -> list[str]:
    """Links that are refused."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    bomb = base64.urlsafe_b64encode(deflate.compress(b"1" * 10**7) + deflate.flush()).decode()
    ends = ("x", "x=%ff", "x=1&x=2", "v=9", "v=", "as=1", "z=AAAA", "z=!", f"z={bomb.rstrip('=')}")
    return ["", "nonsense?", "\ud800?x=1", *(f"{name}?{end}" for end in ends)]


def hostile_files(name: str) -> list[str]:
    """Files that are refused."""
    inputs = (
        '{"no": ' * 10**4,
        "[" * 150_000,
        '{"x": ' + "9" * 5000 + "}",
        '{"x": [[[[[]]]]]',
        "[]",
    )
    saved = [f'{{"calculator": "{name}", "inputs": {text}' for text in inputs]
    return ["", "{", "[" * 150_000, '{"a":' * 30_000, "x" * 200_001, "\ud800", *saved]


def understood(text: str) -> Any:
    """An answer with the JSON of its files read, whose numbers may differ in their last bits.

    What is compressed says the same in other letters where another zlib is in use.
    """
    answer = json.loads(re.sub(r"\?z=[A-Za-z0-9_-]+", "?z=", text))
    for file in answer.get("files", ()):
        if file["type"] == "application/json":
            file["text"] = json.loads(file["text"])
    return answer


def generated(calculator: Calculator) -> list[Form]:
    """The worked examples, and the same generated inputs every time."""
    found = [preset.inputs for preset in calculator.presets]

    @settings(
        max_examples=COUNT,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategies.inputs(calculator))
    def collect(inputs: Form) -> None:
        found.append(inputs)

    collect()
    assert len(found) >= COUNT
    return found


def both(questions: list[Question], folder: Path) -> tuple[list[Answer], list[Answer]]:
    """The answers of Pyodide, and those of this Python, computed in the meantime."""
    (folder / "questions.json").write_text(json.dumps(questions), "utf-8")
    with subprocess.Popen([NODE, HELPER, folder], stderr=subprocess.PIPE) as process:
        here = [answer(*question) for question in questions]
        _, complaints = process.communicate()
    assert process.returncode == 0, complaints.decode()
    return json.loads((folder / "answers.json").read_text("utf-8")), here


def answer(verb: str, request: str) -> Answer:
    """What `pyodide.mjs` computes, by this Python."""
    page = ask(verb, request)
    if "html" not in json.loads(page):
        return page, None
    asked = json.loads(request)
    calculator = load(asked["name"])
    return page, json.dumps(calculator.json(calculator.inputs.read(asked["values"])))


def differing(one: str, other: str) -> str:
    """The first place where two texts differ, with its surroundings; empty if they are equal."""
    if one == other:
        return ""
    pairs = enumerate(zip(one, other, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
    return f"…{one[max(0, at - 100) : at + 50]}… is not …{other[at : at + 50]}…"


def close(one: Any, other: Any, place: str = "") -> str:
    """The first place where two JSON values differ by more than a number's last bits."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next(filter(None, (close(one[k], other[k], f"{place}.{k}") for k in one)), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return next(filter(None, (close(a, b, f"{place}.{n}") for n, (a, b) in pairs)), "")
    if isinstance(one, float) and isinstance(other, float):
        same = math.isclose(one, other, rel_tol=1e-12)
    else:
        same = bool(one == other)
    return "" if same else f"{place}: {one!r} is not {other!r}"
