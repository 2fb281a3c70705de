"""Page models: from the checked playbook to what each page shows, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.rules import Rules
from escalation_playbook.pages.calculator import calculator
from escalation_playbook.pages.page import Page, PageContext

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook

__all__ = ["Page", "PageContext", "all_pages"]


def all_pages(playbook: Playbook, context: PageContext) -> list[Page]:
    """Every page of a playbook, in the order of the site; the cases stand last."""
    rules = Rules(playbook)
    return [calculator(rules)]
