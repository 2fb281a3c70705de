"""Playbooks broken at random: whatever is done to a file, mistakes are told, and nothing else happens.

`python tests/fuzz/run.py` does the same to many more, for an hour or so.
"""

import json
import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation_playbook.strict_yaml import parse

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

from fuzz_held import TooLongError, check_broken, use, within
from fuzz_mutations import Broken, broken
from fuzz_playbooks import ROOT, File, lay

SECONDS = 60
"""Of the processor's time; a check takes a tenth of one."""

QUICK = settings(
    max_examples=120, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[File, ...]:
    """Every file of every playbook, in a folder of its own; each input brings back what it broke."""
    return lay(tmp_path_factory.mktemp("any"))


@pytest.fixture(scope="module")
def whole(files: tuple[File, ...]) -> dict[str, File]:
    """One file of each playbook."""
    return {file.root.name: file for file in files if file.name == "playbook/model.yml"}


@pytest.mark.parametrize("name", ["example", "shipped", "started", "table"])
def test_nothing_is_wrong_before(whole: dict[str, File], name: str) -> None:
    """Else it would not be known what a broken file does; and what must hold then, holds."""
    file = whole[name]
    checked = check_broken(Broken(file, file.data, ()))
    assert checked is not None
    use(checked)


def test_all_that_is_shipped_is_broken(files: tuple[File, ...]) -> None:
    """No file is forgotten."""
    shipped = [
        path.relative_to(ROOT).as_posix() for part in ("playbook", "kb") for path in (ROOT / part).rglob("*.[ym][md]*")
    ]
    assert {file.name for file in files if file.root.name == "shipped"} == {*shipped, "mkdocs.yml"}


def test_a_value_written_anew_in_its_place_changes_nothing(files: tuple[File, ...]) -> None:
    """So that what is put there instead is all that is different."""
    for file in files:
        if file.path.suffix == ".yml":
            for node in file.nodes[:: max(1, len(file.nodes) // 3)]:
                again = file.text[: node.start] + json.dumps(node.data, ensure_ascii=False) + file.text[node.end :]
                assert parse(again).data == parse(file.text).data, (file, node)


@QUICK
@given(st.data())
def test_a_file_broken_anyhow_is_read_checked_and_shown(files: tuple[File, ...], data: st.DataObject) -> None:
    """And a playbook that still has no error can be scored with, and made into pages."""
    some = data.draw(broken(files, files))
    with within(SECONDS):
        checked = check_broken(some)
        if checked and checked.playbook and (some.file.root.name != "shipped" or len(some.data) % 10 == 0):
            use(checked)


def test_what_takes_too_long_is_stopped() -> None:
    """A check that hangs would be told, with the place where it does."""
    with pytest.raises(TooLongError), within(0.05):
        sum(1 for _ in count())
