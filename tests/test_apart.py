"""Work in a process of its own: what it holds stays, and it may end in any way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from apart_work import counting
from escalation_playbook.apart import EndedError, apart
from site_standin import save


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The file that says what becomes of the work."""
    path = tmp_path / "told"
    path.write_text("", "utf-8")
    return path


def test_what_the_work_holds_is_there_the_next_time(told: Path) -> None:
    """It is done in another process, and in the same one each time."""
    with apart(counting, told) as ask:
        (first, there), (second, still) = ask(), ask()
    assert (first, second) == (1, 2)
    assert there == still != os.getpid()


@pytest.mark.parametrize(("way", "said"), [("die", ""), ("bug", "RuntimeError: a mistake of the program")])
def test_one_that_ended_is_started_again(told: Path, way: str, said: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Killed or broken, which it says; the one who asked is told, and has it done at the next asking."""
    with apart(counting, told) as ask:
        ask()
        told.write_text(way, "utf-8")
        with pytest.raises(EndedError):
            ask()
        told.write_text("", "utf-8")
        assert ask()[0] == 1
    assert said in capfd.readouterr().err


def test_it_ends_with_the_block_in_the_middle_of_the_work(told: Path) -> None:
    """Whoever ends the program is not kept by what would take ten minutes."""
    told.write_text("wait", "utf-8")
    start = time.monotonic()

    def interrupt() -> None:
        while told.read_text("utf-8") != "waiting":
            time.sleep(0.05)
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), apart(counting, told) as ask:  # noqa: PT012 - only the asking waits
            threading.Thread(target=interrupt, daemon=True).start()
            ask()
    finally:
        signal.signal(signal.SIGINT, before)
    assert time.monotonic() - start < 300


def test_serve_lives_on_when_its_builds_ended(tmp_path: Path) -> None:
    """It says so, and the next save builds again."""
    (tmp_path / "playbook").mkdir()
    told = tmp_path / "playbook" / "told.yml"
    told.write_text("", "utf-8")
    command = [sys.executable, "-u", str(Path(__file__).with_name("apart_work.py")), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as run:
        assert run.stdout
        try:
            assert next(line for line in run.stdout if not line.startswith("Port")) == "time 1\n"
            said = {}
            for words in ("two", "die", "three"):
                next(line for line in run.stdout if line.startswith("http"))
                save(told, words)
                lines = iter(run.stdout)
                said[words] = [next(lines).strip() for _ in range(3)]
        finally:
            run.kill()
    assert said["two"][2] == "time 2"
    assert said["die"][2].endswith("The process that builds the site has ended. The next save starts it again.")
    assert said["three"][2] == "time 1"
