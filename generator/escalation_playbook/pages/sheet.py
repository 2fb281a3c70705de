"""The score sheet: the same questions on paper, for a pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.files import MODEL
from escalation_calculator.model import PRIORITIES
from escalation_calculator.people import ways
from escalation_calculator.spans import span
from escalation_calculator.strings import t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.exact import sentence
from escalation_playbook.pages.grid import grids
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_destination, to_role
from escalation_playbook.pages.promises import groups
from escalation_playbook.pages.scale import out_of
from escalation_playbook.pages.scoring import thresholds
from escalation_playbook.pages.standing import first_message, owner_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_calculator.view import Way
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.promises import Promise


@dataclass(frozen=True, kw_only=True)
class Check:
    """A criterion to hold the ticket against once the points are added."""

    id: str
    title: str
    when: str
    bound: str
    """`never below P1`; empty when it only calls people."""
    leads_to: Sequence[Place]


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What to do at one priority."""

    badge: Badge
    owner: Place
    ways: Sequence[Way]
    message: str
    """The title of the first message."""
    message_id: str
    times: Sequence[tuple[str, str]]
    """For each group of segments: by when to acknowledge, and by when the customer hears."""


def sheet(rules: Rules) -> Page:
    """The page to print."""
    model, margin = rules.model, rules.model.margin
    return Page(
        address="sheet/",
        title=t("Score sheet"),
        description=t("The calculator on paper: questions, table, and what to do then.")
        if model.table
        else t("The calculator on paper: questions, points, and what to do then."),
        template="sheet.html.j2",
        source=MODEL,
        data={
            "factors": model.factors,
            "model": model,
            "out_of": out_of(rules),
            "grids": grids(rules),
            "thresholds": thresholds(rules),
            "checks": _checks(rules),
            "groups": [group.name for group in groups(rules)],
            "duties": [_duty(rules, priority) for priority in reversed(PRIORITIES)],
            "margin": margin.points if margin else 0,
            "reviewer": to_role(rules.playbook, margin.reviewer) if margin else None,
            "within": span(margin.within) if margin else "",
        },
    )


def _checks(rules: Rules) -> list[Check]:
    """The criteria, those that bound the priority first."""
    found = []
    for rule in sorted(rules.rules, key=lambda rule: not rule.bounds_priority):
        c = rule.criterion
        sides = [t("never below {{ priority }}", priority=c.floor)] if c.floor else []
        sides += [t("never above {{ priority }}", priority=badge(rules.playbook, c.ceiling).code)] if c.ceiling else []
        found.append(
            Check(
                id=c.id,
                title=c.title,
                when=sentence(rule.condition),
                bound=", ".join(sides),
                leads_to=to_destination(rules.playbook, c),
            )
        )
    return found


def _duty(rules: Rules, priority: Priority) -> Duty:
    playbook, message = rules.playbook, first_message(rules, priority)
    role = owner_at(rules, priority)
    return Duty(
        badge=badge(playbook, priority),
        owner=to_role(playbook, role.id),
        ways=ways(role.contact),
        message=next(m.title for m in playbook.messages if m.id == message),
        message_id=message,
        times=[_times(group.rows[priority]) for group in groups(rules)],
    )


def _times(row: Sequence[Promise]) -> tuple[str, str]:
    """`1 h, then 4 h`, and in which hours when that is not around the clock."""
    acknowledge, update, *_ = row
    return t("{{ first }}, then {{ next }}", first=acknowledge.time, next=update.time), acknowledge.second
