"""The model: what is asked, and which priority the answers give (`playbook/model.yml`).

It has one of two forms. Points: each answer adds some, and each priority begins somewhere. A table: every combination
of two or more factors names its priority.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NewType

from .scalars import Duration, Id, Line, Prose, YesNo

Priority = Literal["P1", "P2", "P3", "P4", "standard"]
"""P1 is the gravest; `standard` is the standard route: not an escalation."""

PRIORITIES: Final[tuple[Priority, ...]] = ("standard", "P4", "P3", "P2", "P1")
"""All results, mildest first: the index is the rank."""

Cells = NewType("Cells", Mapping[str, object])
"""Options of a table's first factor, each with a block of options of the next one; behind those of the last factor
stands a priority."""

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
    points: int | None = None
    """What this answer adds to the score, 0 or more; left out in a model with a table."""
    range: Bounds | None = None
    """The values of the followed fact that mean this option; only in a factor that follows a fact."""


@dataclass(frozen=True, kw_only=True)
class Factor:
    """A question with a few answers, listed mildest first."""

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
    at_least: int | None = None
    """The least points for it; left out in a model with a table."""
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
    """What happens to a ticket below P4: it is not an escalation."""

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
class Table:
    """A priority for every combination of some factors, in place of points."""

    factors: tuple[Id, ...]
    """Two or more factors. The last one runs across, the one before it down, any others are blocks around these."""
    cells: Cells
    """The options of the first factor, below each those of the next; behind each option of the last one its priority:
    P1, P2, P3, P4 or `standard`. With two factors this is a grid, with rows
    like `team: {week: P4, day: P3, now: P2}`."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """The whole scoring model, with points or with a table. A change that can move a result gets a new version."""

    id: Id
    """Short name of the model."""
    version: int
    """Counts up with every change that can move a result; cases record it."""
    segment_factor: Id
    """The factor whose options are the customer segments of the matrix."""
    clock_fact: Id
    """The fact of type `time` from which the clocks run."""
    area_fact: Id | None = None
    """The fact whose choices are the product areas; needed once issue types or evidence are told by area."""
    factors: tuple[Factor, ...]
    """What is asked, in the order of asking."""
    facts: tuple[Fact, ...] = ()
    """What may be known beside it."""
    priorities: tuple[PriorityEntry, ...]
    """P1 to P4, P1 first: their words and, with points, where they begin."""
    standard_route: StandardRoute
    """What lies below them."""
    table: Table | None = None
    """Which priority each combination of answers has; with it, no points count."""
    margin: Margin | None = None
    """When a named role must look at the points; left out in a model with a table."""

    @property
    def thresholds(self) -> tuple[tuple[Priority, int], ...]:
        """Where the priorities begin in points, P1 first; empty with a table."""
        return tuple((entry.priority, entry.at_least) for entry in self.priorities if entry.at_least is not None)
