"""A criterion: its condition in words and in its exact form, why it is there, and what it did so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from escalation_calculator.answers import read_answers
from escalation_calculator.conditions import tests
from escalation_calculator.files import CRITERIA
from escalation_calculator.score import score
from escalation_calculator.strings import t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.exact import exact, sentence
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import CRITERIA_AT, Place, of_criterion, to_destination, to_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.example import Example
    from escalation_calculator.rules import Rule, Rules
    from escalation_calculator.variables import Variable
    from escalation_playbook.pages.known_cases import KnownCase

SHOWN: Final = 8
"""Cases that are named; the rest are counted."""


def criterion_pages(rules: Rules, cases: Sequence[KnownCase]) -> list[Page]:
    """A page for each criterion, in the order of their files."""
    worked = [(example, _met(rules, example)) for example in rules.playbook.examples]
    return [
        _page(rules, rule, cases, [example for example, met in worked if rule.criterion.id in met])
        for rule in rules.rules
    ]


def _page(rules: Rules, rule: Rule, cases: Sequence[KnownCase], examples: Sequence[Example]) -> Page:
    playbook, criterion = rules.playbook, rule.criterion
    met = [known for known in cases if criterion.id in known.met]
    return Page(
        address=of_criterion(criterion.id),
        title=criterion.title,
        description=t("Criterion: {{ condition }}.", condition=sentence(rule.condition)),
        template="criterion.html.j2",
        source=CRITERIA,
        kind="Criteria",
        name=criterion.id,
        meta={"end": criterion.id},
        data={
            "parent": CRITERIA_AT,
            "criterion": criterion,
            "kind": to_kind(criterion.kind),
            "when": sentence(rule.condition),
            "exact": exact(criterion.when),
            "uses": list(dict.fromkeys(_asked(test.variable) for test in tests(rule.condition))),
            "leads_to": to_destination(playbook, criterion),
            "floor": badge(playbook, criterion.floor) if criterion.floor else None,
            "ceiling": badge(playbook, criterion.ceiling) if criterion.ceiling else None,
            "because": [known.row for known in cases if known.case.id in criterion.because],
            "count": len(met),
            "cases": [known.row for known in met[:SHOWN]],
            "worked": [Place(name=each.title, address=f"practice/#{each.id}") for each in examples],
            "signals": [
                Place(name=signal.title, address=f"signals/#{signal.id}")
                for signal in playbook.signals
                if signal.raises.criterion == criterion.id
            ],
        },
    )


def _asked(variable: Variable) -> Place:
    """A factor stands with its points in the model; a fact is a question of the calculator."""
    where = f"scoring/#{variable.name}" if variable.type == "factor" else "calculator/"
    return Place(name=variable.label, address=where)


def _met(rules: Rules, example: Example) -> set[str]:
    answers, _ = read_answers(rules, example.known)
    return {each.criterion for each in score(rules, answers).criteria if each.status == "met"}
