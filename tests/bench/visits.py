"""What a visitor waits for, measured in a real browser: ours, and a page with bare Pyodide."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.network import Meter

CALCULATOR = "/calculators/cost-of-accuracy/"
WAIT = 120_000

BARE_PAGE = b"""<!doctype html><title>bare</title><body><script type="module">
const worker = new Worker("/bench/worker.mjs", { type: "module" });
worker.onmessage = ({ data }) => { window.result = data; window.took = performance.now(); };
</script>"""

BARE_WORKER = """
import { loadPyodide } from "{pyodide}pyodide.mjs";
const pyodide = await loadPyodide({ indexURL: "{pyodide}" });
postMessage(pyodide.runPython("sum(range(10))"));
"""

# Before the page's own scripts: collect paints, layout shifts and long tasks.
OBSERVE = """
window.seen = { paint: 0, shift: 0, longest: 0 };
const watch = (type, note) => new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) note(entry);
}).observe({ type, buffered: true });
watch("paint", (entry) => {
  if (entry.name === "first-contentful-paint") seen.paint = entry.startTime;
});
watch("layout-shift", (entry) => { seen.shift += entry.value; });
watch("longtask", (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
"""

# From an edit, made without any earlier sign of intent, to the new answer on screen.
EDIT = """(value) => new Promise((resolve) => {
  const calculator = document.querySelector("[data-calculator]");
  const field = calculator.querySelector("[name='target_accuracy']");
  const start = performance.now();
  const watcher = new MutationObserver(() => {
    if (!calculator.querySelector("[data-result]").textContent.includes(value)) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
  });
  watcher.observe(calculator, { childList: true, subtree: true, characterData: true });
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
})"""

Sample = dict[str, float]


def extra_pages(site: Path) -> dict[str, bytes]:
    """The bare page and its worker, on the site's own copy of Pyodide."""
    pyodide = next((site / "assets").glob("pyodide-*"))
    worker = BARE_WORKER.replace("{pyodide}", f"/assets/{pyodide.name}/")
    return {"/bench/bare.html": BARE_PAGE, "/bench/worker.mjs": worker.encode()}


def bare(browser: Browser, address: str, meter: Meter) -> Sample:
    """Bare Pyodide in a fresh profile, then again in the same one: until its first result."""
    return in_fresh_profile(browser, lambda context: bare_visits(context, address, meter))


def bare_visits(context: BrowserContext, address: str, meter: Meter) -> Sample:
    """Two visits to the bare page."""
    sample = {}
    for visit in ("bare, first visit", "bare, second visit"):
        before = meter.sent
        page = context.new_page()
        page.goto(f"{address}/bench/bare.html")
        page.wait_for_function("window.took", timeout=WAIT)
        sample[f"{visit} (ms)"] = page.evaluate("window.took")
        sample[f"{visit} (kB)"] = (meter.sent - before) / 1000
        page.close()
    return sample


def ours(browser: Browser, address: str, meter: Meter) -> Sample:
    """A calculator page in a fresh profile, then again in the same one."""
    return in_fresh_profile(browser, lambda context: our_visits(context, address, meter))


def our_visits(context: BrowserContext, address: str, meter: Meter) -> Sample:
    """First paint, first edit, later edits; then the first edit of a second visit."""
    context.add_init_script(OBSERVE)
    sample = {}
    page = arrive(context, address)
    sample["page before the first edit (kB)"] = meter.sent / 1000
    sample["page before the first edit (requests)"] = meter.requests
    sample["first paint, answer included (ms)"] = page.evaluate("seen.paint")
    before_edit = meter.sent, meter.requests
    sample["first edit to answer (ms)"] = page.evaluate(EDIT, "98.5")
    sample["runtime (kB)"] = (meter.sent - before_edit[0]) / 1000
    sample["runtime (requests)"] = meter.requests - before_edit[1]
    later = sorted(page.evaluate(EDIT, f"98.{n}1") for n in range(51, 71))
    sample["later edit to answer, p95 (ms)"] = later[18]
    sample["longest main-thread task (ms)"] = page.evaluate("seen.longest")
    sample["layout shift"] = page.evaluate("seen.shift")
    page.close()
    page = arrive(context, address)
    sample["second visit, first edit to answer (ms)"] = page.evaluate(EDIT, "98.5")
    return sample


def arrive(context: BrowserContext, address: str) -> Page:
    """Open the calculator's page and let it settle."""
    page = context.new_page()
    page.set_default_timeout(WAIT)
    page.goto(address + CALCULATOR, wait_until="networkidle")
    return page


def in_fresh_profile(browser: Browser, visit: Callable[[BrowserContext], Sample]) -> Sample:
    """Run a visit in a browser context with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        return visit(context)
    finally:
        context.close()
