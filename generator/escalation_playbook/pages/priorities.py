"""Priorities: all of them side by side, with what tells one from the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import MODEL
from escalation_calculator.model import PRIORITIES
from escalation_calculator.routing import move_on
from escalation_calculator.strings import t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import PRIORITIES_AT, to_level, to_message, to_role
from escalation_playbook.pages.promises import COLUMNS, groups
from escalation_playbook.pages.scoring import thresholds
from escalation_playbook.pages.standing import always, first_message, owner_at
from escalation_playbook.pages.waits import wait_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.model import Priority
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.places import Place


ORDER: Final[Sequence[Priority]] = PRIORITIES[::-1]
"""Gravest first, the standard route last."""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What is so at one priority: words, things with a page of their own, or both."""

    text: str = ""
    second: str = ""
    """What stands below the words."""
    places: Sequence[Place] = ()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that is compared, with a cell for each priority."""

    name: str
    second: str
    """Beside the name, for whom or how it is meant."""
    cells: Sequence[Cell]
    number: bool = False
    """Whether its cells are times or counts."""


def priorities(rules: Rules, cases: Sequence[KnownCase]) -> Page:
    """The page that compares the priorities, gravest first."""
    return Page(
        address=PRIORITIES_AT,
        title=t("Priorities"),
        description=t("What each priority means, who owns it, by when, and how one is told from the next."),
        template="priorities.html.j2",
        source=MODEL,
        data={"badges": [badge(rules.playbook, each) for each in ORDER], "compared": _rows(rules, cases)},
    )


def _rows(rules: Rules, cases: Sequence[KnownCase]) -> list[Row]:
    told = {row.badge.priority: row for row in thresholds(rules)}
    first = groups(rules)[0]
    counts = {each: sum(known.case.scoring.final == each for known in cases) for each in ORDER}
    found = [
        _row(t("What it is like"), [Cell(text=told[each].means) for each in ORDER]),
        _row(t("What happens"), [Cell(text=told[each].triggers) for each in ORDER]),
    ]
    if rules.model.table is None:
        found.append(
            _row(t("Begins at"), [Cell(text=told[each].begins, second="points") for each in ORDER], number=True)
        )
    found += [
        _row(t("Owner"), [Cell(places=[to_role(rules.playbook, owner_at(rules, each).id)]) for each in ORDER]),
        _row(t("Called"), [Cell(places=always(rules, each, "called")) for each in ORDER]),
        _row(t("Told"), [Cell(places=always(rules, each, "told")) for each in ORDER]),
        _row(t("First message"), [Cell(places=[to_message(rules.playbook, first_message(rules, e))]) for e in ORDER]),
    ]
    for i, name in enumerate(COLUMNS.values()):
        promised = [first.rows[each][i] for each in ORDER]
        cells = [Cell(text=said.time, second=said.second) for said in promised]
        found.append(_row(t("{{ promise }} by", promise=t(name)), cells, second=first.name, number=True))
    found.append(_row(t("If nothing happens"), [_moves(rules, each) for each in ORDER]))
    found.append(_row(t("Cases"), [Cell(text=str(counts[each])) for each in ORDER], number=True))
    return found


def _row(name: str, cells: Sequence[Cell], *, second: str = "", number: bool = False) -> Row:
    return Row(name=name, second=second, cells=cells, number=number)


def _moves(rules: Rules, priority: Priority) -> Cell:
    """Where a ticket goes from the level at which it begins."""
    then = move_on(rules, priority, owner_at(rules, priority).level)
    if then is None:
        return Cell(text=t("stays"))
    return Cell(
        text=t("after {{ time }} to", time=wait_words(rules, priority, then.after)),
        places=[to_level(rules.playbook, then.to)],
    )
