"""The workflow: how each level works, and how a priority is lowered again (`playbook/workflow.yml`).

What a level is called, who owns it and when a ticket moves on by itself stand in the matrix, with all other times.
"""

from dataclasses import dataclass
from typing import Final, Literal

from .scalars import Id, Line, Prose

CLOSED: Final = "closed"
"""Where the last exit leads; no level may be called so."""


@dataclass(frozen=True, kw_only=True)
class Exit:
    """A way out of a level."""

    when: Line
    """What must have happened."""
    to: Id
    """The level that has the ticket then, or `closed`."""


@dataclass(frozen=True, kw_only=True)
class Touchpoint:
    """A moment at which somebody hears from this level."""

    audience: Id
    """Who hears it: `customer`, `internal` or another audience of the playbook."""
    when: Line
    """The moment: `As soon as it is owned`."""
    what: Line
    """What is said, in a few words."""
    message: Id | None = None
    """The message that says it; in one's own words when left out."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """How a level works."""

    id: Id
    """The level, by its id in the matrix."""
    entry: Prose
    """When a ticket comes here. Which priorities and criteria lead here is read off the matrix and the criteria."""
    exits: tuple[Exit, ...]
    """The ways out; from each level one leads to `closed`, if need be by way of others."""
    touchpoints: tuple[Touchpoint, ...] = ()
    """Who hears what from here, in the order in which it happens."""


@dataclass(frozen=True, kw_only=True)
class Lowering:
    """A case in which a priority may be lowered."""

    id: Id
    """Short name: `harm-contained`."""
    title: Line
    """What it is, in a few words."""
    applies_to: tuple[Literal["P1", "P2", "P3", "P4"], ...]
    """The priorities that may be lowered so."""
    when: Prose
    """What must be true, and how it is known."""
    may_lower: tuple[Id, ...]
    """The roles of which one decides."""
    message: Id
    """What the customer is told."""
    then: Line
    """What is done beside that."""


@dataclass(frozen=True, kw_only=True)
class Workflow:
    """How each level works, and how a priority is lowered again."""

    levels: tuple[Step, ...] = ()
    """One entry for each level of the matrix."""
    de_escalation: tuple[Lowering, ...] = ()
    """The cases in which a priority may be lowered; in no other it is."""

    def may_lower(self, priority: str) -> frozenset[Id]:
        """The roles that may lower a ticket from this priority; none where nothing is said of it."""
        return frozenset(role for each in self.de_escalation if priority in each.applies_to for role in each.may_lower)
