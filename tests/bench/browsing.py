"""Visits in a real Chromium, each reader with a profile of their own that stays between visits."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

from playwright.sync_api import Page, Playwright

from tests.bench.line import Meter
from tests.bench.processor import processor_ms
from tests.browser.browser import Chromium
from tests.browser.conftest import ARGUMENTS

WAIT = 120_000
SETTLED = 0.5
"""Seconds without a request after which a page has settled."""

STARTED = 500
"""Milliseconds that a browser gets to finish its own start before a visit."""

# Before the page's own scripts: collect paints, layout shifts and how long the page was blocked.
# The answer's own first paint is told by the browser for elements with `elementtiming`. Browsers do
# not report each long task, so a timer of 5 ms that comes late counts as well.
OBSERVE = """
window.seen = { paint: 0, answer: 0, shift: 0, longest: 0 };
const block = (duration) => { seen.longest = Math.max(seen.longest, duration); };
const beat = (last) => setTimeout(() => {
  const now = performance.now();
  block(now - last - 5);
  beat(now);
}, 5);
beat(performance.now());
const watch = (type, note) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) note(entry);
}).observe({ type, buffered: true });
watch("paint", (entry) => {
  if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
});
watch("element", (entry) => { seen.answer ||= entry.renderTime; });
watch("layout-shift", (entry) => { seen.shift += entry.value; });
watch("longtask", (entry) => { block(entry.duration); });
new MutationObserver((_, observer) => {
  const answer = document.querySelector("[data-result] p");
  if (!answer) return;
  answer.setAttribute("elementtiming", "answer");
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });
"""

SAVE_DATA = """
Object.defineProperty(navigator.connection, "saveData", { get: () => true });
"""


@dataclass(frozen=True)
class Browsers:
    """Playwright, and the Chromium that it starts."""

    playwright: Playwright
    chromium: Chromium


@dataclass(frozen=True)
class Reader:
    """Somebody with a browser: the profile's folder, and where they go."""

    browsers: Browsers
    profile: Path
    address: str
    meter: Meter

    @contextmanager
    def visit(self, *scripts: str) -> Iterator[Page]:
        """Start the browser anew with this profile; gives its only tab, with scripts to run first.

        Raises:
            RuntimeError: the page asked for something of another origin.
        """
        context = self.browsers.playwright.chromium.launch_persistent_context(
            self.profile,
            executable_path=self.browsers.chromium.executable,
            args=ARGUMENTS,
            env={**os.environ, **self.browsers.chromium.environment},
            viewport={"width": 1280, "height": 800},
        )
        foreign: list[str] = []

        def note(url: str) -> None:
            if urlsplit(url).netloc not in ("", urlsplit(self.address).netloc):
                foreign.append(url)

        try:
            context.on("request", lambda request: note(request.url))
            context.add_init_script("\n".join((OBSERVE, *scripts)))
            context.set_default_timeout(WAIT)
            page = context.pages[0]
            page.wait_for_timeout(STARTED)
            yield page
        finally:
            context.close()
        if foreign:
            raise RuntimeError(f"A page asked another origin for {', '.join(foreign)}.")

    @contextmanager
    def using(self, sample: dict[str, float], name: str) -> Iterator[None]:
        """Add to a sample what the browser used of the processor within the block, if known."""
        before = processor_ms(str(self.profile))
        yield
        after = processor_ms(str(self.profile))
        if before is not None and after is not None:
            sample[name] = after - before

    def settle(self, page: Page, seconds: float = SETTLED) -> None:
        """Wait until the page's service worker, if it has one, runs, and nothing more is loaded."""
        page.evaluate(
            "() => navigator.serviceWorker.getRegistration()"
            ".then((found) => found && navigator.serviceWorker.ready.then(() => null))"
        )
        until = time.monotonic() + WAIT / 1000
        while not self.meter.is_quiet(seconds):
            if time.monotonic() > until:
                raise TimeoutError("The page did not stop loading.")
            page.wait_for_timeout(20)


@contextmanager
def reader(browsers: Browsers, address: str, meter: Meter) -> Iterator[Reader]:
    """A reader with a fresh profile."""
    profile = Path(mkdtemp(prefix="bench-"))
    try:
        yield Reader(browsers, profile, address, meter)
    finally:
        shutil.rmtree(profile, ignore_errors=True)
