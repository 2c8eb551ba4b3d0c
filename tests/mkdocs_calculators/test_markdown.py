"""Markdown in, HTML out: what an author writes, and what comes into the page or as a complaint."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from markdown import Markdown

from calculators.kit import run
from mkdocs_calculators.errors import EmbedError, ExampleError
from mkdocs_calculators.markdown import CalculatorExtension

# Holds what Markdown and its extensions would change if they could.
BODY = 'Ask *why* (c) --> "now" {: .big } [[x]] 1/2 :smile:\n\n    # indented\n'
EXTENSIONS = [
    "toc",
    "attr_list",
    "admonition",
    "def_list",
    "footnotes",
    "md_in_html",
    "smarty",
    "pymdownx.blocks.tab",
    "pymdownx.details",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]


class UnknownNameError(LookupError):
    """What the stub raises for a name it does not have."""

    def __init__(self, wrong: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There is no “{wrong}”.")
        self.known = known


def embed(name: str, preset: str | None, ident: str | None) -> str:
    """Stand in for the kit: one line of HTML that shows what was asked for."""
    if name not in ("shoe-size", "sock-count"):
        raise UnknownNameError(name, ("shoe-size", "sock-count"))
    if preset not in (None, "child"):
        raise UnknownNameError(preset, ("child",))
    return f'<div class="calculator" id="{ident}" data-preset="{preset}">{BODY}</div>'


def html(ident: str, preset: str | None = None) -> str:
    """What the stub gives for an id and a preset."""
    return f'<div class="calculator" id="{ident}" data-preset="{preset}">{BODY}</div>'


def convert(source: str) -> str:
    """The page for a Markdown source, with many extensions at work."""
    text = textwrap.dedent(source).strip("\n")
    return Markdown(extensions=[*EXTENSIONS, CalculatorExtension(embed=embed)]).convert(text)


def complaint(source: str) -> EmbedError:
    """The complaint about a Markdown source."""
    with pytest.raises(EmbedError) as caught:
        convert(source)
    return caught.value


def test_a_block_becomes_the_calculators_html_unchanged() -> None:
    """The HTML is neither wrapped in a paragraph nor touched by any other extension."""
    page = convert("""
        Before.

        /// calculator | shoe-size
        ///

        After.
    """)
    assert page == f"<p>Before.</p>\n{html('shoe-size')}\n<p>After.</p>"


def test_the_preset_option_chooses_an_example() -> None:
    """`preset` reaches the embedding function."""
    page = convert("""
        /// calculator | shoe-size
            preset: child
        ///
    """)
    assert page == html("shoe-size", "child")


def test_each_calculator_of_a_page_has_its_own_id() -> None:
    """The second of the same name gets `-2`; another name keeps its own."""
    block = "/// calculator | {}\n///\n\n"
    page = convert(block.format("shoe-size") * 3 + block.format("sock-count"))
    idents = ("shoe-size", "shoe-size-2", "shoe-size-3", "sock-count")
    assert page == "\n".join(html(ident) for ident in idents)


def test_ids_start_afresh_on_the_next_page() -> None:
    """One Markdown instance can convert many pages."""
    markdown = Markdown(extensions=[CalculatorExtension(embed=embed)])
    pages = [markdown.reset().convert("/// calculator | shoe-size\n///") for _ in range(2)]
    assert pages == [html("shoe-size"), html("shoe-size")]


def test_a_heading_of_the_same_words_gets_another_id() -> None:
    """The table of contents sees the calculator's id as taken, so no id stands twice in a page."""
    page = convert("# Shoe size\n\n/// calculator | shoe-size\n///")
    assert page == f'<h1 id="shoe-size_1">Shoe size</h1>\n{html("shoe-size")}'


@pytest.mark.parametrize(
    "source",
    [
        "!!! note\n\n    /// calculator | shoe-size\n    ///",
        '=== "Tab"\n\n    /// calculator | shoe-size\n    ///',
        '??? tip "More"\n\n    /// calculator | shoe-size\n    ///',
        "//// tab | Tab\n\n/// calculator | shoe-size\n///\n\n////",
        "- item\n\n    /// calculator | shoe-size\n    ///\n\n    rest",
        "- /// calculator | shoe-size\n  ///",
        "1. one\n\n    - two\n\n        /// calculator | shoe-size\n        ///\n\n        rest",
        "> /// calculator | shoe-size\n> ///",
        "Term\n:   /// calculator | shoe-size\n    ///",
        "<div markdown>\n\n/// calculator | shoe-size\n///\n\n</div>",
        "text[^1]\n\n[^1]:\n    note\n\n    /// calculator | shoe-size\n    ///",
        "text right above\n/// calculator | shoe-size\n///\ntext right below",
        "///calculator|shoe-size\n///",
    ],
)
def test_a_block_works_inside_other_markup(source: str) -> None:
    """Tabs, admonitions, lists, quotes and the rest hold a calculator as they hold a paragraph."""
    page = convert(source)
    assert html("shoe-size") in page
    assert f"<p>{html('shoe-size')}" not in page


@pytest.mark.parametrize(
    "source",
    [
        "```md\n/// calculator | wrong\n///\n```",
        "~~~\n/// calculator | wrong\n///\n~~~",
        "    /// calculator | wrong\n    ///",
        "`/// calculator | wrong`",
        "\\/// calculator | wrong",
        "Write /// calculator | wrong in a page.",
    ],
)
def test_code_that_shows_a_block_stays_code(source: str) -> None:
    """A page can explain the syntax."""
    assert "/// calculator | wrong" in Markdown(
        extensions=["fenced_code", CalculatorExtension(embed=embed)]
    ).convert(source)


def test_a_fence_that_shows_a_block_survives_superfences() -> None:
    """Highlighted code shows the syntax as it was written, whatever the name in it."""
    page = convert("```text\n/// calculator | wrong\n///\n```")
    assert "/// calculator | wrong\n///" in page


def test_an_unknown_name_is_refused_with_line_and_names() -> None:
    """The error has the line, the name, the names there are, and proposes the nearest."""
    error = complaint("""
        # Shoes

        /// calculator | shoe-sise
        ///
    """)
    assert (error.line, error.name) == (3, "shoe-sise")
    assert error.known == ("shoe-size", "sock-count")
    assert str(error) == "Line 3: There is no “shoe-sise”. Did you mean “shoe-size”?"


def test_a_name_near_to_none_is_refused_without_a_guess() -> None:
    """A far-fetched proposal would only mislead."""
    assert complaint("/// calculator | xyz\n///").problem == "There is no “xyz”."


def test_an_unknown_preset_is_refused_with_the_presets_there_are() -> None:
    """`known` then holds the calculator's presets."""
    error = complaint("/// calculator | shoe-size\n    preset: chidl\n///")
    assert error.known == ("child",)
    assert error.problem == "There is no “chidl”. Did you mean “child”?"


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("/// calculator\n///", "A calculator block needs a name"),
        ("/// calculator |\n///", "A calculator block needs a name"),
        ("/// calculator | shoe-size\n    prest: child\n///", "no option “prest”. Known: preset."),
        ("/// calculator | shoe-size\n    preset: child\n    x: 1\n///", "no option “x”"),
        ("/// calculator | shoe-size\n    attrs: {id: x}\n///", "no option “attrs”"),
        ("/// calculator | shoe-size\n    preset: 5\n///", "must be a name"),
        ("/// calculator | shoe-size\n    preset:\n///", "must be a name"),
        ("/// calculator | shoe-size\n    preset child\n///", "cannot be read"),
        ("/// calculator | shoe-size\n    preset: [\n///", "cannot be read"),
        ("/// calculator | shoe-size\n  preset: child\n///", "holds text"),
        ("/// calculator | shoe-size\n\n    preset: child\n///", "holds text"),
        ("/// calculator | shoe-size\n\nThe rest of the page.", "holds text"),
        ("/// calculator | shoe-size\n\n/// calculator | sock-count\n///", "holds text"),
        ("- item\n\n    /// calculator | shoe-size\n        prest: child\n    ///", "“prest”"),
    ],
)
def test_a_block_that_cannot_be_read_is_refused(source: str, problem: str) -> None:
    """It never turns into text in silence, and it never swallows text."""
    assert problem in complaint(source).problem


@pytest.mark.parametrize(
    ("before", "line"),
    [
        ("", 1),
        ("one\n\ntwo\n\n", 5),
        ("```\n/// calculator | wrong\n///\n```\n\n", 6),
        ("> ~~~~\n> /// calculator | wrong\n> ~~~~\n\n", 5),
        ("<!--\n/// calculator | wrong\n///\n-->\n\n", 6),
        ("``` unclosed\n\n", 3),
        ("/// calculator | shoe-size\n///\n\n", 4),
        ("- ", 1),
        ("one\r\n\r\n", 3),
    ],
)
def test_the_line_is_that_of_the_block_and_of_no_copy_in_code(before: str, line: int) -> None:
    """Fenced code and comments above with the same words do not mislead."""
    assert complaint(f"{before}/// calculator | wrong\n///").line == line


def test_the_second_of_two_equal_first_lines_is_told_apart() -> None:
    """A right block above a wrong one with the same name does not take the blame."""
    good = "/// calculator | shoe-size\n///\n\n"
    assert complaint(f"{good}{good}/// calculator | shoe-size\n    preset: no\n///").line == 7
    assert complaint(f"{good}{good}/// calculator | shoe-size\n    wrong: no\n///").line == 7


def test_blocks_too_close_to_tell_apart_are_refused() -> None:
    """Without the complaint, pymdownx would read this page for ever."""
    source = "> /// calculator | shoe-size\n> ///\n/// calculator | sock-count\n///"
    error = complaint(source)
    assert "Put an empty line above and below it." in error.problem
    assert error.line in (1, 3)
    assert html("sock-count") in convert(source.replace("\n///", "\n\n///", 1))


def test_a_page_can_hold_many_calculators() -> None:
    """As many as its author writes."""
    assert convert("/// calculator | shoe-size\n///\n\n" * 150).endswith(html("shoe-size-150"))


def test_a_block_that_is_not_in_the_source_has_no_line() -> None:
    """Another extension can put blocks in that the author of this page did not write."""
    extension = CalculatorExtension(embed=embed)
    markdown = Markdown(extensions=[extension])
    extension.headers.run([])
    with pytest.raises(EmbedError) as caught:
        markdown.parser.parseDocument(["/// calculator | wrong", "///"])
    assert (caught.value.line, str(caught.value)) == (None, caught.value.problem)


def test_a_mistake_inside_a_calculator_is_not_taken_for_a_wrong_name() -> None:
    """A `KeyError` out of a calculator goes to its author as it is."""

    def broken(*arguments: str | None) -> str:
        raise KeyError(*arguments)

    with pytest.raises(KeyError, match="shoe-size"):
        Markdown(extensions=[CalculatorExtension(embed=broken)]).convert(
            "/// calculator | shoe-size\n///"
        )


def test_a_site_builder_can_raise_its_own_error() -> None:
    """`refuse` gets the complaint and gives the exception."""

    def refuse(error: EmbedError) -> Exception:
        return OSError(f"page.md:{error.line}")

    markdown = Markdown(extensions=[CalculatorExtension(embed=embed, refuse=refuse)])
    with pytest.raises(OSError, match=r"page\.md:1"):
        markdown.convert("/// calculator | wrong\n///")


def test_python_markdown_finds_the_extension_by_module_name() -> None:
    """A site builder can name it in a configuration file and give it options."""
    name = "mkdocs_calculators.markdown"
    markdown = Markdown(extensions=[name], extension_configs={name: {"embed": embed}})
    assert markdown.convert("/// calculator | shoe-size\n///") == html("shoe-size")


def test_the_markdown_part_runs_where_mkdocs_is_not_installed() -> None:
    """Importing it imports no MkDocs, and not even the calculators."""
    code = "import sys; sys.modules['mkdocs'] = None; sys.modules['calculators'] = None; "
    code += "import mkdocs_calculators.markdown, mkdocs_calculators.bundle"
    subprocess.run([sys.executable, "-c", code], check=True)


def brief(asked: str) -> str:
    """Stand in for the kit: HTML that names the example."""
    if asked == "project.json":
        return f'<div id="brief" data-file="{asked}">{BODY}</div>'
    raise ExampleError(f"There is no file “{asked}”.", ("project.json",))


def briefed(source: str) -> str:
    """The page for a Markdown source, where a brief is known as well."""
    extension = CalculatorExtension(embed=embed, brief=brief)
    return Markdown(extensions=[*EXTENSIONS, extension]).convert(source)


def test_a_brief_becomes_the_kits_html_unchanged() -> None:
    """Beside calculators, and under a heading of the same word, whose id makes way."""
    page = briefed(
        "# Brief\n\n/// brief\n    example: project.json\n///\n\n/// calculator | shoe-size\n///"
    )
    assert page == (
        '<h1 id="brief_1">Brief</h1>\n'
        f'<div id="brief" data-file="project.json">{BODY}</div>\n{html("shoe-size")}'
    )


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("/// brief\n///", "A brief needs an example, as in `    example: assets/project.json`."),
        ("/// brief\n    example: 5\n///", "A brief needs an example"),
        ("/// brief\n    example:\n///", "A brief needs an example"),
        ("/// brief | mine\n    example: project.json\n///", "A brief takes no name"),
        ("/// brief\n    preset: x\n///", "“brief” has no option “preset”. Known: example."),
        ("/// brief\n    attrs: {id: x}\n///", "“brief” has no option “attrs”"),
        ("/// brief\n    example: [\n///", "The options of “brief” cannot be read."),
        ("/// brief\n    example: project.json\n\nText.", "The block of “brief” holds text."),
        ("/// brief\n    example: x.json\n///", "There is no file “x.json”."),
    ],
)
def test_a_brief_that_cannot_be_shown_is_refused(source: str, problem: str) -> None:
    """With its line, and with the files that would be there."""
    with pytest.raises(EmbedError) as caught:
        briefed(f"Before.\n\n{source}")
    assert problem in caught.value.problem
    assert caught.value.line == 3
    assert (
        caught.value.known == (("project.json",) if "x.json" in source else ())
        or "option" in problem
    )


def test_a_page_holds_one_brief() -> None:
    """Two would have the same fields."""
    block = "/// brief\n    example: project.json\n///\n\n"
    with pytest.raises(EmbedError, match="A page holds one brief") as caught:
        briefed(block * 2)
    assert caught.value.line == 5


def test_a_brief_in_code_stays_code() -> None:
    """A page can explain the syntax."""
    assert "/// brief" in briefed("```text\n/// brief\n///\n```")


def test_without_a_site_builder_the_file_lies_where_python_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is the kit's own."""
    monkeypatch.chdir(tmp_path)
    block = "/// brief\n    example: p.json\n///"
    with pytest.raises(EmbedError, match="There is no file"):
        Markdown(extensions=[CalculatorExtension()]).convert(block)
    (tmp_path / "p.json").write_bytes(b"\xff")
    with pytest.raises(EmbedError, match="is no text"):
        Markdown(extensions=[CalculatorExtension()]).convert(block)
    (tmp_path / "p.json").write_text("{}")
    with pytest.raises(EmbedError, match="This is no project file"):
        Markdown(extensions=[CalculatorExtension()]).convert(block)
    (tmp_path / "p.json").write_text('{"project": "Router"}')
    assert "Router" in Markdown(extensions=[CalculatorExtension()]).convert(block)


@pytest.mark.parametrize("name", run.names())
def test_every_calculator_comes_into_a_page_as_the_kit_renders_it(name: str) -> None:
    """Without an argument the extension asks the kit, for each of a calculator's examples too."""
    markdown = Markdown(extensions=[*EXTENSIONS, CalculatorExtension()])
    assert markdown.convert(f"/// calculator | {name}\n///") == run.embed(name)
    for preset in run.load(name).presets:
        source = f"/// calculator | {name}\n    preset: {preset.name}\n///"
        assert markdown.reset().convert(source) == run.embed(name, preset.name)


def test_the_kit_tells_which_names_there_are() -> None:
    """The kit's own complaint reaches the author with a proposal."""
    name = run.names()[0]
    with pytest.raises(EmbedError) as caught:
        Markdown(extensions=[CalculatorExtension()]).convert(f"/// calculator | {name}x\n///")
    assert caught.value.known == run.names()
    assert str(caught.value).startswith(f"Line 1: There is no calculator “{name}x”.")
    assert str(caught.value).endswith(f" Did you mean “{name}”?")
