"""Is the system around our model tested, and the model evaluated? Twelve items, five sections.

A test asks whether it works as meant, yes or no. An evaluation asks how good
it is, in a number. Code and data, training, evaluation, what must not come
back, and serving: the worst section decides, never an average. The assumption
that matters most: that a machine runs the tests, at every change.

Sources: what to test is inspired by the ML Test Score (Breck et al. 2017),
and so is the minimum; neither its 28 tests nor its points are used here. The
items' wording, levels, efforts and order are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import Report, Source
from calculators.kit.checklist import Answer, item
from calculators.kit.checklist_result import Result, items
from calculators.kit.checklist_verdict import Words
from calculators.kit.inputs import Form, Preset

TITLE = "Testing check"
QUESTION = "Is the system around our model tested, and the model itself evaluated?"
VERSION = "1.0"
TOPIC = "Release"

CODE, TRAINING, EVALUATION = "Code and data", "Training", "Evaluation"
REGRESSIONS, SERVING = "Regressions", "Serving"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    transforms: Answer = item(
        "Code that makes inputs has tests",
        group=CODE,
        why="A fault there crashes nothing. It costs two points, and people look for drift.",
        done_when="each step has tests with odd cases: empty, huge, other alphabets, missing, in "
        "the wrong unit.",
        case="Support triage: “Refund; also, where is my cup?” still has its second half after "
        "cleaning.",
        effort="week",
    )
    bad_data: Answer = item(
        "Bad data is refused by a machine",
        group=CODE,
        why="Training never complains: it learns from a broken file as gladly as from a whole one.",
        done_when="types, ranges, gaps and the shares of labels are checked for each batch, and a "
        "bad one stops.",
        case="Tide tables: a batch in feet instead of metres is turned away before it is learnt.",
        effort="day",
    )
    small_subset: Answer = item(
        "All of training on a small subset",
        group=TRAINING,
        why="Most breakages are plumbing, and show on a hundred rows as well as on ten million.",
        done_when="reading, training, saving, loading and a sane answer take a minute on a "
        "hundred rows, at every change.",
        case="Support triage: a hundred messages in 40 seconds, and “parcel lost” goes to "
        "Delivery.",
        effort="day",
    )
    by_heart: Answer = item(
        "It can learn twenty by heart",
        group=TRAINING,
        why="If twenty examples are too many, labels and inputs are out of step, or nothing is "
        "learnt.",
        done_when="trained on twenty examples for long, it gets all twenty right, and a test says "
        "so.",
        case="Handwriting: twenty words came out one place off. The labels began with a header "
        "line.",
        effort="hour",
    )
    repeatable: Answer = item(
        "Training twice gives the same",
        group=TRAINING,
        why="Where two runs differ by more than two ideas, you compare luck.",
        done_when="the same data and seed give the same score, and the spread over five seeds is "
        "written down.",
        case="Crop yield: five seeds spread by 0.8 points, so a gain of 0.5 is no gain yet.",
        effort="day",
    )
    clean_set: Answer = item(
        "A test set that stayed clean",
        group=EVALUATION,
        why="A set that training or daily tuning has seen measures memory, and flatters.",
        done_when="it was set apart before anybody tuned, is opened for decisions only, and each "
        "opening is noted.",
        no_if="the model has been trained on it, and no clean cases can be had.",
        case="Support triage: the 400 labelled in week three, opened four times so far.",
        effort="day",
    )
    simple_rival: Answer = item(
        "Better than something simple",
        group=EVALUATION,
        why="If 99 in 100 cases are harmless, a program that always says so is right 99 times.",
        done_when="a rule and the commonest answer stand beside it on the same cases, beaten by "
        "more than chance.",
        case="Lift faults: “no fault” is right nearly always, so count the faults found instead.",
        effort="hour",
    )
    slices: Answer = item(
        "Good enough on each slice",
        group=EVALUATION,
        why="One average hides the group, the rare class or the large customer that it mostly "
        "fails.",
        done_when="each slice that matters has its own figure, limit and enough cases, rare "
        "classes too.",
        no_if="it treats some people clearly worse, and would go out all the same.",
        case="Speech in a call centre: a figure for each accent; one of them was 30 points below.",
        effort="week",
        after=("clean_set",),
    )
    frozen: Answer = item(
        "Frozen model, same answers",
        group=REGRESSIONS,
        why="If the model has not changed and an answer has, the code did it, and you know at "
        "once.",
        done_when="a stored model gives exactly its stored answers to two hundred inputs, at "
        "every change.",
        case="Support triage: a tidied cleaning step changed 14 of 200 answers, a minute after "
        "the change.",
        effort="hour",
    )
    must_pass: Answer = item(
        "What must never fail again",
        group=REGRESSIONS,
        why="Users forgive a mistake once. The next training brings it back, unless something "
        "stops it.",
        done_when="vital cases, and each error that you promised to mend, are a list that every "
        "release must pass.",
        case="A map search: the name of the station finds the station, and not the café called "
        "after it.",
        effort="day",
    )
    skew: Answer = item(
        "Training and serving agree",
        group=SERVING,
        why="Two programs that compute the same input drift apart, and only live answers get "
        "worse.",
        done_when="the same raw cases, sent both ways, give equal inputs and equal answers in a "
        "test.",
        case="Electricity demand: training took local time, serving took UTC; summer was an hour "
        "off.",
        effort="day",
    )
    gate: Answer = item(
        "A worse model cannot get out",
        group=SERVING,
        why="Somebody in a hurry will release at six on a Friday. A machine is never in a hurry.",
        done_when="a release is refused if the new model is worse than the old beyond chance, "
        "overall or on a slice.",
        case="Support triage: of 200 messages 165 must be right; at 88 % chance rarely goes below.",
        effort="day",
        after=("clean_set", "slices"),
    )


ITEMS = items(Inputs)


def compute(inputs: Inputs) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    return checklist_result.compute(inputs)


def present(inputs: Inputs, result: Result) -> Report:  # noqa: ARG001 - the result has all answers
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    return checklist_verdict.present(result, WORDS)


WORDS = Words(
    subject="the release",
    meaning={
        "stop": "Release nothing. What the scores say is not true, or not right; no further test "
        "mends that.",
        "not yet": "Release nothing new until the open items are closed. Most cost a day or less, "
        "so begin today.",
        "start small": "Release to few users, and finish what is in progress before the next "
        "version.",
        "go": "Release in steps. Each fault that users find from now on becomes one more test.",
    },
    sources=(
        Source(
            "What inspired the list, and the minimum: Breck, Cai, Nielsen, Salib and Sculley, The "
            "ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
        Source(
            "Tests apart from evaluation, and small before large: Full Stack Deep Learning, "
            "Testing and Deployment (2019)",
            "https://fall2019.fullstackdeeplearning.com/course-content/testing-and-deployment/project-structure",
        ),
        Source(
            "Slices, rare classes and vital examples: Ng, Introduction to Machine Learning in "
            "Production (2021)",
            "https://www.coursera.org/learn/introduction-to-machine-learning-in-production",
        ),
    ),
    assumption="you answer for today, and a test counts when a machine runs it at every change. "
    "The items' wording, the levels and the efforts are ours; a hundred rows, twenty by heart and "
    "two hundred inputs are heuristics.",
    breaks="tests know what somebody thought of, and an evaluation knows its own test set. Live "
    "traffic holds more than both, so go live in steps. And this is no ML Test Score: it has "
    "other items and no points.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))
PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: three of the twelve tests cost an hour each, so they come first.",
        Inputs(),
    ),
    Preset(
        "support-triage-one-number",
        "Support triage, one number",
        "“Accuracy must stay above 85 %” is the only test: evaluated, hardly tested.",
        Inputs(
            transforms=Answer("not yet", "Cleaning has no test at all.", "Data engineer"),
            bad_data=Answer("done", owner="Data engineer"),
            small_subset=Answer(
                "in progress", "Runs in three minutes; make it one.", "Data engineer", "2027-03-19"
            ),
            by_heart=Answer("done"),
            repeatable=Answer("done", "Five seeds spread by 0.6 points.", "Data scientist"),
            clean_set=Answer("done", "400 messages, opened four times.", "Data scientist"),
            simple_rival=Answer("done", "Twenty keywords on the same 400.", "Data scientist"),
            slices=Answer("done", "Eight teams and three languages.", "Support lead"),
            frozen=Answer(
                "not yet", "200 messages and their answers: an hour.", "Data engineer", "2027-03-12"
            ),
            must_pass=Answer("in progress", "31 urgent messages so far.", "Support lead"),
            skew=Answer("in progress"),
            gate=Answer(
                "in progress", "The limit is 85 % overall; slices are missing.", "Data engineer"
            ),
        ),
    ),
    Preset(
        "too-good",
        "Too good to be true",
        "All is automated, and the score is 99.6 %, on cases the model was trained on: it stops.",
        Inputs(
            **DONE
            | {
                "clean_set": Answer(
                    "no",
                    "Tuned on it for a year, then trained on it “to use all data”.",
                    "Data scientist",
                ),
            }
        ),
    ),
    Preset(
        "map-search",
        "Search on a map",
        "Nearly all runs by machine; the list of what must never fail is growing: start small.",
        Inputs(
            **DONE
            | {
                "must_pass": Answer(
                    "in progress", "Stations and hospitals; airports to come.", "Search"
                ),
            }
        ),
    ),
)
