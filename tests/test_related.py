"""Which cases stand beside a case, and why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from escalation_calculator.case import Case
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id, Line
from escalation_playbook.checking import examine
from escalation_playbook.pages.known_cases import known_cases
from escalation_playbook.pages.related import related, relations

PLAYBOOK = examine(Path(__file__).parents[1]).playbook
assert PLAYBOOK is not None
MODEL_CASE = next(case for case in PLAYBOOK.cases if case.causes and case.issue)


def case(
    name: str, day: int, *, cause: str = "", issue: str | None = None, area: str | None = None, **more: Any
) -> Case:
    """A case with nothing in common with others but what is given."""
    assert MODEL_CASE.causes is not None
    return replace(
        MODEL_CASE,
        id=Id(name),
        title=Line(name),
        issue=Id(issue) if issue else None,
        causes=replace(MODEL_CASE.causes, short=Line(cause or name)),
        times=replace(MODEL_CASE.times, opened=MODEL_CASE.times.opened + timedelta(days=day)),
        scoring=replace(MODEL_CASE.scoring, facts={"product_area": area} if area else {}),
        **{"related": (), "changes": (), "repeat_of": None} | more,
    )


def beside(name: str, cases: Sequence[Case]) -> list[tuple[str, str]]:
    """The cases beside one, each with its reason."""
    assert PLAYBOOK is not None
    rules = Rules(replace(PLAYBOOK, cases=tuple(cases)))
    known = known_cases(rules)
    among = relations(rules, known)
    return [(each.row.id, each.why) for each in related(among.cases[name], among)]


def test_the_reason_that_tells_most_comes_first() -> None:
    """The same fault, what a case names, the same cause, the same issue type, the same area."""
    cases = [
        case(
            "one", 10, cause="x", issue="sync-stopped", area="integrations", repeat_of=Id("old"), related=(Id("named"),)
        ),
        case("area", 9, area="integrations"),
        case("issue", 8, issue="sync-stopped"),
        case("cause", 7, cause="X"),
        case("named", 6, cause="x"),
        case("old", 5, cause="x"),
        case("again", 11, cause="x", repeat_of=Id("one")),
        case("other", 4),
    ]
    assert beside("one", cases) == [
        ("old", "The same fault, before"),
        ("again", "The same fault, again"),
        ("named", "Named in this case"),
        ("cause", "Same cause"),
        ("issue", "Same issue type"),
        ("area", "Same area"),
    ]


def test_of_many_those_next_in_time_are_shown() -> None:
    """Five; so a new case changes the pages of its neighbours and of no others."""
    cases = [case(f"c{n:02}", n, area="search") for n in range(20)]
    assert beside("c10", cases) == [(name, "Same area") for name in ("c09", "c11", "c08", "c12", "c07")]
    assert beside("c10", [*cases, case("c99", 99, area="search")]) == beside("c10", cases)


def test_a_case_alone_has_nothing_beside_it() -> None:
    """What it names must be there, too."""
    assert beside("one", [case("one", 1, area="search"), case("two", 2)]) == []
