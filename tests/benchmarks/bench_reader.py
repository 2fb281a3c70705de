"""What decides in a reader's browser at 5,000 cases: what a page weighs, when the search answers, what blocks a page.

Each beside plain Material for MkDocs with its own search on the same cases, where it has the like. Both are served
compressed by the same host to a browser without a cache. The first answer of the search counts from opening its dialog,
as soon as the page has loaded, until a result is there.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bench_list import LONG
from bench_site import CASES, lay_both, took
from server import serving

WORDS = "salesforce"
"""What is looked for: a word that some of the cases have."""
LONGEST = 50.0
"""Milliseconds that no task may take while a page loads."""
TYPES = (
    *("", "calculator/", "messages/", "messages/delay/", "matrix/", "workflow/", "criteria/", "taxonomy/", "evidence/"),
    *("change-risk/", "open/", "kb/", "actions/", "learn/", "priorities/", "priorities/p1/", "kinds/", "scoring/"),
    *("sheet/", "practice/", "signals/", "reference/", "reference/errors/", "pages/incident-call/"),
)
"""A page of every type; a case comes to them."""
FOUND = """([selector, start]) => new Promise((resolve) => {
  const look = () => {
    if (document.querySelector(selector)) resolve(performance.now() - start);
    else requestAnimationFrame(look);
  };
  look();
})"""


@dataclass(frozen=True, kw_only=True)
class Site:
    """A built site, and how its search is used."""

    name: str
    folder: Path
    case: str
    """The address of a case."""
    list: str
    """The address of the list of all cases; empty when there is none."""
    opens: str
    """What opens the search: a selector to click."""
    result: str
    """What a result is."""


def lay(folder: Path, count: int) -> tuple[Site, Site]:
    """Build both sites in an empty folder."""
    ours, plain = lay_both(folder, count)
    took(ours, "-m", "escalation_playbook.cli", "build")
    took(plain, "-m", "mkdocs", "build", "-q")
    case = f"kb/{next((ours / 'kb').glob('*.yml')).stem}/"
    return (
        Site(
            name="ours",
            folder=ours / "site",
            case=case,
            list="kb/",
            opens="[data-ep-search]:enabled",
            result="[role=option]",
        ),
        Site(
            name="plain",
            folder=plain / "site",
            case=case,
            list="",
            opens="[data-md-component=search] .md-search__input",
            result=".md-search-result__item",
        ),
    )


class Bytes:
    """Counts what comes over the wire to a page, as it comes: compressed, heads of the answers included."""

    def __init__(self, page: Page) -> None:
        """Begin to count."""
        self.count = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._came)

    def _came(self, event: dict[str, float]) -> None:
        self.count += int(event["encodedDataLength"])


def weight(browser: Browser, address: str) -> int:
    """Bytes that a page brings to a reader who has nothing yet, with all that it asks for by itself."""
    with browser.new_context() as context:
        page = context.new_page()
        came = Bytes(page)
        page.goto(address, wait_until="networkidle")
        return came.count


def search(browser: Browser, site: Site, address: str) -> tuple[float, int]:
    """Milliseconds until the first result, and the bytes of the page and its search by then."""
    with browser.new_context() as context:
        page = context.new_page()
        came = Bytes(page)
        page.goto(address + site.case, wait_until="load")
        opener = page.locator(site.opens)
        expect(opener).to_be_attached()
        start = page.evaluate("performance.now()")
        opener.click()
        page.keyboard.insert_text(WORDS)
        milliseconds = float(page.evaluate(FOUND, [site.result, start]))
        page.wait_for_timeout(200)
        return milliseconds, came.count


def longest(browser: Browser, address: str) -> float:
    """Milliseconds of the longest task while a page loads; 0 when none took 50."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address, wait_until="load")
        return float(page.evaluate(LONG))


def run(folder: Path, *, pairs: int, count: int = CASES) -> bool:
    """Print what was measured; whether no task is too long.

    Args:
        folder: An empty folder.
        pairs: How often.
        count: How many cases.
    """
    print(f"reader {count} cases, served compressed, nothing in the browser's cache; median of {pairs}")
    ours, plain = lay(folder, count)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with (
        serving(ours.folder) as host,
        serving(plain.folder) as other,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"] if root else []
        )
        print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores, Chromium {browser.version}")
        hosts = ((ours, host.address), (plain, other.address))
        case, theirs = (weight(browser, address + site.case) for site, address in hosts)
        print(f"a case             {case / 1e3:8.0f} KB   plain {theirs / 1e3:8.0f} KB   ratio {case / theirs:.3f}")
        print(f"the list of cases  {weight(browser, host.address + ours.list) / 1e3:8.0f} KB   plain has none")
        found = [[search(browser, site, address) for site, address in hosts] for _ in range(pairs)]
        mine, its = (median(each[at][0] for each in found) for at in (0, 1))
        print(f"first answer       {mine:8.0f} ms   plain {its:8.0f} ms   ratio {mine / its:.3f}")
        mine, its = (median(each[at][1] for each in found) for at in (0, 1))
        print(f"a case and it      {mine / 1e3:8.0f} KB   plain {its / 1e3:8.0f} KB   ratio {mine / its:.3f}")
        long = {}
        for path in (ours.case, *TYPES):
            if (took_ := median(longest(browser, host.address + path) for _ in range(pairs))) > LONGEST:
                long[path or "home"] = took_
        theirs = median(longest(browser, other.address + plain.case) for _ in range(pairs))
        browser.close()
    said = ", ".join(f"{path} {took_:.0f} ms" for path, took_ in long.items())
    print(f"over {LONGEST:.0f} ms on load, of {len(TYPES) + 1} types of pages: {said or 'none'}; plain {theirs:.0f} ms")
    print(f"no task over {LONGEST:.0f} ms on load: {'NOT MET' if long else 'met'}")
    shutil.rmtree(plain.folder)
    return not long
