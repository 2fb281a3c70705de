"""Work for a process of its own, which imports it by name."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from escalation_playbook.serve import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable


def counting(told: Path) -> Callable[[], tuple[int, int]]:
    """Work that gives how often it was done, and where; what is told in a file may keep it from being done."""
    done = 0

    def work() -> tuple[int, int]:
        nonlocal done
        said = told.read_text("utf-8")
        if said == "die":
            os._exit(9)
        if said == "bug":
            raise RuntimeError("a mistake of the program")
        if said == "wait":
            told.write_text("waiting", "utf-8")
            time.sleep(600)
        done += 1
        return done, os.getpid()

    return work


def building(root: Path, place: Path) -> Callable[[], Outcome]:
    """Work that takes the place of a build."""
    work = counting(root / "playbook" / "told.yml")

    def build() -> Outcome:
        done, _ = work()
        sys.stdout.write(f"time {done}\n")
        sys.stdout.flush()
        return Outcome(diagnostics=(), built=place.exists())

    return build


if __name__ == "__main__":
    import argparse

    from escalation_playbook import serve_command

    serve_command.builder = building
    serve_command.serve(argparse.Namespace(directory=Path(sys.argv[1]), port=8150))
