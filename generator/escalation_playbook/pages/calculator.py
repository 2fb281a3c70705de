"""The calculator: the form as it stands before any script runs, and the empty frame of the answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from escalation_calculator.answers import read_answers
from escalation_calculator.basis import axes, badge
from escalation_calculator.categorisation import Categorisation
from escalation_calculator.channels import CHANNELS
from escalation_calculator.clock import LABELS
from escalation_calculator.files import MODEL
from escalation_calculator.messages import STAGES
from escalation_calculator.model import PRIORITIES
from escalation_calculator.score import score
from escalation_calculator.strings import english, t
from escalation_playbook.pages.message import language_name
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import of_criterion, of_level, of_role
from escalation_playbook.pages.scale import out_of, ticks
from escalation_playbook.pages.taxonomy import area_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.messages import Message
    from escalation_calculator.model import Fact, Option
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_calculator.view import AxisView


@dataclass(frozen=True, kw_only=True)
class Field:
    """A fact as it is asked in the form."""

    id: str
    name: str
    question: str
    type: str
    hint: str
    """What stands in the empty field."""
    mode: str
    """The keyboard that a phone shows."""
    unit: str
    choices: Sequence[tuple[str, str]]
    """Value and label of each choice."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A factor as it is asked in the form; what it follows is asked in the same row."""

    number: int
    id: str
    name: str
    question: str
    options: Sequence[Option]
    columns: int
    """In how many columns the options stand where they have no room in one row; 0 where they have it."""
    field: Field | None


_ROOM: Final = 45
"""So many characters have room side by side where the form is narrowest beside the panel."""
_MOST: Final = 5
"""So many options have room in one row, if their words are short."""
_HINTS = {
    "duration": english("unknown; like 8 h"),
    "number": english("unknown"),
    "percentage": english("unknown"),
}
_MODES = {"number": "numeric", "percentage": "decimal"}


def calculator(rules: Rules) -> Page:
    """The page of the calculator."""
    model = rules.model
    fields = {fact.id: _field(fact) for fact in model.facts}
    questions = [
        Question(
            number=number,
            id=factor.id,
            name=factor.name,
            question=factor.question,
            options=factor.options,
            columns=_columns(factor.options),
            field=fields.pop(factor.follows, None) if factor.follows else None,
        )
        for number, factor in enumerate(model.factors, start=1)
    ]
    return Page(
        address="calculator/",
        title=t("Calculator"),
        description=t("Answer what you know of a ticket: priority, owner, clock and the message to send."),
        template="calculator.html.j2",
        source=MODEL,
        data={
            "model": model,
            "questions": questions,
            "fields": [field for field in fields.values() if field.type != "yes-no"],
            "switches": [field for field in fields.values() if field.type == "yes-no"],
            "variables": rules.playbook.variables,
            "messages": _messages(rules),
            "channels": [(name, t(channel.within)) for name, channel in CHANNELS.items()],
            "languages": _languages(rules),
            "areas": area_rows(rules),
            "area_fact": rules.model.area_fact or "",
            "words": (rules.playbook.categorisation or Categorisation()).rules,
            "clock_labels": [t(label) for label in LABELS.values()],
            "axes": _axes(rules),
            "places": _places(rules.playbook),
            "ticks": ticks(rules),
            "out_of": out_of(rules),
            "evidence": bool(rules.playbook.evidence.packs),
            "risks": bool(rules.playbook.change_risk.questions),
        },
    )


def _columns(options: Sequence[Option]) -> int:
    """Two for four, three for more; 0 where there are few, and each has room for its longest word."""
    longest = max((len(word) for option in options for word in option.label.split()), default=0)
    if len(options) < 4 or (len(options) <= _MOST and longest * len(options) <= _ROOM):
        return 0
    return 2 if len(options) == 4 else 3


def _places(playbook: Playbook) -> Mapping[str, Mapping[str, str]]:
    """Where the pages stand that an answer leads to, by id."""
    return {
        "criterion": {criterion.id: of_criterion(criterion.id) for criterion in playbook.criteria},
        "level": {level.id: of_level(level.id) for level in playbook.matrix.levels},
        "role": {role.id: of_role(role.id) for role in playbook.matrix.roles},
    }


def _messages(rules: Rules) -> list[tuple[str, list[tuple[Message, str]]]]:
    """The messages to each audience, by stage."""
    stages = list(STAGES)
    ordered = sorted(rules.playbook.messages, key=lambda message: stages.index(message.stage))
    found = [
        (
            str(audience.name),
            [(message, t(STAGES[message.stage])) for message in ordered if message.audience == audience.id],
        )
        for audience in rules.playbook.communication.audiences
    ]
    return [(name, messages) for name, messages in found if messages]


def _languages(rules: Rules) -> list[tuple[str, str]]:
    """The languages in which there are messages, with their names; the playbook's own is the first."""
    communication = rules.playbook.communication
    tags = dict.fromkeys(tag for message in rules.playbook.messages for tag in message.translations)
    return [(tag, language_name(communication, tag)) for tag in (communication.language, *tags)]


def _axes(rules: Rules) -> Sequence[AxisView]:
    """The table's factors with nothing answered, as they stand before a script fills them in; none with points."""
    nothing, _ = read_answers(rules, {})
    ends = tuple(badge(rules, priority) for priority in (PRIORITIES[0], PRIORITIES[-1]))
    return [
        replace(axis, steps=tuple(replace(step, badges=ends) for step in axis.steps))
        for axis in axes(rules, score(rules, nothing))
    ]


def _field(fact: Fact) -> Field:
    return Field(
        id=fact.id,
        name=fact.name,
        question=fact.question,
        type=fact.type,
        hint=t(_HINTS[fact.type]) if fact.type in _HINTS else "",
        mode=_MODES.get(fact.type, "text"),
        unit=fact.unit or ("%" if fact.type == "percentage" else ""),
        choices=tuple((choice.id, choice.label) for choice in fact.choices),
    )
