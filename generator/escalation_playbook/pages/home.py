"""Home: what do you need now?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.clock import promise_words
from escalation_calculator.files import MODEL
from escalation_calculator.routing import commitment
from escalation_calculator.strings import t, tn
from escalation_calculator.words import in_words
from escalation_calculator.zones import city
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.changes import latest
from escalation_playbook.pages.edits import latest_edits
from escalation_playbook.pages.learn import ADDRESS as LEARN
from escalation_playbook.pages.open_cases import open_rows
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_role
from escalation_playbook.pages.standing import always, owner_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext
    from escalation_playbook.pages.places import Place


SHOWN: Final = 5
"""Open cases that are named."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something a reader comes for."""

    name: str
    what: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A priority in one row."""

    badge: Badge
    means: str
    acknowledge: str
    cadence: str
    owner: Place
    called: Sequence[Place]


def home(rules: Rules, cases: Sequence[KnownCase], pages: Sequence[Page], context: PageContext) -> Page:
    """The home page; `pages` are the others."""
    segment = rules.playbook.segments.options[-1]
    waiting = open_rows(rules, cases, context)
    return Page(
        address="",
        title=t("Home"),
        description=t("How urgent it is, who owns it, what to say, and by when."),
        template="home.html.j2",
        source=MODEL,
        data={
            "tasks": _tasks(rules, len(cases)),
            "cases": waiting[:SHOWN],
            "open": len(waiting),
            "changes": latest(rules, cases),
            "edits": latest_edits(context.commits, pages),
            "city": city(rules.playbook.matrix.zone),
            "glance": _glance(rules),
            "segment": segment.label,
        },
    )


def _tasks(rules: Rules, cases: int) -> list[Task]:
    questions = tn(
        "One question. Priority, owner, clock and message.",
        "{{ number }} questions. Priority, owner, clock and message.",
        len(rules.model.factors),
        number=in_words(len(rules.model.factors)),
    )
    return [
        Task(name=t("Triage a ticket"), what=questions, address="calculator/"),
        Task(
            name=t("Find a message"),
            what=t("What to say at each stage, to the customer and inside."),
            address="messages/",
        ),
        Task(name=t("Find who to call"), what=t("Roles by priority, with contact and hours."), address="matrix/"),
        Task(
            name=t("Find a past case"),
            what=t("{{ n }} so far, with causes and what was learned.", n=cases),
            address="kb/",
        ),
        Task(name=t("Add what we learned"), what=t("Write a case down once; it changes the rules."), address=LEARN),
    ]


def _glance(rules: Rules) -> list[Glance]:
    segment = rules.playbook.segments.options[-1].id
    rows = [(t.priority, t.means) for t in rules.model.priorities]
    return [_row(rules, priority, means, segment) for priority, means in rows] + [
        _row(rules, "standard", rules.model.standard_route.means, segment)
    ]


def _row(rules: Rules, priority: Priority, means: str, segment: Id) -> Glance:
    promised = commitment(rules, priority, segment)
    return Glance(
        badge=badge(rules.playbook, priority),
        means=means,
        acknowledge=promise_words(promised.acknowledge, promised.hours) if promised.acknowledge is not None else "–",
        cadence=promise_words(promised.cadence, promised.hours) if promised.cadence else "–",
        owner=to_role(rules.playbook, owner_at(rules, priority).id),
        called=always(rules, priority, "called"),
    )
