"""Signals: what monitoring and support tools raise by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.conditions import bind_checked
from escalation_calculator.files import SIGNALS
from escalation_calculator.signals import field_variables
from escalation_calculator.spans import span
from escalation_calculator.strings import english, t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.exact import exact, sentence
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_criterion, to_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_calculator.signals import EventField, Signal
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A signal on its page."""

    id: str
    title: str
    source: str
    known_by: str
    """How its events are known: `source: monitoring, alert: error-rate`."""
    when: str
    """The condition in words."""
    exact: str
    """The condition as it stands in the file."""
    fields: Sequence[tuple[str, str, str]]
    """Name, path and type of each value."""
    roles: Sequence[Place]
    criterion: Place | None
    answers: Sequence[tuple[str, str]]
    """Factor or fact, and what it is answered with."""
    floor: Badge | None
    ask: Place
    look: str
    stale_after: str
    why: str


def signals(rules: Rules) -> Page:
    """The page of the signals, in the order of their file."""
    return Page(
        address="signals/",
        title=t("Signals"),
        description=t(
            "What monitoring and support tools raise by themselves, and who looks when they leave it in doubt."
        ),
        template="signals.html.j2",
        source=SIGNALS,
        data={"signals": [_entry(rules, signal) for signal in rules.playbook.signals]},
    )


_TYPES: Final = {
    "number": english("number"),
    "duration": english("duration"),
    "percentage": english("percentage"),
    "yes-no": english("yes-no"),
    "text": english("text"),
}
_UNITS: Final = {
    "milliseconds": english("milliseconds"),
    "seconds": english("seconds"),
    "minutes": english("minutes"),
    "hours": english("hours"),
    "fraction": english("fraction"),
}


def _type(field: EventField) -> str:
    if not field.counted_in:
        return t(_TYPES[field.type])
    return t("{{ type }} in {{ unit }}", type=t(_TYPES[field.type]), unit=t(_UNITS[field.counted_in]))


def _entry(rules: Rules, signal: Signal) -> Entry:
    playbook, raises = rules.playbook, signal.raises
    criteria = {criterion.id: criterion for criterion in playbook.criteria}
    condition = bind_checked(signal.when, field_variables(signal))
    answers = [(rules.variables[name], value) for name, value in raises.answers.items()]
    return Entry(
        id=signal.id,
        title=signal.title,
        source=signal.source,
        known_by=", ".join(f"{path}: {text}" for path, text in signal.known_by.items()),
        when=sentence(condition),
        exact=exact(signal.when),
        fields=[(field.name, field.path, _type(field)) for field in signal.fields.values()]
        + [(t("Measured at"), signal.fail_safe.time, t("time"))],
        roles=[to_role(playbook, role) for role in raises.roles],
        criterion=to_criterion(criteria[raises.criterion]) if raises.criterion else None,
        answers=[
            *((variable.label, variable.format(variable.read(value) or 0)) for variable, value in answers),
            *(
                (rules.variables[fact].label, t("from {{ value }}", value=signal.fields[name].name))
                for fact, name in raises.takes.items()
            ),
        ],
        floor=badge(playbook, raises.floor) if raises.floor else None,
        ask=to_role(playbook, signal.fail_safe.ask),
        look=signal.fail_safe.look,
        stale_after=span(signal.fail_safe.stale_after),
        why=signal.why,
    )
