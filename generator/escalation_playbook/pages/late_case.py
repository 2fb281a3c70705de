"""The page of a case, before it is made: what it will be made of tells whether it has to be made at all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from escalation_playbook.pages.actions import lateness
from escalation_playbook.pages.case import Shared, case_page, source_of
from escalation_playbook.pages.closing import endings
from escalation_playbook.pages.dates import local
from escalation_playbook.pages.known_cases import address_of
from escalation_playbook.pages.path import ground
from escalation_playbook.pages.related import related, relations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from escalation_calculator.case import Case
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import Page, PageContext


@dataclass(frozen=True, kw_only=True)
class LateCase:
    """The page of a case, not made yet."""

    address: str
    """As of the page."""
    title: str
    """The same, but for cases of one title: each names its id then, so that tabs and results can be told apart."""
    source: str
    """The same."""
    case: Case
    """What it shows."""
    beside: object
    """What else decides what it shows, but for the rules and the settings: plain data."""
    make: Callable[[], Page]
    """Makes it."""


def late_cases(rules: Rules, cases: Sequence[KnownCase], context: PageContext) -> list[LateCase]:
    """The pages of all cases. Of the day only what is late is shown, of other cases only those to read beside it."""
    among = relations(rules, cases)
    shared = Shared(messages=endings(rules), levels=ground(rules.playbook))
    titles = Counter(known.case.title for known in cases)
    today = local(context.now, rules.playbook).date()

    def late(known: KnownCase) -> LateCase:
        case, near = known.case, related(known, among)
        return LateCase(
            address=address_of(case.id),
            title=case.title if titles[case.title] == 1 else f"{case.title} ({case.id})",
            source=source_of(case),
            case=case,
            beside=(near, [lateness(each, today) for each in case.actions]),
            make=partial(case_page, rules, known, near, shared, context),
        )

    return [late(known) for known in cases]
