"""The finished site, read as a browser gets it: what is broken in it is found, wherever it stands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from escalation_playbook import site, sound
from escalation_playbook.render import LatePage
from escalation_playbook.runtime.prepare import prepare
from escalation_playbook.site import Content, SiteError
from site_standin import CASES, FIXED, PAGES, lay_out, page

CASE = f"{CASES[1].address}index.html"
CRITERIA = "criteria/index.html"
END = "</body>"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A site in which nothing is broken."""
    root = lay_out(tmp_path_factory.mktemp("project"))
    site.build(root, Content(pages=[*PAGES, page("place/", "Place", '<h2 id="here">x</h2>')]))
    return root / "site"


def test_a_built_site_is_sound(whole):
    """As it was checked while it was built."""
    assert sound.faults(whole) == []


LINK = "a link leads nowhere: "
TWICE = "an id is there more than once: "
NAMED = "an id is named that is not there: "

BROKEN = {
    # what is written in front of the page's end: what is told
    '<a href="../nowhere/">x</a>': f"{LINK}../nowhere/",
    '<a href="../place/#there">x</a>': f"{LINK}../place/#there",
    '<a href="#there">x</a>': f"{LINK}#there",
    '<a href="../place">x</a>': f"{LINK}../place",
    '<a href="/escalation/place/">x</a>': f"{LINK}/escalation/place/",
    '<a href="../../place/">x</a>': f"{LINK}../../place/",
    '<a href="https://example.com/escalation/nowhere/">x</a>': f"{LINK}https://example.com/escalation/nowhere/",
    '<img src="x.png" alt="">': f"{LINK}x.png",
    '<img src="../assets/ep/logo.svg" srcset="../assets/ep/logo.svg 1x, y.png 2x" alt="">': f"{LINK}y.png",
    "<picture><source srcset='z.webp'></picture>": f"{LINK}z.webp",
    '<video poster="p.png"></video>': f"{LINK}p.png",
    '<object data="o.svg"></object>': f"{LINK}o.svg",
    '<script type="module" src="../assets/ep/gone.mjs"></script>': f"{LINK}../assets/ep/gone.mjs",
    '<link rel="stylesheet" href="../assets/ep/gone.css">': f"{LINK}../assets/ep/gone.css",
    '<link rel="preload" imagesrcset="i.png 1x">': f"{LINK}i.png",
    '<form action="../send/"></form>': f"{LINK}../send/",
    '<iframe src="../frame/"></iframe>': f"{LINK}../frame/",
    '<p id="one">x</p><p id="one">x</p>': f"{TWICE}one",
    "<p id='two'>x</p><b id=two>x</b>": f"{TWICE}two",
    '<p id="__drawer">x</p>': f"{TWICE}__drawer",
    '<svg><use href="#ep-icon-gone"/></svg>': f"{LINK}#ep-icon-gone",
    '<label for="gone">x</label>': f"{NAMED}gone",
    '<p aria-labelledby="ep-content gone">x</p>': f"{NAMED}gone",
    '<button aria-controls="gone">x</button>': f"{NAMED}gone",
}

SOUND = [
    '<a href="../place/#here">x</a>',
    '<a href="../place/?kind=a#here">x</a>',
    '<a href="../calculator/#severity=critical">x</a>',
    '<a href="https://example.com/escalation/place/#here">x</a>',
    '<a href="https://example.com/elsewhere/">x</a>',
    '<a href="mailto:a@example.com">x</a>',
    '<a href="tel:+49">x</a>',
    '<a href="../sitemap.xml">x</a>',
    '<a href="./">x</a>',
    '<img src="data:image/png;base64,AA==" alt="">',
    '<p>id="x" id="x" href="nowhere/"</p>',
    '<svg><use href="#ep-icon-search"/></svg>',
    '<label for="__drawer" aria-describedby="ep-content __drawer">x</label>',
]


def copied(whole, tmp_path, name, text):
    """A copy of the site, with another file in it."""
    copy = tmp_path / "site"
    shutil.copytree(whole, copy)
    (copy / name).write_text(text, encoding="utf-8")
    return copy


def broken(whole, tmp_path, name, html):
    """What is told of a copy of the site, with something more on a page."""
    text = (whole / name).read_text(encoding="utf-8")
    assert END in text
    return sound.faults(copied(whole, tmp_path, name, text.replace(END, html + END)))


@pytest.mark.parametrize("html", BROKEN)
def test_what_is_broken_is_found(whole, tmp_path, html):
    """On a page that the site tool has built."""
    found = broken(whole, tmp_path, CRITERIA, html)
    assert found == [f"{CRITERIA}: on the page “Criteria - Escalation Playbook” {BROKEN[html]}"]


@pytest.mark.parametrize("html", SOUND)
def test_what_is_right_is_left_alone(whole, tmp_path, html):
    """Also what only looks like a link."""
    assert broken(whole, tmp_path, CRITERIA, html) == []


def test_stamped_pages_are_read_as_well(whole, tmp_path):
    """They lie deeper, and the site tool knows nothing of them."""
    (found,) = broken(whole, tmp_path, CASE, '<a href="../place/">x</a><a href="../../place/#here">y</a>')
    assert found == f"{CASE}: on the page “The billing run failed - Escalation Playbook” {LINK}../place/"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/escalation/place/#here">x</a>', ""),
        ('<a href="https://example.com/escalation/place/">x</a>', ""),
        ('<a href="#__drawer">x</a>', ""),
        ('<a href="/escalation/nowhere/">x</a>', "/escalation/nowhere/"),
        ('<a href="/place/">x</a>', "/place/"),
        ('<a href="place/">x</a>', "place/"),
        ('<img src="assets/ep/logo.svg" alt="">', "assets/ep/logo.svg"),
    ],
)
def test_the_page_for_addresses_that_are_not_there_leads_on_from_any(whole, tmp_path, html, found):
    """It is shown at any depth, so nothing on it may be relative; and the site may stand under a path."""
    told = broken(whole, tmp_path, "404.html", html)
    assert [each.partition(LINK)[2] for each in told] == ([found] if found else [])


@pytest.mark.parametrize(
    ("name", "text", "needs"),
    [
        ("assets/ep/x.css", "a{background:url(../images/gone.png)}", "../images/gone.png"),
        ("assets/ep/x.css", "a{background:url( 'gone.svg#a' )}", "gone.svg#a"),
        ("assets/ep/x.css", '@import "gone.css";', "gone.css"),
        ("assets/ep/x.css", "a{background:url(logo.svg) url(data:x) url(#a)}", ""),
        ("assets/ep/x.mjs", 'import { a } from "./gone.mjs";', "./gone.mjs"),
        ("assets/ep/x.mjs", 'import("./gone.mjs").then(b)', "./gone.mjs"),
        ("assets/ep/x.mjs", 'import { a } from "./page.mjs";', ""),
    ],
)
def test_what_style_sheets_and_modules_need_is_there(whole, tmp_path, name, text, needs):
    """From where they lie, not from the page."""
    assert sound.faults(copied(whole, tmp_path, name, text)) == (
        [f"{name}: it needs {needs}, which is not there"] if needs else []
    )


@pytest.mark.parametrize(
    ("name", "text", "leads"),
    [
        ("search.json", '{"entries": [{"address": "place/#here"}, {"address": ""}, {"address": "#__drawer"}]}', ""),
        ("search.json", '{"entries": [{"address": "place/#gone"}]}', "“Search” a link leads nowhere: ./place/#gone"),
        ("search.json", '{"entries": [{"address": "gone/"}]}', "“Search” a link leads nowhere: ./gone/"),
        ("kb/cases.json", '{"rows": [["2025-11-20-billing", "x"]]}', ""),
        ("kb/cases.json", '{"rows": [["2025-11-20-gone"]]}', "“Knowledge base” a link leads nowhere: 2025-11-20-gone/"),
        ("sitemap.xml", "<loc>https://example.com/escalation/place/</loc>", ""),
        (
            "sitemap.xml",
            "<loc>https://example.com/escalation/gone/</loc>",
            "“Sitemap” a link leads nowhere: https://example.com/escalation/gone/",
        ),
    ],
)
def test_what_leads_to_pages_and_is_none_is_read_too(whole, tmp_path, name, text, leads):
    """The entries of the search, the rows of the list of cases, the sitemap."""
    assert sound.faults(copied(whole, tmp_path, name, text)) == ([f"{name}: on the page {leads}"] if leads else [])


def test_a_file_that_is_gone_is_missed_by_all_who_need_it(whole, tmp_path):
    """A module of the theme, on every page."""
    copy = tmp_path / "site"
    shutil.copytree(whole, copy)
    (copy / "assets" / "ep" / "search.mjs").unlink()
    assert len(sound.faults(copy)) == len([*copy.rglob("*.html")])


def late(given):
    """A page that is stamped, and known by its key."""
    return LatePage(address=given.address, title=given.title, source=given.source, key="1", render=lambda: given)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p id="one">x</p><p id="one">x</p>', f"{TWICE}one"),
        ('<p id="__drawer">x</p>', f"{TWICE}__drawer"),
        ('<img src="x.png" alt="">', f"{LINK}x.png"),
        ('<img src="../../assets/ep/logo.svg" srcset="y.png 2x" alt="">', f"{LINK}y.png"),
        ('<svg><use href="#ep-icon-gone"/></svg>', f"{LINK}#ep-icon-gone"),
    ],
)
def test_a_build_finds_it_too(tmp_path, html, found):
    """On fixed pages, and on stamped ones, whichever of them it is."""
    root = lay_out(tmp_path)
    fixed = page("place/x/", "Place", html)
    for pages in ([*PAGES, fixed], [*PAGES, page("kb/2027-01-01-x/", "Case", html, stamped=True)]):
        with pytest.raises(SiteError) as caught:
            site.build(root, Content(pages=pages))
        assert caught.value.messages == (f"playbook/criteria.yml: on the page “{pages[-1].title}” {found}",)


def test_a_build_reads_again_only_what_it_makes_again(tmp_path, monkeypatch):
    """A page that stays as it is was judged by what is known of it; a frame is read when the site tool has made it."""
    root = lay_out(tmp_path)
    content = Content(pages=FIXED, late=[late(each) for each in CASES])
    site.build(root, content)
    read = []
    known = site.frames.links.read
    monkeypatch.setattr(site.frames.links, "read", lambda *given: (read.append(given[1]), known(*given))[1])
    site.build(root, content)
    assert sorted(read) == sorted(each.address for each in FIXED)


def test_the_command_tells_it(whole, tmp_path):
    """Line by line; its exit code says whether there was anything."""

    def run(*folder):
        command = [sys.executable, "-m", "escalation_playbook.sound", *folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert run(whole) == (0, "")
    assert run(tmp_path)[0] == 2
    copy = tmp_path / "site"
    shutil.copytree(whole, copy)
    shutil.rmtree(copy / "place")
    (copy / "sitemap.xml").unlink()
    (copy / "criteria" / "index.html").write_text('<p><a href="../place/">x</a></p>', encoding="utf-8")
    assert run(copy) == (1, "criteria/index.html: on the page “” a link leads nowhere: ../place/\n")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("place/index.html", b"<p \xff>", "place/index.html: it cannot be read: 'utf-8' codec can't decode byte 0xff"),
        ("place/index.html", b"<p title='it's'>x</p>", "place/index.html: it cannot be read: "),
        ("search.json", b"[]", "search.json: it cannot be read: TypeError("),
        ("search.json", b"{", "search.json: it cannot be read: JSONDecodeError("),
        ("kb/cases.json", b"{}", "kb/cases.json: it cannot be read: KeyError('rows')"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_the_rest_read(whole, tmp_path, name, content, told):
    """By its name, whatever is wrong with it."""
    copy = tmp_path / "site"
    shutil.copytree(whole, copy)
    (copy / name).write_bytes(content)
    (copy / "matrix" / "index.html").write_text('<p><a href="../gone/">x</a></p>', encoding="utf-8")
    first, *rest = sound.faults(copy)
    assert first.startswith(told)
    assert any(each.endswith(f"{LINK}../gone/") for each in rest)


def test_the_shipped_site_is_sound(shipped):
    """Every page of it, the one for wrong addresses too; and every page is listed in its sitemap."""
    assert sound.faults(shipped) == []
    listed = re.findall("<loc>https://example.com/escalation/(.*?)</loc>", (shipped / "sitemap.xml").read_text("utf-8"))
    pages = {path.parent.relative_to(shipped).as_posix() for path in shipped.rglob("index.html")}
    assert len(listed) == len(set(listed))
    assert {each.rstrip("/") or "." for each in listed} == pages


@pytest.fixture(scope="module")
def shipped(tmp_path_factory) -> Path:
    """The whole site of the shipped playbook."""
    root = Path(__file__).parents[1]
    prepare(root, print)
    place = tmp_path_factory.mktemp("shipped") / "site"
    site.build(root, site.assemble(root), place, indexed=False)
    return place
