"""Rendering: page models through templates to HTML."""

from __future__ import annotations

import io
import pickle
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes, pass_context
from jinja2.visitor import NodeTransformer

from escalation_calculator.strings import spoken
from escalation_playbook import prose
from escalation_playbook.commits import Commits
from escalation_playbook.markup import plain
from escalation_playbook.pages import pages_and_cases
from escalation_playbook.pages.foot import changed, foot_of
from escalation_playbook.pages.reviewed import reviewed
from escalation_playbook.portions import in_portions
from escalation_playbook.sentence import counted_sentence, sentence

_NO_TIME: Final = datetime.fromtimestamp(0, UTC)
_DESCRIPTION: Final = 160
"""Characters of a description that are shown."""
_LONGEST: Final = 32
"""Characters of a word that stays whole."""

# Text between two tags: a ">" inside an attribute is always escaped.
_TEXT: Final = re.compile(rf"(?<=>)[^<>]{{{_LONGEST + 1},}}(?=<)")
_LONG: Final = re.compile(rf"(?:&[#\w]+;|[^\s&]){{{_LONGEST + 1},}}")
_PART: Final = re.compile(r"(?:&[#\w]+;|[^&]){12}")

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.runtime import Context
    from markupsafe import Markup

    from escalation_calculator.playbook import Playbook
    from escalation_playbook.memory import Memory
    from escalation_playbook.pages import LateCase
    from escalation_playbook.pages.foot import Foot
    from escalation_playbook.pages.page import Page, PageContext


@dataclass(frozen=True, kw_only=True)
class RenderedPage:
    """A finished page, as the site takes it."""

    address: str
    """Folder of the page, relative to the site's: empty for the home page, else with a slash at its end."""
    title: str
    """Plain text."""
    description: str
    """Plain text, one sentence."""
    html: str
    """The content: safe HTML with one root element."""
    source: str
    """Path in the repository of the file the page comes from."""
    stamped: bool
    """Whether the page is stamped into the shell instead of built by the site tool."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Files beside the page, name → text."""


@dataclass(frozen=True, kw_only=True)
class LatePage:
    """A page that is rendered when it is needed: thousands need not be held at a time, and most are there already."""

    address: str
    """As of a rendered page."""
    title: str
    """The same."""
    source: str
    """The same."""
    key: str
    """A hash over all that the page is made from; empty when it is not known."""
    render: Callable[[], RenderedPage]
    """Renders it."""


def render_pages(playbook: Playbook, context: PageContext) -> list[RenderedPage]:
    """Every page of a checked playbook, in the order of the site; the cases stand last."""
    fixed, cases = prepare_pages(playbook, context)
    return [*fixed, *(page.render() for page in cases)]


def prepare_pages(
    playbook: Playbook,
    context: PageContext,
    program: str = "",
    files: Mapping[str, object] | None = None,
    kept: Memory | None = None,
) -> tuple[list[RenderedPage], list[LatePage]]:
    """The same: what is not stamped is rendered, what is stamped is ready to be.

    Args:
        playbook: The playbook.
        context: What pages must know beside it.
        program: What, beside its data, decides how a page is rendered; it is part of their keys.
        files: The plain data of the cases' files, which is hashed in less time than they are.
        kept: The HTML of pages from earlier builds.
    """
    templates = environment(program)
    pages, cases = pages_and_cases(playbook, context)
    same = _hash((program, replace(playbook, cases=()), replace(context, now=_NO_TIME, commits=Commits())))
    data = files or {}

    def late(case: LateCase) -> LatePage:
        known = changed(case.source, context), reviewed(playbook, case.source, context.now)
        written = repr(data[case.source]) if case.source in data else case.case
        return LatePage(
            address=case.address,
            title=case.title,
            source=case.source,
            key=_hash((same, written, case.beside, case.title, known)),
            render=lambda: whole(replace(case.make(), title=case.title)),
        )

    def whole(page: Page) -> RenderedPage:
        return render(page, foot_of(page, playbook, context), templates)

    def at_once(page: Page) -> RenderedPage:
        foot = foot_of(page, playbook, context)
        key = _hash((program, replace(page, files={}), foot)) if kept else ""
        html = kept.recall(key) if kept else None
        if isinstance(html, str):
            return _rendered(page, html)
        made = render(page, foot, templates)
        if kept:
            kept.remember(key, made.html)
        return made

    return [at_once(page) for page in pages], [late(case) for case in cases]


def _hash(data: object) -> str:
    """A hash over plain data. It may differ for the same data, where that holds a set, and is the same for no other."""
    written = io.BytesIO()  # never read again
    pickler = pickle.Pickler(written, protocol=5)
    pickler.fast = True  # two objects that are equal are written as one that stands there twice
    pickler.dump(data)
    return sha256(written.getbuffer()).hexdigest()


def render(page: Page, foot: Foot, templates: Environment) -> RenderedPage:
    """Put one page through its template, with its last line."""
    html = _breakable(templates.get_template(page.template).render(page=page, up=page.up, foot=foot, **page.data))
    # A case is short, and thousands of pages with a script would be read the slow way.
    return _rendered(page, html if page.stamped else in_portions(html, page.up))


def _rendered(page: Page, html: str) -> RenderedPage:
    return RenderedPage(
        address=page.address,
        title=page.title,
        description=_short(page.description),
        html=html,
        source=page.source,
        stamped=page.stamped,
        files=page.files,
    )


_SMALL: Final[Mapping[str, Sequence[str]]] = {
    "parts.html.j2": ["badge", "icon", "mark", "section_head"],
    "rows.html.j2": ["mark", "mention", "place"],
    "rails.html.j2": ["rail"],
}
"""Macros that thousands of cases call with the same few roles, priorities, headings and ways: each is drawn once."""


class _Said(NodeTransformer):
    """Says a sentence without values when its template is compiled: a case has a hundred of them."""

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - the visitor's own name
        self.generic_visit(call)
        match call:
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=str(words))], kwargs=[]):
                return nodes.Const(sentence(words), lineno=call.lineno)
        return call


class _Environment(Environment):
    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's own
    ) -> str:
        return super()._generate(_Said().visit(source), name, filename, defer_init)


def environment(program: str = "") -> Environment:
    """The templates of a program in the language spoken. What they are given is escaped; what they lack is an error."""
    return _environment(program, tuple(sorted(spoken().items())))


@lru_cache(maxsize=1)  # compiling them takes longer than rendering what changes after a save
def _environment(program: str, words: tuple[tuple[str, str], ...]) -> Environment:  # noqa: ARG001 - see above
    templates = _Environment(
        loader=PackageLoader("escalation_playbook"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # another program is given others
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    templates.filters["prose"] = _prose
    templates.globals |= {"t": sentence, "tn": counted_sentence}
    for name, pieces in _SMALL.items():
        module = templates.get_template(name).module
        for piece in pieces:
            setattr(module, piece, lru_cache(maxsize=4096, typed=True)(getattr(module, piece)))
    return templates


def _short(text: str) -> str:
    """A description as search engines and chats show it: cut where it is too long, between two words if they are."""
    if len(text) <= _DESCRIPTION:
        return text
    start = text[: _DESCRIPTION - 1]
    return f"{start[: max(start.rfind(' '), _DESCRIPTION * 3 // 4)].rstrip(' ,;:–')}…"


def _breakable(html: str) -> str:
    """Let long words break anywhere, so that one of them never widens a page; what is copied stays as it was."""
    known = plain(html)
    # Few pages have one, and looking closely takes longer.
    if known and all(len(word) <= _LONGEST for text in known.texts if len(text) > _LONGEST for word in text.split()):
        return html
    return _TEXT.sub(lambda text: _LONG.sub(lambda word: _PART.sub(r"\g<0><wbr>", word[0]), text[0]), html)


@pass_context
def _prose(context: Context, text: str, level: int = 3, shown: str = "") -> Markup:
    """CommonMark to HTML; `level` is that of its highest headings.

    A link of a “#” alone leads to the page on which all prose of the file is `shown`, if that is not this one.
    """
    return prose.render(text, level=level, home=context["up"], places=f"{context['up']}{shown}" if shown else "")
