"""A kind of escalation: the criteria of this kind, to whom they lead, and the cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CRITERIA
from escalation_calculator.strings import t
from escalation_playbook.pages.criteria import entries
from escalation_playbook.pages.kinds import words_of
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import KIND_WORDS, KINDS_AT, of_kind, to_level, to_role
from escalation_playbook.pages.reach import reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.criteria import Kind
    from escalation_calculator.matrix import Role
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.reach import Reach

SHOWN: Final = 8
"""Cases that are named; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A role to which criteria of this kind lead."""

    role: Place
    owns_at: Place | None
    """The level that it owns and to which they lead; None where it is only called."""
    reach: Reach


def kind_page(rules: Rules, kind: Kind, cases: Sequence[KnownCase]) -> Page:
    """The page of one kind."""
    words = words_of(kind)
    past = [known for known in cases if known.case.kind == kind]
    return Page(
        address=of_kind(kind),
        title=t(KIND_WORDS[kind]),
        description=f"{words.needs}. {words.means}",
        template="kind.html.j2",
        source=CRITERIA,
        data={
            "parent": KINDS_AT,
            "kind": kind,
            "words": words,
            "criteria": [entry for entry in entries(rules, cases) if entry.kind == kind],
            "people": _people(rules, kind),
            "count": len(past),
            "cases": [known.row for known in past[:SHOWN]],
        },
    )


def _people(rules: Rules, kind: Kind) -> list[Taking]:
    """The owners of the levels to which they lead, and the roles that they call, in the order of the matrix."""
    playbook = rules.playbook
    own = [criterion.leads_to for criterion in playbook.criteria if criterion.kind == kind]
    owned = {playbook.levels[to.level].owner: to.level for to in own if to.level is not None}
    called = {role for to in own for role in to.roles}

    def taking(role: Role) -> Taking:
        level = owned.get(role.id)
        return Taking(
            role=to_role(playbook, role.id),
            owns_at=to_level(playbook, level) if level is not None else None,
            reach=reach(playbook, role),
        )

    return [taking(role) for role in playbook.matrix.roles if role.id in owned or role.id in called]
