"""Links of the site: each must lead to a page, a place on it, or a file; and no place is there twice.

The site tool checks links only in Markdown, and a stamped page is none of its pages. Links in prose were judged where
they are written, by the `site_map`; what is found here is a mistake of a template, of the theme, or of a file that
is not laid beside the pages.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from escalation_playbook import markup
from escalation_playbook.markup import attributes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from escalation_playbook.render import RenderedPage

MISSING: Final = "404.html"
"""The page that is shown at any address that there is not: only it must lead on from the top of the host."""

_ATTRIBUTES: Final = ("href", "src", "poster", "data", "action", "formaction", "xlink:href")
_LISTS: Final = ("srcset", "imagesrcset")
"""Attributes with several addresses, each with a word on when it is the right one."""
_TELLING: Final = re.compile(r"id\s*=|href|src|poster|data(?!-)|action", re.IGNORECASE)
"""In a tag that may have one of these."""
_IN_STYLE: Final = re.compile(r"""(?:\burl\(|@import)\s*(?:"([^"]*)"|'([^']*)'|([^\s"');]+))""")
_IN_SCRIPT: Final = re.compile(r"""\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
_ASSETS: Final = "assets"


@dataclass(frozen=True, kw_only=True)
class Linked:
    """What the links of a page are judged by."""

    address: str
    """Folder of the page, relative to the site's; of a file that is no folder's page, its path."""
    title: str
    """Plain text."""
    source: str
    """The file it comes from."""
    links: Sequence[str]
    """Where it leads, and what it needs."""
    places: Sequence[str]
    """The ids on it."""

    def within(self, frame: Linked) -> Linked:
        """The page in the frame that the site tool has made around it."""
        return replace(self, links=[*frame.links, *self.links], places=[*frame.places, *self.places])


def linked(page: RenderedPage) -> Linked:
    """The links in the content of a page, and the places that others can lead to.

    Raises:
        MarkupError: a tag cannot be read.
    """
    return read(page.html, page.address, page.title, page.source)


@lru_cache(maxsize=256)  # most pages that the site tool builds are the same in the next build
def read(text: str, address: str, title: str = "", source: str = "") -> Linked:
    """The same of the HTML `text`.

    Raises:
        MarkupError: a tag cannot be read.
    """
    known = markup.plain(text)
    every = known.every if known else [token.text for token in markup.tokens(text) if token.kind == "tag"]
    told = {tag: found for tag in (known.tags if known else dict.fromkeys(every)) if (found := _told(tag))}
    places = [place for tag in every if tag in told and (place := told[tag][0])]
    links = list(dict.fromkeys([link for _, links in told.values() for link in links]))
    return Linked(address=address, title=title, source=source, links=links, places=places)


def broken_links(pages: Sequence[Linked], site: Path, *, url: str = "", beside: Collection[str] = ()) -> list[str]:
    """A sentence for every link of `pages` and their style sheets that leads nowhere, and every id that is there twice.

    Args:
        pages: all pages.
        site: the folder with the finished site, for links to files that are no pages.
        url: where the site will stand, with a slash at its end; empty when that is not known.
        beside: ids that stand on every stamped page, beside those in its content.
    """
    places = {page.address: {*page.places} for page in pages}
    judge = _Judge(places=places, beside=beside, site=site, url=url)
    lead = cache(judge.leads)
    near = {f"#{place}" for place in beside}  # thousands of cases show the same icons
    found = []
    for page in pages:
        where = f"{page.source or page.address}: on the page “{page.title}”"
        found += [
            f"{where} a link leads nowhere: {link}"
            for link in page.links
            if link not in near and not lead(*_from_home(page.address, link))
        ]
        if len(places[page.address]) < len(page.places):
            twice = [place for place, times in Counter(page.places).items() if times > 1]
            found += [f"{where} an id is there more than once: {place}" for place in twice]
    return found + [
        f"{name}: it needs {link}, which is not there" for name, link in _needs(site) if not judge.leads(name, link)
    ]


@dataclass(frozen=True, kw_only=True)
class _Judge:
    """Where a link can lead."""

    places: Mapping[str, Collection[str]]
    beside: Collection[str]
    site: Path
    url: str

    def leads(self, address: str, link: str) -> bool:
        """Whether a link on the page at `address` leads somewhere; of other sites that is not asked."""
        if self.url and link.startswith(self.url):
            address, link = "", link.removeprefix(self.url) or "./"
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return True
        path = unquote(parts.path)
        if address == MISSING and path:
            home = urlsplit(self.url).path or "/"
            if not path.startswith(home):
                return False  # right only where the page is shown in place of one at the top
            address, path = "", path.removeprefix(home) or "./"
        if path.startswith("/"):
            return False  # right only where the site stands at the top of its host
        return self._is_there(address, path, unquote(parts.fragment))

    def _is_there(self, address: str, path: str, fragment: str) -> bool:
        if not path:
            return self._has(address, fragment)
        found = posixpath.normpath(posixpath.join(posixpath.dirname(address), path))
        if found == ".." or found.startswith("../"):
            return False
        page = "" if found == "." else f"{found}/"
        if page in self.places and (path.endswith(("/", "/.", "/..")) or path in {".", ".."}):
            return self._has(page, fragment)
        return not path.endswith(("/", "/.", "/..")) and path not in {".", ".."} and (self.site / found).is_file()

    def _has(self, page: str, fragment: str) -> bool:
        """Whether the place is on the page. The calculator keeps its answers behind the "#", which is then no place."""
        return not fragment or "=" in fragment or fragment in self.places[page] or fragment in self.beside


def _needs(site: Path) -> Iterable[tuple[str, str]]:
    """What style sheets and modules fetch: name of the file, address in it."""
    for ending, form in ((".css", _IN_STYLE), (".mjs", _IN_SCRIPT)):
        for path in sorted((site / _ASSETS).rglob(f"*{ending}")):
            name = path.relative_to(site).as_posix()
            for match in form.finditer(path.read_text("utf-8")):
                link = next((each for each in match.groups() if each), "")
                if link and not link.startswith("#"):
                    yield name, link


@lru_cache(maxsize=1 << 16)
def _told(tag: str) -> tuple[str, Sequence[str]] | None:
    """The place that a tag is, and where it leads; None of most tags."""
    if not _TELLING.search(tag):
        return None
    place, links = _place(tag), _links(tag)
    return (place, links) if place or links else None


def _links(tag: str) -> Sequence[str]:
    found = attributes(tag)
    links = [html.unescape(found[name]) for name in _ATTRIBUTES if name in found]
    for name in _LISTS:
        links += [each.split()[0] for each in html.unescape(found.get(name, "")).split(",") if each.strip()]
    return links


def _place(tag: str) -> str:
    return html.unescape(attributes(tag).get("id", ""))


def _from_home(address: str, link: str) -> tuple[str, str]:
    """A link that begins with the way home is one from the home page: thousands of cases hold the same."""
    up = "../" * address.count("/")
    return ("", link.removeprefix(up)) if up and link.startswith(up) and link != up else (address, link)
