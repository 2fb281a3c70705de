"""Clocks: what is due when, and how a moment is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, Literal

from .business import DAY, Business, later, onward
from .matrix import Commitment
from .scalars import format_duration

DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LABELS: Final = {
    "acknowledge": "Acknowledge by",
    "first_update": "Next update by",
    "contain": "Contain by",
    "resolve": "Resolve by",
}
"""The commitments with a due time, in the order of a clock."""


@dataclass(frozen=True, kw_only=True)
class Due:
    """One promise with its time."""

    name: str
    label: str
    at: datetime


def dues(
    commitment: Commitment, start: datetime, now: datetime | None = None, business: Business | None = None
) -> list[Due]:
    """When each promise is due, counted from `start`; a passed update moves on by the cadence to the next one.

    A commitment in business hours is counted in those of `business`.
    """
    found = []
    counted = business if commitment.hours == "business" else None
    for name, label in LABELS.items():
        minutes: int | None = getattr(commitment, name)
        if minutes is None:
            continue
        at = after(start, minutes, counted)
        if name == "first_update" and commitment.cadence and now is not None and at < now:
            at = following(at, commitment.cadence, now, counted)
        found.append(Due(name=name, label=label, at=at))
    return found


def after(start: datetime, minutes: int, business: Business | None) -> datetime:
    """The moment so many minutes later, in UTC: real ones, also over the change to summer time, or business hours."""
    if business is not None:
        return later(business, start, minutes)
    return start.astimezone(UTC) + timedelta(minutes=minutes)


def following(due: datetime, minutes: int, now: datetime, business: Business | None) -> datetime:
    """The first moment, not before `now`, that lies a whole number of times so many minutes after `due`."""
    if business is not None:
        return onward(business, due, minutes, now)
    cadence = timedelta(minutes=minutes)
    return due + -(-(now - due) // cadence) * cadence


def promise_words(minutes: int, hours: Literal["24x7", "business"]) -> str:
    """A promised time: `8 h`, `2 days`; in business hours `8 business hours`, `2 business days`."""
    if hours == "24x7":
        return format_duration(minutes)
    days, rest = divmod(minutes, DAY)
    said = [_counted(days, "business day")] if days else []
    if rest or not days:
        said.append(_counted(rest // 60, "business hour") if rest % 60 == 0 else f"{rest} business minutes")
    return " and ".join(said)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def moment(at: datetime, zone: tzinfo, today: date) -> str:
    """`09:57` on the day itself, `Fri 14 Nov, 09:57` on another, with the year when that differs."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else f"{day(local.date(), today)}, {clock}"


def day(of: date, today: date | None = None) -> str:
    """`Fri 14 Nov`, with the year when it is not that of `today`."""
    year = "" if today is not None and today.year == of.year else f" {of.year}"
    return f"{DAY_NAMES[of.weekday()]} {of.day} {_MONTHS[of.month - 1]}{year}"


def distance(at: datetime, now: datetime) -> tuple[str, bool]:
    """How far away a due time is, and whether it has passed: `in 8 min`, `Late by 12 min`."""
    late = at < now
    away = abs(at - now) // timedelta(minutes=1)
    if away == 0:
        return ("Late by 1 min" if late else "now"), late
    rounded = away if away < 1440 else away // 60 * 60 if away < 2880 else away // 1440 * 1440
    words = format_duration(rounded)
    return (f"Late by {words}" if late else f"in {words}"), late
