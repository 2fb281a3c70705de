"""A role: how to reach it and when, what it does at each priority, and what else it is there for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import day
from escalation_calculator.files import MATRIX
from escalation_calculator.matrix import Hours
from escalation_calculator.spans import span
from escalation_calculator.strings import english, t, tn
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.criteria import entries
from escalation_playbook.pages.dates import local
from escalation_playbook.pages.known_cases import CLOSED
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import ROLES_AT, Place, of_role, to_criterion, to_level, to_lowering, to_role
from escalation_playbook.pages.reach import reach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Role
    from escalation_calculator.model import Margin, PriorityEntry
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext

SHOWN: Final = 4
"""Days off that are named, and past cases."""

_PARTS: Final = {
    "owns": (english("Owns it"), english("Decides and reports.")),
    "called": (english("Called"), english("Works on it at once.")),
    "told": (english("Told"), english("Gets a message, need not act.")),
}


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """What the role does at one priority."""

    badge: Badge
    part: str
    """As data; empty when it has none."""
    word: str
    means: str


def role_page(rules: Rules, role: Role, cases: Sequence[KnownCase], context: PageContext) -> Page:
    """The page of one role."""
    playbook = rules.playbook
    found = reach(playbook, role)
    today = local(context.now, playbook).date()
    only_if = next((c for c in playbook.criteria if c.id == role.only_if), None)
    owned = [known for known in cases if known.case.owner == role.id]
    closed = [known for known in owned if known.case.state in CLOSED]
    leading = {c.id for c in playbook.criteria if role.id in c.leads_to.roles}
    return Page(
        address=of_role(role.id),
        title=role.name,
        description=role.does,
        template="role.html.j2",
        source=MATRIX,
        kind="Roles",
        name=role.id,
        meta={"end": found.ways[0].text} if found.ways else None,
        data={
            "parent": ROLES_AT,
            "role": role,
            "level": to_level(playbook, role.level),
            "reach": found,
            "deputy": reach(playbook, playbook.roles[role.deputy]) if role.deputy else None,
            "days_off": [
                f"{day(off.day, today)} {off.name}"
                for off in sorted(playbook.matrix.days_off, key=lambda off: off.day)
                if role.hours != Hours() and off.day >= today and (not off.zones or role.zone in off.zones)
            ][:SHOWN],
            "parts_at": [_part(rules, role, entry) for entry in rules.model.priorities],
            "only_if": to_criterion(only_if) if only_if else None,
            "criteria": [entry for entry in entries(rules, cases) if entry.id in leading],
            "duties": _duties(rules, role),
            "open": [known.row for known in owned if known.case.state not in CLOSED],
            "past": [known.row for known in closed[:SHOWN]],
            "owned": len(closed),
        },
    )


def _part(rules: Rules, role: Role, entry: PriorityEntry) -> PartRow:
    part = role.parts.get(entry.priority, "")
    word, means = map(t, _PARTS[part]) if part else ("–", "")
    return PartRow(badge=badge(rules.playbook, entry.priority), part=part, word=word, means=means)


def _duties(rules: Rules, role: Role) -> list[tuple[str, Sequence[Place]]]:
    """What else it is there for, each with where that stands."""
    playbook, margin = rules.playbook, rules.model.margin
    ways = playbook.workflow.de_escalation if playbook.workflow else ()
    issues = playbook.taxonomy.issues if playbook.taxonomy else ()
    found: dict[str, Sequence[Place]] = {
        t("Works at"): [to_level(playbook, role.level)],
        t("Owns what comes to"): [
            to_level(playbook, each.id) for each in playbook.matrix.levels if each.owner == role.id
        ],
        t("Stands in for"): [to_role(playbook, other.id) for other in playbook.matrix.roles if other.deputy == role.id],
        t("Looks at close scores"): _close(margin) if margin is not None and margin.reviewer == role.id else [],
        t("May lower a priority"): [to_lowering(way) for way in ways if role.id in way.may_lower],
        t("Looks first at"): [
            Place(name=issue.name, address=f"taxonomy/#{issue.id}") for _, issue in issues if issue.owner == role.id
        ],
        t("Hears of signals"): [
            Place(name=signal.title, address=f"signals/#{signal.id}")
            for signal in playbook.signals
            if role.id in signal.raises.roles
        ],
    }
    return [(what, places) for what, places in found.items() if places]


def _close(margin: Margin) -> list[Place]:
    said = tn(
        "{{ n }} point or less from a threshold, within {{ time }}",
        "{{ n }} points or less from a threshold, within {{ time }}",
        margin.points,
        time=span(margin.within),
    )
    return [Place(name=said, address="scoring/#_thresholds")]
