"""An axis of time: where a moment lies on it, and which moments are written below it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import MONTHS
from escalation_calculator.strings import t
from escalation_playbook.pages.dates import clock_words

if TYPE_CHECKING:
    from datetime import tzinfo

_DAY: Final = timedelta(days=1)
_STEPS: Final = (
    *(timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)),
    *(timedelta(days=each) for each in (1, 2, 7, 14, 28, 91)),
)
"""How far apart two moments may be."""
_MOST: Final = 6
"""So many have room on a phone."""
_EDGE: Final = 5.0
"""Percent of the axis at each end at which nothing is written: it would stand over the edge."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A stretch of time, told in one zone."""

    start: datetime
    """In UTC, as the end."""
    end: datetime
    zone: tzinfo

    @cached_property
    def length(self) -> timedelta:
        """From its start to its end."""
        return self.end - self.start

    def share(self, at: datetime) -> float:
        """Where a moment lies, in percent of the axis; what lies beyond it stands at its end."""
        share = (at - self.start) / self.length * 100
        return 0.0 if share < 0 else min(share, 100.0)


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A moment on the axis."""

    at: str
    """Percent."""
    words: str
    """`10:00`, at midnight and on long axes the day; empty at the ends."""


def ticks(axis: Axis) -> list[Tick]:
    """The full hours, days or weeks on an axis, as many as have room; counted from midnight of its first day."""
    step = next((each for each in _STEPS if axis.length <= _MOST * each), _STEPS[-1])
    first = axis.start.astimezone(axis.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    # A day later is the next midnight also where the clock was changed; an hour later is an hour.
    origin = first if step >= _DAY else first.astimezone(axis.start.tzinfo)
    found: list[Tick] = []
    count = (axis.start - first) // step
    while True:
        count += 1
        at = origin + count * step
        share = (at - axis.start) / axis.length * 100
        if share > 100:
            return found
        if share >= 0:
            written = _EDGE <= share <= 100 - _EDGE
            found.append(Tick(at=f"{share:.2f}", words=_words(at.astimezone(axis.zone)) if written else ""))


def moment_words(at: datetime, axis: Axis) -> str:
    """A moment on the axis: its time, on an axis of more than two days its day."""
    there = at.astimezone(axis.zone)
    return _day(there) if axis.length > 2 * _DAY else clock_words(there)


def _words(at: datetime) -> str:
    return clock_words(at) if at.hour or at.minute else _day(at)


def _day(at: datetime) -> str:
    return t("{{ day }} {{ month }}", day=at.day, month=t(MONTHS[at.month - 1]))
