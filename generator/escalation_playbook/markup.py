"""Reading finished HTML: its tags, its scripts, and what a security policy would refuse in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# The markup is written by our templates and the theme's, so every attribute value with a ">" in it is quoted.
_TAG = re.compile(
    r"""<!--.*?-->|<![dD][^>]*+>|<(/?[a-zA-Z][^\s/>"']*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""", re.DOTALL
)
# HTML in which "<" and ">" stand around tags and nowhere else, with nothing raw in it: what our templates write for a
# case. Its tags are found in one step, and thousands of cases hold mostly the same ones.
_PLAIN_TAG = re.compile(r"""</?+(?!(?i:script|style))[a-zA-Z](?:[^<>"']++|"[^<>"]*+"|'[^<>']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"']++))?""")
# What looks as if it were refused: most tags do not, and their attributes need not be told apart.
_SUSPECT = re.compile(r"""<style|[\s"'/=](?:style|on)""", re.IGNORECASE)
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


@dataclass(frozen=True, kw_only=True)
class Plain:
    """HTML that is nothing but well-formed tags and text, without comment, script, style or a loose bracket.

    No tag of it would be refused either.
    """

    every: Sequence[str]
    """Its tags, in order."""
    tags: Collection[str]
    """The different ones, in the order in which they first stand there."""
    texts: Sequence[str]
    """What stands between them, in order; some are empty."""


@lru_cache(maxsize=2)  # asked several times of one page
def plain(html: str) -> Plain | None:
    """The HTML in pieces, in a fraction of the time that `tokens` takes; None when it is not plain."""
    if html.count("<") != html.count(">"):
        return None
    pieces = [piece.partition(">") for piece in html.split("<")]
    texts = [pieces[0][0], *[text for _, _, text in pieces[1:]]]
    # A piece that lacks its ">" has lost it to another, which has two, or to what stands before all tags.
    if pieces[0][1] or ">" in "".join(texts):
        return None
    every = [f"<{tag}>" for tag, _, _ in pieces[1:]]
    tags = dict.fromkeys(every)
    return Plain(every=every, tags=tags, texts=texts) if all(map(_is_plain_tag, tags)) else None


@lru_cache(maxsize=1 << 14)
def _is_plain_tag(tag: str) -> bool:
    try:
        _refuse(tag)
    except MarkupError:  # told by who reads it piece by piece
        return False
    return _PLAIN_TAG.fullmatch(tag) is not None


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
    if plain(html):
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
    if not _SUSPECT.search(tag):
        return
    if re.match("<style(?![^\\s/>])", tag, re.IGNORECASE):
        raise MarkupError("a <style> element; styles belong into the style sheet")
    for name, _ in _read(tag):
        if name == "style" or (name.startswith("on") and len(name) > 2):
            raise MarkupError(f"the attribute {name}= in {tag[:80]}")
