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

    Only what stands in the root element of our own pages is indexed, nothing of the theme.

    Raises:
        SearchIndexError: Pagefind failed.
    """
    shutil.rmtree(folder, ignore_errors=True)  # files of another index would stay
    done = subprocess.run(  # noqa: S603 - our own interpreter, arguments of our own
        [
            *(sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(folder), "--silent"),
            *("--glob", "kb/**/*.html"),  # the list is among them, so that there is a page where there is no case
            *("--root-selector", ".ep-page", "--exclude-selectors", "button"),  # nobody looks for "Copied"
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SearchIndexError((done.stderr or done.stdout).strip())
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
