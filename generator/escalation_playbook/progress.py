"""How far a long stage is: one line on a terminal, written over a few times a second; nothing anywhere else."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EVERY: Final = 0.3
"""Seconds between two writings of the line, and before the first: what is done sooner needs none."""


@contextmanager
def counting(stream: TextIO) -> Iterator[Callable[[int, int], None] | None]:
    """What takes how many are done, and of how many; None where nobody watches."""
    if not stream.isatty():
        yield None
        return
    last: float | None = None
    shown = False

    def tell(done: int, count: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        last = now if last is None else last
        if (done < count and now - last < _EVERY) or (done == count and not shown):
            return
        last, shown = now, done < count
        end = "" if shown else "\n"
        print(f"\rWriting the pages: {done:,} of {count:,}", end=end, file=stream, flush=True)

    try:
        yield tell
    finally:
        if shown:
            print(file=stream)  # what is said of a mistake begins a line
