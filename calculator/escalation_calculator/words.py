"""The sentences that explain a result: the same on the page, in the terminal and in a ticket note."""

from collections.abc import Sequence
from typing import Final, Literal

from .criteria import Criterion
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .score import OpenQuestion, Result
from .spans import span
from .strings import english, t, tn
from .variables import Variable

_NUMBERS: Final = (
    *(english("No"), english("One"), english("Two"), english("Three"), english("Four"), english("Five")),
    *(english("Six"), english("Seven"), english("Eight"), english("Nine"), english("Ten")),
)
_JOINED: Final = {
    "and": english("{{ first }} and {{ last }}"),
    "or": english("{{ first }} or {{ last }}"),
    "to": english("{{ first }} to {{ last }}"),
}


def counted(number: int, noun: str) -> str:
    """`1 error`, `74 errors`: for what is said in English alone."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def in_words(number: int) -> str:
    """`Two`; figures beyond ten."""
    return t(_NUMBERS[number]) if number < len(_NUMBERS) else str(number)


def listed(words: Sequence[str], last: Literal["and", "or", "to"] = "and") -> str:
    """`a, b and c`."""
    if len(words) < 2:
        return words[0] if words else ""
    return t(_JOINED[last], first=", ".join(words[:-1]), last=words[-1])


def code(priority: Priority) -> str:
    """How a priority is called in a sentence."""
    return t("the standard route") if priority == "standard" else priority


def quoted(text: str) -> str:
    """The text in quotation marks."""
    return t("“{{ text }}”", text=text)


def why(rules: Rules, result: Result) -> str:
    """Why the priority is what it is, or why it is still open."""
    acting = [bound_sentence(rules, b.criterion, b.bound, b.priority) for b in result.bounds if b.acted]
    if result.priority is None:
        return " ".join([*acting, _range_sentence(rules, result)])
    if acting:
        return " ".join([*acting, _alone(result)])
    if bounded(result) != (result.priority, result.priority):
        ends = code(result.priority)
        if result.axes:
            said = t(
                "However the open answers turn out, the table or a criterion make it {{ priority }}.", priority=ends
            )
            return f"{_cell(rules, result)} {said}"
        said = t("However the open answers turn out, the points or a criterion make it {{ priority }}.", priority=ends)
        return f"{_spread(result)}. {said}"
    said = _cell(rules, result) if result.axes else _points_sentence(rules, result)
    return f"{said} {_open_sentence(rules, result)}".strip()


def bound_sentence(rules: Rules, criterion: str, bound: str, priority: Priority) -> str:
    """Say what a floor or ceiling does: `Personal data is exposed: never below P1.`."""
    what = title(rules, criterion)
    if bound == "floor":
        return t("{{ criterion }}: never below {{ priority }}.", criterion=what, priority=code(priority))
    return t("{{ criterion }}: never above {{ priority }}.", criterion=what, priority=code(priority))


def title(rules: Rules, criterion: str) -> str:
    """A criterion's title by its id."""
    return next(c.title for c in rules.playbook.criteria if c.id == criterion)


def alone(result: Result) -> str:
    """What the points or the table give by themselves: `P2`, `P4 to P2` while answers are open."""
    return listed(list(dict.fromkeys((code(result.alone_lowest), code(result.alone_highest)))), "to")


def _alone(result: Result) -> str:
    ends, points = alone(result), _spread(result)
    if result.alone_lowest != result.alone_highest:
        if result.axes:
            return t("The table alone would give from {{ range }}.", range=ends)
        return t("The points alone ({{ points }}) would give from {{ range }}.", points=points, range=ends)
    if result.alone_lowest != result.priority:
        if result.axes:
            return t("The table alone would give {{ priority }}.", priority=ends)
        return t("The points alone ({{ points }}) would give {{ priority }}.", points=points, priority=ends)
    if result.axes:
        return t("The table alone would give {{ priority }} too, but a ceiling would hold it lower.", priority=ends)
    return t(
        "The points alone ({{ points }}) would give {{ priority }} too, but a ceiling would hold it lower.",
        points=points,
        priority=ends,
    )


def _cell(rules: Rules, result: Result) -> str:
    """`The table gives P3 for “A team” and “Within the day”.`; answers that are open are left out."""
    answers = [rules.variables[axis.factor] for axis in result.axes if axis.option is not None]
    options = [axis.option for axis in result.axes if axis.option is not None]
    said = [quoted(v.labels[v.values.index(option)]) for v, option in zip(answers, options, strict=True)]
    if not said:
        return t("The table gives {{ priority }}.", priority=alone(result))
    return t("The table gives {{ priority }} for {{ answers }}.", priority=alone(result), answers=listed(said))


def _spread(result: Result) -> str:
    """`74 points`, or `74 to 84 points` while answers are open."""
    points, most = result.points or 0, result.most or 0
    if points == most:
        return tn("{{ n }} point", "{{ n }} points", points)
    return t("{{ points }} to {{ most }} points", points=points, most=most)


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
    points = tn("{{ n }} point", "{{ n }} points", result.points or 0)
    return t("{{ points }}; {{ priority }} begins at {{ begins }}.", points=points, priority=priority, begins=begins)


def _range_sentence(rules: Rules, result: Result) -> str:
    """What the points or the table can still become, and whether criteria decide beside them."""
    low, high = bounded(result)
    said = _cell(rules, result) if result.axes else _points_range(rules, result)
    if low == high:
        return f"{said} {t('A criterion decides.')}"
    lifts, lowers = rank(result.highest) > rank(high), rank(result.lowest) < rank(low)
    up, down = code(result.highest), code(result.lowest)
    if lifts and lowers:
        beside = t(
            "Criteria that are still open can lift it to {{ highest }} or lower it to {{ lowest }}.",
            highest=up,
            lowest=down,
        )
    elif lifts:
        beside = t("Criteria that are still open can lift it to {{ priority }}.", priority=up)
    elif lowers:
        beside = t("Criteria that are still open can lower it to {{ priority }}.", priority=down)
    else:
        return said
    return f"{said} {beside}"


def _points_range(rules: Rules, result: Result) -> str:
    points, most = result.points or 0, result.most or 0
    now = tn("{{ n }} point", "{{ n }} points", points)
    said = t("{{ points }} now, {{ most }} at most.", points=now, most=most) if most > points else f"{now}."
    low, high = bounded(result)
    ahead = [t for t in reversed(rules.model.thresholds) if rank(low) < rank(t[0]) <= rank(high)]
    begin = [t("{{ priority }} begins at {{ begins }}", priority=priority, begins=begins) for priority, begins in ahead]
    return f"{said} {listed(begin)}." if ahead else said


def _open_sentence(rules: Rules, result: Result) -> str:
    open_factors = [c.factor for c in result.contributions if c.option is None and c.least != c.most]
    open_factors += [axis.factor for axis in result.axes if axis.option is None]
    if not open_factors:
        return ""
    factor, number = rules.variables[open_factors[0]].label, in_words(len(open_factors))
    if result.axes:
        return tn(
            "{{ factor }} is open and cannot change it.",
            "{{ number }} answers are open and cannot change it.",
            len(open_factors),
            factor=factor,
            number=number,
        )
    return tn(
        "{{ factor }} is open and cannot change it ({{ points }} to {{ most }}).",
        "{{ number }} answers are open and cannot change it ({{ points }} to {{ most }}).",
        len(open_factors),
        factor=factor,
        number=number,
        points=result.points,
        most=result.most,
    )


def tip(rules: Rules, question: OpenQuestion, result: Result) -> tuple[str, Priority | None]:
    """Say what an open answer can do (`“Work is delayed” or beyond makes it P2.`), and the priority it leads to."""
    raising = [rank(o.lowest) > rank(result.lowest) for o in question.outcomes]
    lowering = [rank(o.highest) < rank(result.highest) for o in question.outcomes]
    if any(raising):
        ends = [o.lowest for o, does in zip(question.outcomes, raising, strict=True) if does]
        target, least, moving = min(ends, key=rank), True, raising
    elif any(lowering):
        ends = [o.highest for o, does in zip(question.outcomes, lowering, strict=True) if does]
        target, least, moving = max(ends, key=rank), False, lowering
    else:
        return "", None
    settled = all(
        (o.lowest, o.highest) == (target, target) for o, does in zip(question.outcomes, moving, strict=True) if does
    )
    given = _answers(rules, question, moving)
    given = f"{given[:1].upper()}{given[1:]}"
    if settled:
        return t("{{ answers }} makes it {{ priority }}.", answers=given, priority=code(target)), target
    if least:
        return t("{{ answers }} makes it at least {{ priority }}.", answers=given, priority=code(target)), target
    return t("{{ answers }} makes it at most {{ priority }}.", answers=given, priority=code(target)), target


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
            return t("{{ option }} or beyond", option=quoted(shown[0]))
        if all(moving[: len(shown)]) and not all(moving):
            return t("{{ option }} or below", option=quoted(shown[-1]))
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
        return t("{{ value }} or more", value=variable.format(low))
    last, after = variable.format(high), variable.format(high + 1)
    if first:
        short = len(last) <= len(after)
        return t("{{ value }} or less", value=last) if short else t("less than {{ value }}", value=after)
    if low == high:
        return variable.format(low)
    if len(last) <= len(after):
        return t("{{ first }} to {{ last }}", first=variable.format(low), last=last)
    return t("{{ low }} or more but less than {{ high }}", low=variable.format(low), high=after)


def close_sentence(rules: Rules, result: Result, by: str = "") -> str:
    """`71 points; P1 begins at 70. Support lead looks at it before 10:12.`; empty when it is not close.

    Without a time in `by`, it says how soon.
    """
    if result.close is None:
        return ""
    reviewer = rules.playbook.roles[result.close.reviewer].name
    close, points = result.close, _spread(result)
    said = t(
        "{{ points }}; {{ priority }} begins at {{ begins }}.",
        points=points,
        priority=close.priority,
        begins=close.at_least,
    )
    if by:
        return f"{said} {t('{{ role }} looks at it before {{ time }}.', role=reviewer, time=by)}"
    return f"{said} {t('{{ role }} looks at it within {{ time }}.', role=reviewer, time=span(close.within))}"


def destination(rules: Rules, criterion: Criterion) -> str:
    """Where a criterion leads, by name: `Tier 2, Legal`."""
    level = criterion.leads_to.level
    names = [rules.playbook.levels[level].name] if level else []
    return ", ".join([*names, *(rules.playbook.roles[role].name for role in criterion.leads_to.roles)])
