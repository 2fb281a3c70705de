"""What the customer of a solved case is told: the messages of its end, filled from what the case records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.channels import CHANNELS
from escalation_calculator.filling import filled, labels_of
from escalation_calculator.languages import direction
from escalation_calculator.placeholders import names
from escalation_playbook import prose
from escalation_playbook.pages.known_cases import CLOSED, between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.filling import Filled
    from escalation_calculator.messages import Message
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase

_STAGES: Final = ("resolved", "follow-up")


@dataclass(frozen=True, kw_only=True)
class ClosingText:
    """A message in one channel."""

    id: str
    """Of the element that holds the text to copy."""
    within: str
    """The channel's name within a sentence."""
    filled: Filled


@dataclass(frozen=True, kw_only=True)
class Closing:
    """A message of the end of a case."""

    id: str
    title: str
    texts: Sequence[ClosingText]
    """The first is shown, each can be copied."""
    missing: str
    """What the case does not record, as a list of words; empty when all is there."""
    language: str
    direction: str


def closing(rules: Rules, known: KnownCase) -> list[Closing]:
    """The messages to the customer from the solution on, in the playbook's own language; none before it is solved."""
    if known.case.state not in CLOSED:
        return []
    values = _values(rules, known)
    return [_closing(rules, message, values) for message in closing_messages(rules.playbook)]


def closing_messages(playbook: Playbook) -> list[Message]:
    """The messages to the customer of a solved case, in the order in which they are sent."""
    found = [m for m in playbook.messages if m.audience == "customer" and m.stage in _STAGES]
    return sorted(found, key=lambda message: _STAGES.index(message.stage))


def _closing(rules: Rules, message: Message, values: Mapping[str, str]) -> Closing:
    language = rules.playbook.communication.language
    labels = labels_of(rules)
    spared = [str(v.id) for v in rules.playbook.variables if v.required == "no" and not values.get(v.id)]
    texts = [
        ClosingText(
            id=f"_{message.id}.{name}",
            within=CHANNELS[name].within,
            filled=filled(message.channels[name], name, values, labels, spared),
        )
        for name in CHANNELS
        if name in message.channels
    ]
    used = [
        name for text in message.channels.values() for part in (text.subject, text.body) for name in names(part or "")
    ]
    lacking = dict.fromkeys(labels[name] for name in used if not values.get(name) and name not in spared)
    return Closing(
        id=message.id,
        title=message.title,
        texts=texts,
        missing="; ".join(lacking),
        language=language,
        direction=direction(language),
    )


def _values(rules: Rules, known: KnownCase) -> Mapping[str, str]:
    """What stands in place of a placeholder: the answers, and the words that a case has under the same name."""
    case = known.case
    said = {name: rules.variables[name].format(number) for name, number in known.answers.given.items()}
    said |= {
        "ticket": case.ticket or "",
        "issue": case.title,
        "cause": _within(case.causes.root if case.causes else ""),
        "mitigation": _within(case.mitigation or ""),
        "prevention": _within(case.prevention or ""),
        "lasted": between(case.times.opened, case.times.resolved) if case.times.resolved else "",
        "priority": case.scoring.final,
        "priority_name": rules.playbook.priority_name(case.scoring.final),
        "owner": rules.playbook.roles[case.owner].name,
    }
    return said


def _within(text: str) -> str:
    """A text within a sentence, which brings its own full stop."""
    return prose.render(text).striptags().removesuffix(".")
