"""JSON Schemas for editors, derived from the calculator's types: what completes and explains while somebody writes.

One for each kind of content. A schema sees one file; `playbook check` sees all of them and knows more.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

from escalation_calculator import criteria, model
from escalation_calculator.accept import Accept
from escalation_calculator.files import KINDS
from escalation_calculator.reading import ACCEPT, REVIEW
from escalation_calculator.review import Review
from escalation_calculator.scalars import (
    DURATION_PATTERN,
    ID_PATTERN,
    LANGUAGE_PATTERN,
    LONGEST_ID,
    PERIOD_PATTERN,
    Duration,
    Id,
    Language,
    Line,
    Period,
    Prose,
    Template,
    Zone,
)
from escalation_calculator.values import GREATEST
from escalation_playbook.shapes import shapes, summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalation_calculator.files import Kind

    Schema = dict[str, Any]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"

_LINE: Final = {"type": ["string", "number"], "pattern": r"^\s*\S[^\n\t]*\s*$"}
_TEXT: Final = {"type": ["string", "number"], "pattern": r"\S"}
_DAY: Final = r"\d{4}-\d\d-\d\d"
_TIME: Final = "2026-03-02T09:42+01:00"
_CLOCK: Final = r"([01]\d|2[0-3]):\d\d(:\d\d(\.\d{1,6})?)?"

SCALARS: Final[Mapping[Any, Schema]] = {
    Id: {"type": "string", "pattern": f"^{ID_PATTERN.pattern}$", "maxLength": LONGEST_ID},
    Line: _LINE,
    Zone: _LINE | {"examples": ["Europe/Berlin"]},
    Language: {"type": "string", "pattern": f"^{LANGUAGE_PATTERN.pattern}$", "examples": ["en", "de", "pt-BR"]},
    str: _LINE,
    Prose: _TEXT,
    Template: _TEXT,
    int: {"type": "integer", "minimum": 0, "maximum": GREATEST},
    Duration: {
        "type": "string",
        "pattern": rf"^\s*{DURATION_PATTERN.pattern}\s*$",
        "examples": ["15 min", "1 h 30 min", "2 days"],
    },
    Period: {
        "type": "string",
        "pattern": rf"^\s*{PERIOD_PATTERN.pattern}\s*$",
        "examples": ["2 weeks", "3 months"],
    },
    datetime: {"type": "string", "pattern": rf"^{_DAY}[T ]{_CLOCK}(Z|[+-]\d\d:?\d\d)$", "examples": [_TIME]},
    date: {"type": "string", "pattern": f"^{_DAY}$", "examples": [_TIME[:10]]},
}
"""How each single value is written, as far as a pattern can say it."""

_VALUE: Final = {"type": ["string", "integer"]}
"""A value whose type is that of the factor or fact that it belongs to."""

_ACCEPT: Final = "Warnings that may stand here, each with its reason."
_REVIEW: Final = "Who looks at this file again, and how often."


def schemas() -> Iterator[tuple[str, str]]:
    """File name and text of every schema."""
    for kind in KINDS:
        yield f"{kind.name}.json", json.dumps(_schema(kind), ensure_ascii=False, indent=1) + "\n"


def _schema(kind: Kind) -> Schema:
    writer = _Writer()
    about = {"$schema": _DRAFT, "title": f"Escalation Playbook: {kind.name}", "description": summary(kind.type)}
    if kind.key:
        entries = {"type": "array", "items": writer.of(kind.type), "description": summary(kind.type)}
        body = _object({kind.key: entries, **writer.top()}, [kind.key])
    else:
        body = writer.fields(kind.type, whole=True, named_by_file=not kind.single)
    return about | body | {"definitions": dict(sorted(writer.definitions.items()))}


def _object(properties: Schema, required: list[str]) -> Schema:
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return found | ({"required": required} if required else {})


class _Writer:
    """Collects the definitions that one schema refers to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def fields(self, kind: type, *, whole: bool = False, named_by_file: bool = False) -> Schema:
        """An object with the fields of a type; what the file's name says is not written in it."""
        own = [each for each in shapes(kind) if not (named_by_file and each.name == "id")]
        properties: Schema = {}
        for each in own:
            default = {"default": each.default} if isinstance(each.default, (str, int)) else {}
            properties[each.name] = self.of(each.hint) | {"description": each.text} | default
        if whole:
            properties |= self.top()
        elif any(each.name == "id" for each in own):
            properties[ACCEPT] = self.accept()
        return _object(properties, [each.name for each in own if each.required])

    def top(self) -> Schema:
        """What may stand at the top of any file."""
        return {ACCEPT: self.accept(), REVIEW: self.of(Review) | {"description": _REVIEW}}

    def accept(self) -> Schema:
        """What stands behind the key that lets a warning stand."""
        return {"type": "array", "items": self.of(Accept), "description": _ACCEPT}

    def of(self, kind: Any) -> Schema:  # noqa: ANN401, PLR0911 - an annotation is of any type; one return for each form
        """What may stand where something of this type belongs; the counterpart of `decode`."""
        if kind is criteria.Condition:
            return self._condition()
        if kind is model.Cells:
            return self._cells()
        if kind in SCALARS:
            return dict(SCALARS[kind])
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(inside)}
        if origin is tuple:
            return {"type": "array", "items": self.of(inside[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return self._mapping(*inside)
        if origin in (types.UnionType, Union):
            return self._one_of([each for each in inside if each is not types.NoneType])
        if is_dataclass(kind) and isinstance(kind, type):
            return self._reference(kind)
        raise TypeError(f"no schema for {kind!r}")

    def _reference(self, kind: type) -> Schema:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a type may hold itself
            self.definitions[name] = {"description": summary(kind), **self.fields(kind)}
        # this draft ignores whatever stands beside a `$ref`
        return {"allOf": [{"$ref": f"#/definitions/{name}"}]}

    def _mapping(self, key: Any, value: Any) -> Schema:  # noqa: ANN401 - see `of`
        inner = self.of(value)
        words = self.of(key).get("enum")
        if words:
            return _object(dict.fromkeys(words, inner), [])
        names = {"propertyNames": {"pattern": SCALARS[key]["pattern"]}} if key in (Id, Language) else {}
        return {"type": "object", "additionalProperties": inner} | names

    def _one_of(self, kinds: list[Any]) -> Schema:
        if len(kinds) == 1:
            return self.of(kinds[0])
        if all(get_origin(each) is Literal for each in kinds):
            return {"enum": [word for each in kinds for word in get_args(each)]}
        if set(kinds) == {int, str}:
            return dict(_VALUE)
        return {"anyOf": [self.of(each) for each in kinds]}

    def _cells(self) -> Schema:
        again = {"$ref": "#/definitions/Cells"}
        self.definitions["Cells"] = {
            "description": "Options of one factor, each with those of the next one, or with its priority.",
            "type": "object",
            "propertyNames": {"pattern": SCALARS[Id]["pattern"]},
            "additionalProperties": {"anyOf": [{"enum": list(reversed(model.PRIORITIES))}, again]},
        }
        return {"allOf": [again]}

    def _condition(self) -> Schema:
        again = {"$ref": "#/definitions/Condition"}
        if "Condition" not in self.definitions:
            several = {"type": "array", "items": again, "minItems": 1}
            self.definitions["Condition"] = {
                "description": "One test of a factor or fact, or several below `all`, `any` or `not`.",
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "properties": {
                    "all": several | {"description": summary(criteria.All)},
                    "any": several | {"description": summary(criteria.Any)},
                    "not": {"allOf": [again], "description": summary(criteria.Not)},
                },
                "additionalProperties": {"anyOf": [_VALUE, self._reference(criteria.Comparison)]},
            }
        return {"allOf": [again]}
