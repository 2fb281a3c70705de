"""What is drawn at build time, in a browser: lines meet their boxes at every width, and every word can be reached."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

GAPS = """
() => [...document.querySelectorAll(".ep-flow__box, .ep-flow__gap, .ep-path__stop")].flatMap((row) =>
  [...row.children].filter((each) => each.classList.contains("ep-rails")).map((lines) => {
    const own = lines.getBoundingClientRect();
    const beside = lines.previousElementSibling.getBoundingClientRect();
    return [Math.abs(own.top - beside.top), Math.abs(own.bottom - beside.bottom),
      Math.min(Math.abs(own.left - beside.right), Math.abs(own.right - beside.left))];
  })).flat()
"""
"""How far each piece of the lines is from the row that it belongs to, in pixels."""

BREAKS = """
() => {
  const pieces = [...document.querySelectorAll(".ep-flow__steps .ep-rails:not(.ep-rails--down)")];
  const lines = pieces.map((each) => each.getBoundingClientRect());
  return lines.slice(1).map((each, place) => Math.abs(each.top - lines[place].bottom));
}
"""
"""How far each piece is from the one above it."""


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served."""
    return serve(shipped_site)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", [360, 800, 1366])
def test_lines_meet_their_rows(page, host, width, direction):
    """Rows are as high as their words; the lines beside them follow, without a gap, in either direction."""
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("workflow/", "kb/2025-11-13-salesforce-sync/"):
        page.goto(host.address + path)
        page.evaluate("(direction) => { document.body.dir = direction; }", direction)
        gaps = page.evaluate(GAPS)
        assert len(gaps) > 0, path
        assert max(gaps) < 1, path
    page.goto(host.address + "workflow/")
    assert max(page.evaluate(BREAKS)) < 1


def test_each_level_is_one_stop_of_the_keyboard(page, host):
    """The diagram leads to the page of every level, the list below it says the same without a second link."""
    page.goto(host.address + "workflow/")
    content = page.locator("#ep-content")
    for name in ("Tier 1", "Tier 2", "Engineering", "Management"):
        expect(content.get_by_role("link", name=name, exact=True)).to_have_count(1)
    content.get_by_role("link", name="Tier 1", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/workflow/tier-1/$"))


def test_the_way_of_a_case_is_lit(page, host):
    """Levels where it was say when; the others are there, and dim."""
    page.goto(host.address + "kb/2025-11-13-salesforce-sync/")
    stops = page.locator(".ep-path__stop")
    expect(stops).to_have_count(5)
    expect(stops.nth(0)).to_contain_text("Thu 13 Nov, 09:31, for 12 min")
    expect(stops.nth(2)).to_contain_text("Engineering")
    expect(stops.nth(1)).to_have_attribute("data-was", "no")
    dim = stops.nth(1).get_by_role("link").evaluate("(each) => getComputedStyle(each).color")
    assert dim != stops.nth(0).get_by_role("link").evaluate("(each) => getComputedStyle(each).color")


def test_a_tree_folds_and_a_link_into_it_opens_it(page, host):
    """Closed by hand, an area opens for a link to what is in it, and for paper."""
    page.goto(host.address + "taxonomy/")
    area = page.locator("details.ep-fold").first
    leaf = area.locator("tbody th").first
    expect(leaf).to_be_visible()
    area.locator("summary").click()
    expect(leaf).to_be_hidden()
    page.evaluate("(place) => { location.hash = place; }", leaf.get_attribute("id"))
    expect(leaf).to_be_visible()
    area.locator("summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(leaf).to_be_visible()
