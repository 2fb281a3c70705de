"""The search index of the cases: Pagefind over the finished HTML."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from escalation_playbook.markup import attributes
from escalation_playbook.shares import in_shares

# Pagefind writes its ready-made interfaces beside the index. The search dialog is our own.
_UNUSED = ("pagefind-ui.*", "pagefind-modular-ui.*", "pagefind-component-ui.*", "pagefind-highlight.js")


_ROOT: Final = '<div id="ep-content"'
_END: Final = "</article>"
_LANGUAGE: Final = re.compile("<html[^>]*>")
_LEFT_OUT: Final = {"button", "dt", "h2", "svg", "th"}
"""Elements that say the same on every case, or nothing."""
_LABEL: Final = "ep-label"
"""The class of a heading that does."""

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
    shutil.rmtree(folder, ignore_errors=True)  # files of another index would stay
    with TemporaryDirectory(prefix="playbook-") as lean:
        pages = sorted((site / "kb").glob("*/index.html"))
        in_shares(
            partial(_lay, Path(lean), site), [site / "kb" / "index.html", *pages]
        )  # which is there without a case
        done = subprocess.run(  # noqa: S603 - our own interpreter, arguments of our own
            [sys.executable, "-m", "pagefind", "--site", lean, "--output-path", str(folder), "--silent"],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SearchIndexError((done.stderr or done.stdout).strip())
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()


def _lay(lean: Path, site: Path, page: Path) -> None:
    to = lean / page.relative_to(site)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(leaned(page.read_text("utf-8")), "utf-8")


def leaned(html: str) -> str:
    """A page as Pagefind needs it, which takes it a third of the time: its words, and what is said of them to it."""
    head, root, rest = html.partition(_ROOT)
    language = _LANGUAGE.search(head)
    kept = [language[0] if language else "<html>", "<body>"]
    left_out, deep = "", 0
    for piece in f"{root}{rest}".partition(_END)[0].split("<")[1:]:
        tag, _, text = piece.partition(">")
        name, written, is_left_out = _tag(tag)
        if left_out:  # up to its own end: others of the name may stand in it
            deep += (name == left_out) - (name == f"/{left_out}")
            left_out = left_out if deep else ""
            kept.append("" if left_out else text)
        elif is_left_out:
            left_out, deep = name, 1
        else:
            kept += (written, text)
    return "".join(kept)


@lru_cache(maxsize=1 << 14)
def _tag(tag: str) -> tuple[str, str, bool]:
    """Its name, how it is written for Pagefind, and whether the element is left out."""
    name = tag.split(maxsplit=1)[0] if tag else ""
    given = attributes(f"<{tag}>")
    kept = "".join(f' {key}="{value}"' for key, value in given.items() if key.startswith("data-pagefind"))
    is_left_out = name in _LEFT_OUT or "data-pagefind-ignore" in given or _LABEL in given.get("class", "").split()
    return name, f"<{name}{kept}>", is_left_out
