"""Checks of each text of a message: the words that belong into it, no others, and not too many."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from escalation_calculator.channels import CHANNELS, ChannelName
from escalation_calculator.communication import Audience, Communication
from escalation_calculator.diagnostics import Path, closest, suggestion
from escalation_calculator.files import COMMUNICATION, VARIABLES
from escalation_calculator.messages import STAGES, Stage
from escalation_calculator.placeholders import malformed, names, single, without
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Language


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is known of the words that a text may hold."""

    known: Collection[str] | None
    """Every name that a placeholder may have; None when that is not known."""
    internal: Collection[str]
    """Those that nobody outside may read."""
    own: Collection[str]
    """Those that are filled in with the playbook's own words, whatever the language of the message."""
    optional: Collection[str]
    """Those without which a message can be sent."""

    def knows(self, name: str) -> bool:
        """Whether something fills a placeholder in, or that cannot be told."""
        return self.known is None or name in self.known


@dataclass(frozen=True, kw_only=True)
class Part:
    """A subject or a body."""

    template: str
    path: Path
    part: Literal["subject", "body"]
    channel: ChannelName
    language: Language
    stage: Stage
    audience: Audience | None
    """None when there is none of that name."""


def check_text(part: Part, words: Words, communication: Communication, reading: Reading) -> None:
    """Report what is wrong in one subject or body."""
    _placeholders(part, words, reading)
    if part.audience is not None and part.audience.outside == "yes":
        _internal(part, words, reading)
    if part.part == "subject":
        _subject(part, words, reading)
    else:
        _parts(part, words, reading)
        _length(part, communication, reading)
    _avoided(part, communication, reading)


def _placeholders(part: Part, words: Words, reading: Reading) -> None:
    if braces := malformed(part.template):
        reading.report(
            "bad-placeholder",
            part.path,
            f"“{braces}” here does not belong to a placeholder.",
            "Write placeholders like “{{ name }}”, and nothing else in double braces.",
        )
    for name in filter(words.knows, single(part.template)):
        mend = f"Write “{{{{ {name} }}}}”."
        reading.report("bad-placeholder", part.path, f"“{{{name}}}” is sent as it stands here.", mend)
    for name in dict.fromkeys(names(part.template)):
        if not words.knows(name):
            mend = suggestion(name, words.known or ())
            reading.report(
                "unknown-placeholder",
                part.path,
                f"Nothing fills in “{name}”.",
                mend if mend.startswith("Did") else f"Declare it in {VARIABLES}.",
            )
        if name in words.own and part.path[0] == "translations":
            message = f"“{name}” is filled in with words of the playbook's own language."
            reading.warn("untranslated", part.path, message, "Say it in other words here.")


def _internal(part: Part, words: Words, reading: Reading) -> None:
    for name in dict.fromkeys(names(part.template)):
        if name in words.internal:
            reading.report(
                "internal-word",
                part.path,
                f"“{name}” is internal, and this message goes outside.",
                "Take it out, or say here what they may know.",
            )


def _subject(part: Part, words: Words, reading: Reading) -> None:
    if "\n" in part.template:
        reading.report("several-lines", part.path, "This subject stands on several lines.", "Write it on one line.")
    for name in dict.fromkeys(names(part.template)):
        if name in words.optional:
            message = f"“{name}” may stay empty, and a subject may not."
            reading.report("optional-word", part.path, message, "Leave it out, or let it be required.")


def _parts(part: Part, words: Words, reading: Reading) -> None:
    """The words that the audience must find at this stage."""
    found = set(names(part.template))
    unknown = [name for name in found if not words.knows(name)]
    for name in part.audience.stages.get(part.stage, ()) if part.audience is not None else ():
        # what is misspelt, here or there, is told already
        if words.knows(name) and name not in found and not closest(name, unknown, 0.6):
            reading.report(
                "missing-part",
                part.path,
                f"This text lacks “{name}”, which each message of the stage “{STAGES[part.stage]}” must say.",
                f"Write “{{{{ {name} }}}}” where it belongs; {COMMUNICATION} says what must be there.",
            )


def _length(part: Part, communication: Communication, reading: Reading) -> None:
    limit = communication.limits.get(part.channel, CHANNELS[part.channel].limit)
    length = len(without(part.template))
    if length > limit:
        reading.warn(
            "too-long",
            part.path,
            f"This text has {length} characters before anything is filled in; {limit} are the limit for "
            f"{CHANNELS[part.channel].within}.",
            "Shorten it.",
        )


def _avoided(part: Part, communication: Communication, reading: Reading) -> None:
    text = without(part.template)
    for language, avoided in communication.avoid.items():
        for each in avoided if part.language == language or part.language.startswith(f"{language}-") else ():
            written = r"\s+".join(map(re.escape, each.word.split()))
            match = re.search(rf"(?<!\w){written}(?!\w)", text, re.IGNORECASE)
            if match:
                reading.warn("avoided-word", part.path, f"“{match[0]}” is a word to avoid.", f"Better: {each.better}")
