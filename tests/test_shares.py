"""Work in shares comes out as if one process had done all of it."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from escalation_playbook import shares

MANY = range(1_000)


@pytest.fixture(autouse=True)
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine with three processors."""
    monkeypatch.setattr(shares, "_processors", lambda: 3)


def in_a_program_of_its_own(lines: str) -> None:
    """Tests in a browser leave a thread behind, and with other threads nothing is shared."""
    head = "import os, signal\nfrom escalation_playbook import shares\nshares._processors = lambda: 3\n"
    head += "MANY = range(1_000)\n"
    ran = subprocess.run([sys.executable, "-c", head + lines], capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def who(_: int) -> int:
    """The process that is asked."""
    return os.getpid()


def test_what_comes_of_it_stands_in_the_order_of_the_items() -> None:
    """Whoever did it; the number of items need not be one that falls into equal parts."""
    in_a_program_of_its_own("""
assert shares.in_shares(lambda number: number**2, MANY) == [number**2 for number in MANY]
who = lambda _: os.getpid()
assert len(set(shares.in_shares(who, MANY))) == 3
assert shares.in_shares(who, MANY)[::3] == [os.getpid()] * 334
""")


def test_few_items_are_not_shared() -> None:
    """Another process would cost more than it brings."""
    assert set(shares.in_shares(who, range(199))) == {os.getpid()}
    assert shares.in_shares(who, []) == []


def test_with_other_threads_nothing_is_shared() -> None:
    """A copy of the process would wait for ever for what another thread had locked."""
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert set(shares.in_shares(who, MANY)) == {os.getpid()}
    finally:
        over.set()
        other.join()


def test_without_copies_of_processes_nothing_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows."""
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert set(shares.in_shares(who, MANY)) == {os.getpid()}


@pytest.mark.parametrize("wrong", [{0}, {1}, {2, 1}, {999}, {500, 400, 401}])
def test_the_first_mistake_is_the_one_that_is_told(wrong: set[int]) -> None:
    """As without shares, whichever process meets it, and whichever is faster."""
    in_a_program_of_its_own(f"""
def work(number):
    if number in {wrong}:
        raise ValueError(number)
    return number
try:
    shares.in_shares(work, MANY)
except ValueError as error:
    assert error.args == ({min(wrong)},)
else:
    raise SystemExit("nothing was told")
""")


def test_a_process_that_is_ended_from_outside_is_told() -> None:
    """Nothing is taken for done that is not."""
    in_a_program_of_its_own("""
here = os.getpid()
def work(_):
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
try:
    shares.in_shares(work, MANY)
except RuntimeError as error:
    assert "ended from outside" in str(error)
else:
    raise SystemExit("nothing was told")
""")


ENDLESS = """
import os, signal, sys, time
from pathlib import Path
from escalation_playbook import shares
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests may run where interrupts are ignored
shares._processors = lambda: 3
def work(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(0.01)
shares.in_shares(work, range(100_000))
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whoever_ends_the_program_ends_all_of_it(how: signal.Signals, tmp_path: Path) -> None:
    """The processes that share its work are gone, too, and say nothing of their own."""
    command = [sys.executable, "-c", ENDLESS, str(tmp_path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        while len([*tmp_path.iterdir()]) < 3:
            time.sleep(0.01)
        run.send_signal(how)
        _, said = run.communicate(timeout=60)  # which ends when the last of them is gone
    assert said.count("Traceback") == (how == signal.SIGINT)


HANDING = """
import os, sys, time
from pathlib import Path
from escalation_playbook import shares
shares._processors = lambda: 3
here = os.getpid()
def work(number):
    while os.getpid() == here:  # the others are done, and wait with more than a pipe holds
        time.sleep(0.01)
    if number > 296:
        Path(sys.argv[1], str(number)).touch()
    return bytes(10_000)
shares.in_shares(work, range(300))
"""


def test_nobody_waits_to_hand_over_to_a_program_that_was_killed(tmp_path: Path) -> None:
    """What it left behind would hold the lock of a build, and the next build would wait for ever."""
    with subprocess.Popen([sys.executable, "-c", HANDING, str(tmp_path)], stderr=subprocess.PIPE) as run:
        while len([*tmp_path.iterdir()]) < 2:
            time.sleep(0.01)
        time.sleep(0.5)
        run.kill()
        assert run.communicate(timeout=60) == (None, b"")  # which ends when the last of them is gone
