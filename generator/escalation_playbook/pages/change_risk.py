"""Change risk: what is asked before a hotfix goes live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.files import CHANGE_RISK
from escalation_calculator.strings import t
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_level

if TYPE_CHECKING:
    from escalation_calculator.rules import Rules


def change_risk(rules: Rules) -> Page:
    """The page of the questions, in the order of asking."""
    asked = rules.playbook.change_risk
    return Page(
        address="change-risk/",
        title=t("Before a hotfix"),
        description=t("What is asked before a change goes live in a hurry, why, and what no and unknown mean."),
        template="change-risk.html.j2",
        source=CHANGE_RISK,
        data={
            "questions": asked.questions,
            "level": to_level(rules.playbook, asked.level) if asked.level else None,
        },
    )
