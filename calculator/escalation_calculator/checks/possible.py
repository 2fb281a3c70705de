"""Whether a condition can be met and can be missed, by the types and ranges of what it asks for."""

import itertools
from collections.abc import Iterator
from typing import Final

from escalation_calculator.conditions import Bound, Known, Status, cuts, judge, tests
from escalation_calculator.model import Model
from escalation_calculator.rules import option_ranges
from escalation_calculator.variables import Interval, Variable

_MOST: Final = 10_000
"""So many combinations of values are tried; a condition that asks for more is not judged."""


def possible(condition: Bound, model: Model) -> set[Status]:
    """`met`, `not_met` or both; empty when there are too many combinations to try.

    A fact and the factor that follows it are one answer: what contradicts itself is not tried.
    """
    asked: dict[str, Variable] = {test.variable.name: test.variable for test in tests(condition)}
    followed: dict[str, tuple[str, tuple[Interval, ...]]] = {
        factor.id: (factor.follows, option_ranges(factor, asked[factor.follows]))
        for factor in model.factors
        if factor.id in asked and factor.follows in asked
    }
    starts: dict[str, set[int]] = {
        name: {variable.domain[0]} for name, variable in asked.items() if name not in followed
    }
    for name, value in cuts(condition):
        if name in starts:
            starts[name].add(value)
    for fact, ranges in followed.values():
        starts[fact].update(low for low, _ in ranges)
    count = 1
    for name, values in starts.items():
        values &= set(_within(asked[name], values))
        count *= len(values)
    return {judge(condition, known).status for known in _combined(starts, followed)} if count <= _MOST else set()


def _within(variable: Variable, values: set[int]) -> Iterator[int]:
    low, high = variable.domain
    return (value for value in values if low <= value <= high)


def _combined(starts: dict[str, set[int]], followed: dict[str, tuple[str, tuple[Interval, ...]]]) -> Iterator[Known]:
    """One value of each stretch on which no test changes its mind, in every combination."""
    for values in itertools.product(*starts.values()):
        known = dict(zip(starts, ((value, value) for value in values), strict=True))
        for factor, (fact, ranges) in followed.items():
            number = known[fact][0]
            option = next((i for i, (low, high) in enumerate(ranges) if low <= number <= high), 0)
            known[factor] = (option, option)
        yield known
