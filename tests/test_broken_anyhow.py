"""Playbooks broken at random: whatever is done to a file, mistakes are told, and nothing else happens."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from escalation_playbook.annotations import as_data, as_github, as_gitlab
from escalation_playbook.checking import examine
from escalation_playbook.terminal import format_text

TODAY = date(2026, 3, 2)
BASE = Path(__file__).parent / "bad" / "_base"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))
WORDS = st.sampled_from(
    (
        *("", "~", "yes", "true", "0", "-1", "1.5", "9999999999", ".nan", "12:30", "P1", "any", "all", "not", "id"),
        *(
            "[]",
            "{}",
            "[[]]",
            "{a: b}",
            "[~]",
            "[1, true]",
            "{at_least: 3}",
            "{at_least: {}}",
            "{any: []}",
            "{not: {not: 1}}",
        ),
        *(
            "severity",
            "segment",
            "users",
            "lead",
            "tier-1",
            "8 h",
            "25 %",
            "2026-01-12",
            "2026-01-12T09:00Z",
            "99999 weeks",
        ),
        *(
            "0001-01-01T00:00+14:00",
            "9999-12-31T23:59-12:00",
            "2026-02-30",
            "24:00",
            "Europe/Berlin",
            "../etc",
            "&a x",
            "*a",
        ),
        *(
            "'{{ issue }}'",
            "'{{ }}'",
            "'<b>'",
            "'\\'",
            "'a\tb'",
            "'\u202e'",
            '"\\0"',
            '"\\ud800"',
            "日本",
            "é",
            "x" * 300,
        ),
    )
)


@st.composite
def broken(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the base, and its text with a few things done to it."""
    name = draw(st.sampled_from(FILES))
    lines = (BASE / name).read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        here = draw(st.integers(0, len(lines) - 1))
        line = lines[here]
        key, colon, _ = line.partition(":")
        match draw(st.sampled_from(("value", "drop", "double", "indent", "dedent", "key", "cut", "swap"))):
            case "value" if colon:
                lines[here] = f"{key}: {draw(WORDS)}"
            case "key" if colon:
                lines[here] = line.replace(key.strip(" -") or "a", draw(WORDS), 1)
            case "drop" if len(lines) > 1:
                del lines[here]
            case "double":
                lines.insert(here, line)
            case "indent":
                lines[here] = f"  {line}"
            case "dedent":
                lines[here] = line.removeprefix("  ")
            case "swap":
                there = draw(st.integers(0, len(lines) - 1))
                lines[here], lines[there] = lines[there], lines[here]
            case _:
                lines[here] = line[: draw(st.integers(0, len(line)))]
    return name, "\n".join(lines)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the base; each example mends what it broke."""
    return shutil.copytree(BASE, tmp_path_factory.mktemp("any") / "small")


@given(broken())
@example(("playbook/model.yml", "a: 1"))
@settings(max_examples=200, deadline=None)
def test_a_file_broken_anyhow_is_read_checked_and_shown(root: Path, change: tuple[str, str]) -> None:
    """Without a playbook there is an error to mend, and with an error there is no playbook."""
    name, text = change
    try:
        (root / name).write_text(text, encoding="utf-8")
        checked = examine(root, today=TODAY)
    finally:
        shutil.copy(BASE / name, root / name)
    assert (checked.playbook is None) == any(each.severity == "error" for each in checked.located)
    assert len(json.loads(as_data(checked.located, TODAY))["findings"]) == len(checked.located)
    assert len(json.loads(as_gitlab(checked.located))) == len(checked.located)
    assert as_github(checked.located).count("\n") == as_github(checked.located).count("\n::") + bool(checked.located)
    assert bool(format_text(checked.located, colour=True)) == bool(checked.located)
    for each in checked.located:
        assert each.message.endswith((".", "?"))
        assert 0 <= each.column <= len(each.source_line) + 1
