"""Open cases: what still waits for us, the next update to a customer first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CASES
from escalation_calculator.strings import t, tn
from escalation_calculator.zones import city
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.dates import date_words, day_words, local, stamp
from escalation_playbook.pages.known_cases import CLOSED, address_of, chosen, next_update
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext
    from escalation_playbook.pages.places import Place

_SHOWN: Final = 100
"""So many are listed, by their next update."""


@dataclass(frozen=True, kw_only=True)
class OpenRow:
    """A case that is not solved yet."""

    title: str
    address: str
    badge: Badge
    second: str
    """Segment, area, and that it does no more harm when that is so."""
    owner: Place
    opened: str
    opened_machine: str
    age: str
    """In days, on the day of the build."""
    due: str
    """When the customer hears next; empty when nothing more is promised."""
    due_machine: str
    late: bool
    """Whether that time had passed when the site was built: it can only become later."""


def open_cases(rules: Rules, cases: Sequence[KnownCase], context: PageContext) -> Page:
    """The page of all open cases."""
    now = local(context.now, rules.playbook)
    rows = open_rows(rules, cases, context)
    late = sum(row.late for row in rows)
    solved = [known.case.times.resolved for known in cases if known.case.times.resolved]
    return Page(
        address="open/",
        title=t("Open cases"),
        description=t("What still waits for us, and when each customer hears next."),
        template="open-cases.html.j2",
        source=CASES,
        data={
            "rows": rows[:_SHOWN],
            "count": len(rows),
            "said": _said(len(rows), late),
            "last": date_words(local(max(solved), rules.playbook).date()) if solved else "",
            "city": city(rules.playbook.matrix.zone),
            "day": day_words(now),
        },
    )


def _said(cases: int, late: int) -> str:
    waiting = tn("{{ n }} case open", "{{ n }} cases open", cases)
    if not late:
        return waiting
    return tn("{{ cases }}, {{ n }} update late", "{{ cases }}, {{ n }} updates late", late, cases=waiting)


def open_rows(rules: Rules, cases: Sequence[KnownCase], context: PageContext) -> list[OpenRow]:
    """Those that still wait for something, the next update first."""
    now = local(context.now, rules.playbook)
    waiting = [(next_update(known, rules.business), known) for known in cases if known.case.state not in CLOSED]
    waiting.sort(key=lambda each: (each[0] is None, each[0] or each[1].case.times.opened, each[1].case.id))
    return [_row(rules, known, due, now) for due, known in waiting]


def _row(rules: Rules, known: KnownCase, due: datetime | None, now: datetime) -> OpenRow:
    case, today = known.case, now.date()
    opened = local(case.times.opened, rules.playbook)
    days = (today - opened.date()).days
    contained = t("contained") if case.state == "contained" else ""
    told = local(due, rules.playbook) if due else None
    return OpenRow(
        title=case.title,
        address=address_of(case.id),
        badge=badge(rules.playbook, case.scoring.final),
        second=" · ".join(filter(None, [known.segment, *chosen(rules, known).values(), contained])),
        owner=to_role(rules.playbook, case.owner),
        opened=stamp(opened, today),
        opened_machine=opened.isoformat(timespec="minutes"),
        age=tn("{{ n }} day old", "{{ n }} days old", days) if days > 0 else t("today"),
        due=stamp(told, today) if told else "",
        due_machine=told.isoformat(timespec="minutes") if told else "",
        late=due is not None and due < now,
    )
