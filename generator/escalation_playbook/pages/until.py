"""Until when pages say what is right: some of them count days, and tell which updates are late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from escalation_calculator.rules import Rules
from escalation_calculator.zones import zone_of
from escalation_playbook.pages.known_cases import CLOSED, known_cases, next_update

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook


def stands_until(playbook: Playbook, now: datetime) -> datetime:
    """The first moment after `now` from which a page would be another: an update gets late, or the day ends."""
    rules = Rules(replace(playbook, cases=tuple(case for case in playbook.cases if case.state not in CLOSED)))
    due = (next_update(known, rules.business) for known in known_cases(rules))
    zone = zone_of(playbook.matrix.zone) or UTC
    midnight = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
    return min([midnight, *(at for at in due if at is not None and at >= now)])
