"""Business hours: so many minutes of them later, and the minutes of them between two moments.

They are counted on the clock on the wall of one zone: eight business hours are eight also where a night between them
is an hour longer or shorter.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from .matrix import Matrix
from .zones import WEEKDAYS, days_off, zone_of

DAY: Final = 1440
"""Minutes in which a day is written; in business hours it stands for one business day."""


@dataclass(frozen=True, kw_only=True)
class Business:
    """When it is open."""

    zone: tzinfo
    days: frozenset[int]
    """Days of the week, Monday is 0."""
    opens: timedelta
    """Since midnight."""
    closes: timedelta
    off: frozenset[date]
    """Days that would be open, and are not."""

    @property
    def length(self) -> timedelta:
        """How long it is open on a day."""
        return self.closes - self.opens


def business_of(matrix: Matrix) -> Business | None:
    """The business hours of a matrix; None when it has none."""
    hours = matrix.business_hours
    if hours is None:
        return None
    days = frozenset(WEEKDAYS.index(name) for name in hours.days)
    return Business(
        zone=zone_of(matrix.zone) or UTC,
        days=days,
        opens=since_midnight(hours.start),
        closes=since_midnight(hours.end),
        off=frozenset(day for day in days_off(matrix, matrix.zone) if day.weekday() in days),
    )


def since_midnight(clock: str) -> timedelta:
    """A time of day: `08:30`, `24:00`."""
    hours, _, minutes = clock.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def open_time(business: Business, minutes: int) -> timedelta:
    """What is written as a duration, as time in business hours: each day in it is one business day."""
    days, rest = divmod(minutes, DAY)
    return days * business.length + timedelta(minutes=rest)


def later(business: Business, start: datetime, minutes: int) -> datetime:
    """The moment at which so many minutes of business hours have passed since `start`, in UTC.

    What would end with the hours of a day ends then, not when the next day begins.
    """
    return _advanced(business, start, open_time(business, minutes))


def onward(business: Business, due: datetime, minutes: int, now: datetime) -> datetime:
    """The first moment, not before `now`, that lies a whole number of times so many minutes after `due`."""
    step = open_time(business, minutes)
    passed = _total(business, now) - _total(business, due)
    left = -(-passed // step) * step - passed
    if not left and not _running(business, now):
        left = step  # the moment it fell on was the end of the last hours
    return _advanced(business, now, left)


def _advanced(business: Business, start: datetime, left: timedelta) -> datetime:
    at = _local(business, start)
    for day in _open_days(business, at.date()):
        opens, closes = day + business.opens, day + business.closes
        at = max(at, opens)
        if at + left <= closes:
            break
        left -= max(closes - at, timedelta())
    return (at + left).replace(tzinfo=business.zone).astimezone(UTC)


def _open_days(business: Business, day: date) -> Iterator[datetime]:
    """The midnights before the open days from `day` on."""
    while True:
        if day.weekday() in business.days and day not in business.off:
            yield datetime.combine(day, time())
        day += timedelta(days=1)


def _total(business: Business, moment: datetime) -> timedelta:
    """The business hours that have passed since the calendar began; only differences mean something."""
    local = _local(business, moment)
    day = local.date()
    weeks, weekday = divmod(day.toordinal() - 1, 7)  # the first day of the calendar is a Monday
    before = weeks * len(business.days) + sum(each < weekday for each in business.days)
    before -= sum(each < day for each in business.off)
    passed = timedelta()
    if weekday in business.days and day not in business.off:
        passed = min(max(local - datetime.combine(day, time()) - business.opens, timedelta()), business.length)
    return before * business.length + passed


def _running(business: Business, moment: datetime) -> bool:
    """Whether business hours are running, their first instant left out and their last one counted in."""
    local = _local(business, moment)
    today = local - datetime.combine(local.date(), time())
    is_open = local.weekday() in business.days and local.date() not in business.off
    return is_open and business.opens < today <= business.closes


def _local(business: Business, moment: datetime) -> datetime:
    """The clock on the wall."""
    return moment.astimezone(business.zone).replace(tzinfo=None)
