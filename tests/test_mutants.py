"""The mutants turn off what they say: each place of a small check, one at a time."""

import ast
import builtins
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "mutants"))

import places

CHECK = """
def check(data, reading):
    for key in ("left", "right"):
        if data[key] is None or data[key] < 0:
            reading.report("bad", key)
    if not data:
        return reading.report("empty", "")
"""
HERE = ["for key in … 'left'", "for key in … 'right'", "if … or data[key] is None", "if … or data[key] < 0"]
HERE += ["reading.report('bad', key)", "reading.report('empty', '')"]


class Reading:
    """Keeps what is told."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.told: list[str] = []

    def report(self, code: str, key: str) -> None:
        """Keep it."""
        self.told.append(f"{code} {key}")


@pytest.fixture
def switch(monkeypatch: pytest.MonkeyPatch) -> places.Switch:
    """The switches of the check."""
    switch = places.Switch()
    monkeypatch.setattr(builtins, places.SWITCH, switch, raising=False)
    return switch


def told(switch: places.Switch, data: dict[str, int | None], off: str = "") -> list[str]:
    """What the check tells, with one place turned off."""
    switch.places.clear()
    tree = places.rewritten(ast.parse(CHECK), "checks/small.py", switch)
    switch.off = next((n for n, place in enumerate(switch.places) if place.text == off), None)
    assert (switch.off is None) == (not off)
    names: dict = {}
    exec(compile(tree, "small", "exec"), names)  # noqa: S102  # that is how a mutant runs
    reading = Reading()
    names["check"](data, reading)
    return reading.told


def test_every_place_is_found(switch: places.Switch) -> None:
    """Calls that tell, parts of an “or”, and names that are gone through; each with its line."""
    assert told(switch, {"left": -1, "right": None}) == ["bad left", "bad right"]
    assert sorted(place.text for place in switch.places) == sorted(HERE)
    assert {place.line for place in switch.places} == {3, 4, 5, 7}


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ("for key in … 'left'", ["bad right"]),
        ("for key in … 'right'", ["bad left"]),
        ("if … or data[key] < 0", ["bad right"]),
        ("reading.report('bad', key)", []),
        ("reading.report('empty', '')", ["bad left", "bad right"]),
    ],
)
def test_a_place_that_is_turned_off_tells_nothing(switch: places.Switch, off: str, left: list[str]) -> None:
    """And the others tell on."""
    assert told(switch, {"left": -1, "right": None}, off) == left
