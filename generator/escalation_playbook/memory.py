"""What was made of something, kept from one build to the next by a hash over that: data of files, HTML of pages.

The file is plain JSON, a line for each: nothing in it can be more than data, whoever wrote it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from escalation_playbook.shares import in_shares
from escalation_playbook.strict_yaml import Parsed, parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SIGNS: Final = 64
"""The length of a hash as it is written."""


class Memory:
    """A file of what was made; what is asked for between one `keep` and the next stays in it."""

    def __init__(self, path: Path, program: str) -> None:
        """Remember what the file at `path` holds, if the same `program` wrote it."""
        self._path = path
        self._head = f"{hash_of(program)}\n"
        self._known: dict[str, object] = {}
        self._asked: dict[str, object] = {}
        self._new: list[str] = []
        self._lines = 0
        """Of the file; 0 when it has to be written anew."""
        with suppress(OSError, ValueError), path.open(encoding="ascii") as file:
            if file.readline() == self._head:
                for line in file:
                    self._read(line)

    def recall(self, key: str) -> object:
        """What was made of what has this hash; None when that is not known."""
        found = self._known.get(key)
        if found is not None:
            self._asked[key] = found
        return found

    def remember(self, key: str, made: object) -> None:
        """Keep what was made, as JSON would give it back."""
        self._asked[key] = made
        self._new.append(_line(key, made))

    def keep(self) -> None:
        """Forget what nobody asked for since the last time, and write the rest."""
        self._known, self._asked = self._asked, {}
        lines, self._new = self._new, []
        if self._lines and self._lines + len(lines) < 2 * len(self._known):
            with self._path.open("a", encoding="ascii") as file:
                file.writelines(lines)
        else:
            lines = [_line(key, made) for key, made in self._known.items()]
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("w", encoding="ascii") as file:
                file.writelines([self._head, *lines])
            self._lines = 0
        self._lines += len(lines)

    def _read(self, line: str) -> None:
        self._lines += 1
        with suppress(ValueError, RecursionError):  # whoever wrote it was killed
            self._known[line[:_SIGNS]] = json.loads(line[_SIGNS:])


class Texts(Memory):
    """What texts were read to. One in which something is wrong is read each time."""

    def parse_all(self, texts: Sequence[str]) -> list[Parsed]:
        """The data of each text, and what is wrong with it."""
        keys = [hash_of(text) for text in texts]
        known = [self.recall(key) for key in keys]
        new = iter(in_shares(parse, [text for text, data in zip(texts, known, strict=True) if data is None]))
        found = [next(new) if data is None else Parsed(data=data, mistakes=(), complete=True) for data in known]
        for key, data, parsed in zip(keys, known, found, strict=True):
            if data is None and parsed.complete and not parsed.mistakes:
                self.remember(key, parsed.data)
        return found


def hash_of(text: str) -> str:
    """The hash by which what is made of a text is kept."""
    return sha256(text.encode()).hexdigest()


def _line(key: str, data: object) -> str:
    return f"{key}{json.dumps(data)}\n"
