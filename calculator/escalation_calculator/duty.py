"""Duty: whether a role can be reached now, until when, and who stands in for it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from .clock import DAY_NAMES
from .matrix import BusinessHours, Hours, Role
from .scalars import Id
from .strings import t
from .zones import WEEKDAYS, zone_of


@dataclass(frozen=True, kw_only=True)
class Duty:
    """Whether a role can be reached."""

    on: bool
    """Within its hours."""
    always: bool
    """Around the clock, every day."""
    changes: datetime | None
    """When its hours end or begin; None when they never do."""
    on_call: bool = False
    """Outside its hours, and can be woken."""

    @property
    def reached(self) -> bool:
        """Whether anybody answers now."""
        return self.on or self.on_call


def duty(role: Role, now: datetime, off: Collection[date] = ()) -> Duty:
    """Whether a role can be reached at `now`, by its hours in its own zone, on none of the days `off` there."""
    zone = zone_of(role.zone)
    if zone is None or around_the_clock(role.hours):
        return Duty(on=True, always=zone is not None, changes=None)
    on_call = role.hours.on_call == "yes"
    for start, end in _merged(list(_windows(role.hours, zone, now.astimezone(zone).date(), off))):
        if start <= now < end:
            always = end - now > timedelta(days=7)  # more than a whole week of duty never ends
            return Duty(on=True, always=always, changes=None if always else end)
        if now < start:
            return Duty(on=False, always=False, changes=start, on_call=on_call)
    return Duty(on=False, always=False, changes=None, on_call=on_call)


def around_the_clock(hours: Hours) -> bool:
    """Whether it is left open when a role can be reached: it always can, on days off too."""
    return (hours.days, hours.start, hours.end) == (Hours.days, Hours.start, Hours.end)


def deputies(roles: Mapping[Id, Role], role: Role) -> list[Role]:
    """Who stands in for a role, one after the other."""
    found: list[Role] = []
    following = role.deputy
    while following is not None and following != role.id and roles[following] not in found:
        found.append(roles[following])
        following = roles[following].deputy
    return found


def _windows(hours: Hours, zone: tzinfo, today: date, off: Collection[date]) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of duty from yesterday to a week ahead: one may have begun before midnight."""
    near = {day for day in off if -1 <= (day - today).days <= 60}
    for offset in range(-1, 9 + len(near)):
        on = today + timedelta(days=offset)
        if WEEKDAYS[on.weekday()] in hours.days and on not in near:
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


def hours_in_words(hours: Hours | BusinessHours) -> str:
    """`24 h, all days`, `08–20, Mon–Fri`, `07:30–22, Sat, Sun`."""
    around = (hours.start, hours.end) == ("00:00", "24:00")
    clock = t("24 h") if around else f"{hours.start.removesuffix(':00')}–{hours.end.removesuffix(':00')}"
    numbers = sorted(WEEKDAYS.index(name) for name in set(hours.days))
    if len(numbers) == len(WEEKDAYS):
        return t("{{ hours }}, all days", hours=clock)
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{clock}, {t(DAY_NAMES[numbers[0]])}–{t(DAY_NAMES[numbers[-1]])}"
    return f"{clock}, {', '.join(t(DAY_NAMES[n]) for n in numbers)}"
