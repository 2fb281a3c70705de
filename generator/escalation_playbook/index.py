"""The search index of the cases: Pagefind over the finished HTML."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# Pagefind writes its ready-made interfaces beside the index. The search dialog is our own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


SEARCH: Final = "pagefind"
"""The folder of the index in a site."""

_MADE_OF: Final = ".made-of"
"""The file in it that says what it was made of."""


class SearchIndexError(Exception):
    """The index could not be written; the text is what Pagefind said."""


def index(site: Path, folder: Path, standing: Path | None = None) -> bool:
    """Write the search index over the cases of `site` into `folder`, in place of what is there.

    Only a case's own words are indexed: nothing of the theme, and no label that every case has.

    Returns:
        Whether it was written: not where the index at `standing` is one over the same words, and `folder` is gone then.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    lean = folder.with_name(f".{folder.name}")
    for each in (folder, lean):
        shutil.rmtree(each, ignore_errors=True)  # files of another index would stay
    # in a process of its own, which may be copied: serve writes the index while other threads run
    _run("-m", "escalation_playbook.lean", str(site), str(lean))
    made_of = _hash_of(lean)
    is_other = standing is None or _made_of(standing) != made_of
    if is_other:
        _run("-m", "pagefind", "--site", str(lean), "--output-path", str(folder), "--silent")
        for pattern in _UNUSED:
            for path in folder.glob(pattern):
                path.unlink()
        (folder / _MADE_OF).write_text(made_of, "utf-8")
    shutil.rmtree(lean, ignore_errors=True)
    return is_other


def _made_of(folder: Path) -> str:
    """What an index says that it was made of; empty where it does not."""
    try:
        return (folder / _MADE_OF).read_text("utf-8")
    except OSError:
        return ""


def _hash_of(lean: Path) -> str:
    """A hash over what Pagefind reads, and which it is."""
    found = sha256(version("pagefind").encode())
    for path in sorted(lean.rglob("*.html")):
        found.update(f"\n{path.relative_to(lean).as_posix()}\n".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SearchIndexError((done.stderr or done.stdout).strip())
