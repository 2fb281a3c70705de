"""Diagnostics with their lines: where in the text a mistake is, for those who show it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

from escalation_calculator import words
from escalation_calculator.diagnostics import Severity
from escalation_calculator.files import BAD_FILE_NAME
from escalation_calculator.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalation_calculator.diagnostics import Diagnostic
    from escalation_playbook.source import Source
    from escalation_playbook.text_places import Place

SEVERITIES: Final[tuple[Severity, ...]] = get_args(Severity)
"""Gravest first."""

BY_DATE: Final = "by-date"
"""The severity of what is told apart from the rest, since only time has changed it."""

LINES_ABOVE: Final = 2
"""So many lines above the wrong one are shown, as far as none of them is empty."""

_QUOTED: Final = re.compile(r"“([^“”]+)”")


@dataclass(frozen=True, kw_only=True, order=True)
class Located:
    """A mistake, the place of it, and the lines to show."""

    path: str
    """The file, relative to the playbook's root, with `/`."""
    line: int
    """Counted from 1; 0 when the whole file is meant."""
    column: int
    """In characters, counted from 1; 0 when the whole file is meant."""
    end_column: int
    """The column behind the last character, on the same line."""
    severity: Severity
    """How grave it is; only an error stops the build."""
    code: str
    """The kind of mistake: `unknown-role`."""
    message: str
    """What is wrong, as a sentence."""
    mend: str
    """What to do about it, as a sentence; may be empty."""
    source_line: str
    """The line as it was read."""
    above: tuple[str, ...]
    """The lines above it that are worth showing."""

    @property
    def sentence(self) -> str:
        """What is wrong and what to do about it, as one sentence without its full stop."""
        mend = self.mend.removesuffix(".")
        if mend[:1].isupper() and mend[1:2].islower():
            mend = mend[0].lower() + mend[1:]
        return "; ".join(part for part in (self.message.removesuffix("."), mend) if part)


def locate(diagnostics: Iterable[Diagnostic], source: Source) -> list[Located]:
    """Everything that is wrong, with `source`'s own findings, each once, sorted by file, line and column.

    On a line that could not be read as it was meant, nothing else is told: it would follow from that.
    """
    own = {_located(found.diagnostic, found.place, source) for found in source.found}
    misread = {(each.path, each.line) for each in own if each.line}
    placed = (_located(d, _place(d, source), source) for d in diagnostics)
    return sorted(own | {each for each in placed if (each.path, each.line) not in misread})


def counted(located: Sequence[Located]) -> str:
    """`2 errors and 1 warning in 1 file; 3 by date`; empty when nothing is wrong."""
    number = Counter(each.severity for each in located)
    what = listed([words.counted(number[each], each) for each in SEVERITIES if number[each] and each != BY_DATE])
    files = words.counted(len({each.path for each in located if each.severity != BY_DATE}), "file")
    parts = [f"{what} in {files}"] if what else []
    return "; ".join([*parts, f"{number[BY_DATE]} by date"] if number[BY_DATE] else parts)


def _located(diagnostic: Diagnostic, place: Place | None, source: Source) -> Located:
    lines = source.lines(diagnostic.file)
    line = source_line = None
    if place and place.line <= len(lines):
        line, source_line = place.line, lines[place.line - 1]
    column = place.column if place and line else 0
    end = 0
    if place and source_line is not None:
        end = place.end_column if place.end_line == place.line else len(source_line.rstrip()) + 1
    return Located(
        path=diagnostic.file,
        line=line or 0,
        column=column,
        end_column=max(end, column + 1) if line else 0,
        severity=diagnostic.severity,
        code=diagnostic.code,
        message=diagnostic.message,
        mend=diagnostic.mend,
        source_line=source_line or "",
        above=_above(lines, line) if line else (),
    )


def _above(lines: Sequence[str], line: int) -> tuple[str, ...]:
    first = line
    while first > 1 and line - first < LINES_ABOVE and lines[first - 2].strip():
        first -= 1
    return tuple(lines[first - 1 : line - 1])


def _place(diagnostic: Diagnostic, source: Source) -> Place | None:
    """Where a path of the data stands; what is not there stands where it is missing."""
    if diagnostic.code == BAD_FILE_NAME:
        return None
    spots = source.spots(diagnostic.file)
    path = diagnostic.path
    while path and path not in spots:
        path = path[:-1]
    if path not in spots:
        return None
    spot = spots[path]
    empty = (spot.value.line, spot.value.column) == (spot.value.end_line, spot.value.end_column)
    if spot.key and (diagnostic.on_key or empty or path != diagnostic.path):
        return spot.key
    if path == diagnostic.path and isinstance(_value(source.files.get(diagnostic.file), path), str):
        return _word(diagnostic, spot.value, source.lines(diagnostic.file)) or spot.value
    return spot.value


def _value(data: object, path: tuple[str | int, ...]) -> object:
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data


def _word(diagnostic: Diagnostic, place: Place, lines: Sequence[str]) -> Place | None:
    """The first word that the message quotes and the text at `place` holds: the very word in a long text."""
    for quoted in _QUOTED.findall(diagnostic.message):
        pattern = re.compile(rf"(?<!\w){re.escape(quoted)}(?!\w)" if quoted[0].isalnum() else re.escape(quoted))
        for number in range(place.line, min(place.end_line, len(lines)) + 1):
            start = place.column - 1 if number == place.line else 0
            end = place.end_column - 1 if number == place.end_line else len(lines[number - 1])
            match = pattern.search(lines[number - 1], start, end)
            if match:
                return type(place)(line=number, column=match.start() + 1, end_line=number, end_column=match.end() + 1)
    return None
