"""How long the list of 5,000 cases takes to answer: for each key typed into it, and for each filter set.

The page is that of the shipped site, its file one of 5,000 cases made of the shipped ones. A key counts from its event
until the page is laid out again, so that nothing of it is left for later.
"""

import json
import os
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from playwright.sync_api import Page, sync_playwright

from escalation_playbook import site as building
from server import serving

ROOT = Path(__file__).parents[2]
CASES = 5_000
TARGET = 50.0
"""Milliseconds that no key may take, in the middle of the runs."""

KEYS = """(words) => {
  const field = document.querySelector("[data-ep-cases] input[type=search]");
  const took = [];
  const time = (act) => {
    const start = performance.now();
    act();
    document.body.getBoundingClientRect();
    took.push(performance.now() - start);
  };
  for (const length of [...words].keys()) {
    time(() => {
      field.value = words.slice(0, length + 1);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
  }
  time(() => { field.value = ""; field.dispatchEvent(new InputEvent("input", { bubbles: true })); });
  for (const box of document.querySelectorAll("[data-ep-cases] input[type=checkbox]")) time(() => box.click());
  for (const box of document.querySelectorAll("[data-ep-cases] input:checked")) time(() => box.click());
  return took;
}"""
LONG = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(Math.max(...list.getEntries().map((each) => each.duration))))
    .observe({ type: "longtask", buffered: true });
  setTimeout(() => resolve(0), 500);
})"""


def many(site: Path) -> str:
    """The file of the list, with the rows of the shipped cases over and over."""
    data = json.loads((site / "kb" / "cases.json").read_text("utf-8"))
    shipped = data["rows"]
    data["rows"] = [
        [f"{row[0]}-{number}", f"{row[1]}, {number}", *row[2:]]
        for number in range(CASES)
        for row in [shipped[number % len(shipped)]]
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def typed(page: Page, address: str) -> list[float]:
    """Milliseconds for each key and each filter, on a page opened for it."""
    page.goto(address)
    page.locator("[data-ep-cases][data-state=ready]").wait_for()
    return list(page.evaluate(KEYS, "salesforce sync"))


def loaded(page: Page, address: str) -> float:
    """Milliseconds of the longest task while the page loads; 0 when none took 50."""
    page.goto(address)
    page.locator("[data-ep-cases][data-state=ready]").wait_for()
    return float(page.evaluate(LONG))


def run(folder: Path, *, pairs: int, site: Path | None = None) -> bool:
    """Print what was measured; whether the target is met.

    Args:
        folder: An empty folder.
        pairs: How often.
        site: A built site; built here when not given.
    """
    if site is None:
        site = folder / "site"
        building.build(ROOT, building.assemble(ROOT), site)
    text = many(site)
    print(
        f"list   {CASES} cases, {len(text.encode()) / 1e6:.2f} MB: a key or a filter, until the page is laid out again"
    )
    print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM"), args=["--no-sandbox"] if root else []
        )
        page = browser.new_page()
        page.route("**/kb/cases.json", lambda route: route.fulfill(body=text, content_type="application/json"))
        found = [typed(page, f"{host.address}kb/") for _ in range(pairs)]
        longest = median(loaded(page, f"{host.address}kb/") for _ in range(pairs))
        browser.close()
    every = [took for each in found for took in each]
    slowest = median(max(each) for each in found)
    p95 = sorted(every)[len(every) * 95 // 100]
    print(
        f"median {median(every):.1f} ms, p95 {p95:.1f} ms, slowest of a run {slowest:.1f} ms (median of {pairs} runs)"
    )
    print(f"longest task while the page loads: {f'{longest:.0f} ms' if longest else 'below 50 ms'} (median)")
    print(f"slowest key or filter: {slowest:.1f} ms, target {TARGET:.0f}: {'met' if slowest <= TARGET else 'NOT MET'}")
    return slowest <= TARGET
