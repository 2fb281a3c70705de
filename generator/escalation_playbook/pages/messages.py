"""Messages: what to say to whom at each stage, with the words that are still to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.channels import CHANNELS
from escalation_calculator.files import MESSAGES as FOLDER
from escalation_calculator.filling import filled, labels_of
from escalation_calculator.languages import direction
from escalation_calculator.messages import STAGES
from escalation_calculator.placeholders import BUILT_IN, INTERNAL, names
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page, edit_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from escalation_calculator.channels import ChannelName
    from escalation_calculator.communication import Audience, Communication
    from escalation_calculator.messages import Message, MessageVariable, Text
    from escalation_calculator.placeholders import Piece
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Language
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.page import PageContext


@dataclass(frozen=True, kw_only=True)
class ChannelText:
    """A message as it is written for one channel in one language."""

    id: str
    """Of the element that holds the text to copy."""
    name: str
    within: str
    """The name within a sentence."""
    subject: Sequence[Piece]
    paragraphs: Sequence[Sequence[Piece]]
    text: str
    """All of it as it is copied; what is to be filled in stands in square brackets."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A message in one language."""

    tag: str
    name: str
    direction: str
    channels: Sequence[ChannelText]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A message on its page."""

    id: str
    title: str
    stage: str
    use_when: str
    first_at: Sequence[Badge]
    """The priorities at which it is the first message."""
    own: Spoken
    """In the playbook's own language."""
    others: Sequence[Spoken]
    asks: Sequence[str]
    """The words that an agent fills in, by label."""
    source: str
    edit: str
    """Where its file is edited; empty without a repository."""


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


def messages(rules: Rules, context: PageContext) -> Page:
    """The page of the messages, by audience and stage."""
    playbook = rules.playbook
    communication = playbook.communication
    stages = list(STAGES)
    ordered = sorted(playbook.messages, key=lambda message: stages.index(message.stage))
    found = [
        (audience, [_entry(rules, message, context) for message in ordered if message.audience == audience.id])
        for audience in communication.audiences
    ]
    return Page(
        address="messages/",
        title="Messages",
        description="What to say at each stage, to the customer and inside.",
        template="messages.html.j2",
        source=FOLDER,
        data={
            "audiences": [(_anchor(audience), audience.name, entries) for audience, entries in found if entries],
            "overview": [
                (name, [[entry for entry in entries if entry.stage == name] for _, entries in found if entries])
                for stage, name in STAGES.items()
                if any(message.stage == stage for message in ordered)
            ],
            "words": [_word(variable) for variable in playbook.variables],
            "built_in": [
                Word(id=name, label=label, example=example.strip(), about="stays inside" if name in INTERNAL else "")
                for name, meaning in BUILT_IN.items()
                for label, _, example in [meaning.partition(":")]
            ],
            "avoid": [
                Avoid(tag=tag, word=each.word, better=each.better)
                for tag, words in communication.avoid.items()
                for each in words
            ],
        },
    )


def _word(variable: MessageVariable) -> Word:
    marks = {
        variable.type: variable.type != "text",
        "optional": variable.required == "no",
        "stays inside": variable.visibility == "internal",
    }
    labels = {str(choice.id): str(choice.label) for choice in variable.choices}
    return Word(
        id=variable.id,
        label=variable.label,
        example=labels.get(variable.example, variable.example),
        about=", ".join(mark for mark, holds in marks.items() if holds),
    )


def _anchor(audience: Audience) -> str:
    """Of its section; a message may have the name of an audience."""
    return f"_{audience.id}"


def _entry(rules: Rules, message: Message, context: PageContext) -> Entry:
    first: list[Badge] = [badge(rules.playbook, t.priority) for t in rules.model.priorities if t.message == message.id]
    if rules.model.standard_route.message == message.id:
        first.append(badge(rules.playbook, "standard"))
    own, *others = _spoken(rules, message)
    used = {
        name for text in message.channels.values() for part in (text.subject, text.body) for name in names(part or "")
    }
    source = f"{FOLDER}{message.id}.yml"
    return Entry(
        id=message.id,
        title=message.title,
        stage=STAGES[message.stage],
        use_when=message.use_when,
        first_at=first,
        own=own,
        others=others,
        asks=[variable.label for variable in rules.playbook.variables if variable.id in used],
        source=source,
        edit=edit_address(source, context),
    )


def _spoken(rules: Rules, message: Message) -> Iterator[Spoken]:
    communication = rules.playbook.communication
    for language, texts in message.texts(communication.language):
        labels = labels_of(rules, language)
        place = f"_{message.id}" + ("" if language == communication.language else f".{language}")
        yield Spoken(
            tag=language,
            name=language_name(communication, language),
            direction=direction(language),
            channels=[_channel(f"{place}.{name}", name, texts[name], labels) for name in CHANNELS if name in texts],
        )


def language_name(communication: Communication, language: Language) -> str:
    """`Deutsch`; of a kind of a language its tag too."""
    name = communication.wording(language).name
    return name if language in communication.languages or "-" not in language else f"{name} ({language})"


def _channel(place: str, name: ChannelName, text: Text, labels: Mapping[str, str]) -> ChannelText:
    done = filled(text, name, {}, labels)
    return ChannelText(
        id=place,
        name=CHANNELS[name].name,
        within=CHANNELS[name].within,
        subject=done.subject,
        paragraphs=done.paragraphs,
        text=done.text,
    )
