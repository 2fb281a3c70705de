"""Addresses are made of ids alone: a link into the site holds when a title, a name or a label is worded anew."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from escalation_calculator.check import check
from escalation_playbook.checking import examine
from escalation_playbook.pages import PageContext
from escalation_playbook.render import render_pages
from test_pages import ids

HERE = Path(__file__).parent
NOW = datetime.fromisoformat("2026-03-02T09:00+01:00")
WORDS = {"title", "name", "label", "question", "does", "means", "short"}
"""Fields that say in words what an id stands for."""


def reworded(data: Any) -> Any:
    """The same with other words in each of these fields."""
    if isinstance(data, list):
        return [reworded(each) for each in data]
    if not isinstance(data, dict):
        return data
    made = {
        key: f"Anew {each}" if key in WORDS and isinstance(each, str) else reworded(each) for key, each in data.items()
    }
    if str(data.get("text")).startswith(f"# {data.get('title')}"):  # a page that takes its title from its first line
        made["text"] = data["text"].replace(data["title"], made["title"], 1)
    return made


def places(files: dict[str, Any]) -> tuple[dict[str, list[str]], set[str]]:
    """The ids on each page, by its address; and the titles of all pages."""
    playbook, found = check(files)
    assert playbook is not None, found
    pages = render_pages(playbook, PageContext(now=NOW))
    return {page.address: sorted(ids(page)) for page in pages}, {page.title for page in pages}


@pytest.mark.parametrize("root", [HERE / "golden" / "small", HERE.parent], ids=["small", "shipped"])
def test_other_titles_leave_every_address_as_it_is(root: Path) -> None:
    """Every page and every place on it; the titles are others indeed."""
    files = dict(examine(root).files)
    before, titles = places(files)
    after, others = places({name: reworded(data) for name, data in files.items()})
    assert after == before
    assert len(others - titles) > 10
