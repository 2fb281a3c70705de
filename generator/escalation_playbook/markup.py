"""Reading finished HTML: its tags, its scripts, and what a security policy would refuse in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# The markup is written by our templates and the theme's, so every attribute value with a ">" in it is quoted.
_TAG = re.compile(
    r"""<!--.*?-->|<![dD][^>]*+>|<(/?[a-zA-Z][^\s/>"']*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""", re.DOTALL
)
# HTML in which "<" and ">" stand around tags and nowhere else, with nothing raw in it: what our templates write for a
# case. Its tags are found in one step, and thousands of cases hold mostly the same ones.
_PLAIN_TAG = re.compile(r"""</?+(?!(?i:script|style))[a-zA-Z](?:[^<>"']++|"[^<>"]*+"|'[^<>']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"']++))?""")
_RAW = frozenset({"script", "style"})
_LETTER = re.compile(r"<[/!]?[a-zA-Z].*")

#: Values of `type` with which a browser runs an inline script (or obeys it), lower case.
_EXECUTABLE = frozenset(
    {"", "module", "importmap", "speculationrules", "text/javascript", "application/javascript", "text/ecmascript"}
)


class MarkupError(Exception):
    """The HTML holds something that the site must not hold; the text says what, for the person who can mend it."""


@dataclass(frozen=True, kw_only=True)
class Token:
    """A piece of HTML: a tag, a comment, or the text between two of them."""

    kind: str
    """`tag`, `comment` (or doctype), `text`, or `raw` for the inside of a script or style element."""
    text: str
    """The piece as it stands in the source."""
    name: str = ""
    """Of a tag: its name in lower case, with a leading `/` when it ends an element."""


def tokens(html: str) -> Iterator[Token]:
    """Split HTML into tags, comments and text; joined again they give the HTML.

    Raises:
        MarkupError: a tag that cannot be read (an unbalanced quotation mark), or a raw element without its end.
    """
    at = 0
    for match in _TAG.finditer(html):
        if match.start() < at:  # inside the script just read
            continue
        if match.start() > at:
            yield _text(html[at : match.start()])
        at = match.end()
        name = (match[1] or "").lower()
        yield Token(kind="tag" if name else "comment", text=match[0], name=name)
        if name in _RAW:
            end = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(html, at)
            if not end:
                raise MarkupError(f"<{name}> has no end")
            yield Token(kind="raw", text=html[at : end.start()])
            yield Token(kind="tag", text=end[0], name=f"/{name}")
            at = end.end()
    if at < len(html):
        yield _text(html[at:])


def is_plain(html: str) -> bool:
    """Whether `html` is nothing but well-formed tags and text, without comment, script, style or a loose bracket."""
    return _plain_tags(html) is not None


@lru_cache(maxsize=2)  # asked several times of one page
def _plain_tags(html: str) -> Collection[str] | None:
    """The different tags of what is plain; None when it is not."""
    if html.count("<") != html.count(">"):
        return None
    pieces = [piece.partition(">") for piece in html.split("<")]
    if pieces[0][1] or not all(end for _, end, _ in pieces[1:]):
        return None
    found = dict.fromkeys(f"<{tag}>" for tag, _, _ in pieces[1:])
    return found.keys() if all(map(_is_plain_tag, found)) else None


@lru_cache(maxsize=1 << 14)
def _is_plain_tag(tag: str) -> bool:
    return _PLAIN_TAG.fullmatch(tag) is not None


def tags(html: str) -> Collection[str]:
    """The different tags in `html`, each once, in the order in which they first stand there.

    Raises:
        MarkupError: a tag cannot be read, as `tokens` says.
    """
    found = _plain_tags(html)
    return found if found is not None else dict.fromkeys(token.text for token in tokens(html) if token.kind == "tag")


@lru_cache(maxsize=1 << 14)
def _read(tag: str) -> tuple[tuple[str, str], ...]:
    inner = re.sub(r"^<[^\s/>]+", "", tag).rstrip(">")
    return tuple((name.lower(), value.strip("\"'")) for name, value in _ATTRIBUTE.findall(inner))


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag as written, names in lower case, values without their quotation marks."""
    return dict(_read(tag))


def inline_scripts(html: str) -> list[str]:
    """The text of every inline script in `html` that a browser would run, in order.

    Raises:
        MarkupError: the HTML holds a style attribute, a style element or an event attribute,
            all of which the site's policy would refuse.
    """
    if is_plain(html):
        for tag in tags(html):
            _refuse(tag)
        return []
    found: list[str] = []
    opened: dict[str, str] | None = None
    for token in tokens(html):
        if token.kind == "tag" and not token.name.startswith("/"):
            opened = attributes(token.text)
            _refuse(token.text)
        elif token.kind == "raw" and opened is not None:
            if "src" not in opened and opened.get("type", "").strip().lower() in _EXECUTABLE:
                found.append(token.text)
            opened = None
    return found


def _text(text: str) -> Token:
    if loose := _LETTER.search(text):
        raise MarkupError(f"a tag cannot be read: {loose[0][:60]}")
    return Token(kind="text", text=text)


@lru_cache(maxsize=1 << 14)
def _refuse(tag: str) -> None:
    if re.match("<style(?![^\\s/>])", tag, re.IGNORECASE):
        raise MarkupError("a <style> element; styles belong into the style sheet")
    for name, _ in _read(tag):
        if name == "style" or (name.startswith("on") and len(name) > 2):
            raise MarkupError(f"the attribute {name}= in {tag[:80]}")
