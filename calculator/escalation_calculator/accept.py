"""Letting a warning stand: the key `accept` on a file, or on any entry with an id."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from .decode import decode_list
from .diagnostics import Diagnostic, Path, closest
from .reading import Reading
from .scalars import Id, Line

DATED: Final = frozenset(
    {*("action-overdue", "days-off-over", "exception-expired", "next-step-overdue", "review-overdue", "time-in-future")}
)
"""The codes that are told by date. What accepts one of them is itself judged by date only."""


@dataclass(frozen=True, kw_only=True)
class Accept:
    """A warning that may stand, with its reason. An error is never accepted."""

    code: Id
    """The warning's code, as it is printed: `points-fall`."""
    reason: Line
    """Why it may stand, for whoever reads it in a year."""
    until: date | None = None
    """The last day on which it may stand; without one it may stand for good."""


def settle(readings: Iterable[Reading], today: date | None) -> None:
    """Take out of the readings what is accepted there, and tell of what accepts nothing.

    A warning whose exception has expired is told by date: a build that passed yesterday passes today.
    """
    pending = [(reading, _entries(reading)) for reading in readings]
    whole = not any(diagnostic.severity == "error" for reading, _ in pending for diagnostic in reading.diagnostics)
    for reading, entries in pending:
        found = list(reading.diagnostics)
        used = _take_out(reading, entries, today)
        for place, accept in entries:
            if place not in used:
                _tell_needless(reading, place, accept, found, judged=whole and _judged(accept, today))


def _entries(reading: Reading) -> list[tuple[Path, Accept]]:
    return [entry for path, data in reading.accepts for entry in decode_list(Accept, data, reading, path)]


def _take_out(reading: Reading, entries: Sequence[tuple[Path, Accept]], today: date | None) -> set[Path]:
    """Leave what is not accepted; the places of the entries that accept something."""
    used: set[Path] = set()
    for diagnostic in list(reading.diagnostics):
        for place, accept in entries:
            if not _covers(place, accept, diagnostic):
                continue
            reading.diagnostics.remove(diagnostic)
            if today is not None and accept.until is not None and accept.until < today and place not in used:
                message = f"“{accept.code}” could stand until {accept.until}: {diagnostic.message}"
                mend = "Mend it, or set another day and say why."
                reading.by_date("exception-expired", (*place, "until"), message, mend)
            used.add(place)
            break
    return used


def _covers(place: Path, accept: Accept, diagnostic: Diagnostic) -> bool:
    """Whether it stands on what the diagnostic is about, or around it."""
    scope = place[:-2]
    return accept.code == diagnostic.code and diagnostic.severity != "error" and diagnostic.path[: len(scope)] == scope


def _judged(accept: Accept, today: date | None) -> bool:
    """Whether it can be said that there is nothing to accept: what is told by date needs a date."""
    return accept.code not in DATED or today is not None


def _tell_needless(reading: Reading, place: Path, accept: Accept, found: Sequence[Diagnostic], *, judged: bool) -> None:
    where = (*place, "code")
    if any(each.code == accept.code and each.severity == "error" for each in found):
        message = f"“{accept.code}” is an error, and no error is accepted."
        reading.warn("accepts-nothing", where, message, "Mend it, and take this out.")
    elif judged:
        close = closest(accept.code, {each.code for each in found}, 0.6)
        mend = f"Did you mean “{close[0]}”?" if close else "Take this out."
        tell = reading.by_date if accept.code in DATED else reading.warn
        tell("accepts-nothing", where, f"There is no “{accept.code}” here to accept.", mend)
