"""The same sources answer the same in a reader's browser as where the site is built.

Node runs the archive that the site ships in Pyodide. `PYODIDE_INPUTS=2000
pytest tests/test_pyodide.py` asks more questions than an ordinary run.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from calculators.kit.inputs import Form
from calculators.kit.run import Calculator, load, names, respond
from mkdocs_calculators import bundle

from .calculators import strategies

ROOT = Path(__file__).parent.parent
NODE = ROOT / ".venv/bin/node"
HELPER = Path(__file__).with_name("pyodide.mjs")
# Taken now, as the modules are imported: a source may be edited while the tests run.
ARCHIVE = bundle.archive(ROOT / "calculators")
COUNT = int(os.environ.get("PYODIDE_INPUTS", "300"))

Question = tuple[str, str]  # a calculator's name, and a form's values as JSON
Answer = tuple[str, str | None]  # for a page and, where there is one, for machines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the archive, for questions and answers."""
    for needed in (NODE, ROOT / "node_modules/pyodide/pyodide.mjs"):
        if not needed.exists():
            pytest.fail(f"There is no {needed}. Run `make setup`.")
    (tmp_path / "calculators.zip").write_bytes(ARCHIVE)
    return tmp_path


@pytest.mark.parametrize("name", names())
def test_pyodide_answers_as_cpython_does(name: str, folder: Path) -> None:
    """Pages are the same to the last byte, and numbers for machines to twelve digits."""
    questions = [(name, json.dumps(inputs.written())) for inputs in generated(load(name))]
    there, here = both(questions, folder)
    for question, (page, machine), (our_page, our_machine) in zip(
        questions, there, here, strict=True
    ):
        assert differing(page, our_page) == "", question
        assert machine is not None, question
        assert our_machine is not None, question
        found = close(json.loads(machine), json.loads(our_machine))
        assert found == "", question


def test_pyodide_refuses_as_cpython_does(folder: Path) -> None:
    """Messages are the same as well."""
    odd = [{}, {"no_such": "1"}, {"a": [["x"]]}, {"b": {"paste": "1\t2"}}, {"\ud800": 1}, []]
    questions = [(name, json.dumps(values)) for name in names() for values in odd]
    there, here = both(questions, folder)
    for question, (page, _), (our_page, _) in zip(questions, there, here, strict=True):
        assert differing(page, our_page) == "", question


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


def answer(name: str, values: str) -> Answer:
    """What `pyodide.mjs` computes, by this Python."""
    page = respond(name, values)
    if "html" not in json.loads(page):
        return page, None
    calculator = load(name)
    return page, json.dumps(calculator.json(calculator.inputs.read(json.loads(values))))


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
