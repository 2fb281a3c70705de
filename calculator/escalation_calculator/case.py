"""Cases: one escalation each, open or written up as a postmortem (`kb/`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from .change_risk import RiskAnswer
from .criteria import Kind
from .model import Priority
from .scalars import Id, Line, Prose

CaseState = Literal["open", "contained", "resolved", "reviewed"]
ActionState = Literal["open", "done", "dropped"]


@dataclass(frozen=True, kw_only=True)
class Times:
    """When what happened; every time with its offset from UTC: `2025-11-13T09:42+01:00`."""

    opened: datetime
    """The customer wrote."""
    classified: datetime
    """The priority was set: the clocks run from here."""
    assigned: datetime | None = None
    """It was given to the role that owns it at its priority."""
    acknowledged: datetime | None = None
    """The owner confirmed."""
    escalated: datetime | None = None
    """It left the level where it was opened."""
    contained: datetime | None = None
    """It did no more harm."""
    resolved: datetime | None = None
    """It was solved."""


@dataclass(frozen=True, kw_only=True)
class Override:
    """A priority set by a person."""

    reason: Line
    """Why the model's answer was not followed."""
    approved_by: Id
    """The role that decided."""


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """How the case was scored on the day."""

    model: Id
    """The model's id."""
    version: int
    """The model's version on the day."""
    answers: Mapping[Id, Id]
    """Factor → option, as answered; what was not known is left out."""
    facts: Mapping[Id, int | str] = field(default_factory=dict)
    """Fact → value, as known on the day."""
    points: int | None = None
    """The points on the day, those of the answers given while some were missing: a changed weight shows by them."""
    computed: Priority
    """The priority that the model gave, or the higher end while answers were missing."""
    final: Priority
    """The priority that was worked to from the time classified on."""
    override: Override | None = None
    """Why the final priority is another than the computed one."""

    @property
    def known(self) -> Mapping[str, object]:
        """Answers and facts in one mapping, as they are scored."""
        return {str(name): value for part in (self.answers, self.facts) for name, value in part.items()}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A line of the timeline."""

    at: datetime
    """When, with the offset from UTC."""
    what: Line
    """What happened, in one sentence."""
    by: Line | None = None
    """Who did it: a role of the matrix, or `customer`. Never a person's name."""
    owner: Id | None = None
    """The role that owns the case from here on, when this event changes it."""
    priority: Priority | None = None
    """The priority from here on, when this event raises or lowers it."""
    told_customer: Line | None = None
    """What the customer was told, in a word or two, when this event was a message to them."""


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """What happens next in a case that is not solved."""

    what: Line
    """What will be done, in one sentence."""
    owner: Id
    """The role that does it."""
    by: datetime | None = None
    """Until when, with the offset from UTC."""


@dataclass(frozen=True, kw_only=True)
class Causes:
    """Why it happened, without blame."""

    root: Prose
    """The cause without which it would not have happened."""
    short: Line
    """The same in a few words, for lists: `partner schema change`."""
    contributing: tuple[Prose, ...] = ()
    """What let it happen, grow or last."""
    process_gaps: tuple[Prose, ...] = ()
    """Where the way we work left it alone: a step, a hand-over or a promise that nobody had."""


@dataclass(frozen=True, kw_only=True)
class Action:
    """Something to do so that it does not happen again."""

    what: Line
    """What will be different when it is done."""
    owner: Id
    """The role that sees to it."""
    due: date
    """By which day."""
    state: ActionState
    """Where it stands."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """Something in the playbook that a case changed: exactly one name, and how."""

    criterion: Id | None = None
    """A criterion that is new or reads otherwise; its `because` names the case."""
    factor: Id | None = None
    """A factor of the model: its options, points or words."""
    fact: Id | None = None
    """A fact of the model."""
    message: Id | None = None
    """A message."""
    role: Id | None = None
    """A role of the matrix: its parts, contact or hours."""
    level: Id | None = None
    """A level of the matrix."""
    lowering: Id | None = None
    """A way in which a priority may be lowered, in the workflow's `de_escalation`."""
    how: Line
    """What is different now, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Money:
    """An amount of money."""

    amount: int
    """In whole units: euros, not cents."""
    currency: Line
    """The three letters of ISO 4217: `EUR`."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What it came to for customer and company, as far as it is known."""

    csat: int | None = None
    """The customer's satisfaction with how it was handled, 1 to 5."""
    nps: int | None = None
    """How likely they are to recommend us, asked afterwards, 0 to 10."""
    churn: Literal["no", "at-risk", "yes"] | None = None
    """Whether they stayed: `no` is a customer who did."""
    value_at_risk: Money | None = None
    """The yearly revenue that hung on it."""


@dataclass(frozen=True, kw_only=True)
class Image:
    """A picture kept beside the case: a file in `kb/`, in the folder with the case's id."""

    file: Line
    """The file's name, without a folder: `queue-length.png`."""
    alt: Line
    """What it shows, in words, for those who do not see it."""
    caption: Line | None = None
    """A line below it."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One escalation: an open one, or a postmortem."""

    id: Id
    """The name of the file: date and a few words."""
    title: Line
    """What happened, in a few words, without the customer's name."""
    state: CaseState
    """Open, contained, resolved, or reviewed (resolved, and its review is written)."""
    kind: Kind
    """The kind of escalation that it mainly was."""
    ticket: Line | None = None
    """The ticket's number in the support tool."""
    issue: Id | None = None
    """The issue type of the taxonomy."""
    summary: Prose
    """What happened, in two or three sentences."""
    impact: Prose
    """What it meant for the customer and for us."""
    taken: tuple[Line, ...] = ()
    """Actions taken so far, one line each; required from contained on."""
    owner: Id
    """The role that owns it now, or owned it last."""
    next_steps: tuple[NextStep, ...] = ()
    """What happens next, by whom; required until it is resolved."""
    times: Times
    """When what happened."""
    scoring: Scoring
    """How it was scored."""
    timeline: tuple[Event, ...] = ()
    """What happened, in order; required from contained on."""
    causes: Causes | None = None
    """Why it happened; required once resolved."""
    mitigation: Prose | None = None
    """What was done to end the harm; required once resolved."""
    prevention: Prose | None = None
    """What keeps it from happening again; required once reviewed."""
    learnings: tuple[Prose, ...] = ()
    """What we know now that we did not know before; required once reviewed."""
    actions: tuple[Action, ...] = ()
    """What is to be done, by whom, until when; required once reviewed."""
    change_risk: Mapping[Id, RiskAnswer] = field(default_factory=dict)
    """What was answered before a hotfix went live: question of playbook/change-risk.yml → yes, no or unknown."""
    changes: tuple[Change, ...] = ()
    """What in the playbook this case changed."""
    outcome: Outcome | None = None
    """What it came to, as far as it is known."""
    repeat_of: Id | None = None
    """The earlier case that this one repeats: the same fault, back again."""
    related: tuple[Id, ...] = ()
    """Other cases worth reading beside it."""
    images: tuple[Image, ...] = ()
    """Pictures kept beside it."""
