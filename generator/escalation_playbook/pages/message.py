"""A message on its own page: for every channel and language, to be filled in, counted and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.by_hand import by_hand, words_of
from escalation_calculator.channels import CHANNELS
from escalation_calculator.files import MESSAGES
from escalation_calculator.languages import direction
from escalation_calculator.messages import STAGES
from escalation_calculator.strings import t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import MESSAGES_AT, of_message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.communication import Communication
    from escalation_calculator.filling import MessageView
    from escalation_calculator.messages import Message
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id, Language
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.page import PageContext


@dataclass(frozen=True, kw_only=True)
class ChannelText:
    """A message as it is written for one channel in one language."""

    id: str
    """Of the element that holds the text to copy."""
    channel: str
    name: str
    within: str
    """The name within a sentence."""
    view: MessageView
    """The text with nothing filled in, and what it lacks."""


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A message in one language."""

    tag: str
    name: str
    direction: str
    channels: Sequence[ChannelText]


def message_pages(rules: Rules, context: PageContext) -> list[Page]:
    """A page for each message, in the order of the list."""
    return [_page(rules, message, context) for message in in_order(rules)]


def in_order(rules: Rules) -> list[Message]:
    """The messages by stage, and by audience within one."""
    stages = list(STAGES)
    audiences = [audience.id for audience in rules.playbook.communication.audiences]
    return sorted(
        rules.playbook.messages, key=lambda message: (stages.index(message.stage), audiences.index(message.audience))
    )


def first_at(rules: Rules, message: Id) -> list[Badge]:
    """The priorities at which a message is the first one."""
    found = [badge(rules.playbook, t.priority) for t in rules.model.priorities if t.message == message]
    if rules.model.standard_route.message == message:
        found.append(badge(rules.playbook, "standard"))
    return found


def _page(rules: Rules, message: Message, context: PageContext) -> Page:
    spoken = [_spoken(rules, message, language, context) for language, _ in message.texts(_own(rules))]
    return Page(
        address=of_message(message.id),
        title=message.title,
        description=t("Message: {{ title }}.", title=message.title),
        template="message.html.j2",
        source=f"{MESSAGES}{message.id}.yml",
        kind="Messages",
        name=message.id,
        meta={"end": t(STAGES[message.stage])},
        data={
            "parent": MESSAGES_AT,
            "message": message,
            "stage": t(STAGES[message.stage]),
            "audience": audience_name(rules, message.audience),
            "first_at": first_at(rules, message.id),
            "spoken": spoken,
            "channels": [
                (name, t(CHANNELS[name].name))
                for name in CHANNELS
                if any(each.channel == name for language in spoken for each in language.channels)
            ],
            "words": words_of(rules, message),
        },
    )


def audience_name(rules: Rules, audience: Id) -> str:
    """How an audience is called over its messages."""
    return next(each.name for each in rules.playbook.communication.audiences if each.id == audience)


def language_name(communication: Communication, language: Language) -> str:
    """`Deutsch`; of a kind of a language its tag too."""
    name = communication.wording(language).name
    return name if language in communication.languages or "-" not in language else f"{name} ({language})"


def _own(rules: Rules) -> Language:
    return rules.playbook.communication.language


def _spoken(rules: Rules, message: Message, language: Language, context: PageContext) -> Spoken:
    place = "text" if language == _own(rules) else f"text.{language}"
    return Spoken(
        tag=language,
        name=language_name(rules.playbook.communication, language),
        direction=direction(language),
        channels=[
            ChannelText(
                id=f"_{place}.{view.channel}",
                channel=view.channel,
                name=t(CHANNELS[view.channel].name),
                within=t(CHANNELS[view.channel].within),
                view=view,
            )
            for view in by_hand(rules, message, language=language, now=context.now).messages
        ],
    )
