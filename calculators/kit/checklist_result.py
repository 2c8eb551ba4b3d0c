"""What a filled checklist comes to: its verdict, what decided it, and what is left to do."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist
from calculators.kit.checklist import Item, Section, State
from calculators.kit.inputs import Form


@dataclass(frozen=True)
class Result:
    """`verdict` is `None` if nothing applies. `next_steps` are all open items, in order.

    `holding` are the items that keep the verdict from being better. Of the
    `counted` items, which apply, so many are `done` and so many are `left`.
    """

    verdict: str | None
    deciding_sections: tuple[str, ...]
    holding: tuple[str, ...]
    done: int
    left: int
    counted: int
    sections: tuple[Section, ...]
    next_steps: tuple[str, ...]
    items: tuple[State, ...]


def items(form: type[Form]) -> dict[str, Item]:
    """A checklist's items by public name, in the order of the form."""
    return {name: kind for name, kind in form.fields().items() if isinstance(kind, Item)}


def compute(inputs: Form) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    known = items(type(inputs))
    answers = {name: getattr(inputs, name) for name in known}
    sections = checklist.sections(known, answers)
    states = checklist.states(known, answers)
    verdict = checklist.verdict(sections)
    next_steps = checklist.open_items(known, answers)
    at_worst = [state.name for state in states if verdict and state.level == verdict]
    return Result(
        verdict=verdict,
        deciding_sections=tuple(s.name for s in sections if verdict and s.level == verdict),
        holding=() if verdict == "go" else tuple(at_worst),
        done=sum(section.done for section in sections),
        left=len(next_steps),
        counted=sum(section.counted for section in sections),
        sections=sections,
        next_steps=next_steps,
        items=states,
    )
