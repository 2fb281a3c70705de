"""Who owns a ticket, who is called and told, and what is promised: read off the matrix for a result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .answers import Answers
from .criteria import Criterion
from .matrix import Commitment, Part
from .model import Priority
from .rules import Rules
from .scalars import Duration, Id


@dataclass(frozen=True, kw_only=True)
class MoveOn:
    """Where a ticket goes when nothing happens."""

    after: Duration
    """Counted as the commitment is, from the time classified."""
    to: Id


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
    """What is promised; while the segment is open, the shortest of each promise over all segments.

    Those segments that are promised nothing are left out then, and times in business hours are taken for hours around
    the clock where others are: none is told too late.
    """
    rows = rules.playbook.matrix.commitments[priority]
    if segment is not None:
        return promised(rows, segment)[0]
    each = [promised(rows, option.id)[0] for option in rules.playbook.segments.options]
    found = [row for row in each if row.none is None]
    if not found:
        return each[0]

    def least(name: str) -> Duration | None:
        return min((minutes for row in found if (minutes := getattr(row, name)) is not None), default=None)

    return Commitment(
        hours="business" if all(row.hours == "business" for row in found) else "24x7",
        acknowledge=least("acknowledge"),
        first_update=least("first_update"),
        cadence=least("cadence"),
        contain=least("contain"),
        resolve=least("resolve"),
    )


def promised(rows: Mapping[Id, Commitment], segment: Id) -> tuple[Commitment, Id]:
    """What is promised to a segment at a priority, and the row in which it stands."""
    name = segment if segment in rows else Id("any")
    while (other := rows[name].inherits) is not None:
        name = other
    return rows[name], name


def move_on(rules: Rules, priority: Priority, level: Id) -> MoveOn | None:
    """Where a ticket goes from a level when nothing happens; None where it stays."""
    timeout = rules.playbook.levels[level].timeout
    after = timeout.after.get(priority) if timeout is not None else None
    return MoveOn(after=after, to=timeout.to) if timeout is not None and after is not None else None
