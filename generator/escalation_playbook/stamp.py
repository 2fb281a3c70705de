"""Stamping: one page built by the site tool, the shell, becomes the page of every case.

The site tool takes milliseconds for each page; a case differs from the next only in a title, a description, an
address and its content. The shell lies at the depth of the cases, so relative addresses in it are right for all.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from escalation_playbook.docs import block
from escalation_playbook.markup import MarkupError
from escalation_playbook.render import RenderedPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TITLE = "ep-shell-title"
_DESCRIPTION = "ep-shell-description"

#: The page for the site tool whose built form every case shares. An underscore cannot stand in the id of a case.
SHELL = RenderedPage(
    address="kb/_case/",
    title=_TITLE,
    description=_DESCRIPTION,
    html='<div class="ep-page">ep-shell<h1></h1></div>',
    source="kb/",
    stamped=False,
)
_FIELDS = re.compile(f"({_TITLE}|{_DESCRIPTION}|{SHELL.address}|{SHELL.html})")


def stamper(shell: str) -> Callable[[RenderedPage], bytes]:
    """What gives the file of a case, from the built `shell`.

    It raises a `MarkupError` when a page's content cannot be passed on, or its address lies at another depth.
    """
    pieces = _FIELDS.split(shell)

    def stamp(page: RenderedPage) -> bytes:
        if not re.fullmatch("kb/[^/.][^/]*/", page.address):
            raise MarkupError(f"{page.address}: a stamped page lies one folder below kb/")
        return _stamped(pieces, page).encode()

    return stamp


def _stamped(pieces: Iterable[str], page: RenderedPage) -> str:
    """The whole page of one case, from the shell in pieces: its fields, and what stands between them."""
    values = {
        _TITLE: html.escape(page.title),
        _DESCRIPTION: html.escape(page.description),
        SHELL.address: page.address,
        SHELL.html: block(page),
    }
    return "".join([values.get(piece, piece) for piece in pieces])
