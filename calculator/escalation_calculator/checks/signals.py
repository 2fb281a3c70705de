"""Checks of signals: fields that the condition can ask for, and answers, roles and criteria that are there."""

from collections.abc import Mapping
from typing import Final

from escalation_calculator.conditions import bind, judge, tests
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded, Entry
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading
from escalation_calculator.signals import EventField, Signal, field_variables
from escalation_calculator.variables import Interval, Variable, variables

from .names import once, reference, unique_entries


def check_signals(decoded: Decoded) -> None:
    """Report what is wrong in the signals."""
    entries = decoded.all(Signal)
    model, matrix = decoded.one(Model), decoded.one(Matrix)
    unique_entries(entries, "signal")
    for entry in entries:
        signal, reading, path = entry.value, entry.reading, entry.path
        if not signal.known_by:
            message = f"Every event would be taken for “{signal.id}”."
            mend = "Write a path and the text by which its events are known."
            reading.report("known-by-nothing", (*path, "known_by"), message, mend, on_key=True)
        for name, field in signal.fields.items():
            _unit(field, reading, (*path, "fields", name))
        _paths(signal, reading, path)
        if not signal.fail_safe.stale_after:
            message = f"No event is ever fresh enough to raise “{signal.id}”."
            reading.report("never-fresh", (*path, "fail_safe", "stale_after"), message, "Write a time, like 15 min.")
        _condition(entry)
        if matrix is not None:
            roles = [role.id for role in matrix.value.roles]
            reference(reading, (*path, "fail_safe", "ask"), signal.fail_safe.ask, roles, "role")
            once(reading, (*path, "raises", "roles"), signal.raises.roles)
            for i, role in enumerate(signal.raises.roles):
                reference(reading, (*path, "raises", "roles", i), role, roles, "role")
        if not signal.raises.roles:
            message = f"Nobody hears of “{signal.id}”."
            reading.report("no-roles", (*path, "raises", "roles"), message, "Name at least one role.", on_key=True)
        if signal.raises.criterion is not None:
            criteria = decoded.ids(Criterion)
            reference(reading, (*path, "raises", "criterion"), signal.raises.criterion, criteria, "criterion")
        if model is not None:
            _answers(entry, variables(model.value), {str(each.value.id): each.value for each in decoded.all(Criterion)})
            _takes(entry, variables(model.value))


def _paths(signal: Signal, reading: Reading, path: Path) -> None:
    """Each path leads somewhere: between its dots there is always a key or a number."""
    written: list[tuple[Path, str, bool]] = [((*path, "known_by", each), each, True) for each in signal.known_by]
    written += [((*path, "fields", name, "path"), field.path, False) for name, field in signal.fields.items()]
    written.append(((*path, "fail_safe", "time"), signal.fail_safe.time, False))
    for place, text, on_key in written:
        if "" in text.split("."):
            message = f"A part of the path “{text}” is empty."
            reading.report("bad-path", place, message, "Join keys and numbers by single dots.", on_key=on_key)


def _unit(field: EventField, reading: Reading, path: Path) -> None:
    unit = field.counted_in
    if unit is not None and (field.type, unit == "fraction") not in {("duration", False), ("percentage", True)}:
        message = f"A {field.type} is not counted in “{unit}”." if field.type != "text" else "Text is not counted."
        mend = {
            "duration": "Write milliseconds, seconds, minutes or hours.",
            "percentage": "Write “fraction”, or take the line out.",
        }.get(field.type, "Take the line out.")
        reading.report("needless-unit", (*path, "counted_in"), message, mend)


def _condition(entry: Entry[Signal]) -> None:
    signal, reading, path = entry.value, entry.reading, (*entry.path, "when")
    known = field_variables(signal)

    def report(code: str, place: Path, message: str, mend: str, on_key: bool) -> None:  # noqa: FBT001  # the shape of Report
        if code == "unknown-name":
            name = str(place[-1])
            reading.report(
                "unknown-field", place, f"There is no field “{name}”.", suggestion(name, signal.fields), on_key=True
            )
        else:
            reading.report(code, place, message, mend, on_key=on_key)

    condition = bind(signal.when, known, report, path)
    if condition is None:
        return
    status = judge(condition, {}).status
    if status != "unknown":
        message = f"“{signal.id}” is raised by {'each' if status == 'met' else 'none'} of its events."
        reading.report(
            "always-met" if status == "met" else "never-met",
            path,
            message,
            "Look at the ends of its comparisons.",
            on_key=True,
        )
    used = {str(test.variable.name) for test in tests(condition)} | {str(name) for name in signal.raises.takes.values()}
    for name in signal.fields:
        if name not in used:
            message = f"Nothing asks for “{name}”."
            reading.warn(
                "unused-field", (*entry.path, "fields", name), message, "Take it out, or ask for it.", on_key=True
            )


def _answers(entry: Entry[Signal], known: Mapping[str, Variable], criteria: Mapping[str, Criterion]) -> None:
    """The answers that follow from a signal, and whether they deny the criterion that it stands for."""
    raises, path = entry.value.raises, (*entry.path, "raises", "answers")
    given: dict[str, Interval] = {}
    for name, value in raises.answers.items():
        variable = known.get(name)
        number = variable.read(value) if variable is not None and variable.type != "time" else None
        if variable is None:
            message = f"There is no factor or fact “{name}”."
            entry.reading.report("unknown-name", (*path, name), message, suggestion(name, known), on_key=True)
        elif number is None:
            message = f"“{value}” is not a value of “{name}”."
            mend = suggestion(str(value), variable.values) if variable.values else f"Write {variable.how_written}."
            entry.reading.report("bad-value", (*path, name), message, mend)
        else:
            given[str(name)] = (number, number)
    criterion = criteria.get(str(raises.criterion))
    condition = bind(criterion.when, known, _pass) if criterion is not None else None
    if condition is not None and judge(condition, given).status == "not_met":
        message = f"These answers say that “{raises.criterion}” is not met."
        mend = "Correct the answers, or name another criterion."
        entry.reading.report("criterion-denied", (*entry.path, "raises", "criterion"), message, mend)


def _pass(code: str, path: Path, message: str, mend: str, on_key: bool) -> None:  # noqa: FBT001  # the shape of Report
    """What is wrong in a criterion is told there."""


_FITS: Final = {"factor": "text", "choice": "text"}
"""The type of field from which a factor or fact can be taken, where it is not of the same name."""


def _takes(entry: Entry[Signal], known: Mapping[str, Variable]) -> None:
    signal, path = entry.value, (*entry.path, "raises", "takes")
    for fact, name in signal.raises.takes.items():
        variable, field = known.get(fact), signal.fields.get(name)
        if variable is None:
            message = f"There is no factor or fact “{fact}”."
            entry.reading.report("unknown-name", (*path, fact), message, suggestion(fact, known), on_key=True)
        if field is None:
            message = f"There is no field “{name}”."
            entry.reading.report("unknown-field", (*path, fact), message, suggestion(name, signal.fields))
        elif variable is not None and field.type != _FITS.get(variable.type, variable.type):
            message = f"“{name}” is of type {field.type}, and “{fact}” takes no such value."
            mend = f"Take it from a field of type {_FITS.get(variable.type, variable.type)}."
            if variable.type == "time":
                mend = "Leave it out: a time is set by a person."
            entry.reading.report("other-type", (*path, fact), message, mend)
        if fact in signal.raises.answers:
            message = f"“{fact}” is answered and taken from the event."
            entry.reading.report("answered-twice", (*path, fact), message, "Leave one of them out.", on_key=True)
