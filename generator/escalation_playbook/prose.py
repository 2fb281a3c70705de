"""Prose: CommonMark with tables and with HTML off. What is shown is safe, whatever was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from escalation_playbook.prose_tables import dress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_SIGN: Final = re.compile(r"(?m)[\\`*_\[\]<>&]|^(?: *[-+=~#|:]| *\d+[.)]|    )|  $")
"""What may be more than words to the parser; of what is printable, nothing else is."""
_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
_WORDS: Final = re.compile(r"[^\W_]+")
_ID: Final = re.compile(r"(?<=\S)\s*\{#([a-z][a-z0-9-]*)\}$")
SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
"""What a link to another site begins with."""


def render(text: str, *, level: int = 3, home: str = "", places: str = "") -> Markup:
    """The text as HTML.

    Args:
        text: CommonMark.
        level: The level of its first headings, 1 to 6; deeper ones follow without a gap.
        home: The way from the page to the site's home; links in prose are written from there.
        places: The way to the page whose places a link of a “#” alone means; empty when it is the page itself.
    """
    if text.replace("\n", "").isprintable() and not _SIGN.search(text):
        return _words(text)
    parser = parser_of(html=False)
    tokens = parser.parse(text)
    _level_headings(tokens, level)
    for token in tokens:
        token.children = token.children and list(_safe(token.children, home, places))
    return Markup(parser.renderer.render([*dress(tokens)], parser.options, {}))  # noqa: S704  # HTML is off, links are filtered


def _words(text: str) -> Markup:
    """Paragraphs of nothing but words, which most texts are; a twentieth of the time."""
    lines = [[line.strip() for line in part.split("\n")] for part in re.split(r"\n *(?:\n|\Z)", text)]
    paragraphs = ["\n".join(filter(None, part)) for part in lines]
    return Markup("".join([f"<p>{escapeHtml(each)}</p>\n" for each in paragraphs if each]))  # noqa: S704 - escaped


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading that can be linked to."""

    level: int
    id: str
    title: str


def headings(text: str, title: str) -> list[Heading]:
    """What can be linked to on a page of one's own."""
    return render_page(text, title=title)[1]


def render_page(text: str, *, title: str = "", home: str = "") -> tuple[Markup, list[Heading]]:
    """The text of a page of one's own as HTML, and its headings.

    Args:
        text: CommonMark.
        title: The page's title, which is left out where the text begins with it.
        home: The way from the page to the site's home; links in prose are written from there.
    """
    parser = parser_of(html=False)
    tokens = parser.parse(text)
    if title and [token.type for token in tokens[:1]] == ["heading_open"] and tokens[1].content == title:
        tokens = tokens[3:]
    _level_headings(tokens, 2)
    found = _name_headings(tokens)
    for token in tokens:
        token.children = token.children and list(_safe(token.children, home))
    return Markup(parser.renderer.render([*dress(tokens)], parser.options, {})), found  # noqa: S704  # HTML is off, links are filtered


def opening(text: str) -> str:
    """The first paragraph of CommonMark in plain words; empty when it has none."""
    for token, inline in pairwise(parser_of(html=False).parse(text)):
        if token.type == "paragraph_open" and not token.level:
            return " ".join(_plain(inline).split())
    return ""


def _plain(inline: Token) -> str:
    """The words of a paragraph or heading."""
    kept = {"text", "code_inline", "softbreak", "hardbreak"}
    return "".join(
        child.content or " " * child.type.endswith("break") for child in inline.children or () if child.type in kept
    )


def _name_headings(tokens: Sequence[Token]) -> list[Heading]:
    """Give each heading the id that its text ends with, as `{#id}`, else one made of its words; no two are the same."""
    found: list[Heading] = []
    taken: set[str] = set()
    last: dict[
        str, int
    ] = {}  # the number it got last, so that a thousand equal headings are not counted from one again
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        own = _take_id(inline)
        title = _plain(inline)
        words = own or "-".join(_WORDS.findall(title.lower())) or "section"
        made = name = f"_{words}" if words.startswith("ep-") else words
        while name in taken:
            last[made] = last.get(made, 1) + 1
            name = f"{made}-{last[made]}"
        taken.add(name)
        token.attrSet("id", name)
        found.append(Heading(level=int(token.tag[1]), id=name, title=title))
    return found


def _take_id(heading: Token) -> str:
    """The id at the end of a heading, which is taken out of its words; empty when there is none."""
    last = heading.children[-1] if heading.children else None
    given = _ID.search(last.content) if last and last.type == "text" else None
    if not (last and given):
        return ""
    last.content = last.content[: given.start()]
    return given[1]


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the parser's own name
        """Let every link through, to be judged here: the parser would show a refused one as text, without a word."""
        return True


@cache
def parser_of(*, html: bool) -> MarkdownIt:
    """The parser; with `html` it tells what is HTML from what is text."""
    return _Parser("commonmark", {"html": html}).enable("table")


def refused(address: str) -> tuple[str, str] | None:
    """Why a link may not go there, and what to do; None when it may."""
    shown = address if len(address) <= 60 else f"{address[:59]}…"
    scheme = SCHEME.match(address)
    if scheme and scheme[0].lower() not in _SCHEMES:
        return f"A link may not go to “{shown}”.", "Links begin with https:, mailto: or tel:, or stay on this site."
    if not scheme and (address.startswith(("/", "\\")) or "%5C" in address or ".." in address.split("/")):
        mend = "Write it from the site's home, as in “criteria/”, or with https:// in front."
        return f"“{shown}” leads somewhere else when the site moves.", mend
    return None


def _level_headings(tokens: Sequence[Token], level: int) -> None:
    """Let the first heading have `level`, and each below another the next: no level is skipped."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            own = int(token.tag[1])
            while above and above[-1] >= own:
                above.pop()
            above.append(own)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(level + len(above) - 1, 6)}"


def _safe(tokens: Iterable[Token], home: str, places: str = "") -> Iterator[Token]:
    """Without images, and with links only where they may go."""
    for token in tokens:
        if token.type == "image":
            token.type, token.tag, token.children = "text", "", None
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            if refused(address):
                token.attrs = {}
            elif not SCHEME.match(address):
                token.attrs["href"] = (places if address.startswith("#") else home) + address
        yield token
