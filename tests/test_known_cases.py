"""When the customer of an open case hears next, and how long things took."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from escalation_calculator.case import Event
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Duration, Line
from escalation_playbook.checking import examine
from escalation_playbook.pages.known_cases import KnownCase, between, known_cases, next_update

START = datetime.fromisoformat("2026-02-27T10:10+01:00")


def known() -> KnownCase:
    """The open case of the small playbook, promised an update after 4 h and then every 2 h."""
    playbook = examine(Path(__file__).parent / "golden" / "small").playbook
    assert playbook is not None
    found = next(known for known in known_cases(Rules(playbook)) if known.case.state == "open")
    assert found.case.times.classified == START
    return replace(found, commitment=replace(found.commitment, first_update=Duration(240), cadence=Duration(120)))


KNOWN = known()


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ([], 240),  # nobody was told: the first update
        ([10], 360),  # an early word is the first update
        ([240], 360),  # in the last minute
        ([241], 480),  # too late for the first, so it is the second
        ([10, 359], 480),
        ([10, 360], 480),
        ([10, 361], 600),
        ([361, 10], 600),  # the order in the file plays no part
        ([-30], 240),  # before the priority was set nothing was promised
    ],
)
def test_the_next_update_follows_the_last_word(told: list[int], due: int) -> None:
    """Minutes from the time classified; each word keeps the update that was due next."""
    timeline = tuple(
        Event(at=START + timedelta(minutes=minutes), what=Line("x"), told_customer=Line("y")) for minutes in told
    )
    case = replace(KNOWN, case=replace(KNOWN.case, timeline=timeline))
    assert next_update(case) == START + timedelta(minutes=due)


def test_no_further_update_is_due_where_none_is_promised() -> None:
    """The first one is always promised."""
    once = replace(KNOWN, commitment=replace(KNOWN.commitment, cadence=None))
    assert next_update(once) is None
    assert next_update(replace(once, case=replace(once.case, timeline=()))) == START + timedelta(minutes=240)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59, "59 min"), (238, "3 h 58 min"), (1440, "1 day"), (2879, "47 h 59 min"), (2880, "2 days")],
)
def test_how_long_it_took(minutes: int, words: str) -> None:
    """To the minute while minutes count."""
    assert between(START, START + timedelta(minutes=minutes)) == words
    assert between(START, START + timedelta(days=7, hours=5, minutes=59)) == "7 days 5 h"
