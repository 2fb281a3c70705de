"""Messages on their own page: filled from a link as far as it goes, and by hand for the rest."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from escalation_calculator import wire
from escalation_calculator.by_hand import Sheet, by_hand, words_of
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer
from escalation_playbook.checking import examine

ROOT = Path(__file__).parents[1]
NOW = datetime.fromisoformat("2026-11-20T09:42+01:00")
TICKET: dict[str, object] = {
    "severity": "critical",
    "impact": "date-at-risk",
    "segment": "enterprise",
    "users_affected": 240,
    "classified": "2026-11-20T09:40+01:00",
}
FOUND = examine(ROOT, cases=False)
assert FOUND.playbook is not None
RULES = Rules(FOUND.playbook)
MESSAGES = {str(message.id): message for message in FOUND.playbook.messages}
LINK = str(answer(RULES, TICKET, now=NOW)["fragment"])


def sheet(message: str, **asked: object) -> Sheet:
    """A shipped message, filled on its page."""
    return by_hand(RULES, MESSAGES[message], now=NOW, address="https://example.com/calculator/", **asked)


@pytest.mark.parametrize("message", MESSAGES)
def test_without_anything_every_word_is_open(message: str) -> None:
    """Nothing is made up for a ticket that nobody knows: no priority, no owner, no time."""
    for view in sheet(message).messages:
        assert not [piece for part in [view.subject, *view.paragraphs] for piece in part if piece.name and piece.filled]
        assert not [ask for ask in view.asks if ask.fault]


@pytest.mark.parametrize("message", MESSAGES)
def test_every_word_can_be_typed(message: str) -> None:
    """Whoever has no link types what the calculator would fill in, and nothing stays open."""
    now = {"text": "x", "time": "2026-11-20T12:00", "duration": "2 h", "number": "3", "link": "https://example.com/"}
    typed = {
        word.id: word.choices[0].id if word.choices else now[word.type] for word in words_of(RULES, MESSAGES[message])
    }
    for view in sheet(message, typed=typed).messages:
        assert view.missing == ()
        assert view.lacks == ""
        assert not [ask.fault for ask in view.asks if ask.fault]


def test_a_time_is_typed_once_and_told_in_each_language() -> None:
    """Also one that the calculator would fill in."""
    for language, said in (("en", "12:00 Berlin time"), ("de", "12:00 Uhr")):
        found = sheet("update", language=language, typed={"next_update_by": "2026-11-20T12:00"}, zone="Europe/Berlin")
        assert all(said in view.text for view in found.messages), language


@pytest.mark.parametrize("message", MESSAGES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_link_fills_what_the_calculator_fills(message: str, language: str) -> None:
    """Word for word as in the answer from which it was opened, on each of its channels."""
    typed = {"ticket": "ESC-1", "issue": "Sync"}
    found = sheet(message, link=LINK, language=language, typed=typed, zone="Europe/Berlin")
    for view in found.messages:
        same = answer(
            RULES,
            TICKET,
            now=NOW,
            zone="Europe/Berlin",
            message=message,
            channel=view.channel,
            language=language,
            typed=typed,
            address="https://example.com/calculator/",
        )["message"]
        assert view.text == same["text"]  # type: ignore[index]


def test_what_the_facts_say_is_not_asked() -> None:
    """The link's ticket has an owner; its number stands in no link."""
    (view, *_) = sheet("called-in", link=LINK).messages
    asked = {ask.name for ask in view.asks}
    assert "ticket" in asked
    assert "owner" not in asked
    assert sheet("called-in", link=LINK).facts.startswith("P2 to P1, High or Critical. ")
    assert sheet("called-in").facts == ""
    assert "owner" in {ask.name for ask in sheet("called-in").messages[0].asks}


def test_a_damaged_link_is_told_and_fills_nothing() -> None:
    """A link of another playbook, and one without answers."""
    assert sheet("delay", link="model=other&version=1").notices
    assert sheet("delay", link="model=saas-support&version=1").facts == ""
    assert sheet("delay", link="").notices == ()


def test_the_length_is_that_of_the_body_and_too_much_is_told_in_words() -> None:
    """Against what `communication.yml` says, with all that is filled in."""
    view = next(each for each in sheet("status").messages if each.channel == "dashboard")
    assert view.length == f"{len(view.text)} of 280 characters"
    assert view.too_long == ""
    view = next(each for each in sheet("status", typed={"known": "x" * 281}).messages if each.channel == "dashboard")
    assert view.too_long == f"{len(view.text) - 280} characters too long for dashboard"


def test_few_missing_words_are_named_and_many_are_counted() -> None:
    """Each of them shows in the text."""
    assert sheet("delay").messages[0].lacks == "7 words missing"
    typed = {"issue": "x", "promised": "x", "delay_reason": "x", "new_time": "2026-11-20T12:00", "next_step": "x"}
    assert sheet("delay", link=LINK, typed=typed).messages[0].lacks == "1 word missing: Ticket number"


@pytest.mark.parametrize("message", [None, "nothing", 7])
def test_the_door_tells_of_a_message_that_is_not_there(message: object) -> None:
    """And fills one that is, in canonical form."""
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": FOUND.files})))["ok"]
    assert (
        json.loads(wire.evaluate(json.dumps({"do": "fill", "message": message})))["errors"][0]["code"] == "no-message"
    )
    request = {"do": "fill", "message": "delay", "variables": {"ticket": "ESC-1", "issue": 7, "nothing": "x"}}
    found = json.loads(wire.evaluate(json.dumps(request)))
    assert found["ok"]
    assert "ESC-1" in found["sheet"]["messages"][0]["text"]
