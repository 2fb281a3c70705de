"""The placeholder language of messages: `{{ name }}` and nothing else, no logic."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from .model import Model
from .strings import english

_TOKEN: Final = re.compile(r"\{\{[ \t]*([a-z0-9][a-z0-9_-]*)[ \t]*\}\}")
_SINGLE: Final = re.compile(r"\{\s*([a-z][a-z0-9_]*)\s*\}")

_TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

BUILT_IN: Final[Mapping[str, str]] = {
    "priority": english("The priority: P1"),
    "priority_name": english("The word of the priority: Critical"),
    "points": english("The points"),
    "score": english("The points and what each factor adds, or the table's answers"),
    "reasons": english("The criteria that are met, one a line"),
    "owner": english("The role that owns the ticket"),
    "owner_contact": english("How to reach it"),
    "level": english("The level it is at"),
    "called": english("The roles that are called"),
    "cadence": english("How often the customer hears from us: 2 h"),
    "every": english("How often, as a phrase: every 2 h, every day"),
    "classified_at": english("From when the clocks run"),
    "acknowledge_by": english("By when the owner confirms"),
    "first_update_by": english("By when the customer first hears more"),
    "next_update_by": english("The next update that is not yet due"),
    "contain_by": english("By when it does no more harm"),
    "resolve_by": english("By when it is solved"),
    "evidence": english("The evidence: how much of it is there, and what is missing"),
    "link": english("The address that reproduces the score"),
}
"""What the calculator itself fills in, with the meaning of each."""

INTERNAL: Final = frozenset({"points", "score", "reasons", "owner_contact", "called", "link", "evidence"})
"""What of it nobody outside may read."""

IN_OWN_LANGUAGE: Final = frozenset({"score", "reasons", "owner", "level", "called", "evidence"})
"""What of it consists of the playbook's own words, in whatever language a message is written."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch of a filled text: plain, or what stands for a placeholder."""

    text: str
    """The words; for a placeholder without a value its label."""
    name: str = ""
    """The placeholder's name; empty for plain text."""
    filled: bool = True


def names(template: str) -> Iterator[str]:
    """The placeholders of a template, in order."""
    return (match[1] for match in _TOKEN.finditer(template))


def without(template: str) -> str:
    """The template without its placeholders: what stands there whatever is filled in."""
    return _TOKEN.sub("", template)


def spare(template: str, empty: Collection[str]) -> str:
    """The template without the lines that name something which may stay empty, and is."""
    return "\n".join(line for line in template.split("\n") if not any(name in empty for name in names(line)))


def malformed(template: str) -> str | None:
    """The first double braces that are no placeholder, with some of what follows them; None when there are none."""
    rest = _TOKEN.sub("\n", template)
    for braces in ("{{", "}}", "{%"):
        if braces in rest:
            return rest[rest.index(braces) :].split("\n")[0][:20].rstrip()
    return None


def single(template: str) -> tuple[str, ...]:
    """The words that stand between single braces."""
    return tuple(_SINGLE.findall(without(template)))


def fill(template: str, values: Mapping[str, str], labels: Mapping[str, str]) -> tuple[Piece, ...]:
    """Put values in place of placeholders; one without a value shows its label and is marked as not filled."""
    return put(parted(template), values, labels)


def put(parts: Iterable[Piece], values: Mapping[str, str], labels: Mapping[str, str]) -> tuple[Piece, ...]:
    """The same in a template that is parted already."""
    pieces = []
    for part in parts:
        if part.name:
            value = values.get(part.name, "").strip()
            pieces.append(Piece(text=value or labels.get(part.name, part.name), name=part.name, filled=bool(value)))
        else:
            pieces.append(part)
    return tuple(pieces)


@lru_cache(maxsize=4096)
def parted(template: str) -> tuple[Piece, ...]:
    """The stretches of a template: plain ones, and a placeholder's without its text."""
    found: list[Piece] = []
    end = 0
    for match in _TOKEN.finditer(template):
        if match.start() > end:
            found.append(Piece(text=template[end : match.start()]))
        found.append(Piece(text="", name=match[1]))
        end = match.end()
    if end < len(template):
        found.append(Piece(text=template[end:]))
    return tuple(found)


def clean(text: str) -> str:
    """What somebody typed, without control characters and without marks that turn the order of later words round."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or not (c < " " or "\x7f" <= c < "\xa0" or c in _TURNING))


def plain(pieces: Iterable[Piece]) -> str:
    """The text of filled pieces; what is still missing stands in square brackets."""
    return "".join([piece.text if piece.filled else f"[{piece.text}]" for piece in pieces])


def known_names(model: Model, declared: Iterable[str]) -> set[str]:
    """Every name that a placeholder may have."""
    filled = {*BUILT_IN} - ({"points"} if model.table is not None else set())
    return {*filled, *declared, *(f.id for f in model.factors), *(f.id for f in model.facts)}
