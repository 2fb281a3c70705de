"""Putting a finished folder in the place of another in one step, so that a reader never meets half a site."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux
_RENAME_SWAP = 2  # macOS


@contextmanager
def alone(folder: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Wait until no other program is at work in `folder`, and let none begin until this one is done.

    `waiting` is called when there is one. A program that is killed lets go. Where the system knows no such lock
    (Windows), nothing is waited for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ImportError:
        yield
        return
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def swap(new: Path, place: Path) -> None:
    """Make `new` the folder at `place`, and what was there the folder at `new`; both lie in the same file system.

    Killed at any moment this leaves a whole folder at `place`. Where the system cannot exchange two folders in
    one step, the moment between two renames is left over: then `restore` brings the old folder back.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        new.rename(place)
        return
    if not _exchange(new, place):
        aside = _aside(new)
        place.rename(aside)
        new.rename(place)
        aside.rename(new)


def restore(new: Path, place: Path) -> None:
    """Finish what a killed `swap(new, place)` left: bring the old folder back if it stands aside."""
    aside = _aside(new)
    if aside.exists() and not place.exists():
        aside.rename(place)
    shutil.rmtree(aside, ignore_errors=True)


def _aside(new: Path) -> Path:
    return new.with_name(f"{new.name}-before")


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; false where the system offers no such step."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = library.renamex_np(os.fsencode(one), os.fsencode(other), _RENAME_SWAP)
        else:
            done = library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    except (OSError, TypeError, AttributeError):  # Windows, or a C library without the call
        return False
    return bool(done == 0)
