"""Events: the JSON that a tool sends, read strictly, and the values in it; what is doubtful is said, never guessed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from .diagnostics import shortened
from .scalars import parse_duration, parse_percentage
from .signals import EventField
from .strings import english, t
from .values import GREATEST
from .variables import Interval, Variable, read_time
from .words import quoted

LARGEST: Final = 1 << 20
"""Bytes of an event; more is refused."""

_SCALES: Final = {
    "milliseconds": (1, 60_000),
    "seconds": (1, 60),
    "minutes": (1, 1),
    "hours": (60, 1),
    "fraction": (10_000, 1),
    None: (100, 1),
}
"""What a number is multiplied with and divided by to be minutes, or hundredths of a percent."""

_EXPECTED: Final = {
    "text": english("text"),
    "yes-no": english("yes or no"),
    "number": english("a number"),
    "duration": english("a duration"),
    "percentage": english("a percentage"),
}

_MOST_DIGITS: Final = 20
"""A longer number would be rounded before it is compared."""


class UnreadableError(Exception):
    """This is no event; the text says why, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """A value that cannot be used, and why."""

    why: str


def read_event(data: bytes) -> Mapping[str, object]:
    """The event in `data`.

    Raises:
        UnreadableError: it is too large, no JSON, no object, or says something twice.
    """
    if len(data) > LARGEST:
        raise UnreadableError(t("The event is larger than {{ n }} MiB.", n=LARGEST >> 20))
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text, object_pairs_hook=_object, parse_float=Decimal, parse_constant=_constant)
    except UnicodeDecodeError:
        raise UnreadableError(t("The event is no text in UTF-8.")) from None
    except RecursionError:
        raise UnreadableError(t("The event is nested too deeply.")) from None
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise UnreadableError(t("The event is no JSON: line {{ line }}, column {{ column }}.", **place)) from None
    except (ValueError, ArithmeticError):  # a number of thousands of digits
        raise UnreadableError(t("The event holds a number that cannot be read.")) from None
    if not isinstance(found, dict):
        raise UnreadableError(t("The event is {{ found }}, not an object.", found=_said(found)))
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(t("The event says “{{ key }}” twice.", key=shortened(twice)))
    return found


def _constant(word: str) -> object:
    raise UnreadableError(t("The event holds {{ word }}, which is no number.", word=word))


def at_path(event: object, path: str) -> object | Doubt:
    """The value at a path: keys joined by dots, numbers for entries of lists."""
    found = event
    for step in path.split("."):
        if isinstance(found, dict) and step in found:
            found = found[step]
        elif isinstance(found, list) and step.isascii() and step.isdigit() and len(step) < 6 and int(step) < len(found):
            found = found[int(step)]
        else:
            return Doubt(why=t("The event has no “{{ path }}”.", path=path))
    return found


def time_of(event: object, path: str) -> datetime | Doubt:
    """The time at a path; one without its offset is none."""
    value = at_path(event, path)
    if isinstance(value, Doubt):
        return value
    moment = read_time(value)
    if moment is None or moment.tzinfo is None:
        return Doubt(why=t("“{{ path }}” is not a time with its offset from UTC.", path=path))
    return moment


def value_of(event: object, field: EventField, variable: Variable) -> Interval | Doubt:
    """The value of a field on the line of its variable; one that lies between two whole ones may be either."""
    value = at_path(event, field.path)
    if isinstance(value, Doubt):
        return value
    match field.type:
        case "text":
            found = _text(value, variable)
        case "yes-no":
            found = {True: (1, 1), False: (0, 0), "yes": (1, 1), "no": (0, 0)}.get(value) if _plain(value) else None
        case _:
            found = _amount(value, field)
    if found is None:
        said, wanted = _said(value), t(_EXPECTED[field.type])
        return Doubt(
            why=t("“{{ field }}” is {{ found }}, not {{ expected }}.", field=field.path, found=said, expected=wanted)
        )
    return found


def _plain(value: object) -> bool:
    return isinstance(value, (bool, str))  # 1 and 0 would be taken for true and false


def _said(value: object) -> str:
    match value:
        case None:
            return t("empty")
        case bool():
            return t("the truth value {{ value }}", value=str(value).lower())
        case int() | Decimal():
            is_in_range = 0 <= value <= GREATEST
            return t("the number {{ n }}", n=value) if is_in_range else t("a number out of range")
        case str():
            return quoted(shortened(value))
        case list():
            return t("a list")
        case _:
            return t("a block of keys")


def _text(value: object, variable: Variable) -> Interval | None:
    """The number of a text; all texts that no condition names are one."""
    if not isinstance(value, str):
        return None
    number = variable.values.index(value) if value in variable.values[:-1] else len(variable.values) - 1
    return number, number


def _amount(value: object, field: EventField) -> Interval | None:
    if isinstance(value, str) and field.type != "number":
        written = parse_duration(value) if field.type == "duration" else parse_percentage(value)
        return (written, written) if written is not None and written <= GREATEST else None
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        return None
    if not 0 <= value <= GREATEST or (field.type == "duration" and field.counted_in is None):
        return None
    number = Decimal(value)
    if len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    times, parts = (1, 1) if field.type == "number" else _SCALES[field.counted_in]
    exact = number * times / parts
    low = int(exact)
    return (low, low if exact == low else low + 1) if exact <= GREATEST else None
