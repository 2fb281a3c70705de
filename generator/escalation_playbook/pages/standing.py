"""Who and what stands behind one priority: those who take part by the matrix, and the message that goes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.routing import matrix_owner
from escalation_playbook.pages.places import to_role

if TYPE_CHECKING:
    from escalation_calculator.matrix import Part, Role
    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.places import Place


def owner_at(rules: Rules, priority: Priority) -> Role:
    """The role that owns a ticket of this priority, as long as no criterion leads it further."""
    return rules.playbook.roles[matrix_owner(rules, priority)]


def always(rules: Rules, priority: Priority, part: Part) -> list[Place]:
    """The roles that have this part whatever else is the case, in the order of the matrix."""
    roles = [role for role in rules.playbook.matrix.roles if role.only_if is None]
    return [to_role(rules.playbook, role.id) for role in roles if (priority, part) in role.parts.items()]


def first_message(rules: Rules, priority: Priority) -> Id:
    """The message that is sent as soon as a ticket has this priority."""
    route = rules.model.standard_route.message
    return next((entry.message for entry in rules.model.priorities if entry.priority == priority), route)
