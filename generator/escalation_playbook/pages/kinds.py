"""Kinds: why a ticket is escalated at all, in the three ways that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CRITERIA
from escalation_calculator.strings import english, t
from escalation_playbook.pages.criteria import entries
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import KINDS_AT, to_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.criteria import Kind
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a kind is, as a page says it."""

    needs: str
    """What is needed, in a few words."""
    means: str
    """What becomes of a ticket of this kind, in a sentence or two."""


MEANINGS: Final[Mapping[Kind, Words]] = {
    "functional": Words(
        needs=english("Other skills"),
        means=english(
            "The ticket goes to those who have the knowledge or the rights to mend it. Its priority need not change."
        ),
    ),
    "hierarchical": Words(
        needs=english("More authority"),
        means=english(
            "Somebody who may decide is called in: on people, on exceptions, on what is said in the company's name."
        ),
    ),
    "priority-based": Words(
        needs=english("Another pace"),
        means=english("What has happened says how fast it has to go, at once and whoever owns the ticket."),
    ),
}
"""Every kind, in the order of the pages."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A kind in the table."""

    place: Place
    words: Words
    leads_to: Sequence[Place]
    """Where its criteria lead, each once."""
    criteria: int
    cases: int


def kinds(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The page that tells the kinds from each other."""
    return Page(
        address=KINDS_AT,
        title=t("Kinds"),
        description=t("Why a ticket is escalated: for other skills, for more authority, or for another pace."),
        template="kinds.html.j2",
        source=CRITERIA,
        data={"kinds": [_row(rules, kind, cases) for kind in MEANINGS]},
    )


def words_of(kind: Kind) -> Words:
    """What a kind is, in the language of the interface."""
    return Words(needs=t(MEANINGS[kind].needs), means=t(MEANINGS[kind].means))


def _row(rules: Rules, kind: Kind, cases: Sequence[KnownCase]) -> Row:
    own = [entry for entry in entries(rules, cases) if entry.kind == kind]
    return Row(
        place=to_kind(kind),
        words=words_of(kind),
        leads_to=list(dict.fromkeys(place for entry in own for place in entry.leads_to)),
        criteria=len(own),
        cases=sum(known.case.kind == kind for known in cases),
    )
