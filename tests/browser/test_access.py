"""Who reads with keys alone, with fewer colours, without motion or without scripts has every page, too."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[1] / "screenshots"))

from accessible import in_both_schemes
from arriving import arrive
from scenes import NOW, SCENES
from test_every_page import addresses

PREFIX = "/escalation/"
"""Where `mkdocs.yml` says that the site stands: the page of a missing address has its links from there."""
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
WITHOUT_STATE = [scene for scene in SCENES if scene.act is None]

TABBABLE = """() => [...document.querySelectorAll(
    "a[href], button:not(:disabled), input:not(:disabled, [type=hidden]), select, textarea, summary, [tabindex='0']")]
  .filter((each) => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }))
  .map((each) => (each.type === "radio" ? `radio ${each.name}`
    : `${each.tagName} ${each.id} ${each.getAttribute("href") ?? ""} ${each.textContent.trim().slice(0, 40)}`))"""
"""What the Tab key must reach, each as it is called here; of radios that belong together one is reached."""
FOCUSED = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const name = each.type === "radio" ? `radio ${each.name}`
    : `${each.tagName} ${each.id} ${each.getAttribute("href") ?? ""} ${each.textContent.trim().slice(0, 40)}`;
  const ringed = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = each.closest("label, .ep-filter, .ep-field__box, .ep-search");
  const place = (box ?? each).getBoundingClientRect();
  const head = document.querySelector(".md-header").getBoundingClientRect().bottom;
  const own = each.closest(".md-header, .md-sidebar, .md-skip") !== null;
  return {
    name,
    ring: ringed(each) || (box !== null && ringed(box)),
    inSight: own || (place.bottom > head && place.top < innerHeight),
  };
}"""


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served where its settings say."""
    return serve(shipped_site, prefix=PREFIX)


@pytest.fixture
def open_page(chromium):
    """Opens pages of a reader with these needs, which end with the test."""
    contexts = []

    def open_one(**needs):
        contexts.append(chromium.new_context(timezone_id="Europe/Berlin", **{"viewport": DESK, **needs}))
        page = contexts[-1].new_page()
        page.clock.set_fixed_time(NOW)
        return page

    yield open_one
    for context in contexts:
        context.close()


def enter(page, host, scene):
    """Open a scene, and bring it into its state."""
    page.goto("about:blank")
    arrive(page, host.address + scene.path)
    if scene.act:
        scene.act(page)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_any_state(open_page, host, size):
    """Each type of page, in each state, in both schemes: no rule fails, the theme's part included."""
    page = open_page(viewport=size, reduced_motion="reduce")
    found = {}
    for scene in SCENES:
        enter(page, host, scene)
        found[scene.name] = in_both_schemes(page)
    assert {name: each for name, each in found.items() if each} == {}


def test_axe_finds_nothing_on_any_page(open_page, host, shipped_site):
    """The other pages of these types, too."""
    page = open_page(reduced_motion="reduce")
    found = {}
    for path in sorted({*addresses(shipped_site)} - {re.split(r"[?#]", scene.path)[0] for scene in SCENES}):
        arrive(page, host.address + path)
        found[path] = in_both_schemes(page)
    assert {path: each for path, each in found.items() if each} == {}


def test_axe_sees_what_changes_on_a_page_that_it_has_seen(open_page, host):
    """Colours are read once, pages each time: a title that becomes as dark as the dark ground is found there."""
    page = open_page(reduced_motion="reduce")
    arrive(page, host.address)
    assert in_both_schemes(page) == []
    page.locator("h1").evaluate("(title) => { title.style.color = 'rgb(34 42 44)'; }")
    assert [each["id"] for each in in_both_schemes(page)] == ["color-contrast"]


@pytest.mark.parametrize(
    "name",
    ["home", "calculator-half", "criteria", "cases", "message", "evidence", "signals", "workflow", "case", "matrix"],
)
def test_tab_reaches_every_control_and_shows_where_it_is(open_page, host, name):
    """In sight, not below the header, and with a ring around it."""
    page = open_page(reduced_motion="reduce")
    scene = next(scene for scene in SCENES if scene.name == name)
    enter(page, host, scene)
    page.evaluate("document.activeElement?.blur()")
    wanted, seen = set(page.evaluate(TABBABLE)), {}
    for _ in range(2 * len(page.evaluate(TABBABLE)) + 20):
        page.keyboard.press("Tab")
        if (focused := page.evaluate(FOCUSED)) is None:
            break
        before = seen.setdefault(focused["name"], focused)  # a field of a date has several stops
        before["ring"] |= focused["ring"]
    assert wanted - set(seen) == set()
    assert [each["name"] for each in seen.values() if not each["ring"]] == []
    assert [each["name"] for each in seen.values() if not each["inSight"]] == []


def test_focus_is_not_hidden_by_the_bar_of_a_phone(open_page, host):
    """What Tab reaches in the calculator stands above the answer that stays in sight."""
    page = open_page(viewport={"width": 390, "height": 700}, reduced_motion="reduce")
    enter(page, host, next(scene for scene in SCENES if scene.name == "calculator-answered"))
    bar = page.locator(".ep-answer-bar").bounding_box()["y"]
    hidden, reached = [], 0
    for _ in range(100):
        page.keyboard.press("Tab")
        below = page.evaluate(
            """() => {
              const each = document.activeElement;
              if (!each.closest(".ep-calculator") || each.closest(".ep-answer-bar")) return null;
              return { words: each.textContent || each.name, at: each.getBoundingClientRect().bottom };
            }"""
        )
        if below:
            reached += 1
            hidden += [below["words"]] if below["at"] > bar else []
    assert reached > 20
    assert hidden == []


def test_nothing_moves_for_who_asks_for_no_motion(open_page, host):
    """No element of any page has a transition or an animation left."""
    page = open_page(reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll("*")].filter((each) => {
      const style = getComputedStyle(each);
      return style.animationName !== "none" || !/^0s(, 0s)*$/.test(style.transitionDuration);
    }).map((each) => each.className)"""
    for name in ("home", "calculator-answered", "cases", "search"):
        enter(page, host, next(scene for scene in SCENES if scene.name == name))
        assert page.evaluate(moving) == [], name


def test_forced_colours_keep_what_colour_said(open_page, host):
    """Badges and chosen answers have an edge, bars are drawn in the reader's own colours, and focus is seen."""
    page = open_page(forced_colors="active")
    enter(page, host, next(scene for scene in SCENES if scene.name == "calculator-answered"))
    edges = "(all) => all.map((each) => parseFloat(getComputedStyle(each).borderTopWidth))"
    assert set(page.locator(".ep-badge:visible").evaluate_all(edges)) <= {1}
    chosen = page.locator(".ep-choice__option:has(:checked):visible").first
    assert chosen.evaluate("(each) => getComputedStyle(each).outlineStyle") == "solid"
    own = "(each) => getComputedStyle(each).forcedColorAdjust"
    assert page.locator(".ep-bars__fill").first.evaluate("(each) => getComputedStyle(each).fill") in {
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    }
    assert page.locator("body").evaluate(own) == "auto"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"]


def test_forced_colours_keep_the_words_that_were_found(open_page, host):
    """Where a word is marked it has the colour of those beside it: no ground of its own is drawn behind it."""
    page = open_page(forced_colors="active")
    enter(page, host, next(scene for scene in SCENES if scene.name == "search"))
    found = page.locator("dialog mark").first
    color = "(each) => getComputedStyle(each).color"
    assert found.evaluate(color) == found.locator("..").evaluate(color)


def test_forced_colours_are_those_of_drawings_too(open_page, host):
    """Lines, arrows and the hours of a timeline are drawn as the words beside them."""
    page = open_page(forced_colors="active")
    for name, part, what in (("workflow", ".ep-rails__line", "stroke"), ("case", ".ep-line__time", "fill")):
        enter(page, host, next(scene for scene in SCENES if scene.name == name))
        drawn = page.locator(part).first.evaluate("(each, what) => getComputedStyle(each)[what]", what)
        assert drawn == page.locator("main").evaluate("(each) => getComputedStyle(each).color"), name


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_works_without_scripts(open_page, host, size):
    """Content and links are there, nothing is offered that only a script can do, and no page scrolls sideways."""
    page = open_page(viewport=size, java_script_enabled=False)
    for scene in WITHOUT_STATE:
        page.goto(host.address + scene.path)
        assert page.get_by_role("heading", level=1).is_visible(), scene.name
        assert len(page.get_by_role("main").inner_text()) > 200, scene.name
        assert page.get_by_role("main").locator("a[href]:visible").count() > 0, scene.name
        for control in ("button", "input:not([type=checkbox], [type=radio])", "select", "textarea"):
            assert page.locator(f"{control}:visible").all_inner_texts() == [], scene.name


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_calculator_and_search_say_what_to_use_without_scripts(open_page, host, size):
    """The paper score sheet gives the same result; in place of the search stand the pages to look through."""
    page = open_page(viewport=size, java_script_enabled=False)
    page.goto(f"{host.address}calculator/")
    expect(page.get_by_role("heading", level=1, name="Calculator")).to_be_visible()
    expect(page.locator("noscript strong", has_text="The calculator needs JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()
    header = page.locator("header noscript a")  # roles are not given to what stands in a noscript
    expect(header).to_have_text(["Criteria", "Past cases"])
    page.locator(".ep-answer noscript a", has_text="paper score sheet").click()
    expect(page.get_by_role("heading", level=1, name="Score sheet")).to_be_visible()
    header.last.click()
    expect(page.get_by_role("heading", level=1, name="Knowledge base")).to_be_visible()
