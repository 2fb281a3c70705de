"""The types of the content in words: `list of options`, `P1, P2, P3 or P4`, each with the place that explains it."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

from escalation_calculator import criteria, model
from escalation_calculator.scalars import Id, Line, Prose, Template, Zone
from escalation_playbook.schema import SCALARS

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES: Final[Mapping[Any, str]] = {
    Line: "text on one line",
    Prose: "text",
    Template: "text with placeholders",
    int: "whole number",
    datetime: "time",
    Zone: "time zone",
    str: "time of day",
}

VALUES: Final[Mapping[Any, str]] = {hint: _NAMES.get(hint) or hint.__name__.lower() for hint in SCALARS}
"""How each single value is called."""

EITHER: Final = "value"
"""What belongs to a factor or fact and is written as its type is."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A part of what is said of a type."""

    text: str
    place: str = ""
    """The id of what explains it, on the page of the kind or, for a single value, on that of the values."""
    single: bool = False
    """Whether it is a single value."""
    code: bool = False
    """Whether it is written in a file as it is here."""


def spoken(kind: type) -> str:
    """`TimeOfDay` → `time of day`: a type as it is called in sentences."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).strip()


def place_of(kind: type) -> str:
    """The id of a type's section."""
    return f"_{spoken(kind).replace(' ', '-')}"


def place_of_value(name: str) -> str:
    """The id of a single value's line."""
    return name.replace(" ", "-")


def words(hint: Any) -> Sequence[Word]:  # noqa: ANN401, PLR0911 - an annotation is of any type; one return for each form
    """What stands where something of this type belongs."""
    if hint is criteria.Condition:
        return (Word(text="condition", place="_condition"),)
    if hint is model.Cells:
        return (
            *words(Id),
            Word(text=" → "),
            *_choice(model.PRIORITIES[::-1]),
            Word(text=" or the next factor's options"),
        )
    if hint in VALUES:
        return (_single(VALUES[hint]),)
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice(inside)
    if origin is tuple:
        return (Word(text="list: "), *words(inside[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return (*words(inside[0]), Word(text=" → "), *words(inside[1]))
    if origin in (types.UnionType, Union):
        return _either([each for each in inside if each is not types.NoneType])
    if is_dataclass(hint) and isinstance(hint, type):
        return (Word(text=spoken(hint), place=place_of(hint)),)
    raise TypeError(f"no words for {hint!r}")


def _single(name: str) -> Word:
    return Word(text=name, place=place_of_value(name), single=True)


def _choice(options: Sequence[str]) -> Sequence[Word]:
    found: list[Word] = []
    for i, option in enumerate(options):
        if i:
            found.append(Word(text=" or " if i == len(options) - 1 else ", "))
        found.append(Word(text=option, code=True))
    return found


def _either(hints: Sequence[Any]) -> Sequence[Word]:
    if len(hints) == 1:
        return words(hints[0])
    if set(hints) == {int, str}:
        return (_single(EITHER),)
    if all(get_origin(each) is Literal for each in hints):
        return _choice([option for each in hints for option in get_args(each)])
    return [word for i, each in enumerate(hints) for word in ((Word(text=" or "),) if i else ()) + tuple(words(each))]
