"""Mistakes for code hosts and programs."""

import json
from datetime import date
from pathlib import Path

import pytest

from escalation_playbook.annotations import as_data, as_github, as_gitlab, below
from escalation_playbook.checking import examine
from escalation_playbook.report import Located
from test_bad import CASES, laid_out

HOSTILE = "50 % of “a”: b, c\r\nd"


def found(severity: str = "error", line: int = 3, message: str = "It is wrong.", path: str = "kb/a.yml") -> Located:
    """A mistake."""
    return Located(
        path=path,
        line=line,
        column=line and 5,
        end_column=line and 9,
        severity=severity,
        code="wrong",
        message=message,
        mend="Mend it.",
        source_line="",
        above=(),
    )


def test_github_takes_a_command_for_each() -> None:
    """With place, code and what to do."""
    expected = "::error file=kb/a.yml,line=3,col=5,endColumn=9,title=wrong::It is wrong; mend it.\n"
    assert as_github([found()]) == expected
    assert as_github([found(line=0)]) == "::error file=kb/a.yml,title=wrong::It is wrong; mend it.\n"


def test_github_reads_back_what_was_meant() -> None:
    """Signs that mean something to it are written so that they stay what they are."""
    written = as_github([found(message=HOSTILE, path="kb/a,b:c%.yml")])
    assert written.startswith("::error file=kb/a%2Cb%3Ac%25.yml,line=3,")
    assert written.endswith("::50 %25 of “a”: b, c%0D%0Ad; mend it.\n")
    assert written.count("\n") == 1


def test_github_shows_the_gravest_first_and_ten_of_a_kind() -> None:
    """It drops the rest without a word, so that the last line says how many there are."""
    many = [found(kind, line) for line in range(1, 13) for kind in ("hint", "warning", "by-date", "error")]
    lines = as_github(many).splitlines()
    commands = [line[2:].split(" ")[0] for line in lines]
    assert commands == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert all("by date" in line for line in lines[20:29])
    assert lines[-1] == "::notice title=playbook check::19 more. Run “playbook check” to see all of them."


def test_github_counts_only_what_is_left_out() -> None:
    """Ten of each are all shown."""
    many = [found(kind, line) for line in range(1, 11) for kind in ("error", "warning", "hint")]
    assert len(as_github(many).splitlines()) == 30
    assert "more" not in as_github(many)
    assert as_github([]) == ""


def test_gitlab_takes_a_report() -> None:
    """As its Code Quality format has it."""
    one, two, dated = json.loads(as_gitlab([found(), found("warning", 0), found("by-date")]))
    assert one.pop("fingerprint") != two["fingerprint"]
    assert one == {
        "description": "It is wrong; mend it.",
        "check_name": "wrong",
        "severity": "major",
        "location": {"path": "kb/a.yml", "lines": {"begin": 3}},
    }
    assert (two["severity"], two["location"]["lines"]) == ("minor", {"begin": 1})
    assert dated["severity"] == "info"


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_keeps_its_fingerprint_when_lines_move(case: str, tmp_path: Path) -> None:
    """Or a line above would make every old mistake new."""
    before, after = (laid_out(case, tmp_path / name) for name in ("before", "after"))
    for path in filter(Path.is_file, after.rglob("*.y*ml")):
        text = path.read_bytes()
        if text[:1].isascii() and text.strip() and b"\0" not in text:
            path.write_bytes(b"# moved\n# down\n" + text)

    def prints(root: Path) -> list[str]:
        return sorted(each["fingerprint"] for each in json.loads(as_gitlab(examine(root).located)))

    assert prints(before) == prints(after)
    assert len(set(prints(before))) == len(prints(before))


def test_hosts_count_paths_from_the_repository() -> None:
    """A playbook in a folder of it is named with the folder."""
    assert [each.path for each in below("support/rules", [found()])] == ["support/rules/kb/a.yml"]
    assert below("", [found()]) == [found()]


def test_our_own_form_is_the_documented_one() -> None:
    """Later versions add keys; they take none away."""
    data = json.loads(as_data([found(), found("by-date", 0)], date(2026, 3, 2)))
    assert data == {
        "form": 1,
        "date": "2026-03-02",
        "counts": {"error": 1, "warning": 0, "by-date": 1, "hint": 0},
        "findings": [
            {
                "severity": severity,
                "code": "wrong",
                "path": "kb/a.yml",
                "line": line,
                "column": column,
                "end_column": end,
                "message": "It is wrong.",
                "mend": "Mend it.",
            }
            for severity, line, column, end in (("error", 3, 5, 9), ("by-date", 0, 0, 0))
        ],
    }
