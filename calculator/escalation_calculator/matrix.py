"""The matrix: levels, roles and commitments (`playbook/matrix.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .model import Priority
from .scalars import Duration, Id, Line, Zone

Part = Literal["owns", "called", "told"]
"""What a role does at a priority: decides and reports; works on it at once; gets a message and need not act."""

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@dataclass(frozen=True, kw_only=True)
class Level:
    """A step of the workflow."""

    id: Id
    """Short name: `tier-1`."""
    name: Line
    """Its name on pages: `Tier 1`."""
    owner: Id
    """The role that owns a ticket that a criterion leads to this level."""
    does: Line
    """What happens at this level, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach a role, in any of these ways; give the fastest that is watched."""

    chat: Line | None = None
    """A channel or group in the chat tool: `#esc-p1`."""
    phone: Line | None = None
    """A telephone number in international form."""
    email: Line | None = None
    """A mail address that a group reads."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """When a role can be reached, in its own zone."""

    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    """The days of the week; all of them when left out."""
    start: str = "00:00"
    """The time of day from which it can be reached: `08:00`."""
    end: str = "24:00"
    """The time of day until which it can be reached; earlier than the start means the next morning."""


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role, never a person: who it is this week is the roster's business."""

    id: Id
    """Short name in every reference."""
    name: Line
    """Its name on pages: `Engineering on call`."""
    level: Id
    """The level it works at."""
    does: Line
    """What it is there for, in one sentence."""
    contact: Contact
    """How to reach it."""
    zone: Zone
    """The time zone of its hours."""
    hours: Hours = Hours()
    """When it can be reached; around the clock when left out."""
    parts: Mapping[Literal["P1", "P2", "P3", "P4"], Part]
    """What it does at each priority; nothing where a priority is left out."""
    only_if: Id | None = None
    """A criterion that must be met for its parts to count."""
    note: Line | None = None
    """The same in words, beside its name: `if personal data is exposed`."""


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What is promised, counted from the time classified, around the clock."""

    acknowledge: Duration
    """By when the owner confirms that they have it."""
    first_update: Duration
    """By when the customer hears more than an acknowledgement."""
    cadence: Duration | None = None
    """How often the customer hears from us after that; no further updates are promised when left out."""
    contain: Duration | None = None
    """By when it does no more harm; not promised when left out."""
    resolve: Duration | None = None
    """By when it is solved; not promised when left out."""


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Who does what at each priority, how to reach them, and what is promised."""

    zone: Zone
    """The time zone in which times are told to customers."""
    levels: tuple[Level, ...]
    """The steps, in the order in which a ticket rises through them."""
    roles: tuple[Role, ...]
    """The roles, in the order of the page."""
    commitments: Mapping[Priority, Mapping[Id, Commitment]]
    """By priority, then by segment; `any` stands for every segment not named."""
