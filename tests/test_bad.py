"""Broken playbooks, and exactly what `playbook check` prints for each.

`bad/_base` is a small playbook with nothing wrong. Every other folder holds only the files in which it differs, and
`expected.txt`; a file `without` lists files and folders/ of the base that are not there, a file `on` holds the day of
the check.
After a change of wording: `python tests/test_bad.py --write` writes what is printed now, and shows the differences.
"""

import difflib
import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from escalation_playbook.catalogue import groups
from escalation_playbook.checking import examine
from escalation_playbook.terminal import format_text

BAD = Path(__file__).parent / "bad"
CASES = sorted(path.name for path in BAD.iterdir() if path.is_dir() and path.name != "_base")


def laid_out(case: str, root: Path) -> Path:
    """The base with a case laid over it, in the empty folder `root`."""
    shutil.copytree(BAD / "_base", root, dirs_exist_ok=True)
    shutil.copytree(BAD / case, root, symlinks=True, dirs_exist_ok=True)
    without = BAD / case / "without"
    for name in without.read_text(encoding="utf-8").split() if without.exists() else ():
        shutil.rmtree(root / name) if name.endswith("/") else (root / name).unlink()
    return root


def printed(case: str, root: Path) -> str:
    """What is printed for a case."""
    day = BAD / case / "on"
    today = date.fromisoformat(day.read_text(encoding="utf-8").strip()) if day.exists() else None
    return format_text(examine(laid_out(case, root), today=today).located, colour=False)


def test_nothing_is_wrong_with_the_base(tmp_path: Path) -> None:
    """Without this, a case could show mistakes that are not its own."""
    assert printed("_base", tmp_path) == ""


@pytest.mark.parametrize("case", CASES)
def test_a_broken_playbook_is_told_so(case: str, tmp_path: Path) -> None:
    """Each mistake is told once, at its line and column, with what to do about it."""
    expected = (BAD / case / "expected.txt").read_text(encoding="utf-8")
    assert printed(case, tmp_path) == expected
    assert expected


def test_every_code_is_shown() -> None:
    """Whatever can be told stands in one of these folders, with its caret."""
    texts = [(BAD / case / "expected.txt").read_text(encoding="utf-8") for case in CASES]
    shown = {code for text in texts for code in re.findall(r"^\S.*? [a-z-]+\[([a-z0-9-]+)\]", text, re.MULTILINE)}
    assert {code.id for group in groups() for code in group.codes} - shown == set()


def write() -> None:
    """Write what is printed now, and show the differences."""
    for case in CASES:
        path = BAD / case / "expected.txt"
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        with tempfile.TemporaryDirectory() as folder:
            after = printed(case, Path(folder))
        if after != before:
            path.write_text(after, encoding="utf-8")
            lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
            sys.stdout.writelines(difflib.unified_diff(*lines, f"before/{case}", f"after/{case}"))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("Write --write to replace what is expected by what is printed now.")
    write()
