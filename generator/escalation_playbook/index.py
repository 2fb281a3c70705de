"""The search index of the cases: Pagefind over the finished HTML."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# Pagefind writes its ready-made interfaces beside the index. The search dialog is our own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


SEARCH: Final = "pagefind"
"""The folder of the index in a site."""


class SearchIndexError(Exception):
    """The index could not be written; the text is what Pagefind said."""


def index(site: Path, folder: Path) -> None:
    """Write the search index over the cases of `site` into `folder`, in place of what is there.

    Only a case's own words are indexed: nothing of the theme, and no label that every case has.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    lean = folder.with_name(f".{folder.name}")
    for each in (folder, lean):
        shutil.rmtree(each, ignore_errors=True)  # files of another index would stay
    # in a process of its own, which may be copied: serve writes the index while other threads run
    _run("-m", "escalation_playbook.lean", str(site), str(lean))
    _run("-m", "pagefind", "--site", str(lean), "--output-path", str(folder), "--silent")
    shutil.rmtree(lean, ignore_errors=True)
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()


def _run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise SearchIndexError((done.stderr or done.stdout).strip())
