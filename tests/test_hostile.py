"""Script text in every field: whatever stands in a playbook is text on its pages, never markup."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import unquote

import pytest

from escalation_calculator.files import ALL_KINDS, Entry
from escalation_calculator.languages import Wording
from escalation_calculator.messages import VariableWords
from escalation_calculator.playbook import Playbook
from escalation_calculator.reading import Reading
from escalation_calculator.review import Review
from escalation_calculator.scalars import Line, Prose, Template
from escalation_playbook import docs
from escalation_playbook.checking import examine
from escalation_playbook.entries import search_file
from escalation_playbook.markup import inline_scripts
from escalation_playbook.pages import PageContext
from escalation_playbook.prose_check import check_prose, problems
from escalation_playbook.render import RenderedPage, render_pages

HERE = Path(__file__).parent
NOW = datetime.fromisoformat("2026-03-02T09:00+01:00")

ATTACK = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7001*7001 }}{% raw %}<!--"
    "</template></textarea></title><svg/onload=alert(3)>&lt;script&gt; [x](javascript:alert(4)) ![x](data:x) `a`"
    " \u202eabc"
)
MARK = "hostile"
KINDS_OF_CONTENT = {"Review": Review} | {kind.type.__name__: kind.type for kind in ALL_KINDS}
"""What a playbook holds; it names them without importing them."""
ONLY_IN_A_MESSAGE = (Wording, VariableWords)
"""What no page shows: it stands in messages filled in other languages, which the browser shows as plain text."""


def hostile(value: object, hint: object = None, count: list[int] | None = None) -> object:
    """The same value with an attack in each text that is shown; what has a form of its own keeps it."""
    count = count if count is not None else [0]
    if isinstance(value, str):
        kinds = {hint, *get_args(hint)}
        if kinds & {Line, Prose, Template}:
            count[0] += 1
            return f"{MARK}{count[0]} {ATTACK}"
        return value
    if is_dataclass(value) and not isinstance(value, (type, *ONLY_IN_A_MESSAGE)):
        hints = get_type_hints(type(value), localns=KINDS_OF_CONTENT)
        return replace(value, **{f.name: hostile(getattr(value, f.name), hints[f.name], count) for f in fields(value)})
    if isinstance(value, tuple):
        return tuple(hostile(entry, hint, count) for entry in value)
    if isinstance(value, Mapping):
        return {key: hostile(entry, hint, count) for key, entry in value.items()}
    return value


class Reader(HTMLParser):
    """What a browser would make of a page: its elements, their attributes, its text."""

    def __init__(self, html: str) -> None:
        """Read all of `html`."""
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a stretch of text."""
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        """Templates leave none behind."""
        raise AssertionError(f"a comment: {data}")


def pages_of(root: Path) -> tuple[Playbook, list[RenderedPage]]:
    """The pages of a playbook in which every text is an attack."""
    playbook = examine(root).playbook
    assert playbook is not None
    attacked = hostile(playbook)
    assert isinstance(attacked, Playbook)
    return attacked, render_pages(attacked, PageContext(now=NOW, edit_url="https://example.com/o/r/edit/main/"))


ROOTS = {"small": HERE / "golden" / "small", "shipped": HERE.parent}
HOSTILE = {name: pages_of(root) for name, root in ROOTS.items()}
PAGES = [page for _, pages in HOSTILE.values() for page in pages]
SCRIPTS = {
    "calculator/": ["../assets/ep/calculator.mjs"],
    "kb/": ["../assets/ep/cases.mjs"],
    "messages/": ["../assets/ep/messages.mjs"],
    "evidence/": ["../assets/ep/checklist.mjs"],
    "change-risk/": ["../assets/ep/checklist.mjs"],
} | {
    f"messages/{message.id}/": ["../../assets/ep/start.js", "../../assets/ep/message.mjs"]
    for playbook, _ in HOSTILE.values()
    for message in playbook.messages
}
"""The scripts of pages that have one of their own; the one that lays out what has come may stand on any of them."""


def named(page: RenderedPage) -> str:
    """How a page is called in the output of the tests."""
    return page.address or "home"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_text_becomes_an_element(page: RenderedPage) -> None:
    """The page holds the elements of its template and no other; no handler, no style, no odd address."""
    reader = Reader(page.html)
    names = {name for name, _ in reader.elements}
    images = [attributes for name, attributes in reader.elements if name == "img"]
    assert all(each["src"] and not re.search(r"[:/\\?#]", each["src"]) and each["alt"] for each in images)
    assert len(images) == sum(name == "figure" for name, _ in reader.elements)
    assert not names & {"iframe", "object", "embed", "base", "meta", "style", "title", "audio", "video"}
    links = [attributes for name, attributes in reader.elements if name == "link"]
    assert all(each["rel"] == "modulepreload" and each["href"].startswith("../assets/ep/") for each in links)
    assert not links or page.address == "calculator/"
    scripts = [attributes.get("src") for name, attributes in reader.elements if name == "script"]
    early = "../" * page.address.count("/") + "assets/ep/early.js"
    assert [each for each in scripts if each != early] == SCRIPTS.get(page.address, [])
    for name, attributes in reader.elements:
        assert not [each for each in attributes if each.startswith("on") or each == "style"], (name, attributes)
        for each in ("href", "src", "action", "formaction"):
            assert not (attributes.get(each) or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))
    assert inline_scripts(page.html) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_text_is_read_as_a_template(page: RenderedPage) -> None:
    """Nothing in a playbook is evaluated: braces stay braces."""
    assert "{{ 7001*7001 }}" in unquote(page.html) or MARK not in page.html
    assert "49014001" not in page.html


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_site_takes_the_page_as_it_is(page: RenderedPage) -> None:
    """The page passes the site tool's door, its title and description as well."""
    assert docs.block(page)
    assert docs.document(page)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_text_is_shown_somewhere(name: str) -> None:
    """A text that no page shows, nor the search, would not have been put to the test."""
    playbook, pages = HOSTILE[name]
    said = search_file((), [each.words for each in playbook.synonyms])
    shown = unquote("\n".join([*(page.html for page in pages), said]))
    count = [0]
    hostile(playbook, None, count)
    unseen = [number for number in range(1, count[0] + 1) if f"{MARK}{number} " not in shown]
    assert unseen == []


def test_the_check_would_have_told() -> None:
    """Such prose is an error at its place, long before a page is made of it."""
    playbook, _ = HOSTILE["small"]
    entries = [Entry(value=case, path=(), reading=Reading("kb/case.yml")) for case in playbook.cases]
    codes = {diagnostic.code for diagnostic in check_prose(entries)}
    assert codes >= {"raw-html"}
    assert {problem.code for problem in problems(ATTACK)} >= {"raw-html"}
