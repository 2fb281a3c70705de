"""When a file is looked at again: the key `review` at the top of any file."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from .scalars import Id, Period, parse_period


@dataclass(frozen=True, kw_only=True)
class Review:
    """Who looks at a file again, and how often. Once it is overdue, `playbook check` says so by date."""

    owner: Id
    """The role that reads the file and mends what no longer holds."""
    last: date
    """The day on which it was last read so; the day on which it was written counts."""
    every: Period
    """How long it holds from then on: `2 weeks`, `3 months`."""

    @property
    def due(self) -> date:
        """The last day on which it is not overdue. A month ends on its last day where it lacks the day of `last`."""
        number, unit = parse_period(self.every) or (0, "days")
        try:
            if unit != "months":
                return self.last + timedelta(days=number * (7 if unit == "weeks" else 1))
            year, month = divmod(self.last.year * 12 + self.last.month - 1 + number, 12)
            return date(year, month + 1, min(self.last.day, monthrange(year, month + 1)[1]))
        except (OverflowError, ValueError):  # `last` is said to lie near the end of all calendars
            return date.max
