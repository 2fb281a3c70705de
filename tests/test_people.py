"""Who can be reached now, who stands in, and what is said of the clock beside its times."""

from copy import deepcopy
from datetime import date, datetime

import pytest

from escalation_calculator.check import check
from escalation_calculator.duty import duty
from escalation_calculator.matrix import Contact, Hours, Role
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer
from made_up import playbook_data

at = datetime.fromisoformat

OFFICE = {"days": ["mon", "tue", "wed", "thu", "fri"], "start": "08:00", "end": "18:00"}
ZONES = {"Europe/Berlin", "Europe/Dublin", "Asia/Kathmandu"}


def rules(**matrix: object) -> Rules:
    """The made-up playbook, in which role `first` owns all; with three roles that can stand in, and changes."""
    data = deepcopy(playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], []))
    found = data["playbook/matrix.yml"]
    assert isinstance(found, dict)
    rest = {"level": "one", "does": "Some.", "zone": "Europe/Berlin", "parts": {}}
    found["roles"] += [
        rest | {"id": "second", "name": "Second", "contact": {"chat": "#second"}, "parts": {"P1": "called"}},
        rest | {"id": "third", "name": "Third", "contact": {"pager": "page third"}, "parts": {"P1": "called"}},
    ]
    for name, change in matrix.pop("roles", {}).items():
        next(role for role in found["roles"] if role["id"] == name).update(change)
    found.update(matrix)
    playbook, diagnostics = check(data, ZONES)
    assert playbook is not None, diagnostics
    return Rules(playbook)


def said(found: Rules, now: str, start: str = "", **answers: str) -> dict:
    """What is shown at a time; by default of a ticket that is P1."""
    written = {"f0": "c", "f1": "c", "users": "9", "classified": start or now} | answers
    return answer(found, written, now=at(now), zone="Europe/Berlin")


def role(**hours: object) -> Role:
    """A role with these hours."""
    contact = Contact(chat="#one")
    return Role(id="one", name="One", level="one", does="", contact=contact, zone="Europe/Berlin", parts={}, **hours)


def test_a_day_off_is_off_for_roles_with_hours_only() -> None:
    """Christmas 2026 is a Friday: back on Monday; around the clock is around the clock."""
    off = {date(2026, 12, 25), date(2026, 12, 28)}
    office = role(hours=Hours(days=("mon", "tue", "wed", "thu", "fri"), start="08:00", end="18:00"))
    found = duty(office, at("2026-12-25T10:00+01:00"), off)
    assert (found.on, found.changes) == (False, at("2026-12-29T08:00+01:00"))
    assert duty(office, at("2026-12-24T10:00+01:00"), off).on
    assert duty(role(), at("2026-12-25T10:00+01:00"), off).always


def test_weeks_off_have_an_end() -> None:
    """However many days are off one after the other, it is known when somebody is back."""
    off = {date.fromordinal(date(2026, 12, 1).toordinal() + n) for n in range(31)}
    found = duty(role(hours=Hours(days=("mon",))), at("2026-12-05T10:00+01:00"), off)
    assert found.changes == at("2027-01-04T00:00+01:00")


REACH = [
    ({}, "Around the clock", None),
    ({"hours": OFFICE}, "Off duty, back Mon 9 Mar, 08:00", None),
    ({"hours": OFFICE | {"on_call": "yes"}}, "On call until Mon 9 Mar, 08:00", None),
    ({"hours": OFFICE, "deputy": "second"}, "Off duty, back Mon 9 Mar, 08:00", ("Second", "Around the clock")),
    ({"hours": {"start": "08:00", "end": "23:00"}, "deputy": "second"}, "On duty until 23:00", None),
    ({"hours": {"start": "23:00", "end": "06:00"}}, "Off duty, back 23:00", None),
]


@pytest.mark.parametrize(("first", "words", "deputy"), REACH, ids=[str(words) for _, words, _ in REACH])
def test_whether_the_owner_can_be_reached(first: dict, words: str, deputy: tuple[str, str] | None) -> None:
    """On a Friday evening; a deputy is named only while nobody answers."""
    owner = said(rules(roles={"first": first}), "2026-03-06T20:00+01:00")["view"]["owner"]
    assert owner["duty"] == words
    assert (owner["deputy"] and (owner["deputy"]["name"], owner["deputy"]["duty"])) == deputy


def test_the_first_deputy_who_is_there_is_named() -> None:
    """A deputy may be off duty too, and have one; its times are told in the reader's zone."""
    chain = {"first": {"hours": OFFICE, "deputy": "second"}, "second": {"hours": OFFICE, "deputy": "third"}}
    later = {"third": {"zone": "Asia/Kathmandu", "hours": {"start": "00:00", "end": "12:00"}}}
    found = said(rules(roles=chain | later), "2026-03-06T20:00+01:00")
    assert found["view"]["owner"]["deputy"]["name"] == "Third"
    assert found["view"]["owner"]["deputy"]["duty"] == "On duty until Sat 7 Mar, 07:15"
    assert "Deputy: Third\n  On duty until Sat 7 Mar, 07:15; pager page third" in found["note"]


def test_when_nobody_is_there_the_first_deputy_is_named_with_when_it_is_back() -> None:
    """The agent decides whom to wait for."""
    chain = {"first": {"hours": OFFICE, "deputy": "second"}, "second": {"hours": OFFICE}}
    deputy = said(rules(roles=chain), "2026-03-06T20:00+01:00")["view"]["owner"]["deputy"]
    assert (deputy["name"], deputy["duty"]) == ("Second", "Off duty, back Mon 9 Mar, 08:00")


def test_who_of_those_called_is_away_is_said() -> None:
    """With when they are back and who stands in; nothing while all are there."""
    found = rules(roles={"second": {"hours": OFFICE, "deputy": "third"}})
    words = "Second until Mon 9 Mar, 08:00 (deputy: Third)"
    assert said(found, "2026-03-06T20:00+01:00")["view"]["away"] == words
    assert f"\nOff duty: {words}\n" in said(found, "2026-03-06T20:00+01:00")["note"]
    assert said(found, "2026-03-06T17:00+01:00")["view"]["away"] == ""


PROMISES = {p: {"any": {"acknowledge": "15 min", "first_update": "1 h"}} for p in ("P1", "P2", "P3", "P4", "standard")}
LEVELS = [
    {
        "id": "one",
        "name": "One",
        "owner": "first",
        "does": "All.",
        "timeout": {"to": "two", "after": {"P1": "30 min", "P2": "2 h", "P3": "1 day", "P4": "2 days"}},
    },
    {"id": "two", "name": "Two", "owner": "second", "does": "More."},
]
MOVES = [
    ({}, "2026-03-06T17:45+01:00", "If nothing happens by 18:00, it goes to Two."),
    ({}, "2026-03-06T18:00+01:00", "If nothing happens by 18:00, it goes to Two."),
    ({}, "2026-03-06T18:01+01:00", "18:00 has passed: if nothing has happened, it goes to Two."),
    ({"users": ""}, "2026-03-06T17:45+01:00", "If nothing happens by 18:00, it goes to Two."),
    ({"f0": "a"}, "2026-03-06T17:45+01:00", "If nothing happens by 19:30, it goes to Two."),
    ({"f0": "a", "f1": "a"}, "2026-03-06T17:45+01:00", "If nothing happens by Mon 9 Mar, 17:30, it goes to Two."),
    ({"f0": "a", "f1": "a", "users": "1"}, "2026-03-06T17:45+01:00", ""),
]


@pytest.mark.parametrize(("answers", "now", "words"), MOVES, ids=[f"{a} {n}" for a, n, _ in MOVES])
def test_where_a_ticket_goes_when_nothing_happens(answers: dict[str, str], now: str, words: str) -> None:
    """Counted as the commitment is, P3 in business hours; the standard route has no timeout here."""
    business = {"any": {"hours": "business", "acknowledge": "15 min", "first_update": "1 h"}}
    promised = PROMISES | dict.fromkeys(("P3", "P4", "standard"), business)
    found = rules(levels=LEVELS, commitments=promised, business_hours={"start": "08:00", "end": "18:00"})
    clock = said(found, now, "2026-03-06T17:30+01:00", **answers)["view"]["clock"]
    assert clock["moves"] == words


def test_what_holds_for_the_times_is_said() -> None:
    """In which hours they are counted, and when they stand still; only of what is promised."""
    pause = {"id": "waiting", "name": "waiting for the customer", "stops": ["contain", "resolve"], "when": "Then."}
    hours = {"start": "08:00", "end": "18:00"}
    row = {"acknowledge": "1 h", "first_update": "1 day", "cadence": "2 days"}
    found = rules(
        commitments=PROMISES | {"P1": {"any": row | {"hours": "business", "resolve": "3 days"}}},
        business_hours=hours,
        pauses=[pause],
    )
    clock = said(found, "2026-03-06T17:30+01:00")["view"]["clock"]
    assert [row["time"] for row in clock["rows"]] == ["Mon 9 Mar, 08:30", "Mon 9 Mar, 17:30", "Wed 11 Mar, 17:30"]
    assert clock["counted"] == "Counted in business hours: 08–18, Mon–Fri, Berlin."
    assert clock["pauses"] == "Pauses while waiting for the customer (resolve)."
    assert clock["then"].startswith("then every 2 business days")
    milder = said(found, "2026-03-06T17:30+01:00", f0="a")["view"]["clock"]
    assert (milder["counted"], milder["pauses"]) == ("", "")


def test_where_nothing_is_promised_the_reason_is_said() -> None:
    """No row, no time in a message, and nothing breaks."""
    found = rules(commitments=PROMISES | {"P1": {"any": {"none": "It is a trial."}}})
    reply = said(found, "2026-03-06T17:30+01:00")
    assert reply["view"]["clock"]["rows"] == []
    assert reply["view"]["clock"]["then"].startswith("Nothing is promised: It is a trial.")
    assert reply["message"]["missing"] == ["By when the owner confirms"]


def test_an_inherited_row_holds_as_if_it_were_written() -> None:
    """From another segment or from `any`; while the segment is open the shortest counts, around the clock if mixed."""
    rows = {
        "c": {"acknowledge": "30 min", "first_update": "2 h"},
        "b": {"inherits": "c"},
        "any": {"hours": "business", "acknowledge": "20 min", "first_update": "4 h"},
    }
    found = rules(commitments=PROMISES | {"P1": rows}, business_hours={"start": "08:00", "end": "18:00"})
    given = {each: said(found, "2026-03-06T17:30+01:00", f0=each)["result"] for each in "abc"}
    assert {each: result["commitment"]["acknowledge"] for each, result in given.items()} == {"a": 15, "b": 30, "c": 30}
    floor = said(found, "2026-03-06T17:30+01:00", f0="")["result"]["commitment"]
    assert (floor["acknowledge"], floor["first_update"], floor["hours"]) == (20, 120, "24x7")
