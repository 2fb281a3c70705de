"""What `score` does between the words of the command and the result."""

from __future__ import annotations

import shlex
from textwrap import indent
from typing import TYPE_CHECKING, Any, Final

from escalation_calculator.answers import read_answers
from escalation_calculator.channels import CHANNELS
from escalation_calculator.diagnostics import suggestion
from escalation_calculator.languages import primary
from escalation_calculator.strings import t, tn
from escalation_calculator.variables import read_time
from escalation_calculator.wire import answer
from escalation_calculator.zones import meant, zone_of
from escalation_playbook.answers_file import read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from escalation_calculator.rules import Rules
    from escalation_playbook.report import Located

LARGEST: Final = 1 << 20
"""Bytes; a larger file of answers is refused."""


class AnswersError(Exception):
    """Answers, or what goes with them, cannot be used; the text says why, a sentence a line."""

    def __init__(self, message: str, located: Sequence[Located] = ()) -> None:
        """Keep what has a place in a file apart."""
        super().__init__(message)
        self.located = located


def from_words(words: Sequence[str]) -> dict[str, object]:
    """Answers from words like `severity=critical`.

    Raises:
        AnswersError: a word is no answer, or a name is answered twice.
    """
    written: dict[str, object] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals:
            raise AnswersError(f"“{word}” is no answer. Write “name=value”.")
        if name in written:
            raise AnswersError(f"“{name}” is answered twice.")
        written[name] = value
    return written


def from_file(rules: Rules, name: str, data: bytes) -> dict[str, object]:
    """Answers from the content of the file `name`.

    Raises:
        AnswersError: with everything that is wrong in the file.
    """
    if len(data) > LARGEST:
        raise AnswersError(f"{name}: These answers are larger than {LARGEST >> 20} MiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnswersError(f"{name}: This is no text in UTF-8.") from error
    found = read_file(rules, name, text)
    if found.located:
        raise AnswersError("These answers cannot be used.", found.located)
    return dict(found.written)


def zone(name: str | None) -> str:
    """The name of a zone that there is; empty when none is named.

    Raises:
        AnswersError: there is no such zone.
    """
    if name and zone_of(name) is None:
        from zoneinfo import available_timezones  # noqa: PLC0415 - reads a folder, and only here

        raise AnswersError(f"There is no time zone “{name}”. {meant(name, available_timezones())}")
    return name or ""


def time(written: str | None, option: str) -> datetime | None:
    """The time written after `option`; None for `now`, and when none is written.

    Raises:
        AnswersError: it is not a time.
    """
    if written is None or written == "now":
        return None
    moment = read_time(written)
    if moment is None:
        raise AnswersError(f"“{written}” after {option} is not a time. Write 2026-03-02T09:42, or now.")
    return moment


def message(rules: Rules, name: str) -> str:
    """The id of a message, as asked for; empty for the one that the priority names.

    Raises:
        AnswersError: there is no such message.
    """
    names = [message.id for message in rules.playbook.messages]
    if name and name not in names:
        raise AnswersError(f"There is no message “{name}”. {suggestion(name, names)}")
    return name


def evidence(rules: Rules, words: str) -> list[str]:
    """The ids in a list with commas.

    Raises:
        AnswersError: the playbook asks for no such evidence.
    """
    known = [item.id for item in rules.playbook.evidence.items]
    found = [word.strip() for word in words.split(",") if word.strip()]
    if unknown := [name for name in found if name not in known]:
        raise AnswersError(f"There is no evidence “{unknown[0]}”. {suggestion(unknown[0], known)}".rstrip())
    return found


def channel(name: str) -> str:
    """The channel asked for.

    Raises:
        AnswersError: there is no such channel.
    """
    if name not in CHANNELS:
        raise AnswersError(f"There is no channel “{name}”. {suggestion(name, CHANNELS)}")
    return name


def language(rules: Rules, tag: str) -> str:
    """The language asked for, of those in which the playbook has messages; empty for its own.

    Raises:
        AnswersError: no message is written in it.
    """
    playbook = rules.playbook
    tags = {playbook.communication.language, *(each for message in playbook.messages for each in message.translations)}
    if tag and not {primary(tag)} & {primary(each) for each in tags}:
        raise AnswersError(f"No message is written in “{tag}”. {suggestion(tag, tags)}")
    return tag


def message_text(message: Mapping[str, Any]) -> str:
    """A filled message under its title; it is set in, so that nobody takes it for the answer itself."""
    tag, missing = message["language"], len(message["missing"])
    about = message["channel"] if tag == message["languages"][0] else f"{message['channel']}, {tag}"
    lacks = tn("{{ n }} word missing", "{{ n }} words missing", missing)
    about = f"{about}; {lacks}" if missing else about
    head = t("Message: {{ title }} ({{ about }})", title=message["title"], about=about)
    return f"{head}\n\n{indent(message['text'].rstrip(), '  ')}"


def scored(  # noqa: PLR0913 - everything that a reader's moment consists of
    rules: Rules,
    written: Mapping[str, object],
    now: datetime,
    at: datetime | None,
    *,
    zone: str,
    site: str,
    message: str = "",
    channel: str = "email",
    evidence: Collection[str] = (),
    language: str = "",
) -> dict[str, Any]:
    """The result as the calculator's door gives it.

    Args:
        rules: the playbook's rules.
        written: factor or fact → value as written.
        now: the present; a time without an offset is in `zone`.
        at: when the ticket was classified.
        zone: the reader's time zone; empty for the matrix's.
        site: address of the site, for the link; empty when not known.
        message: id of the message to fill; empty for the one that the priority names.
        channel: the channel to fill it for.
        evidence: ids of the evidence that is there.
        language: the language to fill it in; empty for the playbook's own.

    Raises:
        AnswersError: an answer cannot be used.
    """
    if now.tzinfo is None:
        now = now.replace(tzinfo=zone_of(zone or rules.playbook.matrix.zone))
    if at is not None:
        written = {**written, rules.model.clock_fact: at.isoformat(timespec="minutes")}
    _, problems = read_answers(rules, written)
    if problems:
        raise AnswersError("\n".join(f"{problem.message} {problem.mend}".strip() for problem in problems))
    address = f"{site}calculator/" if site else ""
    return answer(
        rules,
        written,
        now=now,
        zone=zone,
        address=address,
        message=message,
        channel=channel,
        language=language,
        evidence=evidence,
    )


def command(written: Mapping[str, object]) -> str:
    """The command that gives the same result again."""
    return shlex.join(["playbook", "score", *(f"{name}={value}" for name, value in written.items())])
