"""How scoring works: all that the model says, and a case counted through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.basis import axes
from escalation_calculator.files import MODEL
from escalation_calculator.form import Sum
from escalation_calculator.rules import rank
from escalation_calculator.spans import span
from escalation_calculator.strings import english, t, tn
from escalation_calculator.words import code, in_words, listed, why
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.grid import grids
from escalation_playbook.pages.known_cases import CLOSED, address_of
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_destination, to_role
from escalation_playbook.pages.scale import bars, out_of, percent, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.model import Factor
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.places import Place


_WITH_POINTS: Final = english(
    "What is asked, what each answer counts, where the priorities begin, and what can overrule them."
)
_WITH_TABLE: Final = english("What is asked, which priority each combination of answers has, and what can overrule it.")


_BELOW: Final = english("never below {{ priority }}")
_ABOVE: Final = english("never above {{ priority }}")


@dataclass(frozen=True, kw_only=True)
class FactorRow:
    """A factor with its options."""

    id: str
    name: str
    question: str
    why: str
    most: int
    share: str
    """Its most points against those of the weightiest factor, in percent."""
    options: Sequence[tuple[str, str, int]]
    """Label, how to tell, points (0 with a table)."""
    follows: str
    """The name of the fact that decides it; empty when it is asked for itself."""


@dataclass(frozen=True, kw_only=True)
class ThresholdRow:
    """Where a priority begins."""

    badge: Badge
    begins: str
    """The least points; empty with a table."""
    means: str
    triggers: str
    senior: bool
    """Whether senior people are called."""


@dataclass(frozen=True, kw_only=True)
class BoundRow:
    """A floor or a ceiling."""

    id: str
    title: str
    says: str
    badge: Badge
    leads_to: Sequence[Place]


def scoring(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The page about the model."""
    model, playbook = rules.model, rules.playbook
    points = rules.form.points if isinstance(rules.form, Sum) else {}
    longest = max(map(max, points.values()), default=0)
    margin = model.margin
    worked = _worked(cases)
    result = worked.result if worked else None
    return Page(
        address="scoring/",
        title=t("How scoring works"),
        description=t(_WITH_TABLE if model.table else _WITH_POINTS),
        template="scoring.html.j2",
        source=MODEL,
        data={
            "model": model,
            "count": in_words(len(model.factors)),
            "out_of": out_of(rules),
            "grids": grids(rules),
            "axes_named": listed([rules.variables[name].label for name in model.table.factors]) if model.table else "",
            "factors": [_factor(rules, factor, points.get(factor.id, ()), longest) for factor in model.factors],
            "thresholds": thresholds(rules),
            "bounds": bounds(rules),
            "margin": tn("{{ n }} point", "{{ n }} points", margin.points) if margin else "",
            "reviewer": to_role(playbook, margin.reviewer) if margin else None,
            "within": span(margin.within) if margin else "",
            "standard": model.standard_route,
            "standard_owner": to_role(playbook, model.standard_route.owner),
            "worked": worked.case if worked else None,
            "worked_address": address_of(worked.case.id) if worked else "",
            "why": why(rules, result) if result else "",
            "scale": scale(rules, result) if result else None,
            "bars": bars(rules, result) if result else (),
            "axes": axes(rules, result) if result else (),
        },
    )


def thresholds(rules: Rules) -> list[ThresholdRow]:
    """The priorities, gravest first, the standard route last."""
    found = [
        ThresholdRow(
            badge=badge(rules.playbook, entry.priority),
            begins="" if entry.at_least is None else str(entry.at_least),
            means=entry.means,
            triggers=entry.triggers,
            senior=entry.calls_senior == "yes",
        )
        for entry in rules.model.priorities
    ]
    route = rules.model.standard_route
    least = badge(rules.playbook, "standard")
    begins = "" if rules.model.table is not None else "0"
    return [*found, ThresholdRow(badge=least, begins=begins, means=route.means, triggers=route.triggers, senior=False)]


def bounds(rules: Rules) -> list[BoundRow]:
    """Every floor and ceiling, in the order of the criteria."""
    found = []
    for rule in rules.bounding:
        c = rule.criterion
        for side, priority in ((_BELOW, c.floor), (_ABOVE, c.ceiling)):
            if priority is not None:
                found.append(
                    BoundRow(
                        id=c.id,
                        title=c.title,
                        says=t(side, priority=code(priority)),
                        badge=badge(rules.playbook, priority),
                        leads_to=to_destination(rules.playbook, c),
                    )
                )
    return found


def _factor(rules: Rules, factor: Factor, points: Sequence[int], longest: int) -> FactorRow:
    most = max(points, default=0)
    return FactorRow(
        id=factor.id,
        name=factor.name,
        question=factor.question,
        why=factor.why,
        most=most,
        share=percent(most, longest),
        options=[(option.label, option.how_to_tell, option.points or 0) for option in factor.options],
        follows=rules.variables[factor.follows].label if factor.follows else "",
    )


def _worked(cases: Sequence[KnownCase]) -> KnownCase | None:
    """The gravest case that is closed and was scored with this model; of equals the one with the most points."""
    closed = [known for known in cases if known.is_scored and known.case.state in CLOSED]
    gravest_first = sorted(closed, key=_gravity, reverse=True)
    return next((k for k in gravest_first if k.result and k.result.priority not in (None, "standard")), None)


def _gravity(known: KnownCase) -> tuple[int, int]:
    """By what the case records: the results of all cases need not be worked out to find one."""
    scoring = known.case.scoring
    return rank(scoring.computed), scoring.points or 0
