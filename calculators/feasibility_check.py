"""Is a machine-learning project worth starting? Eighteen items, five sections, one verdict.

First the questions that come before any plan: is it needed, are we ready, is
it right, and what drives the cost; then the seven steps of a feasibility
study. The worst section decides, never an average. The assumption that
matters most: that the team answers for things as they are today, not as they
are meant to be.

Sources: the questions and steps follow Full Stack Deep Learning (2021, 2022);
a score that is a minimum is the idea of the ML Test Score (Breck et al. 2017).
The items' wording, levels, efforts and order are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from calculators.kit import checklist_result, checklist_verdict
from calculators.kit.blocks import Report, Source
from calculators.kit.checklist import Answer, item
from calculators.kit.checklist_result import Result, items
from calculators.kit.checklist_verdict import Words
from calculators.kit.inputs import Form, Preset

TITLE = "Feasibility check"
QUESTION = "Is this machine-learning project worth starting, and what should we do first?"
VERSION = "1.0"
TOPIC = "Which project"

NEED, READINESS, ETHICS = "Need", "Readiness", "Ethics"
COST, STEPS = "Cost drivers", "Seven steps"


@dataclass(frozen=True)
class Inputs(Form):
    """Where the team stands on each item: an answer, and if it likes a note, an owner, a date."""

    problem_worth_solving: Answer = item(
        "A problem worth solving",
        group=NEED,
        why="A model nobody needed is the dearest kind: it works, and nothing changes.",
        done_when="you can say who has the problem, how often, and what it costs them, and "
        "whoever pays for the project agrees.",
        no_if="nobody would miss much if it stayed unsolved.",
        case="Parcel arrival times: count last month's failed deliveries and what each cost.",
        effort="day",
    )
    simpler_means: Answer = item(
        "Simpler means fall short",
        group=NEED,
        why="A model brings data pipelines, monitoring and surprises for as long as it runs. A "
        "rule, an average or a better form brings few.",
        done_when="at least one simpler way was tried for real, and what it leaves unsolved is "
        "written down.",
        no_if="one of them is good enough. Ship that.",
        case="Support triage: let customers pick a topic, then count what still goes astray.",
        effort="week",
    )
    value_exceeds_cost: Answer = item(
        "Value exceeds cost plus complexity",
        group=NEED,
        why="The gain has to pay for building, for running, and for software that is harder to "
        "change from then on.",
        done_when="one page sets a year's gain against building, running and upkeep, and the "
        "gain still wins when you halve it.",
        no_if="even a good year would not pay for it.",
        case="Bread orders of a supermarket: less thrown away, against labels, alarms at night "
        "and retraining.",
        effort="day",
    )
    product_in_use: Answer = item(
        "A product in use",
        group=READINESS,
        why="Users give a model its data and its yardstick. Before there are any, both are guesses.",
        done_when="people use the product or process that the model would improve, and you can "
        "see what happens in it today.",
        case="A recipe app with daily cooks can test suggestions; one that opens next year cannot.",
        effort="weeks",
    )
    data_stored: Answer = item(
        "Data collected and stored sanely",
        group=READINESS,
        why="Data that nobody answers for is renamed, thinned out or lost by the time you train.",
        done_when="what the model would need is being recorded, somebody answers for it, and you "
        "have loaded and looked at a recent week.",
        case="Lift maintenance: each reading has a time, a lift and a unit; the gaps are known.",
        effort="week",
    )
    people: Answer = item(
        "People to build and to run it",
        group=READINESS,
        why="A model needs care long after those who built it have moved on to the next one.",
        done_when="building, labelling and running each have somebody, and their time is agreed.",
        case="Invoice reading: an engineer builds, accounting labels, operations takes it over.",
        effort="day",
    )
    lawful_data: Answer = item(
        "Right to use the data",
        group=ETHICS,
        why="Privacy and the rules of your trade can end a project on any day. They are cheapest "
        "to meet on the first.",
        done_when="somebody qualified has said in writing that the data may serve this purpose, "
        "and what to mask, keep safe or delete.",
        no_if="the data must not be used for this, and no change makes it so.",
        case="Support triage: messages hold names and bank details; mask them before labelling.",
        effort="week",
    )
    fair_treatment: Answer = item(
        "Fair to everyone it touches",
        group=ETHICS,
        why="Errors rarely fall evenly. A good average can hide one group that it mostly fails.",
        done_when="the groups that could fare worse are listed, each has a figure to meet, and "
        "those affected can object.",
        no_if="some people would be treated worse, and you see no way to prevent it.",
        case="Loan applications: compare refusals by age and district; a person hears complaints.",
        effort="day",
    )
    data_needs: Answer = item(
        "Data: enough and affordable",
        group=COST,
        why="Data is often the largest cost: to get, to label, to keep current and to protect.",
        done_when="you know how many examples you have and need, what one label costs, how fast "
        "the data ages, and how it must be protected.",
        case="Plant photos: common species come by themselves; rare ones take a botanist a summer.",
        effort="week",
    )
    accuracy_needs: Answer = item(
        "Accuracy: worth its price",
        group=COST,
        why="Cost grows faster than accuracy; the last points can cost more than all the others.",
        done_when="one wrong answer has a price, and the accuracy at which the product becomes "
        "useful is set and costed.",
        case="Support triage: a suggestion an agent can overrule needs less than an automatic "
        "reply.",
        effort="day",
    )
    difficulty: Answer = item(
        "Difficulty: others have done it",
        group=COST,
        why="A task on which nobody has published is research, and research keeps no dates.",
        done_when="two people agree on what the right answer is, comparable work exists, and the "
        "computing to train and to serve fits the budget.",
        case="Reading meter dials is well trodden; telling from a photo that a roof will leak "
        "is not.",
        effort="day",
    )
    need_ml: Answer = item(
        "Step 1: need for ML",
        group=STEPS,
        why="A reason written down before there is anything to defend keeps step 7 honest.",
        done_when="one paragraph says what would be predicted, who acts on it, and why rules or "
        "simple statistics will not do.",
        no_if="a rule, a form or a person does it well enough.",
        case="Bus arrival times: delays hang on weather and traffic, so no fixed correction fits.",
        effort="hour",
    )
    success_criteria: Answer = item(
        "Step 2: success criteria",
        group=STEPS,
        why="Without an agreed finish everyone keeps their own, and one of them is always missed.",
        done_when="all stakeholders have agreed in writing on the measure, the threshold, the "
        "date, and the result at which you give up.",
        case="Support triage: the share routed right, the time to a first reply, and the value "
        "below which the old routing stays.",
        effort="day",
    )
    ethics: Answer = item(
        "Step 3: ethics",
        group=STEPS,
        why="Those who want to build something are the wrong ones to judge whether they should.",
        done_when="somebody outside the team has reviewed purpose, data and possible harm, and "
        "was free to say no.",
        no_if="the review objects to the purpose itself.",
        case="Exams watched by camera: students' representatives review what a false alarm does.",
        effort="week",
    )
    literature_review: Answer = item(
        "Step 4: literature review",
        group=STEPS,
        why="Somebody has probably tried. What they report shows what is in reach, and at what "
        "effort.",
        done_when="three comparable reports or more are summed up: their data, their result, "
        "what it took, what went wrong.",
        case="Demand forecasts: papers, competitions and engineering blogs, with their errors.",
        effort="day",
    )
    benchmark_set: Answer = item(
        "Step 5: labelled benchmark set",
        group=STEPS,
        why="Labelling shows whether the task is clear, and gives each later idea the same test.",
        done_when="a few hundred recent, real cases are labelled, some of them by two people, and "
        "kept apart from all training.",
        case="Support triage: two agents label the same messages; where they differ, a rule is "
        "missing.",
        effort="week",
    )
    rule_based_first_version: Answer = item(
        "Step 6: rule-based first version",
        group=STEPS,
        why="Rules let people feel the product early, set the mark to beat, and may be enough.",
        done_when="a version made of rules runs from end to end, and its result on the benchmark "
        "set is written down.",
        case="Support triage: twenty keywords choose the team; the rest goes to a common queue.",
        effort="weeks",
        after=("benchmark_set",),
    )
    ask_again: Answer = item(
        "Step 7: need for ML, again",
        group=STEPS,
        why="Now you know what rules achieve. To find out here that they suffice is a success.",
        done_when="the rules' result was held against the success criteria, and closing the gap "
        "is worth a model.",
        no_if="the rules meet the criteria, or the gap is not worth a model.",
        case="Spam in a small forum: three rules catch enough, so the project ends here, cheaply.",
        effort="hour",
        after=("success_criteria", "rule_based_first_version"),
    )


ITEMS = items(Inputs)


def compute(inputs: Inputs) -> Result:
    """The level of each section, the worst of them as the verdict, and what is left to do."""
    return checklist_result.compute(inputs)


def present(inputs: Inputs, result: Result) -> Report:  # noqa: ARG001 - the result has all answers
    """The verdict and why, what would change it, the sections, what to do next, and the rules."""
    return checklist_verdict.present(result, WORDS)


WORDS = Words(
    subject="the project",
    meaning={
        "stop": "End the project, or change it until the answer is no longer no. A stop this early "
        "is cheap.",
        "not yet": "Build nothing yet; do the open items below, the cheapest first.",
        "start small": "Build the smallest version, for few users and with a way back, while the "
        "rest is finished.",
        "go": "Start, keep the task list, and come back when the data, the law or the aims change.",
    },
    sources=(
        Source(
            "The questions before, and the steps: Full Stack Deep Learning, Lecture 1, Course Vision "
            "and When to Use ML (2022)",
            "https://fullstackdeeplearning.com/course/2022/lecture-1-course-vision-and-when-to-use-ml/",
        ),
        Source(
            "The ranking of cost drivers, and step 6 as a version made of rules: Full Stack Deep "
            "Learning, Lecture 5, ML Projects (2021)",
            "https://fullstackdeeplearning.com/spring2021/",
        ),
        Source(
            "A minimum instead of an average: Breck et al., The ML Test Score (2017)",
            "https://research.google/pubs/pub46555/",
        ),
        Source(
            "What complexity costs: Sculley et al., Machine Learning: The High Interest Credit Card "
            "of Technical Debt (2014)",
            "https://research.google/pubs/pub43146/",
        ),
    ),
    assumption="you answer for today, not for what is planned. The items' wording, the "
    "levels and the efforts are ours; efforts, and numbers such as “a few hundred”, are "
    "heuristics.",
    breaks="those who answer are those who want a yes. Let somebody who does not need the "
    "project read the answers. And a go says that a start is reasonable, not that the "
    "project will succeed.",
)

DONE = dict.fromkeys(ITEMS, Answer("done"))

PRESETS = (
    Preset(
        "blank",
        "Blank",
        "Nothing answered yet: what to do first, and how little of it costs more than a day.",
        Inputs(),
    ),
    Preset(
        "support-triage-week-three",
        "Support triage, week three",
        "Good data and a clear need, but ethics has not begun: the worst section decides.",
        Inputs(
            problem_worth_solving=Answer(
                "done", "20,000 messages a month, 12 in 100 misrouted at 2 each.", "Support lead"
            ),
            simpler_means=Answer(
                "in progress",
                "Topic list on the contact form is live; counting what still goes astray.",
                "Product manager",
                "2027-02-05",
            ),
            value_exceeds_cost=Answer("done", "Agreed with finance.", "Product manager"),
            product_in_use=Answer("done"),
            data_stored=Answer(
                "done", "Two years of messages, with the team that answered.", "Data engineer"
            ),
            people=Answer(
                "in progress", "Who runs it after launch is open.", "Support lead", "2027-02-12"
            ),
            lawful_data=Answer(
                "done", "Names and payment details are masked first.", "Privacy officer"
            ),
            fair_treatment=Answer(
                "not yet", "Look at messages in other languages first.", "Support lead"
            ),
            data_needs=Answer("done", owner="Data engineer"),
            accuracy_needs=Answer(
                "done", "88 % today. Agents see a suggestion and decide.", "Product manager"
            ),
            difficulty=Answer("done"),
            need_ml=Answer("done", owner="Product manager"),
            success_criteria=Answer(
                "in progress",
                "Support has agreed, finance has not.",
                "Product manager",
                "2027-02-05",
            ),
            literature_review=Answer("done", owner="Data scientist"),
            benchmark_set=Answer(
                "in progress", "250 of 400 messages labelled.", "Support agents", "2027-02-09"
            ),
        ),
    ),
    Preset(
        "support-triage-week-ten",
        "Support triage, week ten",
        "Nothing is missing and some is still in progress: start with one team of agents.",
        Inputs(
            **DONE
            | {
                "people": Answer(
                    "in progress", "Operations takes it over in spring.", "Support lead"
                ),
                "fair_treatment": Answer(
                    "in progress", "Each language gets its own figure.", "Data scientist"
                ),
                "rule_based_first_version": Answer(
                    "done", "Keywords; result on the benchmark is in the wiki.", "Data engineer"
                ),
            }
        ),
    ),
    Preset(
        "mood-cameras",
        "Mood cameras in a shop",
        "Seventeen items are done and one is no: the shoppers never agreed. It stops.",
        Inputs(
            **DONE
            | {
                "lawful_data": Answer(
                    "no", "Shoppers can neither agree nor refuse.", "Privacy officer"
                ),
            }
        ),
    ),
    Preset(
        "meter-photos",
        "Meter readings by photo",
        "Customers photograph their meter and confirm the digits: all is done, so go.",
        Inputs(
            **DONE
            | {
                "accuracy_needs": Answer("done", "Customers see the digits and can correct them."),
                "rule_based_first_version": Answer(
                    "done", "Template matching; fails on old dials.", "Data engineer"
                ),
                "ask_again": Answer("done", "The gap on old dials is worth a model.", "Operations"),
            }
        ),
    ),
)
