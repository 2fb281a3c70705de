"""When the file of a page was last looked at, and by when it is again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_playbook.pages.dates import date_words, local

if TYPE_CHECKING:
    from datetime import datetime

    from escalation_calculator.playbook import Playbook


@dataclass(frozen=True, kw_only=True)
class Reviewed:
    """The state of a page's review."""

    last: str
    """Empty of a folder, whose files are looked at one by one."""
    file: str
    """Of a folder: which of its files comes next."""
    owner: str
    due: str
    overdue: bool
    """Whether that was before the day on which the site is built."""


def reviewed(playbook: Playbook, source: str, now: datetime) -> Reviewed | None:
    """Of a file or a folder; nothing when nobody is to look at it again."""
    found = {source: playbook.reviews[source]} if source in playbook.reviews else {}
    if source.endswith("/"):
        found = {file: review for file, review in playbook.reviews.items() if file.startswith(source)}
    if not found:
        return None
    file, review = min(found.items(), key=lambda entry: entry[1].due)
    return Reviewed(
        last=date_words(review.last) if file == source else "",
        file=file.removeprefix(source),
        owner=playbook.roles[review.owner].name,
        due=date_words(review.due),
        overdue=review.due < local(now, playbook).date(),
    )
