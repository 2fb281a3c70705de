"""Cases: one escalation each, open or written up as a postmortem (`kb/`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from .change_risk import RiskAnswer
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
    """The priority that was worked to."""
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
    owner: Id | None = None
    """The role that owns the case from here on, when this event changes it."""
    told_customer: Line | None = None
    """What the customer was told, in a word or two, when this event was a message to them."""


@dataclass(frozen=True, kw_only=True)
class Causes:
    """Why it happened, without blame."""

    root: Prose
    """The cause without which it would not have happened."""
    short: Line
    """The same in a few words, for lists: `partner schema change`."""
    contributing: tuple[Prose, ...] = ()
    """What let it happen, grow or last."""


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
class Case:
    """One escalation: an open one, or a postmortem."""

    id: Id
    """The name of the file: date and a few words."""
    title: Line
    """What happened, in a few words, without the customer's name."""
    state: CaseState
    """Open, contained, resolved, or reviewed (resolved, and its review is written)."""
    kind: Literal["functional", "hierarchical", "priority-based"]
    """The kind of escalation that it mainly was."""
    ticket: Line | None = None
    """The ticket's number in the support tool."""
    summary: Prose
    """What happened, in two or three sentences."""
    impact: Prose
    """What it meant for the customer and for us."""
    times: Times
    """When what happened."""
    scoring: Scoring
    """How it was scored."""
    owner: Id
    """The role that owns it now, or owned it last."""
    timeline: tuple[Event, ...] = ()
    """What happened, in order."""
    causes: Causes | None = None
    """Why it happened; required once reviewed."""
    mitigation: Prose | None = None
    """What was done to end the harm; required once resolved."""
    prevention: Prose | None = None
    """What keeps it from happening again; required once reviewed."""
    learnings: tuple[Prose, ...] = ()
    """What we know now that we did not know before."""
    actions: tuple[Action, ...] = ()
    """What is to be done, by whom, until when."""
    change_risk: Mapping[Id, RiskAnswer] = field(default_factory=dict)
    """What was answered before a hotfix went live: question of playbook/change-risk.yml → yes, no or unknown."""
    related: tuple[Id, ...] = ()
    """Other cases worth reading beside it."""
