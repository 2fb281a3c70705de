"""Prose: what it shows, what it refuses, and that what it refuses would do no harm."""

import re
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from escalation_calculator.files import Entry
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Prose
from escalation_playbook.checking import examine
from escalation_playbook.links import broken_links, linked
from escalation_playbook.markup import inline_scripts
from escalation_playbook.prose import render
from escalation_playbook.prose_check import check_prose, problems
from escalation_playbook.render import RenderedPage
from escalation_playbook.site_map import SiteMap

SHOWN = {
    "plain *words* and `code`": "<p>plain <em>words</em> and <code>code</code></p>\n",
    "- one\n- two": "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n",
    "1 < 2 & 3 > 2": "<p>1 &lt; 2 &amp; 3 &gt; 2</p>\n",
    "[a case](kb/2026-01-05-x/)": '<p><a href="../kb/2026-01-05-x/">a case</a></p>\n',
    "[here](#below)": '<p><a href="#below">here</a></p>\n',
    "[a page](https://example.com/?a=1&b=2)": '<p><a href="https://example.com/?a=1&amp;b=2">a page</a></p>\n',
    "<desk@example.com>": '<p><a href="mailto:desk@example.com">desk@example.com</a></p>\n',
    "[call](tel:+12025550117)": '<p><a href="tel:+12025550117">call</a></p>\n',
    "{{ issue }} {% if %}": "<p>{{ issue }} {% if %}</p>\n",
    "# First\n\n### Below\n\n# Next": "<h3>First</h3>\n<h4>Below</h4>\n<h3>Next</h3>\n",
    "###### Deep": "<h3>Deep</h3>\n",
    "| Who | *How* many |\n| --- | --: |\n| [Leak](criteria/) | `a\\|b` |\n| none |": (
        '<div class="ep-prose__table" tabindex="0" role="group" aria-label="Who, How many">\n<table class="ep-table">\n'
        '<thead>\n<tr>\n<th scope="col" class="ep-prose__head">Who</th>\n'
        '<th scope="col" class="ep-prose__head" data-align="end"><em>How</em> many</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<td><a href="../criteria/">Leak</a></td>\n'
        '<td data-align="end"><code>a|b</code></td>\n</tr>\n'
        '<tr>\n<td>none</td>\n<td data-align="end"></td>\n</tr>\n</tbody>\n</table>\n</div>\n'
    ),
    "|a\n:-: | -\n": "<p>|a\n:-: | -</p>\n",
    "P1 | P2\n": "<p>P1 | P2</p>\n",
}

REFUSED = [
    ("<b>bold</b>", ["raw-html", "raw-html"], 1),
    ("one\n\n<script>alert(1)</script>", ["raw-html"], 3),
    ("one\ntwo <img src=x onerror=alert(1)>", ["raw-html"], 2),
    ("<!-- note -->", ["raw-html"], 1),
    ("- <u>in a list</u>", ["raw-html", "raw-html"], 1),
    ("[x](javascript:alert(1))", ["unsafe-link"], 1),
    ("[x](JaVaScRiPt:alert(1))", ["unsafe-link"], 1),
    ("[x](&#106;avascript:alert(1))", ["unsafe-link"], 1),
    ("[x](data:text/html;base64,PHNjcmlwdD4=)", ["unsafe-link"], 1),
    ("[x](vbscript:x)", ["unsafe-link"], 1),
    ("<ftp://example.com>", ["unsafe-link"], 1),
    ("[x][y]\n\n[y]: javascript:alert(1)", ["unsafe-link"], 1),
    ("[x](//example.com)", ["unsafe-link"], 1),
    ("[x](\\\\example.com)", ["unsafe-link"], 1),
    ("[x](/criteria/)", ["unsafe-link"], 1),
    ("[x](../criteria/)", ["unsafe-link"], 1),
    ("![x](https://example.com/x.png)", ["image"], 1),
    ("[![x](x.png)](criteria/)", ["image"], 1),
    ("one\n\n| a | b |\n| 1 | 2 |", ["bad-table"], 3),
    ("one\n| a | b |\n| --- |\n| 1 | 2 |", ["bad-table"], 2),
    ("| a | b |\n| --- | --- |\n| 1 | 2 | 3 |\n| 1 \\| 2 | 3 |", ["bad-table"], 3),
    ("> | a |\n> | - |\n> | 1 | 2", ["bad-table"], 3),
    ("| a |\r| - |\r| <b> |", ["raw-html"], 3),
]

SITE = SiteMap(
    places={"": {"open-cases"}, "calculator/": set(), "criteria/": {"leak", "ärger"}, "kb/2026-01-05-x/": {"why"}},
    shown={"playbook/criteria.yml": "criteria/", "kb/2026-01-05-x.yml": "kb/2026-01-05-x/"},
)

ALIVE = [
    *("./", ".", "./#open-cases", "criteria/", "./criteria/", "criteria//", "criteria/?q=x", "criteria/#", "#leak"),
    *("criteria/#leak", "criteria/#%C3%A4rger", "criteria/#ärger", "kb/2026-01-05-x/#why", "kb/2026%2D01-05-x/"),
    *("calculator/#severity=critical", "https://example.com/nowhere", "mailto:desk@example.com"),
]

DEAD = [
    ("nowhere/", "“nowhere/” leads to no page.", "Known: calculator/, criteria/, kb/2026-01-05-x/."),
    ("criteria", "“criteria” leads to no page.", "Did you mean “criteria/”?"),
    ("criteria.md#leak", "“criteria.md#leak” leads to no page.", "Did you mean “criteria/”?"),
    ("2026-01-05-x/", "“2026-01-05-x/” leads to no page.", "Did you mean “kb/2026-01-05-x/”?"),
    ("criteria/#leek", "“criteria/#leek” leads to no place on its page.", "Did you mean “leak”?"),
    (
        "criteria/#severity=critical",
        "“criteria/#severity=critical” leads to no place on its page.",
        "Known: leak, ärger.",
    ),
    ("calculator/#severity", "“calculator/#severity” leads to no place on its page.", ""),
    ("#why", "“#why” leads to no place on its page.", "Known: leak, ärger."),
    ("", "A link has no address.", "Write it between the parentheses, as in “criteria/”."),
]


@pytest.mark.parametrize("text", SHOWN, ids=str)
def test_what_is_shown(text: str) -> None:
    """CommonMark, its headings below those of the page, links written from the site's home."""
    assert render(text, home="../") == SHOWN[text]
    assert problems(text) == []


@pytest.mark.parametrize(("text", "codes", "line"), REFUSED, ids=[text for text, *_ in REFUSED])
def test_what_is_refused(text: str, codes: list[str], line: int) -> None:
    """HTML, images and links that lead astray are told, with the line on which they begin."""
    found = problems(text)
    assert [problem.code for problem in found] == codes
    assert found[0].line == line
    assert all(problem.message.endswith(".") and problem.mend.endswith(".") for problem in found)


@pytest.mark.parametrize("link", ALIVE)
def test_links_that_lead_somewhere_are_let_through(link: str) -> None:
    """To a page, or a place on it, however that is written."""
    assert problems(f"[x]({link})", partial(SITE.dead, file="playbook/criteria.yml")) == []


@pytest.mark.parametrize(("link", "message", "mend"), DEAD)
def test_links_that_lead_nowhere_are_told(link: str, message: str, mend: str) -> None:
    """With what was perhaps meant; nothing is said where the site is not known."""
    text = f"one\n\ntwo [x]({link})"
    (found,) = problems(text, partial(SITE.dead, file="playbook/criteria.yml"))
    assert (found.code, found.line, found.message, found.mend) == ("dead-link", 3, message, mend)
    assert problems(text) == []


@given(st.text(alphabet="kb/#?.%=&:;@[]-x2026é ", max_size=40))
@example("criteria//").via("an address that is put in order")
@example("./kb/2026%2D01-05-x/./#why").via("the same")
@example("#why").via("a place on the page itself")
def test_any_link_is_judged(link: str) -> None:
    """Whatever is written, there is an answer, and one that the finished site agrees with."""
    text = f"[x](<{link}>)"
    found = problems(text, partial(SITE.dead, file="kb/2026-01-05-x.yml"))
    assert len(found) <= 1
    page = RenderedPage(
        address="kb/2026-01-05-x/",
        title="X",
        description="X.",
        html=render(text, home="../../"),
        source="kb/2026-01-05-x.yml",
        stamped=True,
    )
    others = [
        replace(page, address=address, html="".join(f'<p id="{place}">x</p>' for place in places))
        for address, places in SITE.places.items()
        if address != page.address
    ]
    whole = replace(page, html=f'<p id="why">x</p>{page.html}')
    assert found or not broken_links([*map(linked, [whole, *others])], Path("there/is/no/such/folder"))


@pytest.mark.parametrize("text", [text for text, *_ in REFUSED])
def test_what_is_refused_is_harmless_even_so(text: str) -> None:
    """The page would be safe even if nobody had looked at what was told."""
    html = render(text)
    assert inline_scripts(html) == []
    assert "<img" not in html
    for name in ("javascript:", "data:", "vbscript:", 'href="/', 'href="\\', 'href="..'):
        assert f'href="{name}' not in html.lower()
        assert name not in html.lower() or "href=" not in html


@given(st.text(alphabet="<>&\"'`*_[]()!#-|\\/:;=. \n\tajvscriptonez&#106;", max_size=80))
def test_nothing_that_is_written_becomes_a_script(text: str) -> None:
    """Whatever is typed, the HTML holds no script, handler or style, and its tags can be read."""
    assert inline_scripts(render(text)) == []


_PIECES = [
    "word",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "\n",
    "\n\n",
    "\n    ",
    " ",
    "  ",
    "   ",
    "-",
    "=",
    "~~~",
    "|",
    "&",
]
_PIECES += [
    '"',
    ":",
    "(",
    "!",
    "ü",
    "ع",
    "a@b.example.com",
    "https://x.example.com",
    "\u00a0",
    "{",
    "…",
    "\t",
    "*",
    "_",
    "[",
    "\\",
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_mere_words_are_shown_as_the_parser_would(text: str) -> None:
    """Text that needs no parser comes out as it would through one."""
    through_one = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    one_level = partial(re.sub, r"(?<=[</]h)[1-6](?=>)", "1")
    shown = render(text)
    assert ("<table" in shown) is ("<table" in through_one)  # which is dressed, and so not the same
    assert "<a" in through_one or "<table" in through_one or one_level(shown) == one_level(through_one)


@given(st.lists(st.integers(min_value=1, max_value=6), max_size=8))
def test_headings_never_skip_a_level(levels: list[int]) -> None:
    """However an author counts, the page stays in order."""
    html = render("\n\n".join(f"{'#' * level} x" for level in levels), level=3)
    found = [int(part[0]) for part in html.split("<h")[1:]]
    assert all(after - before <= 1 for before, after in zip([2, *found], found, strict=False))


PLAIN = {
    f"playbook/{name}.yml" for name in ("matrix", "evidence", "communication", "taxonomy", "categorisation", "synonyms")
}
"""Files that hold lines only, no text with marks in it."""


def test_every_text_is_looked_at(tmp_path: Path) -> None:
    """A tag in any text of any file is found, with the file and the way to it."""
    small = Path(__file__).parent / "golden" / "small"
    names = "why|rationale|example|use_when|summary|impact|root|mitigation|prevention"
    expected = {}
    for path in sorted(small.rglob("*.yml")):
        file = path.relative_to(small).as_posix()
        text = path.read_text(encoding="utf-8")
        if not file.endswith("variables.yml"):  # its examples are plain words
            prose = {"examples": "ticket", "workflow": "entry|when"}.get(path.stem, names)
            text, expected[file] = re.subn(rf"(?<=[ \n])({prose}): (?=\w)", r"\1: <i>", text)
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert {file for file, count in expected.items() if not count} <= PLAIN
    assert Counter(each.path for each in examine(tmp_path).located if each.code == "raw-html") == Counter(expected)


def test_lists_of_texts_are_looked_at_too() -> None:
    """The way to a mistake leads into lists."""
    playbook = examine(Path(__file__).parent / "golden" / "small").playbook
    assert playbook is not None
    case = replace(playbook.cases[0], learnings=(Prose("fine"), Prose("one\n\n<hr>")))
    (found,) = check_prose([Entry(value=case, path=("top",), reading=Reading("a.yml"))])
    assert (found.file, found.path) == ("a.yml", ("top", "learnings", 1))
    assert "line 3" in found.message
