"""Conditions over factors and facts, decided in three values: met, not met, unknown. Unknown is never “no”."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Literal

from .criteria import All, Comparison, Condition, Not, Test
from .diagnostics import Path, suggestion
from .scalars import Id
from .strings import t
from .values import GREATEST
from .variables import Interval, Variable

Status = Literal["met", "not_met", "unknown"]
Known = Mapping[str, Interval]
"""What is known of each variable; a variable left out may have any of its values."""


@dataclass(frozen=True, kw_only=True)
class BoundTest:
    """A test bound to its variable: the values that meet it."""

    variable: Variable
    allowed: tuple[Interval, ...]
    """Sorted and apart from each other."""
    words: str
    """The test in words: `Users affected: at least 2`."""

    def status(self, known: Known) -> Status:
        """Met when every value still possible is allowed, not met when none is."""
        low, high = known.get(self.variable.name) or self.variable.domain
        status: Status = "not_met"
        for first, last in self.allowed:
            if first <= low and high <= last:
                return "met"
            if first <= high and low <= last:
                status = "unknown"
        return status

    @cached_property
    def verdicts(self) -> Mapping[Status, Verdict]:
        """A verdict for each status: every ticket asks for one of them."""
        statuses: tuple[Status, ...] = ("met", "not_met", "unknown")
        return {status: Verdict(status=status, decided_by=(self,)) for status in statuses}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Several conditions of which all, any or (with one part) none must be met."""

    how: Literal["all", "any", "not"]
    parts: tuple[Bound, ...]


Bound = BoundTest | Group


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How a condition stands, and the tests that made it so."""

    status: Status
    decided_by: tuple[BoundTest, ...]
    """The tests that decided; for `unknown`, the tests that are still open and matter."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Those tests in words, each once."""
        return tuple(dict.fromkeys([test.words for test in self.decided_by]))

    @cached_property
    def names(self) -> tuple[Id, ...]:
        """The variables that they ask for, each once."""
        return tuple(dict.fromkeys([test.variable.name for test in self.decided_by]))


def judge(bound: Bound, known: Known) -> Verdict:
    """Decide a condition; parts that cannot change the outcome are not named."""
    if isinstance(bound, BoundTest):
        return bound.verdicts[bound.status(known)]
    if bound.how == "not":
        verdict = judge(bound.parts[0], known)
        flipped: dict[Status, Status] = {"met": "not_met", "not_met": "met", "unknown": "unknown"}
        return Verdict(status=flipped[verdict.status], decided_by=verdict.decided_by)
    # one part of this status settles the group: a miss for `all`, a hit for `any`
    settling: Status = "not_met" if bound.how == "all" else "met"
    verdicts = []
    for part in bound.parts:
        verdict = judge(part, known)
        if verdict.status == settling:
            return verdict
        verdicts.append(verdict)
    status: Status = "unknown" if any(v.status == "unknown" for v in verdicts) else verdicts[0].status
    return Verdict(status=status, decided_by=tuple(t for v in verdicts if v.status == status for t in v.decided_by))


def tests(bound: Bound) -> Iterator[BoundTest]:
    """Every test in a condition, in order."""
    if isinstance(bound, BoundTest):
        yield bound
    else:
        for part in bound.parts:
            yield from tests(part)


Report = Callable[[str, Path, str, str, bool], object]
"""Takes code, path, message, mend and whether the key is meant."""


def bind(condition: Condition, variables: Mapping[str, Variable], report: Report, path: Path = ()) -> Bound | None:
    """Bind a condition to the model's variables; None when a name or a value in it is wrong, and `report` is told."""
    if isinstance(condition, Test):
        return _bind_test(condition, variables, report, (*path, condition.name))
    if isinstance(condition, Not):
        part = bind(condition.part, variables, report, (*path, "not"))
        return part and Group(how="not", parts=(part,))
    how: Literal["all", "any"] = "all" if isinstance(condition, All) else "any"
    parts = [bind(part, variables, report, (*path, how, i)) for i, part in enumerate(condition.parts)]
    whole = tuple(part for part in parts if part is not None)
    return Group(how=how, parts=whole) if len(whole) == len(parts) else None


def bind_checked(condition: Condition, variables: Mapping[str, Variable]) -> Bound:
    """Bind a condition of a playbook in which nothing is wrong.

    Raises:
        ValueError: something is: the playbook was not checked.
    """
    wrong: list[str] = []
    bound = bind(condition, variables, lambda code, path, message, *_: wrong.append(f"{code} at {path}: {message}"))
    if bound is None:
        raise ValueError(f"the playbook was not checked: {wrong[0]}")
    return bound


def _bind_test(test: Test, variables: Mapping[str, Variable], report: Report, path: Path) -> BoundTest | None:
    variable = variables.get(test.name)
    if variable is None:
        report(
            "unknown-name", path, f"There is no factor or fact “{test.name}”.", suggestion(test.name, variables), True
        )
        return None
    if variable.type == "time":
        report(
            "time-in-condition",
            path,
            f"“{variable.name}” is a time; conditions cannot compare times.",
            "Compare a duration instead.",
            True,
        )
        return None
    return _bind_comparison(test.comparison, variable, report, path)


def _bind_comparison(comparison: Comparison, variable: Variable, report: Report, path: Path) -> BoundTest | None:
    named = {
        name: value
        for name in ("at_least", "at_most", "above", "below", "equals")
        if (value := getattr(comparison, name)) is not None
    }
    if comparison == Comparison():
        report("empty-value", path, f"“{variable.name}” is held against nothing.", "Name at least one value.", True)
        return None
    given = [*((name, value) for name, value in named.items()), *(("one_of", value) for value in comparison.one_of)]
    numbers: list[tuple[str, int]] = []
    for i, (name, value) in enumerate(given):
        number = variable.read(value)
        if number is None:
            place = (*path, name, i - len(named)) if name == "one_of" else (*path, name)
            report(
                "bad-value",
                place,
                f"“{value}” is not a value of “{variable.name}”.",
                _known_values(variable, value),
                False,
            )
            continue
        numbers.append((name, number))
    if len(numbers) < len(given):
        return None
    if variable.type in ("yes-no", "choice") and any(name not in ("equals", "one_of") for name, _ in numbers):
        report("unordered", path, f"The values of “{variable.name}” have no order.", "Use “equals” or “one_of”.", True)
        return None
    allowed = _allowed(numbers, variable)
    if not allowed:
        report("never-met", path, f"No value of “{variable.name}” can meet this.", "Look at the two ends.", True)
        return None
    return BoundTest(variable=variable, allowed=allowed, words=_words(numbers, variable))


def _known_values(variable: Variable, value: object) -> str:
    if variable.values:
        return suggestion(str(value), variable.values)
    return f"Write {variable.how_written}."


def _allowed(numbers: list[tuple[str, int]], variable: Variable) -> tuple[Interval, ...]:
    low, high = variable.domain
    singles: list[int] = []
    for name, number in numbers:
        match name:
            case "at_least":
                low = max(low, number)
            case "above":
                low = max(low, number + 1)
            case "at_most":
                high = min(high, number)
            case "below":
                high = min(high, number - 1)
            case "equals":
                low, high = max(low, number), min(high, number)
            case _:
                singles.append(number)
    inside = sorted({n for n in singles if low <= n <= high})
    if not singles:
        return ((low, high),) if low <= high else ()
    merged: list[Interval] = []
    for n in inside:
        if merged and merged[-1][1] == n - 1:
            merged[-1] = (merged[-1][0], n)
        else:
            merged.append((n, n))
    return tuple(merged)


def _words(numbers: list[tuple[str, int]], variable: Variable) -> str:
    measured = variable.measured
    unit = f" {variable.unit}" if variable.unit else ""
    said: list[str] = []
    for name, number in numbers:
        value = variable.format(number)
        # units are written in the plural: “at least 1” says enough
        value = f"{value}{unit if number != 1 else ''}" if measured else t("“{{ text }}”", text=value)
        if variable.type == "yes-no":
            value = variable.format(number)
        match name:
            case "at_least":
                said.append(
                    t("at least {{ value }}", value=value) if measured else t("{{ option }} or beyond", option=value)
                )
            case "at_most":
                said.append(
                    t("at most {{ value }}", value=value) if measured else t("{{ option }} or below", option=value)
                )
            case "above":
                said.append(
                    t("more than {{ value }}", value=value) if measured else t("above {{ option }}", option=value)
                )
            case "below":
                said.append(
                    t("less than {{ value }}", value=value) if measured else t("below {{ option }}", option=value)
                )
            case _:
                said.append(value)
    singles = [word for (name, _), word in zip(numbers, said, strict=True) if name == "one_of"]
    others = [word for (name, _), word in zip(numbers, said, strict=True) if name != "one_of"]
    said = [*others, *([reduce(_either, singles)] if singles else [])]
    return t("{{ question }}: {{ answers }}", question=variable.label, answers=reduce(_both, said))


def _either(first: str, last: str) -> str:
    return t("{{ first }} or {{ last }}", first=first, last=last)


def _both(first: str, last: str) -> str:
    return t("{{ first }} and {{ last }}", first=first, last=last)


def cuts(bound: Bound) -> Iterator[tuple[str, int]]:
    """The values at which a test changes its mind: variable name and the first value of a new stretch."""
    for test in tests(bound):
        for first, last in test.allowed:
            yield test.variable.name, first
            if last < GREATEST:
                yield test.variable.name, last + 1
