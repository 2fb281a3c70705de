"""The matrix: who does what at each priority, how to reach them, and what is promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import city, hours_in_words
from escalation_calculator.describe import ways
from escalation_calculator.files import MATRIX
from escalation_calculator.model import PRIORITIES
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.promises import COLUMNS, groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Role
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.view import Way
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.promises import Promise

_PARTS: Final = {"owns": "Owns", "called": "Called", "told": "Told"}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a role does at one priority; without a part it does nothing."""

    priority: Priority
    part: str
    word: str


@dataclass(frozen=True, kw_only=True)
class RoleRow:
    """A role in the table."""

    id: str
    name: str
    does: str
    level: str
    note: str
    only_if: str
    """The criterion that must be met for its parts to count."""
    cells: Sequence[Cell]
    ways: Sequence[Way]
    hours: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """A priority in the table of commitments, with a list of promises for each group of segments."""

    badge: Badge
    groups: Sequence[Sequence[Promise]]


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A step of the workflow."""

    name: str
    does: str
    owner: str
    owner_id: str


def matrix(rules: Rules) -> Page:
    """The page of the matrix."""
    playbook = rules.playbook
    found = groups(rules)
    return Page(
        address="matrix/",
        title="Matrix",
        description="Who does what at each priority, how to reach them, and what is promised.",
        template="matrix.html.j2",
        source=MATRIX,
        kind="Roles",
        data={
            "badges": [badge(playbook, t.priority) for t in rules.model.priorities],
            "roles": [_role(playbook, role) for role in playbook.matrix.roles],
            "standard": rules.model.standard_route.name,
            "standard_owner": playbook.roles[rules.model.standard_route.owner].name,
            "columns": list(COLUMNS.values()),
            "groups": [group.name for group in found],
            "promises": [
                PromiseRow(badge=badge(playbook, p), groups=[group.rows[p] for group in found])
                for p in reversed(PRIORITIES)
            ],
            "levels": [
                LevelRow(name=level.name, does=level.does, owner=playbook.roles[level.owner].name, owner_id=level.owner)
                for level in playbook.matrix.levels
            ],
        },
    )


def _role(playbook: Playbook, role: Role) -> RoleRow:
    parts = {t.priority: role.parts.get(t.priority) for t in playbook.model.priorities}
    return RoleRow(
        id=role.id,
        name=role.name,
        does=role.does,
        level=playbook.levels[role.level].name,
        note=role.note or "",
        only_if=role.only_if or "",
        cells=[Cell(priority=p, part=part or "", word=_PARTS[part] if part else "") for p, part in parts.items()],
        ways=ways(role.contact),
        hours=hours_in_words(role.hours),
        zone=city(role.zone),
    )
