"""Categorisation rules: which words of a ticket suggest which answers (`playbook/categorisation.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .scalars import Duration, Id, Line

NUMBER: Final = "{number}"
"""Stands in a phrase for a number, and in what is suggested for the number that stood there."""

DURATION: Final = "{duration}"
"""The same for a number with a unit of time."""

HOLES: Final = {NUMBER: "number", DURATION: "duration"}
"""Each with the type of the facts that take it."""


@dataclass(frozen=True, kw_only=True)
class CategorisationRule:
    """Phrases, and what they suggest. Nothing is answered before a person has confirmed it."""

    id: Id
    """Short name."""
    phrases: tuple[Line, ...]
    """Words that stand together in one sentence, in any case, with or without accents: `for all our users`.
    `{number}` stands for a number, `{duration}` for a number with a unit: `{number} users`, `for {duration}`."""
    unless_near: tuple[Line, ...] = ()
    """Phrases that make it mean something else: it suggests nothing when one of them stands in the same sentence, in it
    or at most three words away."""
    issue: Id | None = None
    """The issue type that it suggests."""
    suggests: Mapping[Id, int | str] = field(default_factory=dict)
    """The answers that it suggests: factor or fact → value, or `"{number}"` or `"{duration}"` for what stood there."""


@dataclass(frozen=True, kw_only=True)
class Categorisation:
    """All categorisation rules, and the words by which numbers and times are told."""

    numbers: Mapping[Line, int] = field(default_factory=dict)
    """Words for numbers, in any language: `two: 2`."""
    units: Mapping[Line, Duration] = field(default_factory=dict)
    """Words for units of time, in any language: `hours: 1 h`."""
    rules: tuple[CategorisationRule, ...] = ()
    """The rules; their order does not matter."""
