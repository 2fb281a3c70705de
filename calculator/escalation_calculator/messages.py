"""Messages: what is said to the customer and inside, by stage and channel (`playbook/messages/`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .scalars import Id, Line, Prose, Template

Stage = Literal["acknowledge", "escalated", "update", "resolved", "standard-route", "hand-off"]
Audience = Literal["customer", "internal"]
ChannelName = Literal["email", "chat"]


@dataclass(frozen=True, kw_only=True)
class MessageVariable:
    """A word that an agent fills in, declared once for all messages (`playbook/variables.yml`)."""

    id: Id
    """The name in placeholders: `{{ issue }}`."""
    label: Line
    """What is asked for, as a noun."""
    example: Line
    """A value as it would be written, which fits into the sentences that use it."""


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
    audience: Audience
    """Who reads it."""
    use_when: Prose
    """When to send it, and when another one."""
    channels: Mapping[ChannelName, Text]
    """The text for each channel."""
