"""What is told by date, and what an `accept` lets stand."""

from datetime import date

import pytest

from escalation_calculator.accept import DATED
from escalation_calculator.check import check
from test_checks import CASE, MODEL, by_call, good, put

OPENED = ("times", "opened")
FALLING = ("factors", 1, "options", 2, "points")


def told(data: dict, today: date | None) -> list[tuple[str, str, tuple]]:
    """Severity, code and path of all that is told of one file."""
    _, diagnostics = check(data, {"Europe/Berlin", "Europe/Dublin"}, today)
    return [(d.severity, d.code, d.path) for d in diagnostics if d.file in (CASE, MODEL)]


def falling(accept: object, *, on: str = "file") -> dict:
    """A playbook in which a graver option counts less, and something that accepts it."""
    data = good()
    put(data, MODEL, FALLING, 9)  # less than 10, and enough for every result to stay
    place = {"file": (), "factor": ("factors", 1), "another": ("factors", 0)}[on]
    put(data, MODEL, (*place, "accept"), accept)
    return data


ONE = {"code": "points-fall", "reason": "Measured."}
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2026-03-01", {("by-date", "time-in-future")}),
        ("2026-03-02", set()),
        ("2026-04-01", set()),
        ("2026-04-02", {("by-date", "action-overdue")}),
    ],
)
def test_what_depends_on_the_day(day: str, found: set) -> None:
    """An action is late from the day after; a time lies in the future until its day has begun everywhere."""
    assert {each[:2] for each in told(good(), date.fromisoformat(day))} == found


def test_a_day_begins_where_it_is_told() -> None:
    """Half past midnight in Berlin is still the day before in UTC: whoever checks elsewhere sees no future."""
    data = good()
    put(data, CASE, OPENED, "2026-03-02T00:30+01:00")
    late = {path for _, _, path in told(data, date(2026, 3, 1))}
    assert OPENED not in late
    assert ("times", "classified") in late


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_what_is_done_is_not_late(state: str) -> None:
    """Nor what will not be done."""
    data = good()
    put(data, CASE, ("actions", 0, "state"), state)
    assert told(data, date(2027, 1, 1)) == []


def waiting(state: str) -> dict:
    """A case of this state with a next step until the eve of the second of March."""
    data = good()
    put(data, CASE, ("state",), state)
    step = {"what": "It is tried again.", "owner": "first", "by": "2026-03-02T23:30+01:00"}
    put(data, CASE, ("next_steps",), [step])
    return data


@pytest.mark.parametrize(
    ("state", "day", "late"),
    [("open", 2, False), ("open", 3, True), ("contained", 3, True), ("resolved", 3, False), ("reviewed", 3, False)],
)
def test_a_next_step_is_late_while_somebody_waits_for_it(state: str, day: int, *, late: bool) -> None:
    """From the day after; in a case that is over, what was left undone is nobody's step any more."""
    codes = {code: path for _, code, path in told(waiting(state), date(2026, 3, day))}
    assert codes.get("next-step-overdue") == (("next_steps", 0, "by") if late else None)


def test_without_a_day_nothing_is_told_by_date() -> None:
    """The calculator has no clock."""
    assert told(good(), None) == []


def test_a_warning_stands_until_it_is_accepted() -> None:
    """On the file, or on the entry that it is about; on another it accepts nothing."""
    data = falling([])
    assert told(data, TODAY) == [("warning", "points-fall", FALLING)]
    assert told(falling([ONE]), TODAY) == []
    assert told(falling([ONE], on="factor"), TODAY) == []
    assert told(falling([ONE], on="another"), TODAY) == [
        ("warning", "points-fall", FALLING),
        ("warning", "accepts-nothing", ("factors", 0, "accept", 0, "code")),
    ]


@pytest.mark.parametrize(
    ("until", "found"),
    [("2026-03-10", []), ("2026-03-09", [("by-date", "exception-expired", ("accept", 0, "until"))])],
)
def test_an_exception_ends_after_its_day(until: str, found: list) -> None:
    """Then it is told by date: yesterday's build passes today as well."""
    assert told(falling([ONE | {"until": until}]), TODAY) == found
    assert told(falling([ONE | {"until": until}]), None) == []


def test_no_error_is_accepted() -> None:
    """It stays, and who tried is told."""
    data = good()
    put(data, CASE, ("owner",), "third")
    put(data, CASE, ("accept",), [{"code": "unknown-role", "reason": "R."}])
    assert told(data, TODAY) == [
        ("error", "unknown-role", ("owner",)),
        ("warning", "accepts-nothing", ("accept", 0, "code")),
    ]


@pytest.mark.parametrize(
    ("code", "severity"),
    [("points-fell", "warning"), ("score-open", "warning"), ("action-overdue", "by-date")],
)
def test_an_exception_for_nothing_is_told(code: str, severity: str) -> None:
    """As gravely as what it names: what depends on the day never counts."""
    data = good()
    put(data, CASE, ("accept",), [{"code": code, "reason": "R."}])
    assert told(data, TODAY) == [(severity, "accepts-nothing", ("accept", 0, "code"))]


def test_what_could_not_be_judged_is_not_told() -> None:
    """While there are errors, what would be accepted may not have been looked for; without a day as well."""
    data = good()
    put(data, CASE, ("accept",), [{"code": "score-open", "reason": "R."}])
    put(data, MODEL, ("segment_factor",), "f9")
    assert told(data, TODAY) == [("error", "unknown-factor", ("segment_factor",))]
    data = good()
    put(data, CASE, ("accept",), [{"code": "action-overdue", "reason": "R."}])
    assert told(data, None) == []


@pytest.mark.parametrize(
    ("accept", "code", "where"),
    [
        ({}, "wrong-type", ()),
        ([{"code": "points-fall"}], "missing-key", (0,)),
        ([ONE | {"until": "soon"}], "bad-date", (0, "until")),
    ],
)
def test_an_exception_is_read_like_everything_else(accept: object, code: str, where: tuple) -> None:
    """A reason is required."""
    data = falling(accept)
    assert ("error", code, ("accept", *where)) in told(data, TODAY)


def test_only_what_has_an_id_accepts_for_itself() -> None:
    """An option's range has no name by which to speak of it."""
    data = good()
    put(data, MODEL, ("factors", 2, "options", 0, "range", "accept"), [ONE])
    assert told(data, TODAY) == [("error", "unknown-key", ("factors", 2, "options", 0, "range", "accept"))]


def test_a_file_that_is_a_list_accepts_beside_it() -> None:
    """As any other file."""
    data = good()
    put(data, "playbook/criteria.yml", ("accept",), [{"code": "points-fall", "reason": "R."}])
    _, diagnostics = check(data)
    assert [(d.code, d.path) for d in diagnostics] == [("accepts-nothing", ("accept", 0, "code"))]


def test_all_codes_by_date_are_known() -> None:
    """What accepts one of them must not break a build by date either."""
    assert {code for call, code in by_call() if call == "by_date"} == DATED
