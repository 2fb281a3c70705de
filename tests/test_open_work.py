"""What is still to be done: open cases with their next update, and actions by owner."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from escalation_calculator.case import Action, Case
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id, Line
from escalation_playbook.checking import examine
from escalation_playbook.pages import PageContext
from escalation_playbook.pages.actions import actions
from escalation_playbook.pages.known_cases import known_cases, next_update
from escalation_playbook.pages.open_cases import open_cases

PLAYBOOK = examine(Path(__file__).parents[1]).playbook
assert PLAYBOOK is not None
NOW = datetime.fromisoformat("2026-11-21T12:00+01:00")


def of(*cases: Case) -> Rules:
    """The shipped playbook with these cases alone."""
    assert PLAYBOOK is not None
    return Rules(replace(PLAYBOOK, cases=cases))


OPEN, OTHER, *_ = (case for case in PLAYBOOK.cases if case.state == "open")
CLOSED = next(case for case in PLAYBOOK.cases if case.state == "reviewed")


def open_rows(*cases: Case, now: datetime = NOW) -> list[Any]:
    """The rows of the page of open cases."""
    rules = of(*cases)
    return list(open_cases(rules, known_cases(rules), PageContext(now=now)).data["rows"])  # type: ignore[call-overload]


def owners(*todo: Action, now: datetime = NOW) -> list[tuple[str, str, list[str]]]:
    """The page of actions: owner, what is said of it, what it has to do."""
    rules = of(replace(CLOSED, actions=todo))
    page = actions(rules, known_cases(rules), PageContext(now=now))
    return [(o.id, o.said, [a.late for a in o.actions]) for o in page.data["owners"]]  # type: ignore[attr-defined]


def action(owner: str, due: str, state: Any = "open") -> Action:
    """Something to do."""
    return Action(what=Line("x"), owner=Id(owner), due=date.fromisoformat(due), state=state)


def test_only_what_is_not_solved_is_open() -> None:
    """Contained is still open: it has no more harm in it, and no solution."""
    contained = replace(OTHER, state="contained")
    rows = open_rows(OPEN, contained, CLOSED)
    assert {row.title for row in rows} == {OPEN.title, OTHER.title}
    assert [row.title for row in rows if "contained" in row.second] == [OTHER.title]


@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, False), (1, True)])
def test_an_update_is_late_once_its_time_has_passed(minutes: int, late: bool) -> None:  # noqa: FBT001
    """What was late when the site was built is late whenever it is read."""
    (known,) = known_cases(of(OPEN))
    due = next_update(known, of(OPEN).business)
    assert due is not None
    (row,) = open_rows(OPEN, now=due + timedelta(minutes=minutes))
    assert row.late is late


def test_the_next_update_comes_first_and_none_last() -> None:
    """Whoever reads from the top writes in time."""
    dues = [row.due_machine for row in open_rows(*(case for case in PLAYBOOK.cases if case.state == "open"))]  # type: ignore[union-attr]
    assert dues == sorted(dues)
    assert len(dues) > 1


@pytest.mark.parametrize(("days", "age"), [(0, "today"), (1, "1 day old"), (40, "40 days old")])
def test_age_counts_days(days: int, age: str) -> None:
    """From the day the customer wrote, in the zone in which times are told."""
    (row,) = open_rows(OPEN, now=OPEN.times.opened + timedelta(days=days))
    assert row.age == age


def test_owners_with_something_late_come_first() -> None:
    """Then in the order of the matrix; within an owner, what is due longest is first."""
    todo = (
        action("support-tier-1", "2026-12-01"),
        action("product", "2026-12-24"),
        action("product", "2026-11-20"),
        action("engineering-on-call", "2026-11-21"),
    )
    found = owners(*todo)
    assert found[0] == ("product", "2 open, 1 late", ["1 day late", ""])
    assert [(owner, said) for owner, said, _ in found[1:]] == [
        ("support-tier-1", "1 open"),
        ("engineering-on-call", "1 open"),
    ]


def test_what_is_done_or_dropped_is_no_open_action() -> None:
    """An owner without anything open has no place there."""
    assert owners(action("product", "2026-01-01", "done"), action("product", "2026-01-01", "dropped")) == []


def test_of_very_many_actions_those_due_first_are_listed() -> None:
    """A page of thousands is read by nobody: each owner has those that are due first, and the count of all."""
    todo = [action("product", f"2026-12-{1 + day % 28:02}") for day in range(130)]
    rules = of(replace(CLOSED, actions=(*todo, action("legal", "2026-12-01"))))
    page = actions(rules, known_cases(rules), PageContext(now=NOW)).data
    product, legal = page["owners"]  # type: ignore[misc]
    assert (product.said, len(product.actions), product.more) == ("130 open", 50, 80)
    assert [row.due_machine for row in product.actions] == sorted(each.due.isoformat() for each in todo)[:50]
    assert (legal.said, legal.more) == ("1 open", 0)
    assert not page["open"]


def test_of_very_many_open_cases_those_that_hear_next_are_listed() -> None:
    """And all are counted."""
    rules = of(*(replace(OPEN, id=Id(f"{OPEN.id}-{number}")) for number in range(130)))
    page = open_cases(rules, known_cases(rules), PageContext(now=NOW)).data
    assert (len(page["rows"]), page["count"]) == (100, 130)  # type: ignore[arg-type]
    assert str(page["said"]).startswith("130 cases open")


def test_a_missed_acknowledgement_is_late() -> None:
    """The first thing promised is the first that can be missed; once it is given, the first update is waited for."""
    assert PLAYBOOK is not None
    known = known_cases(of(replace(OPEN, timeline=OPEN.timeline[:1], times=replace(OPEN.times, acknowledged=None))))[0]
    start, promised = known.case.times.classified, known.commitment
    assert promised.acknowledge is not None
    assert promised.first_update is not None
    assert next_update(known) == start + timedelta(minutes=promised.acknowledge)
    given = replace(known, case=replace(known.case, times=replace(known.case.times, acknowledged=start)))
    assert next_update(given) == start + timedelta(minutes=promised.first_update)
