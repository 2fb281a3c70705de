"""Every shipped message as it goes out, on each channel and in each language, held against `golden/messages/`.

The ticket is the one of README; every word holds its example. After a change that is meant:
`python tests/test_messages.py --write` writes what is filled in now, and shows the differences.
"""

import difflib
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from escalation_calculator.channels import CHANNELS, ChannelName, paragraphs
from escalation_calculator.languages import direction
from escalation_calculator.messages import STAGES, Message, Stage
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer
from escalation_playbook.checking import examine

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "messages"
NOW = datetime.fromisoformat("2025-11-13T09:50+01:00")
TICKET: dict[str, object] = {
    "severity": "critical",
    "impact": "date-at-risk",
    "segment": "enterprise",
    "reputation": "managers",
    "users_affected": 240,
    "sla_left": "17 %",
    "personal_data": "no",
    "another_system": "yes",
    "product_area": "integrations",
    "classified": "2025-11-13T09:42",
}
"""Scored as P1."""

PLAYBOOK = examine(ROOT, cases=False).playbook
assert PLAYBOOK is not None
RULES = Rules(PLAYBOOK)
MESSAGES = {str(message.id): message for message in PLAYBOOK.messages}
OWN = PLAYBOOK.communication.language


def examples(language: str) -> dict[str, str]:
    """What an agent would type, in the language of the customer."""
    found = {}
    for variable in RULES.playbook.variables:
        words = next((words for tag, words in variable.translations.items() if tag == language), None)
        found[str(variable.id)] = str((words and words.example) or variable.example)
    return found


def filled(message: str, language: str, channel: str, typed: dict[str, str], **ticket: object) -> dict:
    """A message as the calculator gives it."""
    said = answer(
        RULES,
        TICKET | ticket,
        now=NOW,
        message=message,
        language=language,
        channel=channel,
        typed=typed,
        address="https://playbook.example.com/calculator/",
    )["message"]
    assert isinstance(said, dict)
    return said


def texts(message: Message) -> Iterator[tuple[str, ChannelName]]:
    """The languages and channels that a message has."""
    return ((tag, name) for tag, texts in message.texts(OWN) for name in CHANNELS if name in texts)


def goes_out(name: str) -> str:
    """All that a message can be, as its file holds it."""
    found = [
        f"=== {CHANNELS[channel].name}, {language}\n\n{filled(name, language, channel, examples(language))['text']}\n"
        for language, channel in texts(MESSAGES[name])
    ]
    return "\n".join(found)


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_as_its_golden_file(name: str) -> None:
    """Every word that a customer gets to read is looked at before it changes."""
    assert goes_out(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_every_golden_file_has_its_message() -> None:
    """A file that no message is held against would prove nothing."""
    assert {path.stem for path in GOLDEN.iterdir()} == MESSAGES.keys()


@pytest.mark.parametrize("name", MESSAGES)
def test_an_example_is_all_that_a_message_waits_for(name: str) -> None:
    """With every word typed nothing is missing or refused; with none, each that must be typed is named."""
    for language, channel in texts(MESSAGES[name]):
        said = filled(name, language, channel, examples(language))
        assert (said["language"], said["channel"], said["missing"]) == (language, channel, [])
        assert [ask["fault"] for ask in said["asks"] if ask["fault"]] == []
        empty = filled(name, language, channel, {})
        assert len(empty["missing"]) == sum(ask["required"] for ask in said["asks"])


@pytest.mark.parametrize(("severity", "segment"), [*product(["critical", "major", "minor"], ["enterprise", "trial"])])
def test_a_message_can_be_sent_at_every_priority(severity: str, segment: str) -> None:
    """No built-in word is missing because the matrix promises less at a lower priority."""
    for name, message in MESSAGES.items():
        if message.stage in ("acknowledge", "standard-route"):
            continue
        for language, channel in texts(message):
            said = filled(
                name, language, channel, examples(language), severity=severity, segment=segment, revenue="over-1"
            )
            assert said["missing"] == [], (name, language, channel)


def test_the_customer_is_never_told_what_is_internal() -> None:
    """Neither points nor contacts inside: a playbook of which this is not true cannot be built."""
    outside = {audience.id for audience in RULES.playbook.communication.audiences if audience.outside == "yes"}
    for name, message in MESSAGES.items():
        if message.audience in outside:
            text = goes_out(name)
            assert "#esc" not in text
            assert "/ 24" not in text
            assert "calculator/#" not in text


def test_tables_and_types_name_the_same() -> None:
    """A channel and a stage have a row each, in the order of their words."""
    assert list(CHANNELS) == list(get_args(ChannelName))
    assert list(STAGES) == list(get_args(Stage))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("zh-Hant-TW", "ltr")],
)
def test_direction(tag: str, expected: str) -> None:
    """By the script in the tag, else by the one that the language usually has."""
    assert direction(tag) == expected


def test_paragraphs() -> None:
    """Empty lines part them; lines within stay."""
    assert paragraphs("a\nb\n\n\nc\n\n \n") == ("a\nb", "c")


def test_a_channel_joins_its_paragraphs() -> None:
    """What is one line on a dashboard stands apart in a mail."""
    assert CHANNELS["dashboard"].join(["a", "b"]) == "a b"
    assert CHANNELS["email"].join(["a", "b"]) == "a\n\nb"


def write() -> None:
    """Write what is filled in now, and show the differences."""
    GOLDEN.mkdir(exist_ok=True)
    for path in GOLDEN.iterdir():
        if path.stem not in MESSAGES:
            path.unlink()
    for name in MESSAGES:
        path, after = GOLDEN / f"{name}.txt", goes_out(name)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(after, encoding="utf-8")
        lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(*lines, "before", path.name))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_messages.py --write")
    write()
