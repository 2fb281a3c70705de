"""Conditions in three values: met, not met, unknown; unknown is never no."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator import conditions, criteria
from escalation_calculator.check import check
from escalation_calculator.conditions import Bound, bind, judge
from escalation_calculator.decode import decode
from escalation_calculator.reading import Reading
from escalation_calculator.values import GREATEST
from escalation_calculator.variables import Variable, variables
from made_up import playbook_data


def model_variables() -> Mapping[str, Variable]:
    """Variables of every type: a factor f0 of a, b, c; yes-no x, y; number n; and one of each other type."""
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [])
    choices = [{"id": c, "label": f"Choice {c}"} for c in ("k", "l", "m")]
    data["playbook/model.yml"]["facts"] += [
        {"id": "x", "name": "X", "question": "?", "type": "yes-no"},
        {"id": "y", "name": "Y", "question": "?", "type": "yes-no"},
        {"id": "n", "name": "Number", "question": "?", "type": "number", "unit": "users"},
        {"id": "d", "name": "Duration", "question": "?", "type": "duration"},
        {"id": "p", "name": "Percentage", "question": "?", "type": "percentage"},
        {"id": "c", "name": "Choice", "question": "?", "type": "choice", "choices": choices},
    ]
    playbook, found = check(data)
    assert playbook is not None, found
    return variables(playbook.model)


NAMED = model_variables()


def read(data: object) -> tuple[Bound | None, list[tuple[str, tuple, bool]]]:
    """A condition as written, bound; and code, path and `on_key` of what is wrong."""
    reading = Reading("criteria.yml")
    condition = decode(criteria.Condition, data, reading)
    found: list[tuple[str, tuple, bool]] = [(d.code, d.path, d.on_key) for d in reading.diagnostics]
    if condition is None:
        return None, found

    def report(code: str, path: tuple, _message: str, _mend: str, on_key: bool) -> None:  # noqa: FBT001  # the shape of Report
        found.append((code, path, on_key))

    return bind(condition, NAMED, report), found


def bound(data: object) -> Bound:
    """A condition in which nothing is wrong."""
    condition, found = read(data)
    assert condition is not None, found
    return condition


KNOWN = {"met": {"x": (1, 1)}, "not_met": {"x": (0, 0)}, "unknown": {}}
OTHER = {"met": {"y": (1, 1)}, "not_met": {"y": (0, 0)}, "unknown": {}}
TABLE = [
    # x          y          all        any
    ("met", "met", "met", "met"),
    ("met", "not_met", "not_met", "met"),
    ("met", "unknown", "unknown", "met"),
    ("not_met", "met", "not_met", "met"),
    ("not_met", "not_met", "not_met", "not_met"),
    ("not_met", "unknown", "not_met", "unknown"),
    ("unknown", "met", "unknown", "met"),
    ("unknown", "not_met", "not_met", "unknown"),
    ("unknown", "unknown", "unknown", "unknown"),
]


@pytest.mark.parametrize(("x", "y", "both", "either"), TABLE, ids=[f"{x} {y}" for x, y, _, _ in TABLE])
def test_truth_table(x: str, y: str, both: str, either: str) -> None:
    """One miss settles `all`, one hit settles `any`; `not` turns both round and leaves unknown."""
    known = KNOWN[x] | OTHER[y]
    parts = [{"x": "yes"}, {"y": "yes"}]
    flipped = {"met": "not_met", "not_met": "met", "unknown": "unknown"}
    assert judge(bound({"all": parts}), known).status == both
    assert judge(bound({"any": parts}), known).status == either
    assert judge(bound({"not": {"all": parts}}), known).status == flipped[both]
    assert judge(bound({"not": {"not": {"any": parts}}}), known).status == either


NAMES_WHAT_MATTERS = [
    ({"all": [{"x": "yes"}, {"y": "yes"}]}, {"x": (0, 0)}, "not_met", ["X: yes"]),
    ({"all": [{"x": "yes"}, {"y": "yes"}]}, {"x": (0, 0), "y": (0, 0)}, "not_met", ["X: yes"]),
    ({"all": [{"x": "yes"}, {"y": "yes"}]}, {"x": (1, 1)}, "unknown", ["Y: yes"]),
    ({"all": [{"x": "yes"}, {"y": "yes"}]}, {"x": (1, 1), "y": (1, 1)}, "met", ["X: yes", "Y: yes"]),
    ({"any": [{"x": "yes"}, {"y": "yes"}]}, {"y": (1, 1)}, "met", ["Y: yes"]),
    ({"any": [{"x": "yes"}, {"y": "yes"}]}, {"x": (0, 0)}, "unknown", ["Y: yes"]),
    ({"any": [{"x": "yes"}, {"y": "yes"}]}, {"x": (0, 0), "y": (0, 0)}, "not_met", ["X: yes", "Y: yes"]),
    ({"not": {"any": [{"x": "yes"}, {"y": "yes"}]}}, {"x": (1, 1)}, "not_met", ["X: yes"]),
    (
        {"any": [{"all": [{"x": "yes"}, {"n": 1}]}, {"all": [{"y": "yes"}, {"d": "1 h"}]}]},
        {"x": (0, 0)},
        "unknown",
        ["Y: yes", "Duration: 1 h"],
    ),
]


@pytest.mark.parametrize(
    ("condition", "known", "status", "words"), NAMES_WHAT_MATTERS, ids=[f"{c} {k}" for c, k, _, _ in NAMES_WHAT_MATTERS]
)
def test_only_what_matters_is_named(condition: object, known: dict, status: str, words: list[str]) -> None:
    """The tests that decided, or that are open and could still decide; nothing else."""
    verdict = judge(bound(condition), known)
    assert (verdict.status, [test.words for test in verdict.decided_by]) == (status, words)


TESTS = [
    ({"f0": "b"}, ((1, 1),), "Factor 0: “Option b”"),
    ({"f0": {"equals": "b"}}, ((1, 1),), "Factor 0: “Option b”"),
    ({"f0": {"at_least": "b"}}, ((1, 2),), "Factor 0: “Option b” or beyond"),
    ({"f0": {"at_most": "b"}}, ((0, 1),), "Factor 0: “Option b” or below"),
    ({"f0": {"above": "b"}}, ((2, 2),), "Factor 0: above “Option b”"),
    ({"f0": {"below": "b"}}, ((0, 0),), "Factor 0: below “Option b”"),
    ({"f0": {"one_of": ["a", "c"]}}, ((0, 0), (2, 2)), "Factor 0: “Option a” or “Option c”"),
    ({"f0": {"one_of": ["b", "a", "b"]}}, ((0, 1),), "Factor 0: “Option b” or “Option a” or “Option b”"),
    (
        {"f0": {"one_of": ["a", "c"], "at_least": "b"}},
        ((2, 2),),
        "Factor 0: “Option b” or beyond and “Option a” or “Option c”",
    ),
    ({"c": {"one_of": ["m", "k"]}}, ((0, 0), (2, 2)), "Choice: “Choice m” or “Choice k”"),
    ({"c": {"equals": "k", "one_of": ["k", "m"]}}, ((0, 0),), "Choice: “Choice k” and “Choice k” or “Choice m”"),
    ({"x": "no"}, ((0, 0),), "X: no"),
    ({"n": 0}, ((0, 0),), "Number: 0 users"),
    ({"n": "007"}, ((7, 7),), "Number: 7 users"),
    ({"n": {"at_least": 2}}, ((2, GREATEST),), "Number: at least 2 users"),
    ({"n": {"above": 2, "at_most": 9}}, ((3, 9),), "Number: at most 9 users and more than 2 users"),
    ({"n": {"above": 2, "below": 4}}, ((3, 3),), "Number: more than 2 users and less than 4 users"),
    ({"n": {"one_of": [1, 2, 9]}}, ((1, 2), (9, 9)), "Number: 1 or 2 users or 9 users"),
    ({"d": {"at_least": "8h"}}, ((480, GREATEST),), "Duration: at least 8 h"),
    ({"p": {"at_most": "25 %"}}, ((0, 2500),), "Percentage: at most 25 %"),
    ({"p": {"above": 150}}, ((15001, GREATEST),), "Percentage: more than 150 %"),
]


@pytest.mark.parametrize(("data", "allowed", "words"), TESTS, ids=[str(t[0]) for t in TESTS])
def test_a_test_allows_a_set_of_values(data: object, allowed: tuple, words: str) -> None:
    """Every comparison is a set of intervals, and says so in words; several comparisons all hold."""
    (test,) = conditions.tests(bound(data))
    assert (test.allowed, test.words) == (allowed, words)


RANGES = [
    ({"n": {"at_least": 2}}, (2, 9), "met"),
    ({"n": {"at_least": 2}}, (0, 1), "not_met"),
    ({"n": {"at_least": 2}}, (1, 2), "unknown"),
    ({"n": {"one_of": [1, 2, 9]}}, (1, 2), "met"),
    ({"n": {"one_of": [1, 2, 9]}}, (2, 9), "unknown"),
    ({"n": {"one_of": [1, 2, 9]}}, (3, 8), "not_met"),
    ({"not": {"n": {"one_of": [1, 9]}}}, (2, 8), "met"),
    ({"f0": {"one_of": ["a", "c"]}}, (0, 2), "unknown"),
    ({"f0": {"one_of": ["a", "b", "c"]}}, (0, 2), "met"),
]


@pytest.mark.parametrize(("data", "known", "status"), RANGES, ids=[f"{d} {k}" for d, k, _ in RANGES])
def test_what_is_known_is_a_range(data: dict, known: tuple[int, int], status: str) -> None:
    """Met when every value still possible is allowed, not met when none is."""
    name = next(iter(data.get("not", data)))
    assert judge(bound(data), {name: known}).status == status


WRONG = [
    ({"z": 1}, "unknown-name", ("z",), True),
    ({"all": [{"x": "yes"}, {"not": {"z": 1}}]}, "unknown-name", ("all", 1, "not", "z"), True),
    ({"classified": "2026-03-02"}, "time-in-condition", ("classified",), True),
    ({"f0": "d"}, "bad-value", ("f0", "equals"), False),
    ({"f0": {"at_least": "d"}}, "bad-value", ("f0", "at_least"), False),
    ({"any": [{"n": {"one_of": [1, "many"]}}]}, "bad-value", ("any", 0, "n", "one_of", 1), False),
    ({"n": {"at_least": "8 h"}}, "bad-value", ("n", "at_least"), False),
    ({"d": 8}, "bad-value", ("d", "equals"), False),
    ({"x": {"at_least": "yes"}}, "unordered", ("x",), True),
    ({"c": {"below": "m"}}, "unordered", ("c",), True),
    ({"f0": {"above": "c"}}, "never-met", ("f0",), True),
    ({"n": {"at_least": 5, "at_most": 4}}, "never-met", ("n",), True),
    ({"n": {"equals": 5, "one_of": [4, 6]}}, "never-met", ("n",), True),
    ({"n": {"one_of": []}}, "empty-value", ("n",), True),
]


@pytest.mark.parametrize(("data", "code", "path", "on_key"), WRONG, ids=[str(w[0]) for w in WRONG])
def test_what_cannot_be_bound_is_told(data: object, code: str, path: tuple, on_key: bool) -> None:  # noqa: FBT001  # data
    """One mistake, at its place, and no condition."""
    condition, found = read(data)
    places = [(code, path, on_key)]
    if code == "bad-value" and path[-1] == "equals":
        places.append((code, path[:-1], on_key))  # `name: value` is short for `equals`
    assert condition is None
    assert len(found) == 1
    assert found[0] in places


def test_all_mistakes_of_a_condition_are_told() -> None:
    """One broken part does not hide another."""
    _, found = read({"any": [{"z": 1}, {"x": "yes"}, {"f0": "q"}, {"not": {"y": 3}}]})
    assert [code for code, _, _ in found] == ["unknown-name", "bad-value", "bad-value"]


LEAVES = [{"x": "yes"}, {"y": "no"}, {"n": {"at_least": 2}}, {"n": {"below": 5}}, {"c": "k"}, {"f0": {"at_least": "b"}}]
WHOLE = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"all": parts}),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    ),
    max_leaves=6,
)
EVERY = {"x": (0, 1), "y": (0, 1), "n": (0, 2, 4, 5, 7), "c": (0, 1), "f0": (0, 1, 2)}


def plainly(data: dict, values: Mapping[str, int]) -> bool:
    """A condition decided the simple way, with every value known."""
    ((key, inner),) = data.items()
    match key:
        case "all":
            return all(plainly(part, values) for part in inner)
        case "any":
            return any(plainly(part, values) for part in inner)
        case "not":
            return not plainly(inner, values)
    return {
        "x": values["x"] == 1,
        "y": values["y"] == 0,
        "n": values["n"] >= 2 if inner == {"at_least": 2} else values["n"] < 5,
        "c": values["c"] == 0,
        "f0": values["f0"] >= 1,
    }[key]


@given(WHOLE, st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in EVERY.items()}))
def test_decided_means_decided_in_every_completion(data: dict, known: dict[str, int]) -> None:
    """Met and not met hold whatever the rest turns out to be; with all known it is plain logic."""
    status = judge(bound(data), {name: (value, value) for name, value in known.items()}).status
    rest = [name for name in EVERY if name not in known]
    seen = {
        plainly(data, known | dict(zip(rest, values, strict=True)))
        for values in itertools.product(*(EVERY[name] for name in rest))
    }
    if status != "unknown":
        assert seen == {status == "met"}
    if not rest:
        assert status != "unknown"


def test_a_condition_that_was_not_checked_is_refused() -> None:
    """With its first mistake: whoever binds without having checked hears why at once."""
    condition = decode(criteria.Condition, {"all": [{"f0": "a"}, {"nobody": "x"}]}, Reading("criteria.yml"))
    assert condition is not None
    with pytest.raises(ValueError, match=r"not checked: unknown-name at \('all', 1, 'nobody'\)"):
        conditions.bind_checked(condition, NAMED)
