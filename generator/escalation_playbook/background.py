"""Work that follows in the background, so that nobody waits for it."""

from __future__ import annotations

import threading
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_QUIET: Final = 2.0  # seconds without another asking after which work begins: it would only slow what is asked for next
_PAUSE: Final = 0.5  # seconds in which an interruption that ended the work becomes known


@contextmanager
def following(work: Callable[[], None], tell: Callable[[str], None]) -> Iterator[Callable[[], None]]:
    """Give a function that asks for `work`, which is then done when nobody has asked again for a while: once for all.

    A mistake in it is told, and the next asking does it again. What is asked for in the end may be left undone.
    """
    asked, over = threading.Event(), threading.Event()

    def run() -> None:
        while asked.wait() and not over.is_set():
            while asked.is_set():
                asked.clear()
                if over.wait(_QUIET):
                    return
            try:
                work()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next asking tries again
                if not over.wait(_PAUSE):
                    tell(str(error) or traceback.format_exc().rstrip())

    threading.Thread(target=run, daemon=True).start()
    try:
        yield asked.set
    finally:
        over.set()
        asked.set()
