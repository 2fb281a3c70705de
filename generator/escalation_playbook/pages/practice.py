"""How it works in practice: the examples in the order of their file, each with its result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.answers import read_answers
from escalation_calculator.basis import axes
from escalation_calculator.files import EXAMPLES
from escalation_calculator.link import fragment
from escalation_calculator.score import score
from escalation_calculator.strings import t
from escalation_calculator.words import why
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import to_level, to_role
from escalation_playbook.pages.scale import Scale, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.example import Example
    from escalation_calculator.rules import Rules
    from escalation_calculator.view import AxisView
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place


@dataclass(frozen=True, kw_only=True)
class Worked:
    """An example with what comes out of it."""

    id: str
    title: str
    ticket: str
    shows: str
    badge: Badge
    why: str
    scale: Scale | None
    """None with a table."""
    axes: Sequence[AxisView]
    """What each answer would give in the table; empty with points."""
    answers: Sequence[tuple[str, str]]
    """Question and answer, factors first; of the facts those that play a part in what comes out."""
    met: Sequence[tuple[str, str]]
    """Id and title of the criteria that are met."""
    owner: Place
    level: Place
    link: str
    """The calculator with these answers."""


def practice(rules: Rules) -> Page:
    """The page of the examples."""
    return Page(
        address="practice/",
        title=t("How it works in practice"),
        description=t("Tickets with their answers and what comes of them, on both sides of every line."),
        template="practice.html.j2",
        source=EXAMPLES,
        data={"examples": [_worked(rules, example) for example in rules.playbook.examples]},
    )


def _worked(rules: Rules, example: Example) -> Worked:
    answers, _ = read_answers(rules, example.known)
    result = score(rules, answers)
    met = {each.criterion for each in result.criteria if each.status == "met"}
    telling = {*rules.followed, *rules.followers}.union(*(r.names for r in rules.rules if r.criterion.id in met))
    return Worked(
        id=example.id,
        title=example.title,
        ticket=example.ticket,
        shows=example.shows,
        badge=badge(rules.playbook, result.priority or result.highest),
        why=why(rules, result),
        scale=scale(rules, result),
        axes=axes(rules, result),
        answers=[
            (variable.label, variable.format(answers.given[name]))
            for name, variable in rules.variables.items()
            if name in answers.given and (variable.type == "factor" or name in telling)
        ],
        met=[(str(c.id), str(c.title)) for c in rules.playbook.criteria if c.id in met],
        owner=to_role(rules.playbook, result.owner),
        level=to_level(rules.playbook, result.level),
        link=f"calculator/#{fragment(rules, answers, None)}",
    )
