"""A folder that is brought to hold certain files and no others: what is right already is left as it is.

Thousands of files are written in a moment into new folders, and ten times slower right after as many were deleted.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Folder:
    """The folder at `path` while it is filled. Names are relative to it, with `/`."""

    def __init__(self, path: Path, keep: str) -> None:
        """Look at what is there; a folder that is not there is made. The folder `keep` in it is left alone."""
        path.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._there = {name: _mark(entry.stat()) for name, entry in _files(os.fspath(path), "", keep)}
        self._wanted: set[str] = set()

    def put(self, name: str, content: bytes) -> tuple[int, int]:
        """Make this the content of the file `name`; its size in bytes, and the time of its change in nanoseconds."""
        self._wanted.add(name)
        path = self.path / name
        there = self._there.get(name)
        if there and there[0] == len(content) and path.read_bytes() == content:
            return there
        self._make_room(name, path)
        path.write_bytes(content)
        return _mark(path.stat())

    def take(self, name: str) -> None:
        """Have the file `name`, which a copy of this process has put there."""
        self._wanted.add(name)

    def keep(self, name: str, mark: tuple[int, int], other: Path) -> bool:
        """Have the file `name` if it is there with this size and time, or is so in the folder `other`.

        Two folders that hold the same file hold it once; so nothing is ever written into a file that is there.
        """
        self._wanted.add(name)
        if self._there.get(name) == mark:
            return True
        try:
            if _mark((other / name).stat()) != mark:
                return False
            self._make_room(name, self.path / name)
            (self.path / name).hardlink_to(other / name)
        except OSError:  # it is gone, or the file system knows no such thing
            return False
        self._there[name] = mark
        return True

    def _make_room(self, name: str, path: Path) -> None:
        if name in self._there:
            path.unlink()
            del self._there[name]
        else:
            path.parent.mkdir(parents=True, exist_ok=True)

    def settle(self) -> None:
        """Remove what was not put here since this began, and folders in which nothing is left."""
        for name in self._there.keys() - self._wanted:
            path = self.path / name
            path.unlink()
            for parent in path.parents:
                if parent == self.path or any(parent.iterdir()):
                    break
                parent.rmdir()


def _mark(about: os.stat_result) -> tuple[int, int]:
    return about.st_size, about.st_mtime_ns


def _files(path: str, above: str, keep: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(path) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield f"{above}{entry.name}", entry
            elif entry.name != keep:
                yield from _files(entry.path, f"{above}{entry.name}/")
