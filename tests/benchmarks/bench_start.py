"""How long a reader waits for the first score, against the runtime as its makers ship it; and for each score after.

Ours is the calculator of the shipped site, opened by a link with answers. Stock is a page with nothing on it but one
line for the result: it starts the same work in the same kind of worker, and is spared all that a real page also does.
"""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from playwright.sync_api import Browser, sync_playwright

from escalation_playbook import runtime
from escalation_playbook import site as building
from server import serving
from tickets import SCORED, link

ROOT = Path(__file__).parents[2]
TARGET = 0.45
"""Ours as a part of stock that must not be passed."""
MARK = "ep-first-score"
"""What a page writes down (`performance.mark`) when the first score is on it."""
LINK = "model=saas-support&version=1&severity=critical"
"""The answers of a ticket, as the fragment of the calculator's address."""
STOCK = "stock/"

STOCK_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
worker-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
<title>Stock</title><link rel="icon" href="data:,"><link rel="modulepreload" href="page.mjs"></head>
<body><p id="out">…</p><script type="module" src="page.mjs"></script></body></html>
"""
STOCK_SCRIPT = """const worker = new Worker("worker.mjs", { type: "module" });
worker.onmessage = ({ data }) => {
  document.getElementById("out").textContent = JSON.parse(data).view.headline;
  performance.mark("MARK");
};
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const now = new Date().toISOString();
worker.postMessage(JSON.stringify({ do: "score", link: location.hash.slice(1), now, zone }));
"""
STOCK_WORKER = """const request = new Promise((resolve) => { self.onmessage = ({ data }) => resolve(data); });
const { loadPyodide } = await import("./pyodide.mjs");
const engine = new URL("../assets/ep/engine/", import.meta.url);
const { files } = await (await fetch(new URL("engine.json", engine))).json();
const address = (name) => new URL(files[name], engine);
const pyodide = await loadPyodide();
await pyodide.loadPackage(address("wheel").href, { messageCallback: () => {} });
for (const [zone, text] of Object.entries(await (await fetch(address("rules"))).json())) {
  const path = `/zones/${zone}`;
  pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  pyodide.FS.writeFile(path, Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
pyodide.runPython("import zoneinfo; zoneinfo.reset_tzpath(['/zones'])");
const { evaluate } = pyodide.pyimport("escalation_calculator.wire");
evaluate(`{"do":"load","checked":true,"playbook":${await (await fetch(address("playbook"))).text()}}`);
postMessage(evaluate(await request));
"""
WAIT = """(mark) => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const found = list.getEntriesByName(mark);
    if (found.length) resolve(found[0].startTime);
  }).observe({ type: "mark", buffered: true });
})"""
ROUNDS = """async (count) => {
  const { session } = document.querySelector("ep-calculator");
  const took = [];
  for (let i = 0; i < count; i += 1) {
    const request = session.request();
    const start = performance.now();
    const reply = await session.engine.ask(request);
    took.push(performance.now() - start);
    if (reply.view.state !== "scored") throw new Error("This was no score.");
  }
  return took;
}"""


@dataclass(frozen=True, kw_only=True)
class Start:
    """Milliseconds from navigation to the first score, cold, in pairs one after the other."""

    ours: list[float]
    stock: list[float]

    @property
    def ratios(self) -> list[float]:
        """Ours as a part of stock, pair by pair."""
        return [ours / stock for ours, stock in zip(self.ours, self.stock, strict=True)]

    @property
    def ratio(self) -> float:
        """The middle one of the pairs' ratios."""
        return median(self.ratios)


def lay_stock(site: Path) -> None:
    """Lay the page with the stock runtime into a built site, to be served by the same server from the same folder."""
    folder = site / STOCK
    folder.mkdir()
    for name in runtime.VENDOR:
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, folder / name)
    (folder / "index.html").write_text(STOCK_PAGE, "utf-8")
    (folder / "page.mjs").write_text(STOCK_SCRIPT.replace("MARK", MARK), "utf-8")
    (folder / "worker.mjs").write_text(STOCK_WORKER, "utf-8")


def first_score(browser: Browser, address: str) -> float:
    """Milliseconds from navigation to the mark, in a browser without cache or history."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address, wait_until="commit")
        return float(page.evaluate(WAIT, MARK))


def start(browser: Browser, ours: str, stock: str, pairs: int) -> Start:
    """Measure both pages in turn; one pair before the first warms up server and browser, and does not count."""
    first_score(browser, ours)
    first_score(browser, stock)
    found = Start(ours=[], stock=[])
    for pair in range(pairs):
        for which in ("ours", "stock") if pair % 2 == 0 else ("stock", "ours"):
            getattr(found, which).append(first_score(browser, ours if which == "ours" else stock))
    return found


def round_trips(browser: Browser, address: str, count: int = 1000) -> list[float]:
    """Milliseconds of each of so many scores of one full ticket, asked one after the other by the calculator's page."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate(WAIT, MARK)
        return sorted(page.evaluate(ROUNDS, count))


def run(folder: Path, *, pairs: int, site: Path | None = None) -> bool:
    """Print what was measured; whether the target is met.

    Args:
        folder: An empty folder for the site.
        pairs: How many pairs.
        site: A built site to measure; otherwise the shipped one is built.
    """
    from conftest import chromium_path  # noqa: PLC0415  # pytest's file, and only its one function

    place = folder / "site"
    if site:
        shutil.copytree(site, place)
    else:
        building.build(ROOT, building.assemble(ROOT), place)
    lay_stock(place)
    print(f"ours   calculator/#{LINK}")
    print(f"       of the {'given' if site else 'shipped'} site: all its styles and scripts, the answer drawn")
    print(f"stock  loadPyodide() and loadPackage(wheel) in a module worker, Pyodide {runtime.PYODIDE}: same wheel,")
    print("       playbook, zones, ticket, server and headers; an empty page, one line drawn")
    print(f"load   {_load()} before")
    with serving(place) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=["--no-sandbox"])
        found = start(browser, f"{host.address}calculator/#{LINK}", f"{host.address}{STOCK}#{LINK}", pairs)
        took = round_trips(browser, f"{host.address}calculator/{link(SCORED)}")
        print(f"load   {_load()} after, Chromium {browser.version}")
        browser.close()
    for pair, (ours, stock, ratio) in enumerate(zip(found.ours, found.stock, found.ratios, strict=True), 1):
        print(f"pair {pair:<3} ours {ours:5.0f} ms   stock {stock:5.0f} ms   ratio {ratio:.3f}")
    met = found.ratio <= TARGET
    print(f"median   ours {median(found.ours):5.0f} ms   stock {median(found.stock):5.0f} ms   ratio {found.ratio:.3f}")
    print(
        f"navigation to first score, cold: {found.ratio:.3f} of stock, target {TARGET}: {'met' if met else 'NOT MET'}"
    )
    print(f"one score, {len(took)} times: p50 {took[len(took) // 2]:.1f} ms, p99 {took[len(took) * 99 // 100]:.1f} ms")
    return met


def _load() -> str:
    """How busy the machine is: processes that run or wait, in the last minute and the last five."""
    minute, five, _ = os.getloadavg()
    return f"{minute:.2f} and {five:.2f} on {os.cpu_count()} cores"
