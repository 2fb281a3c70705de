"""Which priorities are still possible while answers are missing.

Points add up, so without floors and ceilings the least and the most points give both ends. A floor or a ceiling acts
only when its criterion is met, and a criterion may hang on the same answers as the points. So the values of what those
criteria ask for are tried out, branch by branch, as far as a branch can still widen the range.
"""

from .conditions import Known, judge, tests
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .variables import Interval

Range = tuple[Priority, Priority]


def reach(rules: Rules, known: Known) -> Range:
    """The lowest and the highest priority that some completion of what is known gives; both are reached."""
    lowest, highest = len(PRIORITIES), -1
    waiting: list[dict[str, Interval]] = [dict(known)]
    while waiting:
        state = waiting.pop()
        low, high, open_name = _ends(rules, state)
        if lowest <= low and high <= highest:
            continue
        if open_name is None or low == high:
            lowest, highest = min(lowest, low), max(highest, high)
        else:
            waiting.extend(_split(rules, state, open_name))
    return PRIORITIES[lowest], PRIORITIES[highest]


def _ends(rules: Rules, state: Known) -> tuple[int, int, str | None]:
    """Bounds on both ends, and a variable to split on while a floor or a ceiling is undecided.

    With every floor and ceiling decided the bounds are reached: by the least and by the most points.
    """
    least, most = rules.spread(state)
    low, high = rules.band(least), rules.band(most)
    floor = floor_possible = 0
    ceiling = ceiling_possible = len(PRIORITIES) - 1
    open_name: str | None = None
    for rule in rules.bounding:
        verdict = judge(rule.condition, state)
        if verdict.status == "not_met":
            continue
        if rule.criterion.floor is not None:
            floor_possible = max(floor_possible, rank(rule.criterion.floor))
        if rule.criterion.ceiling is not None:
            ceiling_possible = min(ceiling_possible, rank(rule.criterion.ceiling))
        if verdict.status == "unknown":
            open_name = open_name or verdict.decided_by[0].variable.name
            continue
        if rule.criterion.floor is not None:
            floor = max(floor, rank(rule.criterion.floor))
        if rule.criterion.ceiling is not None:
            ceiling = min(ceiling, rank(rule.criterion.ceiling))
    return max(floor, min(ceiling_possible, low)), max(floor_possible, min(ceiling, high)), open_name


def _split(rules: Rules, state: Known, name: str) -> list[dict[str, Interval]]:
    return [dict(state) | narrowed(rules, name, cell) for cell in cells(rules, state, name)]


def cells(rules: Rules, known: Known, name: str) -> list[Interval]:
    """The values still possible of a variable, parted so that the priority's rules cannot tell two in a cell apart."""
    low, high = known.get(name, rules.variables[name].domain)
    if not rules.variables[name].measured:
        return [(value, value) for value in range(low, high + 1)]
    starts = [low, *(start for start in rules.starts.get(name, ()) if low < start <= high)]
    return [(start, after - 1) for start, after in zip(starts, [*starts[1:], high + 1], strict=True)]


def narrowed(rules: Rules, name: str, cell: Interval) -> dict[str, Interval]:
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
