"""What every page keeps to on paper: a sheet worth pinning to a wall."""

from __future__ import annotations

import pytest

from test_look import PAGES

UPRIGHT, ACROSS = {"width": 688, "height": 1017}, {"width": 1054, "height": 725}
"""Between the margins of A4, in pixels."""
PALE = """
() => {
  const paper = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = (color) => {
    for (paper.fillStyle of ["white", color]) paper.fillRect(0, 0, 1, 1);
    return paper.getImageData(0, 0, 1, 1).data.every((part) => part > 200);
  };
  const onPaper = (each) => {
    const { backgroundColor, printColorAdjust } = getComputedStyle(each);
    if (printColorAdjust === "exact" && !light(backgroundColor)) return false;
    return !each.parentElement || onPaper(each.parentElement);
  };
  return [...document.querySelectorAll("body *")].filter((each) => {
    const own = [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return own && each.checkVisibility() && light(getComputedStyle(each).color) && onPaper(each);
  }).map((each) => each.textContent.trim());
}
"""
"""Words in a light colour, however it is written, with nothing darker behind them that a printer keeps."""
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


@pytest.mark.parametrize(
    ("color", "pale"),
    [
        ("oklch(0.95 0.02 90)", True),
        ("color(srgb 0.95 0.95 0.95)", True),
        ("rgb(0 0 0 / 10%)", True),
        ("oklch(0.4 0.1 200)", False),
        ("light-dark(#162022, #e4ebeb)", False),
    ],
)
def test_a_pale_colour_is_seen_however_it_is_written(paper, color, pale):
    """Also one that shines through; paper is light, whatever the reader's screen is."""
    page, address = paper
    page.goto(address)
    page.locator("h1").evaluate("(title, color) => { title.style.color = color }", color)
    assert bool(page.evaluate(PALE)) is pale


def test_a_tree_begins_below_its_title(paper):
    """Its line is drawn from the head of its table, not from the top of the sheet."""
    page, address = paper
    page.goto(address + "taxonomy/")
    heads = page.locator(".ep-tree thead th:first-child")
    assert set(heads.evaluate_all("(all) => all.map((each) => getComputedStyle(each).position)")) == {"relative"}
