"""The latest edits of the playbook, as its repository tells of them: when, of which pages, and with what words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_playbook.pages.addresses import SHOWN as SHOWN_AT
from escalation_playbook.pages.dates import date_words
from escalation_playbook.pages.places import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalation_playbook.commits import Commit, Commits
    from escalation_playbook.pages.page import Page

_FOLDER: Final = "playbook/"
_SHOWN: Final = 5
"""Edits that are named."""
_NAMED: Final = 3
"""Pages of an edit that are named."""


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A commit, with the pages that show what it last changed."""

    day: str
    machine: str
    places: Sequence[Place]
    more: int
    """How many it changed beyond them."""
    said: str
    """What was said of it; empty on a site for the public."""


def latest_edits(commits: Commits, pages: Sequence[Page]) -> list[Edit]:
    """The latest first. A file counts with its last change only, so an edit that was all edited again is not named."""
    found: dict[str, tuple[Commit, list[str]]] = {}
    for file, commit in sorted(commits.last.items()):
        if file.startswith(_FOLDER):
            found.setdefault(commit.id, (commit, []))[1].append(file)
    latest = sorted(found.values(), key=lambda each: (each[0].time, each[0].id), reverse=True)[:_SHOWN]
    return [_edit(commit, list(_places(files, pages))) for commit, files in latest]


def _edit(commit: Commit, places: Sequence[Place]) -> Edit:
    return Edit(
        day=date_words(commit.day),
        machine=commit.day.isoformat(),
        places=places[:_NAMED],
        more=len(places[_NAMED:]),
        said=commit.subject,
    )


def _places(files: Iterable[str], pages: Sequence[Page]) -> Iterable[Place]:
    """The page that shows each file, once; a file that no page shows is named itself."""
    titles = {page.address: page.title for page in pages}
    own = {page.source: page.address for page in pages if page.address.startswith("pages/")}
    addresses = {file: own.get(file) or SHOWN_AT.get(file, SHOWN_AT.get(file[: file.rfind("/") + 1])) for file in files}
    places = (
        Place(name=titles[address], address=address)
        if address in titles
        else Place(name=file.removeprefix(_FOLDER), address="")
        for file, address in addresses.items()
    )
    return dict.fromkeys(places)
