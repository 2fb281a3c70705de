"""The reference: what may stand in each file, how values are written, and what every mistake means.

All of it is taken from what the program itself goes by: the types, the texts under their fields, the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from escalation_calculator import criteria
from escalation_calculator.accept import Accept
from escalation_calculator.files import ALL_KINDS, STRINGS
from escalation_calculator.reading import ACCEPT, REVIEW
from escalation_calculator.review import Review
from escalation_playbook.catalogue import examples, groups
from escalation_playbook.interface import shipped
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.value_words import EITHER, VALUES, Word, place_of, place_of_value, spoken, words
from escalation_playbook.schema import SCALARS
from escalation_playbook.shapes import scalar_texts, shapes, summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from escalation_calculator.files import Kind

ADDRESS: Final = "reference/"
ERRORS: Final = f"{ADDRESS}errors/"

_TEXTS: Final[Mapping[str, str]] = {
    "text": "Markdown as CommonMark has it, with tables; HTML in it is refused.",
    "whole number": "Digits alone, 0 or more.",
    "duration": "A length of time in minutes, hours, days of 24 hours or weeks.",
    "time": "Date, time of day and offset from UTC.",
    "date": "Year, month and day.",
    "time of day": "Hours and minutes, in quotes.",
    EITHER: "What belongs to a factor or a fact, written as that has it: an option, a number, a duration, "
    "a percentage, yes or no, a choice, or a time.",
}
"""What is said of single values; of the others what stands under them in the source."""

_EXAMPLES: Final[Mapping[str, Sequence[str]]] = {
    "id": ("users_affected", "tier-1"),
    "text on one line": ("The export fails",),
    "text": ("Nothing is *lost*.",),
    "text with placeholders": ("We look into {{ issue }}.",),
    "whole number": ("40",),
    "time of day": ('"08:00"',),
    EITHER: ("critical", "25 %"),
}
"""Examples of values for which the schemas have none."""

_SEVERITIES: Final = {"error": "Error", "warning": "Warning", "by-date": "By date", "hint": "Hint"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A key of a type."""

    name: str
    value: Sequence[Word]
    required: bool
    default: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """A type, or the condition, with its keys."""

    id: str
    title: str
    text: str
    rows: Sequence[Row]


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """A kind of content in the list of all."""

    name: str
    title: str
    places: Sequence[str]
    text: str


@dataclass(frozen=True, kw_only=True)
class ValueRow:
    """How a single value is written."""

    id: str
    name: str
    text: str
    examples: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class CodeRow:
    """A code, explained."""

    id: str
    severity: str
    means: str
    cause: str
    mend: str


def reference() -> list[Page]:
    """The first page of the reference, one for each kind of content, and the one of all mistakes."""
    return [_first(), *(_kind(kind) for kind in ALL_KINDS), _errors()]


def places() -> dict[str, set[str]]:
    """What can be linked to on each page of the reference."""
    found: dict[str, set[str]] = {ADDRESS: {"_kinds", "_values", *(row.id for row in _values())}}
    for kind in ALL_KINDS:
        listed = {"_sentences"} if kind.places[0] == STRINGS else set()
        found[_address(kind)] = {"_the-file", "_in-yaml", *listed, *(part.id for part in _parts(kind))}
    found[ERRORS] = {f"_{i}" for i, _ in enumerate(groups())} | {code.id for group in groups() for code in group.codes}
    return found


def _first() -> Page:
    kinds = [KindRow(name=k.name, title=_title(k), places=k.places, text=summary(k.type)) for k in ALL_KINDS]
    return Page(
        address=ADDRESS,
        title="Reference",
        description="What may stand in the files of a playbook, and what every mistake means.",
        template="reference.html.j2",
        source="",
        searched=False,
        data={"kinds": kinds, "values": _values()},
    )


def _kind(kind: Kind) -> Page:
    file = kind.files(examples())[0]
    return Page(
        address=_address(kind),
        title=f"Reference: {_title(kind)}",
        description=f"Every key of {kind.places[0]}: what it means, what stands behind it, and an example.",
        template="reference_kind.html.j2",
        source="",
        searched=False,
        data={
            "kind": kind,
            "title": _title(kind),
            "text": summary(kind.type),
            "named": not kind.key and not kind.single,
            "top": _top(kind),
            "types": list(_parts(kind)),
            "file": file,
            "example": examples()[file].strip(),
            "sentences": sorted(shipped()["en"], key=str.casefold) if kind.places[0] == STRINGS else (),
        },
    )


def _errors() -> Page:
    found = [
        (
            group.title,
            [
                CodeRow(
                    id=code.id,
                    severity=" or ".join(_SEVERITIES[each] for each in code.severity).capitalize(),
                    means=code.means,
                    cause=code.cause,
                    mend=code.mend,
                )
                for code in group.codes
            ],
        )
        for group in groups()
    ]
    return Page(
        address=ERRORS,
        title="Reference: every mistake",
        description="Every code that playbook check prints: what it means, how it comes about, what to do.",
        template="reference_errors.html.j2",
        source="",
        searched=False,
        data={"groups": found},
    )


def _title(kind: Kind) -> str:
    return kind.name.replace("_", " ").capitalize()


def _address(kind: Kind) -> str:
    return f"{ADDRESS}{kind.name}/"


def _values() -> list[ValueRow]:
    found = [
        ValueRow(
            id=place_of_value(name),
            name=name,
            text=_TEXTS.get(name) or scalar_texts()[hint.__name__],
            examples=_EXAMPLES.get(name) or SCALARS[hint]["examples"],
        )
        for hint, name in VALUES.items()
    ]
    return [*found, ValueRow(id=place_of_value(EITHER), name=EITHER, text=_TEXTS[EITHER], examples=_EXAMPLES[EITHER])]


def _parts(kind: Kind) -> Iterator[Part]:
    """The type of the kind, each inside it, and what may stand at the top of any file."""
    own, *inner = _types(kind.type)
    if kind.key:
        yield _part(own, [_extra(ACCEPT, Accept)] if _has_id(own) else ())
    else:
        yield _part(own, _anywhere(), without=() if kind.single else ("id",))
    for each in inner:
        if each is criteria.Comparison:
            yield _condition()
        yield _part(each, [_extra(ACCEPT, Accept)] if _has_id(each) else ())
    yield from (_part(Accept), _part(Review))


def _top(kind: Kind) -> Sequence[Row]:
    """The keys of a file that holds a list."""
    several = Row(name=kind.key, value=_several(kind.type), required=True, default="", text=summary(kind.type))
    return (several, *_anywhere()) if kind.key else ()


def _anywhere() -> Sequence[Row]:
    return (_extra(ACCEPT, Accept), _extra(REVIEW, Review))


def _extra(name: str, kind: type) -> Row:
    """A key that may stand at the top of any file, or on any entry with an id."""
    value = _several(kind) if kind is Accept else words(kind)
    return Row(name=name, value=value, required=False, default="", text=summary(kind))


def _several(kind: type) -> Sequence[Word]:
    return (Word(text="list: "), *words(kind))


def _types(kind: type) -> list[type]:
    """A type and all types inside it, each once, in the order of their first mention."""
    found = [kind]
    for each in found:  # grows while it is read
        for shape in shapes(each):
            found += [inner for inner in dict.fromkeys(_inside(shape.hint)) if inner not in found]
    return found


def _inside(hint: Any) -> Iterator[type]:  # noqa: ANN401 - an annotation is of any type
    if hint is criteria.Condition:
        yield criteria.Comparison
    elif is_dataclass(hint) and isinstance(hint, type):
        yield hint
    else:
        for each in get_args(hint):
            yield from _inside(each)


def _has_id(kind: type) -> bool:
    return any(shape.name == "id" for shape in shapes(kind))


def _part(kind: type, more: Sequence[Row] = (), *, without: Sequence[str] = ()) -> Part:
    rows = [
        Row(
            name=shape.name,
            value=words(shape.hint),
            required=shape.required,
            default=str(shape.default) if isinstance(shape.default, (str, int)) else "",
            text=shape.text,
        )
        for shape in shapes(kind)
        if shape.name not in without
    ]
    return Part(id=place_of(kind), title=spoken(kind).capitalize(), text=summary(kind), rows=[*rows, *more])


def _condition() -> Part:
    again = words(criteria.Condition)
    several = (Word(text="list: "), *again)
    either = (*words(int | str), Word(text=" or "), *words(criteria.Comparison))
    rows = [
        Row(name=name, value=value, required=False, default="", text=text)
        for name, value, text in (
            ("all", several, summary(criteria.All)),
            ("any", several, summary(criteria.Any)),
            ("not", again, summary(criteria.Not)),
            ("a factor or fact", either, "The value that it must have, or a comparison that must hold."),
        )
    ]
    text = "A condition has one key: a factor or fact, or `all`, `any` or `not` with conditions below it."
    return Part(id="_condition", title="Condition", text=text, rows=rows)
