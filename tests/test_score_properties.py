"""Properties of the score, over models made up by hypothesis and checked against trying every completion."""

import itertools
import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from escalation_calculator.answers import read_answers
from escalation_calculator.check import check
from escalation_calculator.checks.direction import check_direction
from escalation_calculator.decode import Reading
from escalation_calculator.link import fragment, open_link
from escalation_calculator.model import PRIORITIES
from escalation_calculator.rules import Rules, rank
from escalation_calculator.score import Result, score
from escalation_calculator.wire import answer, evaluate, to_json
from made_up import NOW, playbook_data

VALUES = {"users": ["0", "1", "2", "4", "5", "9"], "exposed": ["no", "yes"], "replies": ["0", "2", "3", "7"]}
"""Values of the facts on both sides of everything that the made-up models can ask."""

OPTIONS = ("a", "b", "c")


def leaves() -> st.SearchStrategy[dict[str, object]]:
    """Single tests over the made-up factors and facts."""
    ordered = st.sampled_from(["at_least", "at_most", "above", "below", "equals"])
    on_factor = st.builds(
        lambda name, how, option: {name: {how: option}},
        st.sampled_from(["f0", "f1", "f2"]),
        ordered,
        st.sampled_from("bb"),
    )
    on_users = st.builds(lambda how, value: {"users": {how: value}}, ordered, st.sampled_from([2, 5]))
    on_replies = st.builds(
        lambda how, value: {"replies": {how: value}}, st.sampled_from(["at_least", "below"]), st.just(3)
    )
    on_exposed = st.sampled_from([{"exposed": "yes"}, {"exposed": "no"}])
    return st.one_of(on_factor, on_users, on_replies, on_exposed)


def conditions() -> st.SearchStrategy[dict[str, object]]:
    """Conditions nested a few deep."""
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
            st.builds(lambda part: {"not": part}, inner),
        ),
        max_leaves=5,
    )


@st.composite
def rule_sets(draw: st.DrawFn) -> Rules:
    """Rules of a made-up playbook: three factors of three options, one following a fact, criteria with bounds."""
    points = [[0, *sorted(draw(st.lists(st.integers(0, 30), min_size=2, max_size=2)))] for _ in range(3)]
    begins = sorted(draw(st.sets(st.integers(1, max(4, sum(p[-1] for p in points))), min_size=4, max_size=4)))
    criteria = []
    for i in range(draw(st.integers(0, 4))):
        bound = draw(st.sampled_from([("floor", p) for p in PRIORITIES[1:]] + [("ceiling", p) for p in PRIORITIES[:4]]))
        criteria.append({"id": f"c{i}", "when": draw(conditions()), bound[0]: bound[1]})
    playbook, found = check(playbook_data(points, begins, criteria))
    assume(playbook is not None or any(d.code in ("always-met", "never-met", "unreachable-threshold") for d in found))
    assume(playbook is not None)
    return Rules(playbook)


@st.composite
def partial(draw: st.DrawFn) -> dict[str, str]:
    """Some answers, the rest left out."""
    known: dict[str, str] = {}
    for name in ("f0", "f1"):
        if draw(st.booleans()):
            known[name] = draw(st.sampled_from(OPTIONS))
    for name, values in VALUES.items():
        if draw(st.booleans()):
            known[name] = draw(st.sampled_from(values))
    if "users" not in known and draw(st.booleans()):
        known["f2"] = draw(st.sampled_from(OPTIONS))
    return known


def result_of(rules: Rules, known: Mapping[str, object]) -> Result:
    """The result of answers that all can be read."""
    answers, problems = read_answers(rules, known)
    assert problems == []
    return score(rules, answers)


def completions(rules: Rules, known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Every way to answer what is open; the third factor follows the number of users."""
    names = [*(n for n in ("f0", "f1") if n not in known), *(n for n in VALUES if n not in known)]
    for values in itertools.product(*(VALUES.get(n, OPTIONS) for n in names)):
        whole = {**known, **dict(zip(names, values, strict=True))}
        answers, problems = read_answers(rules, whole)
        if not problems and answers is not None:
            yield whole


PROFILE = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@PROFILE
@given(rule_sets(), partial())
def test_the_range_holds_every_completion_and_both_ends_are_reached(rules: Rules, known: dict[str, str]) -> None:
    """Lowest and highest are exactly the least and the greatest result of all completions."""
    result = result_of(rules, known)
    reached = {rank(p) for whole in completions(rules, known) if (p := result_of(rules, whole).priority) is not None}
    assert (rank(result.lowest), rank(result.highest)) == (min(reached), max(reached))


@PROFILE
@given(rule_sets(), partial())
def test_every_outcome_of_an_open_question_is_what_answering_it_gives(rules: Rules, known: dict[str, str]) -> None:
    """The range promised for an answer is the range after giving it, and `decides` says whether one differs."""
    result = result_of(rules, known)
    for question in result.open:
        for outcome in question.outcomes:
            after = result_of(rules, {**known, question.name: outcome.value})
            assert (after.lowest, after.highest) == (outcome.lowest, outcome.highest)
        changes = any((o.lowest, o.highest) != (result.lowest, result.highest) for o in question.outcomes)
        assert question.decides == changes


@PROFILE
@given(rule_sets(), partial())
def test_contributions_add_up(rules: Rules, known: dict[str, str]) -> None:
    """The points are the sum of the contributions, at least and at most."""
    result = result_of(rules, known)
    assert sum(c.least for c in result.contributions) == result.points
    assert sum(c.most for c in result.contributions) == result.most
    assert sum(c.of for c in result.contributions) == result.out_of


@PROFILE
@given(rule_sets(), partial(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(rules: Rules, known: dict[str, str], random: object) -> None:
    """Shuffled answers give the same result, byte for byte."""
    shuffled = list(known.items())
    random.shuffle(shuffled)
    assert to_json(result_of(rules, dict(shuffled))) == to_json(result_of(rules, known))


@PROFILE
@given(rule_sets(), partial(), st.sampled_from(["f0", "f1", "f2"]))
def test_more_points_never_lower_the_priority_unless_a_warning_says_so(
    rules: Rules, known: dict[str, str], name: str
) -> None:
    """A graver option never lowers either end of the range, except where `check` warned of this very factor."""
    base = {k: v for k, v in known.items() if k != name and not (name == "f2" and k == "users")}
    ends = [(rank(r.lowest), rank(r.highest)) for option in OPTIONS if (r := result_of(rules, {**base, name: option}))]
    falls = any(after < before for one, two in itertools.pairwise(ends) for before, after in zip(one, two, strict=True))
    warned = any(f"a graver answer to “{name}”" in message for message in warnings_of(rules))
    assert warned or not falls


def warnings_of(rules: Rules) -> list[str]:
    """What `check` warns of in these rules."""
    reading = Reading("playbook/criteria.yml")
    for rule in rules.rules:
        check_direction(rule.criterion, rule.condition, rules.model, reading, ())
    return [diagnostic.message for diagnostic in reading.diagnostics]


@PROFILE
@given(rule_sets(), partial())
def test_the_link_round_trip_is_exact(rules: Rules, known: dict[str, str]) -> None:
    """A link read back gives the same answers, the same result and the same link."""
    answers, _ = read_answers(rules, {**known, "classified": "2026-03-02T09:42+01:00"})
    text = fragment(rules, answers, answers.classified)
    opened = open_link(rules.model, "https://example.com/calculator/#" + text)
    again, problems = read_answers(rules, opened.answers)
    assert (opened.notices, problems) == ((), [])
    assert (again.given, again.known) == (answers.given, answers.known)
    assert again.classified == answers.classified
    assert fragment(rules, again, again.classified) == text


@PROFILE
@given(rule_sets(), partial())
def test_an_unknown_criterion_is_met_by_one_completion_and_missed_by_another(
    rules: Rules, known: dict[str, str]
) -> None:
    """Met and not met hold in every completion."""
    result = result_of(rules, known)
    seen: dict[str, set[str]] = {}
    for whole in completions(rules, known):
        for criterion in result_of(rules, whole).criteria:
            seen.setdefault(criterion.criterion, set()).add(criterion.status)
    for criterion in result.criteria:
        if criterion.status != "unknown":
            assert seen[criterion.criterion] == {criterion.status}


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists).map(json.dumps))
)
def test_the_door_answers_anything_with_json(text: str) -> None:
    """Whatever is sent, the reply is a JSON object that says whether it is an answer."""
    assert isinstance(json.loads(evaluate(text))["ok"], bool)


def test_the_reply_is_canonical() -> None:
    """Keys are sorted, nothing is padded, and all is ASCII."""
    points, begins = [[0, 10, 20]] * 3, [5, 15, 30, 45]
    playbook, _ = check(playbook_data(points, begins, []))
    text = to_json(answer(Rules(playbook), {"f0": "b"}, now=NOW))
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    assert text.isascii()


@pytest.mark.parametrize("name", ["nothing", "f9", ""])
def test_unknown_names_are_problems_and_the_rest_is_scored(name: str) -> None:
    """An answer nobody asked for is told, and does not stop the others."""
    playbook, _ = check(playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], []))
    reply = answer(Rules(playbook), {name: "x", "f0": "c"}, now=NOW)
    assert [p["name"] for p in reply["problems"]] == [name]
    assert reply["result"]["points"] == 20
