"""The site: what was rendered arrives unharmed, cases are stamped, nothing is asked from elsewhere."""

from __future__ import annotations

import dataclasses
import errno
import gzip
import html
import html.parser
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urljoin, urlsplit

import markdown
import pytest

from escalation_playbook import docs, index, site, swap, tool
from escalation_playbook.links import broken_links, linked
from escalation_playbook.markup import MarkupError, inline_scripts, plain, tokens
from escalation_playbook.render import LatePage
from escalation_playbook.site import Content, SiteError
from site_standin import CASES, FIXED, HARD, PAGES, lay_out, page


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A project that has been built once."""
    root = lay_out(tmp_path_factory.mktemp("project"))
    site.build(root, Content(pages=PAGES, lay=[lambda put: put("laid.txt", b"laid")]))
    return root / "site"


def read(folder, address):
    """The HTML of one page."""
    return (folder / address / "index.html").read_text(encoding="utf-8")


def every_page(folder):
    """The HTML of all pages, by path."""
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


class Reader(html.parser.HTMLParser):
    """What a browser would make of HTML: its elements and texts, without comments and the layout inside of tags."""

    def __init__(self):
        """Begin with nothing."""
        super().__init__(convert_charrefs=True)
        self.seen = []

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.seen.append((tag, attrs))

    def handle_endtag(self, tag):
        """Keep its end."""
        self.seen.append(tag)

    def handle_data(self, data):
        """Keep text, joined."""
        if self.seen and isinstance(self.seen[-1], list):
            self.seen[-1][0] += data
        else:
            self.seen.append([data])


def meaning(text):
    """The elements and texts that a browser would read."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader.seen


# --- what was rendered arrives ---


@pytest.mark.parametrize("name", HARD)
def test_markdown_passes_a_page_on_byte_by_byte(name):
    """What is written for the site tool comes out of Markdown as it is, with the site tool's extensions."""
    written = docs.block(page("x/", "X", HARD[name]))
    assert markdown.markdown(written, extensions=["toc", "tables", "fenced_code"]) == written


@pytest.mark.parametrize("name", sorted(HARD.keys() - {"settings", "text field"}))
def test_a_browser_reads_what_was_rendered(name):
    """The form in which a page is written for the site tool means the same as the page."""
    given = page("x/", "X", HARD[name])
    assert meaning(docs.block(given)) == meaning(re.sub("<!--.*?-->", "", given.html))


def test_settings_for_a_script_mean_the_same():
    """JSON for a script loses its layout and nothing else."""
    written = docs.block(page("x/", "X", HARD["settings"]))
    assert '{"a": "\\u003c/script> ```",   "b": [1, 2]}' in written


def test_pages_arrive_in_the_built_site(built):
    """Every page of the site holds its content exactly as it was written."""
    for each in PAGES:
        assert docs.block(each) in read(built, each.address)


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ('<div><h1>x</h1><p style="color:red">x</p></div>', "style="),
        ("<div><h1>x</h1><style>p{}</style></div>", "<style>"),
        ("<div><h1>x</h1><p ONclick='x()'>x</p></div>", "onclick="),
        ("<div><h1>x</h1><script>x()</script></div>", "inline script"),
        ("<div><h1>x</h1><script type=module>x()</script></div>", "inline script"),
        ("<div><h1>x</h1><script type='TEXT/JavaScript'>x()</script></div>", "inline script"),
        ("<div><h1>x</h1><p title='it's'>x</p></div>", "cannot be read"),
        ("<div><h1>x</h1><script>x()</div>", "no end"),
        ("<div><p>x</p></div>", "<h1>"),
        ("<h1>x</h1><p>x</p>", "one <div>"),
    ],
)
def test_content_that_the_policy_would_refuse_is_refused(html, says):
    """The build stops, and says which page and what, before the site tool sees the page."""
    with pytest.raises(MarkupError) as caught:
        docs.block(dataclasses.replace(page("criteria/", "x"), html=html))
    assert str(caught.value).startswith("criteria/: ")
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        *HARD.values(),
        "<p>plain</p> text <b class='x'>b</b><br/><p>plain</p>",
        "<!-- <p> --><b>x</b>",
        '<a title="a > b" href="x">x</a><a title="<b>">x</a>',
        "<SCRIPT type=text/plain><b></SCRIPT><i>x</i>",
        "1 < 2 <b>x</b> 3 > 2",
    ],
)
def test_tags_are_found_in_one_step_as_piece_by_piece(text):
    """Where HTML is read the quick way, it is read as the slow way would read it."""
    found = plain(text)
    if found:
        slow = list(tokens(text))
        assert [*found.every] == [token.text for token in slow if token.kind == "tag"]
        assert [*found.tags] == [*dict.fromkeys(found.every)]
        assert "".join(found.texts) == "".join(token.text for token in slow if token.kind == "text")


def test_the_quick_way_is_for_tags_and_text_alone():
    """What could be read in two ways is left to the slow one."""
    assert plain("<p title='x'>plain</p> text<br/>")
    for other in ("<!-- x --><b>x</b>", '<a title="a > b">x</a>', "<style>x</style>", "1 < 2 <b>x</b> 3 > 2", ">x<"):
        assert plain(other) is None


# --- the folder the site tool reads ---


def test_only_changed_files_are_written(tmp_path):
    """A second run touches nothing; a changed page touches its own file."""
    assert docs.write(tmp_path, FIXED)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.md")}
    assert not docs.write(tmp_path, FIXED)
    changed = [dataclasses.replace(FIXED[0], title="Start"), *FIXED[1:]]
    assert docs.write(tmp_path, changed)
    touched = {path for path in before if path.stat().st_mtime_ns != before[path]}
    assert touched == {tmp_path / "index.md"}


def test_files_of_pages_that_are_gone_are_removed(tmp_path):
    """With their folder; a file that somebody else put there stays."""
    own = tmp_path / "own.md"
    own.write_text("# Written by hand\n")
    docs.write(tmp_path, FIXED)
    docs.write(tmp_path, FIXED[:1])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == ["index.md", "own.md"]


# --- stamping ---


def test_a_stamped_page_is_the_page_the_site_tool_would_have_built(tmp_path, built):
    """Byte by byte, the policy included."""
    root = lay_out(tmp_path)
    site.build(root, Content(pages=[dataclasses.replace(each, stamped=False) for each in PAGES]))
    for each in CASES:
        assert read(built, each.address) == read(root / "site", each.address)


def test_the_shell_is_nowhere_in_the_site(built):
    """Neither its page nor its marks are left."""
    assert not (built / "kb" / "_case").exists()
    for path in built.rglob("*"):
        if path.suffix in {".html", ".xml"}:
            assert not re.search("_case|ep-shell", path.read_text(encoding="utf-8")), path


def test_cases_are_shown_as_part_of_the_knowledge_base(built):
    """The navigation marks it, and only it, on a case; on another page it does not."""
    mark = 'md-nav__item--active">\n      <a href="../" class="md-nav__link">'
    assert read(built, CASES[0].address).count(mark) == 1
    assert read(built, "criteria/").count('"md-nav__link md-nav__link--active"') == 1
    assert mark not in read(built, "criteria/")


def test_the_sitemap_lists_every_page(built):
    """In both its forms, in the same order."""
    text = (built / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall("<loc>https://example.com/escalation/(.*?)</loc>", text)
    assert sorted(listed) == sorted(each.address for each in PAGES)
    assert gzip.decompress((built / "sitemap.xml.gz").read_bytes()).decode() == text


def test_the_sitemap_says_when_the_file_of_a_page_was_changed(tmp_path):
    """Of pages of both sorts, where it is known; never the day of the build."""
    root = lay_out(tmp_path)
    days = {CASES[0].address: "2026-03-02", "": "2026-03-03", "nowhere/": "2026-03-04"}
    site.build(root, Content(pages=PAGES, days=days))
    text = (root / "site" / "sitemap.xml").read_text(encoding="utf-8")
    said = re.findall(r"<loc>https://example.com/escalation/([^<]*)</loc>\s*<lastmod>(.*?)</lastmod>", text)
    assert dict(said) == {CASES[0].address: "2026-03-02", "": "2026-03-03"}


def test_without_an_address_of_the_site_nothing_is_listed(tmp_path):
    """The sitemap of the site tool is empty then, and no page says where it stands."""
    root = lay_out(tmp_path, **{"site_url: https://example.com/escalation/\n": ""})
    site.build(root, Content(pages=PAGES, days={"": "2026-03-03"}))
    assert "<loc>" not in (root / "site" / "sitemap.xml").read_text(encoding="utf-8")
    for text in every_page(root / "site").values():
        assert not re.search('rel="canonical"|og:url', text)


def test_every_page_says_what_it_is_and_where_it_stands(built):
    """In the head, for those who link to it: title, description, address; stamped pages too."""
    for each in PAGES:
        text = read(built, each.address)
        address = f"https://example.com/escalation/{each.address}"
        assert f"<title>{html.escape(each.title)} - Escalation Playbook</title>" in text
        assert f'<link rel="canonical" href="{address}">' in text
        for name, said in (
            ("og:title", html.escape(each.title)),
            ("og:description", html.escape(each.description)),
            ("og:url", address),
            ("og:site_name", "Escalation Playbook"),
        ):
            assert text.count(f'<meta property="{name}" content="{said}">') == 1, (each.address, name)


def test_titles_and_descriptions_are_text(tmp_path):
    """Script text in them stays text, in built and in stamped pages."""
    root = lay_out(tmp_path)
    evil = "\"><script>alert(1)</script>'{{ 7*7 }}&"
    pages = [
        dataclasses.replace(each, title=evil, description=evil)
        if each.address in {"sheet/", CASES[0].address}
        else each
        for each in PAGES
    ]
    site.build(root, Content(pages=pages))
    for address in ("sheet/", CASES[0].address):
        text = read(root / "site", address)
        assert "<script>alert" not in text
        assert text.count("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#x27;{{ 7*7 }}&amp;") >= 2
        assert len(inline_scripts(text)) == len(inline_scripts(read(root / "site", "criteria/")))


# --- links ---


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("../kb/", True),
        ("../kb/2025-11-20-billing/", True),
        ("../", True),
        ("#here", True),
        ("./#here", True),
        ("../criteria/#here", True),
        ("../calculator/#severity=critical&amp;model=1", True),
        ("https://example.org/x", True),
        ("mailto:support@example.org", True),
        ("../assets/images/favicon.png", True),
        ("../kb", False),
        ("../kb/2025-11-21/", False),
        ("#there", False),
        ("../kb/#here", False),
        ("/kb/", False),
        ("../../other/", False),
        ("kb/", False),
        ("../assets/images/", False),
        ("../assets/nothing.png", False),
    ],
)
def test_links_lead_somewhere(built, link, leads):
    """To a page, a place on it or a file; an address from the top of the host would break under a path."""
    criteria = page("criteria/", "Criteria", f'<h2 id="here">x</h2><a href="{link}">x</a>')
    found = broken_links([*map(linked, [criteria, *PAGES[:4], *PAGES[5:]])], built)
    where = "playbook/criteria.yml: on the page “Criteria” a link leads nowhere: "
    assert found == ([] if leads else [f"{where}{html.unescape(link)}"])


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path):
    """In a case as well, which the site tool never sees."""
    pages = [*PAGES, page("kb/2025-11-21/", "X", '<a href="../2025-11-22/">x</a>', stamped=True)]
    with pytest.raises(SiteError, match=r"on the page “X” a link leads nowhere: \.\./2025-11-22/"):
        site.build(lay_out(tmp_path), Content(pages=pages))


# --- the finished site ---


def test_every_page_has_a_policy_for_its_own_scripts(built):
    """A hash for each inline script of the page and no other; nothing unsafe; right behind the character set."""
    for name, text in every_page(built).items():
        policies = re.findall(
            '<meta charset="utf-8">\n      <meta http-equiv="Content-Security-Policy" content="(.*?)">', text
        )
        assert len(policies) == 1, name
        assert len(set(inline_scripts(text))) == policies[0].count("'sha256-")
        assert policies[0].startswith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-")
        assert "worker-src blob:;" in policies[0]
        assert "unsafe-eval'" not in policies[0].replace("'wasm-unsafe-eval'", "")
        assert "unsafe-inline" not in policies[0]


def test_addresses_are_relative_and_lead_somewhere(built):
    """So the site works under any path; only the page "not found" cannot know how deep it is asked for."""
    for name, text in every_page(built).items():
        for tag, attribute, value in re.findall(r'<(\w+)[^>]*?\s(href|src)="([^"]*)"', text):
            parts = urlsplit(value)
            if 'rel="canonical"' in text[: text.index(value)].rpartition("<")[2] or value.startswith("#"):
                continue
            assert not parts.scheme, (name, tag, attribute, value)
            assert not parts.netloc, (name, tag, attribute, value)
            base = "/escalation/" if name == "404.html" else "/"
            path = unquote(urlsplit(urljoin(f"{base}{name}", value)).path)
            assert path.startswith(base), (name, value)
            if name != "404.html":
                assert not value.startswith("/"), (name, value)
            target = built / path.removeprefix(base)
            if path.startswith(f"{base}assets/ep/"):
                continue  # the look's own; their tests know them
            assert (target / "index.html" if target.is_dir() else target).is_file(), (name, value)


def test_nothing_of_the_theme_asks_another_host(built):
    """No fonts, no stars of the repository, no ready-made search interface."""
    for name, text in every_page(built).items():
        assert not re.search(r"fonts\.g|github\.com|unpkg|preconnect", text), name
    assert not list((built / "pagefind").glob("*ui*"))


def test_further_files_are_laid_into_the_site(built):
    """What is passed to the build says their names and content."""
    assert (built / "laid.txt").read_text(encoding="utf-8") == "laid"


def test_what_only_the_preview_needs_is_not_in_the_site(built):
    """The script that loads a page again belongs to `serve`."""
    assert not list(built.rglob("serve.*"))
    assert all("/_ep/" not in text for text in every_page(built).values())


def test_the_same_pages_make_the_same_site(tmp_path, built):
    """Byte by byte, on another day and in another folder; the index alone is written anew each time."""
    root = lay_out(tmp_path)
    site.build(root, Content(pages=PAGES, lay=[lambda put: put("laid.txt", b"laid")]))
    assert whole(root / "site") == whole(built)
    assert "lastmod" not in (built / "sitemap.xml").read_text(encoding="utf-8")


def whole(folder):
    """Every file of a site but the index, which is written anew each time."""
    every = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in every.items() if not name.startswith("pagefind/")}


def reworded(pages, address, **changes):
    """The pages with another one at an address."""
    return [dataclasses.replace(each, **changes) if each.address == address else each for each in pages]


def test_building_again_gives_what_a_first_build_gives(tmp_path):
    """Whatever was built there before: other words, other titles, a case or a page more or less, another file."""
    root = lay_out(tmp_path)
    words = '<div id="ep-content"><h1>Criteria</h1><p>Other words, and ten times as many.</p></div>'
    steps = [
        Content(pages=PAGES, lay=[lambda put: put("laid/one.txt", b"one")]),
        Content(pages=reworded(PAGES, "criteria/", html=words), lay=[lambda put: put("laid/one.txt", b"two")]),
        Content(pages=reworded(PAGES, CASES[0].address, html=words)),
        Content(pages=reworded(PAGES, "sheet/", title="Another title")),
        Content(pages=PAGES[:-1]),
        Content(pages=[each for each in PAGES if each.address != "scoring/"]),
        Content(pages=PAGES),
    ]
    for number, content in enumerate(steps):
        site.build(root, content)
        (tmp_path / f"{number}").mkdir()
        clean = lay_out(tmp_path / f"{number}")
        site.build(clean, content)
        assert whole(root / "site") == whole(clean / "site"), number


def test_the_site_tool_is_asked_again_only_for_what_it_makes(tmp_path, monkeypatch):
    """Not for other words on a page or another case; for another title, another page, other settings."""
    asked = []
    run = tool.run
    monkeypatch.setattr(tool, "run", lambda config: (asked.append(1), run(config)))
    root = lay_out(tmp_path)

    def asks(pages):
        asked.clear()
        site.build(root, Content(pages=pages))
        return len(asked)

    assert asks(PAGES) == 1
    assert asks(PAGES) == 0
    assert asks(reworded(PAGES, "criteria/", html=page("x/", "x").html)) == 0
    assert asks(PAGES[:-1]) == 0
    assert asks(reworded(PAGES, "criteria/", title="Other")) == 1
    assert asks(reworded(PAGES, "criteria/", description="Other")) == 1
    assert asks([each for each in PAGES if each.address != "scoring/"]) == 1
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(settings.replace("site_name: Escalation", "site_name: Other"))
    assert asks(PAGES) == 1
    assert "Other Playbook" in read(root / "site", CASES[0].address)


def test_stamped_pages_that_would_come_out_the_same_are_not_made_again(tmp_path):
    """Each is made when what it is made of is another, or when somebody has touched its file; the site is the same."""
    root = lay_out(tmp_path)
    made = []

    def late(given, key):
        def render():
            made.append(given.address)
            return given

        return LatePage(address=given.address, title=given.title, source=given.source, key=key, render=render)

    def makes(*cases, fixed=FIXED):
        made.clear()
        site.build(root, Content(pages=fixed, late=[late(each, key) for each, key in cases]))
        clean = tmp_path / f"clean-{len([*tmp_path.iterdir()])}"
        clean.mkdir()
        lay_out(clean)
        given = [*fixed, *(dataclasses.replace(each, stamped=True) for each, _ in cases)]
        made_now = list(made)
        site.build(clean, Content(pages=given))
        assert whole(root / "site") == whole(clean / "site")
        return made_now

    one, two = CASES
    other = page(two.address, "Other words", stamped=True)
    assert makes((one, "1"), (two, "2")) == [one.address, two.address]
    assert makes((one, "1"), (two, "2")) == []
    assert makes((one, "1"), (other, "3")) == [two.address]
    assert makes((one, "1"), (two, "2")) == [two.address]  # the site before the last is no longer known
    assert makes((one, "1")) == []
    assert makes((one, "1"), (two, "2")) == [two.address]
    assert makes((one, ""), (two, "2")) == [one.address]
    assert makes((one, "1"), (two, "2")) == [one.address]
    for folder in (root / "site", root / "build" / "site"):
        (folder / two.address / "index.html").write_text("touched")
    assert two.address in makes((one, "1"), (two, "2"))
    (root / "build" / "made.json").write_text('{"words": [], "pages": {"kb/x": 1}}')
    assert makes((one, "1"), (two, "2")) == [one.address, two.address]
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(settings.replace("site_name: Escalation", "site_name: Other"))
    made.clear()
    site.build(root, Content(pages=FIXED, late=[late(one, "1"), late(two, "2")]))
    assert made == [one.address, two.address]


def test_a_link_of_a_page_that_is_not_made_again_is_judged(tmp_path):
    """The page that it led to may be gone."""
    root = lay_out(tmp_path)
    given = page(CASES[0].address, "X", '<a href="../2025-11-20-billing/">x</a>', stamped=True)
    late = LatePage(address=given.address, title="X", source="kb/x.yml", key="1", render=lambda: given)
    site.build(root, Content(pages=[*FIXED, CASES[1]], late=[late]))
    with pytest.raises(SiteError, match=r"kb/x.yml: on the page “X” a link leads nowhere"):
        site.build(root, Content(pages=FIXED, late=[late]))


def test_the_search_can_follow_a_build(tmp_path):
    """A site that is shown before its index is written has an older one; then the new one takes its place."""
    root = lay_out(tmp_path)
    place = root / "site"
    address = CASES[0].address
    for words in ("", "<p>sesquipedalian</p>", "<p>other</p>"):
        pages = reworded(PAGES, address, html=page(address, "x", words).html)
        site.build(root, Content(pages=pages), place, indexed=False)
        assert words in read(place, address)
        assert (place / "pagefind").is_dir()
        before = {path.name for path in place.glob("pagefind/fragment/*")}
        site.index_again(root, place)
        after = {path.name for path in place.glob("pagefind/fragment/*")}
        assert len(after) == 1 + len(CASES)  # the knowledge base, too
        assert after != before


@pytest.mark.parametrize("follows", [False, True], ids=["with the build", "after it"])
def test_the_index_is_made_again_only_when_the_words_of_cases_change(tmp_path, monkeypatch, follows):
    """It takes longer than all pages of a large site; words on other pages are not in it."""
    root, made = lay_out(tmp_path), []
    run = index._run
    monkeypatch.setattr(index, "_run", lambda *given: (made.append(given[1]), run(*given)))

    def built_again(pages):
        made.clear()
        site.build(root, Content(pages=pages), indexed=not follows)
        if follows:
            site.index_again(root, root / "site")
        assert (root / "site" / "pagefind" / "pagefind.js").is_file()
        assert not [*(root / "site").glob(".pagefind")]
        return "pagefind" in made

    assert built_again(PAGES)
    words = '<div id="ep-content" data-pagefind-body><h1>x</h1><p>Other words.</p></div>'
    assert not built_again(reworded(PAGES, "criteria/", html=words))
    assert not built_again(PAGES)
    assert built_again(reworded(PAGES, CASES[1].address, html=words))
    assert not built_again(reworded(PAGES, CASES[1].address, html=words))
    (root / "site" / "pagefind" / ".made-of").unlink()
    assert built_again(reworded(PAGES, CASES[1].address, html=words))


def test_a_folder_that_was_emptied_gets_a_site_again(tmp_path):
    """While serving, too, when an index of an earlier build is still kept."""
    root = lay_out(tmp_path)
    for _ in range(2):
        site.build(root, Content(pages=PAGES), indexed=False)
        site.index_again(root, root / "site")
    for path in (root / "site").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for _ in range(2):
        site.build(root, Content(pages=PAGES), indexed=False)
        site.index_again(root, root / "site")
        assert read(root / "site", "criteria/")
        assert (root / "site" / "pagefind" / "pagefind.js").is_file()


# --- failing and being killed ---


def test_a_build_that_fails_leaves_the_last_site(tmp_path):
    """Whether the pages, the site tool or the finishing refuse."""
    root = lay_out(tmp_path)
    site.build(root, Content(pages=PAGES))
    good = {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()}

    def refuse(_):
        raise MarkupError("no")

    for broken, says in (
        (Content(pages=[*PAGES, page("x/", "X", "<p onclick='x'>")]), "x/: the attribute onclick="),
        (Content(pages=[*PAGES[:4], *PAGES[5:]]), "criteria/"),
        (Content(pages=[*PAGES, page("kb/a/b/", "X", stamped=True)]), "kb/a/b/"),
        (Content(pages=PAGES, lay=[refuse]), "no"),
    ):
        with pytest.raises(SiteError, match=re.escape(says)):
            site.build(root, broken)
    assert {path: path.read_bytes() for path in (root / "site").rglob("*") if path.is_file()} == good


@pytest.fixture
def other_disk(tmp_path):
    """A folder that is not on the disk of the project."""
    shared = Path("/dev/shm")  # noqa: S108
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is one disk only")
    with TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)


def test_nothing_but_the_site_is_left_on_another_disk(tmp_path, other_disk):
    """Also after a build that failed there, for which the disk may have been too small."""
    root, place = lay_out(tmp_path), other_disk / "site"
    site.build(root, Content(pages=PAGES), place)
    good = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}

    def fill_up(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        site.build(root, Content(pages=PAGES, lay=[fill_up]), place)
    assert {path: path.read_bytes() for path in other_disk.rglob("*") if path.is_file()} == good


def test_a_place_where_a_disk_is_mounted_is_told_of(tmp_path, monkeypatch):
    """It cannot be exchanged for another folder, as the volume of a container."""
    root, place = lay_out(tmp_path), tmp_path / "volume"

    def refuse(_, place):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(place))

    monkeypatch.setattr(site, "swap", refuse)
    with pytest.raises(SiteError, match=re.escape(f"“{place}” is where a disk is mounted: name a folder in it")):
        site.build(root, Content(pages=PAGES), place)


def test_mistakes_in_the_settings_are_told_plainly(tmp_path):
    """Each warning of the site tool is a message of its own."""
    root = lay_out(tmp_path, **{"strict: true": "strict: true\nno_such_setting: 1"})
    with pytest.raises(SiteError) as caught:
        site.build(root, Content(pages=PAGES))
    assert caught.value.messages == (
        "Config value 'no_such_setting': Unrecognised configuration name: no_such_setting",
    )


@pytest.mark.parametrize("written", ["2026-02-30", "9" * 5000, '"\\UFFFFFFFF"', "[" * 3000, "{name: [a]}"])
def test_settings_that_the_tool_cannot_read_are_a_mistake(tmp_path, written):
    """Its parser has exceptions of all sorts, with words of each Python's own; none is shown as one."""
    root = lay_out(tmp_path)
    (root / "mkdocs.yml").write_text(f"site_name: A\ntheme: {written}\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"mkdocs\.yml cannot be read: [^ ]+"):
        site.tool.settings(root)


def test_a_swap_that_is_killed_leaves_a_whole_site(tmp_path):
    """A program that only swaps is killed again and again; there always is a site, and it is whole."""
    program = """
import sys, pathlib
from escalation_playbook.swap import restore, swap
new, place = pathlib.Path(sys.argv[1], "build"), pathlib.Path(sys.argv[1], "site")
restore(new, place)
for n in range(100000):
    new.mkdir(exist_ok=True)
    for name in "abc":
        (new / name).write_text(str(n))
    swap(new, place)
    if n == 3:
        print("ready", flush=True)
"""
    for _ in range(5):
        run = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE)
        run.stdout.readline()
        run.kill()
        run.wait()
        run.stdout.close()
        assert len({(tmp_path / "site" / name).read_text() for name in "abc"}) == 1


def test_a_swap_in_two_steps_can_be_finished(tmp_path, monkeypatch):
    """Where the system cannot exchange two folders in one step."""
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    new, place = tmp_path / "new", tmp_path / "site"
    for text in ("one", "two"):
        new.mkdir(exist_ok=True)
        (new / "index.html").write_text(text)
        swap.swap(new, place)
        assert (place / "index.html").read_text() == text
    assert sorted(tmp_path.iterdir()) == [new, place]
    assert (new / "index.html").read_text() == "one"
    place.rename(tmp_path / "new-before")  # killed here
    swap.restore(new, place)
    assert (place / "index.html").read_text() == "two"
    assert sorted(tmp_path.iterdir()) == [new, place]
    new.rename(tmp_path / "new-before")  # killed a moment later
    swap.restore(new, place)
    assert (place / "index.html").read_text() == "two"
    assert list(tmp_path.iterdir()) == [place]


BUILDER = """
import dataclasses, itertools, pathlib, sys
from escalation_playbook import site
from site_standin import PAGES
for number in itertools.count():
    pages = [dataclasses.replace(each, html=each.html.replace("See the", f"Build {number}")) for each in PAGES]
    site.build(pathlib.Path(sys.argv[1]), site.Content(pages=pages))
    print("built", flush=True)
"""


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.35, 0.5])
def test_a_build_that_is_killed_leaves_the_last_site(tmp_path, seconds):
    """At any moment: every page is there, and all are of one build; the next build works."""
    root = lay_out(tmp_path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), *sys.path])}  # noqa: PTH120
    run = subprocess.Popen([sys.executable, "-c", BUILDER, str(root)], stdout=subprocess.PIPE, env=environment)
    run.stdout.readline()
    time.sleep(seconds)
    run.kill()
    run.wait()
    run.stdout.close()
    assert len({re.search(r"Build \d+", read(root / "site", each.address))[0] for each in PAGES}) == 1
    assert (root / "site" / "pagefind" / "pagefind.js").is_file()
    site.build(root, Content(pages=PAGES))
    assert "See the" in read(root / "site", "")


def test_two_builds_at_a_time_take_turns(tmp_path):
    """`build` while `serve` runs: each site is whole, and the one that waits says so."""
    root = lay_out(tmp_path)
    sites, said = [], []

    def lay(_put):
        time.sleep(0.2)
        sites.append(sorted(path.name for path in (root / "build" / "site").iterdir()))

    content, told = Content(pages=PAGES, lay=[lay]), {"say": said.append}
    builds = [threading.Thread(target=site.build, args=(root, content), kwargs=told) for _ in range(2)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert len(sites) == 2
    assert sites[0] == sites[1]
    assert said.count("Waiting for another build in this folder") == 1
    assert read(root / "site", "kb/2025-11-20-billing/")


def test_a_folder_that_is_no_site_is_left_alone(tmp_path):
    """Somebody may name the wrong folder."""
    root = lay_out(tmp_path)
    with pytest.raises(SiteError, match="holds something else than a site"):
        site.build(root, Content(pages=PAGES), root / "playbook" / "..")
    assert (root / "mkdocs.yml").is_file()


def test_the_site_can_be_put_elsewhere(tmp_path):
    """Again and again; nothing is left beside it."""
    root = lay_out(tmp_path)
    for _ in range(2):
        site.build(root, Content(pages=PAGES), tmp_path / "elsewhere" / "pages")
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["pages"]
    assert not (root / "site").exists()


def test_a_link_to_a_folder_stays_one(tmp_path):
    """The folder behind it is replaced as a whole, and nothing is built in what readers see."""
    root = lay_out(tmp_path)
    (tmp_path / "www").mkdir()
    (root / "site").symlink_to(tmp_path / "www")
    for _ in range(2):
        site.build(root, Content(pages=PAGES))
    assert (root / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").is_file()
    assert not (tmp_path / "www" / "site").exists()


# --- the site tool's own commands ---


def mkdocs(root, *arguments, program="mkdocs"):
    """Run the site tool's own command."""
    return subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), *sys.path])},  # noqa: PTH120
    )


HOOK = """
from escalation_playbook import hooks, site
from site_standin import PAGES, page
def assemble(root):
    text = (root / "playbook" / "criteria.yml").read_text()
    if "wrong" in text:
        raise site.SiteError("playbook/criteria.yml:1:1: error[wrong] It is wrong.")
    if text != "right":
        return site.Content(pages=[page("", "Home", f"<p>{text}</p>"), *PAGES[1:]])
    return site.Content(pages=PAGES)
hooks.assemble = assemble
from escalation_playbook.hooks import *
"""


@pytest.fixture
def hooked(tmp_path):
    """A project whose hook reads its pages from the tests."""
    (tmp_path / "hook.py").write_text(HOOK)
    root = lay_out(tmp_path, **{"generator/escalation_playbook/hooks.py": "hook.py"})
    (root / "playbook" / "criteria.yml").write_text("right")
    return root


@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_the_site_tool_by_itself_makes_the_same_site(hooked, built, program):
    """In strict mode, with every page finished; its fork does, too, and only puts its own name into pages."""
    done = mkdocs(hooked, "build", "--strict", "-f", "mkdocs.yml", program=program)
    assert done.returncode == 0, done.stderr
    own_name = re.compile('<meta name="generator" content="mkdocs-(?:ProperDocs )?[^ "]*,')
    plain = {name: own_name.sub("<", text) for name, text in every_page(built).items()}
    assert {name: own_name.sub("<", text) for name, text in every_page(hooked / "site").items()} == plain
    assert (hooked / "site" / "pagefind" / "pagefind.js").is_file()


def test_mkdocs_build_tells_mistakes_plainly(hooked):
    """Exit code 1, the diagnostics, no traceback."""
    (hooked / "playbook" / "criteria.yml").write_text("wrong")
    done = mkdocs(hooked, "build", "--strict")
    assert done.returncode == 1
    assert "playbook/criteria.yml:1:1: error[wrong] It is wrong." in done.stderr + done.stdout
    assert "Traceback" not in done.stderr + done.stdout


def test_mkdocs_serve_by_itself_follows_the_playbook(hooked):
    """Without a policy, which its own script would break; it comes to rest; a mistake leaves the last good pages."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    said = (hooked / "said.txt").open("w+")
    address = f"http://127.0.0.1:{port}/escalation/"

    def get():
        return urllib.request.urlopen(address, timeout=20).read().decode()

    def wait_for(words, times=1):
        for _ in range(600):
            if (hooked / "said.txt").read_text().count(words) >= times:
                return
            time.sleep(0.1)
        raise AssertionError((hooked / "said.txt").read_text())

    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), *sys.path])}  # noqa: PTH120
    with said, subprocess.Popen(command, cwd=hooked, stderr=said, stdout=said, env=environment) as run:
        try:
            wait_for("Serving on")
            assert "Content-Security-Policy" not in get()
            (hooked / "playbook" / "criteria.yml").write_text("other words")
            wait_for("Reloading browsers")
            assert "other words" in get()
            (hooked / "playbook" / "criteria.yml").write_text("wrong")
            wait_for("error[wrong] It is wrong.")
            assert "other words" in get()
            time.sleep(3)
            # one for each save, and one for the page that the first of them changed
            assert (hooked / "said.txt").read_text().count("Detected file changes") <= 3
        finally:
            run.kill()


@pytest.mark.parametrize("said", ["search_engines: false", "search_engines: true"])
def test_search_engines_are_kept_out_unless_the_settings_let_them_in(tmp_path, said):
    """By a word in every page, stamped ones too."""
    root = lay_out(tmp_path, **{"search_engines: false": said})
    site.build(root, Content(pages=PAGES))
    marked = [
        path for path in root.glob("site/**/*.html") if '<meta name="robots" content="noindex">' in path.read_text()
    ]
    assert len(marked) == (0 if said.endswith("true") else len(PAGES) + 1)  # and the page for addresses of nothing


def test_a_style_sheet_of_the_playbook_goes_last(tmp_path):
    """On every page, stamped ones too, as soon as there is one; a change of it changes no page."""
    root = lay_out(tmp_path)
    site.build(root, Content(pages=PAGES))
    assert "assets/ep/style.css" not in read(root / "site", "")
    site.build(root, Content(pages=PAGES, style="body { --ep-accent: #123456 }"))
    assert (root / "site/assets/ep/style.css").read_text() == "body { --ep-accent: #123456 }"
    before = every_page(root / "site")
    for text in before.values():
        sheets = re.findall(r'<link rel="stylesheet" href="[^"]*?([^"/]+)"', text)
        assert [sheet for sheet in sheets if "." not in sheet.removesuffix(".css")] == ["ep.css", "style.css"]
    site.build(root, Content(pages=PAGES, style="body { --ep-accent: #654321 }"))
    assert "654321" in (root / "site/assets/ep/style.css").read_text()
    assert every_page(root / "site") == before
    site.build(root, Content(pages=PAGES))
    assert not (root / "site/assets/ep/style.css").exists()


def test_a_logo_and_an_icon_of_ones_own_come_from_a_folder_beside_the_settings(tmp_path):
    """As the theme has it: a folder of one's own lies over the theme's."""
    own = "name: escalation-playbook\n  custom_dir: look\n  logo: img/logo.svg\n  favicon: img/icon.svg"
    root = lay_out(tmp_path, **{"name: escalation-playbook": own})
    (root / "look/img").mkdir(parents=True)
    for name in ("logo.svg", "icon.svg"):
        (root / "look/img" / name).write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.build(root, Content(pages=PAGES))
    assert (root / "site/img/logo.svg").is_file()
    assert re.search(r'<img class="ep-logo" src="(\./)?img/logo.svg"', read(root / "site", ""))
    assert re.search(r'<link rel="icon" href="(\./)?img/icon.svg"', read(root / "site", ""))


@pytest.mark.parametrize(
    ("theme", "more", "loaded"),
    [
        ("  features: [navigation.sections]\n", "", False),
        ("  features: [navigation.sections, navigation.top]\n", "", True),
        ("", "extra_javascript: [https://example.com/own.js]\n", True),
        ("", "extra:\n  version: {provider: mike}\n", True),
        ("", "extra:\n  consent: {title: A, description: B}\n", True),
    ],
)
def test_the_theme_s_script_is_there_where_a_project_builds_upon_it(tmp_path, theme, more, loaded):
    """These pages use nothing of it; another feature of the theme, or a script of one's own, may."""
    root = lay_out(tmp_path, **{"name: escalation-playbook": f"name: escalation-playbook\n{theme}"})
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").partition("\nextra:")[0]
    (root / "mkdocs.yml").write_text(f"{settings}\n{more}", encoding="utf-8")
    site.build(root, Content(pages=PAGES))
    assert ("assets/javascripts/bundle." in read(root / "site", "")) is loaded


def test_the_words_of_the_theme_are_in_the_language_of_the_interface(tmp_path):
    """A language that the theme does not have leaves it in English; a kind of one takes what is nearest."""
    config = tool.configure(lay_out(tmp_path))
    for language, taken in (("de", "de"), ("de-AT", "de"), ("pt-BR", "pt-BR"), ("gsw", "en"), ("en", "en")):
        tool.settle(config, [], language)
        assert config.theme["language"] == taken


def test_the_navigation_lists_the_pages_that_there_are(tmp_path):
    """Under the headings of their groups; settings that have a navigation of their own keep it."""
    root = lay_out(tmp_path)
    content = Content(pages=[each for each in PAGES if each.address != "scoring/"])
    assert [*content.navigation[-1]] == ["The rules"]
    assert content.navigation[-1]["The rules"] == [{"Score sheet": "sheet/index.md"}]
    config = tool.configure(root)
    tool.settle(config, content.navigation, "en")
    assert config.nav == content.navigation
    tool.settle(config, [], "en")
    assert config.nav == content.navigation


def test_the_settings_say_where_pages_are_edited(tmp_path):
    """What the pages need of the settings, read once."""
    found = tool.settings(lay_out(tmp_path))
    assert found == tool.Settings(
        name="Escalation Playbook",
        url="https://example.com/escalation/",
        repo_url="https://github.com/example/escalation-playbook",
        edit_uri="edit/main/",
        search_engines=False,
        public=False,
        suggestions="",
    )


def test_no_page_is_edited_where_it_does_not_lie(tmp_path):
    """Without `edit_uri` the site tool guesses; it cannot know where the files of a playbook are."""
    root = lay_out(tmp_path, **{"edit_uri: edit/main/\n": ""})
    assert tool.settings(root).edit_url == ""


LIGHT = '{media: "(prefers-color-scheme: light)", scheme: default}'
DARK = '{media: "(prefers-color-scheme: dark)", scheme: slate}'
ANY = '{media: "(prefers-color-scheme)"}'


@pytest.mark.parametrize("palette", [f"[{LIGHT}, {DARK}]", f"[{ANY}, {DARK}, {LIGHT}]"])
def test_a_palette_has_both_schemes(tmp_path, palette):
    """In any order, with a third entry that follows the system or without."""
    tool.settings(lay_out(tmp_path, **{"theme:\n": f"theme:\n  palette: {palette}\n"}))


@pytest.mark.parametrize(
    "palette",
    [
        "{scheme: slate}",
        "yes",
        "[]",
        "[slate]",
        f"[{LIGHT}]",
        f"[{LIGHT}, {DARK}, {DARK}]",
        f"[{ANY}, {ANY}, {LIGHT}, {DARK}]",
        "[{scheme: default}, {scheme: slate}]",
        "[{primary: indigo}, {scheme: slate}]",
        '[{media: "(prefers-color-scheme: light)", scheme: slate}, {media: "(prefers-color-scheme: dark)"}]',
    ],
)
def test_another_palette_is_refused(tmp_path, palette):
    """The page would be light and dark at once: the style sheet knows these two."""
    with pytest.raises(SiteError, match="`palette` below `theme` has one entry"):
        tool.settings(lay_out(tmp_path, **{"theme:\n": f"theme:\n  palette: {palette}\n"}))


@pytest.mark.parametrize("wrong", ["yes", "a b@example.com", "a@example.com>", "[a@example.com]"])
def test_an_address_for_suggestions_is_one(tmp_path, wrong):
    """What is none is told before a link is made of it."""
    root = lay_out(tmp_path, **{'suggestions: ""': f"suggestions: {wrong}"})
    with pytest.raises(SiteError, match="is no mail address"):
        tool.settings(root)
