"""The way of a case through the levels: to which it went, when, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from escalation_playbook.pages.dates import local, stamp
from escalation_playbook.pages.known_cases import between
from escalation_playbook.pages.places import to_level
from escalation_playbook.pages.rails import Rail, rails

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from escalation_calculator.case import Case
    from escalation_calculator.playbook import Playbook
    from escalation_calculator.scalars import Id
    from escalation_playbook.pages.places import Place
    from escalation_playbook.pages.rails import Rails


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A stretch of time in which a level had the case."""

    since: str
    lasted: str
    """How long; empty for the level that has it now, or had it last."""


@dataclass(frozen=True, kw_only=True)
class Path:
    """All levels in their order, with the way among them."""

    levels: Sequence[Place]
    drawn: Rails
    """The lines beside them."""
    visits: Mapping[int, Sequence[Visit]]
    """When it was at a level, by its number; none where it never was."""
    last: int
    """The level that has it now, or had it last."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The levels, prepared once for all cases."""

    levels: Sequence[Place]
    of_role: Mapping[Id, int]
    """Role → the number of the level at which it works."""


def ground(playbook: Playbook) -> Ground:
    """The levels of a playbook."""
    levels = playbook.levels
    numbers = {level: number for number, level in enumerate(levels)}
    return Ground(
        levels=[to_level(playbook, level) for level in levels],
        of_role={role.id: numbers[role.level] for role in playbook.matrix.roles},
    )


def path(playbook: Playbook, prepared: Ground, case: Case) -> Path | None:
    """The way of a case; None where there is one level only."""
    if len(prepared.levels) < 2:
        return None
    stays = _stays(prepared, case)
    year = local(case.times.opened, playbook).date()
    visits: dict[int, list[Visit]] = {}
    for (level, at), following in zip_longest(stays, stays[1:]):
        lasted = between(at, following[1]) if following else ""
        visits.setdefault(level, []).append(Visit(since=stamp(local(at, playbook), year), lasted=lasted))
    return Path(
        levels=prepared.levels,
        drawn=_drawn(len(prepared.levels), tuple(level for level, _ in stays)),
        visits=visits,
        last=stays[-1][0],
    )


def _stays(prepared: Ground, case: Case) -> list[tuple[int, datetime]]:
    """Which level had it from when on; one owner after another at the same level is one stay."""
    stays: list[tuple[int, datetime]] = []
    for event in case.timeline:
        if event.owner and (not stays or stays[-1][0] != prepared.of_role[event.owner]):
            stays.append((prepared.of_role[event.owner], event.at))
    return stays or [(prepared.of_role[case.owner], case.times.classified)]


@lru_cache(maxsize=1024)
def _drawn(count: int, way: tuple[int, ...]) -> Rails:
    """The lines of a way; thousands of cases go few ways."""
    moves = dict.fromkeys(pairwise(way))
    return rails(count, [Rail(leaves=[a], enters=b, way="on" if b > a else "back") for a, b in moves])
