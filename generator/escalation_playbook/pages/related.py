"""Related cases: the same fault, those that a case names, and those of its cause, issue type or area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.strings import english, t
from escalation_playbook.pages.facets import area_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import CaseRow, KnownCase

_MOST: Final = 5
"""So many are found by what they have in common; what is named in a file always stands there."""
_WHY: Final = {"cause": english("Same cause"), "issue": english("Same issue type"), "area": english("Same area")}
"""What two cases have in common, and how that is said; what tells more comes first."""


@dataclass(frozen=True, kw_only=True)
class Relations:
    """What every case has in common with others, made once for all of them."""

    cases: Mapping[str, KnownCase]
    """By id, newest first."""
    shared: Mapping[tuple[str, str], Sequence[str]]
    """What they have in common, and its value → the cases, newest first."""
    places: Mapping[str, Mapping[tuple[str, str], int]]
    """Case → what it has → its place among those that have it, too."""


@dataclass(frozen=True, kw_only=True)
class Related:
    """A case to read beside another."""

    row: CaseRow
    why: str


def relations(rules: Rules, cases: Sequence[KnownCase]) -> Relations:
    """What the cases have in common."""
    shared: dict[tuple[str, str], list[str]] = {}
    places: dict[str, dict[tuple[str, str], int]] = {}
    for known in cases:
        case = known.case
        cause = case.causes.short.casefold() if case.causes else None
        for name, value in (("cause", cause), ("issue", case.issue), ("area", area_of(rules, known))):
            if value is not None:
                others = shared.setdefault((name, value), [])
                places.setdefault(case.id, {})[name, value] = len(others)
                others.append(case.id)
    return Relations(
        cases={str(known.case.id): known for known in cases},
        shared=shared,
        places=places,
    )


def related(known: KnownCase, among: Relations) -> list[Related]:
    """The cases to read beside one; no case stands there twice, and each by the reason that tells most."""
    found: dict[str, str] = {}
    for case_id, why in _named(known):
        if case_id in among.cases:
            found.setdefault(case_id, why)
    named = len(found)
    for case_id, why in _alike(known, among):
        if len(found) - named == _MOST:
            break
        found.setdefault(case_id, why)
    found.pop(known.case.id, None)
    return [Related(row=among.cases[case_id].row, why=why) for case_id, why in found.items()]


def _named(known: KnownCase) -> Iterator[tuple[str, str]]:
    case = known.case
    yield case.id, ""
    if case.repeat_of:
        yield case.repeat_of, t("The same fault, before")
    for later in known.repeated_by:
        yield later.id, t("The same fault, again")
    for other in case.related:
        yield other, t("Named in this case")


def _alike(known: KnownCase, among: Relations) -> Iterator[tuple[str, str]]:
    """Those next to it in time first: so a new case changes the pages of few others."""
    places = among.places.get(known.case.id, {})
    for name, why in _WHY.items():
        for each, place in places.items():
            if each[0] == name:
                others = among.shared[each]
                for away in range(1, _MOST + 1):
                    for at in (place + away, place - away):  # the earlier one first
                        if 0 <= at < len(others):
                            yield others[at], t(why)
