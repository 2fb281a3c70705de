"""Frames: the pages of the site tool with a hole where the content goes.

What it makes around the content of a page depends on titles and settings, never on the content. So it is asked again
only when one of these changes, and not when a word on a page does.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from escalation_playbook import docs, links
from escalation_playbook.links import Linked
from escalation_playbook.markup import MarkupError
from escalation_playbook.policy import protect
from escalation_playbook.stamp import SHELL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from escalation_playbook.render import RenderedPage

MADE_OF: Final = ".made-of"
"""The file among the frames that says what they were made of."""
LINKS: Final = ".links"
"""The file among the frames that says where they lead, so that they are read once."""


def make(folder: Path, pages: Sequence[RenderedPage], settings: str, run: Callable[[], None]) -> None:
    """Have the frames of `pages` in `folder`; the site tool runs unless they are there.

    Args:
        folder: a folder of their own.
        pages: the pages that the site tool builds.
        settings: what else decides how they are built, as `tool.made_of` says.
        run: runs the site tool into the folder.

    Raises:
        SiteError: the site tool refused.
        MarkupError: as `cut` says.
    """
    holes = (docs.document(replace(page, html=SHELL.html)) for page in pages)
    made_of = sha256("\n".join([settings, *holes]).encode()).hexdigest()
    note = folder / MADE_OF
    if note.is_file() and note.read_text("utf-8") == made_of:
        return
    shutil.rmtree(folder, ignore_errors=True)
    run()
    cut(folder, pages)
    known = {name: [frame.links, frame.places] for name, frame in _read(folder).items()}
    (folder / LINKS).write_text(json.dumps(known), "utf-8")
    note.write_text(made_of, "utf-8")


def linked(folder: Path) -> Mapping[str, Linked]:
    """Where the frames in `folder` lead, and the ids on them, by the names of their files.

    Raises:
        MarkupError: a tag cannot be read.
    """
    try:
        known = json.loads((folder / LINKS).read_text("utf-8"))
    except FileNotFoundError:  # the site tool runs by itself
        return _read(folder)
    return {name: _framed(name, links, places) for name, (links, places) in known.items()}


def _read(folder: Path) -> Mapping[str, Linked]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    return {name: links.read(path.read_text("utf-8"), name, name) for name, path in found.items()}


def _framed(name: str, leads: Sequence[str], places: Sequence[str]) -> Linked:
    return Linked(address=name, title=name, source="", links=leads, places=places)


def cut(folder: Path, pages: Iterable[RenderedPage], *, guarded: bool = True) -> None:
    """Turn the site tool's output in `folder` into frames.

    Args:
        folder: the output.
        pages: the pages in it.
        guarded: whether they get their security policy.

    Raises:
        MarkupError: a page was changed by the site tool, or holds what the policy would refuse.
    """
    for page in (*pages, SHELL):
        path = folder / page.address / "index.html"
        before, content, after = path.read_text("utf-8").partition(docs.block(page)) if path.is_file() else ("",) * 3
        if not content:
            raise MarkupError(f"{page.address or 'the home page'}: the site tool changed the content of this page")
        path.write_bytes(f"{before}{SHELL.html}{after}".encode())
    for path in sorted(folder.rglob("*.html")) if guarded else ():
        try:
            path.write_bytes(protect(path.read_text("utf-8")).encode())
        except MarkupError as error:
            raise MarkupError(f"{path.relative_to(folder).as_posix()}: {error}") from error
    sitemap = folder / "sitemap.xml"  # the site tool gives the day of the build as that on which every page changed
    sitemap.write_bytes(re.sub(r"\s*<lastmod>.*?</lastmod>", "", sitemap.read_text("utf-8")).encode())
