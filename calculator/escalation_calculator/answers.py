"""Answers: what is known of a ticket, read against the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .conditions import Known
from .diagnostics import shortened, suggestion
from .reading import shape
from .rules import Rules
from .strings import t
from .values import GREATEST
from .variables import Interval, Variable, read_time

_MOST_SUGGESTIONS: Final = 20
"""Looking for close names takes time; nobody reads more."""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An answer that cannot be used."""

    name: str
    message: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What is known of a ticket; what is left out is unknown, never “no”."""

    given: Mapping[str, int]
    """The answers as given: variable → number of the value."""
    known: Known
    """All that follows from them: a fact decides the factor that follows it, and an option narrows the fact."""
    classified: datetime | None = None
    """From when the clocks run; without its offset when it was written without one."""


def read_answers(
    rules: Rules, written: Mapping[str, object], *, by_label: bool = False
) -> tuple[Answers, list[Problem]]:
    """Read answers as they are written, factors and facts in one mapping; every problem is told, the rest is used.

    Values are written as in YAML: an option's id, `40`, `8 h`, `25 %`, `yes`, a choice's id, a time. Problems name
    factors, facts and values as they are written, or `by_label` as they are asked on a page.
    """
    given: dict[str, int] = {}
    problems: list[Problem] = []
    classified: datetime | None = None
    for name, value in written.items():
        variable = rules.variables.get(name)
        if variable is None:
            mend = suggestion(name, rules.variables) if len(problems) < _MOST_SUGGESTIONS else ""
            problems.append(
                Problem(
                    name=name, message=t("There is no factor or fact “{{ name }}”.", name=shortened(name)), mend=mend
                )
            )
        elif variable.type == "time":
            moment = read_time(value)
            if moment is None:
                problems.append(_bad_value(variable, value, by_label=by_label))
            elif name == rules.model.clock_fact:
                classified = moment
        elif (number := variable.read(value)) is None:
            problems.append(_bad_value(variable, value, by_label=by_label))
        else:
            given[name] = number
    known, contradictions = _follow(rules, given, by_label=by_label)
    problems += contradictions
    return Answers(given=given, known=known, classified=classified), problems


def _follow(rules: Rules, given: Mapping[str, int], *, by_label: bool) -> tuple[dict[str, Interval], list[Problem]]:
    """What follows from the answers given."""
    problems: list[Problem] = []
    known: dict[str, Interval] = {name: (number, number) for name, number in given.items()}
    for factor, fact in rules.followed.items():
        if fact in given:
            option = option_of(rules, factor, given[fact])
            if given.get(factor, option) != option:
                problems.append(_contradiction(rules, factor, fact, given, by_label=by_label))
            known[factor] = (option, option)
        elif factor in given:
            known[fact] = rules.ranges[factor][given[factor]]
    return known, problems


def option_of(rules: Rules, factor: str, value: int) -> int:
    """The option of a factor that a value of the followed fact means."""
    return next(i for i, (low, high) in enumerate(rules.ranges[factor]) if low <= value <= high)


def _bad_value(variable: Variable, value: object, *, by_label: bool) -> Problem:
    name = variable.label if by_label else variable.name
    if value is None or (isinstance(value, str) and not value.strip()):
        return Problem(
            name=variable.name,
            message=t("“{{ name }}” has no value.", name=name),
            mend=t("Leave it out while it is not known."),
        )
    written = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    shown = shortened(str(value)) if written else shape(value)
    mend = t("Write {{ form }}.", form=variable.how_written)
    if variable.values:
        mend = t("Choose one of its answers.") if by_label else suggestion(shown, variable.values)
    if not variable.values and isinstance(value, int) and value > GREATEST:
        mend = t("The greatest number is {{ number }}.", number=GREATEST)
    said = t("“{{ text }}”", text=shown) if written else f"{shown[:1].upper()}{shown[1:]}"
    return Problem(
        name=variable.name, message=t("{{ value }} is not a value of “{{ name }}”.", value=said, name=name), mend=mend
    )


def _contradiction(rules: Rules, factor: str, fact: str, given: Mapping[str, int], *, by_label: bool) -> Problem:
    question, source = rules.variables[factor], rules.variables[fact]
    values = question.labels if by_label else question.values
    name, follows = (question.label, source.label) if by_label else (factor, fact)
    meant = values[option_of(rules, factor, given[fact])]
    return Problem(
        name=factor,
        message=t(
            "“{{ factor }}” says “{{ answer }}”, but {{ value }} in “{{ fact }}” means “{{ meant }}”.",
            factor=name,
            answer=values[given[factor]],
            value=source.format(given[fact]),
            fact=follows,
            meant=meant,
        ),
        mend=t("Leave “{{ factor }}” out: it follows from “{{ fact }}”.", factor=name, fact=follows),
    )
