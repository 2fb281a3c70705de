"""The smallest site that holds the engine: one empty page under the policy, the bundle of the shipped playbook."""

import json
import shutil
from collections.abc import Collection
from functools import cache
from pathlib import Path

from escalation_playbook import browser
from escalation_playbook.checking import examine
from escalation_playbook.folder import Folder
from escalation_playbook.runtime.prepare import prepare

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src blob:; connect-src 'self'; "
    "style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>Engine</title><link rel="icon" href="data:,">{head}
<script src="assets/ep/start.js"></script></head><body><p id="out">…</p></body></html>
"""
ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Singapore", "Asia/Kolkata", "UTC")
ASSETS = Path(browser.__file__).parent / "assets"


@cache
def playbook_data(root: Path) -> dict[str, object]:
    """The shipped playbook, as the calculator takes it."""
    checked = examine(root, cases=False)
    assert checked.playbook is not None, [each.diagnostic for each in checked.located]
    return dict(checked.files)


def lay_site(root: Path, site: Path, *, head: str = "", policy: str = POLICY, zones: Collection[str] = ZONES) -> Path:
    """Lay the site into a folder, the runtime made first if need be."""
    assets = site / "assets" / "ep"
    assets.mkdir(parents=True, exist_ok=True)
    for name in ("start.js", "engine.mjs", "worker.mjs", "strings.mjs"):
        shutil.copyfile(ASSETS / name, assets / name)
    browser.lay(prepare(root, print), json.dumps(playbook_data(root)), zones, Folder(site, keep="").put)
    (site / "index.html").write_text(PAGE.format(head=head, policy=policy), "utf-8")
    return site
