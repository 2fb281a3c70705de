"""`python tests/mutants/run.py [--only TEXT]`: turns each check off, one at a time; 1 if no test notices one."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from places import Place, Switch, install
from trial import Outcome, Trial

TESTS = Path(__file__).parents[1]

HOLD = ("checks", "case_checks", "decode", "conditions", "files", "accept", "review", "business", "table", "own_pages")
HOLD += ("prose", "syntax_words", "bad", "every_kind", "source", "wire", "cli")
"""The tests that hold the checks; those that are likely to fail, and quick, before the others."""


def main() -> int:
    """Try the mutants."""
    parser = argparse.ArgumentParser(description="Turn off each check in turn, and see whether a test fails.")
    parser.add_argument("--only", default="", metavar="TEXT", help="those with this in their place: checks/model.py:59")
    given = parser.parse_args()
    started, outcomes = time.monotonic(), list[Outcome]()
    out = os.fdopen(os.dup(sys.stdout.fileno()), "w", buffering=1, encoding="utf-8")  # pytest takes the other

    def tell(outcome: Outcome) -> None:
        outcomes.append(outcome)
        said = outcome.killer.rpartition("/")[2] or f"{outcome.tests} tests pass it, and none fails"
        print(f"{'killed  ' if outcome.killer else 'SURVIVED'}  {outcome.place}\n            {said}", file=out)

    def wanted(place: Place) -> bool:
        return given.only in str(place)

    switch = Switch()
    install(switch)
    with tempfile.TemporaryDirectory() as folder:
        plugin = Trial(switch, wanted, tell)
        files = [str(TESTS / f"test_{name}.py") for name in HOLD]
        options = ["-o", "addopts=", "-p", "no:terminal", "-p", "no:cacheprovider", "--hypothesis-seed=0"]
        options += [f"--basetemp={folder}/tests", f"--rootdir={TESTS.parent}"]
        code = pytest.main([*options, *files], plugins=[plugin])
    survived = [each for each in outcomes if not each.killer]
    took = time.monotonic() - started
    print(f"{len(outcomes)} mutants, {len(survived)} survived, {took / 60:.1f} min", file=out)
    for each in survived:
        print(f"  {each.place}", file=out)
    return 1 if survived or code else 0


if __name__ == "__main__":
    sys.exit(main())
