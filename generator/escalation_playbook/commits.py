"""What the repository says of the playbook's files: on which day each was last changed, and with what words.

One `git log` tells it of all files. What it said is kept, so that the next build asks only for what came since.
"""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

FOLDERS: Final = ("playbook", "kb")
_PATIENCE: Final = 20
"""Seconds after which a history is too long to wait for."""
_HEAD: Final = "\x01"
"""What a commit begins with in the log; no path that is asked for does."""
# What somebody has set for themselves must not decide what a site says.
_LOG: Final = ("log", "-z", "--full-history", "--name-only", "--no-renames", "--relative", "--encoding=UTF-8")
_SETTINGS: Final = ("-c", "log.showRoot=true", "-c", "log.diffMerges=off", "-c", "log.showSignature=false")
_OTHERS: Final = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Set where a hook of another repository runs this."""


@dataclass(frozen=True, kw_only=True)
class Commit:
    """A change that somebody has committed; by whom is not asked."""

    id: str
    """Its hash."""
    time: int
    """When it was committed, in seconds since 1970."""
    day: date
    """The same as the day it was for who committed it, wherever the site is built."""
    subject: str
    """The first line of what was said of it; empty where a site for the public leaves it out."""


@dataclass(frozen=True, kw_only=True)
class Commits:
    """What is known of the files; nothing where there is no repository, or no git."""

    last: Mapping[str, Commit] = field(default_factory=dict)
    """The last change of a file, by its path in the project."""
    pending: Collection[str] = frozenset()
    """Files that are not as they were last committed, or never were."""
    note: str = ""
    """Why less is known than might be, a sentence for who builds the site."""

    def latest(self, source: str) -> tuple[str, Commit] | None:
        """The last change of a file, or of any in a folder, with its file; nothing when it is not known."""
        if source in self.last:
            return source, self.last[source]
        if not source.endswith("/"):
            return None
        found = [(each.time, file) for file, each in self.last.items() if file.startswith(source)]
        file = max(found)[1] if found else ""
        return (file, self.last[file]) if file else None

    def without_words(self) -> Commits:
        """The same for the public: what a commit says was written for colleagues."""
        return replace(self, last={file: replace(each, subject="") for file, each in self.last.items()})


def read(root: Path, kept: Path) -> Commits:
    """Ask the repository in which the project in the folder `root` lies; `kept` is the file for what it said."""
    try:
        said = _git(root, "rev-parse", "HEAD", "--show-prefix", "--git-path", "shallow").split("\n")
        head, prefix, shallow_file = said[:3]
        shallow = (root / shallow_file).read_text("utf-8").split() if (root / shallow_file).is_file() else []
        last = _last(root, kept, head, shallow)
        asked = _git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *FOLDERS)
    except subprocess.TimeoutExpired:
        return Commits(note=f"git needs more than {_PATIENCE} s for its log: pages do not say when they were changed.")
    except subprocess.CalledProcessError as error:
        return Commits(note=_refused(error.stderr.decode("utf-8", "replace")))
    except (OSError, ValueError):
        return Commits()
    pending = frozenset(line[3:].removeprefix(prefix) for line in asked.split("\0") if line)
    note = ""
    if shallow:
        note = "Only the end of the history is here (a shallow clone): pages changed before do not say when."
    return Commits(last=last, pending=pending, note=note)


def _refused(said: str) -> str:
    """A sentence when git refuses a repository of another user, as in a container; empty for any other reason."""
    commands = [line.strip() for line in said.splitlines() if "--add safe.directory" in line]
    why = "git does not read a repository of another user: pages do not say when they were changed. If you trust it: "
    return f"{why}{commands[0]}" if commands else ""


def _last(root: Path, kept: Path, head: str, shallow: Collection[str]) -> Mapping[str, Commit]:
    """The last commit of each file: the one with the latest time, whether it was asked for before or comes now."""
    known, last = _kept(kept, shallow)
    if known == head:
        return last
    if not (known and _is_before(root, known, head)):
        known, last = "", {}
    written = f"--format={_HEAD}%H%x00%ct%x00%cs%x00%s"
    span = f"{known}..{head}" if known else head
    found: dict[str, Commit] = {}
    for commit, file in _listed(_git(root, *_SETTINGS, *_LOG, written, span, "--", *FOLDERS)):
        # The first commit of a shallow clone seems to have made every file.
        if commit.id not in shallow and (file not in found or found[file].time < commit.time):
            found[file] = commit  # of one second, as a rebase makes them, the later comes first
    last |= {file: commit for file, commit in found.items() if file not in last or last[file].time <= commit.time}
    commits = {each.id: [each.time, each.day.isoformat(), each.subject] for each in last.values()}
    files = {file: each.id for file, each in last.items()}
    data = {"head": head, "shallow": sorted(shallow), "commits": commits, "files": files}
    kept.write_text(json.dumps(data, separators=(",", ":")), "utf-8")
    return last


def _listed(log: str) -> Iterator[tuple[Commit, str]]:
    """Each commit with each file that it changed."""
    commit = None
    pieces = iter(log.split("\0"))
    for piece in pieces:
        if (found := piece.lstrip("\n")).startswith(_HEAD):
            time, day, subject = next(pieces), next(pieces), next(pieces)
            commit = Commit(id=found[1:], time=int(time), day=date.fromisoformat(day), subject=_plain(subject))
        elif found and commit:
            yield commit, found


def _plain(subject: str) -> str:
    """Without signs that are not seen: some of them turn the direction of what follows."""
    return "".join(sign for sign in subject if unicodedata.category(sign)[0] != "C").strip()


def _kept(path: Path, shallow: Collection[str]) -> tuple[str, dict[str, Commit]]:
    """Up to which commit it was asked, and what was said; nothing when that is not known."""
    try:
        data = json.loads(path.read_text("utf-8"))
        commits = {
            name: Commit(id=name, time=time, day=date.fromisoformat(day), subject=subject)
            for name, (time, day, subject) in data["commits"].items()
        }
        last = {file: commits[name] for file, name in data["files"].items()}
        return (str(data["head"]), last) if data["shallow"] == sorted(shallow) else ("", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "", {}


def _is_before(root: Path, known: str, head: str) -> bool:
    try:
        _git(root, "merge-base", "--is-ancestor", known, head)
    except subprocess.CalledProcessError:
        return False
    return True


def _git(root: Path, *words: str) -> str:
    own = {name: value for name, value in os.environ.items() if name not in _OTHERS}
    done = subprocess.run(  # noqa: S603 - our own words
        ["git", "--literal-pathspecs", "--no-optional-locks", *words],  # noqa: S607 - as the person has it
        cwd=root,
        env={**own, "GIT_NO_LAZY_FETCH": "1"},
        capture_output=True,
        check=True,
        timeout=_PATIENCE,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout.decode("utf-8", "replace")
