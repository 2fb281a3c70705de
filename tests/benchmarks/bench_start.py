"""How long a reader waits for the first score, against the runtime as its makers ship it; and for each score after."""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from playwright.sync_api import Browser, sync_playwright

from engine_site import POLICY, lay_site
from escalation_playbook import runtime
from server import serving

ROOT = Path(__file__).parents[2]
TARGET = 0.45
"""Ours as a part of stock that must not be passed."""
MARK = "ep-first-score"
"""What a page writes down (`performance.mark`) when the first score is on it."""
REQUEST = {"do": "score", "answers": {"severity": "critical"}, "now": "2026-03-02T10:00Z", "zone": "Europe/Berlin"}

OURS = """import { startEngine } from "./assets/ep/engine.mjs";
globalThis.engine = startEngine();
const score = await globalThis.engine.ask(REQUEST);
document.getElementById("out").textContent = score.view.headline;
performance.mark("MARK");
"""
STOCK = """const worker = new Worker("stock/worker.mjs", { type: "module" });
worker.onmessage = ({ data }) => {
  document.getElementById("out").textContent = JSON.parse(data).view.headline;
  performance.mark("MARK");
};
"""
STOCK_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const manifest = await (await fetch("../assets/ep/engine/engine.json")).json();
const address = (name) => new URL(`../assets/ep/engine/${manifest.files[name]}`, import.meta.url);
const pyodide = await loadPyodide();
await pyodide.loadPackage(address("wheel").href, { messageCallback: () => {} });
for (const [zone, text] of Object.entries(await (await fetch(address("rules"))).json())) {
  const path = `/zones/${zone}`;
  pyodide.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  pyodide.FS.writeFile(path, Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
}
pyodide.runPython("import zoneinfo; zoneinfo.reset_tzpath(['/zones'])");
const { evaluate } = pyodide.pyimport("escalation_calculator.wire");
evaluate(`{"do":"load","playbook":${await (await fetch(address("playbook"))).text()}}`);
postMessage(evaluate(JSON.stringify(REQUEST)));
"""
WAIT = """(mark) => new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const found = list.getEntriesByName(mark);
    if (found.length) resolve(found[0].startTime);
  }).observe({ type: "mark", buffered: true });
})"""
ROUNDS = """async ([request, count]) => {
  const took = [];
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    await globalThis.engine.ask(request);
    took.push(performance.now() - start);
  }
  return took;
}"""


@dataclass(frozen=True, kw_only=True)
class Start:
    """Milliseconds from navigation to the first score, cold, in pairs one after the other."""

    ours: list[float]
    stock: list[float]

    @property
    def ratio(self) -> float:
        """The middle one of the pairs' ratios."""
        return median(ours / stock for ours, stock in zip(self.ours, self.stock, strict=True))


def lay_pages(site: Path) -> Path:
    """Lay both pages into a folder: ours, and the stock runtime with the same wheel, playbook and zones."""
    lay_site(ROOT, site)
    page = (site / "index.html").read_text("utf-8")

    def fill(text: str) -> str:
        return text.replace("REQUEST", json.dumps(REQUEST)).replace("MARK", MARK)

    for name, script in (("ours", OURS), ("stock", STOCK)):
        own = page.replace("</head>", f'<script type="module" src="{name}.mjs"></script></head>')
        own = own if name == "ours" else own.replace(POLICY, POLICY.replace("worker-src blob:", "worker-src 'self'"))
        (site / f"{name}.html").write_text(own, "utf-8")
        (site / f"{name}.mjs").write_text(fill(script), "utf-8")
    stock = site / "stock"
    stock.mkdir(exist_ok=True)
    for name in runtime.VENDOR:
        shutil.copyfile(ROOT / "node_modules" / "pyodide" / name, stock / name)
    (stock / "worker.mjs").write_text(fill(STOCK_WORKER), "utf-8")
    return site


def first_score(browser: Browser, address: str, mark: str = MARK) -> float:
    """Milliseconds from navigation to the mark, in a browser without cache or history."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="commit")
    took = float(page.evaluate(WAIT, mark))
    context.close()
    return took


def start(browser: Browser, ours: str, stock: str, pairs: int) -> Start:
    """Measure both pages in turn; one pair before the first warms up what a server has to."""
    first_score(browser, ours)
    first_score(browser, stock)
    found = Start(ours=[], stock=[])
    for pair in range(pairs):
        for which in ("ours", "stock") if pair % 2 == 0 else ("stock", "ours"):
            getattr(found, which).append(first_score(browser, ours if which == "ours" else stock))
    return found


def round_trips(browser: Browser, address: str, count: int = 1000) -> list[float]:
    """Milliseconds of each of so many scores asked one after the other."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    page.evaluate(WAIT, MARK)
    took = page.evaluate(ROUNDS, [REQUEST, count])
    context.close()
    return sorted(took)


def run(folder: Path, *, pairs: int = 9, site: Path | None = None, calculator: str = "ours.html") -> bool:
    """Print what was measured; whether the target is met.

    Args:
        folder: An empty folder for the pages.
        pairs: How many pairs.
        site: A built site to measure instead of the minimal page.
        calculator: Address of the page, relative to the site.
    """
    from conftest import chromium_path  # noqa: PLC0415  # pytest's file, and only its one function

    lay_pages(folder)
    with serving(folder) as host, serving(site or folder) as built, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=["--no-sandbox"])
        found = start(browser, built.address + calculator, f"{host.address}stock.html", pairs)
        took = round_trips(browser, f"{host.address}ours.html")
        browser.close()
    met = found.ratio <= TARGET
    print(f"first score, cold, {pairs} pairs: ours {median(found.ours):.0f} ms, stock {median(found.stock):.0f} ms")
    print(f"ratio {found.ratio:.3f}, target {TARGET}: {'met' if met else 'NOT MET'}")
    print(f"one score: p50 {took[len(took) // 2]:.1f} ms, p99 {took[len(took) * 99 // 100]:.1f} ms")
    return met
