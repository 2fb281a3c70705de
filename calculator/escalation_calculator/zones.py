"""Time zones and days: what a zone is called, and which days are off in it."""

from collections.abc import Iterable
from datetime import date, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from .diagnostics import closest
from .matrix import Matrix

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name, or None when there is none such here."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # an unknown name is a KeyError
        return None


def meant(wrong: str, zones: Iterable[str]) -> str:
    """What to write in place of a zone that there is not; one of hours from UTC would forget the summer."""
    close = closest(wrong, sorted(zones), 0.6) if not any(character.isdigit() for character in wrong) else []
    return f"Did you mean “{close[0]}”?" if close else "A zone has the name of a city: Europe/Berlin."


def city(zone: str) -> str:
    """`Europe/Berlin` → `Berlin`: how a zone is called among people."""
    return zone.rpartition("/")[2].replace("_", " ")


def days_off(matrix: Matrix, zone: str) -> frozenset[date]:
    """The days off that are kept in a zone."""
    return frozenset(off.day for off in matrix.days_off if not off.zones or zone in off.zones)
