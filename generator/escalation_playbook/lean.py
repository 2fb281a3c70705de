"""Pages of cases as Pagefind needs them: it reads them in a third of the time.

`python -m escalation_playbook.lean SITE FOLDER`
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from escalation_playbook.markup import attributes
from escalation_playbook.shares import in_shares

_ROOT: Final = '<div id="ep-content"'
_END: Final = "</article>"
_LANGUAGE: Final = re.compile("<html[^>]*>")
_LEFT_OUT: Final = {"button", "dt", "h2", "svg", "th"}
"""Elements that say the same on every case, or nothing."""
_LABEL: Final = "ep-label"
"""The class of a heading that does."""
_OWN: Final = "ep-prose__head"
"""The class of the head of a table that somebody wrote."""


def lay(site: Path, folder: Path) -> None:
    """Lay the pages of the cases of `site` in `folder`, and their list, which is there without a case."""
    pages = sorted((site / "kb").glob("*/index.html"))
    in_shares(partial(_lay, site, folder), [site / "kb" / "index.html", *pages])


def _lay(site: Path, folder: Path, page: Path) -> None:
    to = folder / page.relative_to(site)
    with suppress(FileNotFoundError):  # a save may have taken it from the site; its own index follows
        text = leaned(page.read_text("utf-8"))
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, "utf-8")


def leaned(html: str) -> str:
    """The words of a page that are its own, and what is said of them to Pagefind.

    An element that is left out must have an end.
    """
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
    classes = given.get("class", "").split()
    is_left_out = "data-pagefind-ignore" in given or _LABEL in classes or (name in _LEFT_OUT and _OWN not in classes)
    return name, f"<{name}{kept}>", is_left_out


if __name__ == "__main__":
    try:
        lay(Path(sys.argv[1]), Path(sys.argv[2]))
    except OSError as error:  # a full disk
        sys.exit(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror))
