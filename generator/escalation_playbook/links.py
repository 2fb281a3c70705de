"""Links between the pages: each must lead to a page, a place on it, or a file of the finished site.

The site tool checks links only in Markdown, and a stamped page is none of its pages. Links in prose were judged where
they are written, by the `site_map`; what is found here is a mistake of a template.
"""

from __future__ import annotations

import html
import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from escalation_playbook.markup import attributes, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from escalation_playbook.render import RenderedPage


def broken_links(pages: Sequence[RenderedPage], site: Path) -> list[str]:
    """A sentence for every link in the content of `pages` that leads nowhere.

    Args:
        pages: all pages.
        site: the folder with the finished site, for links to files that are no pages.
    """
    links: dict[str, list[str]] = {}
    places: dict[str, set[str]] = {}
    for page in pages:
        found = [(token.name, attributes(token.text)) for token in tokens(page.html) if token.kind == "tag"]
        links[page.address] = [
            html.unescape(tag[attribute])
            for name, tag in found
            for attribute in ("href", "src")
            if attribute in tag and name != "use"  # which repeats a symbol of the header
        ]
        places[page.address] = {html.unescape(tag["id"]) for _, tag in found if "id" in tag}
    return [
        f"{page.source}: on the page “{page.title}” a link leads nowhere: {link}"
        for page in pages
        for link in dict.fromkeys(links[page.address])
        if not _leads(page.address, link, places, site)
    ]


def _leads(address: str, link: str, places: Mapping[str, set[str]], site: Path) -> bool:
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
