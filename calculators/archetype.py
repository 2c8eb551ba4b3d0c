"""Which kind of project is it: Software 2.0, human in the loop, or autonomous?

Three answers decide: who acts on the model's answer, who does the job today,
and how many wrong answers a person in the loop really catches. The kind has a
place on the matrix of impact and feasibility, questions to answer before
anybody plans, and a move that improves it. The assumption that matters most:
that your project lies where its kind lies. Score it by itself to be sure.

Sources: kinds, questions, places and moves are those of Full Stack Deep
Learning (2019 to 2022). How far a move goes, and the rule that a person who
catches little is no loop, are ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from calculators.kit import format
from calculators.kit.blocks import (
    Axis,
    Block,
    Cell,
    Chart,
    Figure,
    Figures,
    Headline,
    Line,
    Note,
    Paragraph,
    Point,
    Region,
    Report,
    Rule,
    Source,
    Table,
    Tone,
    Working,
)
from calculators.kit.fields import Choice
from calculators.kit.inputs import Form, Preset, choice

TITLE = "Archetype"
QUESTION = "Which kind of project is it, what should we ask first, and what would improve it?"
VERSION = "1.0"
TOPIC = "Which project"

WHO, MOVES = "Who acts, and who notices", "Moves already made"
DECISIVE = ("acts", "before", "caught")
CUT = 50.0  # where high begins, as in impact versus cost


@dataclass(frozen=True)
class Place:
    """A place on the matrix, each side from 0 to 100; high feasibility is low cost."""

    feasibility: float
    impact: float


@dataclass(frozen=True)
class Ask:
    """A question to answer before planning, what answers it, and who asks."""

    question: str
    bring: str
    by: str


@dataclass(frozen=True)
class Kind:
    """One archetype: what it is called, where it starts, its move and its questions.

    `made` is the input that says whether the move is made already.
    """

    label: str
    words: str
    start: Place
    after: Place
    made: str
    move: str
    asks: tuple[Ask, ...]


LECTURE, LISTENER, OURS = "FSDL 2022", "a listener's notes", "ours"
WITHOUT = Ask("What is achieved without a model?", "today's figure, on the same cases", LISTENER)

KINDS = {
    "software-2.0": Kind(
        label="Software 2.0",
        words="the model takes over a step that software does already",
        start=Place(63, 30),
        after=Place(63, 60),
        made="flywheel",
        move="Build a flywheel: let use bring in labels, so that a small first gain grows.",
        asks=(
            Ask("Is it truly better than what runs now?", "both on the same cases", LECTURE),
            Ask("Is better worth money?", "what one more right answer earns", LECTURE),
            Ask("Is there a flywheel?", "last month's labels that nobody was paid for", LECTURE),
            Ask("Do we need a flywheel at all?", "how fast the task changes", LISTENER),
            WITHOUT,
        ),
    ),
    "human-in-the-loop": Kind(
        label="Human in the loop",
        words="the model proposes, a person decides",
        start=Place(38, 45),
        after=Place(60, 55),
        made="good_enough",
        move="Design so that “good enough” helps: suggest, explain, make an error cheap to undo, "
        "and ship small steps.",
        asks=(
            Ask("How good is good enough to help?", "seconds by hand, and to confirm", LECTURE),
            Ask("Where do enough examples come from?", "price and number of labels", LECTURE),
            Ask("Does the person still look?", "wrong answers slipped in, and caught", OURS),
            WITHOUT,
        ),
    ),
    "autonomous": Kind(
        label="Autonomous",
        words="the model acts, and nobody checks first",
        start=Place(15, 65),
        after=Place(40, 65),
        made="contained",
        move="Contain it: put a person back where it is unsure, add guardrails against dear "
        "errors, or narrow the task.",
        asks=(
            Ask("Which failure rate is acceptable?", "a number, signed by who answers", LECTURE),
            Ask("How will you prove that it is kept?", "how many trials that takes", LECTURE),
            Ask("What does one label cost?", "money and seconds; nobody corrects it", LECTURE),
            Ask("How will you hear of failures?", "who notices, and how soon", LECTURE),
        ),
    ),
}


def _made(label: str, what: str) -> Any:
    options = {"no": "No, or not yet", "yes": "Yes"}
    return choice("no", label, options, group=MOVES, help=what)


@dataclass(frozen=True)
class Inputs(Form):
    """Who acts and who notices, and which of the moves are made already."""

    acts: str = choice(
        "person",
        "Who acts on the model's answer?",
        {
            "person": "A person, who may refuse it",
            "software": "Software, at once; nobody looks first",
        },
        group=WHO,
        help="Finish the sentence: when the model is wrong, … notices, within …",
    )
    before: str = choice(
        "people",
        "Who does this job today?",
        {
            "software": "Software: rules, or an older model",
            "people": "People",
            "nobody": "Nobody: it is not done yet",
        },
        group=WHO,
        help="The step itself, not the whole product.",
    )
    caught: str = choice(
        "unknown",
        "How many wrong answers does that person catch?",
        {
            "most": "Most: it was measured",
            "few": "Few: it was measured",
            "unknown": "Nobody has measured it",
        },
        group=WHO,
        help="Counts only where a person acts.",
    )
    flywheel: str = _made(
        "Use brings in labelled data", "The move of Software 2.0. All three links hold."
    )
    good_enough: str = _made(
        "An answer that is only good enough helps already",
        "The move of a human in the loop. It was tried with users.",
    )
    contained: str = _made(
        "Its errors are contained",
        "The move of an autonomous system: guardrails, a narrow task, unsure cases to people.",
    )


@dataclass(frozen=True)
class Other:
    """Another answer to one question, and the kind it would make of the project."""

    question: str
    answer: str
    archetype: str


@dataclass(frozen=True)
class Result:
    """The kind, its place now and after its move, and what there is to ask.

    `also` are kinds whose questions count as well. Impact and feasibility run
    from 0 to 100. `others` are the answers that would change the kind, one at a
    time.
    """

    archetype: str
    also: tuple[str, ...]
    impact: float
    feasibility: float
    impact_after_move: float
    feasibility_after_move: float
    move: str
    move_made: bool
    questions: tuple[str, ...]
    others: tuple[Other, ...]


def kind_of(inputs: Inputs) -> str:
    """The archetype, by who acts, who did so before, and who catches what is wrong."""
    if inputs.acts == "person":
        return "autonomous" if inputs.caught == "few" else "human-in-the-loop"
    return "software-2.0" if inputs.before == "software" else "autonomous"


def compute(inputs: Inputs) -> Result:
    """Sort the project, place it, and try every other answer."""
    archetype = kind_of(inputs)
    kind = KINDS[archetype]
    made = getattr(inputs, kind.made) == "yes"
    place = kind.after if made else kind.start
    also = []
    if archetype == "human-in-the-loop":
        also += ["software-2.0"] * (inputs.before == "software")
        also += ["autonomous"] * (inputs.caught == "unknown")
    asks = dict.fromkeys(ask for name in (archetype, *also) for ask in KINDS[name].asks)
    return Result(
        archetype=archetype,
        also=tuple(also),
        impact=place.impact,
        feasibility=place.feasibility,
        impact_after_move=kind.after.impact,
        feasibility_after_move=kind.after.feasibility,
        move=kind.move,
        move_made=made,
        questions=tuple(ask.question for ask in asks),
        others=tuple(_others(inputs)),
    )


def _others(inputs: Inputs) -> Iterator[Other]:
    """The answers that would make it another kind, all others kept.

    Not to measure is none of them: nobody should get better by not looking.
    """
    for name, field in _decisive().items():
        for answer in field.options:
            other = kind_of(replace(inputs, **{name: answer}))
            if other != kind_of(inputs) and answer != "unknown":
                yield Other(name, answer, other)


def _decisive() -> dict[str, Choice]:
    """The questions that decide, by name."""
    fields = Inputs.fields().items()
    return {n: field for n, field in fields if n in DECISIVE and isinstance(field, Choice)}


def present(inputs: Inputs, result: Result) -> Report:
    """The kind, its place, its questions, its move, and what would make it another."""
    kind = KINDS[result.archetype]
    return (
        _headline(inputs, result),
        *_notes(result),
        Paragraph(
            f"Its move is made: {kind.move}" if result.move_made else f"Its move: {kind.move}"
        ),
        Figures(
            (
                Figure("Impact", format.number(result.impact), "of 100"),
                Figure("Feasibility", format.number(result.feasibility), "of 100: high is cheap"),
                Figure("Impact after its move", format.number(result.impact_after_move)),
                Figure("Feasibility after it", format.number(result.feasibility_after_move)),
            )
        ),
        _chart(result),
        _questions(result),
        _other_answers(result),
        Paragraph(
            "The place is that of the kind, not of your project. Score the project itself, before "
            "and after the move, and rank it among the others: impact versus cost does that."
        ),
        _working(inputs, result),
    )


def _headline(inputs: Inputs, result: Result) -> Headline:
    kind = KINDS[result.archetype]
    if inputs.acts == "person" and result.archetype == "autonomous":
        return Headline(f"{kind.label} in effect: a person is there, and errors pass.", "mixed")
    tone: Tone = "mixed" if "autonomous" in result.also else "plain"
    return Headline(f"{kind.label}: {kind.words}.", tone)


def _notes(result: Result) -> Iterator[Block]:
    if "autonomous" in result.also:
        yield Note(
            "Nobody has measured what the person catches. Slip in wrong answers on purpose and "
            "count. Until then plan for autonomy as well, and answer its questions.",
            warning=True,
        )
    if result.archetype == "autonomous" and any(o.question == "caught" for o in result.others):
        yield Note(
            "A loop on paper: you pay for the person and have the risk of autonomy. Mend the "
            "loop, or plan without it.",
            warning=True,
        )
    if "software-2.0" in result.also:
        yield Note(
            "It is a little of Software 2.0 as well, since software did this step before. Ask "
            "the questions of both."
        )


def _chart(result: Result) -> Chart:
    """The matrix with all three kinds, and the reader's own on its way."""
    own = KINDS[result.archetype]
    now = own.after if result.move_made else own.start
    points = [Point(f"yours: {own.label}", now.feasibility, now.impact, strong=True, short="yours")]
    if not result.move_made:
        points.append(Point("after its move", own.after.feasibility, own.after.impact))
    points += [
        Point(kind.label, kind.start.feasibility, kind.start.impact)
        for name, kind in KINDS.items()
        if name != result.archetype
    ]
    ends = tuple((place.feasibility, place.impact) for place in (own.start, own.after))
    low, high = (0.0, CUT), (CUT, 100.0)
    body: list[tuple[Cell, ...]] = [
        (
            kind.label,
            format.number(kind.start.feasibility),
            format.number(kind.start.impact),
            format.number(kind.after.feasibility),
            format.number(kind.after.impact),
        )
        for kind in KINDS.values()
    ]
    columns = ("Kind", "Feasibility", "Impact", "Feasibility after", "Impact after")
    return Chart(
        title="Where its kind stands",
        description="Further up is more impact, further right is cheaper; no kind starts top "
        "right. The line is its move.",
        x=Axis("feasibility: high = cheap", 0, 100),
        y=Axis("impact", 0, 100),
        lines=(Line("its move", ends, strong=True),),
        points=tuple(points),
        rules=(Rule("", "x", CUT), Rule("", "y", CUT)),
        regions=(
            Region("do first", high, high, strong=True),
            Region("big bet", low, high),
            Region("filler", high, low),
            Region("leave", low, low),
        ),
        table=Table(
            "The three kinds, before and after their moves",
            columns,
            tuple(body),
            (list(KINDS).index(result.archetype),),
        ),
    )


def _questions(result: Result) -> Table:
    """What to answer in writing before anybody plans."""
    asks = {ask.question: ask for kind in KINDS.values() for ask in kind.asks}
    body = tuple((name, asks[name].bring, asks[name].by) for name in result.questions)
    return Table("Answer these in writing", ("Question", "Bring", "Asked by"), body)


def _other_answers(result: Result) -> Table:
    """What would change the kind: design choices, most of them."""
    fields = _decisive()
    body: list[tuple[Cell, ...]] = []
    for other in result.others:
        field, kind = fields[other.question], KINDS[other.archetype]
        answer = field.options[other.answer]
        place = (format.number(kind.start.impact), format.number(kind.start.feasibility))
        body.append((field.label, answer, kind.label, *place))
    columns = ("Question", "Another answer", "Makes it", "Impact", "Feasibility")
    return Table("What would make it another kind", columns, tuple(body))


def _working(inputs: Inputs, result: Result) -> Working:
    kind = KINDS[result.archetype]
    given = [
        f"{field.label} {field.options[getattr(inputs, name)]}"
        for name, field in _decisive().items()
    ]
    return Working(
        steps=(
            f"your answers: {'; '.join(given)}",
            "a person acts, unless it was measured that they catch few: human in the loop",
            "software acts, and software did so before: Software 2.0",
            "software acts where people or nobody did, or the person catches few: autonomous",
            f"so it is {kind.label}, at impact {format.number(kind.start.impact).text} and "
            f"feasibility {format.number(kind.start.feasibility).text}, read off the lecture's "
            "drawing",
            f"its move leads to impact {format.number(kind.after.impact).text} and feasibility "
            f"{format.number(kind.after.feasibility).text}: the direction is the lecture's, the "
            "distance our guess",
        ),
        sources=SOURCES,
        assumption="your project is a typical one of its kind.",
        breaks="it is not: a robot that waters plants is autonomous and worth little, a better "
        "search in a large shop is Software 2.0 and worth a lot. That harder means more impact is "
        "a tendency, no rule.",
    )


SOURCES = (
    Source(
        "Kinds, questions, places and moves: Full Stack Deep Learning, lecture 1 (2022)",
        "https://fullstackdeeplearning.com/course/2022/lecture-1-course-vision-and-when-to-use-ml/",
    ),
    Source(
        "Ways to make the moves: Full Stack Deep Learning, lecture 5 (2021)",
        "https://fullstackdeeplearning.com/spring2021/lecture-5/",
    ),
    Source("Loops on paper, and how far a move goes: ours"),
)

PRESETS = (
    Preset(
        "support-suggestions",
        "Suggest a team",
        "The model suggests a team and an agent confirms: in the loop, if the agent still looks.",
        Inputs(),
    ),
    Preset(
        "support-router",
        "Route alone",
        "The same messages, and nobody sees the routing: more impact, far less feasible.",
        Inputs(acts="software"),
    ),
    Preset(
        "better-keywords",
        "Better keywords",
        "A model in place of the keyword rules: easy, and worth little without a flywheel.",
        Inputs(acts="software", before="software"),
    ),
    Preset(
        "code-completion",
        "Code completion",
        "Editors completed code before, and the programmer refuses what is wrong: a bit of both.",
        Inputs(before="software", caught="most", flywheel="yes", good_enough="yes"),
    ),
    Preset(
        "loop-on-paper",
        "Loop on paper",
        "Somebody confirms “for safety”, and waves most errors through: autonomous in effect.",
        Inputs(caught="few"),
    ),
)
