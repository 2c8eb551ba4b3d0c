"""Links: what they say, how long they get, and what becomes of those that nobody should open."""

from __future__ import annotations

import random
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.kit import link
from calculators.kit.inputs import Form, GridRow
from calculators.kit.link import LONGEST, MOST, LinkError, Opened, decode, encode, packed, readable
from calculators.kit.run import load, names
from tests.calculators import strategies

from .shapes import CALCULATOR, Opinion, Shape, Shapes
from .test_history import CHANGES

NAME = "cost-of-accuracy"
MUTATED = 12_000  # links that are cut, changed or glued together, of all calculators in all


@pytest.fixture
def shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links find the invented calculator."""
    monkeypatch.setattr(link, "load", lambda name: {"shapes": CALCULATOR}[name])


def query(inputs: Form) -> str:
    """What a link to shapes says between the name and the end."""
    fragment = readable(CALCULATOR, inputs)
    assert fragment.startswith("shapes?")
    assert fragment.endswith("as=1.0&v=1")
    return fragment.removeprefix("shapes?").removesuffix("as=1.0&v=1").removesuffix("&")


def refusal(fragment: str) -> str:
    """What is said of a link that cannot be opened."""
    with pytest.raises(LinkError) as caught:
        decode(fragment)
    said = str(caught.value)
    lead = "This link cannot be opened, and nothing was changed. "
    assert said.startswith(lead)
    return said.removeprefix(lead)


def z(text: str, level: int = 9) -> str:
    """A text as a link holds it compressed."""
    deflate = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return urlsafe_b64encode(deflate.compress(text.encode()) + deflate.flush()).decode().rstrip("=")


class TestWritten:
    """What a link says."""

    def test_nothing_of_the_defaults(self) -> None:
        """Only whose they are."""
        assert readable(CALCULATOR, Shapes()) == "shapes?as=1.0&v=1"

    def test_fields_and_parts_that_differ(self) -> None:
        """Under their public names, as the form writes them."""
        changed = Shapes(size=99.5, title="A & B", opinion=Opinion("dislike", "no\nway"))
        assert query(changed) == (
            "size=99.5&title=A%20%26%20B&opinion.verdict=dislike&opinion.reason=no%0Away"
        )

    def test_tables_without_what_a_new_row_holds_anyway(self) -> None:
        """No shape is filled, so that column is left out."""
        changed = Shapes(
            shapes=(Shape("A, B; C", 4), Shape("D", 5, area=2.5)),
            traits=(GridRow("Ann", {"A, B; C": 1, "D": 5}),),
        )
        assert query(changed) == (
            "shapes=name,sides,area;A%2C%20B%3B%20C,4,;D,5,2.5&traits=name,A%2C%20B%3B%20C,D;Ann,1,5"
        )

    def test_tables_without_rows(self) -> None:
        """The header alone says so."""
        assert query(Shapes(traits=())) == "traits=name,Square,Star"

    def test_rows_do_not_begin_with_a_minus(self) -> None:
        """A spreadsheet that cuts cells at semicolons would take the rest for a formula."""
        assert query(Shapes(shapes=(Shape("-1", 3),), traits=())) == (
            "shapes=name,sides;%2D1,3&traits=name,-1"
        )

    def test_ends_in_a_digit(self) -> None:
        """Programs that find links in a text take a full stop at the end for the sentence's."""
        assert packed(CALCULATOR, Shapes(title="x."))[-1] == "1"

    def test_is_made_of_characters_that_every_chat_leaves_alone(self) -> None:
        """Whatever stands in the form."""
        changed = Shapes(title="'\"<>()[]{}|\\^`*!~é🧪 #?/:@$%+")
        assert not set(query(changed)) - set("=%-._~" + "0123456789ABCDEF" + "title")


class TestLength:
    """Short enough to be passed on."""

    def test_stays_readable_as_long_as_it_can(self) -> None:
        """Three characters an accented letter: from some length on it is packed."""
        short, long = (Shapes(opinion=Opinion(reason="é" * count)) for count in (250, 400))
        assert encode(CALCULATOR, short) == readable(CALCULATOR, short)
        assert len(readable(CALCULATOR, long)) > LONGEST
        assert encode(CALCULATOR, long) == packed(CALCULATOR, long)
        assert encode(CALCULATOR, long).startswith("shapes?z=")

    def test_too_long_even_so(self) -> None:
        """The reader is told how long, and what to do instead."""
        chance = random.Random(7)
        noise = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(500))
        with pytest.raises(LinkError, match=r"too long for a link \(\d,\d{3} characters; .*file"):
            encode(CALCULATOR, Shapes(opinion=Opinion(reason=noise)))


@pytest.mark.usefixtures("shapes")
class TestOpened:
    """What a link gives back."""

    @given(strategies.inputs(CALCULATOR))
    def test_what_was_put_in(self, inputs: Form) -> None:
        """In plain sight or packed, without a notice."""
        for written in (readable, packed):
            assert decode(written(CALCULATOR, inputs)) == Opened(CALCULATOR, inputs)

    @pytest.mark.parametrize(
        "fragment",
        ["shapes", "shapes?", "#shapes", "#shapes?as=1.0&v=1", "shapes?v=1", "shapes?&&as=1.0"],
    )
    def test_a_bare_name_is_the_defaults(self, fragment: str) -> None:
        """Also with a hash before it, or half an end."""
        assert decode(fragment) == Opened(CALCULATOR, Shapes())

    def test_typed_by_hand(self) -> None:
        """Numbers as people write them, an item's answer without its part, letters as they are."""
        opened = decode("shapes?size=1,000&opinion=dislike&title=Größe+1")
        assert opened.inputs == Shapes(size=1000, opinion=Opinion("dislike"), title="Größe+1")
        assert opened.notices == ()

    def test_a_long_one_that_lacks_its_end(self) -> None:
        """It may have been cut off, and what is missing is not seen."""
        whole = readable(CALCULATOR, Shapes(size=3, opinion=Opinion(reason="x" * 80)))
        cut = whole.removesuffix("&as=1.0&v=1")
        assert decode(whole).notices == ()
        assert decode(cut).inputs == decode(whole).inputs
        (notice,) = decode(cut).notices
        assert notice.startswith("This link does not end as ours do.")

    def test_names_that_are_not_known(self) -> None:
        """Are left out, and named."""
        opened = decode(
            "shapes?size=3&colour=red&opinion.mood=x&shapes=name,sides,hue;A,3,5&traits=name&v=1"
        )
        assert opened.inputs == Shapes(size=3, shapes=(Shape("A", 3),), traits=())
        assert opened.notices == (
            "Left out, because nothing here uses it: “colour”, “opinion.mood” and “shapes.hue”.",
        )

    def test_a_newer_version(self) -> None:
        """Is read as far as possible: what is not understood is as by default."""
        opened = decode("shapes?size=3&share=900&new=1&as=2.0&v=1")
        assert opened.inputs == Shapes(size=3)
        newer, left_out, default = opened.notices
        assert newer.startswith("This was made with version 2.0 of this calculator, and here is ve")
        assert "“new”" in left_out
        assert default == ("Left at their defaults: Share (Enter a percentage of at most 100).")


class TestOlder:
    """Links of an earlier version."""

    @pytest.fixture(autouse=True)
    def renewed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Shapes, after some changes of which these tests tell."""
        renewed = replace(CALCULATOR, version="1.10", history=CHANGES)
        monkeypatch.setattr(link, "load", lambda name: {"shapes": renewed}[name])

    def test_keep_working(self) -> None:
        """Under the names and with the defaults of their time; tables too."""
        opened = decode(
            "shapes?length=3&view.verdict=fine&forms=name,edges;A,3;B,4"
            "&traits=name,A,B;Ann,1,2&as=1.0&v=1"
        )
        assert opened.inputs == Shapes(
            size=3,
            share=25,
            shapes=(Shape("A", 3, "yes"), Shape("B", 4, "yes")),
            traits=(GridRow("Ann", {"A": 1, "B": 2}),),
            opinion=Opinion("like", "none"),
        )
        assert len(opened.notices) == 1

    def test_say_so(self) -> None:
        """With both versions, since the numbers may differ."""
        (notice,) = decode("shapes?as=1.0&v=1").notices
        assert notice == (
            "This was made with version 1.0 of this calculator. "
            "It is computed with version 1.10, so results can differ."
        )

    def test_of_today_say_nothing(self) -> None:
        """A version typed by nobody is today's."""
        assert decode("shapes?size=3&as=1.10&v=1") == decode("shapes?size=3")
        assert decode("shapes?size=3").notices == ()


class TestRefused:
    """Links that nobody can open, and why."""

    @pytest.mark.parametrize(
        ("fragment", "said"),
        [
            ("", "There is no calculator “” here."),
            ("nonsense?a=1", "There is no calculator “nonsense” here."),
            ("__main__?a=1", "There is no calculator “__main__” here."),
            ("kit.run?a=1", "There is no calculator “kit.run” here."),
            (f"{NAME}?months", "“months” has no value."),
            (f"{NAME}?months=1&months=1", "“months” stands in it twice."),
            (f"{NAME}?months=1&months=2&as=1.0&v=1", "“months” stands in it twice."),
            (f"{NAME}?as=1.0&as=1.0", "“as” stands in it twice."),
            (f"{NAME}?months=%", "A percent sign in it is not followed by"),
            (f"{NAME}?months=%4", "A percent sign in it is not followed by"),
            (f"{NAME}?months=%zz", "A percent sign in it is not followed by"),
            (f"{NAME}?months=%ff", "What its percent signs stand for is no text."),
            (f"{NAME}?months=two", "Months in use: Enter a number"),
            (f"{NAME}?months=0&cost_so_far=-1", "2 entries need attention. Cost so far"),
            (f"{NAME}?target_accuracy=80", "Target accuracy: Enter at least 90"),
            (f"{NAME}?learning_curve=examples;x", "Enter a number"),
            (f"{NAME}?as=1&v=1", "“1” is no version. Versions look like 1.0."),
            (f"{NAME}?as=&v=1", "“” is no version."),
            (f"{NAME}?v=", "Its format “” is none; it may have been cut off"),
            (f"{NAME}?v=0", "Its format “0” is none"),
            (f"{NAME}?v=x", "Its format “x” is none"),
            (f"{NAME}?v=١", "Its format “١” is none"),
            (f"{NAME}?v=2", "It was made by a newer version of this site. Reload the page"),
            (f"{NAME}?v=99999999999", "is none"),
            (f"{NAME}?z=", "Its compressed values are damaged"),
            (f"{NAME}?z=!", "Its compressed values are damaged"),
            (f"{NAME}?z=A", "Its compressed values are damaged"),
            (f"{NAME}?z=AAAA", "Its compressed values are damaged"),
            (f"{NAME}?z={z('months=6')}AAAA", "Its compressed values are damaged"),
            (f"{NAME}?z={z('months=6')[:-2]}", "Its compressed values are damaged"),
            (f"{NAME}?z={z('title=é')}", "Its compressed values are damaged"),
            (f"{NAME}?z={z('months')}", "“months” has no value."),
            (
                f"{NAME}?z={z('z=' + z('months=6'))}",
                "Its compressed values hold what stands outside",
            ),
            (f"{NAME}?z={z('v=1')}", "Its compressed values hold what stands outside: “v”."),
            (f"{NAME}?z={z('months=6')}&months=6", "Beside its compressed values it has others"),
            (f"{NAME}?months={'1' * MOST}", "characters; the longest have 200,000."),
        ],
    )
    def test_says_why(self, fragment: str, said: str) -> None:
        """In a sentence."""
        assert said in refusal(fragment)

    @pytest.mark.parametrize("size", [MOST + 1, 10**6, 10**8])
    def test_bombs_are_not_unpacked(self, size: int) -> None:
        """A hundred megabytes in a short link cost no more than what it may hold."""
        assert "more than 200,000 characters" in refusal(f"{NAME}?z={z('1' * size, 9)}")


def opens_or_is_refused(fragment: str) -> None:
    """The only two things that may happen; what opens can be passed on again."""
    try:
        opened = decode(fragment)
    except LinkError as error:
        said = str(error)
    else:
        again = decode(packed(opened.calculator, opened.inputs))
        assert again.inputs == opened.inputs
        return
    assert said.endswith((".", "?")), said


@given(st.text() | st.builds("{}?{}".format, st.sampled_from(names()), st.text()))
def test_any_text_opens_or_is_refused(fragment: str) -> None:
    """Nothing else is ever raised."""
    opens_or_is_refused(fragment)


@given(
    st.sampled_from(names()),
    st.lists(
        st.tuples(
            st.sampled_from(["months", "projects", "models", "ethics.answer", "as", "v", "z", "x"]),
            st.text("0123456789.,;%&=-_aZé") | st.text() | strategies.numbers_in_text(),
        )
    ),
)
def test_any_query_opens_or_is_refused(name: str, pairs: list[tuple[str, str]]) -> None:
    """Keys that there are, with values of all kinds."""
    opens_or_is_refused(f"{name}?{'&'.join(f'{key}={value}' for key, value in pairs)}")


@given(st.sampled_from(names()), st.text() | st.binary())
def test_anything_compressed_opens_or_is_refused(name: str, data: str | bytes) -> None:
    """Text that is no query, and bytes that are no text."""
    raw = data.encode(errors="surrogatepass") if isinstance(data, str) else data
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    for body in (raw, deflate.compress(raw) + deflate.flush()):
        opens_or_is_refused(f"{name}?z={urlsafe_b64encode(body).decode().rstrip('=')}&v=1")


def mutated(fragments: list[str], chance: random.Random) -> Iterator[str]:
    """Links as they arrive when something went wrong, or somebody wanted it to."""
    odd = "%&=?#;,.-_+ \0é=z\u202e<>\"'" + "0123456789abcXYZ"
    while True:
        text = chance.choice(fragments)
        at, length = chance.randrange(len(text)), chance.randrange(1, 9)
        junk = "".join(chance.choice(odd) for _ in range(length))
        other = chance.choice(fragments)
        yield chance.choice(
            [
                text[:at],
                text[:at] + junk + text[at:],
                text[:at] + junk + text[at + length :],
                text[:at] + text[at + length :],
                text[:at] + other[chance.randrange(len(other)) :],
                f"{text}&{other.partition('?')[2]}",
                other.partition("?")[0] + text[text.index("?") :],
                text.swapcase(),
                text.replace(chance.choice("&=;,%"), chance.choice(["%25", "&", "=", ";", ""])),
            ]
        )


def test_no_mutation_of_a_link_does_anything_but_open_or_be_refused() -> None:
    """Of the worked examples of all calculators, readable and packed."""
    chance = random.Random(4)
    fragments = [
        written(calculator, preset.inputs)
        for calculator in map(load, names())
        for preset in calculator.presets
        for written in (readable, packed)
    ]
    for fragment, _ in zip(mutated(fragments, chance), range(MUTATED), strict=False):
        opens_or_is_refused(fragment)
