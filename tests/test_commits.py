"""What a repository says of the files: the right day, or none."""

import os
import subprocess
from pathlib import Path

import pytest

from escalation_playbook import commits

QUIET = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
DAY = 86_400
ALONE = {**QUIET, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


class Repository:
    """A repository with the project in the folder `within` of it."""

    def __init__(self, folder: Path, within: str = "."):
        """Make an empty one."""
        self.folder, self.root = folder, folder / within
        (self.root / "build").mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, day: int = 1) -> str:
        """Run git, on the given day of 2026, an hour before midnight where it is committed."""
        at = f"{1_767_225_600 + (day - 1) * DAY + 21 * 3600} +0200"
        who = {f"GIT_{each}_{what}": "x@example.com" for each in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env={**ALONE, **who, **when}, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, day: int, subject: str = "Say it", **files: str) -> None:
        """Commit files of `playbook/` on a day."""
        for name, text in files.items():
            path = self.root / "playbook" / f"{name}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
            self.git("add", str(path))
        self.git("commit", "-q", "-m", subject, day=day)

    def read(self) -> commits.Commits:
        """What is known; the same whether or not it was asked before."""
        kept = self.root / "build" / "commits.json"
        found = commits.read(self.root, kept)
        before = kept.read_text() if kept.exists() else ""
        assert commits.read(self.root, kept) == found
        kept.unlink(missing_ok=True)
        assert commits.read(self.root, kept) == found
        if before:
            kept.write_text(before)
        return found

    def days(self) -> dict[str, str]:
        """The day of each file."""
        return {file.removeprefix("playbook/"): f"{each.day:%d}" for file, each in self.read().last.items()}


@pytest.fixture
def repository(tmp_path):
    """An empty repository."""
    return Repository(tmp_path / "project")


def test_each_file_has_the_day_and_the_words_of_its_last_change(repository):
    """As the day was where it was committed, whatever the clock here shows."""
    repository.commit(1, "Begin", a="1", b="1")
    repository.commit(3, "Raise “b” – ünï", b="2")
    found = repository.read()
    assert repository.days() == {"a.yml": "01", "b.yml": "03"}
    assert found.last["playbook/b.yml"].subject == "Raise “b” – ünï"
    assert (found.pending, found.note) == (frozenset(), "")


def test_a_commit_that_comes_later_is_seen(repository):
    """Only what is new is asked for; what came of it is what asking for all gives."""
    repository.commit(1, a="1", b="1")
    repository.read()
    repository.commit(2, a="2")
    assert repository.days() == {"a.yml": "02", "b.yml": "01"}
    repository.git("commit", "-q", "--amend", "-m", "Other words", day=4)
    assert repository.days() == {"a.yml": "04", "b.yml": "01"}
    repository.git("reset", "-q", "--hard", "HEAD~1")
    assert repository.days() == {"a.yml": "01", "b.yml": "01"}


def test_a_branch_that_is_merged_counts_with_its_own_day(repository):
    """The later of two changes, whether the build knew the one before or not."""
    repository.commit(1, a="1\n\n\n\n\n1", b="1")
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(2, a="2\n\n\n\n\n1")
    repository.commit(5, b="2")
    repository.git("checkout", "-q", "main")
    repository.commit(3, a="1\n\n\n\n\n3")
    assert repository.days() == {"a.yml": "03", "b.yml": "01"}
    repository.git("merge", "-q", "--no-edit", "side", day=9)
    assert repository.days() == {"a.yml": "03", "b.yml": "05"}


def test_of_changes_in_one_second_the_later_counts(repository):
    """As when several commits are rebased at once; whether the build knew the one before or not."""
    for number in range(6):
        repository.commit(1, f"Change {number}", a=str(number))
        if number % 2:
            assert repository.read().last["playbook/a.yml"].subject == f"Change {number}"


def test_a_file_with_a_new_name_was_changed_then(repository):
    """It has another address since; the old name is nobody's."""
    repository.commit(1, a="1")
    repository.git("mv", "playbook/a.yml", "playbook/ä b.yml")
    repository.git("commit", "-q", "-m", "Name it", day=2)
    assert repository.days()["ä b.yml"] == "02"


def test_files_that_are_not_committed_are_known(repository):
    """New ones, changed ones, and those that wait for the commit."""
    repository.commit(1, a="1", b="1", c="1")
    (repository.root / "playbook" / "a.yml").write_text("2")
    (repository.root / "playbook" / "b.yml").write_text("2")
    repository.git("add", "playbook/b.yml")
    (repository.root / "kb").mkdir()
    (repository.root / "kb" / "ä new.yml").write_text("1")
    assert repository.read().pending == {"playbook/a.yml", "playbook/b.yml", "kb/ä new.yml"}


def test_a_project_in_a_folder_of_a_repository_knows_its_own_files(tmp_path):
    """By their paths in the project, and nothing of what lies beside it."""
    repository = Repository(tmp_path / "all", "team/project")
    (repository.folder / "playbook").mkdir()
    (repository.folder / "playbook" / "other.yml").write_text("1")
    repository.commit(1, a="1")
    repository.git("add", "playbook")
    repository.git("commit", "-q", "-m", "Beside it", day=2)
    (repository.root / "playbook" / "a.yml").write_text("2")
    found = repository.read()
    assert repository.days() == {"a.yml": "01"}
    assert found.pending == {"playbook/a.yml"}


def test_a_shallow_clone_shows_no_wrong_day(repository, tmp_path):
    """Its first commit seems to have made every file; who builds is told. With the whole history all is known."""
    repository.commit(1, a="1", b="1")
    repository.commit(2, a="2")
    repository.commit(3, b="2")
    clone = object.__new__(Repository)
    clone.folder = clone.root = tmp_path / "clone"
    repository.git("clone", "-q", "--depth", "2", repository.folder.as_uri(), str(clone.folder))
    (clone.root / "build").mkdir()
    assert clone.days() == {"b.yml": "03"}
    assert "shallow clone" in clone.read().note
    clone.git("fetch", "-q", "--unshallow")
    assert clone.days() == {"a.yml": "02", "b.yml": "03"}
    assert clone.read().note == ""


def test_settings_of_a_person_change_nothing(repository):
    """What a log looks like by default is theirs; what the site says is not."""
    repository.commit(1, a="1")
    before = repository.read()
    for name, value in (
        ("log.showRoot", "false"),
        ("core.quotePath", "true"),
        ("status.relativePaths", "true"),
        ("status.showUntrackedFiles", "no"),
        ("diff.renames", "copies"),
        ("color.ui", "always"),
        ("log.date", "relative"),
        ("log.diffMerges", "combined"),
        ("i18n.logOutputEncoding", "ISO-8859-1"),
    ):
        repository.git("config", name, value)
    assert repository.read() == before


def test_nothing_is_known_without_a_repository(tmp_path, repository, monkeypatch):
    """Nor of one without a commit, nor without git; what was kept may be anything."""
    (tmp_path / "plain" / "build").mkdir(parents=True)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    assert commits.read(tmp_path / "plain", tmp_path / "plain" / "build" / "x") == commits.Commits()
    assert repository.read() == commits.Commits()
    repository.commit(1, a="1")
    kept = repository.root / "build" / "commits.json"
    for text in ("", "[]", '{"head": 1}', '{"head":"x","shallow":[],"commits":{"x":[1,"day",""]},"files":{}}'):
        kept.write_text(text)
        assert [*commits.read(repository.root, kept).last] == ["playbook/a.yml"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commits.read(repository.root, kept) == commits.Commits()


def test_a_hook_of_another_repository_does_not_mislead(repository, tmp_path, monkeypatch):
    """It sets variables that say where its own repository lies."""
    repository.commit(1, a="1")
    other = Repository(tmp_path / "other")
    other.commit(9, a="1")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert repository.days() == {"a.yml": "01"}


def test_signs_that_are_not_seen_are_left_out_of_words(repository):
    """They could turn the direction of what follows."""
    repository.commit(1, "Say\u202e it\u200b now", a="1")
    assert repository.read().last["playbook/a.yml"].subject == "Say it now"


def test_the_public_is_told_the_day_alone(repository):
    """Words of a commit are for colleagues."""
    repository.commit(1, "For a customer", a="1")
    found = repository.read().without_words().last["playbook/a.yml"]
    assert (f"{found.day}", found.subject) == ("2026-01-01", "")


def test_a_history_that_takes_too_long_is_told(repository, monkeypatch):
    """And the site is built without it."""
    repository.commit(1, a="1")
    monkeypatch.setattr(commits, "_PATIENCE", 0.000001)
    assert "log" in commits.read(repository.root, repository.root / "build" / "x").note


def test_a_repository_of_another_user_is_told_of(repository, monkeypatch):
    """As in a container: git refuses to read it, and who builds hears what to do."""
    repository.commit(1, a="1")
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    found = repository.read()
    assert (found.last, found.pending) == ({}, frozenset())
    assert found.note.endswith(f"git config --global --add safe.directory {repository.folder}")
