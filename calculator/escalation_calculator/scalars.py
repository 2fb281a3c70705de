"""The scalar types of the content: what may stand behind a key, beyond plain text and numbers.

Each is an integer or a string underneath, so that every platform agrees; the decoder knows how each is written.
"""

import re
from datetime import datetime
from typing import Final, Literal, NewType

Id = NewType("Id", str)
"""Lower-case letters, digits, `-` and `_`, beginning with a letter or digit: `users_affected`, `tier-1`."""

Line = NewType("Line", str)
"""Plain text on one line; nothing in it is markup."""

Prose = NewType("Prose", str)
"""Text in CommonMark, with tables; raw HTML in it is refused."""

Template = NewType("Template", str)
"""Plain text with `{{ name }}` placeholders."""

Duration = NewType("Duration", int)
"""Minutes; written `15 min`, `8 h`, `1 h 30 min`, `2 days`, `1 week`. A day has 24 hours."""

Period = NewType("Period", str)
"""A time between days, in days, weeks or months of the calendar: `2 weeks`, `3 months`."""

Zone = NewType("Zone", str)
"""A time zone by its name in the tz database: `Europe/Berlin`."""

Language = NewType("Language", str)
"""A language by its BCP 47 tag: `en`, `de`, `pt-BR`, `zh-Hant`."""

YesNo = Literal["yes", "no"]

ID_PATTERN: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
LONGEST_ID: Final = 80
LANGUAGE_PATTERN: Final = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)

_UNITS: Final = {"min": 1, "h": 60, "day": 1440, "days": 1440, "d": 1440, "week": 10080, "weeks": 10080, "w": 10080}
DURATION_PATTERN: Final = re.compile(r"(?:\d{1,10}\s*(?:min|h|days?|d|weeks?|w)\s*)+", re.ASCII)
_PART: Final = re.compile(r"(\d{1,10})\s*(min|h|days?|d|weeks?|w)", re.ASCII)
_PERCENTAGE: Final = re.compile(r"(\d{1,10})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)
PERIOD_PATTERN: Final = re.compile(r"([1-9]\d{0,2})\s*(day|week|month)s?", re.ASCII)
_TIME: Final = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ](?:[01]\d|2[0-3]):\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII
)


def is_id(text: str) -> bool:
    """Whether `text` may name something: of the pattern's characters, and not too many of them."""
    return len(text) <= LONGEST_ID and ID_PATTERN.fullmatch(text) is not None


def id_of(words: str) -> str:
    """An id made of words, accents left out: `Öffnen schlägt fehl` → `offnen-schlagt-fehl`; empty where none can be."""
    from unicodedata import combining, normalize  # noqa: PLC0415  # a start in the browser makes no ids

    plain = "".join(each for each in normalize("NFKD", words.casefold()) if not combining(each))
    return "-".join(ID_PATTERN.findall(plain))[:60].rstrip("-_")


def parse_duration(text: str) -> Duration | None:
    """Minutes of `text`, or None when it is not written as a duration."""
    if not DURATION_PATTERN.fullmatch(text.strip()):
        return None
    return Duration(sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(text)))


def parse_period(text: str) -> tuple[int, Literal["days", "weeks", "months"]] | None:
    """How many of what, or None when `text` is not written as a period."""
    match = PERIOD_PATTERN.fullmatch(text.strip())
    units: dict[str, Literal["days", "weeks", "months"]] = {"day": "days", "week": "weeks", "month": "months"}
    return (int(match[1]), units[match[2]]) if match else None


def parse_percentage(text: str) -> int | None:
    """Hundredths of a percent of `text` (the sign may be missing), or None when it is not written as one."""
    match = _PERCENTAGE.fullmatch(text.strip())
    if not match:
        return None
    whole, part = match.groups()
    return int(whole) * 100 + int((part or "").ljust(2, "0"))


def parse_time(text: str) -> datetime | None:
    """A date, or a date and a time with or without offset, in ISO form; None when `text` is not written so.

    The form is held here, because newer Pythons read more forms than older ones.
    """
    try:
        return datetime.fromisoformat(text) if _TIME.fullmatch(text) else None
    except ValueError:
        return None


def format_duration(minutes: int) -> str:
    """`90` → `1 h 30 min`; whole days and weeks stay whole: `1440` → `1 day`, `10080` → `1 week`."""
    if minutes and minutes % 10080 == 0:
        return _counted(minutes // 10080, "week")
    if minutes and minutes % 1440 == 0:
        return _counted(minutes // 1440, "day")
    hours, rest = divmod(minutes, 60)
    parts = ([f"{hours} h"] if hours else []) + ([f"{rest} min"] if rest or not hours else [])
    return " ".join(parts)


def format_percentage(hundredths: int) -> str:
    """`2500` → `25 %`, `1250` → `12.5 %`."""
    whole, part = divmod(hundredths, 100)
    return f"{whole}{f'.{part:02d}'.rstrip('0') if part else ''} %"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
