"""Once Python runs: from an edit to the new answer on screen, and frames while a slider is dragged."""

import itertools
import math
import time
from collections.abc import Sequence

from playwright.sync_api import Page

from tests.bench.browsing import Reader
from tests.bench.largest import Load
from tests.bench.references import BARE

EDITS = 40
DRAG = 2.0
"""Seconds for which the slider is dragged."""
THUMB = 8
"""Pixels from the end of a slider to the middle of its thumb there."""
MOVE = 8
"""Milliseconds between two moves of the mouse: a usual mouse tells of 125 a second."""

# From a deed to another text of an element: in the page, and painted. It begins anywhere in a frame.
TIMED = """
window.timed = (selector, deed) => new Promise((resolve) => {
  const shown = document.querySelector(selector);
  const before = shown.textContent;
  setTimeout(() => {
    const start = performance.now();
    const watcher = new MutationObserver(() => {
      const changed = performance.now() - start;
      if (shown.textContent === before) return;
      watcher.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve([changed, performance.now() - start])));
    });
    watcher.observe(shown, { childList: true, subtree: true, characterData: true });
    deed();
  }, Math.random() * 17);
});
"""

EDIT = """([name, value]) => timed("[data-result]", () => {
  const field = document.querySelector(`[data-calculator] [name='${name}']`);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""

ASK = "(numbers) => timed('output', () => ask(numbers))"

RECORD = """() => {
  window.recorded = { frames: [], answers: 0, positions: 0 };
  const result = document.querySelector("[data-result]");
  new MutationObserver(() => { recorded.answers += 1; })
    .observe(result, { childList: true, subtree: true, characterData: true });
  addEventListener("input", () => { recorded.positions += 1; });
  const note = (time) => {
    recorded.frames.push(time);
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}"""

Sample = dict[str, float]

IN_PAGE = "new answer in the page, p95 (ms)"
PAINTED = "new answer painted, p95 (ms)"
FLOOR = "bare Pyodide, another sum"
COMPARED = {f": {what}": f"{FLOOR}: {what}" for what in (IN_PAGE, PAINTED)}
"""What a figure whose name ends so is compared with: the least that any answer takes."""


def bare(reader: Reader) -> Sample:
    """Sums by a worker that runs nothing but Pyodide."""
    with reader.visit(TIMED) as page:
        page.goto(reader.address + BARE.address)
        page.wait_for_function("document.querySelector('output').textContent")
        return timed(FLOOR, [page.evaluate(ASK, n) for n in range(20, 21 + EDITS)])


def heavy(load: Load, reader: Reader) -> Sample:
    """Edits of a calculator that is already running, and a drag of the edited field's slider."""
    with reader.visit(TIMED) as page:
        page.goto(reader.address + load.address)
        reader.settle(page)
        edits = [page.evaluate(EDIT, [load.field, load.values(n)]) for n in range(EDITS + 1)]
        dragged = drag(page, load)
    named = {f"{load.name}, slider dragged: {what}": value for what, value in dragged.items()}
    return timed(load.name, edits) | named


def timed(name: str, answers: Sequence[tuple[float, float]]) -> Sample:
    """The times of all answers but the first, which may have had to wait for Python."""
    in_page, painted = (sorted(times) for times in zip(*answers[1:], strict=True))
    return {
        f"{name}: new answer in the page, median (ms)": percentile(in_page, 50),
        f"{name}: {IN_PAGE}": percentile(in_page, 95),
        f"{name}: {PAINTED}": percentile(painted, 95),
    }


def drag(page: Page, load: Load) -> Sample:
    """Frames that come late while the slider is moved, and how many of its positions are answered."""
    slider = page.locator(f"[data-slider='{load.field}']")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    if box is None:
        raise LookupError(f"The slider of {load.field} is not shown.")
    width, y = box["width"] - 2 * THUMB, box["y"] + box["height"] / 2
    left, right = (box["x"] + THUMB + width * part for part in load.span)
    page.mouse.move(left, y)
    page.evaluate(RECORD)
    page.mouse.down()
    start = time.monotonic()
    while (gone := time.monotonic() - start) < DRAG:
        page.mouse.move(left + (right - left) * gone / DRAG, y)
        page.wait_for_timeout(MOVE)
    recorded = page.evaluate("recorded")
    page.mouse.up()
    frames = recorded["frames"]
    gaps = [after - before for before, after in itertools.pairwise(frames)]
    return {
        "frames a second": 1000 * len(gaps) / (frames[-1] - frames[0]),
        "frames over 16.7 ms (%)": share_over(gaps, 16.7),
        "frames over 33 ms (%)": share_over(gaps, 33.4),
        "positions answered (%)": 100 * recorded["answers"] / recorded["positions"],
    }


def share_over(gaps: Sequence[float], limit: float) -> float:
    """Per cent of the gaps that are longer, give or take a millisecond of the clock."""
    return 100 * sum(gap > limit + 1 for gap in gaps) / len(gaps)


def percentile(ordered: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile of ordered values."""
    return ordered[math.ceil(percent / 100 * len(ordered)) - 1]
