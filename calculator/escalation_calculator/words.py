"""The sentences that explain a result: the same on the page, in the terminal and in a ticket note."""

from collections.abc import Sequence
from typing import Final

from .criteria import Criterion
from .model import PRIORITIES, Priority
from .rules import Rules, rank
from .scalars import format_duration
from .score import OpenQuestion, Outcome, Result

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
    points = _points_sentence(rules, result)
    acting = [bound for bound in result.bounds if bound.acted]
    if result.priority is None:
        return points
    if acting:
        return " ".join(
            [*(bound_sentence(rules, b.criterion, b.bound, b.priority) for b in acting), _alone(rules, result)]
        )
    return f"{points} {_open_sentence(rules, result)}".strip()


def bound_sentence(rules: Rules, criterion: str, bound: str, priority: Priority) -> str:
    """Say what a floor or ceiling does: `Personal data is exposed: never below P1.`."""
    side = "below" if bound == "floor" else "above"
    return f"{title(rules, criterion)}: never {side} {code(priority)}."


def title(rules: Rules, criterion: str) -> str:
    """A criterion's title by its id."""
    return next(c.title for c in rules.playbook.criteria if c.id == criterion)


def _alone(rules: Rules, result: Result) -> str:
    bands = {rules.band(result.points), rules.band(result.most)}
    spread = (
        counted(result.points, "point") if result.points == result.most else f"{result.points} to {result.most} points"
    )
    alone = listed([code(PRIORITIES[band]) for band in sorted(bands)], "to")
    return f"The points alone ({spread}) would give {alone}."


def _points_sentence(rules: Rules, result: Result) -> str:
    begins = {t.priority: t.at_least for t in rules.model.thresholds}
    if result.priority is None:
        ahead = [p for p in reversed(PRIORITIES) if p != "standard" and result.points < begins[p] <= result.most]
        starts = listed([f"{p} begins at {begins[p]}" for p in sorted(ahead, key=rank)])
        most = f"{counted(result.points, 'point')} now, {result.most} at most."
        return f"{most} {starts}." if starts else f"{most} A criterion decides."
    shown = "P4" if result.priority == "standard" else result.priority
    return f"{counted(result.points, 'point')}; {shown} begins at {begins[shown]}."


def _open_sentence(rules: Rules, result: Result) -> str:
    open_factors = [c for c in result.contributions if c.option is None and c.least != c.most]
    if not open_factors:
        return ""
    spread = f"({result.points} to {result.most})"
    if len(open_factors) == 1:
        return f"{rules.variables[open_factors[0].factor].label} is open and cannot change it {spread}."
    return f"{in_words(len(open_factors))} answers are open and cannot change it {spread}."


def tip(rules: Rules, question: OpenQuestion, result: Result) -> tuple[str, Priority | None]:
    """Say what an open answer can do (`“Work is delayed” or above makes it P2.`), and the priority it leads to."""
    variable = rules.variables[question.name]
    raising = [o for o in question.outcomes if rank(o.lowest) > rank(result.lowest)]
    if raising:
        top = raising[0].lowest
        same = [o for o in raising if rank(o.lowest) >= rank(top)]
        tail = list(question.outcomes[-len(same) :]) == same and variable.type not in ("yes-no", "choice")
        settled = all(o.lowest == o.highest == top for o in same)
        who = (
            _value(rules, question, same[0].value, tail=tail and len(same) > 1)
            if tail
            else _values(rules, question, same)
        )
        return f"{who} makes it {'' if settled else 'at least '}{code(top)}.", top
    lowering = [o for o in question.outcomes if rank(o.highest) < rank(result.highest)]
    if lowering:
        bottom = max((o.highest for o in lowering), key=rank)
        settled = all(o.lowest == o.highest == bottom for o in lowering)
        return f"{_values(rules, question, lowering)} makes it {'' if settled else 'at most '}{code(bottom)}.", bottom
    return "", None


def _value(rules: Rules, question: OpenQuestion, value: str | int, *, tail: bool) -> str:
    variable = rules.variables[question.name]
    number = variable.read(value)
    shown = variable.format(number) if number is not None else str(value)
    if variable.measured:
        return f"{shown} or more"
    return f"{quoted(shown)} or above" if tail else quoted(shown)


def _values(rules: Rules, question: OpenQuestion, outcomes: Sequence[Outcome]) -> str:
    return listed([_value(rules, question, o.value, tail=False) for o in outcomes], "or")


def close_sentence(rules: Rules, result: Result) -> str:
    """`71 points; P1 begins at 70. The Support lead looks at it within 30 min.`; empty when it is not close."""
    if result.close is None:
        return ""
    reviewer = rules.playbook.roles[result.close.reviewer].name
    return (
        f"{counted(result.points, 'point')}; {result.close.priority} begins at {result.close.at_least}. "
        f"{reviewer} looks at it within {format_duration(result.close.within)}."
    )


def destination(rules: Rules, criterion: Criterion) -> str:
    """Where a criterion leads, by name: `Tier 2, Legal`."""
    level = criterion.leads_to.level
    names = [rules.playbook.levels[level].name] if level else []
    return ", ".join([*names, *(rules.playbook.roles[role].name for role in criterion.leads_to.roles)])
