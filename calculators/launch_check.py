"""May this model take over, and how much? Twelve items, five sections, one verdict.

What is agreed beforehand, the stages of a launch, the way back, the alarms,
and the people whom it concerns. The worst section decides, never an average.
The assumption that matters most: that something other than this model can do
its work, since every way back leads there.

Sources: shadow, canary and blue-green follow Ng (2021), a canary as a
comparison Google's Site Reliability Workbook (2018). The items' wording,
levels, efforts and order are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import Report, Source
from calculators.kit.checklist import Answer, item
from calculators.kit.checklist_result import Result, items
from calculators.kit.checklist_verdict import Words
from calculators.kit.inputs import Form, Preset

TITLE = "Launch check"
QUESTION = "May this model go live, for how many, and can we take it back?"
VERSION = "1.0"
TOPIC = "Release"

BEFORE, STAGES, WAY_BACK = "Before", "Stages", "Way back"
ALARMS, PEOPLE = "Alarms", "People"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    limits: Answer = item(
        "Limits written down beforehand",
        group=BEFORE,
        why="After the event every number can be explained, and every stage was a success.",
        done_when="each stage has a number that lets it go on and one that ends it, in writing "
        "and dated.",
        case="Support triage: on with at most 9 in 100 passed on by hand; back at more than 15.",
        effort="hour",
    )
    capacity: Answer = item(
        "Fast enough in its worst hour",
        group=BEFORE,
        why="An answer that comes late is no answer, and the worst hour is when it matters most.",
        done_when="twice the busiest hour of last year was played through it, and the delay "
        "stayed in its limit.",
        case="Concert tickets: replay the morning on which the big tour went on sale.",
        effort="week",
    )
    logged: Answer = item(
        "Every answer can be found again",
        group=BEFORE,
        why="Without input, answer and version together you can explain no fault and undo no harm.",
        done_when="they share one number, to which the right answer is added later, and secrets "
        "are masked.",
        case="Refused parking permits: the clerk types the number and sees what the model saw.",
        effort="day",
    )
    shadow: Answer = item(
        "Shadow: it answers, nobody listens",
        group=STAGES,
        why="Live traffic differs from any test set. In the shadow that costs nobody anything.",
        done_when="it ran beside whoever decides now for a full week, and their differences were "
        "judged blind.",
        case="Support triage: two team leads settle the differing messages without knowing who "
        "said what.",
        effort="weeks",
        after=("logged",),
    )
    canary: Answer = item(
        "Canary: a few, drawn at random",
        group=STAGES,
        why="Only a comparison with the rest, on the same days, shows what the model itself "
        "changes.",
        done_when="a small random share used it, a busy day included, and the limits held against "
        "the rest.",
        case="Route planning: one van in twenty, drawn anew each day, and not the keenest driver.",
        effort="weeks",
        after=("limits", "shadow"),
    )
    rollback: Answer = item(
        "The way back has been walked",
        group=WAY_BACK,
        why="A switch that nobody has turned is a hope. It will be turned at night, by somebody "
        "new.",
        done_when="the version before was brought back once on purpose, with a clock running, in "
        "time.",
        no_if="once it is live it cannot be taken back.",
        case="Blue-green: the old version stays warm, and one switch sends all traffic back to it.",
        effort="day",
    )
    fallback: Answer = item(
        "Something else can do the work",
        group=WAY_BACK,
        why="Every model is down, slow or empty at some time, and its work does not wait.",
        done_when="rules, a queue or people took over when you switched it off, and kept up for "
        "an hour.",
        no_if="nothing and nobody could do the work without it.",
        case="Support triage: keywords choose the team; more goes astray, and nothing is lost.",
        effort="day",
    )
    undo: Answer = item(
        "Wrong answers can be put right",
        group=WAY_BACK,
        why="Taking back the model does not take back what it has already done.",
        done_when="you can list all that one version decided, and it is written how to mend it.",
        case="Price changes: held for ten minutes before they show; a list undoes a whole day.",
        effort="day",
    )
    alarms: Answer = item(
        "Limits ring, and say what to do",
        group=ALARMS,
        why="A broken model does not crash. It goes on answering, only worse.",
        done_when="errors, delay, empty answers and one sign of wrong ones have a limit, a name "
        "and a first step.",
        case="Translation of reviews: readers who press “show original” rise from 3 to 9 in 100.",
        effort="day",
    )
    on_call: Answer = item(
        "Somebody awake may switch it off",
        group=ALARMS,
        why="Harm grows while people look for whoever is allowed to end it.",
        done_when="a list of names covers two weeks, nights too, and each may switch it off "
        "without asking.",
        case="Support triage: the shift leader has the switch, not only the engineer who is "
        "asleep.",
        effort="hour",
    )
    told: Answer = item(
        "Those it concerns have been told",
        group=PEOPLE,
        why="People who find out for themselves stop believing, and report nothing.",
        done_when="users, support and whoever works with it know what it does, since when, and "
        "where to complain.",
        case="A library: “suggested by a program” stands above the list, with a button “not this”.",
        effort="day",
    )
    overrule: Answer = item(
        "A person can overrule it",
        group=PEOPLE,
        why="It will be wrong about somebody. That somebody needs a person, and you need to hear "
        "it.",
        done_when="whoever gets its answer can have it corrected in two steps, and corrections "
        "are recorded.",
        no_if="it decides over people who then have nobody to turn to.",
        case="Support triage: an agent passes a message on with one click, and that click is a "
        "label.",
        effort="week",
    )


ITEMS = items(Inputs)


def compute(inputs: Inputs) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    return checklist_result.compute(inputs)


def present(inputs: Inputs, result: Result) -> Report:  # noqa: ARG001 - the result has all answers
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    return checklist_verdict.present(result, WORDS)


WORDS = Words(
    subject="the launch",
    meaning={
        "stop": "Do not go live. Build the missing way out first, or keep the model in the shadow "
        "for good.",
        "not yet": "Stay at the stage where you are. Close the open items before anybody new "
        "depends on it.",
        "start small": "Go on with few users, the old way warm beside it, and widen only when the "
        "rest is done.",
        "go": "Widen step by step by your own limits, and go through the list again before the "
        "next version.",
    },
    sources=(
        Source(
            "Shadow, canary, blue-green, degrees of automation: Ng, Introduction to Machine "
            "Learning in Production (2021)",
            "https://www.coursera.org/learn/introduction-to-machine-learning-in-production",
        ),
        Source(
            "A canary is a comparison: The Site Reliability Workbook, chapter Canarying Releases "
            "(Google, 2018)",
            "https://sre.google/workbook/canarying-releases/",
        ),
        Source(
            "A minimum instead of an average: Breck et al., The ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
    ),
    assumption="you answer for today, and the model is one that can be launched in stages. The "
    "items' wording, the levels and the efforts are ours; a week of shadow, and twice the busiest "
    "hour, are heuristics.",
    breaks="a launch that follows every item can still launch the wrong thing. Whether people are "
    "better off is for the canary's figures to say, and for your success criteria.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))
PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: what to settle in an hour before weeks of shadow begin.",
        Inputs(),
    ),
    Preset(
        "support-triage-friday",
        "Support triage, Friday evening",
        "The shadow went well and all are keen; but nobody has walked the way back.",
        Inputs(
            **DONE
            | {
                "limits": Answer(
                    "done",
                    "Passed on by hand: on at 9 % or less, back above 15 %.",
                    "Product manager",
                ),
                "shadow": Answer("done", "One week; 600 differences judged blind.", "Support lead"),
                "canary": Answer("in progress", "5 % from Monday.", "Data engineer", "2027-04-12"),
                "rollback": Answer(
                    "not yet", "On Tuesday, with the clock running.", "Data engineer", "2027-04-13"
                ),
                "on_call": Answer(
                    "in progress", "Weekends are open.", "Support lead", "2027-04-09"
                ),
            }
        ),
    ),
    Preset(
        "support-triage-canary",
        "Support triage, canary",
        "The switch was turned once, in four minutes; now one message in twenty: start small.",
        Inputs(
            **DONE
            | {
                "canary": Answer(
                    "in progress",
                    "Second week; the sale is still to come.",
                    "Data engineer",
                    "2027-04-26",
                ),
                "rollback": Answer("done", "Four minutes, by the shift leader.", "Support lead"),
            }
        ),
    ),
    Preset(
        "housing-benefit",
        "Housing benefit by letter",
        "Tested, fast and reversible; but who is refused has nobody to turn to: it stops.",
        Inputs(
            **DONE
            | {
                "told": Answer("in progress", "A line in the letter.", "Housing office"),
                "overrule": Answer(
                    "no", "The desk that heard objections was closed.", "Housing office"
                ),
            }
        ),
    ),
)
