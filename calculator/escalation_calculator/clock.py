"""Clocks: what is due when, and how a moment is told."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, Literal

from .business import DAY, Business, later, onward
from .matrix import Commitment
from .spans import span
from .strings import english, t, tn

DAY_NAMES: Final = (
    english("Mon"),
    english("Tue"),
    english("Wed"),
    english("Thu"),
    english("Fri"),
    english("Sat"),
    english("Sun"),
)
MONTHS: Final = (
    *(english("Jan"), english("Feb"), english("Mar"), english("Apr"), english("May"), english("Jun")),
    *(english("Jul"), english("Aug"), english("Sep"), english("Oct"), english("Nov"), english("Dec")),
)
"""As short as they are written in a date."""

LABELS: Final = {
    "acknowledge": english("Acknowledge by"),
    "first_update": english("Next update by"),
    "contain": english("Contain by"),
    "resolve": english("Resolve by"),
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
        found.append(Due(name=name, label=t(label), at=at))
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
        return span(minutes)
    days, rest = divmod(minutes, DAY)
    whole = tn("{{ n }} business day", "{{ n }} business days", days)
    if rest % 60 == 0:
        part = tn("{{ n }} business hour", "{{ n }} business hours", rest // 60)
    else:
        part = t("{{ n }} business minutes", n=rest)
    if days and rest:
        return t("{{ first }} and {{ last }}", first=whole, last=part)
    return whole if days else part


def moment(at: datetime, zone: tzinfo, today: date) -> str:
    """`09:57` on the day itself, `Fri 14 Nov, 09:57` on another, with the year when that differs."""
    local = at.astimezone(zone)
    clock = f"{local:%H:%M}"
    return clock if local.date() == today else t("{{ day }}, {{ clock }}", day=day(local.date(), today), clock=clock)


def day(of: date, today: date | None = None) -> str:
    """`Fri 14 Nov`, with the year when it is not that of `today`."""
    weekday, month = t(DAY_NAMES[of.weekday()]), t(MONTHS[of.month - 1])
    if today is not None and today.year == of.year:
        return t("{{ weekday }} {{ day }} {{ month }}", weekday=weekday, day=of.day, month=month)
    return t("{{ weekday }} {{ day }} {{ month }} {{ year }}", weekday=weekday, day=of.day, month=month, year=of.year)


def distance(at: datetime, now: datetime) -> tuple[str, bool]:
    """How far away a due time is, and whether it has passed: `in 8 min`, `Late by 12 min`."""
    late = at < now
    away = abs(at - now) // timedelta(minutes=1)
    if away == 0:
        return (t("Late by {{ time }}", time=span(1)) if late else t("now")), late
    rounded = away if away < 1440 else away // 60 * 60 if away < 2880 else away // 1440 * 1440
    time = span(rounded)
    return (t("Late by {{ time }}", time=time) if late else t("in {{ time }}", time=time)), late
