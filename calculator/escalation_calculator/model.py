"""The model: what is asked, what each answer counts, and where the priorities begin (`playbook/model.yml`)."""

from dataclasses import dataclass
from typing import Final, Literal

from .scalars import Duration, Id, Line, Prose, YesNo

Priority = Literal["P1", "P2", "P3", "P4", "standard"]
"""P1 is the gravest; `standard` is the standard route, below every threshold: not an escalation."""

PRIORITIES: Final[tuple[Priority, ...]] = ("standard", "P4", "P3", "P2", "P1")
"""All results, mildest first: the index is the rank."""

FactType = Literal["number", "duration", "percentage", "yes-no", "choice", "time"]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """A range of a fact's values, both ends included; an end left out is open."""

    at_least: int | str | None = None
    """The least value, written as the fact's type is written: `2`, `8 h`, `25 %`."""
    at_most: int | str | None = None
    """The greatest value, written in the same way."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """One possible answer to a factor's question."""

    id: Id
    """Short name in answers and conditions, never changed once cases use it."""
    label: Line
    """The words on the choice, as an agent would say them."""
    how_to_tell: Line
    """One sentence that tells this option from its neighbours."""
    points: int
    """What this answer adds to the score, 0 or more."""
    range: Bounds | None = None
    """The values of the followed fact that mean this option; only in a factor that follows a fact."""


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A question that counts towards the score; its options are listed mildest first."""

    id: Id
    """Short name in answers and conditions."""
    name: Line
    """The factor as a noun: `Technical severity`."""
    question: Line
    """The question as an agent would ask it."""
    why: Prose
    """Why this counts towards the priority."""
    options: tuple[Option, ...]
    """The possible answers, mildest first, at least two."""
    follows: Id | None = None
    """A fact whose value decides the option, so that nothing is asked twice."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of a fact of type `choice`."""

    id: Id
    """Short name in answers and conditions."""
    label: Line
    """The words on the choice."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something known of a ticket that conditions may ask for."""

    id: Id
    """Short name in answers and conditions."""
    name: Line
    """The fact as a noun: `Users affected`."""
    question: Line
    """The question as an agent would ask it."""
    type: FactType
    """What a value is: a whole number, a duration, a percentage, yes or no, one of the choices, or a time."""
    unit: Line | None = None
    """What a number counts: `users`."""
    choices: tuple[Choice, ...] = ()
    """The values of a fact of type `choice`."""


@dataclass(frozen=True, kw_only=True)
class PriorityEntry:
    """One of the priorities: its word, where it begins, and what it sets in motion."""

    priority: Literal["P1", "P2", "P3", "P4"]
    """Which one."""
    name: Line
    """Its one word: `Critical`."""
    at_least: int
    """The least points for it."""
    means: Line
    """What a ticket of this priority is like, in one sentence."""
    triggers: Line
    """What happens as soon as a ticket has it, in one sentence."""
    calls_senior: YesNo
    """Whether senior people are called."""
    message: Id
    """The message to send first."""


@dataclass(frozen=True, kw_only=True)
class StandardRoute:
    """What happens to a ticket below every threshold: it is not an escalation."""

    name: Line
    """Its name on badges and lists: `Standard route`."""
    means: Line
    """What such a ticket is like, in one sentence."""
    triggers: Line
    """What happens to it, in one sentence."""
    owner: Id
    """The role that owns it."""
    message: Id
    """The message to send."""


@dataclass(frozen=True, kw_only=True)
class Margin:
    """How near to a threshold a score is looked at by a person."""

    points: int
    """A score at most this far from a threshold is close."""
    reviewer: Id
    """The role that looks at it."""
    within: Duration
    """How soon, from the time classified."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """The whole scoring model. A change that can move a result gets a new version."""

    id: Id
    """Short name of the model."""
    version: int
    """Counts up with every change that can move a result; cases record it."""
    segment_factor: Id
    """The factor whose options are the customer segments of the matrix."""
    clock_fact: Id
    """The fact of type `time` from which the clocks run."""
    factors: tuple[Factor, ...]
    """What is asked and counted, in the order of asking."""
    facts: tuple[Fact, ...] = ()
    """What may be known beside it."""
    priorities: tuple[PriorityEntry, ...]
    """P1 to P4, P1 first: their words and where they begin."""
    standard_route: StandardRoute
    """What lies below them."""
    margin: Margin
    """When a named role must look at the score."""
