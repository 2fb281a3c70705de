"""Thousands of requests get the same bytes from this Python and from the one in the browser."""

import json
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine_site import lay_site, playbook_data
from escalation_calculator import wire
from parity_cases import requests

ROOT = Path(__file__).parents[2]
BATCH = 300  # requests that go over to the page at once
START = """async () => {
  const { takeOver, worker } = await import(new URL("assets/ep/engine.mjs", document.baseURI));
  globalThis.engine = takeOver(worker());
  return await globalThis.engine.ready;
}"""
ASK = "(texts) => Promise.all(texts.map((text) => globalThis.engine.askText(text)))"


def without_python(reply: str) -> dict[str, object]:
    """The reply to `load`, which names the Python that gives it: the one thing that may differ."""
    return {name: value for name, value in json.loads(reply).items() if name != "python"}


@pytest.fixture(autouse=True)
def _same_zones() -> Iterator[None]:
    """Both sides take the rules of time zones from the same package, not from this machine."""
    zoneinfo.reset_tzpath(to=())
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


@pytest.mark.parametrize(("root", "count"), [(ROOT, 5_400), (ROOT / "tests/table", 600)], ids=["points", "table"])
def test_the_browser_gives_the_same_bytes(page, serve, tmp_path, root, count):
    """All edges, random answers, missing and broken ones: not one byte differs, whatever the model's form."""
    texts = requests(playbook_data(root), count)
    assert len(texts) >= count
    page.goto(serve(lay_site(ROOT, tmp_path, zones=zoneinfo.available_timezones())).address)
    page.evaluate(START)
    replies = [
        reply for begin in range(0, len(texts), BATCH) for reply in page.evaluate(ASK, texts[begin : begin + BATCH])
    ]
    assert without_python(replies[0]) == without_python(wire.evaluate(texts[0]))
    differ = [text for text, reply in zip(texts[1:], replies[1:], strict=True) if reply != wire.evaluate(text)]
    assert differ == []
