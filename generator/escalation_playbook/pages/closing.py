"""What the customer of a solved case is told: the messages of its end, filled from what the case records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from escalation_calculator.channels import CHANNELS
from escalation_calculator.filling import answer_in, filled, labels_of
from escalation_calculator.languages import direction, lasted_in
from escalation_calculator.placeholders import names
from escalation_calculator.strings import t
from escalation_playbook import prose
from escalation_playbook.pages.known_cases import CLOSED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from escalation_calculator.filling import Filled
    from escalation_calculator.messages import Message
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase

_MINUTE: Final = timedelta(minutes=1)
_STAGES: Final = ("resolved", "follow-up")
_MARKED: Final = re.compile(r"[^\w\s.,:;()%'’“”?–-]")
"""What may mean something in Markdown; most texts have nothing of it, and are taken as they are."""


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


@dataclass(frozen=True, kw_only=True)
class Ending:
    """A message of the end, before it is filled: the same for all cases."""

    message: Message
    names: Sequence[str]
    """What is filled in."""
    labels: Mapping[str, str]
    may_miss: Sequence[str]
    """What may stay empty: its line is then left out."""


def endings(rules: Rules) -> list[Ending]:
    """The messages to the customer from the solution on, in the playbook's own language."""
    labels = labels_of(rules)
    may_miss = {str(variable.id) for variable in rules.playbook.variables if variable.required == "no"}
    found = []
    for message in closing_messages(rules.playbook):
        templates = [part or "" for text in message.channels.values() for part in (text.subject, text.body)]
        named = list(dict.fromkeys(name for template in templates for name in names(template)))
        optional = [name for name in named if name in may_miss]
        found.append(Ending(message=message, names=named, labels=labels, may_miss=optional))
    return found


def closing(rules: Rules, known: KnownCase, messages: Sequence[Ending]) -> list[Closing]:
    """The messages filled from a case; none before it is solved."""
    if known.case.state not in CLOSED or not messages:
        return []
    values = _values(rules, known, {name for ending in messages for name in ending.names})
    return [_closing(rules, ending, values) for ending in messages]


def closing_messages(playbook: Playbook) -> list[Message]:
    """The messages to the customer of a solved case, in the order in which they are sent."""
    found = [m for m in playbook.messages if m.audience == "customer" and m.stage in _STAGES]
    return sorted(found, key=lambda message: _STAGES.index(message.stage))


def _closing(rules: Rules, ending: Ending, values: Mapping[str, str]) -> Closing:
    language, message = rules.playbook.communication.language, ending.message
    spared = [name for name in ending.may_miss if not values.get(name)]
    lacking = [ending.labels[name] for name in ending.names if not values.get(name) and name not in spared]
    return Closing(
        id=message.id,
        title=message.title,
        texts=[
            ClosingText(
                id=f"_{message.id}.{name}",
                within=t(CHANNELS[name].within),
                filled=filled(message.channels[name], name, values, ending.labels, spared),
            )
            for name in CHANNELS
            if name in message.channels
        ],
        missing="; ".join(lacking),
        language=language,
        direction=direction(language),
    )


def _values(rules: Rules, known: KnownCase, asked: Collection[str]) -> Mapping[str, str]:
    """What stands in place of a placeholder: the answers, and the words that a case has under the same name."""
    case, given = known.case, known.answers.given
    communication = rules.playbook.communication
    took = (case.times.resolved - case.times.opened) // _MINUTE if case.times.resolved else None
    said = {name: answer_in(rules, communication.language, name, given[name]) for name in asked if name in given}
    said |= {
        "ticket": case.ticket or "",
        "issue": case.title,
        "cause": _within(case.causes.root if case.causes else ""),
        "mitigation": _within(case.mitigation or ""),
        "prevention": _within(case.prevention or ""),
        "lasted": "" if took is None else lasted_in(communication.wording(communication.language), max(took, 0)),
        "priority": case.scoring.final,
        "priority_name": rules.playbook.priority_name(case.scoring.final),
        "owner": rules.playbook.roles[case.owner].name,
    }
    return said


def _within(text: str) -> str:
    """A text within a sentence, which brings its own full stop."""
    words = prose.render(text).striptags() if _MARKED.search(text) else " ".join(text.split())
    return words.removesuffix(".")
