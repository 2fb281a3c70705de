"""A site whose theme reads from the right, with content in Arabic and German beside the interface's English."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accessible import violations
from escalation_playbook import site
from escalation_playbook.runtime.prepare import prepare
from test_every_page import addresses

ROOT = Path(__file__).parents[2]
SETTINGS = (
    "site_name: دليل التصعيد\ndocs_dir: build/docs\nsite_dir: site\n"
    "theme: {name: escalation-playbook, language: ar}\nplugins: []\n"
)
CRITERION = """\
  - id: {id}
    title: {title}
    kind: functional
    when: {{leaked: yes}}
    leads_to: {{level: back}}
    rationale: {why}
    examples: [{why}]
"""
ADDED = (
    ("arabic", "تسربت بيانات العملاء", "كل ساعة تهم عندما يرى الغرباء البيانات."),
    ("german", "Die Störung betrifft große Kunden", "Übermäßig viele Anfragen schlagen fehl."),
    (
        "long",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "A word without spaces.",
    ),
)
ASTRAY = """
() => [...document.querySelectorAll(".ep-page [dir=auto]:not(p, input, textarea, .ep-prose)")].filter((each) => {
  const { direction, display, textAlign } = getComputedStyle(each);
  if (direction !== "ltr" || display.startsWith("inline") || !each.checkVisibility()) return false;
  if (textAlign === "end" || textAlign === "center") return false;
  const words = document.createRange();
  words.selectNodeContents(each);
  return each.getBoundingClientRect().right - words.getBoundingClientRect().right > 16;
}).map((each) => each.textContent)
"""
"""Names from the left that do not begin where those from the right do."""
LABELS = """
() => [...document.querySelectorAll("[data-label]")]
  .filter((each) => each.checkVisibility() && getComputedStyle(each).direction !== "rtl")
  .map((each) => each.dataset.label)
"""
"""Labels on the wrong side of what they are of."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 900}


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory):
    """The small playbook, with criteria in other languages, under a theme that reads from the right."""
    project = tmp_path_factory.mktemp("arabic")
    shutil.copytree(ROOT / "tests" / "golden" / "small", project, dirs_exist_ok=True)
    (project / "build" / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    criteria = project / "playbook" / "criteria.yml"
    added = "".join(CRITERION.format(id=name, title=title, why=why) for name, title, why in ADDED)
    criteria.write_text(criteria.read_text("utf-8") + added, "utf-8")
    prepare(ROOT, print)
    (project / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    site.build(project, site.assemble(project), project / "site")
    return project / "site"


@pytest.fixture
def home(page, serve, arabic_site):
    """Its first page."""
    page.goto(serve(arabic_site).address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    return page


def search(page, words):
    """Open the dialog, write, and wait for the answer."""
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill(words)
    expect(page.locator("dialog.ep-search")).to_have_attribute("data-answers", words, timeout=60_000)


def direction(place):
    """Which way its words run."""
    return place.evaluate("(each) => getComputedStyle(each).direction")


def test_arabic_is_found_by_keys_and_reads_from_the_right(home):
    """The field and the result follow what is written in them; down and up go on, Enter opens."""
    assert direction(home.locator("body")) == "rtl"
    search(home, "بيانات")
    found = home.get_by_role("listbox", name="Results").get_by_role("option")
    expect(found.first).to_contain_text("تسربت بيانات العملاء")
    assert direction(home.get_by_role("combobox", name="Search")) == "rtl"
    assert direction(found.first.locator(".ep-search__title")) == "rtl"
    expect(found.first.locator("mark, b").first).to_have_text("بيانات")
    expect(found.first).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowUp")
    expect(found.last).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowDown")
    expect(found.first).to_have_attribute("aria-selected", "true")
    home.keyboard.press("Enter")
    expect(home.get_by_role("heading", level=1)).to_have_text("تسربت بيانات العملاء")


@pytest.mark.parametrize(
    "words", ["störung", "STÖRUNG", unicodedata.normalize("NFD", "Störung"), "Storung", "große kunden"]
)
def test_umlauts_are_found_as_they_are_typed(home, words):
    """Large or small, in one sign or two, or without their dots where a keyboard has none."""
    search(home, words)
    first = home.get_by_role("listbox", name="Results").get_by_role("option").first
    expect(first).to_contain_text("Die Störung betrifft große Kunden")
    assert direction(first.locator(".ep-search__title")) == "ltr"


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_holds_from_the_right(home, arabic_site, size):
    """None scrolls sideways, names and labels begin at the right; axe looks at one page of a few types."""
    home.set_viewport_size(size)
    start = home.url
    for path in addresses(arabic_site):
        if path.startswith("reference/"):
            continue  # the same for every playbook
        home.goto(start + path)
        wide = home.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], path
        assert home.evaluate(ASTRAY) == [], path
        assert home.evaluate(LABELS) == [], path
        if path in {"", "criteria/", "matrix/", "kb/"}:
            assert violations(home) == [], path


def test_a_number_is_read_from_the_left(home):
    """In a line from the right its groups would change places, and somebody else would be called."""
    home.goto(home.url + "matrix/")
    number = home.get_by_role("link", name="+1 202 555 0117").first.evaluate(
        """(link) => [0, link.textContent.length - 1].map((at) => {
          const sign = document.createRange();
          sign.setStart(link.firstChild, at);
          sign.setEnd(link.firstChild, at + 1);
          return sign.getBoundingClientRect().left;
        })"""
    )
    assert number[0] < number[1]
