"""Which priorities are still possible while answers are missing.

Without floors and ceilings the least and the most that the model's form can give are both ends: points add up, and in
a table any combination may come. A floor or a ceiling acts only when its criterion is met, and a criterion may hang on
the same answers. So what is open is parted into branches, in each of which every floor and ceiling that could still
matter is decided; in a branch the ends are again those of the form, and both are reached.

Criteria that hang on no answer in common are parted by themselves, in clusters: so the branches of clusters add up
where they would multiply. Of a cluster only its floors and ceilings, and the amounts with each, matter to the others.
The axes of a table stand in one cluster, or all outside: what the others add is nothing, and so the same sum holds.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from .conditions import BoundTest, Known, Verdict, judge
from .model import PRIORITIES, Priority
from .rules import Rule, Rules
from .variables import Interval

Range = tuple[Priority, Priority]
Amounts = dict[tuple[int, int], tuple[int, int]]
"""Floor and ceiling that act → the least and the most amount (points, or a rank) possible with them."""

_TOP = len(PRIORITIES) - 1
_NOTHING: Amounts = {(0, _TOP): (0, 0)}


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A part of all completions: what is known in it, the floor and the ceiling that act, and the amounts possible."""

    known: Known
    floor: int
    ceiling: int
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Floors and ceilings that hang on the same open answers, and the branches that decide them."""

    names: frozenset[str]
    """The open variables; no other cluster asks for them."""
    branches: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True)
class Parted:
    """All completions of what is known, parted."""

    known: Known
    clusters: tuple[Cluster, ...]
    rest: Amounts
    """The floor and the ceiling that act already, and the amounts of the factors outside all clusters."""

    @cached_property
    def home(self) -> Mapping[str, int]:
        """The cluster that asks for an open variable, by number."""
        return {name: i for i, cluster in enumerate(self.clusters) for name in cluster.names}

    @cached_property
    def whole(self) -> Amounts:
        """What all clusters give together."""
        return self._before[-1]

    @cached_property
    def others(self) -> tuple[Amounts, ...]:
        """For each cluster, what all the others give together."""
        after = [*accumulate(reversed(self._amounts[1:]), _together, initial=_NOTHING)]
        return tuple(_together(one, two) for one, two in zip(self._before, reversed(after), strict=False))

    @cached_property
    def _amounts(self) -> tuple[Amounts, ...]:
        return tuple(_amounts_of(cluster.branches) for cluster in self.clusters)

    @cached_property
    def _before(self) -> tuple[Amounts, ...]:
        return tuple(accumulate(self._amounts, _together, initial=self.rest))


_Pending = list[tuple[Rule, Verdict]]
"""Criteria with a bound that are neither met nor missed yet."""


def part(rules: Rules, known: Known, judged: Sequence[tuple[Rule, Verdict]] | None = None) -> Parted:
    """Part all completions of what is known; together the branches are all of them.

    Who has `judged` the criteria with a floor or a ceiling already need not have it done again.
    """
    if judged is None:
        judged = [(rule, judge(rule.condition, known)) for rule in rules.bounding]
    floor, ceiling, pending = _acting(0, _TOP, judged)
    clusters = []
    inside: set[str] = set()
    for names, mine in _clusters(rules, pending):
        inside |= names
        found = tuple(_branches(rules, names, known, (floor, ceiling, mine)))
        clusters.append(Cluster(names=frozenset(names), branches=found))
    amounts = rules.form.spread(known, [name for name in rules.form.factors if name not in inside])
    return Parted(known=known, clusters=tuple(clusters), rest={(floor, ceiling): amounts})


def _branches(rules: Rules, names: Iterable[str], known: Known, start: tuple[int, int, _Pending]) -> Iterable[Branch]:
    """Part what is known by the criteria of one cluster."""
    factors = [name for name in names if name in rules.form.factors]
    waiting = [(known, *start)]
    while waiting:
        state, floor, ceiling, pending = waiting.pop()
        if not pending:
            least, most = rules.form.spread(state, factors)
            yield Branch(known=state, floor=floor, ceiling=ceiling, least=least, most=most)
            continue
        test = _next(pending)
        for cell in _cells(rules, state, test):
            more = narrowed(rules, test.variable.name, cell)
            below = {**state, **more}
            judged = [
                (rule, judge(rule.condition, below) if not rule.names.isdisjoint(more) else verdict)
                for rule, verdict in pending
            ]
            waiting.append((below, *_acting(floor, ceiling, judged)))


def _acting(floor: int, ceiling: int, judged: Sequence[tuple[Rule, Verdict]]) -> tuple[int, int, _Pending]:
    """The floor and the ceiling after the criteria that are met, and the undecided ones that could still matter."""
    for rule, verdict in judged:
        if verdict.status == "met":
            floor, ceiling = max(floor, rule.floor), min(ceiling, rule.ceiling)
    # under a floor that acts, lower floors cannot matter, nor can any ceiling once the floor has reached it
    return (
        floor,
        ceiling,
        [
            (rule, verdict)
            for rule, verdict in judged
            if verdict.status == "unknown" and (rule.floor > floor or floor < ceiling > rule.ceiling)
        ],
    )


def _next(pending: _Pending) -> BoundTest:
    """The test to decide next: of the strongest bound, and of the answer that most criteria wait for."""
    waited_for = Counter(test.variable.name for _, verdict in pending for test in verdict.decided_by)
    _, strongest = max(pending, key=lambda p: (p[0].floor, -p[0].ceiling))
    return max(strongest.decided_by, key=lambda test: waited_for[test.variable.name])


def _clusters(rules: Rules, pending: _Pending) -> list[tuple[set[str], _Pending]]:
    """Undecided criteria, those that wait for the same answers together, each time with the names of the answers."""
    found: list[tuple[set[str], _Pending]] = []
    for rule, verdict in pending:
        names: set[str] = {test.variable.name for test in verdict.decided_by}
        # a fact and the factor that follows it are one answer
        names |= {linked for name in names if (linked := rules.followers.get(name) or rules.followed.get(name))}
        names |= {other for name in names for other in rules.form.beside(name)}
        mine: _Pending = []
        apart = []
        for others, theirs in found:
            if names.isdisjoint(others):
                apart.append((others, theirs))
            else:
                names, mine = names | others, mine + theirs
        found = [*apart, (names, [*mine, (rule, verdict)])]
    return found


def _cells(rules: Rules, state: Known, test: BoundTest) -> list[Interval]:
    """The values still possible of a test's variable, parted where the test changes its mind."""
    name = test.variable.name
    if name in rules.followers or name in rules.followed:
        return cells(rules, state, name)  # each part must lie within one option
    low, high = state.get(name, test.variable.domain)
    edges = {low, *(first for first, _ in test.allowed), *(last + 1 for _, last in test.allowed)}
    starts = sorted(edge for edge in edges if low <= edge <= high)
    return [(start, after - 1) for start, after in zip(starts, [*starts[1:], high + 1], strict=True)]


def _amounts_of(branches: Iterable[Branch]) -> Amounts:
    amounts: Amounts = {}
    for branch in branches:
        _widen(amounts, (branch.floor, branch.ceiling), (branch.least, branch.most))
    return amounts


def _together(one: Amounts, two: Amounts) -> Amounts:
    amounts: Amounts = {}
    for (floor, ceiling), (least, most) in one.items():
        for (other_floor, other_ceiling), (other_least, other_most) in two.items():
            bounds = max(floor, other_floor), min(ceiling, other_ceiling)
            _widen(amounts, bounds, (least + other_least, most + other_most))
    return amounts


def _widen(amounts: Amounts, bounds: tuple[int, int], points: Interval) -> None:
    least, most = amounts.get(bounds, points)
    amounts[bounds] = (min(least, points[0]), max(most, points[1]))


def reach(rules: Rules, parted: Parted, name: str = "", cell: Interval = (0, 0)) -> Range:
    """The lowest and the highest priority possible, also with one open variable put into one of its cells."""
    amounts = parted.whole if parted.clusters else parted.rest
    if name and name in parted.home:
        number = parted.home[name]
        inside = _inside(rules, parted.clusters[number].branches, name, cell)
        amounts = _together(parted.others[number], _amounts_of(inside))
    elif name in rules.form.factors:
        # outside all clusters it moves the amounts and nothing else
        down, up = rules.form.moved(parted.known, name, cell[0])
        amounts = {bounds: (least + down, most + up) for bounds, (least, most) in amounts.items()}
    rank = rules.form.rank
    lowest = min(max(floor, min(ceiling, rank(least))) for (floor, ceiling), (least, _) in amounts.items())
    highest = max(max(floor, min(ceiling, rank(most))) for (floor, ceiling), (_, most) in amounts.items())
    return PRIORITIES[lowest], PRIORITIES[highest]


def _inside(rules: Rules, branches: Sequence[Branch], name: str, cell: Interval) -> Iterable[Branch]:
    """The branches in which a variable can lie in a cell, with the amounts that it then gives."""
    for branch in branches:
        low, high = branch.known.get(name, rules.variables[name].domain)
        if cell[1] < low or high < cell[0]:
            continue
        if name not in rules.form.factors:
            yield branch
        else:
            down, up = rules.form.moved(branch.known, name, cell[0])
            yield replace(branch, least=branch.least + down, most=branch.most + up)


def cells(rules: Rules, known: Known, name: str) -> list[Interval]:
    """The values still possible of a variable, parted so that the priority's rules cannot tell two in a cell apart."""
    low, high = known.get(name, rules.variables[name].domain)
    if not rules.variables[name].measured:
        return [(value, value) for value in range(low, high + 1)]
    starts = [low, *(start for start in rules.starts.get(name, ()) if low < start <= high)]
    return [(start, after - 1) for start, after in zip(starts, [*starts[1:], high + 1], strict=True)]


def narrowed(rules: Rules, name: str, cell: Interval) -> Mapping[str, Interval]:
    """What else is known once a variable lies in a cell: a fact decides its factor, and an option narrows its fact."""
    found = {name: cell}
    if name in rules.followers:
        factor = rules.followers[name]
        option = next(i for i, (low, high) in enumerate(rules.ranges[factor]) if low <= cell[0] <= high)
        found[factor] = (option, option)
    elif name in rules.followed:
        found[rules.followed[name]] = rules.ranges[name][cell[0]]
    return found
