"""Messages: what is said to whom, by stage, channel and language (`playbook/messages/`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from .channels import ChannelName
from .model import Choice
from .scalars import Id, Language, Line, Prose, Template, YesNo
from .strings import english

Stage = Literal[
    "acknowledge",
    "escalated",
    "update",
    "delay",
    "contained",
    "resolved",
    "follow-up",
    "de-escalated",
    "standard-route",
    "hand-off",
    "shift-hand-over",
    "executive-brief",
]

STAGES: Final[Mapping[Stage, str]] = {
    "acknowledge": english("Acknowledge"),
    "escalated": english("Escalated"),
    "update": english("Update"),
    "delay": english("Delay"),
    "contained": english("Contained"),
    "resolved": english("Resolved"),
    "follow-up": english("Follow-up"),
    "de-escalated": english("De-escalated"),
    "standard-route": english("Standard route"),
    "hand-off": english("Hand-off"),
    "shift-hand-over": english("Shift hand-over"),
    "executive-brief": english("Executive brief"),
}
"""The stages in their order, with their names."""

VariableType = Literal["text", "time", "duration", "number", "choice", "link"]


@dataclass(frozen=True, kw_only=True)
class VariableWords:
    """A variable's words in another language."""

    label: Line
    """What is asked for: it stands in the message until it is filled in."""
    example: Line | None = None
    """A value in this language; that of the playbook's own when left out."""
    choices: Mapping[Id, Line] = field(default_factory=dict)
    """Each choice by its id, as the message says it."""


@dataclass(frozen=True, kw_only=True)
class MessageVariable:
    """A word that an agent fills in, declared once for all messages (`playbook/variables.yml`)."""

    id: Id
    """The name in placeholders: `{{ issue }}`."""
    label: Line
    """What is asked for, as a noun."""
    type: VariableType = "text"
    """What is typed: any text, a moment, a span like `2 h`, a whole number, one of the choices, or an address."""
    example: Line
    """A value as it is typed, which fits into the sentences that use it; for a choice its id."""
    required: YesNo = "yes"
    """Whether a message waits for it. While one that is not required is empty, the lines that name it are left out."""
    visibility: Literal["public", "internal"] = "public"
    """`internal` when nobody outside may read it."""
    choices: tuple[Choice, ...] = ()
    """What can be chosen, for the type `choice`; the label is what the message says."""
    translations: Mapping[Language, VariableWords] = field(default_factory=dict)
    """Its words in other languages."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A message as it is written for one channel."""

    subject: Template | None = None
    """The subject line, for channels that have one."""
    body: Template
    """The text, paragraphs parted by an empty line."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is said at one stage to one audience."""

    id: Id
    """Short name, also its address on the site; the name of the file."""
    title: Line
    """What it is, in a few words."""
    stage: Stage
    """The point in the life of an escalation at which it is sent."""
    audience: Id
    """Who reads it: one of the audiences in `communication.yml`, `customer` or `internal` without that file."""
    use_when: Prose
    """When to send it, and when another one."""
    channels: Mapping[ChannelName, Text]
    """The text for each channel, in the playbook's own language."""
    translations: Mapping[Language, Mapping[ChannelName, Text]] = field(default_factory=dict)
    """The same texts in other languages, by tag: `de`, `pt-BR`."""

    def texts(self, own: Language) -> Iterator[tuple[Language, Mapping[ChannelName, Text]]]:
        """Its languages with their texts; the playbook's own comes first."""
        yield own, self.channels
        yield from self.translations.items()
