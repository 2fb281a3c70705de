"""Which priorities are still possible while answers are missing.

Points add up, so without floors and ceilings the least and the most points give both ends. A floor or a ceiling acts
only when its criterion is met, and a criterion may hang on the same answers as the points. So what is open is parted
into branches, in each of which every floor and ceiling that could still matter is decided; in a branch the ends are
again those of the points, and both are reached.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .conditions import BoundTest, Known, judge, tests
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .variables import Interval

Range = tuple[Priority, Priority]
_TOP = len(PRIORITIES) - 1


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A part of all completions: what is known in it, the floor and the ceiling that act, and the points possible."""

    known: Known
    floor: int
    ceiling: int
    least: int
    most: int


def branches(rules: Rules, known: Known) -> tuple[Branch, ...]:
    """Part all completions of what is known; together the branches are all of them."""
    found: list[Branch] = []
    waiting: list[Known] = [known]
    while waiting:
        state = waiting.pop()
        floor, ceiling, undecided = _acting(rules, state)
        if undecided is None:
            least, most = rules.spread(state)
            found.append(Branch(known=state, floor=floor, ceiling=ceiling, least=least, most=most))
        else:
            waiting.extend(
                {**state, **narrowed(rules, undecided.variable.name, part)} for part in _parts(rules, state, undecided)
            )
    return tuple(found)


def _acting(rules: Rules, state: Known) -> tuple[int, int, BoundTest | None]:
    """The floor and the ceiling of criteria that are met, and an open test of another that could still matter."""
    floor, ceiling = 0, _TOP
    pending: list[tuple[int, int, BoundTest]] = []
    for rule in rules.bounding:
        verdict = judge(rule.condition, state)
        if verdict.status == "not_met":
            continue
        its_floor = rank(rule.criterion.floor) if rule.criterion.floor is not None else 0
        its_ceiling = rank(rule.criterion.ceiling) if rule.criterion.ceiling is not None else _TOP
        if verdict.status == "met":
            floor, ceiling = max(floor, its_floor), min(ceiling, its_ceiling)
        else:
            pending.append((its_floor, its_ceiling, verdict.decided_by[0]))
    # the highest floor is decided first: once it acts, lower floors and the ceilings below it cannot matter
    mattering = [p for p in pending if p[0] > floor or floor < ceiling > p[1]]
    return floor, ceiling, max(mattering, key=lambda p: p[0])[2] if mattering else None


def _parts(rules: Rules, state: Known, test: BoundTest) -> list[Interval]:
    """The values still possible of a test's variable, parted where the test changes its mind."""
    name = test.variable.name
    if name in rules.followers or name in rules.followed:
        return cells(rules, state, name)  # each part must lie within one option
    low, high = state.get(name, test.variable.domain)
    edges = {low, *(first for first, _ in test.allowed), *(last + 1 for _, last in test.allowed)}
    starts = sorted(edge for edge in edges if low <= edge <= high)
    return [(start, after - 1) for start, after in zip(starts, [*starts[1:], high + 1], strict=True)]


def reach(rules: Rules, parted: Sequence[Branch], name: str = "", cell: Interval = (0, 0)) -> Range:
    """The lowest and the highest priority in some branches, also with one open variable put into one of its cells."""
    lowest, highest = _TOP, 0
    points = rules.points.get(name)
    for branch in parted:
        low, high = branch.known.get(name, (0, cell[1]))
        if name and (cell[1] < low or high < cell[0]):
            continue
        least, most = branch.least, branch.most
        if points:
            possible = points[low : high + 1] if name in branch.known else points
            least, most = least - min(possible) + points[cell[0]], most - max(possible) + points[cell[0]]
        lowest = min(lowest, _between(branch, rules.band(least)))
        highest = max(highest, _between(branch, rules.band(most)))
    return PRIORITIES[lowest], PRIORITIES[highest]


def _between(branch: Branch, band: int) -> int:
    """A rank after floor and ceiling; a floor beats a ceiling."""
    return max(branch.floor, min(branch.ceiling, band))


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


def priority_variables(rules: Rules) -> list[str]:
    """The variables that the priority can hang on: every factor, and the facts that floors and ceilings ask for."""
    asked = {test.variable.name for rule in rules.bounding for test in tests(rule.condition)}
    return [name for name in rules.variables if name in rules.points or (name in asked and name not in rules.followers)]
