"""The matrix: who does what at each priority, how to reach them, and what is promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import day
from escalation_calculator.duty import hours_in_words
from escalation_calculator.files import MATRIX
from escalation_calculator.model import PRIORITIES
from escalation_calculator.people import ways
from escalation_calculator.strings import english, t
from escalation_calculator.timing import PROMISES
from escalation_calculator.words import listed
from escalation_calculator.zones import city
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import ROLES_AT, to_level, to_role
from escalation_playbook.pages.promises import COLUMNS, groups, sources

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.matrix import Role
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_calculator.view import Way
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.promises import Promise

_PARTS: Final = {"owns": english("Owns"), "called": english("Called"), "told": english("Told")}


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
    place: Place
    does: str
    levels: Sequence[Place]
    """The level at which it works, then others of which it owns what comes there."""
    note: str
    only_if: str
    """The criterion that must be met for its parts to count."""
    cells: Sequence[Cell]
    ways: Sequence[Way]
    reach: str
    """What is said where no way may be shown."""
    hours: str
    zone: str
    on_call: bool
    deputy: Place | None


@dataclass(frozen=True, kw_only=True)
class PromiseRow:
    """A priority in the table of commitments, with a list of promises for each group of segments."""

    badge: Badge
    groups: Sequence[Sequence[Promise]]


@dataclass(frozen=True, kw_only=True)
class DayRow:
    """A day off."""

    day: str
    name: str
    where: str
    """The cities of the zones that keep it; empty when all do."""


@dataclass(frozen=True, kw_only=True)
class PauseRow:
    """A state in which clocks stand still."""

    name: str
    stops: str
    when: str


def matrix(rules: Rules) -> Page:
    """The page of the matrix."""
    playbook = rules.playbook
    found = groups(rules)
    return Page(
        address=ROLES_AT,
        title=t("Matrix"),
        description=t("Who does what at each priority, how to reach them, and what is promised."),
        template="matrix.html.j2",
        source=MATRIX,
        data={
            "badges": [badge(playbook, t.priority) for t in rules.model.priorities],
            "roles": [_role(playbook, role) for role in playbook.matrix.roles],
            "standard": rules.model.standard_route.name,
            "standard_owner": to_role(playbook, rules.model.standard_route.owner),
            "columns": [t(column) for column in COLUMNS.values()],
            "groups": [group.name for group in found],
            "promises": [
                PromiseRow(badge=badge(playbook, p), groups=[group.rows[p] for group in found])
                for p in reversed(PRIORITIES)
            ],
            "sources": [(badge(playbook, p), said) for p, said in _inherited(rules).items()],
            "business": _business(playbook),
            "pauses": [
                PauseRow(name=pause.name, stops=listed([t(PROMISES[each]) for each in pause.stops]), when=pause.when)
                for pause in playbook.matrix.pauses
            ],
            "days_off": [
                DayRow(day=day(off.day), name=off.name, where=", ".join(city(zone) for zone in off.zones))
                for off in sorted(playbook.matrix.days_off, key=lambda off: off.day)
            ],
        },
    )


def _role(playbook: Playbook, role: Role) -> RoleRow:
    parts = {t.priority: role.parts.get(t.priority) for t in playbook.model.priorities}
    return RoleRow(
        id=role.id,
        place=to_role(playbook, role.id),
        does=role.does,
        levels=[to_level(playbook, level) for level in dict.fromkeys([role.level, *_owned(playbook, role)])],
        note=role.note or "",
        only_if=role.only_if or "",
        cells=[Cell(priority=p, part=part or "", word=t(_PARTS[part]) if part else "") for p, part in parts.items()],
        ways=ways(role.contact),
        reach="" if ways(role.contact) else t("known inside"),
        hours=hours_in_words(role.hours),
        zone=city(role.zone),
        on_call=role.hours.on_call == "yes",
        deputy=to_role(playbook, role.deputy) if role.deputy else None,
    )


def _owned(playbook: Playbook, role: Role) -> list[Id]:
    return [level.id for level in playbook.matrix.levels if level.owner == role.id]


def _inherited(rules: Rules) -> Mapping[Priority, str]:
    """Priority → which segments have no times of their own, and whose they have: `Standard and Trial as Business`."""
    said: dict[Priority, str] = {}
    found = sources(rules)
    for priority in dict.fromkeys(source.priority for source in found):
        each = [source for source in found if source.priority == priority]
        parts = [
            f"{listed([s.segment for s in each if s.said == whose])} {whose}"
            for whose in dict.fromkeys(source.said for source in each)
        ]
        said[priority] = "; ".join(parts)
    return said


def _business(playbook: Playbook) -> str:
    """`08–18, Mon–Fri, Berlin`; empty where nothing is promised in business hours."""
    hours = playbook.matrix.business_hours
    return f"{hours_in_words(hours)}, {city(playbook.matrix.zone)}" if hours is not None else ""
