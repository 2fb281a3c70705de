"""The sentences that explain a result: the same on the page, in the terminal and in a ticket note."""

from collections.abc import Sequence
from typing import Final

from .criteria import Criterion
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .scalars import format_duration
from .score import OpenQuestion, Result
from .variables import Variable

_NUMBERS: Final = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def counted(number: int, noun: str) -> str:
    """`1 point`, `74 points`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def in_words(number: int) -> str:
    """`Two`; figures beyond ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def listed(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}" if words else ""


def code(priority: Priority) -> str:
    """How a priority is called in a sentence."""
    return "the standard route" if priority == "standard" else priority


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return f"“{text}”"


def why(rules: Rules, result: Result) -> str:
    """Why the priority is what it is, or why it is still open."""
    acting = [bound_sentence(rules, b.criterion, b.bound, b.priority) for b in result.bounds if b.acted]
    if result.priority is None:
        return " ".join([*acting, _range_sentence(rules, result)])
    if acting:
        return " ".join([*acting, _alone(result)])
    if bounded(result) != (result.priority, result.priority):
        what, said = ("table", _cell(rules, result)) if result.axes else ("points", f"{_spread(result)}.")
        return f"{said} However the open answers turn out, the {what} or a criterion make it {code(result.priority)}."
    said = _cell(rules, result) if result.axes else _points_sentence(rules, result)
    return f"{said} {_open_sentence(rules, result)}".strip()


def bound_sentence(rules: Rules, criterion: str, bound: str, priority: Priority) -> str:
    """Say what a floor or ceiling does: `Personal data is exposed: never below P1.`."""
    side = "below" if bound == "floor" else "above"
    return f"{title(rules, criterion)}: never {side} {code(priority)}."


def title(rules: Rules, criterion: str) -> str:
    """A criterion's title by its id."""
    return next(c.title for c in rules.playbook.criteria if c.id == criterion)


def alone(result: Result) -> str:
    """What the points or the table give by themselves: `P2`, `P4 to P2` while answers are open."""
    return listed(list(dict.fromkeys((code(result.alone_lowest), code(result.alone_highest)))), "to")


def _alone(result: Result) -> str:
    what = "table alone" if result.axes else f"points alone ({_spread(result)})"
    if result.alone_lowest == result.alone_highest == result.priority:
        return f"The {what} would give {alone(result)} too, but a ceiling would hold it lower."
    return f"The {what} would give {'from ' if result.alone_lowest != result.alone_highest else ''}{alone(result)}."


def _cell(rules: Rules, result: Result) -> str:
    """`The table gives P3 for “A team” and “Within the day”.`; answers that are open are left out."""
    answers = [rules.variables[axis.factor] for axis in result.axes if axis.option is not None]
    options = [axis.option for axis in result.axes if axis.option is not None]
    said = [quoted(v.labels[v.values.index(option)]) for v, option in zip(answers, options, strict=True)]
    return f"The table gives {alone(result)}{f' for {listed(said)}' if said else ''}."


def _spread(result: Result) -> str:
    """`74 points`, or `74 to 84 points` while answers are open."""
    points, most = result.points or 0, result.most or 0
    return counted(points, "point") if points == most else f"{points} to {most} points"


def bounded(result: Result) -> tuple[Priority, Priority]:
    """The range that the form and the criteria met explain; the rest hangs on criteria that are still unknown."""
    floor = max((rank(b.priority) for b in result.bounds if b.bound == "floor"), default=0)
    ceiling = min((rank(b.priority) for b in result.bounds if b.bound == "ceiling"), default=len(PRIORITIES) - 1)
    low, high = (max(floor, min(ceiling, rank(end))) for end in (result.alone_lowest, result.alone_highest))
    return PRIORITIES[low], PRIORITIES[high]


def _points_sentence(rules: Rules, result: Result) -> str:
    # below every threshold, the nearest one is told
    thresholds = rules.model.thresholds
    priority, begins = next((t for t in thresholds if t[0] == result.priority), thresholds[-1])
    return f"{counted(result.points or 0, 'point')}; {priority} begins at {begins}."


def _range_sentence(rules: Rules, result: Result) -> str:
    """What the points or the table can still become, and whether criteria decide beside them."""
    low, high = bounded(result)
    said = _cell(rules, result) if result.axes else _points_range(rules, result)
    if low == high:
        return f"{said} A criterion decides."
    beside = [f"lift it to {code(result.highest)}"] if rank(result.highest) > rank(high) else []
    beside += [f"lower it to {code(result.lowest)}"] if rank(result.lowest) < rank(low) else []
    return f"{said} Criteria that are still open can {listed(beside, 'or')}." if beside else said


def _points_range(rules: Rules, result: Result) -> str:
    points, most = result.points or 0, result.most or 0
    now = counted(points, "point")
    said = f"{now} now, {most} at most." if most > points else f"{now}."
    low, high = bounded(result)
    ahead = [t for t in reversed(rules.model.thresholds) if rank(low) < rank(t[0]) <= rank(high)]
    return f"{said} {listed([f'{priority} begins at {begins}' for priority, begins in ahead])}." if ahead else said


def _open_sentence(rules: Rules, result: Result) -> str:
    open_factors = [c.factor for c in result.contributions if c.option is None and c.least != c.most]
    open_factors += [axis.factor for axis in result.axes if axis.option is None]
    if not open_factors:
        return ""
    spread = "" if result.axes else f" ({result.points} to {result.most})"
    if len(open_factors) == 1:
        return f"{rules.variables[open_factors[0]].label} is open and cannot change it{spread}."
    return f"{in_words(len(open_factors))} answers are open and cannot change it{spread}."


def tip(rules: Rules, question: OpenQuestion, result: Result) -> tuple[str, Priority | None]:
    """Say what an open answer can do (`“Work is delayed” or beyond makes it P2.`), and the priority it leads to."""
    raising = [rank(o.lowest) > rank(result.lowest) for o in question.outcomes]
    lowering = [rank(o.highest) < rank(result.highest) for o in question.outcomes]
    if any(raising):
        ends = [o.lowest for o, does in zip(question.outcomes, raising, strict=True) if does]
        target, bound = min(ends, key=rank), "at least "
        moving = raising
    elif any(lowering):
        ends = [o.highest for o, does in zip(question.outcomes, lowering, strict=True) if does]
        target, bound = max(ends, key=rank), "at most "
        moving = lowering
    else:
        return "", None
    settled = all(
        (o.lowest, o.highest) == (target, target) for o, does in zip(question.outcomes, moving, strict=True) if does
    )
    answers = _answers(rules, question, moving)
    return f"{answers[:1].upper()}{answers[1:]} makes it {'' if settled else bound}{code(target)}.", target


def _answers(rules: Rules, question: OpenQuestion, moving: Sequence[bool]) -> str:
    """The answers that move the priority: `“Work is delayed” or beyond`, `2 or less`, `yes`."""
    variable = rules.variables[question.name]
    numbers = [variable.read(o.value) or 0 for o in question.outcomes]
    if variable.measured:
        ends = [*(number - 1 for number in numbers[1:]), None]
        found = [(low, high) for low, high, does in zip(numbers, ends, moving, strict=True) if does]
        return listed([_stretch(variable, low, high, first=low == numbers[0]) for low, high in _joined(found)], "or")
    shown = [variable.format(number) for number, does in zip(numbers, moving, strict=True) if does]
    if variable.type == "factor" and len(shown) > 1:
        # a run up to the gravest option, or down to the mildest, is told by its one end
        if all(moving[-len(shown) :]) and not all(moving):
            return f"{quoted(shown[0])} or beyond"
        if all(moving[: len(shown)]) and not all(moving):
            return f"{quoted(shown[-1])} or below"
    return listed(shown if variable.type == "yes-no" else [quoted(text) for text in shown], "or")


def _joined(stretches: Sequence[tuple[int, int | None]]) -> list[tuple[int, int | None]]:
    """Stretches that touch are one."""
    joined: list[tuple[int, int | None]] = []
    for low, high in stretches:
        if joined and joined[-1][1] == low - 1:
            joined[-1] = (joined[-1][0], high)
        else:
            joined.append((low, high))
    return joined


def _stretch(variable: Variable, low: int, high: int | None, *, first: bool) -> str:
    """A stretch of amounts in words: `8 h or more`, `2 or less`, `3 to 6`, `less than 8 h`."""
    if high is None:
        return f"{variable.format(low)} or more"
    last, after = variable.format(high), variable.format(high + 1)
    if first:
        return f"{last} or less" if len(last) <= len(after) else f"less than {after}"
    if low == high:
        return variable.format(low)
    if len(last) <= len(after):
        return f"{variable.format(low)} to {last}"
    return f"{variable.format(low)} or more but less than {after}"


def close_sentence(rules: Rules, result: Result, by: str = "") -> str:
    """`71 points; P1 begins at 70. Support lead looks at it before 10:12.`; empty when it is not close.

    Without a time in `by`, it says how soon.
    """
    if result.close is None:
        return ""
    reviewer = rules.playbook.roles[result.close.reviewer].name
    when = f"before {by}" if by else f"within {format_duration(result.close.within)}"
    return (
        f"{_spread(result)}; {result.close.priority} begins at {result.close.at_least}. {reviewer} looks at it {when}."
    )


def destination(rules: Rules, criterion: Criterion) -> str:
    """Where a criterion leads, by name: `Tier 2, Legal`."""
    level = criterion.leads_to.level
    names = [rules.playbook.levels[level].name] if level else []
    return ", ".join([*names, *(rules.playbook.roles[role].name for role in criterion.leads_to.roles)])
