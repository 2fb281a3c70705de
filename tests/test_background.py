"""Work in the background: once for all who asked, and again after a mistake."""

import threading

import pytest

from escalation_playbook import background
from escalation_playbook.background import following


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work begins a tenth of a second after it is asked for."""
    monkeypatch.setattr(background, "_QUIET", 0.1)


def test_work_waits_until_nobody_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who saves several times in a row has it done once, and whoever ends the program is not kept."""
    monkeypatch.setattr(background, "_QUIET", 3600)
    begun = threading.Semaphore(0)
    with following(begun.release, print) as ask:
        ask()
        assert not begun.acquire(timeout=0.2)
    assert not begun.acquire(timeout=0.2)


def test_who_asks_while_work_is_done_has_it_done_once_more() -> None:
    """However many ask meanwhile."""
    begun, go = threading.Semaphore(0), threading.Semaphore(0)

    def work() -> None:
        begun.release()
        go.acquire()

    with following(work, print) as ask:
        ask()
        assert begun.acquire(timeout=20)
        for _ in range(3):
            ask()
        go.release()
        assert begun.acquire(timeout=20)
        go.release()
        assert not begun.acquire(timeout=0.5)


def test_a_mistake_is_told_and_does_not_end_it() -> None:
    """The next asking does the work again."""
    told = threading.Semaphore(0)
    said: list[str] = []

    def work() -> None:
        raise OSError("the disk is full")

    def tell(words: str) -> None:
        said.append(words)
        told.release()

    with following(work, tell) as ask:
        for _ in range(2):
            ask()
            assert told.acquire(timeout=20)
    assert said == ["the disk is full"] * 2
