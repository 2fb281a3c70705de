"""Work that a process of its own does: two threads of one process would take the processor from each other."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Result = TypeVar("Result")


class EndedError(Exception):
    """The process ended before it was done: from outside, or by a mistake of the program, which it has told."""


@contextmanager
def apart(prepare: Callable[..., Callable[[], Result]], *given: object) -> Iterator[Callable[[], Result]]:
    """Give a function that has work done in another process, and waits for what comes of it.

    The work is what `prepare(*given)` gives there: what that holds, it holds from one time to the next. `prepare`,
    `given` and what comes of the work are passed between processes. The process starts when it is first needed, anew
    where it was ended, and ends with the block, in the middle of the work if need be. The function is for the main
    thread, which is the one that is interrupted.

    Raises:
        EndedError: By the function.
    """
    running: list[tuple[BaseProcess, Connection]] = []

    def ask() -> Result:
        if not running:
            _start(running, prepare, given)
        try:
            running[0][1].send(None)
            result: Result = running[0][1].recv()
        except (EOFError, OSError):
            _end(*running.pop())
            raise EndedError from None
        return result

    try:
        yield ask
    finally:
        for each in running:
            _end(*each)


def _start(
    running: list[tuple[BaseProcess, Connection]],
    prepare: Callable[..., Callable[[], Result]],
    given: tuple[object, ...],
) -> None:
    context = multiprocessing.get_context("spawn")  # no copy of this one, in whose threads locks may be held
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, prepare, given))
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # else one that is half started might be left behind
    try:
        process.start()
        running.append((process, ours))
    finally:
        signal.signal(signal.SIGINT, before)
    theirs.close()


def _end(process: BaseProcess, pipe: Connection) -> None:
    process.terminate()
    process.join()
    pipe.close()


def _work(pipe: Connection, prepare: Callable[..., Callable[[], Result]], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as inherited, if it is: the one who waits ends this
    work = prepare(*given)
    while _is_asked(pipe):
        result = work()
        with suppress(BrokenPipeError):  # nobody waits any more
            pipe.send(result)


def _is_asked(pipe: Connection) -> bool:
    try:
        pipe.recv()
    except (EOFError, ConnectionResetError):
        return False
    return True
