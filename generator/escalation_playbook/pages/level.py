"""A level: what brings a ticket there, who works there, how long it waits, and how it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.strings import t, tn
from escalation_calculator.workflow import CLOSED
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.known_cases import CLOSED as OVER
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import LEVELS_AT, Place, of_level, to_criterion, to_level, to_role
from escalation_playbook.pages.reach import reach
from escalation_playbook.pages.touchpoints import points_of
from escalation_playbook.pages.waits import waits
from escalation_playbook.pages.workflow import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Level
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.reach import Reach


@dataclass(frozen=True, kw_only=True)
class Exit:
    """A way out."""

    when: str
    to: Place


@dataclass(frozen=True, kw_only=True)
class Working:
    """A role that works here."""

    role: Place
    owns: bool
    """Whether it owns what comes here."""
    reach: Reach


def level_page(rules: Rules, level: Level, cases: Sequence[KnownCase]) -> Page:
    """The page of one level; without a workflow, what the matrix says of it."""
    playbook = rules.playbook
    steps = playbook.workflow.levels if playbook.workflow else ()
    step = next((step for step in steps if step.id == level.id), None)
    here = [role for role in playbook.matrix.roles if role.level == level.id or role.id == level.owner]
    owned = {priority for role in here for priority, part in role.parts.items() if part == "owns"}
    return Page(
        address=of_level(level.id),
        title=t("{{ name }} (level)", name=level.name)
        if level.name in {role.name for role in playbook.matrix.roles}
        else level.name,
        description=level.does,
        template="level.html.j2",
        source=source_of(playbook),
        kind="Levels",
        name=level.id,
        data={
            "parent": LEVELS_AT,
            "name": level.name,
            "id": level.id,
            "owner": to_role(playbook, level.owner),
            "entry": step.entry if step else "",
            "begins": [badge(playbook, each.priority) for each in rules.model.priorities if each.priority in owned],
            "criteria": [to_criterion(c) for c in playbook.criteria if c.leads_to.level == level.id],
            "before": [
                to_level(playbook, other.id)
                for other in playbook.matrix.levels
                if other.timeout is not None and other.timeout.to == level.id
            ],
            "waits": waits(rules, level),
            "then": to_level(playbook, level.timeout.to) if level.timeout is not None else None,
            "stays": level.no_timeout or "",
            "asked": _asked(playbook, level.id),
            "people": [
                Working(role=to_role(playbook, role.id), owns=role.id == level.owner, reach=reach(playbook, role))
                for role in sorted(here, key=lambda role: role.id != level.owner)
            ],
            "exits": [Exit(when=way.when, to=_to(playbook, way.to)) for way in step.exits] if step else (),
            "points": points_of(playbook, step) if step else (),
            "open": [
                known.row
                for known in cases
                if known.case.state not in OVER and playbook.roles[known.case.owner].level == level.id
            ],
        },
    )


def _asked(playbook: Playbook, level: Id) -> Place | None:
    """What is asked before a hotfix, at the level at which they are made."""
    risk = playbook.change_risk
    if not risk.questions or risk.level != level:
        return None
    return Place(name=tn("{{ n }} question", "{{ n }} questions", len(risk.questions)), address="change-risk/")


def _to(playbook: Playbook, level: Id) -> Place:
    return Place(name=t("Closed"), address="") if level == CLOSED else to_level(playbook, level)
