"""A message on its own page: a ticket's facts fill it as far as a link gives them, and the agent types the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .answers import read_answers
from .describe import view_of
from .entered import entered
from .filling import MessageView, labels_of, language_of, message_view, values_of
from .gathering import evidence_of
from .link import fragment, open_link
from .messages import Message, MessageVariable, VariableType
from .moment import moment_of
from .placeholders import BUILT_IN, names
from .rules import Rules
from .scalars import Id, Line
from .score import score
from .strings import t

_TYPES: Final[Mapping[str, VariableType]] = {
    **dict.fromkeys((name for name in BUILT_IN if name.endswith(("_by", "_at"))), "time"),
    "cadence": "duration",
    "link": "link",
}
"""What is typed for a word that the calculator fills in otherwise; any text where nothing stands."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A message in one language, on each of its channels."""

    facts: str
    """What the link says of the ticket: `P1, Critical. 74 points; P1 begins at 70.` Empty without a link."""
    notices: tuple[str, ...]
    """What a reader must be told about the link."""
    messages: tuple[MessageView, ...]
    """One for each channel, in the order in which channels are offered."""


def words_of(rules: Rules, message: Message) -> tuple[MessageVariable, ...]:
    """Every word that a message names, in order: those declared for agents, and those that facts fill in otherwise."""
    declared = {str(variable.id): variable for variable in rules.playbook.variables}
    labels = labels_of(rules)
    used = dict.fromkeys(
        name
        for _, texts in message.texts(rules.playbook.communication.language)
        for text in texts.values()
        for part in (text.subject, text.body)
        for name in names(part or "")
    )
    return tuple(declared.get(name) or _known(rules, name, labels.get(name, name)) for name in used)


def _known(rules: Rules, name: str, label: str) -> MessageVariable:
    kind = rules.variables[name].type if name in rules.variables else ""
    typed: VariableType = "time" if kind == "time" else "duration" if kind == "duration" else _TYPES.get(name, "text")
    example = (t(BUILT_IN[name]) if name in BUILT_IN else "").partition(":")[2].strip()
    return MessageVariable(id=Id(name), label=Line(label), type=typed, example=Line(example))


def by_hand(  # noqa: PLR0913  # a message, a ticket, and the moment in which both are read
    rules: Rules,
    message: Message,
    *,
    link: str = "",
    language: str = "",
    typed: Mapping[str, str] | None = None,
    now: datetime,
    zone: str = "",
    address: str = "",
) -> Sheet:
    """Fill a message for every channel.

    Args:
        rules: The playbook's rules.
        message: The message.
        link: A fragment with the facts of a ticket, as the calculator writes it; without one, all is typed.
        language: The language to fill it in, by its tag; the playbook's own when empty, or when the message lacks it.
        typed: What the agent typed, by word. It goes before what the facts give.
        now: The reader's present, with its offset.
        zone: The reader's time zone; the matrix's when empty or unknown.
        address: The calculator's address, to which the link's fragment is added.
    """
    opened = open_link(rules.model, link)
    answers, _ = read_answers(rules, opened.answers)
    at = moment_of(answers, now, zone, rules.playbook.matrix.zone)
    spoken = language_of(rules, message, language)
    known: dict[str, str] = {}
    facts = ""
    if answers.given:
        result = score(rules, answers)
        view = view_of(rules, answers, result, at)
        facts = view.spoken
        part = fragment(rules, answers, at.start if at.given else None, opened.issue)
        known = values_of(rules, answers, result, view, at, link=f"{address}#{part}", language=spoken)
        known["evidence"] = evidence_of(rules, answers, ()).text
    words = [word for word in words_of(rules, message) if not known.get(word.id)]
    wording, told_in = rules.playbook.communication.wording(spoken), rules.playbook.matrix.zone
    said = {
        str(word.id): entered(word, text, language=spoken, wording=wording, at=at, zone=told_in)
        for word in words
        if (text := (typed or {}).get(word.id))
    }
    values = known | {name: each.text for name, each in said.items()}
    views = [
        message_view(
            rules, message, language=spoken, channel=name, values=values, typed=typed or {}, said=said, asked=words
        )
        for name in dict(message.texts(rules.playbook.communication.language))[spoken]
    ]
    return Sheet(
        facts=facts,
        notices=opened.notices if link else (),
        messages=tuple(sorted(views, key=lambda each: each.channels.index(each.channel))),
    )
