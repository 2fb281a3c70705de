"""Signals: events of monitoring and support tools that raise an escalation (`playbook/signals.yml`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from .criteria import BoundPriority, Condition, Not, Test
from .scalars import Duration, Id, Line, Prose
from .variables import Variable

FieldType = Literal["number", "duration", "percentage", "text", "yes-no"]


@dataclass(frozen=True, kw_only=True)
class EventField:
    """A value in the event."""

    path: Line
    """Where it stands: keys joined by dots, a number for an entry of a list: `alerts.0.labels.service`."""
    name: Line
    """What it is, as a noun: `Error rate`."""
    type: FieldType
    """What its value is; a value of another type is never guessed at."""
    counted_in: Literal["milliseconds", "seconds", "minutes", "hours", "fraction"] | None = None
    """What a bare number counts: a unit for a duration; `fraction` for a percentage in which 0.05 means 5 %."""


@dataclass(frozen=True, kw_only=True)
class Raises:
    """What a signal sets in motion."""

    roles: tuple[Id, ...]
    """The roles that hear of it at once."""
    criterion: Id | None = None
    """The criterion that it stands for."""
    answers: Mapping[Id, int | str] = field(default_factory=dict)
    """Factor or fact → the answer that follows from it."""
    takes: Mapping[Id, Id] = field(default_factory=dict)
    """Fact → the field of the event that holds its value."""
    floor: BoundPriority | None = None
    """The priority is not below this when it is raised."""


@dataclass(frozen=True, kw_only=True)
class FailSafe:
    """What happens when an event leaves in doubt whether the signal is there: a person is asked."""

    time: Line
    """Where the event says when it was measured: a path like that of a field."""
    stale_after: Duration
    """An event older than this decides nothing, nor does one from as far in the future."""
    ask: Id
    """The role that looks itself when a value is missing, of another type, too old, or too near to a limit to tell."""
    look: Line
    """What that role looks at, in one sentence."""


@dataclass(frozen=True, kw_only=True)
class Signal:
    """An event of a tool that raises an escalation."""

    id: Id
    """Short name in the audit log."""
    title: Line
    """What is the case when it is raised, in a few words."""
    source: Line
    """The tool that sends the event."""
    known_by: Mapping[Line, Line]
    """Path → text: the events in which all of these stand are meant, and no others."""
    fields: Mapping[Id, EventField]
    """The values that the condition asks for, and those that facts take over."""
    when: Condition
    """The condition over the fields."""
    raises: Raises
    """What it sets in motion."""
    fail_safe: FailSafe
    """What happens on doubt."""
    why: Prose
    """Why this raises an escalation without waiting for a customer."""


OTHER: Final = "\0"
"""Stands for every text that a condition does not name; no text can be written so."""


def field_variables(signal: Signal) -> Mapping[str, Variable]:
    """The fields of a signal, as conditions see them: a text is one of those that the condition names, or another."""
    return {str(name): _variable(name, field, signal.when) for name, field in signal.fields.items()}


def _variable(name: Id, field: EventField, when: Condition) -> Variable:
    values: tuple[str, ...] = ()
    if field.type == "yes-no":
        values = ("no", "yes")
    elif field.type == "text":
        values = (*dict.fromkeys(_named(when, name)), OTHER)
    return Variable(
        name=name,
        label=field.name,
        question=field.name,
        type="choice" if field.type == "text" else field.type,
        values=values,
        labels=values,
    )


def _named(condition: Condition, name: str) -> Iterable[str]:
    """The texts that a condition holds a field against."""
    if isinstance(condition, Test):
        if condition.name == name:
            given = (condition.comparison.one_of, *((value,) for value in vars(condition.comparison).values()))
            yield from (value for values in given for value in values if isinstance(value, str))
        return
    for part in (condition.part,) if isinstance(condition, Not) else condition.parts:
        yield from _named(part, name)
