"""The range of priorities stays quick to find, however many floors and ceilings a playbook has."""

from collections.abc import Sequence

import pytest

from escalation_calculator.answers import read_answers
from escalation_calculator.check import check
from escalation_calculator.reach import part
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score
from made_up import playbook_data

RANKS = ("P1", "P2", "P3", "P4")
LOWERED = ("standard", "P4", "P3", "P2")


def rules_of(criteria: Sequence[dict[str, object]], facts: int = 0, kind: str = "yes-no") -> Rules:
    """A made-up playbook with more facts `x0`, `x1` …; points 0, 10, 20 for each of three factors."""
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], criteria)
    data["playbook/model.yml"]["facts"] += [
        {"id": f"x{i}", "name": f"Fact {i}", "question": "Is it?", "type": kind} for i in range(facts)
    ]
    playbook, found = check(data)
    assert playbook is not None, found
    return Rules(playbook)


def result_of(rules: Rules, known: dict[str, object]) -> Result:
    """The result of answers that all can be read."""
    answers, problems = read_answers(rules, known)
    assert problems == []
    return score(rules, answers)


FLOORS = [{"id": f"c{i}", "floor": RANKS[i % 4]} for i in range(40)]
CEILINGS = [{"id": f"c{i}", "ceiling": LOWERED[i % 4]} for i in range(40)]
MANY = {
    "15 floors, each over a fact": ([c | {"when": {f"x{i}": "yes"}} for i, c in enumerate(FLOORS[:15])], 30),
    "40 ceilings, each over a fact": ([c | {"when": {f"x{i}": "yes"}} for i, c in enumerate(CEILINGS)], 80),
    "20 floors and 20 ceilings": (
        [c | {"when": {f"x{i}": "yes"}} for i, c in enumerate(FLOORS[:20] + CEILINGS[20:])],
        80,
    ),
    "40 floors, each over two facts": (
        [c | {"when": {"all": [{f"x{2 * i}": "yes"}, {f"x{2 * i + 1}": "yes"}]}} for i, c in enumerate(FLOORS)],
        120,
    ),
    "40 floors, over a factor and a fact": (
        [c | {"when": {"all": [{"f1": {"at_least": "b"}}, {f"x{i}": "yes"}]}} for i, c in enumerate(FLOORS)],
        42,
    ),
    "12 floors, each over neighbouring facts": (
        [c | {"when": {"all": [{f"x{i}": "yes"}, {f"x{i + 1}": "yes"}]}} for i, c in enumerate(FLOORS[:12])],
        400,
    ),
}


@pytest.mark.parametrize("name", MANY)
def test_branches_do_not_multiply(name: str) -> None:
    """Criteria that have no answer in common are parted by themselves, so that their branches add up."""
    criteria, most = MANY[name]
    answers, _ = read_answers(rules := rules_of(criteria, facts=81), {})
    assert sum(len(cluster.branches) for cluster in part(rules, answers.known).clusters) <= most


def test_numbers_on_both_sides_of_a_value_do_not_multiply() -> None:
    """Not equal means below or above; thirty such criteria are still thirty times three branches."""
    rules = rules_of([c | {"when": {f"x{i}": {"equals": 3}}} for i, c in enumerate(FLOORS[:30])], 30, "number")
    answers, _ = read_answers(rules, {})
    assert sum(len(cluster.branches) for cluster in part(rules, answers.known).clusters) == 90


def test_clusters_work_together() -> None:
    """A floor of one cluster beats the ceiling of another, and a third cluster's points count beside both."""
    rules = rules_of(
        [
            {"id": "lift", "when": {"x0": "yes"}, "floor": "P3"},
            {"id": "hold", "when": {"x1": "yes"}, "ceiling": "P4"},
            {"id": "most", "when": {"all": [{"f1": "c"}, {"x2": "yes"}]}, "floor": "P2"},
        ],
        facts=3,
    )
    ends = {
        (): ("standard", "P1"),
        (("x0", "yes"),): ("P3", "P1"),
        (("x1", "yes"),): ("standard", "P2"),
        (("x0", "yes"), ("x1", "yes")): ("P3", "P2"),
        (("x0", "yes"), ("x1", "yes"), ("x2", "no")): ("P3", "P3"),
        (("x1", "yes"), ("x2", "no")): ("standard", "P3"),
    }
    for known, expected in ends.items():
        result = result_of(rules, dict(known))
        assert (result.lowest, result.highest) == expected, known


def test_the_exact_value_is_asked_when_the_option_is_known_and_a_floor_wants_more() -> None:
    """“2 to 4 users” settles the factor, but a floor from 3 users on still hangs on the number."""
    rules = rules_of([{"id": "three", "when": {"users": {"at_least": 3}}, "floor": "P1"}])
    result = result_of(rules, {"f0": "a", "f1": "a", "f2": "b"})
    assert (result.lowest, result.highest) == ("P4", "P1")
    (question,) = result.open
    assert (question.name, question.decides) == ("users", True)
    assert [(o.value, o.lowest, o.highest) for o in question.outcomes] == [(2, "P4", "P4"), (3, "P1", "P1")]


def test_a_fact_is_not_asked_beside_the_factor_that_follows_it() -> None:
    """While the option is open, the factor alone asks for it."""
    rules = rules_of([{"id": "three", "when": {"users": {"at_least": 3}}, "floor": "P1"}])
    assert [question.name for question in result_of(rules, {}).open] == ["f0", "f1", "f2"]
