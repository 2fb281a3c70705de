"""Clocks: what is due when, how far away that is, and whether somebody can be reached, in odd zones as well."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator.answers import Answers
from escalation_calculator.clock import day, distance, dues, moment
from escalation_calculator.duty import duty, hours_in_words
from escalation_calculator.matrix import Commitment, Contact, Hours, Role
from escalation_calculator.moment import moment_of
from escalation_calculator.scalars import (
    format_duration,
    format_percentage,
    parse_duration,
    parse_percentage,
    parse_time,
)
from escalation_calculator.variables import read_time
from escalation_calculator.zones import city, zone_of

at = datetime.fromisoformat


def promise(**minutes: int) -> Commitment:
    """A commitment of 15 minutes, then an hour, unless said otherwise."""
    return Commitment(**{"acknowledge": 15, "first_update": 60, **minutes})


def role(hours: Hours, zone: str = "Europe/Berlin") -> Role:
    """A role with these hours."""
    return Role(
        id="one", name="One", level="one", does="All.", contact=Contact(chat="#one"), zone=zone, hours=hours, parts={}
    )


def test_only_what_is_promised_is_due() -> None:
    """A promise that the matrix leaves out has no row; the others stand in the order of a clock."""
    start = at("2026-03-02T09:42+01:00")
    assert [d.name for d in dues(promise(), start)] == ["acknowledge", "first_update"]
    found = dues(promise(contain=240, resolve=480), start)
    assert [(d.label, (d.at - start) // timedelta(minutes=1)) for d in found] == [
        ("Acknowledge by", 15),
        ("Next update by", 60),
        ("Contain by", 240),
        ("Resolve by", 480),
    ]


@pytest.mark.parametrize(
    ("cadence", "passed", "expected"),
    [
        (120, 0, 60),
        (120, 60, 60),
        (120, 61, 180),
        (120, 180, 180),
        (120, 181, 300),
        (7, 100_000, 100_006),
        (None, 61, 60),
    ],
    ids=str,
)
def test_the_next_update_moves_on_by_the_cadence(cadence: int | None, passed: int, expected: int) -> None:
    """An update that is due now is still the next one; without a cadence the first one stays."""
    start = at("2026-03-02T09:42+01:00")
    found = dues(Commitment(acknowledge=15, first_update=60, cadence=cadence), start, start + timedelta(minutes=passed))
    assert found[1].at - start == timedelta(minutes=expected)
    assert found[0].at - start == timedelta(minutes=15)


CHANGES = [
    ("Europe/Berlin", "2026-03-28T22:00", "2026-03-29T07:00"),
    ("Europe/Berlin", "2026-10-24T22:00", "2026-10-25T05:00"),
    ("America/St_Johns", "2026-03-07T22:30", "2026-03-08T07:30"),
    ("Pacific/Chatham", "2026-04-04T22:45", "2026-04-05T05:45"),
    ("Asia/Kathmandu", "2026-03-28T22:15", "2026-03-29T06:15"),
]


@pytest.mark.parametrize(("zone", "start", "expected"), CHANGES, ids=[f"{z} {s}" for z, s, _ in CHANGES])
def test_a_promise_counts_real_hours_over_the_change_of_time(zone: str, start: str, expected: str) -> None:
    """Eight hours are eight hours, whether the start was written with its offset or as the clock on the wall."""
    zone_info = ZoneInfo(zone)
    for written in (at(start).replace(tzinfo=zone_info), at(start).replace(tzinfo=zone_info).astimezone(UTC)):
        due = dues(promise(resolve=480), written)[-1].at
        assert f"{due.astimezone(zone_info):%Y-%m-%dT%H:%M}" == expected
        assert due - written.astimezone(UTC) == timedelta(hours=8)


FROM_NOW = [
    (0, "now", False),
    (59, "now", False),
    (60, "in 1 min", False),
    (119, "in 1 min", False),
    (8 * 60, "in 8 min", False),
    (90 * 60, "in 1 h 30 min", False),
    (86399, "in 23 h 59 min", False),
    (86400, "in 1 day", False),
    (86400 + 1800, "in 1 day", False),
    (86400 + 3 * 3600 + 1800, "in 27 h", False),
    (2 * 86400 + 3600, "in 2 days", False),
    (7 * 86400 + 86399, "in 1 week", False),
    (8 * 86400, "in 8 days", False),
    (-1, "Late by 1 min", True),
    (-60, "Late by 1 min", True),
    (-119, "Late by 1 min", True),
    (-12 * 60, "Late by 12 min", True),
    (-12 * 60 - 30, "Late by 12 min", True),
    (-5 * 86400 - 1, "Late by 5 days", True),
]


@pytest.mark.parametrize(("seconds", "words", "late"), FROM_NOW, ids=[f"{s}s" for s, _, _ in FROM_NOW])
def test_distance(seconds: int, words: str, late: bool) -> None:  # noqa: FBT001  # data
    """Both ways only whole minutes that have passed count; beyond a day, hours; beyond two, days."""
    now = at("2026-03-02T10:00+01:00")
    assert distance(now + timedelta(seconds=seconds), now) == (words, late)


MOMENTS = [
    ("2026-03-02T08:57Z", "Europe/Berlin", "2026-03-02", "09:57"),
    ("2026-03-02T23:00Z", "Europe/Berlin", "2026-03-02", "Tue 3 Mar, 00:00"),
    ("2026-03-02T22:59Z", "Europe/Berlin", "2026-03-02", "23:59"),
    ("2026-12-31T23:30Z", "Europe/Berlin", "2026-12-31", "Fri 1 Jan 2027, 00:30"),
    ("2026-12-31T18:14Z", "Asia/Kathmandu", "2026-12-31", "23:59"),
    ("2026-12-31T18:15Z", "Asia/Kathmandu", "2026-12-31", "Fri 1 Jan 2027, 00:00"),
    ("2026-03-02T10:14Z", "Pacific/Chatham", "2026-03-02", "23:59"),
    ("2026-03-02T10:15Z", "Pacific/Chatham", "2026-03-02", "Tue 3 Mar, 00:00"),
    ("2026-03-02T12:00Z", "America/St_Johns", "2026-03-02", "08:30"),
    ("2026-03-29T00:59Z", "Europe/Berlin", "2026-03-29", "01:59"),
    ("2026-03-29T01:00Z", "Europe/Berlin", "2026-03-29", "03:00"),
    ("2026-10-25T00:30Z", "Europe/Berlin", "2026-10-25", "02:30"),
    ("2026-10-25T01:30Z", "Europe/Berlin", "2026-10-25", "02:30"),
    ("2025-12-30T09:00Z", "UTC", "2026-01-02", "Tue 30 Dec 2025, 09:00"),
]


@pytest.mark.parametrize(("when", "zone", "today", "words"), MOMENTS, ids=[f"{w} {z}" for w, z, _, _ in MOMENTS])
def test_moment(when: str, zone: str, today: str, words: str) -> None:
    """The time alone on the day itself, else with the day, and with the year when that differs."""
    assert moment(at(when), ZoneInfo(zone), at(today).date()) == words


def test_day_without_today_has_its_year() -> None:
    """In a list of cases each day says its year."""
    assert day(at("2025-11-13").date()) == "Thu 13 Nov 2025"


OFFICE = Hours(days=("mon", "tue", "wed", "thu", "fri"), start="08:00", end="18:00")
NIGHT = Hours(start="22:00", end="06:00")
WEEKEND = Hours(days=("sat", "sun"))
DUTIES = [
    (OFFICE, "2026-03-02T07:59+01:00", False, "2026-03-02T08:00+01:00"),
    (OFFICE, "2026-03-02T08:00+01:00", True, "2026-03-02T18:00+01:00"),
    (OFFICE, "2026-03-06T18:00+01:00", False, "2026-03-09T08:00+01:00"),
    (OFFICE, "2026-03-27T19:00+01:00", False, "2026-03-30T08:00+02:00"),
    (NIGHT, "2026-03-02T05:59+01:00", True, "2026-03-02T06:00+01:00"),
    (NIGHT, "2026-03-02T06:00+01:00", False, "2026-03-02T22:00+01:00"),
    (NIGHT, "2026-03-02T23:30+01:00", True, "2026-03-03T06:00+01:00"),
    (Hours(days=("fri",), start="22:00", end="06:00"), "2026-03-07T03:00+01:00", True, "2026-03-07T06:00+01:00"),
    (WEEKEND, "2026-03-07T12:00+01:00", True, "2026-03-09T00:00+01:00"),
    (WEEKEND, "2026-03-09T00:00+01:00", False, "2026-03-14T00:00+01:00"),
    (Hours(start="08:00", end="24:00"), "2026-03-02T23:59+01:00", True, "2026-03-03T00:00+01:00"),
    (Hours(days=("mon",)), "2026-03-03T00:00+01:00", False, "2026-03-09T00:00+01:00"),
    (Hours(days=("mon",), start="09:00", end="09:00"), "2026-03-03T08:00+01:00", True, "2026-03-03T09:00+01:00"),
]


@pytest.mark.parametrize(
    ("hours", "now", "on", "changes"), DUTIES, ids=[f"{h} {n}" for h, n, _, _ in map(list, DUTIES)]
)
def test_duty(hours: Hours, now: str, on: bool, changes: str) -> None:  # noqa: FBT001  # data
    """On duty from the start on, off duty from the end on; nights belong to the day on which they begin."""
    found = duty(role(hours), at(now))
    assert (found.on, found.always, found.changes) == (on, False, at(changes))


@pytest.mark.parametrize(
    "hours",
    [
        Hours(),
        Hours(days=("sun", "mon", "tue", "wed", "thu", "fri", "sat")),
        Hours(start="08:00", end="08:00"),
        Hours(start="24:00", end="24:00"),
    ],
    ids=["left out", "days in another order", "from eight to eight", "from midnight to midnight"],
)
def test_around_the_clock_has_no_end(hours: Hours) -> None:
    """However it is written, a duty without a break never ends."""
    for now in ("2026-03-02T10:00+01:00", "2026-03-29T02:30+01:00", "2026-10-25T02:30+01:00"):
        found = duty(role(hours), at(now))
        assert (found.on, found.always, found.changes) == (True, True, None)


def test_a_duty_is_read_in_the_roles_own_zone() -> None:
    """Chatham is 13 h 45 min ahead in summer: its Monday begins on Sunday."""
    found = duty(role(OFFICE, "Pacific/Chatham"), at("2026-03-01T18:15Z"))
    assert (found.on, found.changes) == (True, at("2026-03-02T18:00+13:45"))


def test_a_zone_that_is_not_known_here_says_nothing() -> None:
    """Neither always nor until when: the caller shows the hours themselves."""
    found = duty(role(OFFICE, "Nowhere/At_All"), at("2026-03-01T18:15Z"))
    assert (found.always, found.changes) == (False, None)


@pytest.mark.parametrize(
    "name", ["", "Nowhere/At_All", "../../etc/passwd", "/etc/passwd", "a\0b", "\ud800", "x" * 5000]
)
def test_no_name_of_a_zone_does_harm(name: str) -> None:
    """What is no zone is none."""
    assert zone_of(name) is None


def test_city() -> None:
    """People say the city, without the continent."""
    assert [city(z) for z in ("Europe/Berlin", "America/St_Johns", "America/Argentina/Buenos_Aires", "UTC")] == [
        "Berlin",
        "St Johns",
        "Buenos Aires",
        "UTC",
    ]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (Hours(), "24 h, all days"),
        (OFFICE, "08–18, Mon–Fri"),
        (Hours(days=("sun", "sat"), start="07:30", end="22:00"), "07:30–22, Sat, Sun"),
        (Hours(days=("mon", "wed", "fri"), start="00:00", end="12:30"), "00–12:30, Mon, Wed, Fri"),
        (Hours(days=("mon", "mon")), "24 h, Mon"),
        (NIGHT, "22–06, all days"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_hours_in_words(hours: Hours, words: str) -> None:
    """Short enough for a cell of the matrix."""
    assert hours_in_words(hours) == words


STARTS = [
    ("2026-03-02T09:42", "Asia/Kathmandu", "2026-03-02T03:57Z"),
    ("2026-03-02T09:42+01:00", "Asia/Kathmandu", "2026-03-02T08:42Z"),
    ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30Z"),
    ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30Z"),
    ("2026-03-02T09:42:59.5+01:00", "UTC", "2026-03-02T08:42Z"),
    ("2026-03-02T09:42", "Nowhere/At_All", "2026-03-02T08:42Z"),
]


@pytest.mark.parametrize(("written", "zone", "expected"), STARTS, ids=[f"{w} {z}" for w, z, _ in STARTS])
def test_the_start_is_a_minute_of_the_world(written: str, zone: str, expected: str) -> None:
    """Without an offset it is the reader's; a time that a zone skips or repeats means the offset before the change."""
    answers = Answers(given={}, known={}, classified=read_time(written))
    found = moment_of(answers, at("2026-03-02T10:00Z"), zone, "Europe/Berlin")
    assert found.start == at(expected)
    assert found.start.tzinfo is UTC


WRITTEN = {
    "2026-03-02": True,
    "2026-03-02T09:42": True,
    "2026-03-02 09:42": True,
    "2026-03-02T09:42:30.123Z": True,
    "2026-03-02T09:42+0545": True,
    "1969-12-31T23:59": False,
    "2200-12-31T23:59": True,
    "2201-01-01T00:00": False,
    "1969-12-31T18:30Z": True,
    "1969-12-30T18:30Z": False,
    "2201-01-02T00:00+00:00": False,
    "20260302": False,
    "2026-W10-1": False,
    "2026-03-02T24:00": False,
    "2026-03-02T09": False,
    "2026-03-02T09:42:30,5": False,
    "2026-02-29": False,
    "2026-03-02T09:42+24:00": False,
    "２０２６-03-02": False,
    "2026-03-02T09:42\n": False,
    "9" * 400: False,
    "": False,
}


@pytest.mark.parametrize("text", WRITTEN)
def test_only_forms_that_every_python_reads_are_times(text: str) -> None:
    """Newer Pythons read more forms; all platforms must agree."""
    assert (read_time(text) is not None) == WRITTEN[text]


@given(st.datetimes(datetime(1970, 1, 1), datetime(2200, 12, 31)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001  # offsets are drawn
def test_a_time_that_can_be_read_can_be_read_in_utc(local: datetime, offset: int) -> None:
    """Links tell times in UTC; none may become unreadable there."""
    sign = "-" if offset < 0 else "+"
    moment_read = read_time(f"{local:%Y-%m-%dT%H:%M}{sign}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}")
    assert moment_read is not None
    assert read_time(moment_read.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")) == moment_read


@given(st.integers(0, 10**9))
def test_durations_round_trip(minutes: int) -> None:
    """Every duration that can be held is written so that it reads back."""
    assert parse_duration(format_duration(minutes)) == minutes


@given(st.integers(0, 10**9))
def test_percentages_round_trip(hundredths: int) -> None:
    """Every percentage that can be held is written so that it reads back."""
    assert parse_percentage(format_percentage(hundredths)) == hundredths


@given(st.text(max_size=30))
def test_what_is_not_written_as_an_amount_is_none(text: str) -> None:
    """Reading never fails, whatever is written."""
    for read in (parse_duration, parse_percentage, parse_time):
        value = read(text)
        assert value is None or any(c in "0123456789" for c in text)
