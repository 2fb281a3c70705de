"""Signalling: what an event raises, what it leaves in doubt and who is asked then, and the line for the audit log."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal, cast

from .conditions import BoundTest, bind_checked, judge
from .diagnostics import shortened
from .events import Doubt, UnreadableError, at_path, read_event, time_of, value_of
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .scalars import Id
from .signals import EventField, Signal, field_variables
from .spans import span
from .strings import t
from .variables import Interval, Variable
from .words import listed, quoted

Outcome = Literal["raised", "doubt", "nothing", "unknown", "unreadable"]
"""Of an event: raised; in doubt, a person is asked; nothing is raised; no signal is about it; it cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What an event says of one signal that it is about."""

    signal: Signal
    outcome: Literal["raised", "doubt", "nothing"]
    because: tuple[str, ...]
    """The tests that decided, or what is doubtful."""
    answers: Mapping[str, object]
    """Factor or fact → value as written; none unless it is raised."""
    left_out: tuple[str, ...] = ()
    """What facts could not take over from the event."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What an event raises."""

    outcome: Outcome
    """In doubt when any of its signals is, whatever the others are."""
    verdicts: tuple[Verdict, ...]
    """Of the signals that it is about, in their order."""
    ask: tuple[Id, ...]
    """The roles that look themselves."""
    why: str
    """Why it cannot be read; empty otherwise."""
    roles: tuple[Id, ...]
    """The roles that hear of it."""
    floor: Priority | None
    """The gravest floor of what is raised."""
    answers: Mapping[str, object]
    """All answers of what is raised; those on which two signals differ are left out."""
    differ: tuple[str, ...]
    """The factors and facts on which they differ."""


def decide(rules: Rules, data: bytes, now: datetime) -> Decision:
    """What the event in `data` raises, seen at `now` (with its offset). Never raises for what an event can hold."""
    signals = rules.playbook.signals
    try:
        event = read_event(data)
    except UnreadableError as error:
        # each signal may be in it
        return _decision("unreadable", (), [signal.fail_safe.ask for signal in signals], str(error))
    verdicts = tuple(_verdict(rules, signal, event, now) for signal in signals if _is_about(signal, event))
    outcomes = {verdict.outcome for verdict in verdicts}
    outcome: Outcome = "unknown"
    for each in ("nothing", "raised", "doubt"):
        if each in outcomes:
            outcome = cast("Outcome", each)
    asked = [verdict.signal.fail_safe.ask for verdict in verdicts if verdict.outcome == "doubt"]
    return _decision(outcome, verdicts, asked, "")


def _decision(outcome: Outcome, verdicts: Sequence[Verdict], ask: Iterable[Id], why: str) -> Decision:
    raised = [verdict for verdict in verdicts if verdict.outcome == "raised"]
    said: dict[str, list[object]] = {}
    for verdict in raised:
        for name, value in verdict.answers.items():
            said.setdefault(name, []).append(value)
    floors: list[Priority] = [floor for verdict in raised if (floor := verdict.signal.raises.floor)]
    return Decision(
        outcome=outcome,
        verdicts=tuple(verdicts),
        ask=tuple(dict.fromkeys(ask)),
        why=why,
        roles=tuple(dict.fromkeys(role for verdict in raised for role in verdict.signal.raises.roles)),
        floor=_gravest(floors),
        answers={name: values[0] for name, values in said.items() if len({str(value) for value in values}) == 1},
        differ=tuple(name for name, values in said.items() if len({str(value) for value in values}) > 1),
    )


def _gravest(floors: Sequence[Priority]) -> Priority | None:
    return PRIORITIES[max(map(rank, floors))] if floors else None


def _is_about(signal: Signal, event: Mapping[str, object]) -> bool:
    return all(at_path(event, path) == text for path, text in signal.known_by.items())


def _verdict(rules: Rules, signal: Signal, event: Mapping[str, object], now: datetime) -> Verdict:
    variables = field_variables(signal)
    values = {name: value_of(event, field, variables[name]) for name, field in signal.fields.items()}
    known = {str(name): value for name, value in values.items() if not isinstance(value, Doubt)}
    condition = bind_checked(signal.when, variables)
    verdict = judge(condition, known)
    if late := _stale(signal, event, now):
        met = t("Its condition is met in this event.") if verdict.status == "met" else ""
        return Verdict(signal=signal, outcome="doubt", because=tuple(filter(None, (late, met))), answers={})
    if verdict.status == "unknown":
        because = tuple(dict.fromkeys(_doubtful(test, values, known) for test in verdict.decided_by))
        return Verdict(signal=signal, outcome="doubt", because=because, answers={})
    seen = (
        t("{{ test }}; it is {{ value }}", test=test.words, value=_seen(test, signal, event, known))
        for test in verdict.decided_by
    )
    because = tuple(dict.fromkeys(seen))
    if verdict.status == "not_met":
        return Verdict(signal=signal, outcome="nothing", because=because, answers={})
    answers: dict[str, object] = {str(name): value for name, value in signal.raises.answers.items()}
    left_out = []
    for fact, name in signal.raises.takes.items():
        taken = _taken(rules.variables[fact], signal.fields[name], values[name], event)
        if isinstance(taken, Doubt):
            left_out.append(f"{rules.variables[fact].label}: {taken.why}")
        else:
            answers[str(fact)] = taken
    return Verdict(signal=signal, outcome="raised", because=because, answers=answers, left_out=tuple(left_out))


def _stale(signal: Signal, event: Mapping[str, object], now: datetime) -> str:
    """Why the event's time decides nothing; empty when it is good."""
    moment, limit = time_of(event, signal.fail_safe.time), signal.fail_safe.stale_after
    if isinstance(moment, Doubt):
        return moment.why
    age = now - moment
    if abs(age) <= timedelta(minutes=limit):
        return ""
    minutes = abs(age) // timedelta(minutes=1)
    said = {"age": span(minutes), "limit": span(limit)}
    if age > timedelta(0):
        return t("The event is {{ age }} old; after {{ limit }} it decides nothing.", **said)
    return t("The event is {{ age }} ahead of the clock; after {{ limit }} it decides nothing.", **said)


def _seen(test: BoundTest, signal: Signal, event: object, known: Mapping[str, Interval]) -> str:
    """The value that decided a test, in words."""
    field = signal.fields[Id(test.variable.name)]
    if field.type == "text":
        return quoted(shortened(str(at_path(event, field.path))))
    return listed([*dict.fromkeys(test.variable.format(number) for number in known[test.variable.name])], "to")


def _doubtful(test: BoundTest, values: Mapping[Id, Interval | Doubt], known: Mapping[str, Interval]) -> str:
    """Why a test cannot be decided."""
    name = Id(test.variable.name)
    value = values[name]
    if isinstance(value, Doubt):
        return value.why
    low, high = (test.variable.format(number) for number in known[str(name)])
    return t(
        "{{ field }} lies between {{ low }} and {{ high }}, which cannot be told from the limit.",
        field=test.variable.label,
        low=low,
        high=high,
    )


def _taken(variable: Variable, field: EventField, value: Interval | Doubt, event: object) -> object | Doubt:
    """What a fact takes over from the event, as it is written."""
    if isinstance(value, Doubt):
        return value
    if field.type == "text":
        word = at_path(event, field.path)
        return (
            word
            if variable.read(word) is not None
            else Doubt(why=t("“{{ field }}” is none of its choices.", field=field.path))
        )
    low, high = value
    return variable.write(low) if low == high else Doubt(why=t("“{{ field }}” is no whole value.", field=field.path))


def priorities(floor: Priority | None, lowest: Priority, highest: Priority) -> tuple[Priority, Priority]:
    """The range of priorities, not below the floor."""
    least = rank(floor) if floor else 0
    return PRIORITIES[max(least, rank(lowest))], PRIORITIES[max(least, rank(highest))]


def audit_line(rules: Rules, decision: Decision, data: bytes, now: datetime) -> str:
    """One line of JSON for the audit log; keys are only ever added to it.

    `event` is a hash over what was read of the event: the whole of it, unless it was refused for its size.
    """
    entry = {
        "at": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "event": f"sha256:{sha256(data).hexdigest()}",
        "outcome": decision.outcome,
        "raised": [verdict.signal.id for verdict in decision.verdicts if verdict.outcome == "raised"],
        "doubt": [verdict.signal.id for verdict in decision.verdicts if verdict.outcome == "doubt"],
        "asked": list(decision.ask),
        "floor": decision.floor,
        "model": rules.model.id,
        "version": rules.model.version,
    }
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
