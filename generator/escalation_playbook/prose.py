"""Prose: CommonMark with HTML off. What it may not hold is told with its line; what is shown is safe even so."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markupsafe import Markup

from escalation_calculator.diagnostics import Diagnostic
from escalation_calculator.scalars import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from escalation_calculator.diagnostics import Path
    from escalation_calculator.files import Entry
    from escalation_playbook.site_map import SiteMap

    Judge = Callable[[str], tuple[str, str] | None]

_SIGN: Final = re.compile(r"(?m)[\\`*_\[\]<>&]|^(?: *[-+=~#]| *\d+[.)]|    )|  $")
"""What may be more than words to the parser; of what is printable, nothing else is."""
_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
_WORDS: Final = re.compile(r"[^\W_]+")
_ID: Final = re.compile(r"(?<=\S)\s*\{#([a-z][a-z0-9-]*)\}$")
_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that prose may not hold."""

    line: int
    """The line of the text on which it begins, counted from 1."""
    code: str
    message: str
    mend: str


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
    parser = _parser(html=False)
    tokens = parser.parse(text)
    _level_headings(tokens, level)
    for token in tokens:
        token.children = token.children and list(_safe(token.children, home, places))
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704  # HTML is off, links are filtered


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
    parser = _parser(html=False)
    tokens = parser.parse(text)
    if title and [token.type for token in tokens[:1]] == ["heading_open"] and tokens[1].content == title:
        tokens = tokens[3:]
    _level_headings(tokens, 2)
    found = _name_headings(tokens)
    for token in tokens:
        token.children = token.children and list(_safe(token.children, home))
    return Markup(parser.renderer.render(tokens, parser.options, {})), found  # noqa: S704  # HTML is off, links are filtered


def opening(text: str) -> str:
    """The first paragraph of CommonMark in plain words; empty when it has none."""
    for token, inline in pairwise(_parser(html=False).parse(text)):
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


def problems(text: str, dead: Judge | None = None) -> list[Problem]:
    """What the text may not hold, in its order.

    Args:
        text: CommonMark.
        dead: Says of a link within the site why it leads nowhere, and what to do. Without it no such link is judged.
    """
    found: list[Problem] = []
    if not _may_hold_any(text):
        return found
    for token in _parser(html=True).parse(text):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            found.append(_raw_html(token.content, line))
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline":
                found.append(_raw_html(child.content, line))
            elif child.type == "image":
                mend = "Put a link to it instead."
                found.append(Problem(line=line, code="image", message="Text holds no images.", mend=mend))
            elif child.type == "link_open":
                found += _link(str(child.attrs.get("href", "")), line, dead)
    return found


def check_prose(entries: Iterable[Entry[Any]], site: SiteMap | None = None) -> list[Diagnostic]:
    """Everything that the prose of a checked playbook may not hold, with its place, in the order of the entries.

    Args:
        entries: Its content.
        site: Where links may lead; None while that is not known.
    """
    found = []
    for entry in entries:
        dead = partial(site.dead, file=entry.reading.file) if site else None
        for path, text in _doubtful(entry.value):
            own_lines = entry.reading.file.endswith(".md")  # there each line of the text has a place
            for problem in problems(text, dead):
                place = f" (line {problem.line} of this text)" if problem.line > 1 and not own_lines else ""
                found.append(
                    Diagnostic(
                        code=problem.code,
                        message=problem.message.removesuffix(".") + place + ".",
                        mend=problem.mend,
                        file=entry.reading.file,
                        path=(*entry.path, *path, problem.line) if own_lines else (*entry.path, *path),
                    )
                )
    return found


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the parser's own name
        """Let every link through, to be judged here: the parser would show a refused one as text, without a word."""
        return True


@cache
def _parser(*, html: bool) -> MarkdownIt:
    return _Parser("commonmark", {"html": html})


def _raw_html(text: str, line: int) -> Problem:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    mend = "Write it in Markdown; to show the signs themselves, put them between backticks."
    return Problem(line=line, code="raw-html", message=f"“{shown}” is HTML, which text may not hold.", mend=mend)


def _link(address: str, line: int, dead: Judge | None) -> Iterator[Problem]:
    if why := _refused(address):
        yield Problem(line=line, code="unsafe-link", message=why[0], mend=why[1])
    elif dead and not _SCHEME.match(address) and (why := dead(address)):
        yield Problem(line=line, code="dead-link", message=why[0], mend=why[1])


def _refused(address: str) -> tuple[str, str] | None:
    """Why a link may not go there, and what to do; None when it may."""
    shown = address if len(address) <= 60 else f"{address[:59]}…"
    scheme = _SCHEME.match(address)
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
            if _refused(address):
                token.attrs = {}
            elif not _SCHEME.match(address):
                token.attrs["href"] = (places if address.startswith("#") else home) + address
        yield token


@cache
def _fields(kind: type) -> Mapping[str, bool]:
    """The fields of a type in which there can be prose: whether a text in it is prose itself, or only further inside.

    Most of a playbook is names, numbers and times, and looking through all of it would cost more than all else here.
    """
    hints = get_type_hints(kind)
    return {name: _is_prose(hints[name]) for name in (field.name for field in fields(kind)) if _holds(hints[name])}


def _is_prose(hint: Any) -> bool:  # noqa: ANN401  # an annotation
    return hint is Prose or any(_is_prose(part) for part in get_args(hint))


def _holds(hint: Any) -> bool:  # noqa: ANN401  # an annotation
    return hint is Prose or is_dataclass(hint) or any(_holds(part) for part in get_args(hint))


def _doubtful(value: object, *, prose: bool = False) -> list[tuple[Path, str]]:
    """The texts in `value` that are annotated as prose and may hold a problem, each with the way to it.

    `prose` says whether `value` itself is annotated so.
    """
    if isinstance(value, str):
        return [((), value)] if prose and _may_hold_any(value) else []
    inside: Iterable[tuple[str | int, object, bool]] = ()
    if isinstance(value, tuple):
        inside = ((i, entry, prose) for i, entry in enumerate(value))
    elif isinstance(value, dict):
        inside = ((key, entry, prose) for key, entry in value.items())
    elif is_dataclass(value) and not isinstance(value, type):
        inside = ((name, getattr(value, name), is_prose) for name, is_prose in _fields(type(value)).items())
    return [
        ((key, *path), text)
        for key, entry, is_prose in inside
        if entry  # most of what may be written is not
        for path, text in _doubtful(entry, prose=is_prose)
    ]


def _may_hold_any(text: str) -> bool:
    """Whether it may hold a problem: each begins with one of these, and parsing costs more than all other checks."""
    return "<" in text or "[" in text
