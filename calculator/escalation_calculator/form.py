"""The two forms of a model: points that add up, or a table that is looked up, each before floors and ceilings.

Both say the same of what is known: the least and the most amount still possible, and the priority of an amount. In a
sum the amount is points, and each factor adds its own. In a table it is a priority's rank, and the factors that it
combines, its axes, have none by themselves.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import cast

from .conditions import Known
from .model import PRIORITIES, Model, Priority
from .variables import Interval


@dataclass(frozen=True, kw_only=True)
class Sum:
    """Each answer adds its points; the priority is where the sum falls."""

    points: Mapping[str, tuple[int, ...]]
    """The points of each factor's options, by number."""
    begins: tuple[int, ...]
    """Where P4 to P1 begin, lowest first."""

    @property
    def factors(self) -> Collection[str]:
        """The factors that count."""
        return self.points.keys()

    @cached_property
    def out_of(self) -> int:
        """The most points that all factors together can give."""
        return sum(max(points) for points in self.points.values())

    def beside(self, name: str) -> Collection[str]:  # noqa: ARG002  # the shape of a form
        """The factors without which a factor has no amount: none."""
        return ()

    def rank(self, amount: int) -> int:
        """The rank of the priority that the points give."""
        return bisect_right(self.begins, amount)

    def spread(self, known: Known, factors: Iterable[str]) -> Interval:
        """The least and the most points that some factors can give."""
        least = most = 0
        for name in factors:
            points = self.points[name]
            low, high = known.get(name) or (0, len(points) - 1)
            if low == high:
                least, most = least + points[low], most + points[low]
            else:
                possible = points[low : high + 1]
                least, most = least + min(possible), most + max(possible)
        return least, most

    def moved(self, known: Known, name: str, option: int) -> tuple[int, int]:
        """How far both ends of the spread move once a factor has this option."""
        worth = self.points[name][option]
        low, high = self.spread(known, (name,))
        return worth - low, worth - high


@dataclass(frozen=True, kw_only=True)
class Lookup:
    """Every combination of options names its priority."""

    sizes: Mapping[str, int]
    """How many options each axis has, in the table's order."""
    cells: Mapping[tuple[int, ...], int]
    """The options of a combination, by number → the rank of its priority."""

    @property
    def factors(self) -> Collection[str]:
        """The axes."""
        return self.sizes.keys()

    def beside(self, name: str) -> Collection[str]:
        """The factors without which a factor has no amount: the other axes."""
        return self.sizes.keys() if name in self.sizes else ()

    def rank(self, amount: int) -> int:
        """The rank of a priority is its amount."""
        return amount

    def spread(self, known: Known, factors: Iterable[str]) -> Interval:
        """The least and the most rank in the part of the table that is still possible; the axes come all or none."""
        if self.sizes.keys().isdisjoint(factors):
            return 0, 0
        spans = (known.get(name, (0, size - 1)) for name, size in self.sizes.items())
        found = [self.cells[cell] for cell in product(*(range(low, high + 1) for low, high in spans))]
        return min(found), max(found)

    def moved(self, known: Known, name: str, option: int) -> tuple[int, int]:
        """How far both ends of the spread move once an axis has this option."""
        before = self.spread(known, (name,))
        after = self.spread({**known, name: (option, option)}, (name,))
        return after[0] - before[0], after[1] - before[1]


Form = Sum | Lookup


def form_of(model: Model) -> Form:
    """A checked model's form, prepared for scoring."""
    if model.table is None:
        return Sum(
            points={factor.id: tuple(option.points or 0 for option in factor.options) for factor in model.factors},
            begins=tuple(sorted(begins for _, begins in model.thresholds)),
        )
    options = {factor.id: [str(option.id) for option in factor.options] for factor in model.factors}
    axes = [options[name] for name in model.table.factors]
    return Lookup(
        sizes=dict(zip(model.table.factors, map(len, axes), strict=True)),
        cells={
            tuple(names.index(name) for names, name in zip(axes, cell, strict=True)): PRIORITIES.index(priority)
            for cell, priority in cells_of(model.table.cells)
        },
    )


def cells_of(block: object, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Priority]]:
    """Every cell below a block of a table: the options that lead to it, and what stands in it."""
    if isinstance(block, Mapping):
        for option, inner in block.items():
            yield from cells_of(inner, (*above, option))
    else:
        yield above, cast("Priority", block)
