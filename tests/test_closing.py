"""The messages of the end of a case, filled from what the case records."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from escalation_calculator.filling import answer_in
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Prose
from escalation_playbook.checking import examine
from escalation_playbook.interface import shipped, speaking
from escalation_playbook.pages.closing import Closing, closing, endings
from escalation_playbook.pages.known_cases import known_cases

PLAYBOOK = examine(Path(__file__).parents[1]).playbook
assert PLAYBOOK is not None
RULES = Rules(PLAYBOOK)
ENDINGS = endings(RULES)
KNOWN = next(known for known in known_cases(RULES) if known.case.id == "2025-11-13-salesforce-sync")


def of(**changes: Any) -> dict[str, Closing]:
    """The messages of the case with changes, by id."""
    return {each.id: each for each in closing(RULES, replace(KNOWN, case=replace(KNOWN.case, **changes)), ENDINGS)}


def text(message: Closing, channel: int = 0) -> str:
    """What is copied."""
    return message.texts[channel].filled.text


def test_the_messages_are_those_of_the_end_to_the_customer() -> None:
    """First that it is solved, then whether it holds."""
    assert list(of()) == ["resolved", "follow-up"]
    assert [each.within for each in of()["resolved"].texts] == ["e-mail", "chat"]


@pytest.mark.parametrize("state", ["open", "contained"])
def test_before_it_is_solved_there_are_none(state: str) -> None:
    """The calculator has those."""
    assert of(state=state) == {}


def test_what_a_case_records_stands_in_them() -> None:
    """Under the names of the words: title, ticket, cause, what was done, what prevents it, how long it lasted."""
    case = KNOWN.case
    assert case.causes
    said = text(of()["resolved"])
    assert said.startswith(f"{case.title}: it works again ({case.ticket})")
    for each in (case.causes.root, case.mitigation, case.prevention):
        assert f"{str(each).strip()}\n" in said
    assert "- How long it lasted: 4 h 9 min.\n" in said
    assert of()["resolved"].missing == ""


def test_what_is_not_recorded_is_asked_for() -> None:
    """It stands in brackets, and below the message; lines that may be empty are left out."""
    message = of(ticket=None)["follow-up"]
    assert "[What we have checked since]" in text(message)
    assert message.missing == "Ticket number; What we have checked since"
    assert "survey" not in text(message)


def test_marks_of_markdown_are_no_part_of_a_message() -> None:
    """A customer reads words."""
    said = text(of(mitigation=Prose("We *cleared* the `queue`, see [how](kb/).\n\nThen it ran."))["resolved"])
    assert "- What we did: We cleared the queue, see how. Then it ran.\n" in said


def test_an_answer_and_a_time_are_said_in_the_language_of_the_message() -> None:
    """Whatever that of the interface is."""
    with speaking(shipped()["de"]):
        later = replace(KNOWN.case.times, resolved=KNOWN.case.times.opened + timedelta(days=3, hours=2))
        said = text(of(times=later)["resolved"])
        assert "- How long it lasted: 3 days 2 h.\n" in said
        yes_no = next(str(fact.id) for fact in RULES.model.facts if fact.type == "yes-no")
        german = Rules(replace(PLAYBOOK, strings=replace(PLAYBOOK.strings, language="de")))
        assert [answer_in(german, each, yes_no, 1) for each in ("en", "de")] == ["yes", "ja"]
