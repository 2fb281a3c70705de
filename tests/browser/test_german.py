"""The interface in German: every page and the calculator at work say no English sentence of the interface."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from arriving import arrive
from escalation_calculator.files import STRINGS, stem
from escalation_calculator.strings import Strings
from escalation_playbook import site
from escalation_playbook.checking import examine
from escalation_playbook.interface import shipped, speaking, words_of
from test_every_page import addresses
from tickets import choose, visit

ROOT = Path(__file__).parents[2]

ENGLISH_ONLY = ("reference/",)
"""What is made of types and catalogue, for those who keep the files."""

SHOWN = """() => {
  const own = "[dir=auto], [lang]:not(html), code, pre, kbd, script, style, template, noscript, svg text";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement && !node.parentElement.closest(own)) found.push(node.data);
  }
  for (const name of ["aria-label", "title", "placeholder", "data-label", "alt"]) {
    for (const each of document.querySelectorAll(`[${name}]`)) {
      if (!each.closest(own)) found.push(each.getAttribute(name));
    }
  }
  for (const each of document.querySelectorAll("p, li, dt, dd, th, td, h1, h2, h3, summary, label, button, legend")) {
    if (!each.closest(own)) found.push(each.textContent);
  }
  return [...new Set(found.map((text) => text.trim().replace(/\\s+/g, " ")).filter(Boolean))];
}"""
"""The texts of a page, but for those of the playbook itself."""


def english() -> tuple[frozenset[str], re.Pattern[str]]:
    """The English sentences that German says otherwise: whole ones, and those with something filled in."""
    others = [sentence for sentence, words in shipped()["de"].items() if sentence != words]
    whole = frozenset(sentence for sentence in others if "{{" not in sentence)
    parts = ("(?:.+?)".join(map(re.escape, re.split(r"\{\{ \w+ \}\}", each))) for each in others if "{{" in each)
    told = [part for part in parts if len(re.findall("[a-z]", part.replace("(?:.+?)", ""))) > 5]
    return whole, re.compile("|".join(told))


def texts(data: object) -> Iterator[str]:
    """Every text in plain data."""
    match data:
        case str():
            yield " ".join(data.split())
        case dict():
            yield from (text for each in data.values() for text in texts(each))
        case list():
            yield from (text for each in data for text in texts(each))


WHOLE, PARTS = english()
FILES = examine(ROOT).files
OWN = sorted({*texts([*FILES.values()]), *(stem(name) for name in FILES)}, key=len, reverse=True)
"""What the playbook itself says, the longest first: it stays in its own language."""


def english_on(page: Page) -> list[str]:
    """What a page says in English although it is not the playbook's."""
    return [text for text in page.evaluate(SHOWN) if is_english(text)]


@cache
def is_english(text: str) -> bool:
    """Whether a text is a sentence of the interface; most stand on many pages."""
    if text in OWN:
        return False
    rest = text
    for own in OWN:
        rest = rest.replace(own, "\x00") if len(own) > 2 else rest
    return rest in WHOLE or PARTS.fullmatch(rest) is not None


@pytest.fixture(scope="module")
def german_site(tmp_path_factory):
    """The shipped playbook under an interface in German."""
    checked, strings = examine(ROOT), Strings(language="de")
    files = {**checked.files, STRINGS: {"language": "de"}}
    place = tmp_path_factory.mktemp("german") / "site"
    with speaking(words_of(strings)):
        playbook = replace(checked.playbook, strings=strings)
        site.build(ROOT, site.assemble(ROOT, replace(checked, playbook=playbook, files=files)), place)
    return place


def test_no_page_says_an_english_sentence(page, serve, german_site):
    """Beside the playbook's own words, all that is read and heard is German; the pages say so, too."""
    host = serve(german_site)
    said = {}
    for path in addresses(german_site):
        if path.startswith(ENGLISH_ONLY):
            continue
        arrive(page, host.address + path)
        assert page.locator("html").get_attribute("lang") == "de"
        if found := english_on(page):
            said[path] = found
    assert said == {}


def test_the_calculator_answers_in_german(page, serve, german_site):
    """The words of its Python come with the playbook."""
    host = serve(german_site)
    visit(page, host.address + "calculator/")
    choose(page, "severity", "critical")
    expect(page.locator("[data-slot=owner-title]")).to_have_text("Bis dahin verantwortlich")
    expect(page.locator("[data-slot=decide-title]")).to_contain_text("entscheide")
    assert english_on(page) == []
    choose(page, "impact", "date-at-risk")
    choose(page, "segment", "enterprise")
    choose(page, "reputation", "managers")
    expect(page.locator("[data-slot=clock-title]")).to_contain_text("Fristen")
    assert english_on(page) == []


def test_the_search_works_in_german(page, serve, german_site):
    """A German word of the interface finds its page; umlauts make no difference; kinds are told in German."""
    host = serve(german_site)
    page.goto(host.address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Suche").fill("sync has stopped")
    expect(page.get_by_role("listbox", name="Ergebnisse").get_by_role("option").first).to_be_visible()
    assert english_on(page) == []
    page.get_by_role("combobox", name="Suche").fill("zzzz")
    expect(page.locator("dialog")).to_contain_text("Nichts enthält „zzzz“.")
