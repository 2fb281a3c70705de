"""Criteria: conditions that lead somewhere (`playbook/criteria.yml`, or several files in `playbook/criteria/`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .scalars import Id, Line, Prose

Kind = Literal["functional", "hierarchical", "priority-based"]
BoundPriority = Literal["P1", "P2", "P3", "P4"]
Scalar = int | str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a factor or a fact is held against; the values are written as its type is written."""

    at_least: Scalar | None = None
    """This value or a graver, greater one."""
    at_most: Scalar | None = None
    """This value or a milder, smaller one."""
    above: Scalar | None = None
    """Graver or greater than this value."""
    below: Scalar | None = None
    """Milder or smaller than this value."""
    equals: Scalar | None = None
    """Exactly this value; `name: value` is short for it."""
    one_of: tuple[Scalar, ...] = ()
    """Any of these values."""


@dataclass(frozen=True, kw_only=True)
class Test:
    """A factor or fact held against a comparison."""

    name: Id
    """The factor or fact."""
    comparison: Comparison
    """What it is held against."""


@dataclass(frozen=True, kw_only=True)
class All:
    """Met when every part is met."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Any:
    """Met when at least one part is met."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, kw_only=True)
class Not:
    """Met when its part is not met."""

    part: Condition


Condition = Test | All | Any | Not


@dataclass(frozen=True, kw_only=True)
class Destination:
    """Where a criterion leads: a level that takes the ticket over, roles that are called, or both."""

    level: Id | None = None
    """The ticket is owned at this level or a later one."""
    roles: tuple[Id, ...] = ()
    """Roles that are called, whoever owns the ticket."""


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """A condition over factors and facts, and where a ticket that meets it goes."""

    id: Id
    """Short name, also its address on the site."""
    title: Line
    """What is the case when it is met, in a few words."""
    kind: Kind
    """Functional (other skills), hierarchical (more authority) or priority-based (at once, whoever owns it)."""
    when: Condition
    """The condition."""
    leads_to: Destination
    """Where the ticket goes."""
    floor: BoundPriority | None = None
    """The priority is never below this while the criterion is met."""
    ceiling: BoundPriority | Literal["standard"] | None = None
    """The priority is never above this while the criterion is met; a floor beats it."""
    rationale: Prose
    """Why the criterion exists."""
    examples: tuple[Prose, ...]
    """Tickets that meet it, each told in a sentence or two; at least one."""
    because: tuple[Id, ...] = ()
    """The cases that led to it or changed it; each says so in its `changes`."""
