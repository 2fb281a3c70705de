"""Messages: all of them in one list, by stage, audience, channel and language, and the words that they use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.channels import CHANNELS
from escalation_calculator.files import MESSAGES as FOLDER
from escalation_calculator.messages import STAGES
from escalation_calculator.placeholders import BUILT_IN, INTERNAL
from escalation_calculator.strings import english, t
from escalation_playbook.pages.message import audience_name, first_at, in_order, language_name
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import MESSAGES_AT, of_message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalation_calculator.messages import Message, MessageVariable
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A message in the list."""

    id: str
    title: str
    address: str
    use_when: str
    stage: str
    """As data."""
    stage_name: str
    audience: str
    """As data."""
    audience_name: str
    channels: Sequence[str]
    """Those that it has in any language, as data."""
    channel_names: Sequence[str]
    languages: Sequence[str]
    """By tag; the playbook's own is the first."""
    language_names: Sequence[str]
    first_at: Sequence[Badge]
    """The priorities at which it is the first message."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What the list is narrowed by."""

    value: str
    name: str
    count: int
    """The messages that it leaves."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word that an agent or the calculator fills in."""

    id: str
    label: str
    example: str
    about: str
    """What is special about it: its type, that it may stay empty, that it stays inside."""


@dataclass(frozen=True, kw_only=True)
class Avoid:
    """A word to avoid, in a language."""

    tag: str
    word: str
    better: str


def messages(rules: Rules) -> Page:
    """The list of the messages, by stage and audience."""
    playbook = rules.playbook
    found = [_entry(rules, message) for message in in_order(rules)]
    return Page(
        address=MESSAGES_AT,
        title=t("Messages"),
        description=t("What to say at each stage, to the customer and inside."),
        template="messages.html.j2",
        source=FOLDER,
        data={
            "messages": found,
            "stages": _choices((entry.stage, entry.stage_name) for entry in found),
            "audiences": _choices((entry.audience, entry.audience_name) for entry in found),
            "channels": _choices(
                pair for entry in found for pair in zip(entry.channels, entry.channel_names, strict=True)
            ),
            "languages": _choices(
                pair for entry in found for pair in zip(entry.languages, entry.language_names, strict=True)
            ),
            "words": [_word(variable) for variable in playbook.variables],
            "built_in": [
                Word(id=name, label=label, example=example.strip(), about=t("stays inside") if name in INTERNAL else "")
                for name, meaning in BUILT_IN.items()
                for label, _, example in [t(meaning).partition(":")]
            ],
            "avoid": [
                Avoid(tag=tag, word=each.word, better=each.better)
                for tag, words in playbook.communication.avoid.items()
                for each in words
            ],
        },
    )


def _entry(rules: Rules, message: Message) -> Entry:
    communication = rules.playbook.communication
    texts = dict(message.texts(communication.language))
    channels = [name for name in CHANNELS if any(name in each for each in texts.values())]
    return Entry(
        id=message.id,
        title=message.title,
        address=of_message(message.id),
        use_when=message.use_when,
        stage=message.stage,
        stage_name=t(STAGES[message.stage]),
        audience=message.audience,
        audience_name=audience_name(rules, message.audience),
        channels=channels,
        channel_names=[t(CHANNELS[name].name) for name in channels],
        languages=list(texts),
        language_names=[language_name(communication, language) for language in texts],
        first_at=first_at(rules, message.id),
    )


def _choices(pairs: Iterable[tuple[str, str]]) -> list[Choice]:
    """Each value once, in the order in which it comes first."""
    return [Choice(value=value, name=name, count=count) for (value, name), count in Counter(pairs).items()]


_TYPES: Final = {
    "text": english("text"),
    "number": english("number"),
    "time": english("time"),
    "duration": english("duration"),
    "link": english("link"),
    "choice": english("choice"),
}


def _word(variable: MessageVariable) -> Word:
    marks = {
        t(_TYPES[variable.type]): variable.type != "text",
        t("optional"): variable.required == "no",
        t("stays inside"): variable.visibility == "internal",
    }
    labels = {str(choice.id): str(choice.label) for choice in variable.choices}
    return Word(
        id=variable.id,
        label=variable.label,
        example=labels.get(variable.example, variable.example),
        about=", ".join(mark for mark, holds in marks.items() if holds),
    )
