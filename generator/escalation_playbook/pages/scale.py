"""The drawings of a score: the scale and the bars of the calculator, with their lengths in percent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from escalation_calculator import basis
from escalation_calculator.form import Sum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_calculator.score import Result
    from escalation_calculator.view import Tick as Begin


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Where a priority begins."""

    at: str
    number: int
    code: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The points on their way from 0 to all there are."""

    priority: str
    label: str
    """The drawing in words."""
    fill: str
    reach: str
    """As far as open answers could carry it."""
    ticks: Sequence[Tick]
    end: int


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What one factor adds; all bars have one measure."""

    name: str
    answer: str
    track: str
    fill: str
    points: int
    of: int
    open: str
    """The range of an unanswered factor: `0–10`; empty once answered."""


def ticks(rules: Rules) -> list[Tick]:
    """The thresholds on the scale, mildest first."""
    return _ticks(basis.ticks(rules), out_of(rules))


def _ticks(begins: Sequence[Begin], end: int) -> list[Tick]:
    return [Tick(at=percent(tick.at_least, end), number=tick.at_least, code=tick.priority) for tick in begins]


def scale(rules: Rules, result: Result) -> Scale | None:
    """The scale of a result; None with a table."""
    if result.points is None:
        return None
    drawn = basis.scale(rules, result)
    return Scale(
        priority=result.priority or result.highest,
        label=drawn.label,
        fill=percent(drawn.points, drawn.out_of),
        reach=percent(drawn.most, drawn.out_of),
        ticks=_ticks(drawn.ticks, drawn.out_of),
        end=drawn.out_of,
    )


def bars(rules: Rules, result: Result) -> list[Bar]:
    """The contributions: answered ones by their points, then what is open."""
    found = basis.bars(rules, result)
    longest = max((bar.of for bar in found), default=0)
    return [
        Bar(
            name=bar.name,
            answer=bar.answer,
            track=percent(bar.of, longest),
            fill=percent(bar.points or 0, longest),
            points=bar.points or 0,
            of=bar.of,
            open=bar.text if bar.points is None else "",
        )
        for bar in found
    ]


def out_of(rules: Rules) -> int:
    """The most points there are; 0 with a table."""
    return rules.form.out_of if isinstance(rules.form, Sum) else 0


@lru_cache(maxsize=4096)  # cases have few numbers of points between them
def percent(part: int, whole: int) -> str:
    """`84`, `58.33`: how much a part is of a whole; nothing of nothing is 0."""
    if whole <= 0:
        return "0"
    hundredths = min(part, whole) * 10000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
