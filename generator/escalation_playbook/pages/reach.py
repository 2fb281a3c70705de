"""How a role is reached: the ways to it, the fastest first, and when somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.duty import hours_in_words
from escalation_calculator.people import ways
from escalation_calculator.zones import city
from escalation_playbook.pages.places import to_role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Role
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.view import Way
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How and when a role is reached."""

    ways: Sequence[Way]
    """None where no way may be shown."""
    hours: str
    """In its own zone: `08–20, Mon–Fri, Dublin`."""
    on_call: bool
    """Whether somebody can be woken outside these hours."""
    deputy: Place | None
    """Who is turned to while it is off duty."""


def reach(playbook: Playbook, role: Role) -> Reach:
    """How a role is reached."""
    return Reach(
        ways=ways(role.contact),
        hours=f"{hours_in_words(role.hours)}, {city(role.zone)}",
        on_call=role.hours.on_call == "yes",
        deputy=to_role(playbook, role.deputy) if role.deputy else None,
    )
