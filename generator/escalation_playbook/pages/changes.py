"""What cases changed in the playbook: each with where it stands, how it reads now, and the case behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.strings import t
from escalation_playbook.pages.dates import date_words, local
from escalation_playbook.pages.known_cases import address_of
from escalation_playbook.pages.places import Place, of_criterion, of_level, of_role, to_lowering, to_message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from escalation_calculator.case import Case, Change
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase

SHOWN: Final = 5
"""Changes that are named as the latest."""


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """Something in the playbook that a case changed."""

    what: str
    """What kind of thing it is, as a word."""
    name: str
    address: str
    how: str


@dataclass(frozen=True, kw_only=True)
class LateChange:
    """A change with its day and its case."""

    day: str
    machine: str
    change: ChangeRow
    case: Place


def change_row(rules: Rules, change: Change) -> ChangeRow:
    """The one thing that a change names, with its place on the site."""
    playbook, names = rules.playbook, rules.variables
    criteria = {str(c.id): str(c.title) for c in playbook.criteria}
    found: tuple[str, str, str]
    if change.criterion:
        found = (t("Criterion"), criteria[change.criterion], of_criterion(change.criterion))
    elif change.message:
        message = to_message(playbook, change.message)
        found = (t("Message"), message.name, message.address)
    elif change.role:
        found = (t("Role"), playbook.roles[change.role].name, of_role(change.role))
    elif change.level:
        found = (t("Level"), playbook.levels[change.level].name, of_level(change.level))
    elif change.lowering:
        ways = playbook.workflow.de_escalation if playbook.workflow else ()
        way = to_lowering(next(way for way in ways if way.id == change.lowering))
        found = (t("Lowering a priority"), way.name, way.address)
    elif change.factor:
        found = (t("Factor"), names[change.factor].label, f"scoring/#{change.factor}")
    else:
        found = (t("Fact"), names[change.fact or ""].label, "calculator/")
    what, name, address = found
    return ChangeRow(what=what, name=name, address=address, how=change.how)


def latest(rules: Rules, cases: Sequence[KnownCase]) -> list[LateChange]:
    """The changes of the cases that ended last; of each case in the order in which it tells them."""
    found = [known.case for known in cases if known.case.changes]
    found.sort(key=lambda case: (_ended(case), case.id), reverse=True)
    return [_late(rules, case, change) for case in found for change in case.changes][:SHOWN]


def _late(rules: Rules, case: Case, change: Change) -> LateChange:
    day = local(_ended(case), rules.playbook).date()
    return LateChange(
        day=date_words(day),
        machine=day.isoformat(),
        change=change_row(rules, change),
        case=Place(name=case.title, address=address_of(case.id)),
    )


def _ended(case: Case) -> datetime:
    """When it was solved; of an open one, when it came."""
    return case.times.resolved or case.times.opened
