"""How long a ticket waits at a level before it goes on by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.clock import promise_words
from escalation_calculator.spans import span
from escalation_playbook.pages.badge import badge

if TYPE_CHECKING:
    from escalation_calculator.matrix import Level
    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge


@dataclass(frozen=True, kw_only=True)
class Wait:
    """How long a ticket waits at one priority."""

    badge: Badge
    time: str


def waits(rules: Rules, level: Level) -> list[Wait]:
    """The times of a level, by priority; none where a ticket stays."""
    after = level.timeout.after if level.timeout is not None else {}
    return [Wait(badge=badge(rules.playbook, p), time=wait_words(rules, p, minutes)) for p, minutes in after.items()]


def wait_words(rules: Rules, priority: Priority, minutes: int) -> str:
    """A wait, said in business hours where the whole priority is counted so."""
    rows = rules.playbook.matrix.commitments[priority].values()
    counted = {row.hours for row in rows if row.acknowledge is not None}
    return promise_words(minutes, "business") if counted == {"business"} else span(minutes)
