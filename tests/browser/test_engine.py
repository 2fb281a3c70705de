"""The engine in a real browser: it starts, answers, tells how far it is or why it failed, and obeys the policy."""

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine_site import ZONES, playbook_data
from escalation_calculator import wire
from escalation_calculator.identity import sources_hash
from tickets import hold

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[2]
SCORE = {"do": "score", "answers": {}, "now": "2026-03-02T09:42:00+01:00", "zone": "Europe/Berlin"}
START = """async (playing) => {
  const { takeOver, worker } = await import(new URL("assets/ep/engine.mjs", document.baseURI));
  globalThis.progress = [];
  globalThis.engine = takeOver(worker(), (at) => globalThis.progress.push(at));
  if (playing) return;
  const late = new Promise((resolve) => setTimeout(resolve, 60_000, { stage: "no answer" }));
  const told = globalThis.engine.ready.catch((error) => ({ stage: error.stage, message: error.message }));
  return await Promise.race([told, late]);
}"""
IN_ZONE = """{
  delete globalThis.Temporal; // as in a browser that has none yet: the other tests are told of a zone by it
  const told = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () { return { ...told.call(this), timeZone: ZONE }; };
}"""
ASK = "async (text) => globalThis.engine.askText(text)"


def start(page: "Page", address: str, zone: str | None = None) -> dict[str, object]:
    """Open the page and start the engine; what it is, or why it is not."""
    if zone is not None:
        page.add_init_script(IN_ZONE.replace("ZONE", json.dumps(zone)))
    page.goto(address)
    return page.evaluate(START, False)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": playbook_data(ROOT)})))["ok"]


@pytest.mark.parametrize("prefix", ["/", "/deep/handbook/"])
def test_answers_like_the_terminal(page, serve, engine_site, prefix):
    """A request gets the very text that this Python gives, wherever the site stands."""
    ready = start(page, serve(engine_site, prefix=prefix).address)
    assert ready["python"].startswith("3.14.")
    assert page.evaluate(ASK, json.dumps(SCORE)) == wire.evaluate(json.dumps(SCORE))


def test_runs_the_same_sources(page, serve, engine_site):
    """The hash over the sources that run in the browser is that of the checkout."""
    start(page, serve(engine_site).address)
    assert page.evaluate("() => globalThis.engine.sources") == sources_hash()


def test_keeps_what_is_asked_early_and_answers_the_newest(page, serve, engine_site):
    """Requests made before Python is there are answered when it is; of score requests only the last one."""
    page.goto(serve(engine_site).address)
    page.evaluate(START, True)
    early = page.evaluate(
        "(request) => Promise.all([engine.ask(request), engine.ask({ do: 'nothing' }), engine.ask(request)])", SCORE
    )
    assert early[0] is None
    assert early[1]["ok"] is False
    assert early[2] == json.loads(wire.evaluate(json.dumps(SCORE)))


@pytest.mark.parametrize("host", [{}, {"with_length": False}, {"compress": False}], ids=["gzip", "no length", "plain"])
def test_progress_rises_to_the_whole(page, serve, engine_site, host):
    """Bytes seen never fall and end at the total, whatever a host says of lengths."""
    served = serve(engine_site)
    for name, value in host.items():
        setattr(served, name, value)
    release = hold(page, "**/*.wasm")
    page.goto(served.address)
    page.evaluate(START, True)  # from here on all is seen: what came before is told as it stands
    release()
    page.evaluate("() => engine.ready")
    seen = page.evaluate("() => globalThis.progress")
    loaded = [each["loaded"] for each in seen]
    assert loaded == sorted(loaded)
    assert {each["total"] for each in seen} == {loaded[-1]}
    assert len(set(loaded)) > 5


@pytest.mark.parametrize(
    "missing",
    ["worker.mjs", "engine.json", "pyodide.mjs", "pyodide.asm.mjs", ".wasm", "stdlib.bin", ".whl", "playbook-*.json"],
)
def test_names_the_file_that_did_not_arrive(page, serve, engine_site, watch, missing):
    """A file that is not there is a network failure which names it; what was asked is told, too."""
    served = serve(engine_site)
    served.refuse.add(missing)
    if "*" in missing:
        served.refuse = {path.name for path in engine_site.rglob(missing)}
    failed = start(page, served.address)
    assert failed["stage"] == "network"
    assert re.search(missing.replace("*", "\\w+"), failed["message"])
    assert page.evaluate("() => engine.ask({ do: 'score' }).catch((error) => error.stage)") == "network"
    watch.forgive("404")  # an ended worker may not have come to say it
    watch.forgive("installing the standard library")  # Pyodide, if it comes to it first


def test_says_that_the_playbook_was_refused(page, serve, engine_site, tmp_path):
    """A playbook that the calculator refuses is no network failure."""
    site = shutil.copytree(engine_site, tmp_path / "site")
    manifest = json.loads((site / "assets/ep/engine/engine.json").read_text())
    (site / "assets/ep/engine" / manifest["files"]["playbook"]).write_text("[]")
    assert start(page, serve(site).address)["stage"] == "playbook"


def test_says_that_python_did_not_start(page, serve, engine_site, tmp_path):
    """A runtime that is none is a failed start, not a wait for ever."""
    site = shutil.copytree(engine_site, tmp_path / "site")
    manifest = json.loads((site / "assets/ep/engine/engine.json").read_text())
    (site / "assets/ep/engine" / manifest["files"]["wasm"]).write_bytes(b"\0asm\1\0\0\0cut off")
    assert start(page, serve(site).address)["stage"] == "start"


@pytest.mark.parametrize(
    ("zone", "known"), [("Asia/Tokyo", "Asia/Tokyo"), ("Etc/Unknown", ""), ("../engine", ""), ("", "")]
)
def test_fetches_the_readers_own_zone_alone(page, serve, engine_site, watch, zone, known):  # noqa: PLR0917
    """Of all zones only the reader's is fetched, and only if it can be one."""
    assert start(page, serve(engine_site).address, zone)["zone"] == known
    asked = [address for address in watch.requests if "/zones/" in address]
    assert [address.endswith(zone) for address in asked] == [True] * bool(known)
    request = json.dumps(SCORE | {"zone": known or ZONES[0]})
    assert page.evaluate(ASK, request) == wire.evaluate(request)


def test_the_policy_holds_in_the_worker(page, serve, engine_site, watch):
    """Inside the worker neither text becomes code nor is another host reached; and yet it scores."""
    start(page, serve(engine_site).address)
    refused = page.workers[0].evaluate(
        """() => new Promise((resolve) => setTimeout(async () => {  // later: what a debugger runs may do more
          const ways = {
            eval: () => (0, eval)("1"),
            Function: () => new Function("1"),
            fetch: () => fetch("https://example.com/"),
            import: () => import("https://example.com/a.mjs"),
          };
          const tried = {};
          for (const [name, way] of Object.entries(ways)) {
            tried[name] = await Promise.resolve().then(way).then(() => "ran", (error) => error.name);
          }
          resolve(tried);
        }))"""
    )
    assert refused == {"eval": "EvalError", "Function": "EvalError", "fetch": "TypeError", "import": "TypeError"}
    assert all("example.com" in address for address in watch.left)
    watch.left.clear()  # asked for, but refused before anything was sent
    watch.forgive("Content Security Policy")
    assert page.evaluate(ASK, json.dumps(SCORE)) == wire.evaluate(json.dumps(SCORE))


def test_stops(page, serve, engine_site):
    """A stopped engine ends its worker and says so to whoever asks."""
    start(page, serve(engine_site).address)
    with page.workers[0].expect_event("close"):
        page.evaluate("() => engine.stop()")
    assert page.evaluate("() => engine.ask({ do: 'score' }).catch((error) => error.stage)") == "stopped"
    assert page.workers == []
