"""Is the data fit to train on, and to judge by? Twelve items, five sections, one verdict.

What the labels mean, where the examples come from, how they are split, whether
they may be used, and what happens when the world changes. The worst section
decides, never an average. The assumption that matters most: that you answer
for the data you have, not for the data set you are going to make.

Sources: drift and the stages of data follow Ng (2021) and Full Stack Deep
Learning (2021), the value of clear dependencies Sculley et al. (2014). The
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

TITLE = "Data check"
QUESTION = "Is our data fit to train a model on, and to judge one by?"
VERSION = "1.0"
TOPIC = "Data"

DEFINITION, COLLECTION, SPLITS = "Definition", "Collection", "Splits"
PRIVACY, DRIFT = "Privacy", "Drift"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    label_rule: Answer = item(
        "Labels defined in writing",
        group=DEFINITION,
        why="Two labels for the same case teach the model to guess, however many cases there are.",
        done_when="one page says what each label means, borderline cases too, and a newcomer can "
        "label from it.",
        case="Support triage: “refund for a broken cup” goes to Returns, since Returns pays it.",
        effort="day",
    )
    agreement: Answer = item(
        "Two people label alike",
        group=DEFINITION,
        why="Where people differ, a score has no meaning. Their agreement is also a mark to aim "
        "at.",
        done_when="two people labelled the same hundred apart, their agreement is known, and each "
        "difference became a rule.",
        no_if="they cannot agree, and no rule would settle it.",
        case="Ripe or not: two growers agree on tomatoes, and on avocados not at all.",
        effort="day",
        after=("label_rule",),
    )
    input_meaning: Answer = item(
        "Inputs mean what you think",
        group=DEFINITION,
        why="A column's name was right when somebody gave it. Its contents have moved since.",
        done_when="for each input whoever makes it has told you its unit, its gaps, and when it "
        "is written.",
        case="Deliveries: 0 minutes late is mostly a courier who never pressed the button.",
        effort="day",
    )
    representative: Answer = item(
        "Drawn from where it will be used",
        group=COLLECTION,
        why="A model knows what it was shown. What was easy to collect is rarely what will come.",
        done_when="the shares of groups, places and seasons stand beside those in real use, and "
        "gaps are listed.",
        case="Leaf diseases: trained on a white table, used in the rain with a thumb in the "
        "picture.",
        effort="week",
    )
    rare_cases: Answer = item(
        "The rare and vital cases are in it",
        group=COLLECTION,
        why="Drawn at random, the cases that must not fail are too few to learn, and to measure.",
        done_when="those cases are listed, and each has fifty examples or a plan to get them.",
        case="Support triage: one message in a hundred is urgent, so look for those on purpose.",
        effort="week",
    )
    traceable: Answer = item(
        "Every example can be traced",
        group=COLLECTION,
        why="Without date, source and labeller you can neither mend a batch nor drop what is "
        "stale.",
        done_when="each example carries all three, and each data set a version that can be "
        "brought back.",
        case="Crop prices: one scale was wrong for a month, and its rows can be found.",
        effort="day",
    )
    split: Answer = item(
        "No relatives across the split",
        group=SPLITS,
        why="If the same person, thing or thread is on both sides, memory passes for skill.",
        done_when="a rule keeps relatives and near copies on one side, and splits by date where "
        "you forecast.",
        no_if="test cases are in the training data, and no clean ones can be had.",
        case="X-rays: all pictures of a patient on one side, or the model learns the patient.",
        effort="day",
    )
    no_future: Answer = item(
        "Nothing from after the moment",
        group=SPLITS,
        why="An input that is filled in later gives the answer away in tests, and is empty in use.",
        done_when="each input was known at the moment of prediction, and the strongest have been "
        "explained.",
        case="Support triage: the field “team” in old tickets was typed by the agent who solved "
        "it.",
        effort="day",
    )
    allowed: Answer = item(
        "This use is allowed",
        group=PRIVACY,
        why="What may be stored may not always be trained on, nor shown to those who label.",
        done_when="somebody qualified has written down what it may be used for, by whom, where, "
        "and how long.",
        no_if="the data must not serve this purpose.",
        case="A gym: visits were recorded for the turnstile, not to guess who falls ill.",
        effort="week",
    )
    least_data: Answer = item(
        "Only what is needed, and erasable",
        group=PRIVACY,
        why="What you do not hold cannot leak. And people may ask you to delete what you do hold.",
        done_when="what names a person is masked before labelling, few see the rest, and one "
        "person's data can be found and erased.",
        case="Support triage: names and bank details become placeholders before anybody labels.",
        effort="week",
    )
    who_changes: Answer = item(
        "Whoever can change it will tell you",
        group=DRIFT,
        why="Most sudden drift is somebody's decision, so an e-mail is the cheapest detector.",
        done_when="each input, and each rule behind the labels, has a name beside it who tells "
        "you beforehand.",
        case="Support triage: finance means to move refunds to another team, and says so in time.",
        effort="hour",
    )
    fresh_labels: Answer = item(
        "Fresh labels are planned and paid",
        group=DRIFT,
        why="If the right answer changes, no chart of the inputs shows it. Only new labels do.",
        done_when="how many random cases are labelled each month, by whom and from which budget, "
        "is agreed.",
        case="Fruit at a packing line: two hundred a week are cut open; the varieties change by "
        "season.",
        effort="day",
    )


ITEMS = items(Inputs)


def compute(inputs: Inputs) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    return checklist_result.compute(inputs)


def present(inputs: Inputs, result: Result) -> Report:  # noqa: ARG001 - the result has all answers
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    return checklist_verdict.present(result, WORDS)


WORDS = Words(
    subject="the training",
    meaning={
        "stop": "Do not train on this data. Get other data or another task; a model would only "
        "hide the problem.",
        "not yet": "Train nothing that you mean to keep. Mend the data first, the cheapest item "
        "first.",
        "start small": "Train to learn about the data, not to ship, while the rest is finished.",
        "go": "Train. Take the list out again at each new source, each new label, and each new "
        "batch.",
    },
    sources=(
        Source(
            "Definition, baseline and labels, data and concept drift: Ng, Introduction to Machine "
            "Learning in Production (2021)",
            "https://www.coursera.org/learn/introduction-to-machine-learning-in-production",
        ),
        Source(
            "Kinds of drift: Full Stack Deep Learning, Lecture 11, Deployment and Monitoring "
            "(2021)",
            "https://fullstackdeeplearning.com/spring2021/lecture-11/",
        ),
        Source(
            "What data dependencies cost: Sculley et al., Machine Learning: The High Interest "
            "Credit Card of Technical Debt (2014)",
            "https://research.google/pubs/pub43146/",
        ),
        Source(
            "A minimum instead of an average: Breck et al., The ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
    ),
    assumption="you answer for the data you have today. The items' wording, the levels and the "
    "efforts are ours; a hundred labelled twice, and fifty examples of a rare case, are "
    "heuristics.",
    breaks="a list sees what was done with the data, not what is in it. Read a hundred examples "
    "yourself; nothing here replaces that.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))
PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: the order in which to look at a data set.",
        Inputs(),
    ),
    Preset(
        "support-triage-first-set",
        "Support triage, the first set",
        "Well collected and masked; but one input knows the answer, so no score counts yet.",
        Inputs(
            **DONE
            | {
                "agreement": Answer(
                    "in progress",
                    "Agents differ on 6 of the first 300.",
                    "Support agents",
                    "2027-02-16",
                ),
                "rare_cases": Answer(
                    "in progress",
                    "31 urgent messages so far; search by “lawyer”, “chargeback”.",
                    "Data engineer",
                ),
                "no_future": Answer(
                    "no",
                    "The old field “team” is filled in after routing. Remove it.",
                    "Data engineer",
                    "2027-02-11",
                ),
                "least_data": Answer(
                    "done", "Masked; deletion by customer number was tried.", "Privacy officer"
                ),
                "who_changes": Answer(
                    "not yet", "Ask who may change the web form.", "Product manager"
                ),
            }
        ),
    ),
    Preset(
        "same-patients",
        "The same patients twice",
        "Eleven of twelve items are fine, and the test set is worth nothing: it stops.",
        Inputs(
            **DONE
            | {
                "split": Answer(
                    "no", "Pictures were shuffled; patient numbers were deleted.", "Radiology"
                ),
            }
        ),
    ),
    Preset(
        "plums",
        "Plums on a packing line",
        "Only winter is missing, and it is on its way: train to learn, not to ship.",
        Inputs(
            **DONE
            | {
                "representative": Answer(
                    "in progress", "Summer and autumn; winter stores open in January.", "Orchard"
                ),
            }
        ),
    ),
)
