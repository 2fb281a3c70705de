"""The check of own pages: each has a title, and none has that of another."""

from escalation_calculator.files import Decoded
from escalation_calculator.own_page import OwnPage


def check_own_pages(decoded: Decoded) -> None:
    """Report pages without a title, and titles given twice."""
    seen: set[str] = set()
    for entry in decoded.all(OwnPage):
        title = entry.value.title
        if title is None:
            mend = "Begin it with a line “# Title”."
            entry.reading.report("no-title", ("text", 1), "This page has no title.", mend)
        elif title in seen:
            mend = "Give one of them another title."
            entry.reading.report("title-twice", ("title",), f"There is another page “{title}”.", mend)
        else:
            seen.add(title)
