"""Checks of hours and days: times of day, days off, and that somebody can be reached while a promise runs."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Final

from escalation_calculator.diagnostics import Path
from escalation_calculator.duty import deputies, duty
from escalation_calculator.matrix import BusinessHours, Hours, Matrix, Role
from escalation_calculator.reading import Reading
from escalation_calculator.zones import meant

from .names import once

_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_MONDAY: Final = datetime(2026, 1, 5, tzinfo=UTC)
"""A week is like another: that summer time moves a duty by an hour is left out of account."""


def check_zone(zone: str, zones: Collection[str], reading: Reading, place: Path) -> None:
    """Report a zone that there is none of, when it is known which there are."""
    if zones and zone not in zones:
        reading.report("unknown-zone", place, f"There is no time zone “{zone}”.", meant(zone, zones))


def check_hours(hours: Hours | BusinessHours, without: str, reading: Reading, place: Path) -> None:
    """Report hours without a day, in the words of `without`, and what is no time of day."""
    if not hours.days:
        reading.report(
            "no-days",
            (*place, "days"),
            without,
            "Name the days, or leave “days” out for all of them.",
            on_key=True,
        )
    for end in ("start", "end"):
        if not _CLOCK.fullmatch(getattr(hours, end)):
            reading.report(
                "bad-clock",
                (*place, end),
                f"“{getattr(hours, end)}” is not a time of day.",
                "Write it like “08:30”.",
            )


def check_business_hours(matrix: Matrix, zones: Collection[str], reading: Reading) -> None:
    """Report business hours that are never open, and days off that are named twice."""
    hours = matrix.business_hours
    if hours is not None:
        before = len(reading.diagnostics)
        check_hours(hours, "No day has business hours.", reading, ("business_hours",))
        if len(reading.diagnostics) == before and hours.end <= hours.start:
            reading.report(
                "empty-hours",
                ("business_hours", "end"),
                "Business hours end before they begin.",
                "Write a later time; “24:00” is midnight at the end of the day.",
            )
    seen: set[tuple[object, str]] = set()
    for i, off in enumerate(matrix.days_off):
        for n, zone in enumerate(off.zones):
            check_zone(zone, zones, reading, ("days_off", i, "zones", n))
        once(reading, ("days_off", i, "zones"), off.zones)
        kept = {(off.day, zone) for zone in off.zones or ("",)}
        if kept & seen or (off.day, "") in seen or (not off.zones and off.day in {day for day, _ in seen}):
            reading.report(
                "duplicate-day", ("days_off", i, "day"), f"{off.day} is off already.", "Take one of them out."
            )
        seen |= kept


def covered(matrix: Matrix, role: Role) -> bool:
    """Whether the role or one of its deputies can be reached at any moment of a week."""
    chain = [role, *deputies({each.id: each for each in matrix.roles}, role)]
    at = _MONDAY
    while at < _MONDAY + timedelta(days=7):
        found = [each for each in (duty(one, at) for one in chain) if each.reached]
        if not found:
            return False
        if any(each.always or each.on_call or each.changes is None for each in found):
            return True
        at = max(each.changes for each in found if each.changes is not None)
    return True
