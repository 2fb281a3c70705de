"""What is promised to a segment, and which segments are promised the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.model import PRIORITIES
from escalation_calculator.routing import commitment
from escalation_calculator.scalars import format_duration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.matrix import Commitment
    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules

COLUMNS: Final = {
    "acknowledge": "Acknowledge",
    "first_update": "Update",
    "contain": "Contain",
    "resolve": "Resolve",
}
"""The promises in the order of a table, with their heads."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise to one group."""

    time: str
    """A dash when nothing is promised."""
    every: str = ""
    """How often after that, for updates."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Segments that are promised the same at every priority."""

    name: str
    """Their labels: `Standard, Trial`."""
    rows: Mapping[Priority, Sequence[Promise]]
    """Priority → each promise in the order of the columns."""


def groups(rules: Rules) -> list[Group]:
    """The segments, gravest first; neighbours that are promised the same stand together."""
    found: list[tuple[list[str], Sequence[Commitment]]] = []
    for option in reversed(rules.playbook.segments.options):
        rows = [commitment(rules, priority, option.id) for priority in PRIORITIES]
        if found and found[-1][1] == rows:
            found[-1][0].append(option.label)
        else:
            found.append(([option.label], rows))
    return [
        Group(
            name=", ".join(labels),
            rows={priority: _said(row) for priority, row in zip(PRIORITIES, rows, strict=True)},
        )
        for labels, rows in found
    ]


def _said(promised: Commitment) -> list[Promise]:
    every = f"every {format_duration(promised.cadence)}" if promised.cadence else ""
    found = []
    for name in COLUMNS:
        minutes: int | None = getattr(promised, name)
        time = format_duration(minutes) if minutes is not None else "–"
        found.append(Promise(time=time, every=every if name == "first_update" else ""))
    return found
