"""Actions: all that is still to be done so that nothing happens again, by owner, what is late first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CASES
from escalation_calculator.strings import t, tn
from escalation_playbook.pages.dates import date_words, day_words, local
from escalation_playbook.pages.known_cases import address_of
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from escalation_calculator.case import Action, Case
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext

_SHOWN: Final = 50
"""So many actions of one owner are listed."""

_FEW: Final = 60
"""So many are shown at once; with more, the owners are opened one by one."""


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """An action that is not done."""

    what: str
    due: str
    due_machine: str
    late: str
    """How late it is on the day of the build; empty when it is not."""
    case: str
    """The title of the case that it came from."""
    address: str


@dataclass(frozen=True, kw_only=True)
class OwnersActions:
    """What one role has to see to."""

    id: str
    name: str
    said: str
    """How many, and how many of them are late, if any."""
    actions: Sequence[OpenAction]
    """Those due longest first; of many only those."""
    more: int
    """How many others there are."""


def actions(rules: Rules, cases: Sequence[KnownCase], context: PageContext) -> Page:
    """The page of all open actions; roles with something late come first, then the order of the matrix."""
    today = local(context.now, rules.playbook).date()
    found: dict[Id, list[tuple[date, str, OpenAction]]] = {role: [] for role in rules.playbook.roles}
    for known in cases:
        for action in known.case.actions:
            if action.state == "open":
                row = _row(known.case, action, today)
                found[action.owner].append((action.due, known.case.id, row))
    by_owner = {role: [row for *_, row in sorted(rows, key=lambda each: each[:2])] for role, rows in found.items()}
    owners = [_owner(rules, role, rows) for role, rows in by_owner.items() if rows]
    every = [action for rows in by_owner.values() for action in rows]
    return Page(
        address="actions/",
        title=t("Actions"),
        description=t("What is still to be done so that it does not happen again, by owner."),
        template="actions.html.j2",
        source=CASES,
        data={
            "owners": sorted(owners, key=lambda owner: not owner.actions[0].late),
            "said": _said(every) if every else "",
            "open": len(every) <= _FEW,
            "day": day_words(local(context.now, rules.playbook)),
        },
    )


def lateness(action: Action, today: date) -> str:
    """`3 days late`; empty when it is not, or is not open any more."""
    days = (today - action.due).days
    return tn("{{ n }} day late", "{{ n }} days late", days) if action.state == "open" and days > 0 else ""


def _owner(rules: Rules, role: Id, rows: Sequence[OpenAction]) -> OwnersActions:
    return OwnersActions(
        id=role, name=rules.playbook.roles[role].name, said=_said(rows), actions=rows[:_SHOWN], more=len(rows[_SHOWN:])
    )


def _said(rows: Sequence[OpenAction]) -> str:
    late = sum(bool(row.late) for row in rows)
    return t("{{ n }} open, {{ late }} late", n=len(rows), late=late) if late else t("{{ n }} open", n=len(rows))


def _row(case: Case, action: Action, today: date) -> OpenAction:
    return OpenAction(
        what=action.what,
        due=date_words(action.due),
        due_machine=action.due.isoformat(),
        late=lateness(action, today),
        case=case.title,
        address=address_of(case.id),
    )
