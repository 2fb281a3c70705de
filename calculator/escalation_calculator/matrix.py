"""The matrix: levels, roles and commitments (`playbook/matrix.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from .model import Priority
from .scalars import Duration, Id, Line, YesNo, Zone

Part = Literal["owns", "called", "told"]
"""What a role does at a priority: decides and reports; works on it at once; gets a message and need not act."""

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

WayName = Literal["pager", "chat", "phone", "email"]
"""A way to reach a role."""

Promised = Literal["acknowledge", "first_update", "contain", "resolve"]
"""What a commitment gives a time for, in the order of a clock."""


@dataclass(frozen=True, kw_only=True)
class Timeout:
    """How long a ticket may stay at a level without anything happening, and where it goes then."""

    after: Mapping[Priority, Duration]
    """The time at each priority, counted as the commitment of that priority is; none where one is left out."""
    to: Id
    """The level that it goes to."""


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
    timeout: Timeout | None = None
    """When a ticket moves on by itself."""
    no_timeout: Line | None = None
    """Why a ticket may stay here however long it takes; in place of a timeout."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach a role, in any of these ways; give the fastest that is watched."""

    who: Literal["group", "person"] = "group"
    """Who answers: whoever of a group is there, or one person, who needs a deputy."""
    pager: Line | None = None
    """What wakes somebody: a paging service or its number."""
    chat: Line | None = None
    """A channel or group in the chat tool: `#esc-p1`."""
    phone: Line | None = None
    """A telephone number in international form."""
    email: Line | None = None
    """A mail address that is read."""
    visibility: Literal["public", "internal"] = "public"
    """`internal`: a site for the public leaves out all of it."""
    internal: tuple[WayName, ...] = ()
    """The ways that a site for the public leaves out, where the others may be seen: `[phone, pager]`."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """When a role can be reached, in its own zone."""

    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    """The days of the week; all of them when left out."""
    start: str = "00:00"
    """The time of day from which it can be reached: `08:00`."""
    end: str = "24:00"
    """The time of day until which it can be reached; earlier than the start means the next morning."""
    on_call: YesNo = "no"
    """Whether somebody can be woken outside these hours, and on days off."""


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
    """When it can be reached; around the clock when left out. With hours, the days off of its zone are kept."""
    deputy: Id | None = None
    """The role to turn to while this one is off duty."""
    parts: Mapping[Literal["P1", "P2", "P3", "P4"], Part]
    """What it does at each priority; nothing where a priority is left out."""
    only_if: Id | None = None
    """A criterion that must be met for its parts to count."""
    note: Line | None = None
    """The same in words, beside its name: `if personal data is exposed`."""


@dataclass(frozen=True, kw_only=True)
class BusinessHours:
    """The hours in which commitments in business hours are counted, in the matrix's zone, days off left out."""

    days: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri")
    """The days of the week; Monday to Friday when left out."""
    start: str
    """The time of day at which they begin: `08:00`."""
    end: str
    """The time of day at which they end, later than the start."""


@dataclass(frozen=True, kw_only=True)
class DayOff:
    """A day without business hours, on which roles with hours are off duty."""

    day: date
    """The day: `2026-12-25`."""
    name: Line
    """Why, as it is said: `Christmas Day`."""
    zones: tuple[Zone, ...] = ()
    """The zones in which it is kept; everywhere when left out."""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A state of a ticket in which clocks stand still."""

    id: Id
    """Short name: `waiting-for-customer`."""
    name: Line
    """As it is said in a sentence that begins with “while”: `waiting for the customer`."""
    stops: tuple[Promised, ...]
    """The promises whose clocks stand still; the others run on."""
    when: Line
    """When a ticket is in this state, and what ends it."""


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """What is promised, counted from the time classified: the times, or whose they are, or why there are none."""

    hours: Literal["24x7", "business"] = "24x7"
    """Around the clock, or in business hours: a day is then one business day."""
    acknowledge: Duration | None = None
    """By when the owner confirms that they have it."""
    first_update: Duration | None = None
    """By when the customer hears more than an acknowledgement."""
    cadence: Duration | None = None
    """How often the customer hears from us after that; no further updates are promised when left out."""
    contain: Duration | None = None
    """By when it does no more harm; not promised when left out."""
    resolve: Duration | None = None
    """By when it is solved; not promised when left out."""
    inherits: Id | None = None
    """The segment whose times hold here too, in place of times of its own."""
    none: Line | None = None
    """Why nothing is promised, in place of times."""


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """Who does what at each priority, how to reach them, and what is promised."""

    zone: Zone
    """The time zone in which times are told to customers, and business hours are counted."""
    business_hours: BusinessHours | None = None
    """When commitments in business hours are counted; needed as soon as there is one."""
    days_off: tuple[DayOff, ...] = ()
    """The days off, for business hours and for roles that have hours."""
    levels: tuple[Level, ...]
    """The steps, in the order in which a ticket rises through them."""
    roles: tuple[Role, ...]
    """The roles, in the order of the page."""
    commitments: Mapping[Priority, Mapping[Id, Commitment]]
    """By priority, then by segment; `any` stands for every segment not named."""
    pauses: tuple[Pause, ...] = ()
    """The states in which clocks stand still; without one they never do."""
