"""Mistakes as other programs take them: beside the change on a code host, or as our own data.

GitHub: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from escalation_playbook.report import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from escalation_calculator.diagnostics import Severity
    from escalation_playbook.report import Located

SHOWN: Final = 10
"""GitHub shows so many annotations of a kind from one step, and drops the others without a word."""

_COMMANDS: Final[Mapping[Severity, str]] = {
    "error": "error",
    "warning": "warning",
    "by-date": "notice",
    "hint": "notice",
}
_GRAVITY: Final[Mapping[Severity, str]] = {"error": "major", "warning": "minor", "by-date": "info", "hint": "info"}


def below(folder: str, located: Iterable[Located]) -> list[Located]:
    """The same with paths as they are from the folder above `folder`: code hosts count from the repository's root."""
    return [replace(each, path=f"{folder}/{each.path}" if folder else each.path) for each in located]


def as_github(located: Sequence[Located]) -> str:
    """Workflow commands, gravest first and ten at most of each kind that GitHub knows; then how many more there are."""
    left = Counter(dict.fromkeys(_COMMANDS.values(), SHOWN))
    if any(number > SHOWN for number in Counter(_COMMANDS[each.severity] for each in located).values()):
        left["notice"] -= 1  # for the line that says so
    lines = []
    for each in sorted(located, key=lambda each: SEVERITIES.index(each.severity)):
        command = _COMMANDS[each.severity]
        if left[command]:
            left[command] -= 1
            lines.append(_command(command, each))
    if more := len(located) - len(lines):
        lines.append(f"::notice title=playbook check::{more} more. Run “playbook check” to see all of them.")
    return "".join(f"{line}\n" for line in lines)


def _command(name: str, each: Located) -> str:
    place = {"file": each.path, "line": each.line, "col": each.column, "endColumn": each.end_column}
    if not each.line:
        place = {"file": each.path}
    title = f"by date: {each.code}" if each.severity == "by-date" else each.code
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in [*place.items(), ("title", title)])
    return f"::{name} {properties}::{_data(each.sentence)}."


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(located: Sequence[Located]) -> str:
    """A Code Quality report. A fingerprint holds no line, so that a mistake that moves stays the same mistake."""
    seen: Counter[str] = Counter()
    entries = []
    for each in located:
        what = f"{each.path}\0{each.code}\0{each.message}"
        seen[what] += 1
        entries.append(
            {
                "description": f"{each.sentence}.",
                "check_name": each.code,
                "fingerprint": hashlib.sha256(f"{what}\0{seen[what]}".encode()).hexdigest(),
                "severity": _GRAVITY[each.severity],
                "location": {"path": each.path, "lines": {"begin": max(each.line, 1)}},
            }
        )
    return _json(entries)


def as_data(located: Sequence[Located], today: date) -> str:
    """Our own form, which later versions only add to: `form`, `date`, `counts` by severity, and `findings`.

    A finding has severity, code, path, line, column, end_column (behind the last character), message and mend. Lines
    and columns are counted from 1 in characters; all three are 0 when the whole file is meant.
    """
    number = Counter(each.severity for each in located)
    keys = ("severity", "code", "path", "line", "column", "end_column", "message", "mend")
    findings = [{key: getattr(each, key) for key in keys} for each in located]
    counts = {each: number[each] for each in SEVERITIES}
    return _json({"form": 1, "date": str(today), "counts": counts, "findings": findings})


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
