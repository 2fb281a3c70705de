"""Whether a finished site is sound: every page of it is read as a browser would get it, whatever built it.

`python -m escalation_playbook.sound site` tells of each link, place, picture, script and style that is not there, of
each id that is there twice or is named and not there, and of what the search, the list of cases and the sitemap lead
to. A build knows the links and ids of what it makes, and does not read thousands of pages for them.
"""

from __future__ import annotations

import html
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from escalation_playbook import markup
from escalation_playbook.entries import FILE as ENTRIES
from escalation_playbook.links import Linked, broken_links, read
from escalation_playbook.pages.case_list import NAME as CASES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CANONICAL: Final = re.compile('<link rel="canonical" href="([^"]*)">')
_TITLE: Final = re.compile("<title>(.*?)</title>", re.DOTALL)
_LISTED: Final = re.compile("<loc>(.*?)</loc>", re.DOTALL)
_NAMING: Final = (
    *("for", "form", "list", "headers", "popovertarget", "aria-activedescendant"),
    *("aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns"),
)
"""Attributes that name other elements of the page by their ids."""


def faults(site: Path) -> list[str]:
    """A sentence for each fault of the site in the folder `site`.

    Raises:
        MarkupError: a tag cannot be read.
    """
    home = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    pages, unknown = [], []
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        page = _page(path.relative_to(site).as_posix(), text)
        pages.append(page)
        missing = sorted({*_named(text)} - {*page.places})
        where = f"{page.source}: on the page “{page.title}”"
        unknown += [f"{where} an id is named that is not there: {each}" for each in missing]
    return broken_links([*pages, *_lists(site)], site, url=html.unescape(home[1]) if home else "") + unknown


def _page(name: str, text: str) -> Linked:
    title = _TITLE.search(text)
    return read(text, name.removesuffix("index.html"), html.unescape(title[1]) if title else "", name)


def _named(text: str) -> Iterator[str]:
    """The ids that elements name to say what they belong to."""
    for tag in {token.text for token in markup.tokens(text) if token.kind == "tag"}:
        given = markup.attributes(tag)
        for name in _NAMING:
            yield from html.unescape(given.get(name, "")).split()


def _lists(site: Path) -> Iterator[Linked]:
    """What leads to pages and is none itself, each with the links that a browser makes of it."""
    if (entries := site / ENTRIES).is_file():
        found = json.loads(entries.read_text("utf-8"))["entries"]
        yield _list(ENTRIES, "Search", [f"./{each['address']}" for each in found])
    for cases in site.glob(f"*/{CASES}"):
        rows = json.loads(cases.read_text("utf-8"))["rows"]
        yield _list(cases.relative_to(site).as_posix(), "Knowledge base", [f"{row[0]}/" for row in rows])
    if (sitemap := site / "sitemap.xml").is_file():
        yield _list("sitemap.xml", "Sitemap", map(html.unescape, _LISTED.findall(sitemap.read_text("utf-8"))))


def _list(name: str, title: str, links: Iterable[str]) -> Linked:
    return Linked(address=name, title=title, source=name, links=[*links], places=())


def main(arguments: list[str]) -> int:
    """Tell the faults of the site in the folder that is named."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.html").is_file():
        print("usage: python -m escalation_playbook.sound FOLDER-OF-A-SITE", file=sys.stderr)
        return 2
    found = faults(Path(arguments[0]))
    for fault in found:
        print(fault)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
