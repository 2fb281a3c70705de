"""The folder the site tool reads: one file for each page it builds, with the page's HTML unharmed.

The site tool takes the files for Markdown. A page is one raw HTML block in it, which Markdown passes through, except
for tabs, lines of spaces, and lines that look like a code fence; these are written so that they survive.
"""

from __future__ import annotations

import html
import json
import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from escalation_playbook.markup import MarkupError, inline_scripts, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escalation_playbook.render import RenderedPage

#: First lines of every file written here. Only files that begin so are ever removed.
_MARK = "---\n# Made by the playbook. Changes made here are lost.\n"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What Markdown would change in a raw block: tabs, lines of nothing but spaces, code fences.
_BREAKABLE = re.compile(r"\t|(?:(?<=\n)|\A)(?: (?= *(?:\n|\Z))|[`~](?=[`~]{2}))")
# The same in a whole page, and control characters.
_CHANGED = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|```|~~~|(?:\A|\n) +(?:\n|\Z)")
_CONTROLS = bytes([*range(0x0A), *range(0x0B, 0x20), 0x7F])
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")


def write(folder: Path, pages: Iterable[RenderedPage]) -> bool:
    """Make `folder` hold exactly the files for `pages`; tells whether anything changed.

    A file is only touched when its bytes change, so that a program that watches the folder comes to rest.

    Raises:
        MarkupError: a page's HTML cannot be passed on; the text names the page.
    """
    wanted = {folder / page.address / "index.md": document(page).encode() for page in pages}
    changed = False
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f".{path.name}.{os.getpid()}")
            beside.write_bytes(content)
            beside.replace(path)
            changed = True
    for path in list(folder.rglob("*.md")):
        if path not in wanted and path.read_bytes().startswith(_MARK.encode()):
            path.unlink()
            changed = True
            for parent in path.parents:
                if parent == folder or any(parent.iterdir()):
                    break
                parent.rmdir()
    return changed


def document(page: RenderedPage) -> str:
    """The file for one page: its title, description and source, then its HTML as one raw block."""
    head = {
        # The theme writes these two into tags as they are.
        "title": html.escape(page.title),
        "description": html.escape(page.description),
        "source": page.source,
    }
    lines = "".join(f"{name}: {json.dumps(text)}\n" for name, text in head.items())
    return f"{_MARK}{lines}---\n\n{block(page)}\n"


def block(page: RenderedPage) -> str:
    """The page's HTML, written so that Markdown passes it on byte by byte; a browser reads the same from it.

    Raises:
        MarkupError: the HTML has no single root `<div>`, no first heading, or holds a script of its own.
    """
    return _block(page.address or "the home page", page.html)


@lru_cache(maxsize=256)  # of pages that the site tool builds it is asked more than once, and again by the next build
def _block(name: str, text: str) -> str:
    try:
        if inline_scripts(text):
            raise MarkupError("an inline script")  # noqa: TRY301
        written = _written(text).strip()
    except MarkupError as error:
        raise MarkupError(f"{name}: {error}") from error
    if not (written.startswith("<div") and written.endswith("</div>")):
        raise MarkupError(f"{name}: the content must be one <div>")
    if "<h1" not in written:
        raise MarkupError(f"{name}: the content has no <h1>; the theme would add one")
    return written


def _written(text: str) -> str:
    known = plain(text)
    if known and not _is_changed(text) and "\n" not in "".join(known.tags):
        return text
    return "".join(_keep(token.kind, token.text) for token in tokens(text))


def _is_changed(text: str) -> bool:
    """Whether there is anything in a page that must be written in another way."""
    # Most pages have nothing that even looks like it, which is known in a tenth of the time.
    looks_like_it = any(sign in text for sign in ("```", "~~~", "\n ")) or text.startswith(" ")
    written = text.encode(errors="surrogatepass")
    return (looks_like_it or len(written.translate(None, _CONTROLS)) < len(written)) and bool(_CHANGED.search(text))


def _keep(kind: str, text: str) -> str:
    text = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n"))
    match kind:
        case "tag":
            text = _QUOTED.sub(lambda value: value[0].replace("\t", "&#9;").replace("\n", "&#10;"), text)
            return re.sub(r"[\t\n]", " ", text)
        case "raw":  # JSON for a script: there a tab or a line end is never part of a text
            return re.sub(r"[\t\n]", " ", text)
        case "comment":
            return ""
        case _:
            return _BREAKABLE.sub(lambda match: f"&#{ord(match[0])};", text)
