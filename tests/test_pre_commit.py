"""The hook for repositories with a playbook: its command is ours, and it runs when a file of the playbook changes."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from escalation_calculator.files import KINDS
from escalation_playbook import cli
from escalation_playbook.source import read

ROOT = Path(__file__).parents[1]
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_hook_has_what_pre_commit_asks_for() -> None:
    """An id, a name, a command, and how it is installed: this repository and the calculator in it."""
    assert {"id", "name", "entry", "language"} <= HOOK.keys()
    assert (HOOK["language"], HOOK["pass_filenames"]) == ("python", False)
    for place in HOOK["additional_dependencies"]:
        assert (ROOT / place / "pyproject.toml").is_file()


def test_its_command_is_installed_and_understood(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run beside the shipped playbook it finds nothing wrong."""
    program, *words = shlex.split(HOOK["entry"])
    assert PROJECT["scripts"][program] == f"{cli.__name__}:{cli.main.__name__}"
    monkeypatch.chdir(ROOT)
    assert cli.main([*words, "--on", "2026-11-21"]) == 0
    assert capsys.readouterr().err == ""


def test_it_runs_for_every_file_of_a_playbook_and_no_other() -> None:
    """By where files stand, of whatever kind and ending: a stray file is a mistake, too."""
    wanted = re.compile(HOOK["files"])
    for name in [*read(ROOT).files, *(place for kind in KINDS for place in kind.places)]:
        assert wanted.search(name)
    assert not wanted.search("docs/playbook/notes.md")
    assert not wanted.search("README.md")
