"""A priority: what brings a ticket there, who is called, what is promised and said, and what it was like before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import MODEL
from escalation_calculator.form import Lookup
from escalation_calculator.messages import STAGES
from escalation_calculator.rules import rank
from escalation_calculator.strings import english, t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import (
    PRIORITIES_AT,
    Place,
    of_priority,
    to_criterion,
    to_level,
    to_lowering,
    to_message,
    to_role,
)
from escalation_playbook.pages.promises import COLUMNS, groups, sources
from escalation_playbook.pages.reach import reach
from escalation_playbook.pages.scale import out_of
from escalation_playbook.pages.scoring import thresholds
from escalation_playbook.pages.standing import first_message, owner_at
from escalation_playbook.pages.touchpoints import Point, points_of
from escalation_playbook.pages.waits import wait_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.reach import Reach

SHOWN: Final = 8
"""Cases that are named; the rest are counted."""

_PARTS: Final = {"owns": english("Owns it"), "called": english("Called"), "told": english("Told")}


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A role that takes part."""

    role: Place
    part: str
    """As data."""
    word: str
    note: str
    """Under which condition; empty when always."""
    only_if: str
    """Where that condition stands; empty when always."""
    reach: Reach


@dataclass(frozen=True, kw_only=True)
class Move:
    """How long a ticket waits at a level before it goes on by itself."""

    level: Place
    time: str
    to: Place


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An example of this priority."""

    title: str
    address: str
    shows: str


def priority_page(rules: Rules, priority: Priority, cases: Sequence[KnownCase]) -> Page:
    """The page of one priority, or of the standard route."""
    playbook, mark = rules.playbook, badge(rules.playbook, priority)
    told = next(row for row in thresholds(rules) if row.badge.priority == priority)
    owner = owner_at(rules, priority)
    past = [known for known in cases if known.case.scoring.final == priority]
    found = groups(rules)
    return Page(
        address=of_priority(priority),
        title=mark.said,
        description=told.means,
        template="priority.html.j2",
        source=MODEL,
        kind="Priorities",
        name=priority,
        meta={"priority": priority, "badge": mark.code},
        data={
            "badge": mark,
            "parent": PRIORITIES_AT,
            "triggers": told.triggers,
            "begins": _begins(rules, priority),
            "floors": [to_criterion(c) for c in playbook.criteria if c.floor == priority],
            "ceilings": [to_criterion(c) for c in playbook.criteria if c.ceiling == priority],
            "owner": to_role(playbook, owner.id),
            "level": to_level(playbook, owner.level),
            "segment": found[0].name,
            "quick": found[0].rows[priority],
            "columns": [t(column) for column in COLUMNS.values()],
            "promises": [(group.name, group.rows[priority]) for group in found],
            "sources": [(s.segment, s.said) for s in sources(rules) if s.priority == priority],
            "people": _people(rules, priority),
            "points": _points(rules, priority),
            "moves": _moves(rules, priority),
            "lowerings": [
                to_lowering(way)
                for way in (playbook.workflow.de_escalation if playbook.workflow else ())
                if priority in way.applies_to
            ],
            "examples": [
                Shown(title=each.title, address=f"practice/#{each.id}", shows=each.shows)
                for each in playbook.examples
                if each.expected.priority == priority
            ],
            "count": len(past),
            "cases": [known.row for known in past[:SHOWN]],
        },
    )


def _begins(rules: Rules, priority: Priority) -> str:
    """What gives this priority by itself: `70 to 102 points of 102`, `3 of 9 combinations in the table`."""
    if isinstance(rules.form, Lookup):
        cells = list(rules.form.cells.values())
        return t("{{ n }} of {{ all }} combinations in the table", n=cells.count(rank(priority)), all=len(cells))
    starts = dict(rules.model.thresholds) | {"standard": 0}
    above = [at for at in starts.values() if at > starts[priority]]
    most = min(above) - 1 if above else out_of(rules)
    return t("{{ points }} to {{ most }} points of {{ all }}", points=starts[priority], most=most, all=out_of(rules))


def _people(rules: Rules, priority: Priority) -> list[Taking]:
    """Who takes part, the owner first, then those who are called and those who are told."""
    playbook, owner = rules.playbook, owner_at(rules, priority)
    parts = {role.id: part for role in playbook.matrix.roles for p, part in role.parts.items() if p == priority}
    parts[owner.id] = "owns"
    order = list(_PARTS)
    roles = sorted((playbook.roles[name] for name in parts), key=lambda role: order.index(parts[role.id]))
    return [
        Taking(
            role=to_role(playbook, role.id),
            part=parts[role.id],
            word=t(_PARTS[parts[role.id]]),
            note=(role.note or t("if a criterion is met")) if role.only_if else "",
            only_if=next(to_criterion(c).address for c in playbook.criteria if c.id == role.only_if)
            if role.only_if
            else "",
            reach=reach(playbook, role),
        )
        for role in roles
    ]


def _points(rules: Rules, priority: Priority) -> list[Point]:
    """The first message, then who hears what from the level at which a ticket of this priority begins."""
    playbook, name = rules.playbook, first_message(rules, priority)
    first = to_message(playbook, name)
    steps = playbook.workflow.levels if playbook.workflow else ()
    step = next((step for step in steps if step.id == owner_at(rules, priority).level), None)
    found = points_of(playbook, step) if step else []
    if any(point.message == first for point in found):
        return found
    message = next(message for message in playbook.messages if message.id == name)
    who = next(audience.name for audience in playbook.communication.audiences if audience.id == message.audience)
    what = t("{{ stage }}, first of all.", stage=t(STAGES[message.stage]))
    return [Point(who=who, when=t("At once"), what=what, message=first), *found]


def _moves(rules: Rules, priority: Priority) -> list[Move]:
    """From level to level, as long as nothing happens."""
    playbook = rules.playbook
    return [
        Move(
            level=to_level(playbook, level.id),
            time=wait_words(rules, priority, level.timeout.after[priority]),
            to=to_level(playbook, level.timeout.to),
        )
        for level in playbook.matrix.levels
        if level.timeout is not None and priority in level.timeout.after
    ]
