"""Lines beside the rows of a diagram, each from some rows to another.

How high a row is, nobody knows before it is shown: so each row gets its own piece of every line, from its top to its
bottom, and the pieces meet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Way = Literal["on", "back", "over"]
"""Where a line leads: onward, back to an earlier row, or to the end."""

_ORDER: Final[Sequence[Way]] = ("on", "back", "over")
_APART: Final = 0.6
"""From one line to the next, in sizes of the letters."""


@dataclass(frozen=True, kw_only=True)
class Rail:
    """A line that leaves some rows and enters another."""

    leaves: Sequence[int]
    enters: int
    way: Way


@dataclass(frozen=True, kw_only=True)
class Piece:
    """What one row shows of a line."""

    at: str
    """How far from the row the line runs."""
    reach: str
    """The same from one letter inside the row, where what is joined begins, unseen."""
    way: Way
    through: bool
    """Whether it runs from the row's top to its bottom."""
    bends: Literal["", "up", "down"]
    """Where it goes from this row, or comes from; empty where it only passes."""
    enters: bool
    """Whether it ends here; else, where it bends, it begins."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Rails:
    """The lines, row by row. Each drawing is its own: what is drawn of it once is found again by it."""

    width: str
    """Of every row's drawing; empty when there is no line."""
    rows: Sequence[Sequence[Piece]]


def rails(count: int, lines: Sequence[Rail]) -> Rails:
    """The pieces for `count` rows. Short lines run nearest to the rows, those back outside of those onward."""
    places = _places(lines)
    found: list[list[Piece]] = [[] for _ in range(count)]
    for line, place in zip(lines, places, strict=True):
        first, last = _ends(line)
        for row in range(first, last + 1):
            found[row].append(
                Piece(
                    at=f"{_APART * (place + 1):.1f}",
                    reach=f"{_APART * (place + 1) + 1:.1f}",
                    way=line.way,
                    through=first < row < last,
                    bends=_bends(line, row),
                    enters=row == line.enters,
                )
            )
    width = f"{_APART * (max(places) + 1.5):.1f}" if places else ""
    return Rails(width=width, rows=found)


def _bends(line: Rail, row: int) -> Literal["", "up", "down"]:
    """From a row that it leaves it goes to the one that it enters; there it comes from the others."""
    if row == line.enters:
        return "up" if min(line.leaves) < row else "down"
    if row not in line.leaves:
        return ""
    return "down" if row < line.enters else "up"


def _ends(line: Rail) -> tuple[int, int]:
    return min(line.enters, *line.leaves), max(line.enters, *line.leaves)


def _places(lines: Sequence[Rail]) -> list[int]:
    """For each line the first place, counted from the rows, that no other has beside the same row."""
    places = [0] * len(lines)
    taken: list[list[tuple[int, int]]] = []
    inner = 0
    for way in _ORDER:
        those = [each for each in range(len(lines)) if lines[each].way == way]
        for each in sorted(those, key=lambda each: _ends(lines[each])[1] - _ends(lines[each])[0]):
            first, last = _ends(lines[each])
            free = (
                place
                for place in range(inner, len(taken))
                if all(last < begin or end < first for begin, end in taken[place])
            )
            place = next(free, len(taken))
            if place == len(taken):
                taken.append([])
            taken[place].append((first, last))
            places[each] = place
        inner = len(taken)
    return places
