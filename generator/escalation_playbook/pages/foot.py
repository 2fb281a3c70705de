"""The last line of a page: its file, how to have it changed, when it was, and when it is looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_playbook.pages.dates import date_words
from escalation_playbook.pages.page import edit_address
from escalation_playbook.pages.reviewed import Reviewed, reviewed
from escalation_playbook.pages.suggest import suggest_address

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook
    from escalation_playbook.pages.page import Page, PageContext

_SHORT: Final = 60
"""Letters of what a commit says that still fit into the line."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The last change of a page's file."""

    day: str
    """Empty when the file is not as it was last committed: that day would be one of other words."""
    machine: str = ""
    subject: str = ""
    """What was said of it, if that is short."""
    file: str = ""
    """Which file of a folder it was."""


@dataclass(frozen=True, kw_only=True)
class Foot:
    """The last line of a page; what is empty is left out."""

    source: str
    source_url: str
    edit: str
    suggest: str
    changed: Changed | None
    reviewed: Reviewed | None


def foot_of(page: Page, playbook: Playbook, context: PageContext) -> Foot:
    """Which file a page comes from, and where it is edited; a folder is looked at, its files are edited one by one."""
    source, source_url, edit = page.source, "", edit_address(page.source, context)
    if source.endswith("/"):
        tree = context.edit_url.replace("/edit/", "/tree/", 1)  # as the hosts name both
        edit, source_url = "", tree + source if tree != context.edit_url else ""
    return Foot(
        source=source,
        source_url=source_url,
        edit=edit,
        suggest=suggest_address(page, playbook, context),
        changed=changed(source, context),
        reviewed=reviewed(playbook, source, context.now),
    )


def changed(source: str, context: PageContext) -> Changed | None:
    """The last change of a file, or in a folder; nothing when the repository does not say."""
    if source in context.commits.pending:
        return Changed(day="")
    found = context.commits.latest(source)
    if not found:
        return None
    file, commit = found
    alone = file == source
    return Changed(
        day=date_words(commit.day),
        machine=commit.day.isoformat(),
        subject=commit.subject if alone and len(commit.subject) <= _SHORT else "",
        file="" if alone else file.removeprefix(source),
    )
