"""Who hears what from a level, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_playbook.pages.places import to_message

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.workflow import Step
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Point:
    """A moment at which somebody hears from a level."""

    who: str
    when: str
    what: str
    message: Place | None
    """None where it is said in one's own words."""


def points_of(playbook: Playbook, step: Step) -> list[Point]:
    """Who hears what from a level, in the order in which it happens."""
    names = {audience.id: audience.name for audience in playbook.communication.audiences}
    return [
        Point(
            who=names[point.audience],
            when=point.when,
            what=point.what,
            message=to_message(playbook, point.message) if point.message is not None else None,
        )
        for point in step.touchpoints
    ]
