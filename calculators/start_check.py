"""Is an idea for a model worth an hour more? Ten items, four sections, ten minutes.

For a team that has no data set, no plan and no budget yet: is it needed, could
we begin, would it be right, and would it pay. The worst section decides, never
an average. The assumption that matters most: that an idea is cheap to drop
now, and dear to drop later.

Sources: the four questions follow Full Stack Deep Learning (2022), which asks
them before any project. The items' wording, levels, efforts and order are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import Report, Source
from calculators.kit.checklist import Answer, item
from calculators.kit.checklist_result import Result, items
from calculators.kit.checklist_verdict import Words
from calculators.kit.inputs import Form, Preset

TITLE = "Before you start"
QUESTION = "Is this idea for a model worth another hour of our time?"
VERSION = "1.0"
TOPIC = "Which project"

NEED, READINESS, ETHICS, VALUE = "Need", "Readiness", "Ethics", "Value"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    decision: Answer = item(
        "A decision it would change",
        group=NEED,
        why="A prediction on which nobody acts is a chart that somebody has to look after.",
        done_when="you can finish the sentence “when it says this, that person does that”.",
        no_if="nobody would do anything differently.",
        case="Museum visitors: when it says a full Sunday, the manager asks for two more guards.",
        effort="hour",
    )
    dull_fix: Answer = item(
        "The dull fix has had its chance",
        group=NEED,
        why="A reminder, a sorted list or a clearer form may do it, by Friday and for good.",
        done_when="the best dull fix was tried for a week, or one sentence says why it cannot "
        "work.",
        no_if="the dull fix does it. Take it.",
        case="Missed dental appointments: a message the day before, and no forecast of who "
        "forgets.",
        effort="week",
    )
    done_by_hand: Answer = item(
        "You have watched it done by hand",
        group=READINESS,
        why="Whoever does the work today knows what goes in, what comes out and what goes wrong.",
        done_when="you sat for an hour beside somebody who does it, or did it yourself.",
        case="Insurance claims: half the clerk's time goes into finding the contract, not judging.",
        effort="hour",
    )
    thirty_cases: Answer = item(
        "Thirty real cases on the table",
        group=READINESS,
        why="If thirty are hard to get, thousands will not be easy. And they end many arguments.",
        done_when="you have read thirty real cases and written the right answer beside each.",
        case="Support triage: thirty messages of last week; on four of them two agents disagree.",
        effort="day",
    )
    precedent: Answer = item(
        "Somebody has done something close",
        group=READINESS,
        why="If nobody has, it may be research: interesting, and without a date.",
        done_when="you found a product, a paper or a report on something close, and what it took.",
        case="Birds by their song: there are apps. What a bird means by it: nobody knows.",
        effort="hour",
    )
    keeper: Answer = item(
        "Somebody who would keep it",
        group=READINESS,
        why="The world moves on, so a model that nobody looks after gets worse in silence.",
        done_when="one person, by name, would look after it a year from now, and has said so.",
        case="Menus in five languages: the head waiter says yes. “The data team” is no person.",
        effort="hour",
    )
    worst_answer: Answer = item(
        "The worst wrong answer, said aloud",
        group=ETHICS,
        why="The average error is easy to live with. It is the worst one that ends in the papers.",
        done_when="you wrote down whom the worst wrong answer hurts, and how it is put right.",
        no_if="it could badly hurt somebody, and nothing would put that right.",
        case="Pensions: “deceased” by mistake stops the money; one phone call must bring it back.",
        effort="hour",
    )
    no_surprise: Answer = item(
        "No unpleasant surprise for anybody",
        group=ETHICS,
        why="People gave their data for something. Used for something else, it costs their trust.",
        done_when="you could explain the use to those whose data it is, and expect them to nod.",
        no_if="you would rather they did not hear of it.",
        case="Support triage: people write in order to be routed. Rating their temper is another "
        "use.",
        effort="hour",
    )
    envelope: Answer = item(
        "A year's gain, on an envelope",
        group=VALUE,
        why="Upkeep comes every month. A gain that is small in a good year is gone in a bad one.",
        done_when="how often, times what a better answer is worth, still pleases when you halve "
        "it.",
        no_if="even a perfect model would not pay for the person who looks after it.",
        case="Support triage: 2,400 astray a month at 2 each; perfection earns 4,800, a model "
        "less.",
        effort="hour",
    )
    rough_is_useful: Answer = item(
        "Useful while it is still rough",
        group=VALUE,
        why="What helps only when it is nearly perfect earns nothing until the very end.",
        done_when="you can describe a version that is wrong one time in five and still helps.",
        case="A photo archive: wrong hits are scrolled past. A pill counter has no such version.",
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
    subject="the idea",
    meaning={
        "stop": "Drop the idea, or turn it until the answer is no longer no. It has cost you ten "
        "minutes.",
        "not yet": "Spend hours on it, not weeks: close the open items, the cheapest first, and "
        "ask again.",
        "start small": "Finish what is in progress, and take no more than the next step: the "
        "feasibility study.",
        "go": "The idea has earned a feasibility study, which asks for proof where this list "
        "takes your word.",
    },
    sources=(
        Source(
            "Ready, needed, right, worth it: Full Stack Deep Learning, Lecture 1, Course Vision "
            "and When to Use ML (2022)",
            "https://fullstackdeeplearning.com/course/2022/lecture-1-course-vision-and-when-to-use-ml/",
        ),
        Source(
            "Launch without a model if you can: Zinkevich, Rules of Machine Learning (Google, "
            "undated)",
            "https://developers.google.com/machine-learning/guides/rules-of-ml",
        ),
        Source(
            "A minimum instead of an average: Breck et al., The ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
    ),
    assumption="you answer for today. The items' wording, the levels and the efforts are ours; "
    "thirty cases, and one wrong answer in five, are heuristics.",
    breaks="ten minutes find out what is plainly wrong with an idea, not what is subtly wrong. A "
    "go is leave to look closer, and no more than that.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))

PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: eight of the ten items take about an hour.",
        Inputs(),
    ),
    Preset(
        "support-triage-idea",
        "Support triage, the idea",
        "It is needed and it would pay; but thirty messages have not been read, so not yet.",
        Inputs(
            **DONE
            | {
                "dull_fix": Answer(
                    "in progress",
                    "A topic list on the contact form, since Monday.",
                    "Product manager",
                    "2027-01-15",
                ),
                "thirty_cases": Answer(
                    "not yet",
                    "Ask for last week's messages, names masked.",
                    "Support lead",
                    "2027-01-12",
                ),
                "keeper": Answer(
                    "in progress", "The support lead would, with half a day a week.", "Support lead"
                ),
                "envelope": Answer(
                    "done", "2,400 astray a month at 2 each; half of it is still welcome."
                ),
            }
        ),
    ),
    Preset(
        "who-will-quit",
        "Who will hand in their notice",
        "Needed, ready and valuable, but nobody would dare to tell the staff: it stops.",
        Inputs(
            **DONE
            | {
                "worst_answer": Answer(
                    "in progress", "Somebody is passed over for a raise.", "Personnel"
                ),
                "no_surprise": Answer(
                    "no", "Built from door logs and mail traffic.", "Works council"
                ),
            }
        ),
    ),
    Preset(
        "bread-for-tomorrow",
        "Bread for tomorrow",
        "A bakery's guess of tomorrow's sales is useful while still rough: start small.",
        Inputs(
            **DONE
            | {
                "dull_fix": Answer(
                    "done", "“Same day last week” leaves a tenth of the rolls over."
                ),
                "keeper": Answer("in progress", "The shift leader wants to see it first.", "Baker"),
            }
        ),
    ),
)
