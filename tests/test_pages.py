"""Pages of a small playbook, held against the files in `golden/`.

After a change that is meant: `python tests/test_pages.py --write` writes what is rendered now, and shows
the differences.
"""

import difflib
import re
import sys
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from escalation_playbook import docs, prose
from escalation_playbook.checking import examine
from escalation_playbook.links import broken_links, linked
from escalation_playbook.markup import attributes, plain, tokens
from escalation_playbook.pages import PageContext
from escalation_playbook.pages.addresses import site_map
from escalation_playbook.render import RenderedPage, _breakable, _short, prepare_pages, render_pages

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
NOW = datetime.fromisoformat("2026-03-02T09:00+01:00")


def rendered(root: Path) -> list[RenderedPage]:
    """The pages of the playbook in `root`, as on a certain day."""
    playbook = examine(root).playbook
    assert playbook is not None
    return render_pages(playbook, PageContext(now=NOW, edit_url="https://example.com/o/r/edit/main/"))


SMALL = rendered(GOLDEN / "small")
SHIPPED = rendered(HERE.parent)
PAGES = [*SMALL, *SHIPPED]

HELD = [page for page in SMALL if not page.address.startswith("reference/")]
"""The reference says what types and catalogue say, and is held against them in test_reference.py."""


def ids(page: RenderedPage, *, on: str = "") -> list[str]:
    """The ids on a page: of all elements, or of those that `on` names."""
    tags = [token for token in tokens(page.html) if token.kind == "tag" and (not on or token.name in on.split())]
    return [found["id"] for found in (attributes(token.text) for token in tags) if "id" in found]


def golden(page: RenderedPage) -> Path:
    """The file that holds what a page should be."""
    return GOLDEN / f"{page.address.strip('/').replace('/', '.') or 'home'}.html"


def stands_as(page: RenderedPage) -> str:
    """A page as its file holds it."""
    kind = "stamped" if page.stamped else "built"
    return f"<!-- {page.title} | {page.description} | {page.source} | {kind} -->\n{page.html}\n"


def named(page: RenderedPage) -> str:
    """How a page is called in the output of the tests."""
    return f"{page.address or 'home'}{'' if page in SMALL else ' (shipped)'}"


@pytest.mark.parametrize("page", HELD, ids=named)
def test_a_page_is_as_its_golden_file(page: RenderedPage) -> None:
    """Every word and tag of a page is looked at before it changes."""
    assert stands_as(page) == golden(page).read_text(encoding="utf-8")


def test_every_golden_file_has_its_page() -> None:
    """A file that no page is held against would prove nothing."""
    assert {path.name for path in GOLDEN.glob("*.html")} == {golden(page).name for page in HELD}


@pytest.mark.parametrize("root", [GOLDEN / "small", HERE.parent], ids=["small", "shipped"])
def test_the_site_map_is_that_of_the_pages(root: Path) -> None:
    """Prose may link to the pages that there are, and on them to every entry and heading that always stands there."""
    playbook = examine(root).playbook
    assert playbook is not None
    pages = {page.address: page for page in (SMALL if root.name == "small" else SHIPPED)}
    site = site_map(playbook)
    places = {**site.places, **site.late()}
    assert places.keys() == pages.keys()
    for address, page in pages.items():
        assert set(places[address]) <= set(ids(page)), address
        not_always = {"scoring/": {"_worked"}, "messages/": {"_words", "_avoid"}, "calculator/": {"answer-title"}}
        linkable = set(ids(page, on="h1 h2 h3 h4 th tr"))
        assert linkable - not_always.get(address, set()) == set(places[address]), address


def test_the_site_map_says_where_prose_is_shown() -> None:
    """A link of a “#” alone stays on the page on which it is read."""
    playbook = examine(GOLDEN / "small").playbook
    assert playbook is not None
    site = site_map(playbook)
    shown = {page.address: page.html for page in SMALL}
    for text, file in [
        *((factor.why, "playbook/model.yml") for factor in playbook.model.factors),
        *((message.use_when, f"playbook/messages/{message.id}.yml") for message in playbook.messages),
        *((case.summary, f"kb/{case.id}.yml") for case in playbook.cases),
    ]:
        address = site.page_of(file)
        assert prose.render(text, home="../" * address.count("/")) in shown[address], (file, text)
    assert set(site.shown.values()) <= site.places.keys()
    for criterion in playbook.criteria:  # each on its own page, whose links lead to the list
        said = prose.render(criterion.rationale, home="../../", places="../../criteria/")
        assert said in shown[f"criteria/{criterion.id}/"]
        assert site.page_of("playbook/criteria.yml") == "criteria/"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_headings_follow_in_order(page: RenderedPage) -> None:
    """One first heading, and no level skipped: readers who hear a page go by them."""
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page.html)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_ids_are_there_once(page: RenderedPage) -> None:
    """A link leads to one place, and every label and description to one element."""
    found = ids(page)
    assert len(found) == len(set(found))
    tags = [attributes(token.text) for token in tokens(page.html) if token.kind == "tag"]
    named = [
        one
        for tag in tags
        for name in ("for", "aria-labelledby", "aria-describedby")
        for one in tag.get(name, "").split()
    ]
    assert set(named) <= set(found)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_the_site_takes_every_page(page: RenderedPage) -> None:
    """No inline script, style or handler, one root element, a first heading."""
    assert docs.block(page)
    assert page.description


@pytest.mark.parametrize("pages", [SMALL, SHIPPED], ids=["small", "shipped"])
def test_links_between_pages_lead_somewhere(pages: list[RenderedPage], tmp_path: Path) -> None:
    """Each leads to a page, and to a place on it; the signs stand in the head of every page."""
    head = (HERE.parent / "generator/escalation_playbook/theme/partials/header.html").read_text(encoding="utf-8")
    signs = re.findall(r'<symbol id="(.*?)"', head)
    assets = tmp_path / "assets" / "ep"
    (assets / "engine").mkdir(parents=True)
    for script in (HERE.parent / "generator/escalation_playbook/assets").glob("*.*js"):
        (assets / script.name).touch()
    for root in (GOLDEN / "small", HERE.parent):
        for image in (root / "kb").glob("*/*"):
            (tmp_path / "kb" / image.parent.name).mkdir(parents=True)
            (tmp_path / "kb" / image.parent.name / image.name).touch()
    assert broken_links([*map(linked, pages)], tmp_path, beside=signs) == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_page_names_its_source(page: RenderedPage) -> None:
    """Whoever finds a mistake finds the file; a folder is looked at, a file edited."""
    if not page.source:
        assert "Made from the program itself" in page.html
        return
    action = "tree" if page.source.endswith("/") else "edit"
    assert f'href="https://example.com/o/r/{action}/main/{page.source}"' in page.html


def test_each_page_has_its_own_address_and_title() -> None:
    """Two pages of one name would be one in tabs and search."""
    assert len({page.address for page in SHIPPED}) == len(SHIPPED)
    assert len({page.title for page in SHIPPED}) == len(SHIPPED)


def test_cases_of_one_title_are_told_apart() -> None:
    """By their ids, in the title of the page alone; a case that has its title to itself keeps it."""
    playbook = examine(GOLDEN / "small").playbook
    assert playbook is not None
    one, two, *others = playbook.cases
    twin = replace(playbook, cases=(one, replace(two, title=one.title), *others))
    keys = []
    for given in (playbook, twin):
        _, cases = prepare_pages(given, PageContext(now=NOW), "program")
        keys.append({page.source: page.key for page in cases})
        assert [page.title for page in cases] == [page.render().title for page in cases]
    titles = {page.source: page.title for page in cases}
    assert titles[f"kb/{one.id}.yml"] == f"{one.title} ({one.id})"
    assert titles[f"kb/{two.id}.yml"] == f"{one.title} ({two.id})"
    assert titles[f"kb/{others[0].id}.yml"] == others[0].title
    assert keys[0][f"kb/{one.id}.yml"] != keys[1][f"kb/{one.id}.yml"]


def test_each_page_has_a_description_of_its_own() -> None:
    """Of a sentence, short enough to be shown as a whole."""
    assert len({page.description for page in SHIPPED}) == len(SHIPPED)
    for page in SHIPPED:
        assert 25 <= len(page.description) <= 160, page.address
        assert page.description != page.title


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 160, "x" * 160),
        ("x" * 161, "x" * 120 + "…"),
        ("word " * 32 + "word", "word " * 30 + "word…"),
        ("word, " * 40, "word, " * 25 + "word…"),
    ],
)
def test_a_long_description_is_cut(text: str, shown: str) -> None:
    """Between two words, if there are any."""
    assert _short(text) == shown


def test_what_depends_on_the_day_says_so() -> None:
    """An action is late from the day after it was due, and says for how long."""
    case = next(page for page in SMALL if page.address.endswith("all-stands-still/"))
    assert re.findall(r"\d+ days? late", case.html) == ["3 days late"]


def test_long_words_may_break_and_short_ones_stay_whole() -> None:
    """One long word must not widen a page; an entity in it stays whole, and attributes are left alone."""
    word = "x" * 30 + "&amp;" + "y" * 9
    html = _breakable(f'<a href="{"z" * 60}" title="{word}">{word} {"k" * 32}</a>')
    broken = f"{'x' * 12}<wbr>{'x' * 12}<wbr>{'x' * 6}&amp;{'y' * 5}<wbr>{'y' * 4}"
    assert html == f'<a href="{"z" * 60}" title="{word}">{broken} {"k" * 32}</a>'


def write() -> None:
    """Write what is rendered now, and show the differences."""
    for path in GOLDEN.glob("*.html"):
        if path not in {golden(page) for page in HELD}:
            path.unlink()
    for page in HELD:
        path, after = golden(page), stands_as(page)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(after, encoding="utf-8")
        lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(*lines, "before", path.name))


def test_cases_are_read_the_quick_way():
    """A script or a comment in their template would have thousands of pages read piece by piece, in twice the time."""
    assert all(plain(page.html) for page in PAGES if page.stamped)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_pages.py --write")
    write()
