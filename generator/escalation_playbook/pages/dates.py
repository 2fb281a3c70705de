"""Days and times as pages show them: absolute, because a page is read long after it was written."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from typing import TYPE_CHECKING

from escalation_calculator.clock import MONTHS, day
from escalation_calculator.strings import t
from escalation_calculator.zones import zone_of

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from escalation_calculator.playbook import Playbook


def local(at: datetime, playbook: Playbook) -> datetime:
    """The same moment in the zone in which times are told."""
    return at.astimezone(_zone(playbook.matrix.zone))


@lru_cache(maxsize=16)  # looking for the zone takes longer than all else
def _zone(name: str) -> tzinfo:
    return zone_of(name) or UTC


def date_words(of: date) -> str:
    """`13 Nov 2025`."""
    return t("{{ day }} {{ month }} {{ year }}", day=of.day, month=t(MONTHS[of.month - 1]), year=of.year)


def day_words(at: datetime) -> str:
    """`Thu 13 Nov 2025`."""
    return day(at.date())


def clock_words(at: datetime) -> str:
    """`09:42`."""
    return f"{at.hour:02}:{at.minute:02}"  # formatting by %H:%M takes eight times as long


def stamp(at: datetime, today: date | None = None) -> str:
    """`Thu 13 Nov 2025, 09:42`; without the year when it is that of `today`."""
    return t("{{ day }}, {{ clock }}", day=day(at.date(), today), clock=clock_words(at))
