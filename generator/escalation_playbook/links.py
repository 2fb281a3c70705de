"""Links between the pages: each must lead to a page, a place on it, or a file of the finished site.

The site tool checks links only in Markdown, and a stamped page is none of its pages. Links in prose were judged where
they are written, by the `site_map`; what is found here is a mistake of a template.
"""

from __future__ import annotations

import html
import posixpath
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from escalation_playbook import markup
from escalation_playbook.markup import attributes

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from escalation_playbook.render import RenderedPage


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What the links of a page are judged by."""

    address: str
    """Folder of the page, relative to the site's."""
    title: str
    """Plain text."""
    source: str
    """The file it comes from."""
    links: Sequence[str]
    """Where it leads."""
    places: Sequence[str]
    """The ids on it."""


def linked(page: RenderedPage) -> Linked:
    """The links in the content of a page, and the places that others can lead to.

    Raises:
        MarkupError: a tag cannot be read.
    """
    tags = markup.tags(page.html)
    return Linked(
        address=page.address,
        title=page.title,
        source=page.source,
        links=list(dict.fromkeys(link for tag in tags for link in _links(tag))),
        places=[place for tag in tags if (place := _place(tag))],
    )


def broken_links(pages: Sequence[Linked], site: Path) -> list[str]:
    """A sentence for every link in the content of `pages` that leads nowhere.

    Args:
        pages: all pages.
        site: the folder with the finished site, for links to files that are no pages.
    """
    places = {page.address: page.places for page in pages}
    lead = cache(lambda address, link: _leads(address, link, places, site))
    return [
        f"{page.source}: on the page “{page.title}” a link leads nowhere: {link}"
        for page in pages
        for link in page.links
        if not lead(*_from_home(page.address, link))
    ]


@lru_cache(maxsize=1 << 16)
def _links(tag: str) -> Sequence[str]:
    if tag.startswith("<use"):  # it repeats a symbol of the header
        return ()
    found = attributes(tag)
    return [html.unescape(found[name]) for name in ("href", "src") if name in found]


@lru_cache(maxsize=1 << 16)
def _place(tag: str) -> str:
    return html.unescape(attributes(tag).get("id", ""))


def _from_home(address: str, link: str) -> tuple[str, str]:
    """A link that begins with the way home is one from the home page: thousands of cases hold the same."""
    up = "../" * address.count("/")
    return ("", link.removeprefix(up)) if up and link.startswith(up) and link != up else (address, link)


def _leads(address: str, link: str, places: Mapping[str, Collection[str]], site: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    if parts.path.startswith("/"):
        return False  # right only where the site stands at the top of its host
    path = posixpath.normpath(posixpath.join(address, unquote(parts.path))) if parts.path else address.rstrip("/")
    if path == ".." or path.startswith("../"):
        return False
    target = "" if path in {"", "."} else f"{path}/"
    is_folder = not parts.path or parts.path.endswith(("/", "/.", "/..")) or parts.path in {".", ".."}
    if target in places and is_folder:
        # The calculator keeps its answers behind the "#", which is then no place on the page.
        fragment = unquote(parts.fragment)
        return not fragment or "=" in fragment or fragment in places[target]
    return not is_folder and (site / path).is_file()
