"""What a reader takes along from a calculator and brings back, through real downloads and files."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from calculators.kit import run
from calculators.kit.inputs import Form
from calculators.kit.take import take

from .test_calculator import ACCURACY, METRICS, PROJECTS, STARTING, calculator, headline
from .test_pages import AXE, TAGS

CHECK = "/checklists/feasibility/"
DAY = "2026-03-04"

NewPage = Callable[..., Page]


@pytest.fixture
def accuracy(page: Page) -> Locator:
    """The cost of accuracy on its own page, on a known day."""
    return visit(page, ACCURACY)


def visit(page: Page, path: str) -> Locator:
    """The calculator of a page, on a known day."""
    page.clock.set_fixed_time(f"{DAY}T12:00:00")
    page.goto(path)
    return page.locator("[data-calculator]").first


def target(part: Locator) -> Locator:
    """The field for the target accuracy."""
    return part.get_by_label("Target accuracy", exact=True)


def said(part: Locator) -> Locator:
    """The line that tells what came of the last action."""
    return part.locator("[data-said]")


def expected(page: Page, name: str, **changed: Any) -> dict[str, Any]:
    """What CPython gives to take along, for the example with these inputs changed."""
    inputs: Form = run.load(name).inputs(**changed)
    address = page.url.partition("#")[0]
    return take({"name": name, "values": inputs.written(), "address": address, "date": DAY})


def saved(button: Locator) -> tuple[str, bytes]:
    """The name and the content of the file that a button saves."""
    with button.page.expect_download(timeout=STARTING) as download:
        button.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def open_menu(part: Locator) -> Locator:
    """The entries of “Save as”."""
    part.get_by_role("button", name="Save as").click()
    entries = part.locator("[data-files] > li")
    expect(entries.first).to_be_visible(timeout=STARTING)
    return entries


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (ACCURACY, "cost-of-accuracy"),
        (METRICS, "metric-combination"),
        (CHECK, "feasibility-check"),
    ],
)
def test_each_file_is_what_python_writes(page: Page, path: str, name: str) -> None:
    """The menu offers all of them, and a download holds the same bytes as the command line's."""
    entries = open_menu(visit(page, path))
    offer = expected(page, name)
    labels = [*offer["files"], *offer["pictures"]]
    found = [entry.locator("[data-label]").first.inner_text() for entry in entries.all()]
    assert found == [entry["label"] for entry in labels]
    for file, entry in zip(offer["files"], entries.all(), strict=False):
        assert saved(entry.locator("[data-save]")) == (file["name"], file["text"].encode())
    assert page.locator("[data-save][data-save-json]").count() == 1


def test_files_are_about_what_the_form_holds_now(accuracy: Locator) -> None:
    """Even if the last key was pressed a moment ago; the link in the file says the same."""
    open_menu(accuracy)
    target(accuracy).fill("99.5")
    offer = expected(accuracy.page, "cost-of-accuracy", target_accuracy=99.5)
    _, text = saved(accuracy.locator("[data-save][data-save-json]"))
    assert json.loads(text)["inputs"]["target_accuracy"] == 99.5
    assert text.decode() == offer["files"][1]["text"]
    expect(said(accuracy)).to_have_text("Saved as “cost-of-accuracy.json”.")


def test_what_was_said_stays_when_a_late_answer_comes(accuracy: Locator) -> None:
    """The list of files follows the answer; the reader has not asked for that."""
    open_menu(accuracy)
    target(accuracy).fill("99.4")
    expect(headline(accuracy)).to_contain_text("99.4")
    with accuracy.page.expect_download():
        accuracy.evaluate(
            """(part) => {
                const field = part.querySelector("[name='target_accuracy']");
                field.value = "99.5";
                field.dispatchEvent(new Event("input", { bubbles: true }));
                part.querySelector("[data-save][data-save-json]").click();
            }"""
        )
    expect(said(accuracy)).to_have_text("Saved as “cost-of-accuracy.json”.")
    expect(headline(accuracy)).to_contain_text("99.5")
    accuracy.page.wait_for_timeout(500)
    expect(said(accuracy)).to_have_text("Saved as “cost-of-accuracy.json”.")


def test_values_that_are_wrong_are_told_of_and_nothing_is_saved(accuracy: Locator) -> None:
    """No file is about an answer that is out of date; the message goes with the next edit."""
    open_menu(accuracy)
    downloads: list[str] = []
    accuracy.page.on("download", lambda download: downloads.append(download.url))
    for word in ("lots", "0 %"):
        target(accuracy).fill(word)
        for button in ("[data-save]", "[data-svg]", "[data-copy-markdown]", "[data-print]"):
            accuracy.locator(button).first.click()
            expect(said(accuracy)).to_contain_text("Target accuracy")
    assert downloads == []
    target(accuracy).fill("99.5")
    expect(said(accuracy)).to_be_empty()


def test_saved_inputs_open_elsewhere(new_page: NewPage, tmp_path: Path) -> None:
    """Another browser gives the same answer, and Undo takes the file back."""
    part = visit(new_page(), ACCURACY)
    target(part).fill("99.5")
    open_menu(part)
    name, text = saved(part.locator("[data-save][data-save-json]"))
    (tmp_path / name).write_bytes(text)
    other = visit(new_page(), ACCURACY)
    other.get_by_role("button", name="Open a file").click()
    other.locator("[data-choose]").set_input_files(tmp_path / name)
    # C0 = 50,000 from 90 to 99.5 %, tenfold: 50,000 · 20 = 1,000,000, so 950,000 more.
    expect(headline(other)).to_contain_text("950,000", timeout=STARTING)
    expect(said(other)).to_contain_text("Opened. Undo takes it back.")
    assert headline(other).inner_text() == headline(part).inner_text()
    expect(other.get_by_role("button", name="Open a file")).to_be_focused()
    other.get_by_role("button", name="Undo").click()
    expect(target(other)).to_have_value("99")
    expect(said(other)).to_be_empty()


def test_a_saved_table_opens_again(new_page: NewPage, tmp_path: Path) -> None:
    """With names that a spreadsheet would run; what is no part of the table stays."""
    part = visit(new_page(), PROJECTS)
    entry = open_menu(part).filter(has_text="CSV to load again").first
    part.locator("[data-field='projects'] [data-column='name']").nth(2).fill("=1+1")
    # A new answer may move the bar away from under the pointer.
    expect(part.locator("[data-result]")).to_contain_text("=1+1", timeout=STARTING)
    name, text = saved(entry.locator("[data-save]"))
    (tmp_path / name).write_bytes(text)
    other = visit(new_page(), PROJECTS)
    names = other.locator("[data-field='projects'] tbody [data-column='name']")
    weight = other.locator("form.calculator__form input[name]").first
    weight.fill("2")
    other.locator("[data-opens='open']").click()
    other.locator("[data-choose]").set_input_files(tmp_path / name)
    expect(names.nth(1)).to_have_value("=1+1", timeout=STARTING)
    assert b"'=1+1" in text
    expect(weight).to_have_value("2")


def test_markdown_is_copied_with_its_stamp(new_page: NewPage) -> None:
    """The clipboard holds what the file would, with version, day and link."""
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    part = visit(page, ACCURACY)
    part.get_by_role("button", name="Copy Markdown").click()
    expect(said(part)).to_have_text("Copied.", timeout=STARTING)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text == expected(page, "cost-of-accuracy")["files"][0]["text"]
    assert DAY in text
    open_menu(part).first.locator("[data-copy]").click()
    expect(said(part)).to_have_text("Copied.")


def test_without_a_clipboard_the_text_is_there_to_be_copied(page: Page) -> None:
    """Pages without https have none, and frames may be denied it: the text stands selected."""
    page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })"
    )
    part = visit(page, ACCURACY)
    part.get_by_role("button", name="Copy Markdown").click()
    text = part.locator("[data-by-hand]")
    expect(text).to_be_focused(timeout=STARTING)
    expect(said(part)).to_contain_text("did not allow copying")
    assert text.input_value() == expected(page, "cost-of-accuracy")["files"][0]["text"]
    selected = text.evaluate("node => node.selectionEnd - node.selectionStart")
    assert selected == len(text.input_value().encode("utf-16-le")) // 2
    target(part).fill("99.5")
    expect(text).to_be_hidden()


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize(
    ("path", "count"), [(ACCURACY, 1), (PROJECTS, 2), (METRICS, 1), (CHECK, 1)]
)
def test_a_picture_stands_on_its_own(page: Page, path: str, count: int) -> None:
    """It is XML without classes, styles or references, with a ground, its words and its stamp."""
    part = visit(page, path)
    entries = open_menu(part).filter(has=page.locator("[data-svg]"))
    assert entries.count() == count
    name = page.locator("[data-calculator]").first.get_attribute("data-calculator") or ""
    stamp = expected(page, name)["stamp"]
    for entry, figure in zip(entries.all(), part.locator("figure:has(svg)").all(), strict=True):
        _, content = saved(entry.locator("[data-svg]"))
        picture = ET.fromstring(content)  # noqa: S314  # our own file
        attributes = [item for node in picture.iter() for item in node.attrib.items()]
        assert not {key for key, _ in attributes} & {"class", "style", "href", "id"}
        values = " ".join(value for _, value in attributes)
        assert not re.search(r"var\(|url\(|color|currentcolor|rgb|oklab", values)
        shown = [text.text or "" for text in picture.iter(f"{SVG}text")]
        assert set(figure.locator("svg text").all_text_contents()) <= set(shown)
        assert set(figure.locator(".chart__legend li").all_text_contents()) <= set(shown)
        caption = figure.locator("figcaption").inner_text()
        assert "".join(caption.replace(".", "").split()[:6]) in "".join(
            "".join(shown).replace(".", "").split()
        )
        assert (picture.findtext(f"{SVG}desc") or "").endswith("\n".join(stamp))
        assert stamp[0] in shown
        ground = picture.find(f"{SVG}rect")
        assert ground is not None
        assert ground.attrib == {
            "width": picture.attrib["viewBox"].split()[2],
            "height": picture.attrib["viewBox"].split()[3],
            "fill": "#fff",
        }


def test_a_picture_shows_the_readers_numbers_in_light_colours(new_page: NewPage) -> None:
    """The same file whatever colours the page has: dark, or those a reader needs."""
    pictures = []
    schemes: list[dict[str, str]] = [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"color_scheme": "dark", "forced_colors": "active"},
    ]
    for scheme in schemes:
        part = visit(new_page(**scheme), ACCURACY)
        target(part).fill("99.9")
        expect(headline(part)).to_contain_text("99.9 %", timeout=STARTING)
        open_menu(part)
        _, content = saved(part.locator("[data-svg]"))
        pictures.append(re.sub(rb"http://[^<]*", b"", content).decode())
    assert "Target accuracy: 99.9 %" in pictures[0]
    assert pictures[1:] == [pictures[0]] * 2


def test_names_stay_text_in_a_picture(page: Page) -> None:
    """Markup is shown as it was typed, and what XML cannot hold is left out."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    part = visit(page, PROJECTS)
    entries = open_menu(part).filter(has=page.locator("[data-svg]"))
    hostile = "<img src=x onerror=alert(1)>&amp;\x0b"
    part.locator("[data-field='projects'] tbody [data-column='name']").nth(1).fill(hostile)
    expect(part.locator("[data-result]")).to_contain_text("onerror=alert(1)", timeout=STARTING)
    _, content = saved(entries.nth(1).locator("[data-svg]"))
    picture = ET.fromstring(content)  # noqa: S314  # our own file
    assert hostile.strip() in [(text.text or "").strip() for text in picture.iter(f"{SVG}text")]
    assert {node.tag for node in picture.iter()} <= {
        SVG + name for name in ("svg", "title", "desc", "g", "rect", "text", "path")
    }
    assert dialogs == []


def test_a_bitmap_is_drawn_from_the_picture(page: Page) -> None:
    """Twice as fine, neither blank nor cut, and under a policy that forbids all but the site."""
    policy = "default-src 'self'; img-src 'self' data:; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'"
    page.route(
        f"**{ACCURACY}",
        lambda route: route.fulfill(
            response=(answer := route.fetch()),
            headers={**answer.headers, "Content-Security-Policy": policy},
        ),
    )
    part = visit(page, ACCURACY)
    entry = open_menu(part).filter(has=page.locator("[data-png]"))
    _, svg = saved(entry.locator("[data-svg]"))
    name, png = saved(entry.locator("[data-png]"))
    assert name == "cost-of-accuracy-cost-against-accuracy.png"
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    size = tuple(int.from_bytes(png[at : at + 4]) for at in (16, 20))
    root = ET.fromstring(svg)  # noqa: S314  # our own file
    assert size == tuple(round(float(root.attrib[side]) * 2) for side in ("width", "height"))
    colours = page.evaluate(
        """async (bytes) => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
            const canvas = new OffscreenCanvas(image.width, image.height);
            const brush = canvas.getContext("2d");
            brush.drawImage(image, 0, 0);
            const { data } = brush.getImageData(0, 0, image.width, image.height);
            const counts = {};
            for (let at = 0; at < data.length; at += 4) {
                const colour = data.slice(at, at + 4).join();
                counts[colour] = (counts[colour] ?? 0) + 1;
            }
            return [counts["255,255,255,255"] / (data.length / 4), Object.keys(counts)];
        }""",
        list(png),
    )
    ground, found = colours
    assert 0.8 < ground < 0.99
    # Ink, the line of the tenfold rule (#3b78d8) and the reader's own point (#0b5c80).
    assert {"26,26,26,255", "59,120,216,255", "11,92,128,255"} <= set(found)
    assert all(colour.endswith(",255") for colour in found)


def brought(part: Locator, kind: str, *files: tuple[str, str, bytes]) -> None:
    """Drag files over the headline of a result, or drop them on it."""
    headline(part).evaluate(
        """(element, [kind, files]) => {
            const data = new DataTransfer();
            for (const [name, type, text] of files) {
                const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
                data.items.add(new File([bytes], name, { type }));
            }
            const event = { dataTransfer: data, bubbles: true, cancelable: true };
            return element.dispatchEvent(new DragEvent(kind, event));
        }""",
        [kind, [(name, media, content.decode("latin-1")) for name, media, content in files]],
    )


JSON = b'{"calculator": "cost-of-accuracy", "version": "1.0", "inputs": {"target_accuracy": 99.5}}'


def test_a_file_can_be_dropped_anywhere_on_the_calculator(accuracy: Locator) -> None:
    """Even before the scripts are there; while a file is above it, the calculator says so."""
    file = ("mine.json", "application/json", JSON)
    brought(accuracy, "drop", file)
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    accuracy.get_by_role("button", name="Reset").click()
    drop = accuracy.locator("[data-drop]")
    brought(accuracy, "dragenter", file)
    expect(drop).to_be_visible()
    brought(accuracy, "dragleave", file)
    expect(drop).to_be_hidden()
    brought(accuracy, "dragover", file)
    brought(accuracy, "drop", file)
    expect(drop).to_be_hidden()
    expect(headline(accuracy)).to_contain_text("950,000")


def test_text_can_be_pasted(accuracy: Locator) -> None:
    """By keyboard alone: from the bar to the text, and back to the bar."""
    accuracy.get_by_role("button", name="Open a file").press("Enter")
    text = accuracy.get_by_label("Or paste what is in it")
    text.fill(JSON.decode())
    text.press("Tab")
    accuracy.page.keyboard.press("Enter")
    expect(headline(accuracy)).to_contain_text("950,000", timeout=STARTING)
    expect(text).to_be_hidden()
    expect(accuracy.get_by_role("button", name="Open a file")).to_be_focused()


REFUSED = [
    ([("big.json", "", b"[" * 5_000_000)], "larger than 1 MB"),
    ([("photo.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF\0\1")], "no text"),
    ([("a.json", "", JSON), ("b.json", "", JSON)], "several files"),
    ([("empty.json", "", b"")], "Nothing was changed"),
    ([("deep.json", "", b'{"inputs":' + b"[" * 100_000)], "Nothing was changed"),
    ([("cut.json", "", JSON[:-5])], "no valid JSON"),
    ([("other.json", "", JSON.replace(b"cost-of-accuracy", b"impact-vs-cost"))], "Impact versus"),
    ([("gone.json", "", JSON.replace(b"cost-of-accuracy", b"shoe-size"))], "shoe-size"),
    (
        [("xss.json", "", JSON.replace(b"cost-of-accuracy", b"<img src=x onerror=alert(1)>"))],
        "<img src=x onerror=alert(1)>",
    ),
    ([("p.json", "", b'{"project": "Ours", "format": 1, "entries": []}')], "project brief"),
]


def test_what_cannot_be_opened_is_refused_and_changes_nothing(accuracy: Locator) -> None:
    """Each with what is wrong; no script of a file runs, and the form stays as it was."""
    dialogs: list[str] = []
    accuracy.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    target(accuracy).fill("98")
    expect(headline(accuracy)).to_contain_text("98 %", timeout=STARTING)
    before = accuracy.locator("form").evaluate("form => [...new FormData(form).entries()]")
    for files, words in REFUSED:
        brought(accuracy, "drop", *files)
        expect(said(accuracy)).to_contain_text(words)
        expect(said(accuracy)).to_have_attribute("data-problem", "")
        assert said(accuracy).locator("*").count() == 0
    after = accuracy.locator("form").evaluate("form => [...new FormData(form).entries()]")
    assert after == before
    brought(accuracy, "drop", ("<b>x</b>.csv", "", b"<script>alert(1)</script>,b\n1,2\n"))
    cell = accuracy.locator("[data-field='learning_curve'] tbody [data-column='examples']").first
    expect(cell).to_have_value("<script>alert(1)</script>")
    accuracy.get_by_role("button", name="Undo").click()
    expect(cell).to_have_count(0)
    assert dialogs == []


def test_the_menu_works_by_keyboard(accuracy: Locator) -> None:
    """Enter opens, Tab goes in, Escape closes and leads back; so does a click elsewhere close."""
    button = accuracy.get_by_role("button", name="Save as")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    save = accuracy.get_by_role("button", name="Save Markdown", exact=True)
    expect(save).to_be_visible(timeout=STARTING)
    button.press("Tab")
    expect(save).to_be_focused()
    save.press("Escape")
    expect(button).to_be_focused()
    expect(save).to_be_hidden()
    button.press("Space")
    expect(save).to_be_visible()
    accuracy.get_by_role("button", name="Embed").click()
    expect(save).to_be_hidden()
    expect(accuracy.locator("[data-snippet]")).to_be_visible()
    headline(accuracy).click()
    expect(accuracy.locator("[data-snippet]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_open_panels_are_accessible_and_fit(new_page: NewPage, scheme: str, width: int) -> None:
    """Axe finds nothing, and nothing makes the page scroll sideways."""
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    part = visit(page, CHECK)
    page.add_script_tag(path=AXE)
    for panel in ("save", "open", "embed"):
        part.locator(f"[data-opens='{panel}']").click()
        if panel == "save":
            expect(part.locator("[data-files] > li").first).to_be_visible(timeout=STARTING)
        result = page.evaluate("tags => axe.run('[data-take]', { runOnly: tags })", TAGS)
        assert [violation["id"] for violation in result["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


PRINTED = """() => {
    window.printed = { dark: 0 };
    window.print = () => {
        const shown = (query) => [...document.querySelectorAll(query)]
            .filter((node) => node.checkVisibility()).map((node) => node.textContent.trim());
        const all = [...document.querySelectorAll("body *")].filter(
            (node) => node.checkVisibility() && !node.closest("[data-printed]")
                && !node.querySelector("[data-printed]"));
        window.printed = {
            around: all.map((node) => node.tagName),
            title: shown(".calculator__title"),
            stamp: shown("[data-stamp] p"),
            working: shown(".report__working ol"),
            headline: shown(".report__headline"),
            tools: shown("button, [data-take]"),
        };
        dispatchEvent(new Event("afterprint"));
    };
}"""


def test_print_shows_this_calculator_and_where_it_comes_from(page: Page) -> None:
    """Its name, values, result and working, and a stamp; the page itself is left out."""
    page.emulate_media(media="print")
    part = visit(page, "/notes/cost-drivers/")
    name = part.get_attribute("data-calculator") or ""
    page.evaluate(PRINTED)
    part.locator("[data-print]").evaluate("button => button.click()")
    page.wait_for_function("window.printed.stamp", timeout=STARTING)
    printed = page.evaluate("window.printed")
    assert printed["around"] == []
    assert printed["title"] == [run.load(name).title]
    assert printed["stamp"][0] == f"{run.load(name).title} {run.load(name).version}, {DAY}"
    assert len(printed["working"]) == 1
    assert len(printed["headline"]) == 1
    assert printed["tools"] == []
    # Afterwards all is as it was.
    expect(page.locator("[data-printed], [data-print]:not(button)")).to_have_count(0)
    expect(part.locator("[data-stamp]")).to_be_hidden()
    expect(part.locator(".report__working")).not_to_have_attribute("open", "")
    expect(page.locator("h1")).to_be_visible()


def test_the_bar_does_not_move_the_page_when_it_comes_to_life(page: Page) -> None:
    """Its room is kept from the first paint on."""
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    part = visit(page, ACCURACY)
    part.locator("[data-take]").scroll_into_view_if_needed()
    expect(part.get_by_role("button", name="Print")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.shift") < 0.001


def test_tools_need_no_mouse_to_be_found_without_scripts(new_page: NewPage) -> None:
    """Where scripts are off there is no bar of dead buttons."""
    page = new_page(java_script_enabled=False)
    page.goto(ACCURACY)
    expect(page.locator("[data-take]").first).to_be_hidden()


@pytest.mark.expects_console_errors
def test_without_python_the_bar_says_so(page: Page) -> None:
    """What a failure is about stands above the result; the bar tells that it needs Python."""
    page.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404, body="gone"))
    part = visit(page, ACCURACY)
    part.get_by_role("button", name="Copy Markdown").click()
    expect(said(part)).to_contain_text("needs Python", timeout=STARTING)
    expect(part.locator("[data-state='failed']")).to_be_visible()


def test_the_second_calculator_of_a_page_has_tools_of_its_own(page: Page) -> None:
    """A bar acts on its own calculator."""
    visit(page, "/notes/cost-drivers/")
    second = page.locator("[data-calculator]").nth(1)
    name = second.get_attribute("data-calculator") or ""
    open_menu(second)
    file, _ = saved(second.locator("[data-save][data-save-json]"))
    assert file == f"{name}.json"
    assert calculator(page, name).count() == 1


def test_tools_work_on_a_page_that_another_led_to(page: Page) -> None:
    """Navigation without loading binds the new page's tools, and the old page's are gone."""
    part = visit(page, ACCURACY)
    open_menu(part)
    page.get_by_role("link", name="All calculators").first.click()
    page.locator("article").get_by_role("link", name="Impact versus cost").first.click()
    other = calculator(page, "impact-vs-cost")
    expect(other).to_be_visible()
    open_menu(other)
    name, _ = saved(other.locator("[data-save][data-save-json]"))
    assert name == "impact-vs-cost.json"
