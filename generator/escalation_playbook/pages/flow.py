"""The levels as a diagram: boxes below each other, what moves a ticket to the next between them, all else beside them.

Levels are nearly a line, so their order is all the layout that there is, and no library has to find one. The words are
text that the browser wraps, in any script and at any size; what is drawn are only lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.workflow import CLOSED
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.places import to_level, to_role
from escalation_playbook.pages.rails import Rail, rails
from escalation_playbook.pages.waits import waits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.matrix import Level
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.rails import Rails
    from escalation_playbook.pages.rails import Way as Direction
    from escalation_playbook.pages.waits import Wait


@dataclass(frozen=True, kw_only=True)
class Way:
    """What moves a ticket from one level to another."""

    to: str
    """The name of the other; empty for the end."""
    direction: Direction
    waits: Sequence[Wait]
    """How long nothing may happen until it moves on by itself."""
    when: Sequence[str]
    """What else moves it."""
    row: int
    """Its lines, by their number among all rows of the diagram."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A level."""

    place: Place
    owner: str
    does: str
    begins: Sequence[Badge]
    """The priorities that begin here."""
    criteria: int
    """How many criteria lead here."""
    stays: str
    """Why a ticket may stay here."""
    row: int
    """As of a way."""
    ways: Sequence[Way]
    """To levels that do not follow it."""
    onward: Way | None
    """To the level that follows it, or to the end below the last one."""
    below: int
    """The row between it and the next box."""


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The diagram."""

    boxes: Sequence[Box]
    closes: bool
    """Whether a box for the end stands below."""
    end: int
    """Its row."""
    drawn: Rails
    """The lines beside all rows."""
    back: bool
    """Whether a way leads back."""


@dataclass(frozen=True, kw_only=True)
class _Move:
    """What leads from one level to one other."""

    to: int
    waits: Sequence[Wait]
    when: Sequence[str]


def flow(rules: Rules) -> Flow:
    """The diagram of the levels, in their order."""
    levels = rules.playbook.matrix.levels
    moves = [_moves(rules, level) for level in levels]
    closes = any(move.to == len(levels) for each in moves for move in each)
    heads, rows = _rows(moves)
    lines = _lines(moves, heads, rows)
    drawn = rails(rows[-1][-1] + 1 + closes if rows else 0, lines)

    def way(move: _Move, level: int, row: int) -> Way:
        name = levels[move.to].name if move.to < len(levels) else ""
        return Way(to=name, direction=_direction(level, move, len(levels)), waits=move.waits, when=move.when, row=row)

    def box(number: int, level: Level) -> Box:
        own = rows[number]
        aside = [move for move in moves[number] if move.to != number + 1]
        onward = next((move for move in moves[number] if move.to == number + 1), None)
        return Box(
            place=to_level(rules.playbook, level.id),
            owner=to_role(rules.playbook, level.owner).name,
            does=level.does,
            begins=_begins(rules.playbook, level),
            criteria=sum(criterion.leads_to.level == level.id for criterion in rules.playbook.criteria),
            stays=level.no_timeout or "",
            row=heads[number],
            ways=[way(move, number, row) for move, row in zip(aside, own[:-1], strict=True)],
            onward=way(onward, number, own[-1]) if onward else None,
            below=own[-1],
        )

    return Flow(
        boxes=[box(number, level) for number, level in enumerate(levels)],
        closes=closes,
        end=heads[-1],
        drawn=drawn,
        back=any(line.way == "back" for line in lines),
    )


def _moves(rules: Rules, level: Level) -> list[_Move]:
    """What leads away from a level, in the order of what it leads to; the end comes after the last level."""
    levels = [each.id for each in rules.playbook.matrix.levels]
    steps = rules.playbook.workflow.levels if rules.playbook.workflow else ()
    exits = next((step.exits for step in steps if step.id == level.id), ())
    when: dict[int, list[str]] = {}
    if level.timeout is not None:
        when[levels.index(level.timeout.to)] = []
    for way in exits:
        when.setdefault(len(levels) if way.to == CLOSED else levels.index(way.to), []).append(way.when)
    by_itself = levels.index(level.timeout.to) if level.timeout is not None else None
    return [
        _Move(to=to, waits=waits(rules, level) if to == by_itself else (), when=said)
        for to, said in sorted(when.items())
    ]


def _rows(moves: Sequence[Sequence[_Move]]) -> tuple[list[int], list[list[int]]]:
    """Which row each level's head is; and for each level the rows of its ways, last the one below its box."""
    heads, rows, row = [], [], 0
    for number, each in enumerate(moves):
        heads.append(row)
        aside = sum(move.to != number + 1 for move in each)
        rows.append([row + 1 + place for place in range(aside + 1)])
        row += aside + 2
    return [*heads, row], rows


def _lines(moves: Sequence[Sequence[_Move]], heads: Sequence[int], rows: Sequence[Sequence[int]]) -> list[Rail]:
    """One line for all ways that lead to a level from the same side."""
    leaves: dict[tuple[int, Direction], list[int]] = {}
    for number, each in enumerate(moves):
        aside = [move for move in each if move.to != number + 1]
        for move, row in zip(aside, rows[number][:-1], strict=True):
            leaves.setdefault((move.to, _direction(number, move, len(moves))), []).append(row)
    return [Rail(leaves=found, enters=heads[to], way=way) for (to, way), found in leaves.items()]


def _direction(level: int, move: _Move, end: int) -> Direction:
    return "over" if move.to == end else "on" if move.to > level else "back"


def _begins(playbook: Playbook, level: Level) -> list[Badge]:
    """The priorities whose owner works at a level, and the standard route where its owner does."""
    here = [role for role in playbook.matrix.roles if role.level == level.id]
    owned = {priority for role in here for priority, part in role.parts.items() if part == "owns"}
    found = [badge(playbook, each.priority) for each in playbook.model.priorities if each.priority in owned]
    standard = playbook.model.standard_route.owner in {role.id for role in here}
    return [*found, badge(playbook, "standard")] if standard else found
