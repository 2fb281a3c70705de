"""Who owns a ticket, who is called and told, and what is promised: read off the matrix, whatever criteria say."""

import pytest

from escalation_calculator.answers import read_answers
from escalation_calculator.check import check
from escalation_calculator.matrix import Commitment
from escalation_calculator.routing import commitment
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score
from made_up import playbook_data


def role(name: str, level: str, parts: dict[str, str], **rest: str) -> dict[str, object]:
    """A role as data."""
    return {
        "id": name,
        "name": name.title(),
        "level": level,
        "does": "Some.",
        "contact": {"chat": f"#{name}"},
        "zone": "Europe/Berlin",
        "parts": parts,
        **rest,
    }


def rules(**commitments: object) -> Rules:
    """Three levels; who owns goes up with the priority; criteria that lead up, down, to roles and to both."""
    criteria = [
        {"id": "up", "when": {"exposed": "yes"}, "leads_to": {"level": "three"}},
        {"id": "down", "when": {"replies": 1}, "leads_to": {"level": "one"}},
        {"id": "calls", "when": {"replies": 2}, "leads_to": {"roles": ["lead", "front"]}},
        {"id": "both", "when": {"replies": 3}, "leads_to": {"level": "two", "roles": ["press"]}},
    ]
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], criteria)
    data["playbook/model.yml"]["standard_route"]["owner"] = "front"
    data["playbook/model.yml"]["margin"]["reviewer"] = "lead"
    matrix = data["playbook/matrix.yml"]
    matrix["levels"] = [
        {"id": "one", "name": "One", "owner": "front", "does": "A."},
        {"id": "two", "name": "Two", "owner": "back", "does": "B."},
        {"id": "three", "name": "Three", "owner": "makers", "does": "C."},
    ]
    matrix["roles"] = [
        role("front", "one", {"P4": "owns", "P3": "told", "P2": "told", "P1": "told"}),
        role("desk", "one", {"P3": "owns"}),
        role("back", "two", {"P2": "owns", "P1": "called", "P3": "told"}),
        role("makers", "three", {"P1": "owns", "P2": "called"}),
        role("lead", "three", {"P1": "called", "P2": "told"}),
        role("press", "three", {"P1": "called", "P4": "told"}, only_if="up"),
    ]
    promises = {
        "a": {"acknowledge": "1 h", "first_update": "2 h"},
        "any": {"acknowledge": "2 h", "first_update": "3 h"},
    }
    matrix["commitments"]["P1"] = {
        "a": {"acknowledge": "30 min", "first_update": "4 h", "cadence": "8 h"},
        "b": {"acknowledge": "15 min", "first_update": "5 h", "contain": "6 h", "resolve": "2 days"},
        "any": {"acknowledge": "1 h", "first_update": "3 h", "cadence": "4 h", "contain": "1 day"},
    }
    matrix["commitments"]["P4"] = promises
    matrix["business_hours"] = {"start": "08:00", "end": "18:00"}
    matrix["commitments"] |= commitments
    playbook, found = check(data)
    assert playbook is not None, found
    return Rules(playbook)


RULES = rules()
POINTS = {
    "P1": {"f0": "c", "f1": "c", "users": 9},
    "P2": {"f0": "c", "f1": "b", "users": 0},
    "P3": {"f0": "c", "f1": "a", "users": 0},
    "P4": {"f0": "b", "f1": "a", "users": 0},
    "standard": {"f0": "a", "f1": "a", "users": 0},
    "open": {"f0": "b"},
}


def result_of(priority: str, **more: object) -> Result:
    """A result of this priority, with more facts."""
    answers, problems = read_answers(RULES, {**POINTS[priority], **more})
    assert problems == []
    result = score(RULES, answers)
    assert (result.priority or "open") == priority
    return result


NO, YES = {"exposed": "no"}, {"exposed": "yes"}
WHO = [
    # priority, facts, owner, level, called, told
    ("P1", NO, "makers", "three", ["back", "lead"], ["front"]),
    ("P2", NO, "back", "two", ["makers"], ["front", "lead"]),
    ("P3", NO, "desk", "one", [], ["front", "back"]),
    ("P4", NO, "front", "one", [], []),
    ("standard", NO, "front", "one", [], []),
    ("open", NO, "front", "one", [], []),
    # a role that counts only if a criterion is met: not met, unknown, met
    ("P4", {}, "front", "one", [], []),
    ("P1", YES, "makers", "three", ["back", "lead", "press"], ["front"]),
    # a level moves the ticket up and never down; who would have owned it is called
    ("P4", YES, "makers", "three", ["front"], ["press"]),
    ("P2", YES, "makers", "three", ["back"], ["front", "lead"]),
    ("standard", YES, "makers", "three", [], []),
    ("open", YES, "makers", "three", [], []),
    ("P1", NO | {"replies": 1}, "makers", "three", ["back", "lead"], ["front"]),
    # nor to another role of the level it is at
    ("P3", NO | {"replies": 1}, "desk", "one", [], ["front", "back"]),
    # roles of a criterion are called, whatever the matrix says of them; the owner is not called as well
    ("P4", NO | {"replies": 2}, "front", "one", ["lead"], []),
    ("P2", NO | {"replies": 2}, "back", "two", ["front", "makers", "lead"], []),
    ("open", NO | {"replies": 2}, "front", "one", ["lead"], []),
    # the furthest of several levels
    ("P4", YES | {"replies": 3}, "makers", "three", ["front", "press"], []),
    ("P4", NO | {"replies": 3}, "back", "two", ["front", "press"], []),
]


@pytest.mark.parametrize(
    ("priority", "facts", "who"), [(p, f, w) for p, f, *w in WHO], ids=[f"{p} {f}" for p, f, *_ in WHO]
)
def test_who(priority: str, facts: dict, who: list) -> None:
    """Owner, level, called and told."""
    result = result_of(priority, **facts)
    assert [result.owner, result.level, list(result.called), list(result.told)] == who


def minutes(acknowledge: int, update: int, cadence: int | None, contain: int | None, resolve: int | None) -> Commitment:
    """A commitment in minutes."""
    return Commitment(acknowledge=acknowledge, first_update=update, cadence=cadence, contain=contain, resolve=resolve)


PROMISED = [
    ({"f0": "b", "f1": "a", "users": 0}, "P4", (120, 180, None, None, None)),
    ({"f0": "a", "f1": "b", "users": 0}, "P4", (60, 120, None, None, None)),
    ({"f1": "b", "users": 9}, "P1", (15, 180, 240, 360, 2880)),
    ({"f0": "c", "f1": "c", "users": 9}, "P1", (60, 180, 240, 1440, None)),
]


@pytest.mark.parametrize(("known", "highest", "expected"), PROMISED, ids=[str(k) for k, *_ in PROMISED])
def test_promise(known: dict, highest: str, expected: tuple) -> None:
    """Of the highest priority still possible; while the segment is open, the shortest of each over all segments."""
    answers, _ = read_answers(RULES, known)
    result = score(RULES, answers)
    assert (result.highest, result.commitment) == (highest, minutes(*expected))


NONE = {"none": "They agreed to none."}
SOON, LATE = {"acknowledge": "1 h", "first_update": "2 h"}, {"acknowledge": "2 h", "first_update": "3 h"}
OFFICE = {"hours": "business"}
WHILE_OPEN = [
    # rows of a priority, hours, acknowledge and first update in minutes, why there are none
    ({"a": NONE, "any": LATE}, ("24x7", 120, 180, None)),
    ({"any": NONE}, ("24x7", None, None, NONE["none"])),
    ({"a": OFFICE | SOON, "any": LATE}, ("24x7", 60, 120, None)),
    ({"a": OFFICE | LATE, "any": OFFICE | SOON}, ("business", 60, 120, None)),
    ({"a": NONE, "any": OFFICE | SOON}, ("business", 60, 120, None)),
]


@pytest.mark.parametrize(("rows", "expected"), WHILE_OPEN, ids=[str(rows) for rows, _ in WHILE_OPEN])
def test_promise_while_the_segment_is_open(rows: dict, expected: tuple) -> None:
    """Those who are promised nothing do not count, and hours around the clock are sooner than business hours."""
    found = commitment(rules(P2=rows), "P2", None)
    assert (found.hours, found.acknowledge, found.first_update, found.none) == expected


def test_unknown_is_never_no_for_who_is_called() -> None:
    """While a criterion is unknown nobody is called for it, and it is shown with what it needs."""
    result = result_of("P1")
    unknown = {c.criterion: c.needs for c in result.criteria if c.status == "unknown"}
    assert "press" not in result.called
    assert unknown["up"] == ("exposed",)
