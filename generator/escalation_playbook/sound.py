"""Whether a finished site is sound: every page of it is read as a browser would get it, whatever built it.

`python -m escalation_playbook.sound site` tells of each link, place, picture, script and style that is not there, of
each id that is there twice or is named and not there, and of what the search, the list of cases and the sitemap lead
to. A build knows the links and ids of what it makes, and does not read thousands of pages for them.
"""

from __future__ import annotations

import html
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from escalation_playbook import markup
from escalation_playbook.entries import FILE as ENTRIES
from escalation_playbook.links import Linked, broken_links, read
from escalation_playbook.markup import MarkupError
from escalation_playbook.pages.case_list import NAME as CASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_CANONICAL: Final = re.compile('<link rel="canonical" href="([^"]*)">')
_TITLE: Final = re.compile("<title>(.*?)</title>", re.DOTALL)
_LISTED: Final = re.compile("<loc>(.*?)</loc>", re.DOTALL)
_NAMING: Final = (
    *("for", "form", "list", "headers", "popovertarget", "aria-activedescendant"),
    *("aria-controls", "aria-describedby", "aria-details", "aria-labelledby", "aria-owns"),
)
"""Attributes that name other elements of the page by their ids."""

_LISTS: Final[Mapping[str, tuple[str, Callable[[str], Sequence[str]]]]] = {
    ENTRIES: ("Search", lambda text: [f"./{entry['address']}" for entry in json.loads(text)["entries"]]),
    f"*/{CASES}": ("Knowledge base", lambda text: [f"{row[0]}/" for row in json.loads(text)["rows"]]),
    "sitemap.xml": ("Sitemap", lambda text: [html.unescape(each) for each in _LISTED.findall(text)]),
}
"""What leads to pages and is none itself: its name for a reader, and the links that a browser makes of it."""


def faults(site: Path) -> list[str]:
    """A sentence for each fault of the site in the folder `site`; of a file that cannot be read, why."""
    home = _CANONICAL.search((site / "index.html").read_text("utf-8", "replace"))
    pages: list[Linked] = []
    unread: list[str] = []
    unknown: list[str] = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        try:
            text = path.read_text("utf-8")
            page, named = _page(name, text), {*_named(text)}
        except (MarkupError, UnicodeError) as error:
            unread.append(f"{name}: it cannot be read: {error}")
            continue
        pages.append(page)
        where = f"{name}: on the page “{page.title}”"
        unknown += [f"{where} an id is named that is not there: {each}" for each in sorted(named - {*page.places})]
    for pattern, (title, links_of) in _LISTS.items():
        for path in sorted(site.glob(pattern)):
            name = path.relative_to(site).as_posix()
            try:
                links = links_of(path.read_text("utf-8"))
            except (LookupError, TypeError, ValueError) as error:
                unread.append(f"{name}: it cannot be read: {error!r}")
                continue
            pages.append(Linked(address=name, title=title, source=name, links=links, places=()))
    return [*unread, *broken_links(pages, site, url=html.unescape(home[1]) if home else ""), *unknown]


def _page(name: str, text: str) -> Linked:
    title = _TITLE.search(text)
    return read(text, name.removesuffix("index.html"), html.unescape(title[1]) if title else "", name)


def _named(text: str) -> Iterator[str]:
    """The ids that elements name to say what they belong to."""
    for tag in {token.text for token in markup.tokens(text) if token.kind == "tag"}:
        given = markup.attributes(tag)
        for name in _NAMING:
            yield from html.unescape(given.get(name, "")).split()


def main(arguments: list[str]) -> int:
    """Tell the faults of the site in the folder that is named."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.html").is_file():
        print("usage: python -m escalation_playbook.sound FOLDER-OF-A-SITE", file=sys.stderr)
        return 2
    found = faults(Path(arguments[0]))
    try:
        print(*found, sep="\n", end="\n" if found else "", flush=True)
    except BrokenPipeError:  # whoever reads has seen enough, and what is still buffered goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
