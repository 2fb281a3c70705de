"""Add what we learned: how a case is written down, with the beginning of its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.case import Case
from escalation_calculator.files import CASES
from escalation_calculator.strings import english, t
from escalation_playbook.pages.page import Page, edit_address
from escalation_playbook.skeleton import skeleton

if TYPE_CHECKING:
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.page import PageContext

ADDRESS: Final = "learn/"

STATES: Final = (
    (english("Open"), english("What happens next, by whom and until when.")),
    (english("Contained"), english("What was done so far, and the timeline: it does no more harm.")),
    (english("Resolved"), english("Its causes, and what ended the harm.")),
    (english("Reviewed"), english("What was learned, what keeps it from happening again, and what is done about it.")),
)
"""What a case must say in each state, beyond the one before."""


@dataclass(frozen=True, kw_only=True)
class Way:
    """The file as its host begins it."""

    address: str
    """Where a new file is begun; empty without a repository."""
    beginning: str
    """The text of the file, as far as it is known."""


def learn(rules: Rules, context: PageContext) -> Page:
    """The page that leads to a new case."""
    model = rules.model
    given = {"scoring": {"model": str(model.id), "version": model.version}}
    edit = edit_address(CASES, context)
    return Page(
        address=ADDRESS,
        title=t("Add what we learned"),
        description=t("Write a case down once: while it is open, and when it is over."),
        template="learn.html.j2",
        source="",
        data={
            "way": Way(
                address=edit.replace("/edit/", "/new/", 1).rstrip("/") if "/edit/" in edit else "",
                beginning=skeleton(Case, given, without="id"),
            ),
            "states": [(t(state), t(says)) for state, says in STATES],
        },
    )
