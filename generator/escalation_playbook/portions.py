"""Portions: a long page is laid out while it comes, for all of it at once would be one long task of the browser."""

from __future__ import annotations

import re
from typing import Final

_MANY: Final = 200
"""Elements of a portion. It takes about as long as what stands around the content; smaller ones take longer in all."""

# Between two rows or sections alike a script may stand, and is neither the first nor the last there. What is in a
# template is no part of the page. The codes of the reference are laid out when they are scrolled to.
_PLACE: Final = re.compile(
    r"<template\b.*?</template>"
    r"|</(article|li|section|tr)>(?=\s*<\1\b(?![^>]*ep-reference__code))",
    re.DOTALL,
)


def in_portions(html: str, up: str) -> str:
    """The same page, with the script that has laid out what has come so far; a template that has it knows better where.

    Args:
        html: The content of a page.
        up: From the page to the home of the site.
    """
    script = f'<script src="{up}assets/ep/early.js"></script>'
    if script in html:
        return html
    pieces: list[str] = []
    written = begun = 0
    left = html.count("</")
    for place in _PLACE.finditer(html):
        at = place.end()
        if not place[1]:
            left -= html.count("</", begun, at)
            begun = at
        elif (come := html.count("</", begun, at)) >= _MANY and left - come >= _MANY // 2:
            pieces += (html[written:at], script)
            left -= come
            written = begun = at
    return "".join([*pieces, html[written:]])
