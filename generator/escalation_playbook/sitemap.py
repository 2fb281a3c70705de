"""The sitemap: the site tool's list of its pages, with the stamped pages and the days on which files were changed."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from escalation_playbook.stamp import SHELL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def sitemap(listed: str, stamped: Iterable[str], days: Mapping[str, str]) -> str:
    """The whole sitemap.

    Without a `site_url` the site tool lists no addresses, and there is nothing to add.

    Args:
        listed: what the site tool wrote; the entry of the shell is in it.
        stamped: the addresses of the stamped pages, which take the shell's place.
        days: when the file of a page was last changed, as `2026-03-02` by the page's address; not of every page.
    """
    entry = re.search(rf"\s*<url>\s*<loc>([^<]*){SHELL.address}</loc>(?:(?!<url>).)*?</url>", listed, re.DOTALL)
    if not entry:
        return listed
    entries = "".join(entry[0].replace(SHELL.address, html.escape(address)) for address in stamped)
    whole = f"{listed[: entry.start()]}{entries}{listed[entry.end() :]}"

    def dated(place: re.Match[str]) -> str:
        day = days.get(html.unescape(place[2]))
        return f"{place[0]}{place[1]}<lastmod>{day}</lastmod>" if day else place[0]

    return re.sub(rf"(\s*)<loc>{re.escape(entry[1])}([^<]*)</loc>", dated, whole)
