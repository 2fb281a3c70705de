"""Clocks: what is due when, in whose time, and whether a role can be reached now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from .matrix import Commitment, Hours, Role
from .scalars import format_duration

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_NAMES: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
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


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Whether a role can be reached."""

    on: bool
    always: bool
    """Around the clock, every day."""
    changes: datetime | None
    """When it ends or begins; None when it never does."""


def zone_of(name: str) -> tzinfo | None:
    """The time zone of a name, or None when there is none such here."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # an unknown name is a KeyError
        return None


def city(zone: str) -> str:
    """`Europe/Berlin` → `Berlin`: how a zone is called among people."""
    return zone.rpartition("/")[2].replace("_", " ")


def dues(commitment: Commitment, start: datetime, now: datetime | None = None) -> list[Due]:
    """When each promise is due, counted from `start`; a passed update moves on by the cadence to the next one."""
    found = []
    start = start.astimezone(UTC)  # a promise counts real minutes, also over the change to summer time
    for name, label in LABELS.items():
        minutes: int | None = getattr(commitment, name)
        if minutes is None:
            continue
        at = start + timedelta(minutes=minutes)
        if name == "first_update" and commitment.cadence and now is not None and at < now:
            cadence = timedelta(minutes=commitment.cadence)
            at += -(-(now - at) // cadence) * cadence
        found.append(Due(name=name, label=label, at=at))
    return found


def moment(at: datetime, zone: tzinfo, today: date) -> str:
    """`09:57` on the day itself, `Fri 14 Nov, 09:57` on another, with the year when that differs."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else f"{day(local.date(), today)}, {clock}"


def day(of: date, today: date | None = None) -> str:
    """`Fri 14 Nov`, with the year when it is not that of `today`."""
    year = "" if today is not None and today.year == of.year else f" {of.year}"
    return f"{_DAY_NAMES[of.weekday()]} {of.day} {_MONTHS[of.month - 1]}{year}"


def distance(at: datetime, now: datetime) -> tuple[str, bool]:
    """How far away a due time is, and whether it has passed: `in 8 min`, `Late by 12 min`."""
    late = at < now
    away = abs(at - now) // timedelta(minutes=1)
    if away == 0:
        return ("Late by 1 min" if late else "now"), late
    rounded = away if away < 1440 else away // 60 * 60 if away < 2880 else away // 1440 * 1440
    words = format_duration(rounded)
    return (f"Late by {words}" if late else f"in {words}"), late


def duty(role: Role, now: datetime) -> Duty:
    """Whether a role can be reached at `now`, by its hours in its own zone."""
    zone = zone_of(role.zone)
    if zone is None or role.hours == Hours():
        return Duty(on=True, always=zone is not None, changes=None)
    for start, end in _merged(list(_windows(role.hours, zone, now.astimezone(zone).date()))):
        if start <= now < end:
            always = end - now > timedelta(days=7)  # more than a whole week of duty never ends
            return Duty(on=True, always=always, changes=None if always else end)
        if now < start:
            return Duty(on=False, always=False, changes=start)
    return Duty(on=False, always=False, changes=None)


def _windows(hours: Hours, zone: tzinfo, today: date) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of duty from yesterday to a week ahead: one may have begun before midnight."""
    for offset in range(-1, 9):
        on = today + timedelta(days=offset)
        if WEEKDAYS[on.weekday()] in hours.days:
            start, end = _at(on, hours.start, zone), _at(on, hours.end, zone)
            yield start, end if end > start else _at(on + timedelta(days=1), hours.end, zone)


def _merged(windows: Sequence[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Stretches that touch are one: a duty that ends at 24:00 and begins at 00:00 goes on."""
    merged: list[tuple[datetime, datetime]] = []
    for start, end in windows:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _at(on: date, clock: str, zone: tzinfo) -> datetime:
    if clock == "24:00":
        return datetime.combine(on + timedelta(days=1), time(), zone)
    return datetime.combine(on, time.fromisoformat(clock), zone)


def hours_in_words(hours: Hours) -> str:
    """`24 h, all days`, `08–20, Mon–Fri`, `07:30–22, Sat, Sun`."""
    around = (hours.start, hours.end) == ("00:00", "24:00")
    clock = "24 h" if around else f"{hours.start.removesuffix(':00')}–{hours.end.removesuffix(':00')}"
    numbers = sorted(WEEKDAYS.index(name) for name in set(hours.days))
    if len(numbers) == len(WEEKDAYS):
        return f"{clock}, all days"
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{clock}, {_DAY_NAMES[numbers[0]]}–{_DAY_NAMES[numbers[-1]]}"
    return f"{clock}, {', '.join(_DAY_NAMES[n] for n in numbers)}"
