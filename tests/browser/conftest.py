"""A real Chromium, folders served on this machine, and a watch over what a page asks for and says."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from engine_site import lay_site, playbook_data
from escalation_calculator import wire
from escalation_playbook import site
from escalation_playbook.runtime.prepare import prepare
from server import Host, serving

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (  # what a browser fetches for itself
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
)
SOON = 30_000
"""Milliseconds that an action may take, and a state may be waited for, on a busy machine."""
expect.set_options(timeout=SOON)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder needs a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def chromium_path(playwright: Playwright) -> str:
    """The Chromium to use: the one named in `CHROMIUM`, one on the path, or Playwright's own."""
    named = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [named] if named else NAMES)), None)
    found = found or named or playwright.chromium.executable_path
    if not Path(found).is_file():
        pytest.fail(f"There is no Chromium. Run: {sys.executable} -m playwright install chromium", pytrace=False)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    with sync_playwright() as playwright:
        arguments = [*QUIET, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [*QUIET]
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=arguments)
        yield browser
        browser.close()


@dataclass(kw_only=True)
class Watch:
    """What pages asked for and said. What a test expects, it takes out; what is left at its end fails it."""

    requests: list[str] = field(default_factory=list)
    """Every address asked for, in order."""
    said: list[str] = field(default_factory=list)
    """Console messages and errors that nobody caught."""
    left: list[str] = field(default_factory=list)
    """Addresses on other hosts."""
    forgiven: list[str] = field(default_factory=list)
    """What may be said: patterns."""

    def follow(self, context: BrowserContext) -> None:
        """Write down all that happens in the context's pages."""
        context.on("request", lambda request: self._asked(request.url))
        context.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.said.append(f"uncaught: {error.error}"))

    def _asked(self, address: str) -> None:
        self.requests.append(address)
        if not re.match(r"(blob:)?http://127\.0\.0\.1:\d+/|data:|about:", address):
            self.left.append(address)

    def expect(self, pattern: str) -> None:
        """Take out what was said and matches; something must have."""
        assert any(re.search(pattern, line) for line in self.said), f"nothing said matches {pattern!r}: {self.said}"
        self.said[:] = [line for line in self.said if not re.search(pattern, line)]

    def forgive(self, pattern: str) -> None:
        """Leave out what matches: a worker's words come on a way of their own, after the test went on, or never."""
        self.forgiven.append(pattern)

    def unexpected(self) -> list[str]:
        """What was said and is not forgiven."""
        return [line for line in self.said if not any(re.search(pattern, line) for pattern in self.forgiven)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    """The watch over a test's pages: no request left the host, and the console is clean."""
    watch = Watch()
    yield watch
    assert watch.left == [], "requests left the host"
    assert watch.unexpected() == [], "the console is not clean"


@pytest.fixture
def context(chromium: Browser, watch: Watch, serve: object) -> Iterator[BrowserContext]:  # noqa: ARG001 - ends later
    """A reader in Berlin without history, watched."""
    context = chromium.new_context(timezone_id="Europe/Berlin", viewport={"width": 1366, "height": 900})
    context.set_default_timeout(SOON)
    watch.follow(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page without history, watched."""
    return context.new_page()


@pytest.fixture
def serve() -> Iterator[Callable[..., Host]]:
    """Serves folders until the test ends."""
    with ExitStack() as stack:
        yield lambda folder, **how: stack.enter_context(serving(folder, **how))


@pytest.fixture(scope="session")
def engine_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one empty page with the engine beside it and the shipped playbook in it."""
    return lay_site(ROOT, tmp_path_factory.mktemp("engine"))


@pytest.fixture(scope="session")
def shipped_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of the shipped playbook."""
    place = tmp_path_factory.mktemp("shipped") / "site"
    prepare(ROOT, print)
    site.build(ROOT, site.assemble(ROOT), place)
    return place


@pytest.fixture
def address(serve: Callable[..., Host], shipped_site: Path) -> str:
    """Where the calculator of the shipped playbook stands; this Python has the playbook loaded, too."""
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": playbook_data(ROOT)})))["ok"]
    return f"{serve(shipped_site).address}calculator/"
