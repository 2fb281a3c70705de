"""Plain data in, typed objects and diagnostics out.

The data is what YAML or JSON gives: dicts, lists, strings, numbers, booleans, None. The types are the frozen
dataclasses of this package; their annotations are the rules. Nothing stops the reading: every mistake becomes a
diagnostic.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

from . import criteria
from .diagnostics import Diagnostic, Path, shortened, suggestion
from .scalars import (
    ID_PATTERN,
    Duration,
    Id,
    Line,
    Percentage,
    Prose,
    Template,
    Zone,
    parse_duration,
    parse_percentage,
    parse_time,
)

T = TypeVar("T")

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no text may hold: all that steer a terminal, and halves of characters."""

GREATEST: Final = 10**9
"""No number in a playbook is greater; keeps every platform's integers exact."""


_LONGEST_NUMBER: Final = 10**40
"""A greater number is no text that somebody meant."""


class _BrokenType:
    """Stands for a value that could not be read; never leaves this module."""


_BROKEN: Final = _BrokenType()


@dataclass
class Reading:
    """What is being read, and the diagnostics so far."""

    file: str
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def report(self, code: str, path: Path, message: str, mend: str = "", *, on_key: bool = False) -> _BrokenType:
        """Note a mistake and stand in for the value."""
        self.diagnostics.append(
            Diagnostic(code=code, message=message, mend=mend, file=self.file, path=path, on_key=on_key)
        )
        return _BROKEN


def decode(kind: type[T], data: object, reading: Reading, path: Path = ()) -> T | None:
    """Read `data` as `kind`; None when anything in it is wrong, and then `reading` tells what."""
    value = _value(kind, data, reading, path)
    return None if value is _BROKEN else typing.cast("T", value)


def decode_list(kind: type[T], data: object, reading: Reading, path: Path) -> list[tuple[Path, T]]:
    """The entries of a list that could be read, each with its path: one broken entry does not hide the others."""
    if not isinstance(data, list):
        reading.report(
            "wrong-type", path, f"This is {shape(data)}, but a list belongs here.", "Begin each entry with “- ”."
        )
        return []
    read = [((*path, i), _value(kind, entry, reading, (*path, i))) for i, entry in enumerate(data)]
    return [(place, typing.cast("T", value)) for place, value in read if value is not _BROKEN]


@dataclass(frozen=True)
class _Field:
    kind: object
    required: bool


_SPECS: dict[type, dict[str, _Field]] = {}


def _spec(kind: type) -> dict[str, _Field]:
    if kind not in _SPECS:
        hints = typing.get_type_hints(kind)
        _SPECS[kind] = {
            f.name: _Field(hints[f.name], f.default is MISSING and f.default_factory is MISSING) for f in fields(kind)
        }
    return _SPECS[kind]


def _value(kind: Any, data: object, reading: Reading, path: Path) -> object:
    """Read by annotation: the one place that knows which Python type is written how."""
    if kind is criteria.Condition:
        return _condition(data, reading, path)
    if kind in _SCALARS:
        return _SCALARS[kind](data, reading, path)
    origin = get_origin(kind)
    if origin is Literal:
        return _literal(get_args(kind), data, reading, path)
    if origin is tuple:
        return _sequence(get_args(kind)[0], data, reading, path)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(get_args(kind), data, reading, path)
    if origin in (types.UnionType, Union):
        return _union(get_args(kind), data, reading, path)
    if is_dataclass(kind):
        return _object(typing.cast("type", kind), data, reading, path)
    raise TypeError(f"no way to read {kind!r}")  # a mistake in this package, not in the data


def _object(kind: type, data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, dict):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but {_name(kind)} belongs here.",
            f"Write its keys below it: {_listed(_spec(kind))}.",
        )
    spec = _spec(kind)
    mends = []
    for key in data:
        if key not in spec:
            mends.append(suggestion(str(key), spec))
            message = f"{_name(kind).capitalize()} has no key “{key}”."
            reading.report("unknown-key", (*path, key), message, mends[-1], on_key=True)
    broken = bool(mends)
    values: dict[str, object] = {}
    for name, wanted in spec.items():
        if name in data:
            values[name] = _value(wanted.kind, data[name], reading, (*path, name))
            broken = broken or values[name] is _BROKEN
        elif wanted.required:
            broken = True
            if f"Did you mean “{name}”?" in mends:
                continue  # it is there, and misspelt
            reading.report(
                "missing-key", path, f"{_name(kind).capitalize()} lacks “{name}”.", f"Add “{name}:”.", on_key=True
            )
    return _BROKEN if broken else kind(**values)


def _sequence(kind: Any, data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, list):
        return reading.report(
            "wrong-type", path, f"This is {shape(data)}, but a list belongs here.", "Begin each entry with “- ”."
        )
    values = [_value(kind, entry, reading, (*path, i)) for i, entry in enumerate(data)]
    return _BROKEN if any(value is _BROKEN for value in values) else tuple(values)


def _mapping(kinds: tuple[Any, Any], data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, dict):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but keys with values belong here.",
            "Write “key: value” below it.",
        )
    key_kind, kind = kinds
    mark = len(reading.diagnostics)
    values: dict[object, object] = {}
    for key, entry in data.items():
        before = len(reading.diagnostics)
        read = _value(key_kind, key, reading, (*path, key))
        # the key, not the value behind it, is what is wrong
        reading.diagnostics[before:] = [_on_key(d) for d in reading.diagnostics[before:]]
        values[read] = _value(kind, entry, reading, (*path, key))
    return _BROKEN if len(reading.diagnostics) > mark else values


def _on_key(diagnostic: Diagnostic) -> Diagnostic:
    return Diagnostic(**{f.name: getattr(diagnostic, f.name) for f in fields(diagnostic)} | {"on_key": True})


def _union(kinds: tuple[Any, ...], data: object, reading: Reading, path: Path) -> object:
    if types.NoneType in kinds:
        if data is None:
            return reading.report(
                "empty-value",
                path,
                "There is nothing behind this key.",
                "Write a value, or take the key out.",
                on_key=True,
            )
        kinds = tuple(kind for kind in kinds if kind is not types.NoneType)
    if len(kinds) == 1:
        return _value(kinds[0], data, reading, path)
    if all(get_origin(kind) is Literal for kind in kinds):
        return _literal(tuple(word for kind in kinds for word in get_args(kind)), data, reading, path)
    if set(kinds) == {int, str}:
        return _scalar(data, reading, path)
    raise TypeError(f"no way to read one of {kinds!r}")


def _literal(words: tuple[Any, ...], data: object, reading: Reading, path: Path) -> object:
    if isinstance(data, bool) and set(words) == {"yes", "no"}:
        return reading.report(
            "not-a-choice",
            path,
            f"“{str(data).lower()}” is not one of the words that belong here.",
            f"Write “{'yes' if data else 'no'}”.",
        )
    if data in words and isinstance(data, str):
        return data
    shown = f"“{shortened(str(data))}”" if isinstance(data, (str, float)) else _shown(data)
    if data is None:
        shown = "Nothing"
    return reading.report(
        "not-a-choice", path, f"{_upper(shown)} is not one of the words that belong here.", suggestion(str(data), words)
    )


def _condition(data: object, reading: Reading, path: Path) -> object:
    one_key = "Write one test, or “all:”, “any:” or “not:” with the tests below it."
    if not isinstance(data, dict):
        return reading.report("wrong-type", path, f"This is {shape(data)}, but a condition belongs here.", one_key)
    if len(data) != 1:
        return reading.report(
            "condition-keys",
            path,
            f"A condition has one key, this one has {len(data)}.",
            "Put the tests into a list below “all:” or “any:”.",
            on_key=True,
        )
    (key, inner), place = next(iter(data.items())), (*path, next(iter(data)))
    if key in ("all", "any"):
        if not isinstance(inner, list) or not inner:
            return reading.report(
                "wrong-type",
                place,
                f"“{key}:” holds {shape(inner)}, but a list of tests belongs there.",
                "Begin each test with “- ”.",
            )
        parts = [_condition(part, reading, (*place, i)) for i, part in enumerate(inner)]
        if any(part is _BROKEN for part in parts):
            return _BROKEN
        build: Callable[..., object] = criteria.All if key == "all" else criteria.Any
        return build(parts=tuple(parts))
    if key == "not":
        part = _condition(inner, reading, place)
        return _BROKEN if part is _BROKEN else criteria.Not(part=typing.cast("criteria.Condition", part))
    return _test(key, inner, reading, place)


def _test(key: object, inner: object, reading: Reading, place: Path) -> object:
    if isinstance(inner, dict):
        if not inner:
            return reading.report(
                "empty-value",
                place,
                f"“{key}” is held against nothing.",
                f"Write one of: {_listed(_spec(criteria.Comparison))}.",
                on_key=True,
            )
        comparison = _object(criteria.Comparison, inner, reading, place)
    else:
        value = _scalar(inner, reading, place)
        comparison = value if value is _BROKEN else criteria.Comparison(equals=typing.cast("int | str", value))
    if comparison is _BROKEN:
        return _BROKEN
    return criteria.Test(name=Id(str(key)), comparison=typing.cast("criteria.Comparison", comparison))


def _text(data: object, reading: Reading, path: Path) -> object:
    number = isinstance(data, (int, float)) and not isinstance(data, bool) and abs(data) < _LONGEST_NUMBER
    if not isinstance(data, str) and not number:
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but text belongs here.",
            "Put it in quotes if these very letters are meant." if isinstance(data, bool) else "Write a sentence.",
        )
    text = str(data).strip()
    if not text:
        return reading.report("empty-value", path, "There is no text here.", "Write a value, or take the key out.")
    if _CONTROL.search(text):
        return reading.report("control-character", path, "This text holds a control character.", "Type the text anew.")
    return text


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
    if isinstance(data, str) and ID_PATTERN.fullmatch(data) and len(data) <= 80:
        return data
    proposal = "-".join(ID_PATTERN.findall(str(data).lower())) if isinstance(data, str) else ""
    return reading.report(
        "bad-id",
        path,
        f"{_upper(_shown(data))} cannot be an id.",
        "Use lower-case letters, digits, “-” and “_”" + (f": “{proposal[:60]}”." if proposal else "."),
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
            f"{_upper(_number(data))} is outside 0 to {GREATEST}.",
            "Write a number in that range.",
        )
    return data


def _scalar(data: object, reading: Reading, path: Path) -> object:
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
            f"{_upper(_shown(data))} is not a duration.",
            "Write it like “15 min”, “8 h”, “1 h 30 min”, “2 days” or “1 week”.",
        )
    return value


def _percentage(data: object, reading: Reading, path: Path) -> object:
    value = parse_percentage(str(data)) if isinstance(data, (str, int)) and not isinstance(data, bool) else None
    if value is None:
        return reading.report(
            "bad-percentage", path, f"{_upper(_shown(data))} is not a percentage.", "Write it like “25 %”."
        )
    return value


def _instant(data: object, reading: Reading, path: Path) -> object:
    value = parse_time(data) if isinstance(data, str) else None
    if value is None or len(str(data)) == len("2026-03-02") or not 1970 <= value.year <= 2200:
        return reading.report(
            "bad-time",
            path,
            f"{_upper(_shown(data))} is not a time.",
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
        return reading.report("bad-date", path, f"{_upper(_shown(data))} is not a date.", "Write it like “2026-03-02”.")
    return value.date()


_SCALARS: Final[dict[Any, Callable[[object, Reading, Path], object]]] = {
    Id: _id,
    Line: _line,
    Zone: _line,
    Prose: _text,
    Template: _text,
    str: _line,
    int: _integer,
    Duration: _duration,
    Percentage: _percentage,
    datetime: _instant,
    date: _date,
}

_NAMES: Final = {"Text": "a channel's text", "Test": "a condition", "Destination": "leads_to", "Bounds": "a range"}


def _name(kind: type) -> str:
    """`StandardRoute` → `the standard route`-like wording for sentences."""
    if kind.__name__ in _NAMES:
        return _NAMES[kind.__name__]
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def shape(data: object) -> str:
    """What a value is, as a part of a sentence: `text`, `a list`, `the number 7`."""
    match data:
        case None:
            return "empty"
        case bool():
            return f"the truth value {str(data).lower()}"
        case int() | float():
            return number if (number := _number(data)).startswith("a") else f"the number {number}"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a block of keys"


def _number(data: float) -> str:
    return str(data) if isinstance(data, float) or abs(data) < 10**15 else "a very large number"


def _shown(data: object) -> str:
    return f"“{shortened(data)}”" if isinstance(data, str) else shape(data)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(f"“{name}”" for name in names)
