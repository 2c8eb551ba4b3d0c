"""What a visitor waits for until Python answers: on this site, and on what is compared with."""

from collections.abc import Callable, Mapping

from playwright.sync_api import Page

from tests.bench.browsing import SAVE_DATA, Reader
from tests.bench.compress import ENCODINGS
from tests.bench.references import ANSWER, Reference

CALCULATOR = "/calculators/cost-of-accuracy/"
PROCESSOR = "the browser's processor time until then (ms)"
INTENT = 600
"""Milliseconds from the pointer on the form to the edit, in the row about intent."""

# From the page's start to the reference's result on screen.
AWAIT_RESULT = """([selector, answer]) => new Promise((resolve) => {
  const look = (watcher) => {
    if (document.querySelector(selector)?.textContent.trim() !== answer) return;
    watcher?.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  };
  const watcher = new MutationObserver(() => look(watcher));
  watcher.observe(document, { childList: true, subtree: true, characterData: true });
  look(watcher);
})"""

# From an edit, made without any earlier sign of intent, to the new answer on screen.
EDIT = """([name, value, answer]) => new Promise((resolve) => {
  const calculator = document.querySelector("[data-calculator]");
  const field = calculator.querySelector(`[name='${name}']`);
  const start = performance.now();
  const watcher = new MutationObserver(() => {
    if (!calculator.querySelector("[data-result]").textContent.includes(answer)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  watcher.observe(calculator, { childList: true, subtree: true, characterData: true });
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""
FIRST_EDIT = ["target_accuracy", "98.5", "98.5"]

SCROLL = """async () => {
  for (let y = 0; y < document.body.scrollHeight; y += 400) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
  scrollTo(0, 0);
}"""

AWAIT_COPY = """async () => {
  const workers = navigator.serviceWorker;
  for (let n = 0; n < 200 && !workers.controller; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
"""Waits for the copy of the site that a browser makes after the first use, if there is one."""

Sample = dict[str, float]
Visit = Callable[[Reader], Sample]


def compared(reference: Reference) -> Visit:
    """The visit to something that is compared with."""

    def visit(reader: Reader) -> Sample:
        sample: Sample = {}
        for name in ("first visit", "second visit"):
            start = f"{reference.name}, {name}:"
            before = reader.meter.reading()
            with reader.visit(reference.script) as page:
                with reader.using(sample, f"{start} {PROCESSOR}"):
                    page.goto(reader.address + reference.address, wait_until="commit")
                    took = page.evaluate(AWAIT_RESULT, [reference.shown, ANSWER])
                longest = longest_block(page)
                reader.settle(page)
            sample[f"{start} first result (ms)"] = took
            sample |= loaded(reader, start, before)
            sample[f"{start} longest block (ms)"] = longest
        return sample

    return visit


def ours_with_intent(reader: Reader) -> Sample:
    """Somebody who reads, then points at the form and soon edits; and who comes back later."""
    sample: Sample = {}
    with reader.visit() as page:
        page.goto(reader.address + CALCULATOR)
        reader.settle(page)
        page.evaluate(SCROLL)
        reader.settle(page)
        sample["this site, only read: first contentful paint (ms)"] = page.evaluate("seen.paint")
        sample["this site, only read: answer painted (ms)"] = page.evaluate("seen.answer")
        sample |= loaded(reader, "this site, only read:", {})
        sample["this site, only read: longest block (ms)"] = longest_block(page)
        point_at_form(page)
        page.wait_for_timeout(INTENT)
        sample[f"this site, first edit, {INTENT} ms after the pointer came: new answer (ms)"] = (
            page.evaluate(EDIT, FIRST_EDIT)
        )
        reader.settle(page)
        sample["this site, until the first new answer: layout shift"] = page.evaluate("seen.shift")
        page.evaluate(AWAIT_COPY)
        reader.settle(page)
        page.evaluate("localStorage.clear()")  # kept work would start Python before the edit
    before = reader.meter.reading()
    with reader.visit(SAVE_DATA) as page:
        page.goto(reader.address + CALCULATOR)
        reader.settle(page)
        sample["this site, second visit: first contentful paint (ms)"] = page.evaluate("seen.paint")
        name = "this site, second visit, first edit:"
        with reader.using(sample, f"{name} {PROCESSOR}"):
            sample[f"{name} new answer (ms)"] = page.evaluate(EDIT, FIRST_EDIT)
        reader.settle(page)
        sample |= loaded(reader, "this site, second visit:", before)
    return sample


def ours_cold(reader: Reader) -> Sample:
    """Somebody who saves data, so that nothing starts before the edit itself."""
    sample: Sample = {}
    with reader.visit(SAVE_DATA) as page:
        page.goto(reader.address + CALCULATOR)
        reader.settle(page)
        before = reader.meter.reading()
        page.evaluate("seen.longest = 0")
        name = "this site, first edit, no sign before:"
        with reader.using(sample, f"{name} {PROCESSOR}"):
            sample[f"{name} new answer (ms)"] = page.evaluate(EDIT, FIRST_EDIT)
        reader.settle(page)
        sample |= loaded(reader, "this site, runtime:", before)
        sample["this site, while the runtime boots: longest block (ms)"] = longest_block(page)
    return sample


def point_at_form(page: Page) -> None:
    """Bring the pointer to the first field, in more than one move, as people do."""
    field = page.locator("[data-calculator] form label >> nth=0")
    field.hover()
    box = field.bounding_box()
    if box is not None:
        page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2, steps=4)


def loaded(reader: Reader, start: str, before: Mapping[str, float]) -> Sample:
    """What the reader's browser has loaded since an earlier reading of the meter."""
    now = reader.meter.reading()
    return {f"{start} {name}": value - before.get(name, 0) for name, value in now.items()}


def longest_block(page: Page) -> float:
    """For how long at most the page could not have reacted so far."""
    page.wait_for_timeout(50)
    longest: float = page.evaluate("seen.longest")
    return longest


OURS: tuple[Visit, ...] = (ours_with_intent, ours_cold)

UNITS = tuple(f"{name} (kB)" for name in ENCODINGS.values())
FIRST_RESULT = "bare Pyodide, first visit: first result (ms)"
COMPARED = {
    " result (ms)": FIRST_RESULT,
    " answer (ms)": FIRST_RESULT,
    " paint (ms)": FIRST_RESULT,
    " painted (ms)": FIRST_RESULT,
    f" {PROCESSOR}": f"bare Pyodide, first visit: {PROCESSOR}",
    **{f" {unit}": f"bare Pyodide, first visit: {unit}" for unit in UNITS},
}
"""What a figure whose name ends so is compared with."""
