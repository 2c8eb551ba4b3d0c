"""What a team says of its project in its own words: what it is for, and what has to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field

from calculators.kit.fields import Date
from calculators.kit.inputs import Form, text

LONGEST = 300  # characters: two sentences, so that a brief stays short


@dataclass(frozen=True)
class About(Form):
    """The head of a project brief. Only the name has to be there."""

    name: str = text("My project", "Project name")
    purpose: str = text(
        "",
        "What it is for",
        optional=True,
        longest=LONGEST,
        lines=2,
        help="One or two sentences that somebody outside the team understands.",
    )
    users: str = text("", "For whom", optional=True, help="Who uses it, and who is affected.")
    owner: str = text("", "Owner", optional=True, help="One name, or one role.")
    baseline: str = text(
        "",
        "Baseline to beat",
        optional=True,
        longest=LONGEST,
        lines=2,
        help="What is done today or by simple rules, and how good that is.",
    )
    decision: str = text(
        "",
        "Decision",
        optional=True,
        longest=LONGEST,
        lines=2,
        help="What was decided, or what has to be decided.",
    )
    decision_date: str = dataclass_field(
        default="",
        metadata={
            "field": Date(label="Date of the decision", optional=True, help="Past or planned.")
        },
    )
