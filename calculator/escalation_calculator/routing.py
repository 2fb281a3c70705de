"""Who owns a ticket, who is called and told, and what is promised: read off the matrix for a result."""

from collections.abc import Sequence
from dataclasses import fields
from typing import cast

from .answers import Answers
from .criteria import Criterion
from .matrix import Commitment, Part
from .model import Priority
from .rules import Rules
from .scalars import Duration, Id


def segment_of(rules: Rules, answers: Answers) -> Id | None:
    """The customer's segment, once it is known."""
    factor = rules.playbook.segments
    low, high = answers.known.get(factor.id, (0, len(factor.options) - 1))
    return factor.options[low].id if low == high else None


def matrix_owner(rules: Rules, priority: Priority | None) -> Id:
    """The role that the matrix names for a priority; while that is open, the owner of the first level."""
    matrix = rules.playbook.matrix
    if priority is None:
        return matrix.levels[0].owner
    if priority == "standard":
        return rules.model.standard_route.owner
    return next(role.id for role in matrix.roles if role.parts.get(priority) == "owns")


def owner_of(rules: Rules, priority: Priority | None, met: Sequence[Criterion]) -> tuple[Id, Id]:
    """The role that owns the ticket, and its level.

    It is the matrix's owner of the priority, or the owner of a later level that a criterion leads to.
    """
    order = [level.id for level in rules.playbook.matrix.levels]
    owner = matrix_owner(rules, priority)
    level = rules.playbook.roles[owner].level
    furthest = max((c.leads_to.level for c in met if c.leads_to.level is not None), key=order.index, default=level)
    if order.index(furthest) > order.index(level):
        return rules.playbook.levels[furthest].owner, furthest
    return owner, level


def people_of(
    rules: Rules, priority: Priority | None, owner: Id, met: Sequence[Criterion]
) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
    """Who is called and who is told, beside the owner, in the order of the matrix."""
    ids = {criterion.id for criterion in met}
    parts: dict[Id, Part] = {}
    for role in rules.playbook.matrix.roles:
        if role.only_if is None or role.only_if in ids:
            part = role.parts.get(priority) if priority and priority != "standard" else None
            if part is not None:
                parts[role.id] = "called" if part == "owns" else part
    parts |= {role: "called" for criterion in met for role in criterion.leads_to.roles}
    order = [role.id for role in rules.playbook.matrix.roles if role.id != owner]
    return (
        tuple(role for role in order if parts.get(role) == "called"),
        tuple(role for role in order if parts.get(role) == "told"),
    )


def commitment(rules: Rules, priority: Priority, segment: Id | None) -> Commitment:
    """What is promised; while the segment is open, the shortest of each promise over all segments."""
    rows = rules.playbook.matrix.commitments[priority]
    anyone = rows.get(Id("any"))
    segments = [segment] if segment is not None else [option.id for option in rules.playbook.segments.options]
    found = [row for name in segments if (row := rows.get(name, anyone)) is not None]
    shortest: dict[str, object] = {
        f.name: min((minutes for row in found if (minutes := getattr(row, f.name)) is not None), default=None)
        for f in fields(Commitment)
    }
    return Commitment(**cast("dict[str, Duration]", shortest))
