"""The workflow: the levels in their order, and how a priority is lowered again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.files import MATRIX, WORKFLOW
from escalation_calculator.strings import t
from escalation_calculator.workflow import Workflow
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.flow import flow
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import LEVELS_AT, to_message, to_role
from escalation_playbook.pages.waits import waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Level
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.workflow import Lowering
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.waits import Wait


@dataclass(frozen=True, kw_only=True)
class LevelRow:
    """A level in the table; the diagram above it leads to its page."""

    id: str
    name: str
    does: str
    owner: Place
    waits: Sequence[Wait]
    then: str
    """The level that a ticket goes to, to which nothing happens; empty where it stays."""


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
    return Page(
        address=LEVELS_AT,
        title=t("Workflow"),
        description=t("Who has a ticket at each level, when it moves on, and how a priority is lowered again."),
        template="workflow.html.j2",
        source=source_of(playbook),
        data={
            "flow": flow(rules),
            "levels": [_level(rules, level) for level in playbook.matrix.levels],
            "lowerings": [_lowering(playbook, way) for way in written.de_escalation],
        },
    )


def source_of(playbook: Playbook) -> str:
    """The file that says how levels work; that of the matrix where there is none."""
    return WORKFLOW if playbook.workflow not in (None, Workflow()) else MATRIX


def _level(rules: Rules, level: Level) -> LevelRow:
    playbook = rules.playbook
    return LevelRow(
        id=level.id,
        name=level.name,
        does=level.does,
        owner=to_role(playbook, level.owner),
        waits=waits(rules, level),
        then=playbook.levels[level.timeout.to].name if level.timeout is not None else "",
    )


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
