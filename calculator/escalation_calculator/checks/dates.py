"""What is told by date: right when it was written, until time passed."""

from datetime import UTC, date, datetime
from typing import Final

from escalation_calculator.case import Case
from escalation_calculator.diagnostics import Path
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.reading import REVIEW, Reading
from escalation_calculator.review import Review

_WAITING: Final = ("open", "contained")
"""The states of a case in which somebody waits for its next steps."""


def check_dates(decoded: Decoded, today: date) -> None:
    """Report what is late, or is said to have happened and is still to come."""
    for entry in decoded.all(Case):
        _case(entry.value, today, entry.reading)
    if (matrix := decoded.one(Matrix)) is not None:
        _days_off(matrix.value, today, matrix.reading)
    for file, review in decoded.reviews.items():
        _review(review, today, decoded.readings[file])


def _case(case: Case, today: date, reading: Reading) -> None:
    for i, action in enumerate(case.actions):
        if action.state == "open" and action.due < today:
            reading.by_date(
                "action-overdue",
                ("actions", i, "due"),
                f"This was due on {action.due}, and is open.",
                "Do it, agree on another day with its owner, or drop it and say why in the learnings.",
            )
    for i, step in enumerate(case.next_steps if case.state in _WAITING else ()):
        if step.by is not None and step.by.astimezone(UTC).date() < today:
            reading.by_date(
                "next-step-overdue",
                ("next_steps", i, "by"),
                f"This was to be done by {step.by:%Y-%m-%d %H:%M}, and the case is {case.state}.",
                "Write what came of it in the timeline, and here what happens next.",
            )
    for path, at in _times(case):
        # the day of the earliest zone of all would be a guess: as an instant it is in the future or not
        if at.astimezone(UTC).date() > today:
            reading.by_date(
                "time-in-future",
                path,
                f"This is later than {today}.",
                "Write when it happened; what is planned stands in the next steps and the actions.",
            )


def _days_off(matrix: Matrix, today: date, reading: Reading) -> None:
    days = [off.day for off in matrix.days_off]
    if days and max(days) < today:
        reading.by_date(
            "days-off-over",
            ("days_off", days.index(max(days)), "day"),
            f"This was the last day off: from {max(days)} on every day counts as open.",
            "Add those to come.",
        )


def _review(review: Review, today: date, reading: Reading) -> None:
    path: Path = (REVIEW, "last")
    if review.last > today:
        reading.by_date("time-in-future", path, f"This is later than {today}.", "Write the day of the last review.")
    elif review.due < today:
        reading.by_date(
            "review-overdue",
            path,
            f"This file was to be looked at again by {review.due}.",
            f"Read it, mend what no longer holds, and write “last: {today}”.",
        )


def _times(case: Case) -> list[tuple[Path, datetime]]:
    times = vars(case.times).items()
    found: list[tuple[Path, datetime]] = [(("times", name), at) for name, at in times if at is not None]
    return found + [(("timeline", i, "at"), event.at) for i, event in enumerate(case.timeline)]
