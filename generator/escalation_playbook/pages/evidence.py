"""Evidence: a checklist for each product area, to be ticked on paper too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.files import EVIDENCE
from escalation_calculator.scalars import Id
from escalation_calculator.strings import t
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.evidence import Item
    from escalation_calculator.rules import Rules


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """What is asked for in one product area beside what every area asks for."""

    id: str
    name: str
    required: Sequence[Item]
    optional: Sequence[Item]


def evidence(rules: Rules) -> Page:
    """The page of the evidence packs, what holds for every area first."""
    return Page(
        address="evidence/",
        title=t("Evidence"),
        description=t("What a ticket brings with it when it is handed over, where to find it, and what to take out."),
        template="evidence.html.j2",
        source=EVIDENCE,
        data={"checklists": _checklists(rules)},
    )


def _checklists(rules: Rules) -> list[Checklist]:
    asked = rules.playbook.evidence
    areas = rules.areas
    names = {"any": t("In every product area")} | (dict(zip(areas.values, areas.labels, strict=True)) if areas else {})
    return [
        Checklist(
            id=area,
            name=name,
            required=[item for item in asked.items if item.id in pack.required],
            optional=[item for item in asked.items if item.id in pack.optional],
        )
        for area, name in names.items()
        for pack in [asked.packs.get(Id(area))]
        if pack is not None
    ]
