"""Calculators at their heaviest, as links that fill them in: what an answer may cost at most."""

import importlib
import random
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from calculators.kit import link
from calculators.kit.run import load


@dataclass(frozen=True)
class Load:
    """A filled-in calculator: its name in the tables, its link, and the field that is edited.

    `values` gives the nth value to enter; each changes the answer. `span` is the part of the
    slider, from 0 to 1, in which the calculator has an answer.
    """

    name: str
    calculator: str
    field: str
    values: Callable[[int], str]
    fragment: str = ""
    span: tuple[float, float] = (0, 1)

    @property
    def address(self) -> str:
        """Where it is on the site."""
        return f"/calculators/{self.calculator}/{self.fragment and '#'}{self.fragment}"


def loads() -> list[Load]:
    """The page as it opens, the longest path, and the two largest tables."""
    return [
        Load(
            "cost of accuracy, as it opens",
            "cost-of-accuracy",
            "target_accuracy",
            lambda n: f"{98 + n / 100:.2f}",
            span=(0.82, 1),
        ),
        Load(
            "data flywheel, 120 steps",
            "data-flywheel",
            "growth",
            lambda n: f"{0.5 + n / 100:.2f}",
            filled("data-flywheel", steps=120),
        ),
        Load(
            "impact against cost, 50 projects",
            "impact-vs-cost",
            "weight_friction",
            lambda n: f"{1 + n / 20:.2f}",
            filled("impact-vs-cost", projects=projects(50)),
        ),
        Load(
            "one metric from 10, 50 models",
            "metric-combination",
            "beta",
            lambda n: f"{1 + n / 50:.2f}",
            filled("metric-combination", **metrics(10, 50)),
        ),
    ]


def filled(name: str, **values: Any) -> str:
    """The fragment of a link to a calculator with these inputs."""
    calculator = load(name)
    return link.packed(calculator, replace(calculator.inputs(), **values))


def projects(count: int) -> tuple[object, ...]:
    """Projects with the same scores in each run of the benchmark."""
    chance = random.Random(6)
    project = importlib.import_module("calculators.impact_vs_cost").Project
    scores = [field.name for field in fields(project) if field.name != "name"][:7]
    return tuple(
        project(f"Project {n}", **{score: chance.randint(0, 5) for score in scores})
        for n in range(1, count + 1)
    )


def metrics(count: int, models: int) -> dict[str, object]:
    """Metrics and models with the same values in each run of the benchmark."""
    chance = random.Random(6)
    module = importlib.import_module("calculators.metric_combination")
    names = ["precision", "recall", *(f"metric {n}" for n in range(3, count + 1))]
    default = module.Inputs()
    row = type(default.models[0])
    return {
        "metrics": tuple(module.Metric(name, "higher", 1 / count, None) for name in names),
        "models": tuple(
            row(f"Model {n}", {name: round(chance.uniform(0.5, 0.99), 3) for name in names})
            for n in range(1, models + 1)
        ),
    }
