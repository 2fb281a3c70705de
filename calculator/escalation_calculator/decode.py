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
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from typing import Any, Final, Literal, TypeVar, Union, get_args, get_origin

from . import criteria, model
from .diagnostics import Diagnostic, Path, shortened, suggestion
from .reading import ACCEPT, BROKEN, REVIEW, Reading, shape, shown, upper
from .scalars import Id
from .values import SCALARS, scalar

T = TypeVar("T")


Reader = Callable[[object, Reading, Path], object]
"""Reads one kind of value at a path; `BROKEN` when it is wrong."""


def decode(kind: type[T], data: object, reading: Reading, path: Path = ()) -> T | None:
    """Read `data` as `kind`; None when anything in it is wrong, and then `reading` tells what."""
    value = _reader(kind)(data, reading, path)
    return None if value is BROKEN else typing.cast("T", value)


def decode_list(kind: type[T], data: object, reading: Reading, path: Path) -> list[tuple[Path, T]]:
    """The entries of a list that could be read, each with its path: one broken entry does not hide the others."""
    if not isinstance(data, list):
        reading.report(
            "wrong-type", path, f"This is {shape(data)}, but a list belongs here.", "Begin each entry with “- ”."
        )
        return []
    read_one = _reader(kind)
    read = [((*path, i), read_one(entry, reading, (*path, i))) for i, entry in enumerate(data)]
    return [(place, typing.cast("T", value)) for place, value in read if value is not BROKEN]


@dataclass(frozen=True)
class _Field:
    read: Reader
    required: bool


@cache
def _spec(kind: type) -> dict[str, _Field]:
    hints = typing.get_type_hints(kind)
    return {
        f.name: _Field(_reader(hints[f.name]), f.default is MISSING and f.default_factory is MISSING)
        for f in fields(kind)
    }


def _reader(kind: Any) -> Reader:
    """What reads by an annotation: the one place that knows which Python type is written how.

    It is made once for each field: looking at annotations takes longer than looking at the data.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if kind is criteria.Condition:
        return _condition
    if kind is model.Cells:
        return _cells
    if kind in SCALARS:
        return SCALARS[kind]
    if origin is Literal:
        return partial(_literal, parts)
    if origin is tuple:
        return partial(_sequence, _reader(parts[0]))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_mapping, _reader(parts[0]), _reader(parts[1]))
    if origin in (types.UnionType, Union):
        return _of_union(parts)
    if is_dataclass(kind):
        return partial(_object, typing.cast("type", kind))
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
    for key in data if not data.keys() <= spec.keys() else ():
        if key == ACCEPT and (not path or "id" in spec):
            reading.accepts.append(((*path, key), data[key]))
        elif key == REVIEW and not path:
            reading.review = (data[key],)
        elif key not in spec:
            mends.append(suggestion(str(key), spec))
            message = f"{_name(kind).capitalize()} has no key “{key}”."
            reading.report("unknown-key", (*path, key), message, mends[-1], on_key=True)
    broken = bool(mends)
    values: dict[str, object] = {}
    for name, wanted in spec.items():
        if name in data:
            values[name] = value = wanted.read(data[name], reading, (*path, name))
            broken = broken or value is BROKEN
        elif wanted.required:
            broken = True
            if f"Did you mean “{name}”?" in mends:
                continue  # it is there, and misspelt
            reading.report(
                "missing-key", path, f"{_name(kind).capitalize()} lacks “{name}”.", f"Add “{name}:”.", on_key=True
            )
    return BROKEN if broken else kind(**values)


def _sequence(read: Reader, data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, list):
        return reading.report(
            "wrong-type", path, f"This is {shape(data)}, but a list belongs here.", "Begin each entry with “- ”."
        )
    values = []
    broken = False
    for i, entry in enumerate(data):
        value = read(entry, reading, (*path, i))
        broken = broken or value is BROKEN
        values.append(value)
    return BROKEN if broken else tuple(values)


def _mapping(read_key: Reader, read_entry: Reader, data: object, reading: Reading, path: Path) -> object:
    if not isinstance(data, dict):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but keys with values belong here.",
            "Write “key: value” below it.",
        )
    mark = len(reading.diagnostics)
    values: dict[object, object] = {}
    for key, entry in data.items():
        before, place = len(reading.diagnostics), (*path, key)
        read = read_key(key, reading, place)
        if len(reading.diagnostics) > before:  # the key, not the value behind it, is what is wrong
            reading.diagnostics[before:] = [_on_key(d) for d in reading.diagnostics[before:]]
        values[read] = read_entry(entry, reading, place)
    return BROKEN if len(reading.diagnostics) > mark else values


def _on_key(diagnostic: Diagnostic) -> Diagnostic:
    return Diagnostic(**{f.name: getattr(diagnostic, f.name) for f in fields(diagnostic)} | {"on_key": True})


def _of_union(kinds: tuple[Any, ...]) -> Reader:
    some = tuple(kind for kind in kinds if kind is not types.NoneType)
    if len(some) == 1:
        read = _reader(some[0])
    elif all(get_origin(kind) is Literal for kind in some):
        read = partial(_literal, tuple(word for kind in some for word in get_args(kind)))
    elif set(some) == {int, str}:
        read = scalar
    else:
        raise TypeError(f"no way to read one of {kinds!r}")
    return partial(_if_any, read) if len(some) < len(kinds) else read


def _if_any(read: Reader, data: object, reading: Reading, path: Path) -> object:
    if data is None:
        return reading.report(
            "empty-value", path, "There is nothing behind this key.", "Write a value, or take the key out.", on_key=True
        )
    return read(data, reading, path)


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
    if data is None:
        return reading.report(
            "empty-value", path, "There is nothing behind this key.", f"Write one of: {', '.join(words)}."
        )
    found = f"“{shortened(str(data))}”" if isinstance(data, (str, float)) else shown(data)
    return reading.report(
        "not-a-choice", path, f"{upper(found)} is not one of the words that belong here.", suggestion(str(data), words)
    )


def _cells(data: object, reading: Reading, path: Path) -> object:
    """A block of a table; how deep the blocks must go is for the checks, which know the factors."""
    if not isinstance(data, dict):
        return reading.report(
            "wrong-type",
            path,
            f"This is {shape(data)}, but options with priorities belong here.",
            "Write “option: P1” below it, or the options of the next factor.",
        )
    mark = len(reading.diagnostics)
    cells = {
        str(key): _cells(inner, reading, (*path, key))
        if isinstance(inner, dict)
        else _literal(model.PRIORITIES[::-1], inner, reading, (*path, key))
        for key, inner in data.items()
    }
    return BROKEN if len(reading.diagnostics) > mark else cells


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
        if any(part is BROKEN for part in parts):
            return BROKEN
        build: Callable[..., object] = criteria.All if key == "all" else criteria.Any
        return build(parts=tuple(parts))
    if str(key).lower() in _JOINS:
        mend = f"Write “{_JOINS[str(key).lower()]}:” with a list of tests below it."
        return reading.report("unknown-key", place, f"A condition has no key “{key}”.", mend, on_key=True)
    if key == "not":
        part = _condition(inner, reading, place)
        return BROKEN if part is BROKEN else criteria.Not(part=typing.cast("criteria.Condition", part))
    return _test(key, inner, reading, place)


_JOINS: Final = {"and": "all", "or": "any", "all": "all", "any": "any"}
"""What is written for the words that join tests."""

_SIGN: Final = re.compile(r"([<>])(=?)\s*(\S.*)")
"""A comparison in signs."""


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
    elif isinstance(inner, list):
        first = next((str(each) for each in inner if isinstance(each, (str, int))), "…")
        mend = f"Write “any:”, and below it a test for each: “- {key}: {shortened(first)}”."
        return reading.report("wrong-type", place, f"“{key}” is held against a list.", mend)
    elif isinstance(inner, str) and (sign := _SIGN.fullmatch(inner)):
        word = "at_least" if sign[1] == ">" else "at_most"
        mend = f"Write “{{{word}: {shortened(sign[3])}}}”{'' if sign[2] else '; that value itself counts, too'}."
        return reading.report("bad-value", place, f"“{shortened(inner)}” is no single value.", mend)
    else:
        value = scalar(inner, reading, place)
        comparison = value if value is BROKEN else criteria.Comparison(equals=typing.cast("int | str", value))
    if comparison is BROKEN:
        return BROKEN
    return criteria.Test(name=Id(str(key)), comparison=typing.cast("criteria.Comparison", comparison))


_NAMES: Final = {
    "Avoided": "a word to avoid",
    "Bounds": "a range",
    "Communication": "communication",
    "BusinessHours": "business_hours",
    "Destination": "leads_to",
    "Hours": "hours",
    "Lowering": "an entry of de_escalation",
    "FailSafe": "fail_safe",
    "MessageVariable": "a variable",
    "PriorityEntry": "a priority",
    "Raises": "raises",
    "Test": "a condition",
    "Text": "a channel's text",
    "VariableWords": "a variable's translation",
    "Wording": "a language",
}


def _name(kind: type) -> str:
    """`StandardRoute` → `the standard route`-like wording for sentences."""
    if kind.__name__ in _NAMES:
        return _NAMES[kind.__name__]
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(f"“{name}”" for name in names)
