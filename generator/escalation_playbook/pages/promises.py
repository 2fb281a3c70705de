"""What is promised to a segment, and which segments are promised the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.model import PRIORITIES
from escalation_calculator.routing import commitment, promised
from escalation_calculator.spans import span
from escalation_calculator.strings import english, t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.matrix import Commitment
    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules

COLUMNS: Final = {
    "acknowledge": english("Acknowledge"),
    "first_update": english("Update"),
    "contain": english("Contain"),
    "resolve": english("Resolve"),
}
"""The promises in the order of a table, with their heads."""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One promise to one group."""

    time: str
    """A dash when nothing is promised. A day of business hours is a day here."""
    second: str = ""
    """What stands below it: how often after that, or in which hours."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """Segments that are promised the same at every priority."""

    name: str
    """Their labels: `Standard, Trial`."""
    rows: Mapping[Priority, Sequence[Promise]]
    """Priority → each promise in the order of the columns."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a combination of priority and segment has its times from, when they are not its own."""

    priority: Priority
    segment: str
    said: str
    """`as Enterprise`, `as all others`, or why nothing is promised."""


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


def _said(row: Commitment) -> list[Promise]:
    second = {"acknowledge": t("business hours") if row.hours == "business" else ""}
    if row.cadence:
        second["first_update"] = t("every {{ time }}", time=span(row.cadence))
    found = []
    for name in COLUMNS:
        minutes: int | None = getattr(row, name)
        if minutes is None:
            found.append(Promise(time="–"))
        else:
            found.append(Promise(time=span(minutes), second=second.get(name, "")))
    return found


def sources(rules: Rules) -> list[Source]:
    """Every combination that has no times of its own, gravest first."""
    labels = {option.id: option.label for option in rules.playbook.segments.options}
    found = []
    for priority in reversed(PRIORITIES):
        rows = rules.playbook.matrix.commitments[priority]
        for segment, label in reversed(labels.items()):
            row, name = promised(rows, segment)
            if row.none is not None:
                found.append(
                    Source(
                        priority=priority, segment=label, said=t("nothing promised: {{ instead }}", instead=row.none)
                    )
                )
            elif name != segment:
                said = t("as all others")
                if name in labels:
                    said = t("as {{ segment }}", segment=labels[name])
                found.append(Source(priority=priority, segment=label, said=said))
    return found
