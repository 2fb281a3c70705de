"""Home: what do you need now?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.clock import promise_words
from escalation_calculator.files import MODEL
from escalation_calculator.routing import commitment, matrix_owner
from escalation_calculator.words import in_words
from escalation_calculator.zones import city
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.dates import local, stamp
from escalation_playbook.pages.known_cases import address_of, chosen, next_update
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something a reader comes for."""

    name: str
    what: str
    address: str


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """An open case, with the time at which its customer hears next."""

    title: str
    address: str
    badge: Badge
    second: str
    due: str
    """Empty when no further update is promised."""
    machine: str


@dataclass(frozen=True, kw_only=True)
class Glance:
    """A priority in one row."""

    badge: Badge
    means: str
    acknowledge: str
    cadence: str
    owner: str
    called: str


def home(rules: Rules, cases: Sequence[KnownCase], context: PageContext) -> Page:
    """The home page."""
    segment = rules.playbook.segments.options[-1]
    return Page(
        address="",
        title="Home",
        description="How urgent it is, who owns it, what to say, and by when.",
        template="home.html.j2",
        source=MODEL,
        data={
            "tasks": _tasks(rules, len(cases)),
            "cases": _open_cases(rules, cases, local(context.now, rules.playbook).date()),
            "city": city(rules.playbook.matrix.zone),
            "glance": _glance(rules),
            "segment": segment.label,
        },
    )


def _tasks(rules: Rules, cases: int) -> list[Task]:
    questions = f"{in_words(len(rules.model.factors))} questions"
    return [
        Task(name="Triage a ticket", what=f"{questions}. Priority, owner, clock and message.", address="calculator/"),
        Task(name="Find a message", what="What to say at each stage, to the customer and inside.", address="messages/"),
        Task(name="Find who to call", what="Roles by priority, with contact and hours.", address="matrix/"),
        Task(name="Look up a rule", what="When a ticket moves, to whom, and why.", address="criteria/"),
        Task(name="Find a past case", what=f"{cases} so far, with causes and what was learned.", address="kb/"),
    ]


def _open_cases(rules: Rules, cases: Sequence[KnownCase], today: date) -> list[OpenCase]:
    """Those that still wait for something, the next update first."""
    found: list[tuple[bool, datetime, OpenCase]] = []
    for known in cases:
        case = known.case
        if case.state not in ("open", "contained"):
            continue
        due = next_update(known, rules.business)
        opened = local(case.times.opened, rules.playbook)
        state = "open" if case.state == "open" else "contained, open"
        parts = [known.segment, *chosen(rules, known).values(), f"{state} since {stamp(opened, today)}"]
        entry = OpenCase(
            title=case.title,
            address=address_of(case.id),
            badge=badge(rules.playbook, case.scoring.final),
            second=" · ".join([*filter(None, parts), rules.playbook.roles[case.owner].name]),
            due=stamp(local(due, rules.playbook), today) if due else "",
            machine=local(due, rules.playbook).isoformat(timespec="minutes") if due else "",
        )
        found.append((due is None, due or opened, entry))
    return [entry for *_, entry in sorted(found, key=lambda row: row[:2])]


def _glance(rules: Rules) -> list[Glance]:
    segment = rules.playbook.segments.options[-1].id
    rows = [(t.priority, t.means) for t in rules.model.priorities]
    return [_row(rules, priority, means, segment) for priority, means in rows] + [
        _row(rules, "standard", rules.model.standard_route.means, segment)
    ]


def _row(rules: Rules, priority: Priority, means: str, segment: Id) -> Glance:
    roles = rules.playbook.matrix.roles
    promised = commitment(rules, priority, segment)
    called = [role.name for role in roles if (priority, "called") in role.parts.items() and role.only_if is None]
    return Glance(
        badge=badge(rules.playbook, priority),
        means=means,
        acknowledge=promise_words(promised.acknowledge, promised.hours) if promised.acknowledge is not None else "–",
        cadence=promise_words(promised.cadence, promised.hours) if promised.cadence else "–",
        owner=rules.playbook.roles[matrix_owner(rules, priority)].name,
        called=", ".join(called),
    )
