"""A priority as pages show it: its code in colour, and its word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_playbook.pages.places import of_priority

if TYPE_CHECKING:
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook


@dataclass(frozen=True, kw_only=True)
class Badge:
    """A priority; the standard route has a name and no code, so that is what its badge says."""

    priority: Priority
    code: str
    word: str
    """The word beside the badge; empty for the standard route."""

    @property
    def said(self) -> str:
        """Both in a row: `P1 Critical`."""
        return f"{self.code} {self.word}".rstrip()

    @property
    def address(self) -> str:
        """Where the priority has its page."""
        return of_priority(self.priority)


def badge(playbook: Playbook, priority: Priority) -> Badge:
    """The badge of a priority."""
    name = playbook.priority_name(priority)
    if priority == "standard":
        return Badge(priority=priority, code=name, word="")
    return Badge(priority=priority, code=priority, word=name)
