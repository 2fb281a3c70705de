"""The pictures in README, and a hash over what they were made of."""

import json
import re
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from escalation_calculator import wire
from escalation_playbook import browser
from escalation_playbook.checking import examine
from escalation_playbook.pages.navigation import navigation
from escalation_playbook.pages.page import PageContext
from escalation_playbook.render import render_pages
from scenes import CLASSIFIED, NOW, SCENES
from tickets import SCORED

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FOLDER = HERE / "shown"
"""Where they lie."""
RECORD = FOLDER / "made-of.txt"
"""Holds the hash."""
SHOWN = {
    ("calculator-answered", "desk"),
    ("calculator-answered", "phone"),
    ("home", "desk"),
    ("cases", "desk"),
    ("case", "desk"),
}
"""Scene and screen; each in both schemes."""

_FOOT = re.compile(r"<footer\b.*?</footer>", re.DOTALL)


def made_of(root: Path = ROOT) -> str:
    """A hash over what is on the pictures: pages, style sheets and the calculator's answer.

    The feet of pages are left out: they tell dates from the history.
    """
    checked = examine(root)
    assert checked.playbook is not None, "the playbook holds mistakes: run `playbook check`"
    names = {name for name, _ in SHOWN}
    addresses = {scene.path.partition("#")[0] for scene in SCENES if scene.name in names}
    pages = render_pages(checked.playbook, PageContext(now=datetime.fromisoformat(NOW)))
    parts = [_FOOT.sub("", page.html) for page in pages if page.address in addresses]
    parts.append(repr(navigation([page.address for page in pages if not page.stamped])))
    package = Path(browser.__file__).parent
    parts += [path.read_text("utf-8") for path in sorted((package / "assets").glob("*.css"))]
    parts += [path.read_text("utf-8") for path in sorted((package / "theme").rglob("*.html"))]
    wire.evaluate(json.dumps({"do": "load", "playbook": dict(checked.files)}))
    asked = {"do": "score", "answers": {**SCORED, "classified": CLASSIFIED}, "now": NOW, "zone": "Europe/Berlin"}
    parts.append(json.dumps(json.loads(wire.evaluate(json.dumps(asked))), sort_keys=True))
    return sha256("\0".join(parts).encode()).hexdigest()
