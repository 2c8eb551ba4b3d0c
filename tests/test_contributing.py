"""The example in CONTRIBUTING.md works as it stands there."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import calculators
from calculators.kit.run import embed, load

ROOT = Path(__file__).parents[1]
EXAMPLE, TEST = re.findall(
    r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
)


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The example, saved as a calculator; gives its public name."""
    (tmp_path / "chance_of_success.py").write_text(EXAMPLE, "utf-8")
    monkeypatch.setattr(calculators, "__path__", [*calculators.__path__, str(tmp_path)])
    yield "chance-of-success"
    sys.modules.pop("calculators.chance_of_success", None)


def test_the_example_is_a_calculator(saved: str) -> None:
    """It computes, and stands in a page: 1 − 0.8⁵ = 0.67232."""
    calculator = load(saved)
    assert calculator.json(calculator.inputs())["result"] == {"chance": pytest.approx(0.67232)}
    assert "67.2 %" in embed(saved)


@pytest.mark.usefixtures("saved")
def test_the_examples_test_passes() -> None:
    """The test that CONTRIBUTING.md gives for it runs, and passes."""
    names: dict[str, object] = {}
    exec(compile(TEST, "CONTRIBUTING.md", "exec"), names)  # noqa: S102 - our own text
    test = names["test_one_in_two_twice"]
    assert callable(test)
    test()
