"""Criteria: all of them in one list, by kind, by what they ask for and by where they lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.conditions import tests
from escalation_calculator.files import CRITERIA
from escalation_calculator.strings import t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.exact import sentence
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import CRITERIA_AT, to_criterion, to_destination, to_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.rules import Rule, Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A criterion in the list."""

    id: str
    place: Place
    kind: str
    """The kind as data."""
    kind_place: Place
    when: str
    """The condition in words."""
    asks: Sequence[str]
    """The factors and facts that it asks for, by id."""
    to: Sequence[str]
    """Where it leads, as the list is narrowed by it: `level.engineering`, `role.legal`."""
    leads_to: Sequence[Place]
    floor: Badge | None
    ceiling: Badge | None
    count: int
    """The cases that met it."""


def criteria(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The list of the criteria, in the order of their files."""
    found = entries(rules, cases)
    kinds = Counter((entry.kind, entry.kind_place.name) for entry in found)
    asked = {name for entry in found for name in entry.asks}
    return Page(
        address=CRITERIA_AT,
        title=t("Criteria"),
        description=t("When a ticket moves, to whom, and why."),
        template="criteria.html.j2",
        source=CRITERIA,
        data={
            "criteria": found,
            "kinds": [(kind, name, count) for (kind, name), count in sorted(kinds.items())],
            "asked": [(name, variable.label) for name, variable in rules.variables.items() if name in asked],
            "destinations": _destinations(rules, {name for entry in found for name in entry.to}),
        },
    )


def entries(rules: Rules, cases: Sequence[KnownCase]) -> list[Entry]:
    """The criteria in the order of their files, with how many cases met each."""
    counts = Counter(criterion for known in cases for criterion in known.met)
    return [_entry(rules, rule, counts[rule.criterion.id]) for rule in rules.rules]


def _entry(rules: Rules, rule: Rule, count: int) -> Entry:
    criterion = rule.criterion
    level = criterion.leads_to.level
    return Entry(
        id=criterion.id,
        place=to_criterion(criterion),
        kind=criterion.kind,
        kind_place=to_kind(criterion.kind),
        when=sentence(rule.condition),
        asks=list(dict.fromkeys(test.variable.name for test in tests(rule.condition))),
        to=[*([f"level.{level}"] if level else []), *(f"role.{role}" for role in criterion.leads_to.roles)],
        leads_to=to_destination(rules.playbook, criterion),
        floor=badge(rules.playbook, criterion.floor) if criterion.floor else None,
        ceiling=badge(rules.playbook, criterion.ceiling) if criterion.ceiling else None,
        count=count,
    )


def _destinations(rules: Rules, used: set[str]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What the list is narrowed by: levels and roles to which a criterion leads, in the order of the matrix."""
    matrix = rules.playbook.matrix
    found = {
        t("Levels"): [(f"level.{level.id}", level.name) for level in matrix.levels],
        t("Roles"): [(f"role.{role.id}", role.name) for role in matrix.roles],
    }
    kept = {group: [choice for choice in choices if choice[0] in used] for group, choices in found.items()}
    return {group: choices for group, choices in kept.items() if choices}
