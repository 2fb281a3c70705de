"""The variables of a model: every factor and fact, with its values laid out on a line of integers.

A factor's options are 0, 1, 2 … mildest first; `no` is 0 and `yes` 1; choices are numbered as listed; numbers, minutes
and hundredths of a percent are themselves. What is known of a variable is then an interval, and a test is a set of
intervals, so one rule decides every comparison.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from .model import Fact, Factor, FactType, Model
from .scalars import Id, format_duration, format_percentage, parse_duration, parse_percentage, parse_time
from .spans import percentage, span
from .strings import english, t
from .values import GREATEST

Interval = tuple[int, int]
"""Both ends included."""


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A factor or a fact, as conditions and answers see it."""

    name: Id
    label: str
    question: str
    type: Literal["factor"] | FactType
    values: tuple[str, ...] = ()
    """The names of the values, by number; empty for measured types."""
    labels: tuple[str, ...] = ()
    """The words for the values, by number."""
    unit: str = ""

    @property
    def domain(self) -> Interval:
        """All values there are."""
        return (0, len(self.values) - 1) if self.values else (0, GREATEST)

    @property
    def measured(self) -> bool:
        """Whether values are amounts, which a comparison can cut anywhere."""
        return self.type in ("number", "duration", "percentage")

    def read(self, value: object) -> int | None:
        """The number of a value as written, or None when it is not one of this variable's."""
        if isinstance(value, bool):
            return None
        if self.values:
            return self.values.index(value) if isinstance(value, str) and value in self.values else None
        number: int | None
        match self.type:
            case "duration":
                number = parse_duration(value) if isinstance(value, str) else None
            case "percentage":
                number = parse_percentage(str(value)) if isinstance(value, (int, str)) else None
            case _:
                digits = isinstance(value, str) and len(value) <= 10 and value.isascii() and value.isdigit()
                number = int(value) if digits or isinstance(value, int) else None  # type: ignore[call-overload]  # one of the two holds
        return number if number is not None and 0 <= number <= GREATEST else None

    def write(self, number: int) -> str | int:
        """The value as it is written in YAML, links and answers; reads back to the same number."""
        if self.values:
            return self.values[number]
        match self.type:
            case "duration":
                return format_duration(number)
            case "percentage":
                return format_percentage(number)
            case _:
                return number

    def format(self, number: int) -> str:
        """The value in words for people."""
        if self.labels:
            return self.labels[number]
        match self.type:
            case "duration":
                return span(number)
            case "percentage":
                return percentage(number)
            case _:
                return str(number)

    @property
    def how_written(self) -> str:
        """How a value is written, as the end of a sentence."""
        how = _HOW_WRITTEN.get(self.type)
        return t(how) if how else t("one of {{ values }}", values=", ".join(self.values))


_HOW_WRITTEN: Final[Mapping[str, str]] = {
    "number": english("a whole number, like 40"),
    "duration": english("a duration, like 15 min, 8 h or 2 days"),
    "percentage": english("a percentage, like 25 %"),
    "time": english("a time, like 2026-03-02T09:42"),
}


def variables(model: Model) -> Mapping[str, Variable]:
    """Every factor and fact of a model by name, factors first."""
    return {v.name: v for v in [*map(_of_factor, model.factors), *map(_of_fact, model.facts)]}


def _of_factor(factor: Factor) -> Variable:
    return Variable(
        name=factor.id,
        label=factor.name,
        question=factor.question,
        type="factor",
        values=tuple(option.id for option in factor.options),
        labels=tuple(option.label for option in factor.options),
    )


def _of_fact(fact: Fact) -> Variable:
    choices = fact.choices if fact.type == "choice" else ()
    values: tuple[str, ...] = tuple(c.id for c in choices)
    labels: tuple[str, ...] = tuple(c.label for c in choices)
    if fact.type == "yes-no":
        values, labels = ("no", "yes"), (t("no"), t("yes"))
    return Variable(
        name=fact.id,
        label=fact.name,
        question=fact.question,
        type=fact.type,
        values=values,
        labels=labels,
        unit=fact.unit or "",
    )


def read_time(value: object) -> datetime | None:
    """A time in ISO form with or without its offset, or None; years are 1970 to 2200, so that no clock overflows."""
    moment = parse_time(value) if isinstance(value, str) and len(value) <= 40 else None
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment if 1970 <= moment.year <= 2200 else None
    # a day more on both sides: the same moment has another year elsewhere, and links tell it in UTC
    return moment if _EARLIEST <= moment <= _LATEST else None


_EARLIEST: Final = datetime(1969, 12, 31, tzinfo=UTC)
_LATEST: Final = datetime(2201, 1, 1, 23, 59, tzinfo=UTC)
