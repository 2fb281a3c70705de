"""Places in a text, and what no text may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Characters that YAML forbids, and those on which its versions differ whether they end a line."""

_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7})(?:[ \t][^\r\n]*)?(?=\r|$)", re.MULTILINE)
"""The lines with which a merge marks two versions of the same place."""

_LINE_END: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A stretch of a text; lines and columns counted in characters from 1, the end column not included."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """Something wrong with a text, before anything is known of its meaning."""

    code: str
    message: str
    mend: str
    place: Place | None
    """None when the whole text is meant."""


def split_lines(text: str) -> list[str]:
    """The lines of `text` as places count them."""
    return _LINE_END.split(text)


def unreadable(text: str) -> Mistake | None:
    """The first character that cannot stand in a file, or the first mark of an unfinished merge."""
    conflict = _CONFLICT.search(text)
    if conflict:
        line, length = len(split_lines(text[: conflict.start()])), len(conflict[0])
        message, mend = "This file holds an unfinished merge.", "Choose one side and remove the marks."
        place = Place(line=line, column=1, end_line=line, end_column=length + 1)
        return Mistake(code="conflict-marks", message=message, mend=mend, place=place)
    found = _UNREADABLE.search(text)
    if not found:
        return None
    before = split_lines(text[: found.start()])
    place = Place(line=len(before), column=len(before[-1]) + 1, end_line=len(before), end_column=len(before[-1]) + 2)
    code_point = f"U+{ord(found[0]):04X}"
    if found[0] in "\u2028\u2029\x85":
        message, mend = f"{code_point} is a line end to some readers only.", "Replace it with a line break or a space."
    else:
        message, mend = f"The character {code_point} cannot stand in YAML.", "Remove it."
    return Mistake(code="control-character", message=message, mend=mend, place=place)
