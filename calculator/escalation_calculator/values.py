"""How each scalar type is written, and what is said when it is written otherwise."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from .diagnostics import Path
from .reading import Reading, number, shape, shown, upper
from .scalars import (
    LANGUAGE_PATTERN,
    Duration,
    Id,
    Language,
    Line,
    Period,
    Prose,
    Template,
    Zone,
    id_of,
    is_id,
    parse_duration,
    parse_period,
    parse_time,
)

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no text may hold: all that steer a terminal, and halves of characters."""

GREATEST: Final = 10**9
"""No number in a playbook is greater; keeps every platform's integers exact."""

_LONGEST_NUMBER: Final = 10**40
"""A greater number is no text that somebody meant."""


def _text(data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, str) and not _is_short_number(data):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but text belongs here.",
            "Put it in quotes if these very letters are meant." if isinstance(data, bool) else "Write a sentence.",
        )
    text = str(data).strip()
    if not text:
        return reading.report(
            "empty-value", path, "There is no text here.", "Write what belongs here, or leave it out."
        )
    if not text.isprintable() and _CONTROL.search(text):  # the first question is answered much sooner
        return reading.report("control-character", path, "This text holds a control character.", "Type the text anew.")
    return text


def _is_short_number(data: object) -> bool:
    return isinstance(data, (int, float)) and not isinstance(data, bool) and abs(data) < _LONGEST_NUMBER


def _line(data: object, reading: Reading, path: Path) -> object:
    text = _text(data, reading, path)
    if isinstance(text, str) and ("\n" in text or "\t" in text):
        return reading.report(
            "several-lines",
            path,
            "This text stands on several lines, but one line belongs here.",
            "Write it on one line, or behind “>-”.",
        )
    return text


def _id(data: object, reading: Reading, path: Path) -> object:
    if isinstance(data, str) and is_id(data):
        return data
    if data is None:
        return reading.report(
            "empty-value", path, "There is nothing behind this key.", "Write the id that belongs here."
        )
    if path[-1:] != ("id",) and isinstance(data, str):
        mend = "Write the id of what is meant, as it stands where that is declared."
        return reading.report("bad-id", path, f"{upper(shown(data))} cannot be an id.", mend)
    proposal = id_of(data) if isinstance(data, str) else ""
    return reading.report(
        "bad-id",
        path,
        f"{upper(shown(data))} cannot be an id.",
        "Use lower-case letters, digits, “-” and “_”" + (f": “{proposal}”." if proposal else "."),
    )


def _language(data: object, reading: Reading, path: Path) -> object:
    if isinstance(data, str) and LANGUAGE_PATTERN.fullmatch(data):
        return data
    first, *rest = str(data).replace("_", "-").split("-")
    proposal = "-".join([first.lower(), *(part.title() if len(part) == 4 else part.upper() for part in rest)])
    fits = isinstance(data, str) and LANGUAGE_PATTERN.fullmatch(proposal)
    return reading.report(
        "bad-language",
        path,
        f"{upper(shown(data))} is not the tag of a language.",
        f"Did you mean “{proposal}”?" if fits else "Write a tag like “en”, “de” or “pt-BR”.",
    )


def _integer(data: object, reading: Reading, path: Path) -> object:
    if isinstance(data, bool) or not isinstance(data, int):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but a whole number belongs here.",
            "Write it with digits alone.",
        )
    if not 0 <= data <= GREATEST:
        return reading.report(
            "out-of-range",
            path,
            f"{upper(number(data))} is outside 0 to {GREATEST}.",
            "Write a number in that range.",
        )
    return data


def scalar(data: object, reading: Reading, path: Path) -> object:
    """A single value whose type is settled later, by the factor or fact that it belongs to."""
    if isinstance(data, bool) or not isinstance(data, (int, str)):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but a single value belongs here.",
            "Write a word, a whole number, a duration or a percentage.",
        )
    return data if isinstance(data, str) else _integer(data, reading, path)


def _duration(data: object, reading: Reading, path: Path) -> object:
    value = parse_duration(data) if isinstance(data, str) else None
    if value is None or value > GREATEST:
        return reading.report(
            "bad-duration",
            path,
            f"{upper(shown(data))} is not a duration.",
            "Write it like “15 min”, “8 h”, “1 h 30 min”, “2 days” or “1 week”.",
        )
    return value


def _period(data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, str) or parse_period(data) is None:
        return reading.report(
            "bad-period",
            path,
            f"{upper(shown(data))} is not a time between days.",
            "Write it like “10 days”, “2 weeks” or “3 months”.",
        )
    return " ".join(data.split())


def _instant(data: object, reading: Reading, path: Path) -> object:
    value = parse_time(data) if isinstance(data, str) else None
    if value is None or len(str(data)) == len("2026-03-02") or not 1970 <= value.year <= 2200:
        return reading.report(
            "bad-time",
            path,
            f"{upper(shown(data))} is not a time.",
            "Write date, time and offset like “2026-03-02T09:42+01:00”.",
        )
    if value.tzinfo is None:
        return reading.report(
            "bad-time",
            path,
            f"“{data}” does not say in which zone it is.",
            f"Add the offset from UTC: “{data}+01:00”, or “{data}Z”.",
        )
    return value


def _date(data: object, reading: Reading, path: Path) -> object:
    value = parse_time(data) if isinstance(data, str) and len(data) == 10 else None
    if value is None:
        return reading.report("bad-date", path, f"{upper(shown(data))} is not a date.", "Write it like “2026-03-02”.")
    return value.date()


SCALARS: Final[dict[Any, Callable[[object, Reading, Path], object]]] = {
    Id: _id,
    Line: _line,
    Zone: _line,
    Language: _language,
    Prose: _text,
    Template: _text,
    str: _line,
    int: _integer,
    Duration: _duration,
    Period: _period,
    datetime: _instant,
    date: _date,
}
