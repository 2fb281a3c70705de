"""YAML text to plain data, strictly: what is ambiguous or could hang a reader is refused at its line and column.

Built from the parser's events in one pass, so that depth, size and aliases are bounded before anything exists. That
pass keeps no positions, which halves its time; `places` reads the text again when a diagnostic needs one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final, NoReturn

from yaml import MarkedYAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from escalation_playbook.core_scalars import NOT_TEXT_STARTS, ScalarError, resolve
from escalation_playbook.lost_text import HASH, lost_text
from escalation_playbook.syntax_words import explain
from escalation_playbook.text_places import Mistake, Place, split_lines, unreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalation_calculator.diagnostics import Path

MOST_DEEP: Final = 50
"""Mappings and lists may stand this deep inside each other."""

MOST_VALUES: Final = 20_000
"""A file may hold this many values, each alias counted as all that it stands for."""

MOST_MISTAKES: Final = 50
"""After this many mistakes the rest of a file is not read: it is likely no playbook at all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """The data of a text, and what is wrong with it."""

    data: object
    """None when the text could not be read to its end."""
    mistakes: tuple[Mistake, ...]
    complete: bool
    """Whether the text could be read to its end; mistakes that leave the rest readable do not stop it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where a value stands, and its key if it has one."""

    key: Place | None
    value: Place


def parse(text: str) -> Parsed:
    """Read one document."""
    hostile = unreadable(text)
    if hostile:
        return Parsed(data=None, mistakes=(hostile,), complete=False)
    reader = _Reader(text, spots=None)
    data, complete = reader.read()
    if any(mistake.code == "duplicate-key" for mistake in reader.mistakes):
        reader = _Reader(text, spots={})  # once more, to tell below what the key stands twice
        data, complete = reader.read()
    return Parsed(data=data, mistakes=tuple(reader.mistakes), complete=complete)


def places(text: str) -> Mapping[Path, Spot]:
    """Where everything stands in a text, as far as `parse` could read it.

    What lies behind an alias has no entry: it stands at the alias.
    """
    if unreadable(text):
        return {}
    spots: dict[Path, Spot] = {}
    _Reader(text, spots=spots).read()
    return spots


class _Stop(Exception):  # noqa: N818 - it ends the reading, after the mistake has been noted
    """The text cannot be read further."""


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, *, spots: dict[Path, Spot] | None) -> None:
        self.text = text
        self.mistakes: list[Mistake] = []
        self.spots = spots
        self._next: Any = CParser(text).get_event
        self._anchors: dict[str, tuple[object, int] | None] = {}
        self._values = 0
        self._hashed = HASH.search(text) is not None

    def read(self) -> tuple[object, bool]:
        """The data and whether it is whole."""
        try:
            return self._document(), True
        except _Stop:
            pass
        except MarkedYAMLError as error:
            mistake = explain(error, self.text)
            # a line that was noted already was misread there first
            if not mistake.place or all(not m.place or m.place.line != mistake.place.line for m in self.mistakes):
                self.mistakes.append(mistake)
        return None, False

    def _document(self) -> object:
        self._next()
        if type(self._next()) is StreamEndEvent:
            self._stop("empty-file", "The file is empty.", "Fill it.", None)
        first = self._next()
        data = self._node(first, 0, ())
        if data is None and type(first) is ScalarEvent:
            self._stop("empty-file", "The file is empty.", "Fill it.", None)
        self._next()
        after = self._next()
        if type(after) is DocumentStartEvent:
            self._stop(
                "several-documents",
                "A second document begins here.",
                "Remove the “---” or put what follows into a file of its own.",
                _place(after),
            )
        return data

    def _node(self, event: Any, depth: int, path: Path) -> object:  # noqa: ANN401 - the parser is untyped
        self._values += 1
        if self._values > MOST_VALUES:
            self._too_many(event)
        kind = type(event)
        if kind is AliasEvent:
            return self._alias(event, path)
        if event.tag is not None:
            self._note("tag", "Tags such as “!name” are not read.", "Put the text in quotes.", _place(event))
        if event.anchor is not None:
            return self._anchored(event, depth, path)
        if kind is ScalarEvent:
            if self.spots is not None:
                self._spot(path, event, event)
            value: str = event.value
            if self._hashed and event.implicit[0] and (lost := lost_text(event, self._lines)) is not None:
                self._note(lost.code, lost.message, lost.mend, lost.place)
            if event.implicit[0] and (not value or value[0] in NOT_TEXT_STARTS):
                return self._resolved(event, value)
            return value
        if depth >= MOST_DEEP:
            message = f"This is nested more than {MOST_DEEP} deep."
            self._stop("too-deep", message, "Nothing in a playbook needs so many brackets or indents.", _place(event))
        return self._mapping(event, depth, path) if kind is MappingStartEvent else self._list(event, depth, path)

    def _mapping(self, start: Any, depth: int, path: Path) -> dict[str, object]:  # noqa: ANN401 - see _node
        mapping: dict[str, object] = {}
        tracking, joined = self.spots is not None, False
        take = self._next
        while type(event := take()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._key_is_no_text(event)
                self._node(event, depth + 1, (*path, _NOWHERE))
                self._node(take(), depth + 1, (*path, _NOWHERE))
                continue
            key: str = event.value
            if event.implicit[0] or event.tag is not None or event.anchor is not None:
                self._check_key(event, key)
            below: Path = (*path, key) if tracking else path
            if key in mapping:
                if not joined:
                    joined = key == "id"  # two entries are read as one; then all their other keys are there twice, too
                    mend = "Begin each entry with “- ”, or keep one of them." if joined else "Keep one of them."
                    self._note("duplicate-key", f"“{_shown(below)}” stands here twice.", mend, _place(event))
                self._node(take(), depth + 1, (*path, _NOWHERE))
                continue
            mapping[key] = self._node(take(), depth + 1, below)
            if self.spots is not None and below in self.spots:
                self.spots[below] = Spot(key=_place(event), value=self.spots[below].value)
        if tracking:
            self._spot(path, start, event)
        return mapping

    def _list(self, start: Any, depth: int, path: Path) -> list[object]:  # noqa: ANN401 - see _node
        entries: list[object] = []
        tracking = self.spots is not None
        take = self._next
        while type(event := take()) is not SequenceEndEvent:
            entries.append(self._node(event, depth + 1, (*path, len(entries)) if tracking else path))
        if tracking:
            self._spot(path, start, event)
        return entries

    def _anchored(self, event: Any, depth: int, path: Path) -> object:  # noqa: ANN401 - see _node
        name: str = event.anchor
        before = self._values
        self._anchors[name] = None
        event.anchor = None
        self._values -= 1
        event.tag = None
        data = self._node(event, depth, path)
        self._anchors[name] = (data, self._values - before + 1)
        return data

    def _alias(self, event: Any, path: Path) -> object:  # noqa: ANN401 - see _node
        if self.spots is not None:
            self._spot(path, event, event)
        name: str = event.anchor
        if name not in self._anchors:
            message, mend = f"There is no anchor “&{name}” before this.", "Put the text in quotes, or write it out."
            self._note("unknown-anchor", message, mend, _place(event))
            return None
        anchored = self._anchors[name]
        if anchored is None:
            self._note("unknown-anchor", f"“*{name}” stands inside itself.", "Write it out.", _place(event))
            return None
        data, size = anchored
        self._values += size
        if self._values > MOST_VALUES:
            self._too_many(event)
        return data

    def _resolved(self, event: Any, value: str) -> object:  # noqa: ANN401 - see _node
        try:
            return resolve(value)
        except ScalarError as error:
            self._note("bad-number", str(error), error.mend, _place(event))
            return None

    def _check_key(self, event: Any, key: str) -> None:  # noqa: ANN401 - see _node
        if event.tag is not None or event.anchor is not None:
            self._note("tag", "A key has no tag and no anchor.", "Write the key alone.", _place(event))
        if key[:1].isspace():  # a no-break space, which looks like indentation
            self._note("syntax", "A blank that is none to YAML stands here.", "Use the space bar.", _place(event))
        elif key == "<<":
            self._note("merge-key", "“<<” merges nothing here.", "Write the keys out.", _place(event))
        elif event.implicit[0] and (not key or key[0] in NOT_TEXT_STARTS):
            try:
                known = isinstance(resolve(key), str)
            except ScalarError:
                known = False
            if not known:
                self._key_is_no_text(event)

    def _key_is_no_text(self, event: Any) -> None:  # noqa: ANN401 - see _node
        place = self._within(_place(event))
        line = self._lines[place.line - 1]
        if line[max(0, place.column - 2) : place.column] == "{{":
            braces = replace(place, column=place.column - 1, end_line=place.line, end_column=place.column + 1)
            self._note("key-not-text", "“{{” is read as a mapping here.", "Put the whole text in quotes.", braces)
        elif type(event) is ScalarEvent and event.value:
            mend = f"Put it in quotes: '{event.value}'." if len(event.value) <= 40 else "Put it in quotes."
            self._note("key-not-text", "A key is text, and this is none.", mend, place)
        else:
            self._note("key-not-text", "A key is text, and this is none.", "Write “key: value”.", place)

    def _spot(self, path: Path, start: Any, end: Any) -> None:  # noqa: ANN401 - see _node
        if self.spots is not None and _NOWHERE not in path:
            self.spots[path] = Spot(key=None, value=self._within(_between(start.start_mark, end.end_mark)))

    def _too_many(self, event: Any) -> None:  # noqa: ANN401 - see _node
        message = f"This file holds more than {MOST_VALUES} values, aliases counted as what they stand for."
        self._stop("too-large", message, "Split it.", _place(event))

    def _note(self, code: str, message: str, mend: str, place: Place | None) -> None:
        if len(self.mistakes) >= MOST_MISTAKES:
            raise _Stop
        place = place and self._within(place)
        self.mistakes.append(Mistake(code=code, message=message, mend=mend, place=place))

    def _within(self, place: Place) -> Place:
        """The place itself, or the end of the text: the parser puts what is missing there on a line of its own."""
        last = len(self._lines)
        if place.line <= last:
            return place
        column = len(self._lines[-1]) + 1
        return Place(line=last, column=column, end_line=last, end_column=column)

    @cached_property
    def _lines(self) -> list[str]:
        return split_lines(self.text)

    def _stop(self, code: str, message: str, mend: str, place: Place | None) -> NoReturn:
        self._note(code, message, mend, place)
        raise _Stop


_NOWHERE: Final = -1
"""A step in the path of what is read and thrown away."""


def _between(start: Any, end: Any) -> Place:  # noqa: ANN401 - see _node
    return Place(line=start.line + 1, column=start.column + 1, end_line=end.line + 1, end_column=end.column + 1)


def _shown(path: Path) -> str:
    """A key with those that it stands below, up to the nearest list: `table › cells › team › now`."""
    keys = [*takewhile(lambda step: isinstance(step, str), reversed(path))]
    return " › ".join(str(key) for key in reversed(keys))


def _place(event: Any) -> Place:  # noqa: ANN401 - see _node
    return _between(event.start_mark, event.end_mark)
