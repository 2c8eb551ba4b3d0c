"""A reader's browser keeps the whole site, of one version, and works without a network."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from mkdocs_calculators import offline
from mkdocs_calculators.plugin import ASSETS

from .browser import find_chromium
from .conftest import ARGUMENTS
from .reading import all_calculators, kept, told
from .server import Handler, Server
from .test_calculator import ACCURACY, STARTING, calculator, headline

RUNTIME = re.compile(r"/(pyodide|python|slim)-[^/]+(/[^/]+\.(wasm|mjs|zip))?$")
OPENED = "() => navigator.serviceWorker.getRegistration().then((found) => found !== undefined)"
UPDATE = "() => navigator.serviceWorker.getRegistration().then((found) => found.update())"
COPIES = "() => caches.keys()"
SPARING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

NewPage = Callable[..., Page]


@dataclass
class Host:
    """A static host: its folder can be changed, and its line cut."""

    site: Path
    prefix: str = ""
    address: str = ""
    down: bool = False
    asked: list[str] = field(default_factory=list)


class HostHandler(Handler):
    """Answers for a `Host`, as one that knows which names have a hash in them."""

    def __init__(self, *arguments: object, host: Host) -> None:
        self.host = host
        super().__init__(*arguments, directory=str(host.site))  # type: ignore[arg-type]  # passed on

    def do_GET(self) -> None:  # noqa: N802  # inherited name
        """Answer, or hang up if the line is cut."""
        self.directory = str(self.host.site)
        path, _, _ = self.path.partition("?")
        self.host.asked.append(path)
        if self.host.down:
            self.close_connection = True
        elif self.path.startswith(self.host.prefix + "/"):
            self.path = self.path.removeprefix(self.host.prefix)
            super().do_GET()
        else:
            self.send_error(404)

    def end_headers(self) -> None:
        """Add how long the file may be kept."""
        lasting = re.search(r"/(calculators|python|pyodide|slim)-", self.path)
        self.send_header("Cache-Control", f"max-age={31_536_000 if lasting else 0}")
        super().end_headers()


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    """A host of the built site."""
    host = Host(site)
    with Server(("127.0.0.1", 0), partial(HostHandler, host=host)) as server:
        host.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield host
        server.shutdown()
        thread.join()


@pytest.fixture
def reader(new_page: NewPage, host: Host) -> Page:
    """An empty page of a reader whose browser may keep the site."""
    return new_page(base_url=host.address, service_workers="allow")


@pytest.fixture(scope="session")
def newer(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site in a newer version: other scripts, and pages that say so."""
    folder = tmp_path_factory.mktemp("newer") / "site"
    shutil.copytree(site, folder)
    (scripts,) = (folder / "assets").glob("calculators-*")
    scripts.rename(scripts.with_name("calculators-0123456789abcdef"))
    for page in folder.rglob("*.html"):
        html = page.read_text("utf-8").replace(scripts.name, "calculators-0123456789abcdef")
        page.write_text(html.replace("<h1", '<h1 data-newer=""'), "utf-8")
    script = folder / offline.SCRIPT
    script.write_bytes(offline.service_worker(folder, ASSETS))
    os.utime(script, (2e9, 2e9))  # the server tells versions apart by whole seconds
    return folder


def edit(page: Page, value: str = "99.5") -> None:
    """Enter a target accuracy and wait for its answer."""
    part = calculator(page, "cost-of-accuracy")
    part.get_by_label("Target accuracy", exact=True).fill(value)
    expect(headline(part)).to_contain_text(f"{value} %", timeout=STARTING)


def use(page: Page) -> None:
    """Use a calculator, and stay until the browser keeps the site."""
    page.goto(ACCURACY)
    edit(page)
    page.wait_for_function("navigator.serviceWorker.controller", timeout=STARTING)


def is_newer(page: Page) -> bool:
    """Whether the page is of the newer version."""
    return page.locator("h1[data-newer]").count() > 0


def update(page: Page) -> None:
    """Have the browser look for a newer version, as it does now and then, and wait for it."""
    page.evaluate(UPDATE)
    expect(page.locator("[data-update]")).to_be_visible(timeout=STARTING)


def follow(page: Page, name: str) -> None:
    """Follow a link of the navigation, and wait until its page is there."""
    page.locator("nav a:visible").get_by_text(name, exact=True).first.click()
    expect(page.locator(".md-header__topic").last).to_contain_text(name)


@pytest.mark.parametrize("prefix", ["", "/project"])
def test_all_of_the_site_works_without_a_network(
    new_page: NewPage, host: Host, prefix: str
) -> None:
    """After one use, at the root of a host and below it: pages, search, calculators, 404."""
    host.prefix = prefix
    first = new_page(base_url=host.address, service_workers="allow")
    first.goto(prefix + ACCURACY)
    edit(first)
    first.wait_for_function("navigator.serviceWorker.controller", timeout=STARTING)
    first.close()
    asked = len(host.asked)
    host.down = True
    page = first.context.new_page()
    page.goto(f"{prefix}/")
    expect(page.locator("h1")).to_be_visible()
    page.goto(f"{prefix}/notes/metrics/?from=somewhere#top")
    expect(page.locator("h1")).to_contain_text("One number from many")
    page.goto(f"{prefix}/about")  # without its slash
    assert page.url == f"{host.address}{prefix}/about/"
    page.goto(f"{prefix}/calculators/cost-of-accuracy/index.html")
    edit(page, "98.7")
    page.goto(f"{prefix}{ACCURACY}?embed=cost-of-accuracy")
    edit(page, "98.6")
    page.goto(f"{prefix}/brief/")
    expect(page.locator("[data-brief]")).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("label budget")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    # The browser itself looks for a newer version.
    assert set(host.asked[asked:]) <= {f"{prefix}/{offline.SCRIPT}"}


@pytest.mark.expects_console_errors
def test_a_page_that_is_not_there_is_told_of_without_a_network(reader: Page, host: Host) -> None:
    """By the site's own page, as a host would."""
    use(reader)
    host.down = True
    answer = reader.goto("/notes/no-such-note/")
    assert answer
    assert answer.status == 404
    expect(reader.locator("h1")).to_contain_text("This page is not here")
    expect(reader.locator("nav").first).to_be_visible()


def test_python_is_downloaded_once(playwright: Playwright, host: Host, tmp_path: Path) -> None:
    """The copy takes it from what the browser has fetched for the first answer already."""
    chromium = find_chromium(playwright)
    # Browsers that keep nothing on the disk may not have the room for it.
    context = playwright.chromium.launch_persistent_context(
        tmp_path,
        executable_path=chromium.executable,
        args=ARGUMENTS,
        env={**os.environ, **chromium.environment},
        base_url=host.address,
    )
    use(context.pages[0])
    context.close()
    runtime = [path for path in host.asked if RUNTIME.search(path)]
    assert len(runtime) > 3
    assert sorted(runtime) == sorted(set(runtime))


def test_who_only_reads_or_saves_data_has_nothing_kept(new_page: NewPage, host: Host) -> None:
    """Not even the script that would keep it is asked for."""
    page = new_page(base_url=host.address, service_workers="allow")
    page.goto(ACCURACY)
    all_calculators(page)
    page.add_init_script(SPARING)
    page.goto(ACCURACY)
    edit(page)
    page.wait_for_timeout(5000)  # longer than the wait before a copy is begun
    assert not page.evaluate(OPENED)
    assert f"/{offline.SCRIPT}" not in host.asked


def test_a_newer_version_comes_as_a_whole_when_the_reader_asks(
    reader: Page, host: Host, newer: Path
) -> None:
    """The open page goes on with its own version until then, and what was typed stays."""
    use(reader)
    host.site = newer
    update(reader)
    (old, new) = reader.evaluate(COPIES)
    all_calculators(reader)
    assert not is_newer(reader)
    follow(reader, "About")
    assert not is_newer(reader)
    reader.get_by_role("button", name="Reload").click()
    expect(reader.locator("h1[data-newer]")).to_be_visible(timeout=STARTING)
    reader.goto(ACCURACY)
    part = calculator(reader, "cost-of-accuracy")
    expect(headline(part)).to_contain_text("950,000", timeout=STARTING)
    expect(reader.locator("[data-update]")).to_be_hidden()
    reader.wait_for_function("() => caches.keys().then((names) => names.length === 1)")
    assert reader.evaluate(COPIES) == [new] != [old]


def test_a_newer_version_takes_over_when_the_only_page_is_loaded_anew(
    reader: Page, host: Host, newer: Path
) -> None:
    """Nobody is asked where nothing can be torn apart. The place in the page stays."""
    use(reader)
    host.site = newer
    update(reader)
    reader.goto("/about/#licence")
    expect(reader.locator("h1[data-newer]")).to_be_visible(timeout=STARTING)
    assert reader.url.endswith("/about/#licence")
    expect(reader.locator("[data-update]")).to_be_hidden()
    reader.wait_for_function("() => caches.keys().then((names) => names.length === 1)")


def test_another_open_page_keeps_what_it_was_opened_with(
    reader: Page, host: Host, newer: Path
) -> None:
    """Who reloads one page does not take the scripts from under another."""
    use(reader)
    other = reader.context.new_page()
    other.goto("/calculators/impact-vs-cost/")
    host.site = newer
    update(reader)
    reader.get_by_role("button", name="Reload").click()
    expect(reader.locator("h1[data-newer]")).to_be_visible(timeout=STARTING)
    expect(other.locator("[data-update]")).to_be_visible()
    assert len(reader.evaluate(COPIES)) == 2
    # Its scripts have not been loaded yet, and the host does not have them any more.
    name = other.locator("[data-field='projects'] tbody [data-column='name']").first
    name.fill("Renamed")
    result = other.locator("[data-result]").first
    expect(result).to_contain_text("Renamed", timeout=STARTING)
    other.get_by_role("button", name="Reload").click()
    expect(other.locator("h1[data-newer]")).to_be_visible(timeout=STARTING)
    expect(name).to_have_value("Renamed")
    reader.wait_for_function("() => caches.keys().then((names) => names.length === 1)")


def test_a_deployment_that_is_under_way_is_not_taken(
    reader: Page, host: Host, newer: Path, tmp_path: Path
) -> None:
    """One file that is not what the build made: the copy stays what it was, and is whole."""
    half = tmp_path / "half"
    shutil.copytree(newer, half)
    page = half / "about" / "index.html"
    page.write_bytes(page.read_bytes()[:-100])
    use(reader)
    before = reader.evaluate(COPIES)
    host.site = half
    reader.evaluate(
        f"({UPDATE})().then((found) => new Promise((resolve) => {{"
        "const { installing } = found;"
        "installing.onstatechange = () => installing.state === 'redundant' && resolve();"
        "}))"
    )
    assert reader.evaluate(COPIES) == before
    reader.goto("/about/")
    assert not is_newer(reader)
    host.site = newer
    update(reader)


def test_a_site_that_is_no_longer_to_be_kept_is_shown_as_it_is_now(
    reader: Page, host: Host, newer: Path, tmp_path: Path
) -> None:
    """Nothing is left of the copy; so it is on a machine where the site is worked on."""
    shutil.copytree(newer, tmp_path / "site")
    script = tmp_path / "site" / offline.SCRIPT
    script.write_bytes(offline.farewell(ASSETS))
    os.utime(script, (2e9, 2e9))
    use(reader)
    host.site = tmp_path / "site"
    reader.evaluate(UPDATE)
    expect(reader.locator("h1[data-newer]")).to_be_visible(timeout=STARTING)
    assert reader.evaluate(COPIES) == []
    assert not reader.evaluate(OPENED)


def test_the_copy_is_told_of_and_can_be_had_and_forgotten(reader: Page, host: Host) -> None:
    """By buttons, for who only reads, too. Who has it forgotten is not given it again unasked."""
    reader.goto("/about/")
    part = reader.locator("[data-offline]")
    expect(told(part, "Kept for reading offline: no.")).to_be_visible()
    part.get_by_role("button", name="Keep this site").click()
    expect(told(part, "Kept for reading offline: yes, version")).to_be_visible(timeout=STARTING)
    assert re.search(r"version [0-9a-f]{7}, \d+ MB", part.inner_text())
    forget = part.get_by_role("button", name="Forget it")
    expect(forget).to_be_focused()
    forget.click()
    expect(told(part, "Kept for reading offline: no.")).to_be_visible()
    assert reader.evaluate(COPIES) == []
    reader.goto(ACCURACY)
    edit(reader)
    reader.wait_for_timeout(5000)
    assert not reader.evaluate(OPENED)
    reader.goto("/about/")
    part.get_by_role("button", name="Keep this site").click()
    expect(told(part, "Kept for reading offline: yes, version")).to_be_visible(timeout=STARTING)
    part.get_by_role("button", name="Forget it").click()
    part.get_by_role("button", name="Keep this site").click()
    expect(told(part, "Kept for reading offline: yes, version")).to_be_visible(timeout=STARTING)
    reader.wait_for_function("navigator.serviceWorker.controller", timeout=STARTING)
    host.down = True
    reader.goto("/brief/")
    expect(reader.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    ("stub", "words"),
    [
        (
            "navigator.serviceWorker.register = () => {"
            " window.tried = true;"
            " return Promise.reject(new DOMException('no', 'SecurityError')); }",
            "forbids this site to keep anything",
        ),
        (
            "navigator.serviceWorker.register = () => {"
            " window.tried = true;"
            " return Promise.reject(new TypeError('no')); }",
            "Not all of the site could be fetched",
        ),
        ("delete Navigator.prototype.serviceWorker; window.tried = true", "cannot do it"),
    ],
)
def test_what_cannot_be_kept_costs_nothing_else(
    new_page: NewPage, host: Host, stub: str, words: str
) -> None:
    """Calculators work, no error is left in the console, and About says why."""
    page = new_page(base_url=host.address, service_workers="allow")
    page.add_init_script(stub)
    page.goto(ACCURACY)
    edit(page)
    page.wait_for_function("window.tried")
    page.goto("/about/")
    part = page.locator("[data-offline]")
    expect(told(part, "Kept for reading offline: no.")).to_be_visible()
    button = part.get_by_role("button", name="Keep this site")
    if button.is_visible():
        button.click()
    expect(told(part, words)).to_be_visible()


def test_a_swapped_page_of_a_newer_version_is_loaded_as_a_whole(
    new_page: NewPage, host: Host, newer: Path
) -> None:
    """Nothing is kept yet, and the theme would put the new page between the old scripts."""
    page = new_page(base_url=host.address)
    page.goto(ACCURACY)
    edit(page)
    host.site = newer
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    all_calculators(page)
    expect(page.locator("h1[data-newer]")).to_be_visible()
    expect(page.locator("body > script[src*='0123456789abcdef']")).to_be_attached()
    page.wait_for_load_state()
    assert len(loads) == 1
    page.goto(ACCURACY)
    expect(headline(calculator(page, "cost-of-accuracy"))).to_contain_text("950,000")
    assert "target_accuracy" in str(kept(page))


@pytest.mark.expects_console_errors
def test_scripts_that_have_gone_are_told_of_and_what_was_typed_outlives_the_reload(
    new_page: NewPage, host: Host, newer: Path
) -> None:
    """The page was opened before an update, and its first edit asks for what is not there."""
    page = new_page(base_url=host.address)
    page.goto(ACCURACY)
    host.site = newer
    part = calculator(page, "cost-of-accuracy")
    field = part.get_by_label("Target accuracy", exact=True)
    field.fill("99.5")
    expect(told(part, "may have been updated since you opened the page")).to_be_visible()
    expect(headline(part)).to_contain_text("450,000")
    field.fill("98.5")
    part.get_by_role("button", name="Reload the page").click()
    expect(page.locator("h1[data-newer]")).to_be_visible()
    expect(field).to_have_value("98.5")
    expect(headline(part)).to_contain_text("98.5 %", timeout=STARTING)


def test_a_frame_keeps_nothing(new_page: NewPage, host: Host) -> None:
    """Who sees a calculator in another page has not come to this site."""
    page = new_page(base_url=host.address, service_workers="allow")
    page.goto("/about/")
    page.evaluate(
        "(address) => document.body.append("
        "Object.assign(document.createElement('iframe'), { src: address }))",
        f"{ACCURACY}?embed=cost-of-accuracy",
    )
    frame = page.frame_locator("iframe")
    part = frame.locator("[data-calculator='cost-of-accuracy']")
    part.get_by_label("Target accuracy", exact=True).fill("98.5")
    expect(part.locator(".report__headline")).to_contain_text("98.5 %", timeout=STARTING)
    page.wait_for_timeout(5000)
    assert not page.evaluate(OPENED)
