"""What the search finds beside cases: the entries that the pages mark in their HTML.

An element with `data-ep-entry` is an entry, be it a section or a whole page; the attribute's value is its kind. An
entry inside another is no part of it, and a page that is of no other kind falls apart at each `h2` that has an id. The
rules of a playbook are few, so the browser gets them as one file of words; cases are many, and are left to Pagefind.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from escalation_playbook.markup import attributes, tokens
from escalation_playbook.memory import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalation_playbook.markup import Token
    from escalation_playbook.memory import Memory
    from escalation_playbook.render import RenderedPage

FILE: Final = "search.json"
"""Where the entries lie in a site."""

_PAGES: Final = "Pages"
_UNSEARCHED: Final = frozenset({"button", "script", "style", "svg", "template"})
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "wbr"})
_WITHIN: Final = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "small", "span", "strong", "wbr"})
"""Elements whose edges part no words."""


@dataclass(kw_only=True)
class Entry:
    """Something that is found by itself."""

    kind: str
    """Its group in the search."""
    title: str
    name: str = ""
    """The id, which typed whole finds it before all else; empty when it has none."""
    address: str
    """Relative to the site's home."""
    priority: str = ""
    badge: str = ""
    """What is written in the badge of its priority."""
    end: str = ""
    """What stands at the end of its line."""
    also: str = ""
    """Other words that it goes by: what is marked with `data-ep-also`, and the id of a section."""
    texts: list[tuple[str, str]] = field(default_factory=list)
    """Language (empty for the page's own) and words of each stretch in one language."""

    def write(self, language: str, text: str) -> None:
        """Add to the last stretch, or begin another where the language changes."""
        before = self.texts.pop()[1] if self.texts and self.texts[-1][0] == language else ""
        self.texts.append((language, before + text))


@dataclass(frozen=True, kw_only=True)
class _Element:
    """An element that is open."""

    tag: str
    entry: Entry | None
    searched: bool
    language: str
    heads: bool = False
    """Whether its words are the title of a section."""
    also: bool = False
    """Whether its words are others for the same."""


def search_file(pages: Iterable[RenderedPage], synonyms: Iterable[Sequence[str]], kept: Memory | None = None) -> str:
    """The entries of the pages, cases aside, and the synonyms, as JSON for the browser; `kept` has those of before."""
    found = [entry for page in pages if not page.stamped for entry in _known(page, kept)]
    content = {"synonyms": [*synonyms], "entries": found}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _known(page: RenderedPage, kept: Memory | None) -> list[object]:
    key = hash_of(f"{page.address}\n{page.title}\n{page.html}")
    found = kept.recall(key) if kept else None
    if isinstance(found, list):
        return found
    made: list[object] = [_plain(entry) for entry in entries(page)]
    if kept:
        kept.remember(key, made)
    return made


def entries(page: RenderedPage) -> list[Entry]:
    """The entries of a page, in their order."""
    found: dict[tuple[str, str], Entry] = {}
    section: Entry | None = None
    above = [_Element(tag="", entry=None, searched=True, language="")]
    for token in tokens(page.html):
        at = above[-1]
        entry = section if section is not None and at.entry is not None and at.entry.kind == _PAGES else at.entry
        if entry is not None and at.searched:
            _write(entry, token, at)
        if token.kind != "tag" or token.name in _VOID or token.text.endswith("/>"):
            continue
        if token.name.startswith("/"):
            while len(above) > 1 and above.pop().tag != token.name[1:]:
                pass
            continue
        given = {name: html.unescape(value) for name, value in attributes(token.text).items()}
        inner = _opened(token.name, given, at)
        if "data-ep-entry" in given:
            key = (given["data-ep-entry"], given.get("data-ep-name", ""))
            inner = replace(inner, entry=found.setdefault(key, _marked(page, given)), searched=True)
        elif token.name == "h2" and "id" in given and inner.searched and entry is not None and entry.kind == _PAGES:
            place = f"#{given['id']}"
            section = Entry(
                kind=_PAGES, title="", end=page.title, address=page.address + place, also=_words_of(given["id"])
            )
            found[_PAGES, place] = section
            inner = replace(inner, heads=True)
        above.append(inner)
    return [entry for entry in found.values() if any(text.strip() for _, text in entry.texts)]


def _write(entry: Entry, token: Token, at: _Element) -> None:
    """What a token adds to an entry: its words, or the space between words."""
    if token.kind == "text":
        if at.heads:
            entry.title += html.unescape(token.text)
        elif at.tag != "h1":  # which is the title of its page
            entry.write(at.language, html.unescape(token.text))
            entry.also += html.unescape(token.text) if at.also else ""
    elif token.kind == "tag" and token.name.lstrip("/") not in _WITHIN and entry.texts:
        entry.write(at.language, " ")
        entry.also += " "


def _opened(tag: str, given: dict[str, str], around: _Element) -> _Element:
    searched = around.searched and "data-pagefind-ignore" not in given and tag not in _UNSEARCHED
    also = around.also or "data-ep-also" in given
    return replace(around, tag=tag, searched=searched, language=given.get("lang", around.language), also=also)


def _words_of(name: str) -> str:
    """An id as words, with a space after the last."""
    return f"{name.lstrip('_').replace('-', ' ')} "


def _marked(page: RenderedPage, given: dict[str, str]) -> Entry:
    name = given.get("data-ep-name", "")
    is_place = name and re.search(rf'\sid="{re.escape(html.escape(name))}"', page.html)
    return Entry(
        kind=given["data-ep-entry"],
        title=given["data-ep-title"],
        name=name,
        address=f"{page.address}#{name}" if is_place else page.address,
        priority=given.get("data-ep-priority", ""),
        badge=given.get("data-ep-badge", ""),
        end=given.get("data-ep-end", ""),
    )


def _plain(entry: Entry) -> dict[str, object]:
    """What the browser is given of an entry; what is empty is left out."""
    title = " ".join(entry.title.split())
    texts = [(language, " ".join(text.split()).removeprefix(title).strip()) for language, text in entry.texts]
    given = {
        "name": entry.name,
        "priority": entry.priority,
        "badge": entry.badge,
        "end": entry.end,
        "also": also if (also := " ".join(entry.also.split())).casefold() != title.casefold() else "",
        "texts": [text for text in texts if text[1]],
    }
    kept = {key: value for key, value in given.items() if value}
    return {"kind": entry.kind, "title": title, "address": entry.address, **kept}
