"""The scale and the bars of a score, as lengths in percent of the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_calculator.score import Result


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
    found = reversed(rules.model.thresholds)
    return [Tick(at=percent(t.at_least, rules.out_of), number=t.at_least, code=t.priority) for t in found]


def scale(rules: Rules, result: Result) -> Scale:
    """The scale of a result."""
    reach = f", up to {result.most} with what is open" if result.most != result.points else ""
    begins = ", ".join(f"{t.priority} from {t.at_least}" for t in reversed(rules.model.thresholds))
    return Scale(
        priority=result.priority or result.highest,
        label=f"{result.points} of {result.out_of} points{reach}. {begins}.",
        fill=percent(result.points, result.out_of),
        reach=percent(result.most, result.out_of),
        ticks=ticks(rules),
        end=result.out_of,
    )


def bars(rules: Rules, result: Result) -> list[Bar]:
    """The contributions: answered ones by their points, then what is open."""
    longest = max((c.of for c in result.contributions), default=0)
    found = []
    for c in sorted(result.contributions, key=lambda c: (c.points is None, -(c.points or 0), -c.of)):
        variable = rules.variables[c.factor]
        found.append(
            Bar(
                name=variable.label,
                answer=variable.labels[variable.values.index(c.option)] if c.option is not None else "not answered",
                track=percent(c.of, longest),
                fill=percent(c.points or 0, longest),
                points=c.points or 0,
                of=c.of,
                open="" if c.points is not None else f"{c.least}–{c.most}",
            )
        )
    return found


def percent(part: int, whole: int) -> str:
    """`84`, `58.33`: how much a part is of a whole; nothing of nothing is 0."""
    if whole <= 0:
        return "0"
    hundredths = min(part, whole) * 10000 // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}".rstrip("0").rstrip(".")
