"""Tickets scored by hand against the shipped playbook, and every recorded case."""

from pathlib import Path

import pytest

from escalation_calculator.answers import read_answers
from escalation_calculator.rules import Rules
from escalation_calculator.score import score
from escalation_playbook import strict_yaml
from escalation_playbook.checking import examine

ROOT = Path(__file__).parent.parent
HAND = strict_yaml.parse((ROOT / "tests/vectors/hand.yml").read_text(encoding="utf-8")).data


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The rules of the shipped playbook."""
    checked = examine(ROOT)
    assert checked.playbook is not None, checked.located
    return Rules(checked.playbook)


def test_there_are_enough_hand_worked_tickets() -> None:
    """At least sixty, each with its reasoning."""
    assert len(HAND) >= 60
    assert all(case["reasoning"].strip() for case in HAND)
    assert len({case["name"] for case in HAND}) == len(HAND)


@pytest.mark.parametrize("case", HAND, ids=[case["name"] for case in HAND])
def test_hand_worked_ticket(case: dict, rules: Rules) -> None:
    """The score is what was worked out by hand, in priority, points, criteria, owner and closeness."""
    answers, problems = read_answers(rules, {**case["answers"], **case["facts"]})
    assert problems == []
    result = score(rules, answers)
    priority = result.priority or [result.lowest, result.highest]
    assert {
        "priority": priority,
        "points": result.points,
        "met": sorted(c.criterion for c in result.criteria if c.status == "met"),
        "owner": result.owner,
        "close": result.close and result.close.priority,
    } == {**case["expect"], "met": sorted(case["expect"]["met"])}
