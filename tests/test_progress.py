"""How far a long build is: a line on a terminal that is written over, and nothing in a log."""

import io
from contextlib import suppress

import pytest

from escalation_playbook import progress, shares


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        """It is one."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock on which an eighth of a second passes each time somebody looks."""
    passed = [0.0]

    def now() -> float:
        passed[0] += 0.125
        return passed[0]

    monkeypatch.setattr(progress.time, "monotonic", now)
    return passed


@pytest.mark.usefixtures("clock")
def test_a_line_is_written_over_a_few_times_a_second() -> None:
    """Of twelve hundred pages in twelve steps every third is shown, and the end."""
    screen = Screen()
    with progress.counting(screen) as tell:
        assert tell is not None
        for done in range(100, 1300, 100):
            tell(done, 1200)
    assert (
        screen.getvalue()
        == "".join(f"\rWriting the pages: {done} of 1,200" for done in ("400", "700", "1,000", "1,200")) + "\n"
    )


@pytest.mark.usefixtures("clock")
def test_what_is_done_at_once_and_what_nobody_watches_is_not_shown() -> None:
    """A log of a build has no such line."""
    screen = Screen()
    with progress.counting(screen) as tell:
        assert tell is not None
        tell(1, 2)
        tell(2, 2)
    assert screen.getvalue() == ""
    with progress.counting(io.StringIO()) as tell:
        assert tell is None


@pytest.mark.usefixtures("clock")
def test_a_mistake_begins_a_line_of_its_own() -> None:
    """The line that was being written over is ended first."""
    screen = Screen()
    with suppress(ValueError), progress.counting(screen) as tell:
        assert tell is not None
        for done in range(1, 6):
            tell(done, 9)
        raise ValueError
    assert screen.getvalue() == "\rWriting the pages: 4 of 9\n"


def test_shares_are_counted_by_that_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one process each item is told; the result is what it is without."""
    monkeypatch.setattr(shares, "_processors", lambda: 1)
    told: list[int] = []
    assert shares.in_shares(str, range(3), told.append) == ["0", "1", "2"]
    assert told == [1, 2, 3]


def test_other_shares_are_taken_to_be_as_far() -> None:
    """So the number is right in the end, and nobody waits to count."""
    told: list[int] = []
    assert list(shares._counted("abc", 4, told.append)) == ["a", "b", "c"]
    assert told == [4, 8, 12]
