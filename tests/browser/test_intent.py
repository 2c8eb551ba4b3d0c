"""What starts Python, and what does not: a reader who only reads downloads nothing of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import CDPSession, Page, expect

from .test_calculator import ACCURACY, STARTING, calculator, headline

NOTE = "/notes/cost-drivers/"
WAIT = 600  # longer than a pointer has to rest
SAVE_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

NewPage = Callable[..., Page]


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """A page on a touch screen."""
    return new_page(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)


class Watch:
    """Sees what the page asks for."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url.rsplit("/", 1)[-1]))

    @property
    def python(self) -> list[str]:
        """Files of Python, and scripts that only a user of a calculator needs."""
        mine = ("pyodide", "slim-", "worker.mjs", "calculator.mjs")
        return [name for name in self.asked if name.startswith(mine)]


def swipe(page: Page, session: CDPSession) -> None:
    """A finger that comes down on the form's text and scrolls the page."""
    x, y = page.evaluate(
        """() => {
            const label = document.querySelector("[data-calculator] form label");
            label.scrollIntoView({ block: "center" });
            const { x, y } = label.getBoundingClientRect();
            return [Math.round(x) + 5, Math.round(y) + 5];
        }"""
    )
    fingers = [[{"x": x, "y": y - step}] for step in range(0, 300, 20)]
    for kind, points in zip(["touchStart"] + ["touchMove"] * 14, fingers, strict=True):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(16)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_that_scrolls_past_starts_nothing(phone: Page) -> None:
    """On a phone forms fill the screen, and every swipe begins on one."""
    watch = Watch(phone)
    phone.goto(ACCURACY)
    phone.evaluate("addEventListener('pointercancel', () => { window.scrolled = true })")
    swipe(phone, phone.context.new_cdp_session(phone))
    phone.wait_for_timeout(WAIT)
    assert phone.evaluate("window.scrolled")
    assert watch.python == []


def test_a_tap_on_a_field_starts_python(phone: Page) -> None:
    """Long before the first key is struck."""
    watch = Watch(phone)
    phone.goto(ACCURACY)
    part = calculator(phone, "cost-of-accuracy")
    with phone.expect_request("**/pyodide.asm.wasm", timeout=STARTING):
        part.get_by_label("Target accuracy", exact=True).tap()
    assert watch.python


def test_a_mouse_that_passes_or_scrolls_by_starts_nothing(page: Page) -> None:
    """It crosses forms on its way to something else, or rests while the page moves below it."""
    watch = Watch(page)
    page.goto(NOTE)
    box = page.locator("[data-calculator] form").first.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, 300)
    for _ in range(int(box["y"] / 200) + 8):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(30)
    page.goto(ACCURACY)
    calculator(page, "cost-of-accuracy").locator("form").scroll_into_view_if_needed()
    assert page.evaluate("document.elementFromPoint(640, 500).closest('form') !== null")
    for y in (5, 500, 5):
        page.mouse.move(640, y)
    page.wait_for_timeout(WAIT)
    assert watch.python == []


@pytest.mark.parametrize("way", ["rest", "press", "focus"])
def test_a_pointer_that_stays_or_a_focus_starts_python(page: Page, way: str) -> None:
    """Before anything is changed."""
    page.goto(ACCURACY)
    field = calculator(page, "cost-of-accuracy").get_by_label("Target accuracy", exact=True)
    with page.expect_request("**/pyodide.asm.wasm", timeout=STARTING):
        if way == "rest":
            field.hover()
        elif way == "press":
            field.click()
        else:
            field.focus()


def test_who_saves_data_downloads_python_for_an_edit_only(page: Page) -> None:
    """Signs of intent load the scripts, which are small; the runtime waits for an edit."""
    page.add_init_script(SAVE_DATA)
    watch = Watch(page)
    page.goto(ACCURACY)
    part = calculator(page, "cost-of-accuracy")
    field = part.get_by_label("Target accuracy", exact=True)
    field.click()
    page.wait_for_timeout(WAIT)
    assert [name for name in watch.python if name.startswith(("pyodide", "slim"))] == []
    field.fill("99.5")
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)


def test_an_edit_starts_python_before_the_forms_scripts_are_there(page: Page) -> None:
    """Also for who saves data: nothing that Python does not need keeps it waiting."""
    page.add_init_script(SAVE_DATA)
    page.route("**/calculator.mjs", lambda _: None)  # never comes
    page.goto(ACCURACY)
    page.wait_for_load_state("networkidle")
    field = calculator(page, "cost-of-accuracy").get_by_label("Target accuracy", exact=True)
    with page.expect_request("**/pyodide.asm.wasm", timeout=STARTING):
        field.fill("99.5")
