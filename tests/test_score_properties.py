"""Properties of the score, over models made up by hypothesis and checked against trying every completion."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from escalation_calculator.answers import option_of, read_answers
from escalation_calculator.check import check
from escalation_calculator.checks.direction import check_direction
from escalation_calculator.checks.table import check_table
from escalation_calculator.conditions import judge
from escalation_calculator.criteria import Criterion
from escalation_calculator.decode import decode
from escalation_calculator.link import fragment, open_link
from escalation_calculator.model import PRIORITIES, Model, Table
from escalation_calculator.playbook import Playbook
from escalation_calculator.reading import Reading
from escalation_calculator.rules import Rules, rank
from escalation_calculator.score import Result, score
from escalation_calculator.wire import answer, evaluate, plain_data, to_json
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


# made once: hypothesis checks a strategy anew each time it is made
CONDITIONS = conditions()
TWO_POINTS = st.lists(st.integers(0, 30), min_size=2, max_size=2)
BOUNDS = st.sampled_from([("floor", p) for p in PRIORITIES[1:]] + [("ceiling", p) for p in PRIORITIES[:4]])
WRITTEN = st.lists(st.builds(lambda when, bound: {"when": when, bound[0]: bound[1]}, CONDITIONS, BOUNDS), max_size=4)


@st.composite
def sums(draw: st.DrawFn) -> Model:
    """Points for three factors of three options, one following a fact."""
    points = [[0, *sorted(draw(TWO_POINTS))] for _ in range(3)]
    most = max(4, sum(p[-1] for p in points))
    # four different thresholds up to the most points there can be
    begins = sorted(draw(st.sets(st.integers(1, most), min_size=4, max_size=4)))
    return with_points(points, begins)


AXES = st.sampled_from([("f0", "f1"), ("f1", "f2"), ("f2", "f0"), ("f0", "f1", "f2"), ("f2", "f1", "f0")])
STEPS = st.lists(st.sampled_from([(0, 0, 1), (0, 1, 1), (0, 1, 2), (0, 0, 3)]), min_size=3, max_size=3)


@st.composite
def tables(draw: st.DrawFn) -> Model:
    """A table over two or three of the factors: any priorities, or such that a graver answer is never milder."""
    axes = draw(AXES)
    combinations = list(itertools.product(range(3), repeat=len(axes)))
    if draw(st.booleans()):
        ranks = draw(st.lists(st.integers(0, 4), min_size=len(combinations), max_size=len(combinations)))
    else:
        steps = draw(STEPS)
        ranks = [min(4, sum(step[i] for step, i in zip(steps, cell, strict=False))) for cell in combinations]
    return with_table(axes, dict(zip(combinations, ranks, strict=True)))


@st.composite
def rule_sets(draw: st.DrawFn, models: st.SearchStrategy[Model]) -> Rules:
    """Rules of a made-up playbook: a model, and criteria with floors and ceilings."""
    criteria = [{"id": f"c{i}", **entry} for i, entry in enumerate(draw(WRITTEN))]
    rules = Rules(made_from(draw(models), criteria))
    try:
        assert len(rules.rules) == len(criteria)
        return rules  # noqa: TRY300  # the line above is what may be refused
    except ValueError:  # a test that nothing can meet, which `check` refuses
        reject()


BASE, _ = check(playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], []))
assert BASE is not None


def with_points(points: list[list[int]], begins: list[int]) -> Model:
    """The made-up model with other numbers."""
    factors = tuple(
        replace(factor, options=tuple(replace(o, points=n) for o, n in zip(factor.options, points[i], strict=True)))
        for i, factor in enumerate(BASE.model.factors)
    )
    priorities = tuple(replace(entry, at_least=begins[3 - i]) for i, entry in enumerate(BASE.model.priorities))
    return replace(BASE.model, factors=factors, priorities=priorities)


def with_table(axes: tuple[str, ...], ranks: dict[tuple[int, ...], int]) -> Model:
    """The made-up model with a table in place of points."""
    factors = tuple(replace(f, options=tuple(replace(o, points=None) for o in f.options)) for f in BASE.model.factors)
    priorities = tuple(replace(entry, at_least=None) for entry in BASE.model.priorities)

    def block(above: tuple[int, ...]) -> object:
        if len(above) == len(axes):
            return PRIORITIES[ranks[above]]
        return {option: block((*above, i)) for i, option in enumerate(OPTIONS)}

    table = Table(factors=axes, cells=block(()))
    return replace(BASE.model, factors=factors, priorities=priorities, table=table, margin=None)


def made_from(model: Model, written: list[dict[str, object]]) -> Playbook:
    """The made-up playbook with another model and criteria; much quicker than to check all of it anew."""
    rest = {"title": "T", "kind": "functional", "leads_to": {"level": "one"}, "rationale": "R.", "examples": ["E."]}
    criteria = [decode(Criterion, rest | entry, Reading("playbook/criteria.yml")) for entry in written]
    assert None not in criteria
    return replace(BASE, model=model, criteria=tuple(criteria))


ANY = rule_sets(st.one_of(sums(), tables()))
WITH_POINTS = rule_sets(sums())
WITH_TABLE = rule_sets(tables())


@st.composite
def partial(draw: st.DrawFn) -> dict[str, str]:
    """Some answers, the rest left out."""
    known = draw(SOME)
    if "users" in known:
        known.pop("f2", None)
    return known


SOME = st.fixed_dictionaries(
    {},
    optional={name: st.sampled_from(OPTIONS) for name in ("f0", "f1", "f2")}
    | {name: st.sampled_from(values) for name, values in VALUES.items()},
)


def result_of(rules: Rules, known: Mapping[str, object]) -> Result:
    """The result of answers that all can be read."""
    answers, problems = read_answers(rules, known)
    assert problems == []
    return score(rules, answers)


def plain_rank(rules: Rules, whole: Mapping[str, str]) -> int:
    """The priority's rank with everything known, in the plainest way: points or cell, then ceilings, then floors."""
    numbers = {name: rules.variables[name].read(value) for name, value in whole.items()}
    if "users" in numbers:
        numbers["f2"] = (numbers["users"] >= 2) + (numbers["users"] >= 5)
    known = {name: (number, number) for name, number in numbers.items()}
    if rules.model.table is None:
        points = sum(rules.model.factors[i].options[numbers[f"f{i}"]].points for i in range(3))
        found = sum(points >= begins for _, begins in rules.model.thresholds)
    else:
        cell = rules.model.table.cells
        for name in rules.model.table.factors:
            cell = cell[OPTIONS[numbers[name]]]
        found = rank(cell)
    met = [rule.criterion for rule in rules.rules if judge(rule.condition, known).status == "met"]
    for criterion in met:
        found = min(found, rank(criterion.ceiling or "P1"))
    for criterion in met:
        found = max(found, rank(criterion.floor or "standard"))
    return found


def completions(known: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Every way to answer what is open; the third factor follows the number of users."""
    names = [*(n for n in ("f0", "f1") if n not in known), *(n for n in VALUES if n not in known)]
    span = {"a": ("0", "1"), "b": ("2", "4"), "c": ("5", "9")}.get(known.get("f2", ""), VALUES["users"])
    choices = [span if n == "users" else VALUES.get(n, OPTIONS) for n in names]
    for values in itertools.product(*choices):
        yield {**known, **dict(zip(names, values, strict=True))}


PROFILE = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@PROFILE
@given(ANY, partial())
def test_with_everything_known_the_priority_is_plain(rules: Rules, known: dict[str, str]) -> None:
    """Points or cell, then ceilings, then floors; nothing is open, and both ends are the priority."""
    whole = next(completions(known))
    result = result_of(rules, whole)
    assert (result.priority, result.lowest, result.highest) == (PRIORITIES[plain_rank(rules, whole)],) * 3
    assert result.open == ()


@PROFILE
@given(ANY, partial())
def test_the_range_holds_every_completion_and_both_ends_are_reached(rules: Rules, known: dict[str, str]) -> None:
    """Lowest and highest are exactly the least and the greatest result of all completions."""
    result = result_of(rules, known)
    reached = {plain_rank(rules, whole) for whole in completions(known)}
    assert (rank(result.lowest), rank(result.highest)) == (min(reached), max(reached))


@PROFILE
@given(ANY, partial())
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
@given(WITH_POINTS, partial())
def test_contributions_add_up(rules: Rules, known: dict[str, str]) -> None:
    """The points are the sum of the contributions, at least and at most."""
    result = result_of(rules, known)
    assert sum(c.least for c in result.contributions) == result.points
    assert sum(c.most for c in result.contributions) == result.most
    assert sum(c.of for c in result.contributions) == result.out_of


@PROFILE
@given(ANY, partial(), st.randoms(use_true_random=False))
def test_the_order_of_answers_is_irrelevant(rules: Rules, known: dict[str, str], random: object) -> None:
    """Shuffled answers give the same result, byte for byte."""
    shuffled = list(known.items())
    random.shuffle(shuffled)
    once, again = (to_json(plain_data(result_of(rules, each))) for each in (known, dict(shuffled)))
    assert again == once


@PROFILE
@given(ANY, partial(), st.sampled_from(["f0", "f1", "f2"]))
def test_a_graver_answer_never_lowers_the_priority_unless_a_warning_says_so(
    rules: Rules, known: dict[str, str], name: str
) -> None:
    """An option that counts more never lowers either end of the range, except where `check` warned of it."""
    base = {k: v for k, v in known.items() if k != name and not (name == "f2" and k == "users")}
    ends = [(rank(r.lowest), rank(r.highest)) for option in OPTIONS if (r := result_of(rules, {**base, name: option}))]
    options = rules.variables[name].values
    points = [option.points for f in rules.model.factors if f.id == name for option in f.options]
    graver = [points[i] is None or points[i] < points[i + 1] for i in range(len(options) - 1)]
    falls = any(
        after < before
        for counts, (one, two) in zip(graver, itertools.pairwise(ends), strict=True)
        for before, after in zip(one, two, strict=True)
        if counts
    )
    said = warnings_of(rules)
    # of a cell that falls in two directions one is told
    warned = any(f"a graver answer to “{name}”" in message or "is less than" in message for message in said)
    assert warned or not falls


def warnings_of(rules: Rules) -> list[str]:
    """What `check` warns of in these rules."""
    reading = Reading("playbook/criteria.yml")
    for rule in rules.rules:
        check_direction(rule.criterion, rule.condition, rules.model, reading, ())
    if rules.model.table is not None:
        check_table(rules.model, rules.model.table, reading)
    return [diagnostic.message for diagnostic in reading.diagnostics]


@PROFILE
@given(ANY, partial())
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
@given(ANY, partial())
def test_an_unknown_criterion_is_met_by_one_completion_and_missed_by_another(
    rules: Rules, known: dict[str, str]
) -> None:
    """Met and not met hold in every completion."""
    result = result_of(rules, known)
    seen: dict[str, set[str]] = {}
    numbers = {name: rules.variables[name].read for name in rules.variables}
    for whole in completions(known):
        given_all = {name: (n, n) for name, value in whole.items() if (n := numbers[name](value)) is not None}
        option = option_of(rules, "f2", given_all["users"][0])
        for rule in rules.rules:
            status = judge(rule.condition, {**given_all, "f2": (option, option)}).status
            seen.setdefault(rule.criterion.id, set()).add(status)
    for criterion in result.criteria:
        if criterion.status != "unknown":
            assert seen[criterion.criterion] == {criterion.status}


@PROFILE
@given(ANY, partial(), st.randoms(use_true_random=False))
def test_an_answer_taken_back_only_widens_the_range(rules: Rules, known: dict[str, str], random: Random) -> None:
    """Knowing less never rules a priority out, nor does it decide a criterion that was open."""
    assume(known)
    more = result_of(rules, known)
    gone = random.choice(sorted(known))
    less = result_of(rules, {name: value for name, value in known.items() if name != gone})
    assert rank(less.lowest) <= rank(more.lowest) <= rank(more.highest) <= rank(less.highest)
    assert rank(less.alone_lowest) <= rank(more.alone_lowest) <= rank(more.alone_highest) <= rank(less.alone_highest)
    if rules.model.table is None:
        assert less.points <= more.points <= more.most <= less.most
    for before, after in zip(less.criteria, more.criteria, strict=True):
        assert before.status in ("unknown", after.status)


@PROFILE
@given(ANY, partial(), st.sampled_from([("floor", p) for p in PRIORITIES[1:]] + [("ceiling", "standard")]))
def test_a_criterion_that_is_not_met_changes_nothing(
    rules: Rules, known: dict[str, str], bound: tuple[str, str]
) -> None:
    """Its floor or ceiling has no say, wherever it stands among the others."""
    known = {**known, "replies": "7"}
    one = decode(
        Criterion,
        {
            "id": "unmet",
            "title": "T",
            "kind": "hierarchical",
            "when": {"replies": {"at_least": 8}},
            "leads_to": {"roles": ["first"]},
            "rationale": "R.",
            "examples": ["E."],
            bound[0]: bound[1],
        },
        Reading("playbook/criteria.yml"),
    )
    assert one is not None
    more = result_of(Rules(replace(rules.playbook, criteria=(one, *rules.playbook.criteria))), known)
    without = replace(more, criteria=more.criteria[1:])
    assert to_json(plain_data(without)) == to_json(plain_data(result_of(rules, known)))


@PROFILE
@given(ANY, partial())
def test_while_the_priority_is_open_there_is_something_to_ask(rules: Rules, known: dict[str, str]) -> None:
    """Answering one open question after the other ends in a priority, and a last one decides alone."""
    known = dict(known)
    for _ in range(len(VALUES) + len(OPTIONS) + 2):
        result = result_of(rules, known)
        if result.priority is not None:
            return
        assert result.open
        if len(result.open) == 1:
            assert result.open[0].decides
        known[result.open[0].name] = result.open[0].outcomes[-1].value
    pytest.fail("the questions do not end")


@PROFILE
@given(WITH_TABLE, partial())
def test_beside_each_answer_of_a_table_stands_what_it_would_give(rules: Rules, known: dict[str, str]) -> None:
    """The range told for an option is that of the same ticket with this answer in place of the one given."""
    result = result_of(rules, known)
    assert [axis.factor for axis in result.axes] == list(rules.model.table.factors)
    for axis in result.axes:
        others = {name: v for name, v in known.items() if (name, axis.factor) != ("users", "f2")}
        for outcome in axis.outcomes:
            present = outcome.value == axis.option
            other = result if present else result_of(rules, {**others, axis.factor: outcome.value})
            assert (outcome.lowest, outcome.highest) == (other.lowest, other.highest)


@PROFILE
@given(WITH_TABLE, partial())
def test_a_table_alone_gives_the_cells_that_are_still_possible(rules: Rules, known: dict[str, str]) -> None:
    """Its least and its greatest are those of all completions without a criterion."""
    bare = Rules(replace(rules.playbook, criteria=()))
    result = result_of(rules, known)
    found = {plain_rank(bare, whole) for whole in completions(known)}
    assert (rank(result.alone_lowest), rank(result.alone_highest)) == (min(found), max(found))


@PROFILE
@given(ANY, partial())
def test_what_acted_is_what_moves_the_priority(rules: Rules, known: dict[str, str]) -> None:
    """Without the floors and ceilings that acted, points or table would give another result; the others do nothing."""
    result = result_of(rules, next(completions(known)))
    acted = {b.criterion for b in result.bounds if b.acted}
    ranks = {"floor": 0, "ceiling": 4}
    for bound in result.bounds:
        if bound.acted:
            ranks[bound.bound] = rank(bound.priority)
    assert result.alone_lowest == result.alone_highest
    band = rank(result.alone_lowest)
    assert rank(result.priority) == max(ranks["floor"], min(ranks["ceiling"], band))
    if rank(result.priority) != band:
        assert acted
    elif acted:  # a floor undid a ceiling
        assert any(b.bound == "ceiling" and rank(b.priority) < band for b in result.bounds)


@PROFILE
@given(ANY, partial())
def test_every_state_has_its_words(rules: Rules, known: dict[str, str]) -> None:
    """There is a sentence why, and each question that decides has its tip; none holds a stray space or sign."""
    view = answer(rules, known, now=NOW)["view"]
    said = [view["why"], view["spoken"], *(d["tip"] for d in view["deciders"]), *(c["text"] for c in view["callouts"])]
    for sentence in said:
        assert sentence == " ".join(sentence.split())
        assert sentence.endswith(".")
        assert ".." not in sentence
        assert "None" not in sentence
    if view["state"] == "open":
        assert view["deciders"] or view["decide_title"] == "Several answers together decide"


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
