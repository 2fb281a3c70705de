"""The reader's moment: the present, the zone, and from when the clocks run."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from .answers import Answers
from .clock import moment
from .zones import zone_of


@dataclass(frozen=True, kw_only=True)
class Moment:
    """When the reader looks, and in which zone."""

    now: datetime
    zone: tzinfo
    zone_name: str
    start: datetime
    """From when the clocks run."""
    given: bool
    """Whether the start was given, or is only the present moment."""

    @property
    def today(self) -> date:
        """The reader's day."""
        return self.now.astimezone(self.zone).date()

    def told(self, at: datetime) -> str:
        """Another moment as this reader is told it."""
        return moment(at, self.zone, self.today)


def moment_of(answers: Answers, now: datetime, zone_name: str, fallback: str) -> Moment:
    """The reader's moment; a start written without an offset is in the reader's zone, which falls back when unknown."""
    found = zone_of(zone_name)
    name = zone_name if found is not None else fallback
    zone = found or zone_of(fallback) or UTC
    start = now
    if answers.classified is not None:
        start = answers.classified if answers.classified.tzinfo is not None else answers.classified.replace(tzinfo=zone)
        # as exact as the link that reproduces it, and free of the hour that a zone has twice or not at all
        start = start.astimezone(UTC).replace(second=0, microsecond=0)
    return Moment(now=now, zone=zone, zone_name=name, start=start, given=answers.classified is not None)
