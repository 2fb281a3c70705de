"""Criteria: when a ticket moves, and to whom."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.conditions import tests
from escalation_calculator.files import CRITERIA
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.exact import exact, sentence
from escalation_playbook.pages.known_cases import row_of
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_destination

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.rules import Rule, Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import CaseRow, KnownCase
    from escalation_playbook.pages.places import Place

SHOWN = 5
"""Cases named beside a criterion; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A criterion on its page."""

    id: str
    title: str
    kind: str
    """The kind as data."""
    kind_name: str
    when: str
    """The condition in words."""
    exact: str
    """The condition as it stands in the file."""
    uses: Sequence[str]
    """What it asks for, by name."""
    leads_to: Sequence[Place]
    floor: Badge | None
    ceiling: Badge | None
    rationale: str
    examples: Sequence[str]
    count: int
    cases: Sequence[CaseRow]
    """The newest cases that met it."""
    because: Sequence[CaseRow]
    """The cases that led to it."""


def criteria(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The page of the criteria, in the order of their file."""
    met: dict[str, list[CaseRow]] = {}
    found = {known.case.id: row_of(rules, known) for known in cases}
    for known in cases:
        for criterion in known.met:
            met.setdefault(criterion, []).append(found[known.case.id])
    entries = [_entry(rules, rule, met, [found[each] for each in rule.criterion.because]) for rule in rules.rules]
    counts = Counter(entry.kind for entry in entries)
    kinds = {entry.kind: entry.kind_name for entry in entries}
    return Page(
        address="criteria/",
        title="Criteria",
        description="When a ticket moves, to whom, and why.",
        template="criteria.html.j2",
        source=CRITERIA,
        data={
            "criteria": entries,
            "kinds": [(kind, name, counts[kind]) for kind, name in sorted(kinds.items())],
        },
    )


def _entry(rules: Rules, rule: Rule, met: Mapping[str, Sequence[CaseRow]], because: Sequence[CaseRow]) -> Entry:
    criterion = rule.criterion
    found = met.get(criterion.id, ())
    return Entry(
        id=criterion.id,
        title=criterion.title,
        kind=criterion.kind,
        kind_name=criterion.kind.capitalize(),
        when=sentence(rule.condition),
        exact=exact(criterion.when),
        uses=list(dict.fromkeys(test.variable.label for test in tests(rule.condition))),
        leads_to=to_destination(rules.playbook, criterion),
        floor=badge(rules.playbook, criterion.floor) if criterion.floor else None,
        ceiling=badge(rules.playbook, criterion.ceiling) if criterion.ceiling else None,
        rationale=criterion.rationale,
        examples=criterion.examples,
        count=len(found),
        cases=found[:SHOWN],
        because=because,
    )
