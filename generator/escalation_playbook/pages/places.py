"""Where each thing that pages name has its own page. An address is made of an id alone, so it outlives every title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.strings import english, t

if TYPE_CHECKING:
    from escalation_calculator.criteria import Criterion, Kind
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.scalars import Id
    from escalation_calculator.workflow import Lowering

PRIORITIES_AT: Final = "priorities/"
KINDS_AT: Final = "kinds/"
CRITERIA_AT: Final = "criteria/"
ROLES_AT: Final = "matrix/"
LEVELS_AT: Final = "workflow/"
MESSAGES_AT: Final = "messages/"

KIND_WORDS: Final = {
    "functional": english("Functional"),
    "hierarchical": english("Hierarchical"),
    "priority-based": english("Priority-based"),
}
"""The word for each kind of escalation."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Something that is named, with where it stands; without an address it is only named."""

    name: str
    address: str


def of_priority(priority: Priority) -> str:
    """The address of a priority: `priorities/p1/`."""
    return f"{PRIORITIES_AT}{priority.lower()}/"


def of_kind(kind: Kind) -> str:
    """The address of a kind of escalation."""
    return f"{KINDS_AT}{kind}/"


def of_criterion(criterion: Id) -> str:
    """The address of a criterion."""
    return f"{CRITERIA_AT}{criterion}/"


def of_role(role: Id) -> str:
    """The address of a role."""
    return f"{ROLES_AT}{role}/"


def of_level(level: Id) -> str:
    """The address of a level."""
    return f"{LEVELS_AT}{level}/"


def of_message(message: Id) -> str:
    """The address of a message."""
    return f"{MESSAGES_AT}{message}/"


def to_kind(kind: Kind) -> Place:
    """A kind of escalation by its word."""
    return Place(name=t(KIND_WORDS[kind]), address=of_kind(kind))


def to_criterion(criterion: Criterion) -> Place:
    """A criterion by its title."""
    return Place(name=criterion.title, address=of_criterion(criterion.id))


def to_role(playbook: Playbook, role: Id) -> Place:
    """A role by its name."""
    return Place(name=playbook.roles[role].name, address=of_role(role))


def to_level(playbook: Playbook, level: Id) -> Place:
    """A level by its name."""
    return Place(name=playbook.levels[level].name, address=of_level(level))


def to_message(playbook: Playbook, message: Id) -> Place:
    """A message by its title."""
    title = next(each.title for each in playbook.messages if each.id == message)
    return Place(name=title, address=of_message(message))


def to_lowering(way: Lowering) -> Place:
    """A way in which a priority is lowered, by its title."""
    return Place(name=way.title, address=f"{LEVELS_AT}#{way.id}")


def to_destination(playbook: Playbook, criterion: Criterion) -> list[Place]:
    """Where a criterion leads, the level first."""
    level = criterion.leads_to.level
    found = [to_level(playbook, level)] if level else []
    return found + [to_role(playbook, role) for role in criterion.leads_to.roles]
