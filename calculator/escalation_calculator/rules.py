"""A playbook's rules, prepared once so that many tickets can be scored."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .business import Business, business_of
from .conditions import Bound, bind_checked, cuts, tests
from .criteria import Criterion
from .form import Form, form_of
from .model import PRIORITIES, Factor, Model, Priority
from .playbook import Playbook
from .values import GREATEST
from .variables import Interval, Variable, variables


def rank(priority: Priority) -> int:
    """0 for the standard route up to 4 for P1."""
    return PRIORITIES.index(priority)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A criterion with its condition bound to the model."""

    criterion: Criterion
    condition: Bound

    @property
    def bounds_priority(self) -> bool:
        """Whether it has a floor or a ceiling."""
        return self.criterion.floor is not None or self.criterion.ceiling is not None

    @cached_property
    def floor(self) -> int:
        """The rank of its floor, the lowest when it has none."""
        return rank(self.criterion.floor or PRIORITIES[0])

    @cached_property
    def ceiling(self) -> int:
        """The rank of its ceiling, the highest when it has none."""
        return rank(self.criterion.ceiling or PRIORITIES[-1])

    @cached_property
    def names(self) -> frozenset[str]:
        """The variables that its condition asks for."""
        return frozenset(test.variable.name for test in tests(self.condition))


@dataclass(frozen=True)
class Rules:
    """Everything that scoring needs of a checked playbook."""

    playbook: Playbook

    @property
    def model(self) -> Model:
        """The scoring model."""
        return self.playbook.model

    @cached_property
    def business(self) -> Business | None:
        """The business hours; None when the matrix has none."""
        return business_of(self.playbook.matrix)

    @cached_property
    def variables(self) -> Mapping[str, Variable]:
        """Every factor and fact by name."""
        return variables(self.model)

    @property
    def areas(self) -> Variable | None:
        """The fact whose values are the product areas; None where the model names none."""
        return self.variables.get(self.model.area_fact or "")

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The criteria in their order."""
        return tuple(
            Rule(criterion=criterion, condition=bind_checked(criterion.when, self.variables))
            for criterion in self.playbook.criteria
        )

    @cached_property
    def bounding(self) -> tuple[Rule, ...]:
        """The criteria with a floor or a ceiling: the only ones that can move a priority."""
        return tuple(rule for rule in self.rules if rule.bounds_priority)

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The variables that the priority can hang on: every factor that counts, and what floors and ceilings ask."""
        asked = frozenset().union(*(rule.names for rule in self.bounding))
        return tuple(name for name in self.variables if name in self.form.factors or name in asked)

    @cached_property
    def form(self) -> Form:
        """How answers make a priority, before floors and ceilings."""
        return form_of(self.model)

    @cached_property
    def ranges(self) -> Mapping[str, tuple[Interval, ...]]:
        """For each factor that follows a fact, the fact's values for each option, by number."""
        return {f.id: option_ranges(f, self.variables[f.follows]) for f in self.model.factors if f.follows is not None}

    @cached_property
    def followers(self) -> Mapping[str, str]:
        """Fact → the factor that follows it."""
        return {factor.follows: factor.id for factor in self.model.factors if factor.follows is not None}

    @cached_property
    def followed(self) -> Mapping[str, str]:
        """Factor → the fact it follows."""
        return {factor: fact for fact, factor in self.followers.items()}

    @cached_property
    def starts(self) -> Mapping[str, tuple[int, ...]]:
        """For each measured fact, the values at which some rule about the priority changes its mind, sorted."""
        found: dict[str, set[int]] = {}
        for rule in self.bounding:
            for name, value in cuts(rule.condition):
                found.setdefault(name, set()).add(value)
        for factor, ranges in self.ranges.items():
            found.setdefault(self.followed[factor], set()).update(low for low, _ in ranges)
            # a test on the factor cuts the fact as well, but only where an option begins
        return {name: tuple(sorted(values)) for name, values in found.items()}


def option_ranges(factor: Factor, fact: Variable) -> tuple[Interval, ...]:
    """The values of the followed fact for each option; an option without a range can be chosen by no value."""
    ranges = []
    for option in factor.options:
        low = fact.read(option.range.at_least) if option.range and option.range.at_least is not None else 0
        high = fact.read(option.range.at_most) if option.range and option.range.at_most is not None else GREATEST
        ranges.append((low or 0, GREATEST if high is None else high))
    return tuple(ranges)
