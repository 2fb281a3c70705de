"""What is printed for the changes of `test_checks` and `test_case_checks`: words, and the caret under one of them.

All of it stands in `golden/carets.txt`. After a change of wording: `python tests/test_carets.py --write`, and read the
difference.
"""

import sys
from pathlib import Path

import test_case_checks
import test_checks
from escalation_calculator.check import check
from escalation_playbook.report import locate
from escalation_playbook.source import Source
from escalation_playbook.strict_yaml import parse
from escalation_playbook.terminal import format_text
from test_every_kind import written

GOLDEN = Path(__file__).parent / "golden" / "carets.txt"


def printed(data: dict) -> str:
    """What is printed of a playbook that is written so, without the count at the end."""
    texts = {name: written(name, each) for name, each in data.items()}
    files = {name: parse(text).data for name, text in texts.items()}
    _, diagnostics = check(files, {"Europe/Berlin", "Europe/Dublin"})
    told = format_text(locate(diagnostics, Source(files=files, texts=texts, found=())), colour=False)
    return told.rpartition("\n\n")[0]


def everything() -> str:
    """Each change with what is printed of it."""
    told = [printed(test_checks.broken(*row[:4])) for row in test_checks.BROKEN]
    told += [printed(test_checks.larger(code, change)) for code, _, _, change in test_checks.SEVERAL]
    told += [printed(test_case_checks.broken(*row[1:4])) for row in test_case_checks.BROKEN]
    return "\n\n".join(told) + "\n"


def test_every_caret_stands_under_its_word() -> None:
    """And every sentence is as it was read."""
    assert everything() == GOLDEN.read_text(encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("Write --write to replace what is expected by what is printed now.")
    GOLDEN.write_text(everything(), encoding="utf-8")
