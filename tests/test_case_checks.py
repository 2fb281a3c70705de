"""Every check of cases and examples: the smallest change that breaks a good one, and what tells it where."""

import pytest

from escalation_calculator.check import check
from test_checks import CASE, CRITERIA, EXAMPLES, MODEL, REMOVE, TWO, found_in, good, put

TIMES, AT = ("times",), "2026-03-02T{}+01:00".format
EXPECTED = ("examples", 0, "expected")

BROKEN: list[tuple[str, str, tuple, object, tuple]] = [
    # code, file, what is changed, to what, where it is told
    ("missing-for-state", CASE, ("taken",), [], ("state",)),
    ("missing-for-state", CASE, ("causes",), REMOVE, ("state",)),
    ("missing-for-state", CASE, ("mitigation",), REMOVE, ("state",)),
    ("missing-for-state", CASE, ("prevention",), REMOVE, ("state",)),
    ("missing-for-state", CASE, ("learnings",), [], ("state",)),
    ("missing-for-state", CASE, ("actions",), [], ("state",)),
    ("missing-for-state", CASE, (*TIMES, "contained"), REMOVE, ("state",)),
    ("missing-for-state", CASE, (*TIMES, "resolved"), REMOVE, ("state",)),
    ("state-and-times", CASE, ("state",), "contained", ("state",)),
    ("times-out-of-order", CASE, (*TIMES, "opened"), AT("12:00"), (*TIMES, "opened")),
    ("times-out-of-order", CASE, (*TIMES, "classified"), AT("08:59"), (*TIMES, "classified")),
    ("times-out-of-order", CASE, (*TIMES, "classified"), AT("11:30"), (*TIMES, "classified")),
    ("times-out-of-order", CASE, (*TIMES, "assigned"), AT("09:09"), (*TIMES, "assigned")),
    ("times-out-of-order", CASE, (*TIMES, "assigned"), AT("09:16"), (*TIMES, "acknowledged")),
    ("times-out-of-order", CASE, (*TIMES, "acknowledged"), AT("11:01"), (*TIMES, "resolved")),
    ("times-out-of-order", CASE, (*TIMES, "escalated"), AT("08:59"), (*TIMES, "escalated")),
    ("times-out-of-order", CASE, (*TIMES, "escalated"), AT("11:01"), (*TIMES, "resolved")),
    ("times-out-of-order", CASE, (*TIMES, "contained"), AT("09:09"), (*TIMES, "contained")),
    ("times-out-of-order", CASE, (*TIMES, "resolved"), AT("09:59"), (*TIMES, "resolved")),
    ("times-out-of-order", CASE, ("timeline", 1, "at"), "2026-03-02T09:29+02:00", ("timeline", 1, "at")),
    ("not-a-role", CASE, ("timeline", 1, "by"), "Anna Berg", ("timeline", 1, "by")),
    ("unknown-case", CASE, ("repeat_of",), "2026-03-03-tow", ("repeat_of",)),
    ("repeat-of-later", CASE, ("repeat_of",), "2026-03-03-two", ("repeat_of",)),
    ("repeat-of-later", CASE, ("repeat_of",), "2026-03-02-one", ("repeat_of",)),  # itself
    ("needless-priority", CASE, ("timeline", 1, "priority"), "P2", ("timeline", 1, "priority")),
    ("lowered-by-nobody", CASE, ("timeline", 1, "by"), REMOVE, ("timeline", 1, "priority")),
    ("out-of-range", CASE, ("outcome", "csat"), 0, ("outcome", "csat")),
    ("out-of-range", CASE, ("outcome", "csat"), 6, ("outcome", "csat")),
    ("out-of-range", CASE, ("outcome", "nps"), 11, ("outcome", "nps")),
    (
        "bad-currency",
        CASE,
        ("outcome", "value_at_risk", "currency"),
        "Euro",
        ("outcome", "value_at_risk", "currency"),
    ),
    ("bad-image-name", CASE, ("images", 0, "file"), "../one.png", ("images", 0, "file")),
    ("bad-image-name", CASE, ("images", 0, "file"), "folder\\one.png", ("images", 0, "file")),
    ("bad-image-name", CASE, ("images", 0, "file"), "one.svg", ("images", 0, "file")),
    ("change-names", CASE, ("changes", 1, "fact"), "users", ("changes", 1)),
    ("change-names", CASE, ("changes", 1, "factor"), REMOVE, ("changes", 1)),
    ("unknown-factor", CASE, ("changes", 1, "factor"), "f9", ("changes", 1, "factor")),
    ("unknown-fact", CASE, ("changes", 1), {"fact": "f0", "how": "H."}, ("changes", 1, "fact")),
    ("unknown-message", CASE, ("changes", 1), {"message": "nota", "how": "H."}, ("changes", 1, "message")),
    ("unknown-role", CASE, ("changes", 1), {"role": "third", "how": "H."}, ("changes", 1, "role")),
    ("unknown-level", CASE, ("changes", 1), {"level": "two", "how": "H."}, ("changes", 1, "level")),
    ("unknown-lowering", CASE, ("changes", 1), {"lowering": "nowhere", "how": "H."}, ("changes", 1, "lowering")),
    ("unknown-issue", CASE, ("issue",), "nroth", ("issue",)),
    ("may-not-lower", CASE, ("timeline", 1, "by"), "second", ("timeline", 1, "by")),
    ("unknown-criterion", CASE, ("changes", 1), {"criterion": "sen", "how": "H."}, ("changes", 1, "criterion")),
    ("one-way-link", CRITERIA, ("criteria", 0, "because"), ["2026-03-02-one", "2026-03-03-two"],
     ("criteria", 0, "because", 1)),
    ("one-way-link", TWO, ("changes",), [{"criterion": "seen", "how": "H."}], ("changes", 0, "criterion")),
    ("unknown-case", CRITERIA, ("criteria", 0, "because"), ["2026-03-02-one", "2026-03-02-oen"],
     ("criteria", 0, "because", 1)),
    ("bad-answer", EXAMPLES, ("examples", 0, "answers", "f0"), "d", ("examples", 0, "answers", "f0")),
    ("bad-answer", EXAMPLES, ("examples", 0, "answers", "f9"), "a", ("examples", 0, "answers", "f9")),
    ("unknown-criterion", EXAMPLES, (*EXPECTED, "criteria"), ["sen"], (*EXPECTED, "criteria", 0)),
    ("unknown-level", EXAMPLES, (*EXPECTED, "level"), "two", (*EXPECTED, "level")),
    ("example-differs", EXAMPLES, (*EXPECTED, "priority"), "P2", (*EXPECTED, "priority")),
    ("example-differs", EXAMPLES, (*EXPECTED, "criteria"), ["seen"], (*EXPECTED, "criteria", 0)),
    ("example-open", EXAMPLES, ("examples", 0, "answers", "f1"), REMOVE, (*EXPECTED, "priority")),
]  # fmt: skip


def broken(file: str, path: tuple, value: object) -> dict:
    """The good playbook with one change, and what has to change with it so that this alone is wrong."""
    data = good()
    if path == ("state",):
        data[CASE]["next_steps"] = [{"what": "W.", "owner": "first"}]
    if path in {(*TIMES, "opened"), ("repeat_of",)}:
        del data[TWO]["repeat_of"]
    put(data, file, path, value)
    return data


@pytest.mark.parametrize(
    ("code", "file", "path", "value", "where"), BROKEN, ids=[f"{c} {'.'.join(map(str, p))}" for c, _, p, _, _ in BROKEN]
)
def test_the_smallest_change_is_told_by_its_code_at_its_place(
    code: str, file: str, path: tuple, value: object, where: tuple
) -> None:
    """One mistake gives one diagnostic, in the file and at the place where it can be mended."""
    assert found_in(broken(file, path, value)) == [(code, file, where)]


def told(data: dict, code: str) -> str:
    """What is said, and what to do."""
    return next(f"{d.message} {d.mend}" for d in check(data)[1] if d.code == code)


def test_an_open_case_says_what_happens_next() -> None:
    """What is required grows with the state, and begins with the next step."""
    data = good()
    for name in ("causes", "mitigation", "prevention", "learnings", "actions", "taken"):
        del data[CASE][name]
    for name in ("contained", "resolved"):
        del data[CASE]["times"][name]
    data[CASE]["state"] = "open"
    assert found_in(data) == [("missing-for-state", CASE, ("state",))]
    assert told(data, "missing-for-state") == "An open case says what happens next. Add “next_steps:”."
    data[CASE]["next_steps"] = [{"what": "W.", "owner": "first", "by": AT("12:00")}]
    assert found_in(data) == []
    data[CASE]["next_steps"][0]["owner"] = "third"
    assert found_in(data) == [("unknown-role", CASE, ("next_steps", 0, "owner"))]
    del data[CASE]["timeline"], data[CASE]["next_steps"]
    data[CASE]["state"] = "contained"
    assert found_in(data) == [("missing-for-state", CASE, ("state",))] * 4


def test_a_state_says_what_it_asks_for() -> None:
    """In words, with the key to add."""
    data = good()
    del data[CASE]["causes"]
    said = "A reviewed case names its causes. Add “causes:”, or set the state back."
    assert told(data, "missing-for-state") == said


def test_the_same_cause_in_the_same_area_looks_like_a_repeat() -> None:
    """A hint at the later one, until it says so or the causes are told apart."""
    data = good()
    data[MODEL]["facts"].append(
        {"id": "area", "name": "A", "question": "Q?", "type": "choice"}
        | {"choices": [{"id": "here", "label": "H"}, {"id": "there", "label": "T"}]}
    )
    del data[TWO]["repeat_of"]
    assert found_in(data) == []
    for case in (CASE, TWO):
        data[case]["scoring"]["facts"]["area"] = "here"
    data[TWO]["causes"]["short"] = "R"
    assert found_in(data) == [("looks-like-repeat", TWO, ("causes", "short"))]
    data[TWO]["scoring"]["facts"]["area"] = "there"
    assert found_in(data) == []


def test_an_issue_type_lies_in_the_area_of_the_case() -> None:
    """While the case names an area."""
    data = good()
    data[CASE]["scoring"]["facts"]["part"] = "south"
    assert found_in(data) == [("issue-elsewhere", CASE, ("issue",))]
    data[CASE]["scoring"]["facts"]["part"] = "north"
    assert found_in(data) == []


def test_two_issue_types_are_no_repeat() -> None:
    """Though the area and the words for the cause are the same."""
    data = good()
    del data[TWO]["repeat_of"]
    for case in (CASE, TWO):
        data[case]["scoring"]["facts"]["part"] = "north"
    assert found_in(data) == [("looks-like-repeat", TWO, ("causes", "short"))]
    data[TWO]["issue"] = "slow"
    assert [code for code, *_ in found_in(data)] == ["issue-elsewhere"]


def test_an_example_that_meets_more_than_it_says_is_told() -> None:
    """The criteria that are met are all of them."""
    data = good()
    data[EXAMPLES]["examples"][0]["answers"] |= {"exposed": "yes", "replies": 2}
    data[EXAMPLES]["examples"][0]["expected"]["criteria"] = []
    assert found_in(data) == [("example-differs", EXAMPLES, (*EXPECTED, "criteria"))]
    data[EXAMPLES]["examples"][0]["expected"]["criteria"] = ["seen"]
    assert found_in(data) == []


def test_an_example_says_where_the_ticket_went() -> None:
    """A criterion led it to another level."""
    data = good()
    data[CRITERIA]["criteria"][0]["leads_to"]["level"] = "next"
    data[EXAMPLES]["examples"][0]["answers"] |= {"exposed": "yes", "replies": 2}
    data[EXAMPLES]["examples"][0]["expected"]["level"] = "one"
    assert found_in(data) == [("example-differs", EXAMPLES, (*EXPECTED, "level"))]


def test_an_example_is_there_once() -> None:
    """Its id is its address."""
    data = good()
    data[EXAMPLES]["examples"] *= 2
    assert found_in(data) == [("duplicate-id", EXAMPLES, ("examples", 1, "id"))]


def test_a_wrong_example_says_why() -> None:
    """Expected, computed, the points of each factor, and the floor that acted."""
    data = good()
    data[EXAMPLES]["examples"][0] |= {
        "answers": {"f0": "a", "f1": "a", "users": 1, "exposed": "yes", "replies": 2},
        "expected": {"priority": "P4"},
    }
    said = told(data, "example-differs")
    assert said.startswith("Expected is P4, but the answers give P2: 0 points (f0 0, f1 0, f2 0), floor of “seen”.")


CODES = {code for code, *_ in BROKEN} | {"looks-like-repeat", "issue-elsewhere"}
"""The codes that are held by a test here."""
