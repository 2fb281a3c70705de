"""Messages: what to say at each stage, with the words that are still to be filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import MESSAGES as FOLDER
from escalation_calculator.filling import labels_of
from escalation_calculator.placeholders import fill, names, plain
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page, edit_address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.messages import ChannelName, Message, Text
    from escalation_calculator.placeholders import Piece
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.page import PageContext

STAGES: Final = {
    "acknowledge": "Acknowledge",
    "escalated": "Escalated",
    "update": "Update",
    "resolved": "Resolved",
    "standard-route": "Standard route",
    "hand-off": "Hand-off",
}
"""The stages in their order, with their names."""

CHANNELS: Final[Mapping[ChannelName, str]] = {"email": "E-mail", "chat": "Chat"}
_AUDIENCES: Final = {"customer": "To the customer", "internal": "Inside"}


@dataclass(frozen=True, kw_only=True)
class ChannelText:
    """A message as it is written for one channel."""

    id: str
    """Of the element that holds the text to copy."""
    name: str
    subject: Sequence[Piece]
    paragraphs: Sequence[Sequence[Piece]]
    text: str
    """All of it as it is copied; what is to be filled in stands in square brackets."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A message on its page."""

    id: str
    title: str
    audience: str
    use_when: str
    first_at: Sequence[Badge]
    """The priorities at which it is the first message."""
    channels: Sequence[ChannelText]
    asks: Sequence[str]
    """The words that an agent fills in, by label."""
    source: str
    edit: str
    """Where its file is edited; empty without a repository."""


def messages(rules: Rules, context: PageContext) -> Page:
    """The page of the messages."""
    playbook = rules.playbook
    entries = {m.id: _entry(rules, m, context) for m in playbook.messages}
    stages = [(s, n, [entries[m.id] for m in playbook.messages if m.stage == s]) for s, n in STAGES.items()]
    return Page(
        address="messages/",
        title="Messages",
        description="What to say at each stage, to the customer and inside.",
        template="messages.html.j2",
        source=FOLDER,
        kind="Messages",
        data={"stages": [stage for stage in stages if stage[2]], "variables": playbook.variables},
    )


def _entry(rules: Rules, message: Message, context: PageContext) -> Entry:
    labels = labels_of(rules)
    first: list[Badge] = [badge(rules.playbook, t.priority) for t in rules.model.priorities if t.message == message.id]
    if rules.model.standard_route.message == message.id:
        first.append(badge(rules.playbook, "standard"))
    used = {
        name for text in message.channels.values() for part in (text.subject, text.body) for name in names(part or "")
    }
    source = f"{FOLDER}{message.id}.yml"
    return Entry(
        id=message.id,
        title=message.title,
        audience=_AUDIENCES[message.audience],
        use_when=message.use_when,
        first_at=first,
        channels=[
            _channel(f"_{message.id}.{channel}", CHANNELS[channel], message.channels[channel], labels)
            for channel in CHANNELS
            if channel in message.channels
        ],
        asks=[variable.label for variable in rules.playbook.variables if variable.id in used],
        source=source,
        edit=edit_address(source, context),
    )


def _channel(place: str, name: str, text: Text, labels: Mapping[str, str]) -> ChannelText:
    whole = f"{text.subject}\n\n{text.body}" if text.subject else text.body
    return ChannelText(
        id=place,
        name=name,
        subject=fill(text.subject, {}, labels) if text.subject else (),
        paragraphs=[fill(each.strip("\n"), {}, labels) for each in text.body.split("\n\n") if each.strip()],
        text=plain(fill(whole.strip(), {}, labels)),
    )
