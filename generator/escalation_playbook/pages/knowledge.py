"""The knowledge base: every case, open or written up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CASES
from escalation_calculator.strings import t
from escalation_playbook.pages.case_list import NAME, case_list
from escalation_playbook.pages.facets import every_value_of, facets
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase

AT_ONCE: Final = 50
"""So many cases stand in the page itself; more come from the file beside it, as often as they are asked for."""


def knowledge(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The list of the cases, newest first."""
    rows = [known.row for known in cases]
    values = [every_value_of(rules, known) for known in cases]
    narrowed_by = facets(rules, values)
    return Page(
        address="kb/",
        title=t("Knowledge base"),
        description=t("What happened before, and what it taught us."),
        template="knowledge.html.j2",
        source=CASES,
        files={NAME: case_list(rows, values, narrowed_by)},
        data={"cases": rows[:AT_ONCE], "count": len(rows), "facets": narrowed_by, "file": NAME},
    )
