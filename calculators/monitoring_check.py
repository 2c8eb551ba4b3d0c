"""Would we notice if our model got worse? Ten items, four sections, one verdict.

Signals of the software, the inputs and the outputs; the truth, which comes
late; alarms that somebody answers; and upkeep. The worst section decides,
never an average. The assumption that matters most: that a number which nobody
is responsible for is not watched.

Sources: the three families of signals follow Ng (2021), the value of fresh
labels above them Full Stack Deep Learning (2021). The items' wording, levels,
efforts and order are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import Report, Source
from calculators.kit.checklist import Answer, item
from calculators.kit.checklist_result import Result, items
from calculators.kit.checklist_verdict import Words
from calculators.kit.inputs import Form, Preset

TITLE = "Monitoring check"
QUESTION = "Would we notice if our model got worse, and who would do what?"
VERSION = "1.0"
TOPIC = "In use"

SIGNALS, TRUTH, ALARMS, UPKEEP = "Signals", "Truth", "Alarms", "Upkeep"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    software: Answer = item(
        "Software: is it running?",
        group=SIGNALS,
        why="The quickest signals, and the least: they say that it answers, not that it is right.",
        done_when="errors, delay, load and cost are recorded every minute, and somebody looked at "
        "a day of them.",
        case="Ferry times by telephone: the delay doubles on Sundays at five, when all go home.",
        effort="day",
    )
    inputs: Answer = item(
        "Inputs: is it still the same world?",
        group=SIGNALS,
        why="A changed source or a changed world shows here first, days before any label.",
        done_when="volume, gaps, sizes and the shares of a few groups are drawn per day beside an "
        "ordinary month.",
        case="Support triage: messages without a subject rise tenfold on the day of the new form.",
        effort="week",
    )
    outputs: Answer = item(
        "Outputs: does it behave as before?",
        group=SIGNALS,
        why="Users correct a bad answer long before they complain, and each correction can be "
        "counted.",
        done_when="the share of each answer, of unsure and empty ones, and one act that means "
        "“wrong” are counted daily.",
        case="Support triage: messages that agents pass on by hand, counted for each team.",
        effort="week",
    )
    pipeline: Answer = item(
        "Pipeline: each part before it",
        group=SIGNALS,
        why="If a part before the model changes, the model gets worse, and its own charts stay "
        "calm.",
        done_when="each part has a probe of its own, other people's parts too, and they tell you "
        "of changes.",
        case="Car park: camera, plate reader, bill. Plates read per camera show the dirty lens.",
        effort="week",
    )
    labels: Answer = item(
        "Fresh labels from a random sample",
        group=TRUTH,
        why="If the right answer itself has changed, no other chart on the wall shows it.",
        done_when="a random sample is labelled every month, large enough to show the fall that "
        "you fear.",
        no_if="you will never learn whether its answers were right.",
        case="Support triage: 400 messages a month; with 100, a fall of four points can hide.",
        effort="week",
    )
    late_labels: Answer = item(
        "Labels that come late",
        group=TRUTH,
        why="Fresh cases look fine as long as their failures are not in yet.",
        done_when="you know how late the truth comes, judge only ripe cases, and watch a sign "
        "that comes sooner.",
        case="Leases: the loss shows after two years, the first missed payment after two months.",
        effort="day",
    )
    limits: Answer = item(
        "Limits from your own data",
        group=ALARMS,
        why="Too tight, and people learn to ignore it; too loose, and customers call before it "
        "does.",
        done_when="each limit comes from a month of ordinary days, with the false alarms a year "
        "beside it.",
        case="A hotel's room prices: Saturdays are compared with Saturdays, and Easter with "
        "Easter.",
        effort="day",
        after=("software", "inputs", "outputs"),
    )
    owners: Answer = item(
        "An owner and a first step for each",
        group=ALARMS,
        why="An alarm to everybody is an alarm to nobody, and at night nobody thinks of something "
        "new.",
        done_when="each alarm reaches one person and a stand-in, and says what to do in the first "
        "ten minutes.",
        no_if="nobody will answer it.",
        case="Support triage: “passed on by hand above 108 a day: switch to keywords, then look "
        "why”.",
        effort="hour",
    )
    retraining: Answer = item(
        "Retraining has a cause and a judge",
        group=UPKEEP,
        why="Retraining by the calendar learns a broken input as faithfully as a changed world.",
        done_when="it is written when you retrain, on what, who compares old and new on fresh "
        "labels, and when the old stays.",
        case="Sea level for a port: after each dredging, on data since then, judged by the "
        "harbour master.",
        effort="day",
    )
    review: Answer = item(
        "A day on which it may end",
        group=UPKEEP,
        why="Interest in a model ends long before its upkeep does.",
        done_when="twice a year somebody sets value against upkeep, and decides: keep, change or "
        "switch off.",
        case="A shop's gift finder: used by forty people a month, minded by two. Switched off in "
        "May.",
        effort="hour",
    )


ITEMS = items(Inputs)


def compute(inputs: Inputs) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    return checklist_result.compute(inputs)


def present(inputs: Inputs, result: Result) -> Report:  # noqa: ARG001 - the result has all answers
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    return checklist_verdict.present(result, WORDS)


WORDS = Words(
    subject="the model",
    meaning={
        "stop": "Take its decisions back until that is settled: let people or rules decide, or "
        "let it only suggest.",
        "not yet": "It runs unwatched. Let it decide nothing more until the open items are "
        "closed, the cheapest first.",
        "start small": "You would notice the worst. Keep a person near it while the rest is "
        "finished.",
        "go": "You would notice. Read the charts once a week all the same, and come back at the "
        "next review.",
    },
    sources=(
        Source(
            "Software, input and output metrics, thresholds, pipelines: Ng, Introduction to "
            "Machine Learning in Production (2021)",
            "https://www.coursera.org/learn/introduction-to-machine-learning-in-production",
        ),
        Source(
            "Which signal says most: Full Stack Deep Learning, Lecture 11, Deployment and "
            "Monitoring (2021)",
            "https://fullstackdeeplearning.com/spring2021/lecture-11/",
        ),
        Source(
            "A minimum instead of an average: Breck et al., The ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
    ),
    assumption="you answer for today, and each signal has been looked at by a person. The items' "
    "wording, the levels and the efforts are ours; a month of ordinary days, and two reviews a "
    "year, are heuristics.",
    breaks="you watch for what you thought of. Keep one door for what you did not: somebody who "
    "reads complaints, and a few cases each week, with open eyes.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))
PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: names and a date cost an hour, so they come before any chart.",
        Inputs(),
    ),
    Preset(
        "support-triage-all-green",
        "Support triage, all lights green",
        "Every chart is green; but none knows the right answer, so the truth decides: not yet.",
        Inputs(
            **DONE
            | {
                "pipeline": Answer(
                    "in progress",
                    "The web form's team will tell us.",
                    "Data engineer",
                    "2027-06-04",
                ),
                "labels": Answer(
                    "not yet",
                    "400 a month, two agents, from the random sample.",
                    "Support lead",
                    "2027-06-15",
                ),
                "owners": Answer(
                    "done", "Shift leader; stand-in is the support lead.", "Support lead"
                ),
                "retraining": Answer(
                    "in progress", "Who compares old and new is open.", "Data scientist"
                ),
            }
        ),
    ),
    Preset(
        "nobodys-model",
        "The model that nobody owns",
        "Its authors have left, and its alarms go to an empty mailbox: take its decisions back.",
        Inputs(
            **DONE
            | {
                "labels": Answer("not yet", "Last sample: two years ago."),
                "owners": Answer("no", "The team was dissolved.", "Head of IT"),
                "retraining": Answer("not yet"),
                "review": Answer("not yet"),
            }
        ),
    ),
    Preset(
        "machine-leases",
        "Leases for machines",
        "The truth comes after two years; the sooner sign is new, and still on probation.",
        Inputs(
            **DONE
            | {
                "late_labels": Answer(
                    "in progress",
                    "Does a missed first payment foretell a loss?",
                    "Risk",
                    "2027-09-30",
                ),
            }
        ),
    ),
)
