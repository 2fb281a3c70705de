"""Business hours: what is due when in them, over nights, weekends, days off, years and the change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator.business import Business, business_of, later, onward, open_time
from escalation_calculator.clock import dues, promise_words
from escalation_calculator.matrix import BusinessHours, Commitment, DayOff, Matrix
from escalation_calculator.scalars import parse_duration

at = datetime.fromisoformat
BERLIN = ZoneInfo("Europe/Berlin")
OFF = ("2026-12-25", "2026-12-26", "2027-01-01", "2026-05-01")


def business(start: str = "08:00", end: str = "18:00", zone: str = "Europe/Berlin", **more: tuple) -> Business:
    """Monday to Friday, 8 to 18 in Berlin, closed on a few days."""
    off = tuple(DayOff(day=date.fromisoformat(day), name="Off") for day in OFF)
    hours = BusinessHours(start=start, end=end, **more)
    found = business_of(Matrix(zone=zone, business_hours=hours, days_off=off, levels=(), roles=(), commitments={}))
    assert found is not None
    return found


OFFICE = business()

LATER = [
    # start, how long, due
    ("2026-03-02T09:42+01:00", "4 h", "2026-03-02T13:42+01:00"),  # within a day
    ("2026-03-02T09:42:30+01:00", "4 h", "2026-03-02T13:42:30+01:00"),
    ("2026-03-02T16:00+01:00", "2 h", "2026-03-02T18:00+01:00"),  # up to the last minute
    ("2026-03-02T16:00+01:00", "2 h 1 min", "2026-03-03T08:01+01:00"),
    ("2026-03-02T06:00+01:00", "1 h", "2026-03-02T09:00+01:00"),  # before they begin
    ("2026-03-02T18:00+01:00", "1 h", "2026-03-03T09:00+01:00"),  # when they end
    ("2026-03-02T22:00+01:00", "1 h", "2026-03-03T09:00+01:00"),  # at night
    ("2026-03-02T22:00+01:00", "0 min", "2026-03-03T08:00+01:00"),
    ("2026-03-06T17:30+01:00", "1 h", "2026-03-09T08:30+01:00"),  # Friday evening
    ("2026-03-06T17:30+01:00", "4 h", "2026-03-09T11:30+01:00"),
    ("2026-03-07T12:00+01:00", "4 h", "2026-03-09T12:00+01:00"),  # Saturday
    ("2026-03-08T23:59+01:00", "4 h", "2026-03-09T12:00+01:00"),  # Sunday
    ("2026-03-02T09:42+01:00", "1 day", "2026-03-03T09:42+01:00"),  # a day is a business day
    ("2026-03-06T09:42+01:00", "1 day", "2026-03-09T09:42+01:00"),
    ("2026-03-06T09:42+01:00", "2 days", "2026-03-10T09:42+01:00"),
    ("2026-03-02T09:42+01:00", "5 days", "2026-03-09T09:42+01:00"),
    ("2026-03-02T09:42+01:00", "1 day 9 h", "2026-03-04T08:42+01:00"),
    ("2026-03-07T12:00+01:00", "1 day", "2026-03-09T18:00+01:00"),  # all of Monday
    ("2026-03-02T08:00+01:00", "1 day", "2026-03-02T18:00+01:00"),
    # the clocks go forward on 29 March 2026 and back on 25 October 2026
    ("2026-03-27T17:00+01:00", "2 h", "2026-03-30T09:00+02:00"),
    ("2026-03-27T09:42+01:00", "1 day", "2026-03-30T09:42+02:00"),
    ("2026-03-28T12:00+01:00", "30 min", "2026-03-30T08:30+02:00"),
    ("2026-10-23T17:00+02:00", "2 h", "2026-10-26T09:00+01:00"),
    ("2026-10-23T09:42+02:00", "5 days", "2026-10-30T09:42+01:00"),
    ("2026-10-25T02:30+02:00", "1 h", "2026-10-26T09:00+01:00"),
    # days off and the end of the year: 25 Dec is a Friday, 26 a Saturday, 1 Jan a Friday
    ("2026-12-24T17:00+01:00", "2 h", "2026-12-28T09:00+01:00"),
    ("2026-12-24T09:42+01:00", "1 day", "2026-12-28T09:42+01:00"),
    ("2026-12-25T10:00+01:00", "1 h", "2026-12-28T09:00+01:00"),
    ("2026-12-30T09:42+01:00", "2 days", "2027-01-04T09:42+01:00"),
    ("2026-12-31T17:59+01:00", "2 min", "2027-01-04T08:01+01:00"),
    ("2026-04-30T17:00+02:00", "1 day", "2026-05-04T17:00+02:00"),
    ("2028-02-28T09:00+01:00", "2 days", "2028-03-01T09:00+01:00"),  # a leap year
]


@pytest.mark.parametrize(("start", "long", "due"), LATER, ids=[f"{s} {long}" for s, long, _ in LATER])
def test_what_is_due_in_business_hours(start: str, long: str, due: str) -> None:
    """Only minutes in which it is open count, by the clock on the wall; wherever the start was written."""
    minutes = parse_duration(long)
    assert minutes is not None
    for written in (at(start), at(start).astimezone(UTC), at(start).astimezone(ZoneInfo("Asia/Kathmandu"))):
        found = later(OFFICE, written, minutes)
        assert found.astimezone(BERLIN).isoformat() == at(due).astimezone(BERLIN).isoformat()
        assert found.tzinfo is UTC


ELSEWHERE = [
    # hours, zone, start, how long, due
    (("08:00", "16:00"), "America/New_York", "2026-03-06T21:00Z", "1 h", "2026-03-09T13:00Z"),  # summer time on 8 March
    (("08:00", "16:00"), "America/New_York", "2026-10-30T20:00Z", "1 h", "2026-11-02T14:00Z"),  # and back
    (("09:00", "24:00"), "Europe/Berlin", "2026-03-02T22:30+01:00", "2 h", "2026-03-03T09:30+01:00"),
    (("09:00", "24:00"), "Europe/Berlin", "2026-03-02T22:00+01:00", "2 h", "2026-03-03T00:00+01:00"),
    (("10:00", "18:00"), "Pacific/Chatham", "2026-04-03T04:15Z", "1 h", "2026-04-05T22:15Z"),  # back on 5 April
    (("10:00", "18:00"), "Asia/Kathmandu", "2026-03-02T12:10Z", "10 min", "2026-03-03T04:20Z"),
]


@pytest.mark.parametrize(
    ("hours", "zone", "start", "long", "due"), ELSEWHERE, ids=[f"{r[1]} {r[2]}" for r in ELSEWHERE]
)
def test_hours_are_those_of_their_zone(hours: tuple[str, str], zone: str, start: str, long: str, due: str) -> None:
    """Eight in the morning is eight in the morning there, in summer and in winter."""
    minutes = parse_duration(long)
    assert minutes is not None
    assert later(business(*hours, zone=zone), at(start), minutes) == at(due)


def test_a_week_may_have_any_days() -> None:
    """Sunday to Thursday; and one day alone."""
    gulf = business(days=("sun", "mon", "tue", "wed", "thu"), zone="Asia/Dubai")
    assert later(gulf, at("2026-03-05T17:00+04:00"), 120) == at("2026-03-08T09:00+04:00")
    monday = business(days=("mon",))
    assert later(monday, at("2026-03-02T17:00+01:00"), 120) == at("2026-03-09T09:00+01:00")


ONWARD = [
    # first due, every, now, next
    ("2026-03-02T10:00+01:00", "2 h", "2026-03-02T10:01+01:00", "2026-03-02T12:00+01:00"),
    ("2026-03-02T10:00+01:00", "2 h", "2026-03-02T12:00+01:00", "2026-03-02T12:00+01:00"),
    ("2026-03-02T10:00+01:00", "2 h", "2026-03-02T12:00:01+01:00", "2026-03-02T14:00+01:00"),
    ("2026-03-02T17:00+01:00", "2 h", "2026-03-02T17:30+01:00", "2026-03-03T09:00+01:00"),
    ("2026-03-02T17:00+01:00", "2 h", "2026-03-02T23:00+01:00", "2026-03-03T09:00+01:00"),
    ("2026-03-02T16:00+01:00", "2 h", "2026-03-02T18:00+01:00", "2026-03-02T18:00+01:00"),  # in the last minute
    ("2026-03-02T16:00+01:00", "2 h", "2026-03-02T18:01+01:00", "2026-03-03T10:00+01:00"),  # a minute too late
    ("2026-03-02T16:00+01:00", "2 h", "2026-03-03T08:00+01:00", "2026-03-03T10:00+01:00"),
    ("2026-03-06T18:00+01:00", "2 h", "2026-03-08T12:00+01:00", "2026-03-09T10:00+01:00"),
    ("2026-03-02T10:00+01:00", "1 day", "2026-03-06T11:00+01:00", "2026-03-09T10:00+01:00"),
    ("2026-03-26T10:00+01:00", "2 days", "2026-03-27T12:00+01:00", "2026-03-30T10:00+02:00"),
    ("2026-12-24T10:00+01:00", "1 day", "2026-12-24T11:00+01:00", "2026-12-28T10:00+01:00"),
    ("2026-12-23T10:00+01:00", "2 days", "2026-12-28T09:00+01:00", "2026-12-28T10:00+01:00"),
]


@pytest.mark.parametrize(("due", "every", "now", "following"), ONWARD, ids=[f"{r[1]} {r[2]}" for r in ONWARD])
def test_the_next_update_is_counted_in_business_hours(due: str, every: str, now: str, following: str) -> None:
    """An update that falls on the end of a day is due then, and passed as soon as that is over."""
    minutes = parse_duration(every)
    assert minutes is not None
    assert onward(OFFICE, at(due), minutes, at(now)) == at(following)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)),  # noqa: DTZ001  # moved into a zone below
    st.integers(1, 6000),
    st.integers(1, 4000),
)
def test_onward_is_step_by_step(start: datetime, minutes: int, ahead: int) -> None:
    """What is found at once is what adding one cadence after the other finds."""
    first = later(OFFICE, start.replace(tzinfo=UTC), minutes)
    now = first + timedelta(minutes=ahead)
    step = first
    while step < now:
        step = later(OFFICE, step, minutes)
    assert onward(OFFICE, first, minutes, now) == step


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1)), st.integers(0, 1439), st.integers(0, 1439))  # noqa: DTZ001
def test_pauses_between_do_not_matter(start: datetime, one: int, two: int) -> None:
    """So many minutes and then so many more are both together; and what is due is due while it is open."""
    begin = start.replace(tzinfo=UTC)
    if one + two < 1440:
        assert later(OFFICE, later(OFFICE, begin, one), two) == later(OFFICE, begin, one + two)
    due = later(OFFICE, begin, one).astimezone(BERLIN)
    assert due.weekday() < 5
    assert due.date().isoformat() not in OFF
    assert time(8) <= due.time() <= time(18)


def test_a_link_from_long_ago_is_answered_at_once() -> None:
    """Centuries of cadences are not counted one by one."""
    assert onward(OFFICE, at("1970-01-01T10:00Z"), 1, at("2200-03-03T10:00:30Z")) == at("2200-03-03T10:01Z")


def test_a_commitment_says_how_it_is_counted() -> None:
    """The same times mean others in business hours; around the clock, business hours change nothing."""
    start = at("2026-03-06T17:30+01:00")
    row = {"acknowledge": 60, "first_update": 1440, "cadence": 1440, "resolve": 2880}
    counted = dues(Commitment(hours="business", **row), start, start, OFFICE)
    assert [f"{d.at.astimezone(BERLIN):%a %H:%M}" for d in counted] == ["Mon 08:30", "Mon 17:30", "Tue 17:30"]
    around = dues(Commitment(**row), start, start, OFFICE)
    assert [f"{d.at.astimezone(BERLIN):%a %H:%M}" for d in around] == ["Fri 18:30", "Sat 17:30", "Sun 17:30"]
    late = dues(Commitment(hours="business", **row), start, at("2026-03-10T09:00+01:00"), OFFICE)
    assert f"{late[1].at.astimezone(BERLIN):%a %H:%M}" == "Tue 17:30"


def test_a_day_is_as_long_as_it_is_open() -> None:
    """Hours and minutes stay what they are."""
    assert open_time(OFFICE, 1440) == timedelta(hours=10)
    assert open_time(OFFICE, 2 * 1440 + 61) == timedelta(hours=21, minutes=1)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (30, "30 business minutes"),
        (60, "1 business hour"),
        (480, "8 business hours"),
        (1440, "1 business day"),
        (2880, "2 business days"),
        (10080, "7 business days"),
        (1500, "1 business day and 1 business hour"),
        (0, "0 business hours"),
    ],
)
def test_a_time_in_business_hours_says_so(minutes: int, words: str) -> None:
    """Whoever reads it alone must not take it for another."""
    assert promise_words(minutes, "business") == words
    assert "business" not in promise_words(minutes, "24x7")
