"""The knowledge base: every case, open or written up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.files import CASES
from escalation_calculator.model import PRIORITIES
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.known_cases import row_of
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase


def knowledge(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The list of the cases, newest first."""
    rows = [row_of(rules, known) for known in cases]
    counts = [(badge(rules.playbook, p), sum(row.badge.priority == p for row in rows)) for p in reversed(PRIORITIES)]
    return Page(
        address="kb/",
        title="Knowledge base",
        description="What happened before, and what it taught us.",
        template="knowledge.html.j2",
        source=CASES,
        data={"cases": rows, "priorities": [entry for entry in counts if entry[1]]},
    )
