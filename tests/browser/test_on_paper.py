"""What every page keeps to on paper: a sheet worth pinning to a wall."""

from __future__ import annotations

import pytest

from test_look import PAGES

UPRIGHT, ACROSS = {"width": 688, "height": 1017}, {"width": 1054, "height": 725}
"""Between the margins of A4, in pixels."""
PALE = """
() => [...document.querySelectorAll("body *")].flatMap((each) => {
  const own = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!own || !each.checkVisibility()) return [];
  const { color, printColorAdjust } = getComputedStyle(each);
  const light = color.match(/[0-9.]+/g).slice(0, 3).every((part) => Number(part) > 200);
  return light && printColorAdjust !== "exact" ? [each.textContent.trim()] : [];
})
"""
"""Words in a light colour whose ground a printer leaves out."""
CUT = """
() => [...document.querySelectorAll("body *")]
  .filter((each) => each.checkVisibility() && /auto|scroll/.test(getComputedStyle(each).overflowX))
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.className || each.tagName)
"""
FRAMED = """
() => [...document.querySelectorAll("thead :is(th, td)")]
  .filter((each) => getComputedStyle(each).boxShadow !== "none")
  .map((each) => each.textContent)
"""
"""Cells whose shadow inside comes out as a frame."""
OFFERED = """
() => [...document.querySelectorAll("button, input[type=search], select")]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".ep-calculator"))
  .map((each) => each.textContent.trim())
"""
"""What can be pressed on a screen only."""


@pytest.fixture
def paper(chromium, serve, shipped_site):
    """A page as it is printed by a reader who has it dark, and where the site stands."""
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.emulate_media(media="print")
    yield page, serve(shipped_site).address
    context.close()


def test_every_page_is_whole_on_paper(paper):
    """Nothing is cut at the edge, no word is as pale as the paper, no head is framed, and no button is shown."""
    page, address = paper
    for path in PAGES:
        page.set_viewport_size(UPRIGHT)
        page.goto(address + path)
        if page.locator(".ep-page--wide").count():
            page.set_viewport_size(ACROSS)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        for what in (CUT, PALE, FRAMED, OFFERED):
            assert page.evaluate(what) == [], path


def test_a_tree_begins_below_its_title(paper):
    """Its line is drawn from the head of its table, not from the top of the sheet."""
    page, address = paper
    page.goto(address + "taxonomy/")
    heads = page.locator(".ep-tree thead th:first-child")
    assert set(heads.evaluate_all("(all) => all.map((each) => getComputedStyle(each).position)")) == {"relative"}
