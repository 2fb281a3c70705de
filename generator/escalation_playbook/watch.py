"""Watching files: one list of changed files after each pause in the saving."""

from __future__ import annotations

import os
import queue
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from watchdog.observers.api import BaseObserver, ObservedWatch

_QUIET = 0.12  # seconds without an event after which a save counts as finished: editors write in several steps
_LONGEST = 2.0  # seconds after which a stream of events is answered anyway
_PAUSE = 1.0  # seconds between looks at whether the program was interrupted, which not every system tells a waiting one
_CHANGES = frozenset({"created", "modified", "deleted", "moved"})  # reading a file is an event as well


@contextmanager
def changes(paths: Sequence[Path]) -> Iterator[Callable[[], list[Path]]]:
    """Watch files and folders, the folders with all below them.

    Gives a function that waits for the next change and returns the files, sorted. A path need not exist yet, but the
    folder it lies in must.
    """
    seen: queue.SimpleQueue[Path] = queue.SimpleQueue()
    listener = _Listener([path.absolute() for path in paths], seen)
    try:
        listener.start(Observer())
    except OSError:  # the system watches no more files for us: look ourselves
        listener.start(PollingObserver())
    try:
        yield lambda: _next(seen)
    finally:
        listener.observer.stop()
        listener.observer.join()


class _Listener(FileSystemEventHandler):
    """Passes on the files that count, and watches a wanted folder again when it was away."""

    def __init__(self, wanted: Sequence[Path], seen: queue.SimpleQueue[Path]) -> None:
        self.wanted, self.seen = wanted, seen
        self.watches: dict[Path, ObservedWatch] = {}

    def start(self, observer: BaseObserver) -> None:
        self.observer = observer
        for folder in {path.parent for path in self.wanted}:
            observer.schedule(self, str(folder), recursive=False)
        for path in self.wanted:
            if path.is_dir():
                self.watches[path] = observer.schedule(self, str(path), recursive=True)
        observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in _CHANGES or (event.is_directory and event.event_type == "modified"):
            return
        paths = [Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name]
        if event.is_directory and paths[-1] in self.wanted and paths[-1].is_dir():
            self._watch_again(paths[-1])
        for path in paths:
            if not _is_noise(path.name) and any(path.is_relative_to(one) for one in self.wanted):
                self.seen.put(path)

    def _watch_again(self, folder: Path) -> None:
        if folder in self.watches:
            with suppress(KeyError):
                self.observer.unschedule(self.watches[folder])
        self.watches[folder] = self.observer.schedule(self, str(folder), recursive=True)


def _next(seen: queue.SimpleQueue[Path]) -> list[Path]:
    found: set[Path] = set()
    while not found:
        try:
            found.add(seen.get(timeout=_PAUSE))
        except queue.Empty:
            continue
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        try:
            found.add(seen.get(timeout=_QUIET))
        except queue.Empty:
            break
    return sorted(found)


def _is_noise(name: str) -> bool:
    """Whether a name is an editor's or Python's own, not a person's file. Vim tries a folder with the file 4913."""
    return (
        name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp", ".pyc")) or name in {"4913", "__pycache__"}
    )
