"""Markdown with a head in YAML: the keys of the head and the text below it as plain data, with their places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from escalation_playbook.strict_yaml import Parsed, Spot, parse, places
from escalation_playbook.text_places import Mistake, Place, split_lines, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalation_calculator.diagnostics import Path

TEXT: Final = "text"
"""The key for the text below the head."""

_MARK: Final = Place(line=1, column=1, end_line=1, end_column=4)
"""The line that begins a head."""

_FENCE: Final = re.compile(r"---[ \t]*")
_HEADING: Final = re.compile(r"#[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")


def parse_markdown(text: str) -> Parsed:
    """The keys of the head and, as `text`, what stands below; a first line `# Title` is the title."""
    if hostile := unreadable(text):
        return Parsed(data=None, mistakes=(hostile,), complete=False)
    lines = split_lines(text)
    end = _end(lines)
    if end is None:
        message, mend = "The head of this page does not end.", "Write a line “---” below its last key."
        mistake = Mistake(code="open-head", message=message, mend=mend, place=_MARK)
        return Parsed(data=None, mistakes=(mistake,), complete=False)
    head = parse(_head(lines, end)) if any(line.strip() for line in lines[1 : max(end, 0)]) else None
    if head is not None and not head.complete:
        return head
    if head is not None and not isinstance(head.data, dict):
        message, mend = "The head of this page holds no keys.", "Write “title: …”, or take both lines “---” out."
        mistake = Mistake(code="no-keys", message=message, mend=mend, place=_MARK)
        return Parsed(data=None, mistakes=(*head.mistakes, mistake), complete=False)
    data = dict(head.data) if head is not None and isinstance(head.data, dict) else {}
    mistakes = list(head.mistakes) if head is not None else []
    if TEXT in data:
        message, mend = f"The head of a page has no key “{TEXT}”.", "Write the text below the head."
        place = places(_head(lines, end))[TEXT,].key
        mistakes.append(Mistake(code="unknown-key", message=message, mend=mend, place=place))
    first = _first(lines, end)
    if "title" not in data and (heading := _HEADING.fullmatch(lines[first])):
        data["title"] = heading[1]
    return Parsed(data={**data, TEXT: "\n".join(lines[max(first, end + 1) :])}, mistakes=tuple(mistakes), complete=True)


def places_in_markdown(text: str) -> Mapping[Path, Spot]:
    """Where everything stands; each line of the text below the head has a place of its own, counted from 1."""
    lines = split_lines(text)
    end = _end(lines)
    if unreadable(text) or end is None:
        return {}
    spots = dict(places(_head(lines, end))) if end > 0 else {}
    spots[()] = Spot(key=None, value=_line(lines, 0))
    first = _first(lines, end)
    spots.setdefault(("title",), Spot(key=None, value=_line(lines, first)))
    body = replace(_line(lines, first), end_line=len(lines), end_column=len(lines[-1]) + 1)
    spots[TEXT,] = Spot(key=None, value=body)
    for number in range(first, len(lines)):
        spots[TEXT, number - first + 1] = Spot(key=None, value=_line(lines, number))
    return spots


def _end(lines: list[str]) -> int | None:
    """The number of the line that ends the head, from 0; -1 without a head, None when it does not end."""
    if not _FENCE.fullmatch(lines[0]):
        return -1
    return next((number for number, line in enumerate(lines) if number and _FENCE.fullmatch(line)), None)


def _head(lines: list[str], end: int) -> str:
    """The keys alone, each on the line on which it stands in the file."""
    return "\n".join(["", *lines[1:end]]) + "\n"


def _first(lines: list[str], end: int) -> int:
    """The number of the first line of the text that is not empty; of the last line when there is none."""
    return next((number for number in range(end + 1, len(lines)) if lines[number].strip()), len(lines) - 1)


def _line(lines: list[str], number: int) -> Place:
    return Place(line=number + 1, column=1, end_line=number + 1, end_column=len(lines[number]) + 1)
