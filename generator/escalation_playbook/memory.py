"""What texts were read to, so that the next build need not parse thousands of files that are as they were.

A text is known by its hash, and only one in which nothing was wrong is kept. The file is plain JSON, a line for each
text: nothing in it can be more than data, whoever wrote it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from escalation_playbook.strict_yaml import Parsed, parse

FILE: Final = Path("build", "read.jsonl")
"""Where it lies in a project."""

_SIGNS: Final = 64
"""The length of a hash as it is written."""


class Memory:
    """The data of texts, by their hash, from one build to the next."""

    def __init__(self, path: Path, program: str) -> None:
        """Remember what the file at `path` holds, if the same `program` wrote it."""
        self._path = path
        self._head = f"{sha256(program.encode()).hexdigest()}\n"
        self._known: dict[str, object] = {}
        self._asked: dict[str, object] = {}
        self._new: list[str] = []
        self._lines = 0
        """Of the file; 0 when it has to be written anew."""
        with suppress(OSError, ValueError), path.open(encoding="ascii") as file:
            if file.readline() == self._head:
                for line in file:
                    self._recall(line)

    def parse(self, text: str) -> Parsed:
        """The data of a text, and what is wrong with it."""
        key = sha256(text.encode()).hexdigest()
        if key in self._known:
            data = self._asked[key] = self._known[key]
            return Parsed(data=data, mistakes=(), complete=True)
        parsed = parse(text)
        if parsed.complete and not parsed.mistakes:
            self._asked[key] = parsed.data
            self._new.append(_line(key, parsed.data))
        return parsed

    def keep(self) -> None:
        """Forget what nobody asked for since the last time, and write the rest."""
        self._known, self._asked = self._asked, {}
        lines, self._new = self._new, []
        if self._lines and self._lines + len(lines) < 2 * len(self._known):
            with self._path.open("a", encoding="ascii") as file:
                file.writelines(lines)
        else:
            lines = [_line(key, data) for key, data in self._known.items()]
            self._path.parent.mkdir(exist_ok=True)
            with self._path.open("w", encoding="ascii") as file:
                file.writelines([self._head, *lines])
            self._lines = 0
        self._lines += len(lines)

    def _recall(self, line: str) -> None:
        self._lines += 1
        with suppress(ValueError, RecursionError):  # whoever wrote it was killed
            self._known[line[:_SIGNS]] = json.loads(line[_SIGNS:])


def _line(key: str, data: object) -> str:
    return f"{key}{json.dumps(data)}\n"
