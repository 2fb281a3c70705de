"""Stamping: one page built by the site tool, the shell, becomes the page of every case.

The site tool takes milliseconds for each page; a case differs from the next only in a title, a description, an
address and its content. The shell lies at the depth of the cases, so relative addresses in it are right for all.
"""

from __future__ import annotations

import gzip
import html
import re
from typing import TYPE_CHECKING

from escalation_playbook.docs import block
from escalation_playbook.markup import MarkupError
from escalation_playbook.render import RenderedPage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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
_FIELDS = re.compile(f"{_TITLE}|{_DESCRIPTION}|{SHELL.address}|{SHELL.html}")


def stamp(shell: str, pages: Iterable[RenderedPage], site: Path) -> None:
    """Write the page of every case into the folder `site`, from the built `shell`.

    Raises:
        MarkupError: a page's content cannot be passed on, or its address lies at another depth than the shell.
    """
    for page in pages:
        if not re.fullmatch("kb/[^/.][^/]*/", page.address):
            raise MarkupError(f"{page.address}: a stamped page lies one folder below kb/")
        folder = site / page.address
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_bytes(stamped(shell, page).encode())


def stamped(shell: str, page: RenderedPage) -> str:
    """The whole page of one case."""
    values = {
        _TITLE: html.escape(page.title),
        _DESCRIPTION: html.escape(page.description),
        SHELL.address: page.address,
        SHELL.html: block(page),
    }
    return _FIELDS.sub(lambda field: values[field[0]], shell)


def list_in_sitemap(site: Path, pages: Iterable[RenderedPage]) -> None:
    """Put the stamped pages into the site's sitemap, where the shell's entry stands.

    The day of the build goes out of it: the site tool gives it as the day on which every page changed.
    Without a `site_url` the site tool lists no addresses, and there is nothing to do.
    """
    path = site / "sitemap.xml"
    text = re.sub(r"\s*<lastmod>.*?</lastmod>", "", path.read_text(encoding="utf-8"))
    entry = re.search(rf"\s*<url>(?:(?!<url>).)*?{SHELL.address}(?:(?!<url>).)*?</url>", text, re.DOTALL)
    if not entry:
        return
    entries = "".join(entry[0].replace(SHELL.address, html.escape(page.address)) for page in pages)
    content = f"{text[: entry.start()]}{entries}{text[entry.end() :]}".encode()
    path.write_bytes(content)
    (site / "sitemap.xml.gz").write_bytes(gzip.compress(content, mtime=0))
