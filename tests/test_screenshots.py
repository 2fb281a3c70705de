"""The pictures in README: those of the pages as they are, few and small, with every type of page among the others."""

import re
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "screenshots"))

from escalation_playbook.checking import examine
from escalation_playbook.pages import PageContext, all_pages
from scenes import NOW, SCENES
from shown import FOLDER, RECORD, ROOT, SHOWN, made_of

LARGEST = 1_500_000
"""Bytes that all of README's pictures may have together."""


def names() -> set[str]:
    """The files of README's pictures."""
    return {f"{name}-{screen}-{scheme}.webp" for name, screen in SHOWN for scheme in ("light", "dark")}


def test_the_pictures_are_those_of_the_pages() -> None:
    """What README shows is what the site shows."""
    assert RECORD.read_text("utf-8").strip() == made_of(), "pages in README's pictures have changed: make screenshots"


def test_the_pictures_are_few_and_small() -> None:
    """A clone carries no more than README shows."""
    there = {path.name: path.stat().st_size for path in FOLDER.iterdir() if path != RECORD}
    assert set(there) == names()
    assert sum(there.values()) < LARGEST


def test_readme_shows_them_in_both_schemes() -> None:
    """Each picture stands there with words for those who do not see it."""
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(
        r'<source media="\(prefers-color-scheme: dark\)" srcset="tests/screenshots/shown/(\S+)-dark\.webp">\s*'
        r'<img [^>]*src="tests/screenshots/shown/(\S+)-light\.webp" [^>]*alt="[^"]{20,}"',
        text,
    )
    assert {
        f"{dark}-{scheme}.webp" for dark, light in shown if dark == light for scheme in ("light", "dark")
    } == names()


def test_every_type_of_page_is_pictured() -> None:
    """A maintainer who looks through the pictures has seen each template."""
    playbook = examine(ROOT).playbook
    assert playbook is not None
    pages = all_pages(playbook, PageContext(now=datetime.fromisoformat(NOW)))
    pictured = {re.split(r"[?#]", scene.path)[0] for scene in SCENES}
    seen = {page.template for page in pages if page.address in pictured}
    assert {page.template for page in pages} == seen
    assert pictured <= {page.address for page in pages} | {"404.html"}
