"""Shares: work that falls into many equal parts is done by several processes, each of which takes every so many."""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

Item = TypeVar("Item")
Given = TypeVar("Given")

_WORTH_IT: Final = 100
"""Items for which another process is worth its start."""

_MOST: Final = 8
"""More processes would wait for the disk."""


def in_shares(
    work: Callable[[Item], Given], items: Sequence[Item], tell: Callable[[int], None] | None = None
) -> list[Given]:
    """Do `work` for each item, and give what comes of it, in the order of the items.

    While it is under way, `tell` is given how many are done, the others taken to be as far as this process.

    Few items are done by this process alone; so are all where the system cannot copy a process, or where other threads
    run in this one, whose locks nobody would release in a copy.

    Raises:
        Exception: What `work` raised, for the first item for which it did.
    """
    count = min(_processors(), len(items) // _WORTH_IT, _MOST)
    if count < 2 or threading.active_count() > 1 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in _counted(items, 1, tell)]
    shares = [items[first::count] for first in range(count)]
    context = multiprocessing.get_context("fork")
    pipes = [context.Pipe(duplex=False) for _ in shares[1:]]
    gc.freeze()  # what nobody looks through stays shared between the processes
    helpers = [
        context.Process(target=_help, args=(work, share, end, [pipe[0] for pipe in pipes], os.getpid()), daemon=True)
        for share, (_, end) in zip(shares[1:], pipes, strict=True)
    ]
    try:
        for helper, (_, end) in zip(helpers, pipes, strict=True):
            helper.start()
            end.close()
        done = [_do(work, _counted(shares[0], count, tell)), *(_wait(pipe) for pipe, _ in pipes)]
    finally:
        gc.unfreeze()
        for helper in helpers:
            if helper.pid is not None:
                helper.kill()
                helper.join()
    errors = [(len(given) * count + first, error) for first, (given, error) in enumerate(done) if error]
    if errors:
        raise min(errors, key=lambda found: found[0])[1]
    return [done[at % count][0][at // count] for at in range(len(items))]


def _counted(share: Iterable[Item], count: int, tell: Callable[[int], None] | None) -> Iterator[Item]:
    """The items; after each it is told how many are done when so many shares are as far as this one."""
    for number, item in enumerate(share, 1):
        yield item
        if tell:
            tell(number * count)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _do(work: Callable[[Item], Given], share: Iterable[Item], parent: int = 0) -> tuple[list[Given], Exception | None]:
    """What comes of a share, up to the first mistake; and that."""
    given: list[Given] = []
    try:
        for item in share:
            if parent and os.getppid() != parent:
                break  # which was killed: nobody waits for this any more
            given.append(work(item))
    except Exception as error:  # noqa: BLE001 - whoever waits for it raises it
        return given, error
    return given, None


def _help(
    work: Callable[[Item], Given], share: Iterable[Item], pipe: Connection, copied: Iterable[Connection], parent: int
) -> None:
    for end in copied:  # while this process could read it itself, it would wait for ever for a parent that was killed
        end.close()
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the other process says what there is to be said
        pipe.send(_do(work, share, parent))


def _wait(pipe: Connection) -> tuple[list[Given], Exception | None]:
    try:
        received: tuple[list[Given], Exception | None] = pipe.recv()
    except EOFError:
        raise RuntimeError("A process that shared the work was ended from outside.") from None
    return received
