"""Diagnostics for a terminal: a heading, the line, and a caret under the word, whatever the line holds."""

from __future__ import annotations

import unicodedata
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from escalation_playbook.report import BY_DATE, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_playbook.report import Located

WIDTH: Final = 100
"""Cells; longer source lines are cut around the caret."""

MOST_SHOWN: Final = 100
"""Of one file no more mistakes than this are shown; they are all counted."""

_LONGEST_SENTENCE: Final = 400
_TAB: Final = 4
_JOINERS: Final = "\u200c\u200d"  # part of words in several scripts, and of emoji
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_TONES: Final = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", BY_DATE: "\x1b[1;36m", "hint": "\x1b[1;34m"}


def format_text(located: Sequence[Located], *, colour: bool, width: int = WIDTH) -> str:
    """Every mistake with its line, and the count at the end; empty when nothing is wrong."""
    if not located:
        return ""
    dated = [each for each in located if each.severity == BY_DATE]
    blocks = _blocks([each for each in located if each.severity != BY_DATE], colour=colour, width=width)
    if dated:
        heading = _painted("By date; none of this makes a check fail:", _BOLD, colour=colour)
        blocks += [heading, *_blocks(dated, colour=colour, width=width)]
    return "\n\n".join([*blocks, _painted(counted(located), _BOLD, colour=colour)]) + "\n"


def _blocks(located: Sequence[Located], *, colour: bool, width: int) -> list[str]:
    blocks = []
    for path, group in groupby(located, attrgetter("path")):
        found = list(group)
        blocks += [_block(each, colour=colour, width=width) for each in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            blocks.append(f"{visible(path)}: and {len(found) - MOST_SHOWN} more")
    return blocks


def _block(each: Located, *, colour: bool, width: int) -> str:
    place = f"{each.path}:{each.line}:{each.column}:" if each.line else f"{each.path}:"
    sentence = visible(each.sentence)
    if len(sentence) > _LONGEST_SENTENCE:
        sentence = sentence[: _LONGEST_SENTENCE - 1] + "…"
    kind = _painted(f"{each.severity}[{each.code}]", _TONES[each.severity], colour=colour)
    heading = f"{_painted(visible(place), _BOLD, colour=colour)} {kind} {sentence}"
    return "\n".join([heading, *excerpt(each, colour=colour, width=width)])


def excerpt(each: Located, *, colour: bool, width: int = WIDTH) -> list[str]:
    """The lines of the file around a mistake, the last row with the caret; none when the whole file is meant."""
    if not each.line:
        return []
    rows = []
    gutter = len(str(each.line)) + 2
    first = each.line - len(each.above)
    room = max(20, width - gutter - 3)
    cut, start, length = _cut(each.source_line, each.column - 1, each.end_column - 1, room)
    for number, text in enumerate([*(_cut(line, 0, 0, room)[0] for line in each.above), cut], first):
        rows.append(f"{_painted(f'{number:>{gutter}} |', _DIM, colour=colour)} {text}".rstrip())
    carets = _painted("^" * length, _TONES[each.severity], colour=colour)
    rows.append(f"{_painted(' ' * gutter + ' |', _DIM, colour=colour)} {' ' * start}{carets}")
    return rows


def visible(text: str) -> str:
    """`text` with every character that would steer the terminal, or turn what follows around, made visible."""
    return "".join(shown for shown, _ in _cells(text))


def _painted(text: str, tone: str, *, colour: bool) -> str:
    return f"{tone}{text}{_PLAIN}" if colour and text else text


def _cells(text: str) -> list[tuple[str, int]]:
    """For each character what is shown for it, and how many cells that takes."""
    cells = []
    column = 0
    for character in text:
        if " " <= character <= "~":  # most of what there is
            cells.append((character, 1))
            column += 1
            continue
        shown = _shown(character, column)
        wide = sum(_wide(each) for each in shown)
        cells.append((shown, wide))
        column += wide
    return cells


def _shown(character: str, column: int) -> str:
    if character == "\t":
        return " " * (_TAB - column % _TAB)
    if character < " ":
        return chr(0x2400 + ord(character))  # the pictures of control characters
    category = unicodedata.category(character)
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} and character not in _JOINERS:
        return f"<U+{ord(character):04X}>"
    return character


def _wide(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """As much of a line as has room, with the stretch from `start` to `end` in sight.

    Returns:
        The text, the cell at which the stretch begins, and how many cells it takes, one at least.
    """
    # what is far away is not even measured: a line may be as long as a file
    far = max(0, start - 4 * room)
    line, start, end = line[far : far + 8 * room], start - far, end - far
    start = min(start, len(line))
    end = min(max(end, start + 1), len(line) + 1)
    cells = _cells(line)
    if end > len(cells):
        cells.append((" ", 1))  # something is missing behind the line
    first = 0
    if sum(wide for _, wide in cells) > room:
        # the stretch begins a third of the way in, so that what leads to it is seen
        lead = 0
        first = start
        while first and lead + cells[first - 1][1] <= room // 3:
            first -= 1
            lead += cells[first][1]
        if sum(wide for _, wide in cells[:end]) < room:
            first = 0
    left = "…" if first else ""
    last, used = first, len(left)
    while last < len(cells) and used + cells[last][1] <= room - 1:
        used += cells[last][1]
        last += 1
    if last < len(cells) and last == len(cells) - 1 and used + cells[last][1] <= room:
        last += 1
    text = left + "".join(shown for shown, _ in cells[first:last]) + ("…" if last < len(cells) else "")
    before = len(left) + sum(wide for _, wide in cells[first:start])
    return text.rstrip(), before, max(1, sum(wide for _, wide in cells[start : min(end, last)]))
