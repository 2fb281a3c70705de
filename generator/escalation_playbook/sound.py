"""Whether a finished site is sound: every page of it is read as a browser would get it, whatever built it.

`python -m escalation_playbook.sound site` tells of each link, place, picture, script and style that is not there, and
of each id that is there twice. A build knows the same of what it makes, and does not read thousands of pages for it.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path
from typing import Final

from escalation_playbook.links import Linked, broken_links, read

_CANONICAL: Final = re.compile('<link rel="canonical" href="([^"]*)">')
_TITLE: Final = re.compile("<title>(.*?)</title>", re.DOTALL)


def faults(site: Path) -> list[str]:
    """A sentence for each fault of the site in the folder `site`.

    Raises:
        MarkupError: a tag cannot be read.
    """
    home = _CANONICAL.search((site / "index.html").read_text("utf-8"))
    pages = [_page(site, path) for path in sorted(site.rglob("*.html"))]
    return broken_links(pages, site, url=html.unescape(home[1]) if home else "")


def _page(site: Path, path: Path) -> Linked:
    name = path.relative_to(site).as_posix()
    text = path.read_text("utf-8")
    title = _TITLE.search(text)
    return read(text, name.removesuffix("index.html"), html.unescape(title[1]) if title else "", name)


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
