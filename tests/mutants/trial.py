"""The tests against one mutant after the other, each in a process of its own that is forked off after the collecting.

Once without a mutant, to know which test passes which place; then, for each place, those tests until one fails.
"""

import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from places import Place, Switch

SECONDS = 20
"""A test that computes for longer hangs, which would be noticed, too."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a mutant."""

    place: Place
    killer: str
    """The first test that fails; empty when none does."""
    tests: int
    """How many tests pass the place."""


class Trial:
    """A plugin that takes the place of pytest's loop over the tests."""

    def __init__(self, switch: Switch, wanted: Callable[[Place], bool], tell: Callable[[Outcome], None]) -> None:
        """Take the switches, which places to try, and who hears of each outcome."""
        self.switch = switch
        self.wanted = wanted
        self.tell = tell
        self.failed = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a test fails, in the process in which it does."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant.

        Raises:
            RuntimeError: A test fails without a mutant, or could not be collected.
        """
        if session.testsfailed:
            raise RuntimeError("not all tests could be collected")
        tests = session.items
        passes = _forked(lambda: list(self._recorded(tests)))
        broken = [test.nodeid for test, found in zip(tests, passes or (), strict=False) if found is None]
        if broken or passes is None:
            raise RuntimeError(f"this fails without a mutant: {broken}")
        by_id = {test.nodeid: test for test in tests}
        killers: dict[str, list[pytest.Item]] = {}
        passing = {n: [test for test, found in zip(tests, passes, strict=True) if n in found] for n in self._numbers()}
        for number in sorted(passing, key=lambda n: len(passing[n])):
            place, able = self.switch.places[number], passing[number]
            # what killed others of the same file is likely to kill this one; no test can run twice in a process
            near = [test for test in killers.setdefault(place.file, []) if test in able]
            chosen = list(dict.fromkeys([*near, *able]))
            found = _forked(lambda n=number, chosen=chosen: self._killer(n, chosen))
            if found in by_id:
                killers[place.file].insert(0, by_id[found])
            self.tell(Outcome(place=place, killer="(hangs)" if found is None else found, tests=len(able)))
        return True

    def _numbers(self) -> Iterator[int]:
        return (number for number, place in enumerate(self.switch.places) if self.wanted(place))

    def _recorded(self, tests: Sequence[pytest.Item]) -> Iterator[list[int] | None]:
        """The places that each test passes; None of one that fails."""
        for test in tests:
            self.switch.passed.clear()
            yield None if self._fails(test) else sorted(self.switch.passed)

    def _killer(self, number: int, tests: Sequence[pytest.Item]) -> str:
        self.switch.off = number
        return next((test.nodeid for test in tests if self._fails(test)), "")

    def _fails(self, test: pytest.Item) -> bool:
        self.failed = False
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # which ends the process, unless the next test winds it up again
        test.ihook.pytest_runtest_protocol(item=test, nextitem=None)
        return self.failed


def _forked(work: Callable[[], Any]) -> Any:
    """What the work gives, done in a process of its own; None when it did not end."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer = json.dumps(work()).encode()
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(answer)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else None
