"""What is read first of a case: how long things took against what was promised, and the measures that decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import after, promise_words
from escalation_calculator.strings import english, t, tn
from escalation_playbook.pages.known_cases import between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from escalation_calculator.matrix import Promised
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase

_STEPS: Final[Sequence[tuple[str, Promised, str]]] = (
    (english("Acknowledged"), "acknowledge", "acknowledged"),
    (english("Contained"), "contain", "contained"),
    (english("Resolved"), "resolve", "resolved"),
)
"""What was promised, as a word, as the promise's name and as that of its time."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number at the head of a case, with what was promised."""

    name: str
    figure: str
    of: str
    late: str
    """How late it was; empty when it was in time."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A promise, and when it was kept."""

    name: str
    due: datetime | None
    """None when nothing was promised."""
    done: datetime | None
    """None when it is not done yet."""
    figure: Figure


def promises(rules: Rules, known: KnownCase) -> list[Kept]:
    """Each promise of the case, in the order in which they are due."""
    times, promised = known.case.times, known.commitment
    counted = rules.business if promised.hours == "business" else None
    found = []
    for name, promise, time in _STEPS:
        minutes: int | None = getattr(promised, promise)
        done: datetime | None = getattr(times, time)
        by, of = None, t("nothing promised")
        if minutes is not None:
            by = after(times.classified, minutes, counted)
            of = t("{{ time }} promised", time=promise_words(minutes, promised.hours))
        late = t("Late by {{ time }}", time=between(by, done)) if by and done and done > by else ""
        took = between(times.classified, done) if done else "–"
        said = t(name)
        found.append(Kept(name=said, due=by, done=done, figure=Figure(name=said, figure=took, of=of, late=late)))
    return found


def figures(rules: Rules, known: KnownCase, kept: Sequence[Kept]) -> list[Figure]:
    """Those of the promises, how often the customer was told, and each measure that a factor follows."""
    found = [promise.figure for promise in kept]
    told = sum(event.told_customer is not None for event in known.case.timeline)
    found.append(Figure(name=t("Customer told"), figure=tn("{{ n }} time", "{{ n }} times", told), of="", late=""))
    for factor, fact in rules.followed.items():
        variable = rules.variables[fact]
        if fact in known.answers.given:
            number = known.answers.given[fact]
            said = variable.format(number) if number == 1 else f"{variable.format(number)} {variable.unit}".rstrip()
            found.append(Figure(name=variable.label, figure=said, of=_option(rules, known, factor), late=""))
    return found


def _option(rules: Rules, known: KnownCase, factor: str) -> str:
    low, _ = known.answers.known[factor]
    return f"{rules.variables[factor].label}: {rules.variables[factor].format(low)}"
