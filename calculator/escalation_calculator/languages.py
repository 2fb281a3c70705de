"""Languages: how the calculator says times and spans in each, and in which direction it is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final, Literal

from .model import Priority
from .placeholders import fill, plain
from .scalars import Language, Line, Template
from .strings import english, t
from .zones import city

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"})


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The words that the calculator fills into a message of one language: times, spans, priorities."""

    name: Line
    """The language in itself: `Deutsch`."""
    weekdays: tuple[Line, ...]
    """Monday to Sunday, as short as they are written in a date."""
    months: tuple[Line, ...]
    """January to December, as short as they are written in a date."""
    today: Template
    """A time on the day itself: `{{ clock }} {{ city }} time`."""
    other_day: Template
    """A time on another day; beside those of `today` there are `{{ weekday }}`, `{{ day }}` and `{{ month }}`."""
    other_year: Template
    """A time in another year; with `{{ year }}` too."""
    passed: Template
    """A time that is over: `{{ time }}, already passed`."""
    not_promised: Line
    """Stands where the matrix promises nothing."""
    minute: Line
    """Behind the number 1."""
    minutes: Line
    """Behind any other number."""
    hour: Line
    """Behind the number 1."""
    hours: Line
    """Behind any other number."""
    day: Line
    """Behind the number 1."""
    days: Line
    """Behind any other number."""
    week: Line
    """Behind the number 1."""
    weeks: Line
    """Behind any other number."""
    business: Template
    """A span of business hours, in which a day is one business day: `{{ span }} (business hours)`."""
    every: Template
    """How often, for a span that has no phrase of its own: `every {{ span }}`."""
    every_hour: Line
    """How often, for one hour."""
    every_day: Line
    """How often, for one day."""
    every_week: Line
    """How often, for one week."""
    yes: Line | None = None
    """The answer to a fact of yes or no. When left out, it is said as in the interface, like the next three."""
    no: Line | None = None
    """The other answer."""
    nobody: Line | None = None
    """Stands where no role is called."""
    none: Line | None = None
    """Stands where no criterion is met."""
    priorities: Mapping[Priority, Line] = field(default_factory=dict)
    """The words for P1 to P4 and `standard`. The playbook's own language has them in the model already."""


ENGLISH: Final = Wording(
    name=Line("English"),
    weekdays=tuple(map(Line, ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))),
    months=tuple(map(Line, ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))),
    today=Template("{{ clock }} {{ city }} time"),
    other_day=Template("{{ weekday }} {{ day }} {{ month }}, {{ clock }} {{ city }} time"),
    other_year=Template("{{ weekday }} {{ day }} {{ month }} {{ year }}, {{ clock }} {{ city }} time"),
    passed=Template("{{ time }}, already passed"),
    not_promised=Line("not promised"),
    minute=Line("min"),
    minutes=Line("min"),
    hour=Line("h"),
    hours=Line("h"),
    day=Line("day"),
    days=Line("days"),
    week=Line("week"),
    weeks=Line("weeks"),
    business=Template("{{ span }} (business hours)"),
    every=Template("every {{ span }}"),
    every_hour=Line("every hour"),
    every_day=Line("every day"),
    every_week=Line("every week"),
)
"""What is said where a playbook does not say it otherwise."""

_WORDS: Final = {"yes": english("yes"), "no": english("no"), "nobody": english("nobody"), "none": english("none")}

IN_TEMPLATES: Final[Mapping[str, frozenset[str]]] = {
    "today": frozenset({"clock", "city"}),
    "other_day": frozenset({"clock", "city", "weekday", "day", "month"}),
    "other_year": frozenset({"clock", "city", "weekday", "day", "month", "year"}),
    "passed": frozenset({"time"}),
    "business": frozenset({"span"}),
    "every": frozenset({"span"}),
}
"""The placeholders that each template of a language may have."""


def primary(language: str) -> str:
    """`de-AT` → `de`."""
    return language.partition("-")[0]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """In which direction a language is written, by the script in its tag or the one that it usually has."""
    scripts = [part for part in language.split("-")[1:] if len(part) == 4 and part.isalpha()]
    turned = scripts[0] in _RIGHT_TO_LEFT_SCRIPTS if scripts else primary(language) in _RIGHT_TO_LEFT
    return "rtl" if turned else "ltr"


def nearest(wanted: str, languages: tuple[Language, ...]) -> Language:
    """The language asked for, else another one of its kind (`de` for `de-AT`), else the first."""
    alike = (tag for tag in languages if primary(tag) == primary(wanted))
    return next((tag for tag in languages if tag == wanted), next(alike, languages[0]))


def time_in(wording: Wording, at: datetime, zone: tzinfo, zone_name: str, now: datetime) -> str:
    """A time as a message says it: with its day when that is not today, with its year when that differs."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    template = wording.today if local.date() == today else wording.other_day
    if local.year != today.year:
        template = wording.other_year
    values = {
        "clock": f"{local:%H:%M}",
        "city": city(zone_name),
        "weekday": wording.weekdays[local.weekday()],
        "day": str(local.day),
        "month": wording.months[local.month - 1],
        "year": str(local.year),
    }
    return plain(fill(template, values, {}))


def span_in(wording: Wording, minutes: int, hours: Literal["24x7", "business"] = "24x7") -> str:
    """`90` → `1 h 30 min`; whole days and weeks stay whole. Business hours are said to be such."""
    if hours == "business":
        return plain(fill(wording.business, {"span": span_in(wording, minutes)}, {}))
    if minutes and minutes % 10080 == 0:
        return _counted(minutes // 10080, wording.week, wording.weeks)
    if minutes and minutes % 1440 == 0:
        return _counted(minutes // 1440, wording.day, wording.days)
    whole, rest = divmod(minutes, 60)
    parts = [_counted(whole, wording.hour, wording.hours)] if whole else []
    parts += [_counted(rest, wording.minute, wording.minutes)] if rest or not whole else []
    return " ".join(parts)


def lasted_in(wording: Wording, minutes: int) -> str:
    """How long something took; from two days on to the hour: `4 days 2 h`."""
    days, rest = divmod(minutes, 1440)
    if days < 2:
        return span_in(wording, minutes)
    whole = _counted(days, wording.day, wording.days)
    return f"{whole} {span_in(wording, rest // 60 * 60)}" if rest >= 60 else whole


def every_in(wording: Wording, minutes: int, hours: Literal["24x7", "business"] = "24x7") -> str:
    """How often: `every 2 h`, `every day`."""
    phrases = {60: wording.every_hour, 1440: wording.every_day, 10080: wording.every_week} if hours == "24x7" else {}
    return phrases.get(minutes) or plain(fill(wording.every, {"span": span_in(wording, minutes, hours)}, {}))


def word_in(wording: Wording, word: str, *, plainly: bool) -> str:
    """A word that stands alone; one that the language lacks is said as in the interface, or in plain English."""
    own: Line | None = getattr(wording, word)
    return own or (_WORDS[word] if plainly else t(_WORDS[word]))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
