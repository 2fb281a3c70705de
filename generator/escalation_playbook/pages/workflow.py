"""The workflow: how each level works, when a ticket moves on, and how a priority is lowered again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.clock import promise_words
from escalation_calculator.files import MATRIX, WORKFLOW
from escalation_calculator.scalars import format_duration
from escalation_calculator.words import counted
from escalation_calculator.workflow import CLOSED, Workflow
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import Place, to_criterion, to_level, to_message, to_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Level
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_calculator.workflow import Lowering, Step
    from escalation_playbook.pages.badge import Badge


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How long a ticket waits at one priority."""

    badge: Badge
    time: str


@dataclass(frozen=True, kw_only=True)
class Exit:
    """A way out of a level."""

    when: str
    to: Place


@dataclass(frozen=True, kw_only=True)
class Point:
    """A moment at which somebody hears from a level."""

    who: str
    when: str
    what: str
    message: Place | None


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A level with all that is known of it."""

    id: str
    name: str
    does: str
    owner: Place
    others: Sequence[Place]
    """Who else works at it."""
    entry: str
    owns: Sequence[Badge]
    """The priorities that begin here by the matrix."""
    criteria: Sequence[Place]
    """The criteria that lead here."""
    waits: Sequence[Wait]
    then: Place | None
    """Where a ticket goes to which nothing happens; None where it stays."""
    stays: str
    """Why it stays."""
    asked: Place | None
    """What is asked before a hotfix, at the level at which they are made."""
    exits: Sequence[Exit]
    points: Sequence[Point]


@dataclass(frozen=True, kw_only=True)
class LoweringRow:
    """A case in which a priority may be lowered."""

    id: str
    title: str
    badges: Sequence[Badge]
    when: str
    may_lower: Sequence[Place]
    message: Place
    then: str


def workflow(rules: Rules) -> Page:
    """The page of the workflow; without a file for it, what the matrix says of the levels."""
    playbook = rules.playbook
    written = playbook.workflow or Workflow()
    steps = {step.id: step for step in written.levels}
    return Page(
        address="workflow/",
        title="Workflow",
        description="Who has a ticket at each level, when it moves on, and who hears what.",
        template="workflow.html.j2",
        source=WORKFLOW if written != Workflow() else MATRIX,
        data={
            "levels": [_level(rules, level, steps.get(level.id)) for level in playbook.matrix.levels],
            "lowerings": [_lowering(playbook, way) for way in written.de_escalation],
        },
    )


def _level(rules: Rules, level: Level, step: Step | None) -> LevelRow:
    playbook = rules.playbook
    here = [role for role in playbook.matrix.roles if role.level == level.id]
    owned = {priority for role in here for priority, part in role.parts.items() if part == "owns"}
    leading = [c for c in playbook.criteria if c.leads_to.level == level.id]
    after = level.timeout.after if level.timeout is not None else {}
    return LevelRow(
        id=level.id,
        name=level.name,
        does=level.does,
        owner=to_role(playbook, level.owner),
        others=[to_role(playbook, role.id) for role in here if role.id != level.owner],
        entry=step.entry if step else "",
        owns=[badge(playbook, each.priority) for each in playbook.model.priorities if each.priority in owned],
        criteria=[to_criterion(criterion) for criterion in leading],
        waits=[Wait(badge=badge(playbook, p), time=wait_words(rules, p, minutes)) for p, minutes in after.items()],
        then=_to(playbook, level.timeout.to) if level.timeout is not None else None,
        stays=level.no_timeout or "",
        asked=_asked(playbook, level.id),
        exits=[Exit(when=way.when, to=_to(playbook, way.to)) for way in step.exits] if step else (),
        points=points_of(playbook, step) if step else (),
    )


def _asked(playbook: Playbook, level: Id) -> Place | None:
    risk = playbook.change_risk
    if not risk.questions or risk.level != level:
        return None
    return Place(name=counted(len(risk.questions), "question"), address="change-risk/")


def points_of(playbook: Playbook, step: Step) -> list[Point]:
    """Who hears what from a level, in the order in which it happens."""
    names = {audience.id: audience.name for audience in playbook.communication.audiences}
    return [
        Point(
            who=names[point.audience],
            when=point.when,
            what=point.what,
            message=to_message(playbook, point.message) if point.message is not None else None,
        )
        for point in step.touchpoints
    ]


def wait_words(rules: Rules, priority: Priority, minutes: int) -> str:
    """A wait, said in business hours where the whole priority is counted so."""
    rows = rules.playbook.matrix.commitments[priority].values()
    counted = {row.hours for row in rows if row.acknowledge is not None}
    return promise_words(minutes, "business") if counted == {"business"} else format_duration(minutes)


def _lowering(playbook: Playbook, way: Lowering) -> LoweringRow:
    return LoweringRow(
        id=way.id,
        title=way.title,
        badges=[badge(playbook, priority) for priority in way.applies_to],
        when=way.when,
        may_lower=[to_role(playbook, role) for role in way.may_lower],
        message=to_message(playbook, way.message),
        then=way.then,
    )


def _to(playbook: Playbook, level: Id) -> Place:
    if level == CLOSED:
        return Place(name="Closed", address="")
    return to_level(playbook, level)
