"""The step that finds a Chromium before the browser tests, among programs that stand in for browsers."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).parent / "browser/find_chromium.py"


def stand_in(path: Path, code: int) -> str:
    """A program that ends at once with `code`."""
    path.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def found(folder: Path, **environment: str) -> tuple[int, str]:
    """How the step ends with only `folder` on the path, and what it prints."""
    command = [sys.executable, str(PROGRAM)]
    done = subprocess.run(
        command, env={"PATH": str(folder), **environment}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip()


def test_takes_the_first_that_starts(tmp_path: Path) -> None:
    """A stand-in under the name, as some systems have it, is passed over."""
    stand_in(tmp_path / "chromium", 1)
    chrome = stand_in(tmp_path / "google-chrome", 0)
    assert found(tmp_path) == (0, chrome)


def test_takes_the_one_that_is_named(tmp_path: Path) -> None:
    """The variable goes before the path."""
    stand_in(tmp_path / "chromium", 0)
    own = stand_in(tmp_path / "mine", 0)
    assert found(tmp_path, CHROMIUM=own) == (0, own)


def test_takes_no_other_than_the_one_that_is_named(tmp_path: Path) -> None:
    """A name that leads nowhere is a mistake, not a reason to guess."""
    stand_in(tmp_path / "chromium", 0)
    assert found(tmp_path, CHROMIUM=str(tmp_path / "none")) == (2, "")
