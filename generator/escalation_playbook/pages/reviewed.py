"""When the file of a page was last looked at, and by when it is again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_playbook.pages.dates import date_words

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook


def reviewed(playbook: Playbook, source: str) -> str:
    """`Reviewed 1 Sep 2026 by Support lead, next by 1 Dec 2026`; empty when nobody is to look at it again.

    Of a folder it is told which of its files comes next.
    """
    found = {file: review for file, review in playbook.reviews.items() if file == source}
    if source.endswith("/"):
        found = {file: review for file, review in playbook.reviews.items() if file.startswith(source)}
    if not found:
        return ""
    file, review = min(found.items(), key=lambda entry: entry[1].due)
    who, next_by = playbook.roles[review.owner].name, date_words(review.due)
    if file != source:
        return f"Next review: {file.removeprefix(source)} by {next_by}, {who}"
    return f"Reviewed {date_words(review.last)} by {who}, next by {next_by}"
