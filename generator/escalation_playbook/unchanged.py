"""Whether a build has anything to do: what a site was made of, and when, is kept beside it.

Only names, sizes and times of files are looked at, but those of all that decide anything. It errs on one side: what it
cannot tell calls for a build.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
import zoneinfo
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import escalation_calculator
from escalation_playbook import commits
from escalation_playbook.strict_yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalation_playbook.report import Located

_RECORD: Final = Path("build", "built.json")
_TICK: Final = 50_000_000
"""Nanoseconds in which a file may change twice and have one time: of what has just changed, nothing can be told."""

_ELSEWHERE: Final = ("!ENV", "INHERIT")
"""With these words, settings say what does not stand in their file."""


class _UnknownError(Exception):
    """It cannot be told what a site is made of."""


@dataclass(frozen=True, kw_only=True)
class Built:
    """A site as it was built."""

    made_of: str
    """A hash over all that it was made of."""
    since: str
    """When it was made."""
    until: str
    """From when on it would be another."""
    place: str
    """Where it lies."""
    site: str
    """A hash over what tells that one of its files was touched."""
    pages: int
    """How many it has."""
    found: Sequence[dict[str, Any]]
    """What was found in the files, none of it an error."""
    note: str
    """What else was said."""

    @property
    def located(self) -> list[Located]:
        """The same as it is printed."""
        from escalation_playbook.report import Located  # noqa: PLC0415 - most times nothing was found

        return [Located(**{**found, "above": tuple(found["above"])}) for found in self.found]


def made_of(root: Path, *options: object) -> str:
    """A hash over all that decides what the site of the project in `root` is; empty when that cannot be told.

    Args:
        root: The project.
        options: What is asked for beside what stands in files.
    """
    try:
        seen = sorted(file for path in _deciding(root) for file in _files(path))
    except (OSError, _UnknownError):
        return ""
    if max(file.changed for file in seen) > time.time_ns() - _TICK:
        return ""
    said = commits.read(root, root / "build" / "commits.json")
    told = (sorted(said.last.items(), key=itemgetter(0)), sorted(said.pending), said.note)
    return sha256(repr((options, sys.version, _installed(), told, seen)).encode()).hexdigest()


def still_built(root: Path, wanted: str, now: datetime) -> Built | None:
    """The site that stands, if it is made of what is `wanted`, untouched, and right at `now`."""
    try:
        built = Built(**json.loads((root / _RECORD).read_text("utf-8")))
        is_right = datetime.fromisoformat(built.since) <= now < datetime.fromisoformat(built.until)
        if wanted and built.made_of == wanted and is_right and built.site == _hash_of(Path(built.place)):
            return built
    except (OSError, ValueError, TypeError, _UnknownError):
        pass
    return None


def keep(  # noqa: PLR0913 - each is a different thing
    root: Path,
    place: Path,
    *,
    made_of: str,
    since: datetime,
    until: datetime,
    pages: int,
    located: Iterable[Located],
    note: str,
) -> None:
    """Keep that the site at `place` was built."""
    built = Built(
        made_of=made_of,
        since=since.isoformat(),
        until=until.isoformat(),
        place=str(place),
        site=_hash_of(place),
        pages=pages,
        found=[asdict(each) for each in located],
        note=note,
    )
    (root / _RECORD).write_text(json.dumps(asdict(built)), "utf-8")


class _File(NamedTuple):
    """What tells that a file is another than it was; a folder has its path alone."""

    path: str
    size: int = 0
    written: int = 0
    changed: int = 0
    """When anything of it last changed, in nanoseconds: also where somebody set back the time of its writing."""


def _deciding(root: Path) -> Iterator[Path]:
    """The files that decide what the site is, and the folders full of them."""
    text = (root / "mkdocs.yml").read_text("utf-8", errors="replace")
    settings = parse(text).data
    if not isinstance(settings, dict) or any(word in text for word in _ELSEWHERE):
        raise _UnknownError
    theme = settings.get("theme")
    yield from (root / name for name in ("mkdocs.yml", "playbook", "kb"))
    if isinstance(theme, dict) and isinstance(theme.get("custom_dir"), str):
        yield root / theme["custom_dir"]
    beside = (root / str(settings.get("docs_dir", "docs"))).rglob("*")
    yield from (path for path in beside if path.is_file() and path.name != "index.md")  # these are written by a build
    program = Path(__file__).parent
    yield from (program, Path(escalation_calculator.__file__).parent)
    yield from (place / "build" / "runtime" for place in (root, program.parents[1]))
    yield from (Path(folder, "tzdata.zi") for folder in zoneinfo.TZPATH)


def _installed() -> list[str]:
    """The other programs that work for it, with their versions: what Python finds them by."""
    folders = {folder for folder in sys.path if os.path.isdir(folder)}  # noqa: PTH112 - hundreds of names
    return sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))  # noqa: PTH208


def _files(path: Path) -> Iterator[_File]:
    """The file at `path`, or all files and folders below it."""
    try:
        about = path.stat()
    except FileNotFoundError:
        yield _File(f"{path} is not there")
        return
    if stat.S_ISDIR(about.st_mode):
        yield from _below(str(path))
    else:
        yield _File(str(path), about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _below(folder: str) -> Iterator[_File]:
    yield _File(folder)
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _below(entry.path)
                continue
            about = entry.stat()
            if stat.S_ISDIR(about.st_mode):
                raise _UnknownError  # a link to a folder, which may lie anywhere
            yield _File(entry.path, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def _hash_of(site: Path) -> str:
    """A hash over the files of a site; two sites may share a file, which changes nothing of it."""
    return sha256(repr(sorted(file[:3] for file in _below(str(site)))).encode()).hexdigest()
