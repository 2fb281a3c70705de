"""What a reader sees of a result: every word, number and time, ready to be laid out by a page or a terminal."""

from dataclasses import dataclass
from typing import Literal

from .model import Priority
from .scalars import Id


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A priority with its word."""

    priority: Priority
    code: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to reach a role."""

    label: str
    text: str
    href: str
    """An address to open; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A piece of a sentence that names roles: the name of one, or the words between two."""

    text: str
    role: Id | None


@dataclass(frozen=True, kw_only=True)
class DeputyView:
    """Who stands in for the owner."""

    role: Id
    name: str
    duty: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, kw_only=True)
class OwnerView:
    """Who owns the ticket, and how to reach them."""

    title: str
    role: Id
    name: str
    level: str
    level_id: Id
    duty: str
    local: str
    """The owner's city and time: `Dublin, 08:42`; without the time where its zone is not known."""
    ways: tuple[Way, ...]
    deputy: DeputyView | None
    """While the owner cannot be reached; None when it can, or has no deputy."""


@dataclass(frozen=True, kw_only=True)
class ClockRow:
    """One promise with its time; `next` marks the one that is due next."""

    label: str
    time: str
    distance: str
    late: bool
    next: bool


@dataclass(frozen=True, kw_only=True)
class ClockView:
    """The clock, in the reader's own time."""

    title: str
    zone: str
    rows: tuple[ClockRow, ...]
    """None when nothing is promised."""
    then: str
    counted: str
    """How the times are counted, when that is not around the clock."""
    pauses: str
    """When the clock stands still; empty when it never does."""
    moves: str
    """Where the ticket goes when nothing happens, and when; empty when it stays."""
    note: str


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What one factor adds, in words and numbers."""

    name: str
    answer: str
    points: int | None
    least: int
    most: int
    of: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Where a priority begins on the scale."""

    priority: Priority
    at_least: int


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The points on the scale from 0 to all there are."""

    points: int
    most: int
    out_of: int
    label: str
    """The drawing in words, for who does not see it."""
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One option of an axis, and what it would make of the priority."""

    label: str
    given: bool
    """Whether it is the answer."""
    badges: tuple[Badge, ...]
    """One, or the lowest and the highest while other answers are open."""
    text: str
    """The same in words: `P3`, `P4 to P2`."""


@dataclass(frozen=True, kw_only=True)
class AxisView:
    """A factor of the table: its answer, and what each other one would change."""

    name: str
    answer: str
    steps: tuple[Step, ...]
    """The options, mildest first."""


@dataclass(frozen=True, kw_only=True)
class CriterionView:
    """How one criterion stands."""

    id: Id
    title: str
    status: Literal["met", "not_met", "unknown"]
    leads_to: str
    because: str
    """The tests that decided."""
    needs: str
    """What is missing to decide it; empty once decided."""


@dataclass(frozen=True, kw_only=True)
class Decider:
    """An open question that can move the priority, and what its answers would do."""

    name: Id
    question: str
    tip: str
    badge: Badge | None


@dataclass(frozen=True, kw_only=True)
class Callout:
    """Something to heed."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class View:
    """The whole answer in words."""

    state: Literal["empty", "open", "scored"]
    badges: tuple[Badge, ...]
    """One once the priority is known, else the lowest and the highest still possible."""
    headline: str
    why: str
    owner: OwnerView
    called: str
    called_roles: tuple[Mention, ...]
    """The same in pieces, for a page where each role leads to its own."""
    told: str
    told_roles: tuple[Mention, ...]
    """As of those called."""
    away: str
    """Who of those called cannot be reached now, until when, and who stands in."""
    clock: ClockView
    scale: Scale | None
    """None with a table."""
    bars: tuple[Bar, ...]
    axes: tuple[AxisView, ...]
    """Empty with points."""
    basis: str
    """What the points or the table say by themselves, in a few words: `74 of 100 points`, `The table gives P2`."""
    criteria: tuple[CriterionView, ...]
    criteria_count: str
    decide_title: str
    deciders: tuple[Decider, ...]
    decide_note: str
    """What several open answers can do only together."""
    callouts: tuple[Callout, ...]
    spoken: str
    """One sentence for a screen reader."""


@dataclass(frozen=True, kw_only=True)
class EvidenceRow:
    """A piece of evidence, and whether it is there."""

    id: Id
    name: str
    required: bool
    given: bool
    where: str
    redact: str


@dataclass(frozen=True, kw_only=True)
class EvidenceView:
    """How complete the evidence is."""

    rows: tuple[EvidenceRow, ...]
    """Required ones first; none when the playbook asks for none."""
    complete: bool
    missing: tuple[str, ...]
    """The required items that are not there, by name."""
    count: str
    """`3 of 5 required items`."""
    text: str
    """The same with what is missing."""
    note: str
    """What is not known yet; empty when all is."""


@dataclass(frozen=True, kw_only=True)
class RiskView:
    """A question that is asked before a hotfix goes live."""

    id: Id
    question: str
    if_no: str
    if_unknown: str
