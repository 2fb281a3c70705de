"""The timeline of a case: every place follows from the times that were recorded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from escalation_calculator.case import Event
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id, Line
from escalation_playbook.checking import examine
from escalation_playbook.pages.axis import Axis, ticks
from escalation_playbook.pages.figures import promises
from escalation_playbook.pages.known_cases import KnownCase, known_cases
from escalation_playbook.pages.timeline import _ROOM, Timeline, timeline

PLAYBOOK = examine(Path(__file__).parents[1]).playbook
assert PLAYBOOK is not None
RULES = Rules(PLAYBOOK)
KNOWN = next(known for known in known_cases(RULES) if known.case.id == "2025-11-13-salesforce-sync")
START = KNOWN.case.times.opened
BERLIN = ZoneInfo("Europe/Berlin")


def event(minutes: int, *, owner: str = "", told: str = "") -> Event:
    """Something that happened so long after the customer wrote."""
    at = START + timedelta(minutes=minutes)
    return Event(at=at, what=Line("x"), owner=Id(owner) if owner else None, told_customer=Line(told) if told else None)


def with_events(*events: Event, resolved: int | None = 100, contained: int | None = 50) -> KnownCase:
    """The case with other times: classified at once, nothing acknowledged."""

    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else START + timedelta(minutes=minutes)

    times = replace(
        KNOWN.case.times, classified=START, acknowledged=None, contained=at(contained), resolved=at(resolved)
    )
    return replace(KNOWN, case=replace(KNOWN.case, times=times, timeline=events))


def timeline_of(known: KnownCase) -> Timeline | None:
    """The drawing of a case, if there is one."""
    return timeline(RULES, known, promises(RULES, known))


def drawn(*events: Event, resolved: int | None = 100, contained: int | None = 50) -> Timeline:
    """The drawing of such a case."""
    found = timeline_of(with_events(*events, resolved=resolved, contained=contained))
    assert found is not None
    return found


def test_owners_follow_each_other() -> None:
    """Each bar ends where the next begins, and the last one is the present owner's."""
    line = drawn(event(0, owner="support-tier-1"), event(25, owner="engineering-on-call"))
    assert [(span.at, span.width, span.last) for span in line.owners] == [
        ("0.00", "25.00", False),
        ("25.00", "75.00", True),
    ]
    assert [span.name for span in line.owners] == ["Support Tier 1", "Engineering on call"]


def test_a_case_that_names_no_owner_has_the_one_of_now() -> None:
    """From its beginning on."""
    (span,) = drawn(event(0)).owners
    assert (span.name, span.at, span.width) == (PLAYBOOK.roles[KNOWN.case.owner].name, "0.00", "100.00")  # type: ignore[union-attr]


def test_a_promise_is_drawn_and_what_was_used_of_it() -> None:
    """P1 for Enterprise: 15 min, 4 h, 8 h. The last two reach beyond the drawing, which shows a cut."""
    bars = {bar.name: bar for bar in drawn(event(0)).bars}
    assert (bars["Acknowledged"].promised, bars["Acknowledged"].used, bars["Acknowledged"].cut) == ("15.00", "", False)
    assert (bars["Contained"].promised, bars["Contained"].used, bars["Contained"].cut) == ("100.00", "50.00", True)
    assert bars["Resolved"].used == "100.00"


@pytest.mark.parametrize(("last", "end", "later"), [(135, 135, False), (136, 100, True)])
def test_what_came_long_after_is_told_and_not_drawn(last: int, end: int, later: bool) -> None:  # noqa: FBT001
    """A word a week later would press all that mattered into a corner."""
    line = drawn(event(0), event(last, told="Cause"))
    (contained,) = (bar for bar in line.bars if bar.name == "Contained")
    assert (contained.used, line.later) == (f"{50 / end * 100:.2f}", later)
    assert len(line.told) == (0 if later else 1)


def test_what_was_used_is_drawn_though_nobody_wrote_it_down() -> None:
    """The drawing reaches as far as any of the times that it shows, not only to the last entry."""
    known = with_events(event(0), event(20), resolved=None, contained=None)
    times = replace(known.case.times, acknowledged=START + timedelta(minutes=80))
    line = timeline_of(replace(known, case=replace(known.case, times=times)))
    assert line is not None
    assert [(bar.promised, bar.used) for bar in line.bars if bar.name == "Acknowledged"] == [("18.75", "100.00")]


def test_nothing_is_drawn_of_a_case_without_a_timeline() -> None:
    """One that has just been opened."""
    assert timeline_of(with_events()) is None
    assert timeline_of(with_events(event(0), resolved=None, contained=None)) is None


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ([10, 50, 90], ["09:41", "10:21", "11:01"]),
        ([50, 52, 90], ["10:21", "", "11:01"]),
        ([1, 99], ["09:32", "11:10"]),
        ([1, 85, 100], ["09:32", "10:56", "11:11"]),  # it makes way for the last
        ([1, 97, 100], ["09:32", "", "11:11"]),
        ([5, 18, 90], ["09:36", "", "11:01"]),
        ([5, 82, 95], ["09:36", "10:53", "11:06"]),
    ],
)
def test_times_below_rings_never_stand_on_each_other(told: Sequence[int], written: Sequence[str]) -> None:
    """A ring whose time has no room keeps it in the list below; the last always has."""
    line = drawn(event(0), *(event(minutes, told="Update") for minutes in told))
    assert [each.words for each in line.told] == written
    assert (line.told[0].anchor, line.told[-1].anchor) in {("middle", "middle"), ("start", "end"), ("start", "middle")}
    before = {"start": 0.0, "middle": _ROOM / 2, "end": _ROOM}
    begins = [float(each.at) - before[each.anchor] for each in line.told if each.words]
    assert all(after - begin >= _ROOM for begin, after in pairwise([-_ROOM, *begins, 100.0]))


@pytest.mark.parametrize(
    ("start", "length", "words"),
    [
        ("2025-11-13T08:31+00:00", timedelta(hours=5), ["10:00", "11:00", "12:00", "13:00", "14:00"]),
        ("2025-11-13T08:31+00:00", timedelta(minutes=50), ["09:40", "09:50", "10:00", "10:10"]),
        ("2025-11-13T19:00+00:00", timedelta(hours=10), ["22:00", "14 Nov", "02:00", "04:00"]),
        ("2025-11-13T08:31+00:00", timedelta(days=5), ["14 Nov", "15 Nov", "16 Nov", "17 Nov", "18 Nov"]),
        ("2025-10-24T08:00+00:00", timedelta(days=4), ["25 Oct", "26 Oct", "27 Oct", "28 Oct"]),  # an hour twice
        ("2025-01-01T08:00+00:00", timedelta(days=300), ["2 Apr", "2 Jul", "1 Oct"]),
    ],
)
def test_an_axis_says_full_hours_and_days(start: str, length: timedelta, words: Sequence[str]) -> None:
    """As many as have room on a phone, in the zone in which times are told."""
    begin = datetime.fromisoformat(start).astimezone(UTC)
    axis = Axis(start=begin, end=begin + length, zone=BERLIN)
    found = [tick.words for tick in ticks(axis) if tick.words]
    assert found == words
