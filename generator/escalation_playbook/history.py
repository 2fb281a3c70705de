"""Past cases that the model of today would treat differently: nothing wrong, but worth a look before merging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalation_calculator.checks.scores import treated_differently
from escalation_calculator.files import CASES
from escalation_calculator.rules import Rules
from escalation_calculator.words import counted

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook


def moved(playbook: Playbook) -> str:
    """A paragraph that lists them; empty when there are none."""
    rules = Rules(playbook)
    found = [(case, now) for case in playbook.cases if (now := treated_differently(case, rules)) is not None]
    if not found:
        return ""
    cases = counted(len(found), "past case")
    lines = [f"\nVersion {playbook.model.version} of the model would treat {cases} differently:"]
    for case, now in found:
        lines.append(f"  {CASES}{case.id}.yml  {case.scoring.computed} with version {case.scoring.version}, now {now}")
    return "\n".join(lines) + "\n"
