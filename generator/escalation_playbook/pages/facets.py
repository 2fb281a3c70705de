"""Facets: by what the list of cases is narrowed, and how many cases there are of each value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from escalation_calculator.model import PRIORITIES
from escalation_calculator.routing import segment_of
from escalation_calculator.strings import english, t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.dates import local
from escalation_playbook.pages.known_cases import STATES
from escalation_playbook.pages.places import KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase

_NAMES: Final = {
    "state": english("State"),
    "priority": english("Priority"),
    "area": english("Area"),
    "segment": english("Segment"),
    "issue": english("Issue type"),
    "kind": english("Kind"),
    "owner": english("Owner"),
    "criterion": english("Criterion met"),
    "year": english("Year"),
}
_MOST_FIRST: Final = ("area", "issue", "owner", "criterion")
"""Facets of many values, which stand by number; the others have an order of their own."""


@dataclass(frozen=True, kw_only=True)
class FacetValue:
    """Something that cases have in common."""

    value: str
    """As the address of a narrowed list holds it."""
    label: str
    count: int
    badge: Badge | None
    """Of a priority."""


@dataclass(frozen=True, kw_only=True)
class Facet:
    """One way to narrow the list."""

    id: str
    name: str
    values: Sequence[FacetValue]
    """Those that any case has."""


def facets(rules: Rules, values: Sequence[Mapping[str, Sequence[str]]]) -> list[Facet]:
    """The facets of cases with these values; one that no case has a value of is left out."""
    words = _words(rules)
    found = []
    for name in _NAMES:
        counts = Counter(value for each in values for value in each.get(name, ()))
        known = words.get(name, {})
        order = [value for value in known if value in counts] + sorted(counts.keys() - known.keys(), reverse=True)
        if name in _MOST_FIRST:
            order.sort(key=lambda value: -counts[value])
        if order:
            found.append(
                Facet(id=name, name=t(_NAMES[name]), values=[_value(rules, name, v, known, counts) for v in order])
            )
    return found


def every_value_of(rules: Rules, known: KnownCase) -> Mapping[str, Sequence[str]]:
    """What a case has of each facet: of criteria as many as are met, of any other one value or none."""
    return {name: (value,) for name, value in values_of(rules, known).items()} | {"criterion": known.met}


def values_of(rules: Rules, known: KnownCase) -> Mapping[str, str]:
    """What a case has of each facet that allows one value; what is not known of it is left out."""
    case = known.case
    found = {
        "state": case.state,
        "priority": case.scoring.final,
        "area": area_of(rules, known),
        "segment": segment_of(rules, known.answers),
        "issue": case.issue,
        "kind": case.kind,
        "owner": case.owner,
        "year": local(case.times.opened, rules.playbook).year,
    }
    return {name: str(value) for name, value in found.items() if value is not None}


def area_of(rules: Rules, known: KnownCase) -> str | None:
    """The product area of a case, as its id."""
    area = rules.areas
    at = known.answers.given.get(area.name) if area else None
    return area.values[at] if area and at is not None else None


def _words(rules: Rules) -> Mapping[str, Mapping[str, str]]:
    """Facet → value → its words, in the order in which values stand."""
    playbook, area = rules.playbook, rules.areas
    return {
        "state": {state: t(word) for state, word in STATES.items()},
        "priority": {priority: badge(playbook, priority).said for priority in reversed(PRIORITIES)},
        "area": dict(zip(area.values, area.labels, strict=True)) if area else {},
        "segment": {str(option.id): str(option.label) for option in reversed(playbook.segments.options)},
        "issue": {str(i.id): str(i.name) for _, i in playbook.taxonomy.issues} if playbook.taxonomy else {},
        "kind": {kind: t(word) for kind, word in KIND_WORDS.items()},
        "owner": {str(role.id): str(role.name) for role in playbook.matrix.roles},
        "criterion": {str(criterion.id): str(criterion.title) for criterion in playbook.criteria},
    }


def _value(rules: Rules, name: str, value: str, words: Mapping[str, str], counts: Mapping[str, int]) -> FacetValue:
    mark = badge(rules.playbook, cast("Priority", value)) if name == "priority" else None
    return FacetValue(value=value, label=words.get(value, value), count=counts[value], badge=mark)
