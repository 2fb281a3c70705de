"""`python tests/screenshots/run.py [--only TEXT] [--shown]`: pictures of every type of page, and those in README.

All of them come into build/screenshots, with index.html over them; those of README beside this file. Both are of the
shipped playbook at one fixed time.
"""

import argparse
import base64
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from escalation_playbook import site as building
from escalation_playbook.runtime.prepare import prepare
from scenes import NOW, SCENES, Scene
from shown import FOLDER, RECORD, ROOT, SHOWN, made_of

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from conftest import QUIET, chromium_path
from server import serving

SCREENS = {"desk": (1280, 800), "phone": (390, 844)}
SCHEMES = ("light", "dark")
PREFIX = "/escalation/"
"""Where `mkdocs.yml` says that the site stands: the page of a missing address has its links from there."""
SHARP, FINE, ROUGH = 1.5, 82, 60
"""Points to a pixel in README's pictures; how little is lost of theirs, and of the others."""
TALLEST = 16_000
"""Points: WebP holds little more."""


def main() -> int:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of every type of page, and those that README shows.")
    parser.add_argument("--only", default="", metavar="TEXT", help="scenes with this in their name")
    parser.add_argument("--shown", action="store_true", help="those that README shows, and no others")
    given = parser.parse_args()
    scenes = [scene for scene in SCENES if given.only in scene.name]
    prepare(ROOT, print)
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    site = ROOT / "build" / "screenshots-site"
    building.build(ROOT, building.assemble(ROOT, now=datetime.fromisoformat(NOW)), site)
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright, serving(site, prefix=PREFIX) as host:
        root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=[*QUIET, *root])
        for screen in SCREENS:
            for scheme in SCHEMES:
                if not given.shown:
                    take(browser, host.address, scenes, screen=screen, scheme=scheme, folder=folder)
                kept = [scene for scene in scenes if (scene.name, screen) in SHOWN]
                take(browser, host.address, kept, screen=screen, scheme=scheme, folder=FOLDER, shown=True)
        browser.close()
    (folder / "index.html").write_text(sheet(), "utf-8")
    if not given.only:
        RECORD.write_text(f"{made_of()}\n", "utf-8")
    print(f"Look through them: {folder / 'index.html'}")
    return 0


def take(
    browser: Browser,
    address: str,
    scenes: Sequence[Scene],
    *,
    screen: str,
    scheme: str,
    folder: Path,
    shown: bool = False,
) -> None:
    """Take a picture of each scene: of the whole page, or of what README `shown` is seen without scrolling."""
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=SHARP if shown else 1,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        timezone_id="Europe/Berlin",
        locale="en-GB",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    for scene in scenes:
        page.goto("about:blank")  # so that a scene on the page of the one before begins anew
        page.goto(address + scene.path, wait_until="networkidle")
        if scene.act:
            scene.act(page)
        whole = not shown and not scene.name.startswith("search")
        if whole:  # what scrolls by itself is seen whole, too
            tall = page.evaluate("document.documentElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": min(tall, TALLEST)})
        name = f"{scene.name}-{screen}-{scheme}.webp"
        (folder / name).write_bytes(picture(page, quality=ROUGH if whole else FINE))
        page.set_viewport_size({"width": width, "height": height})
        print(name)
    context.close()


def picture(page: Page, *, quality: int) -> bytes:
    """What is seen, as WebP."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
    session.detach()
    return base64.b64decode(taken["data"])


def sheet() -> str:
    """All pictures on one page: a row for each scene."""
    rows = []
    for scene in SCENES:
        cells = "".join(
            f'<td><a href="{name}"><img src="{name}" alt="{escape(scene.name)}, {screen}, {scheme}" loading="lazy"></a>'
            for screen in SCREENS
            for scheme in SCHEMES
            for name in [f"{scene.name}-{screen}-{scheme}.webp"]
        )
        rows.append(f'<tr id="{scene.name}"><th>{scene.name}<br><small>{escape(scene.path)}</small></th>{cells}</tr>')
    style = (
        "body{font:14px system-ui;margin:24px;background:#999}th{text-align:left;vertical-align:top;padding:8px}"
        "td{vertical-align:top;padding:8px}img{max-height:420px;max-width:420px}small{font-weight:400}"
        "th{max-width:180px;overflow-wrap:anywhere}"
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures</title><style>{style}</style>'
        f"<table>{''.join(rows)}</table></html>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
