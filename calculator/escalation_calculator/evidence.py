"""Evidence: what a ticket brings with it when it is handed over (`playbook/evidence.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .scalars import Id, Line


@dataclass(frozen=True, kw_only=True)
class Item:
    """A piece of evidence."""

    id: Id
    """Short name in packs and on the command line: `error-logs`."""
    name: Line
    """What it is, as a noun: `Error logs`."""
    where: Line
    """Where to find it, and how much of it is wanted."""
    redact: Line | None = None
    """What to take out before it is passed on; nothing when left out."""


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What is asked for in one product area."""

    required: tuple[Id, ...] = ()
    """Without these, whoever takes over has to ask again."""
    optional: tuple[Id, ...] = ()
    """Worth having where it is quick to get."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a ticket brings with it when it is handed over, by product area."""

    items: tuple[Item, ...] = ()
    """All pieces of evidence, in the order in which they are listed."""
    packs: Mapping[Id, Pack] = field(default_factory=dict)
    """By product area, a choice of the model's `area_fact`; `any` is asked for in all of them. What an area says of an
    item counts more than `any`."""
