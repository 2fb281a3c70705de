"""A desktop enlarged to 200 and 400 per cent, and a tablet: what one came for is in sight, and words stay whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tickets import SCORED, link, visit

TWICE, FOURFOLD = {"width": 640, "height": 400}, {"width": 320, "height": 225}
TABLET = {"width": 768, "height": 1024}
BROKEN = """
(options) => options.flatMap((option) => {
  const words = option.lastElementChild.firstChild;
  const range = document.createRange();
  return [...words.data.matchAll(/\\S+/g)].flatMap(({ 0: word, index }) => {
    range.setStart(words, index);
    range.setEnd(words, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1 ? [word] : [];
  });
})
"""


@pytest.mark.parametrize("size", [TWICE, FOURFOLD], ids=["200 %", "400 %"])
def test_the_result_stays_in_sight(page, address, size):
    """Enlarged as far as that, the bar says priority, owner and what is due next, and leaves room above it."""
    page.set_viewport_size(size)
    visit(page, address + link(SCORED, classified="2026-11-20T08:42Z"), "scored")
    bar = page.locator("[data-slot=bar]")
    for words in ("P1", "Engineering on call", "Acknowledge by 09:57"):
        expect(bar.get_by_text(words)).to_be_in_viewport(ratio=1)
    cut = bar.locator(".ep-answer-bar__owner").evaluate("(owner) => owner.scrollWidth > owner.clientWidth")
    assert not cut
    assert bar.bounding_box()["height"] < size["height"] / 3


def test_results_are_reached_on_a_low_screen(page, serve, shipped_site):
    """The search scrolls as a whole there, to the last result by key, and what is typed stays in sight."""
    page.set_viewport_size(FOURFOLD)
    page.goto(serve(shipped_site).address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name="Search")
    field.fill("sync")
    expect(page.locator("dialog.ep-search")).to_have_attribute("data-answers", "sync", timeout=60_000)
    last = page.get_by_role("option").last
    page.keyboard.press("ArrowUp")
    expect(last).to_have_attribute("aria-selected", "true")
    expect(last).to_be_in_viewport()
    expect(field).to_be_in_viewport(ratio=1)
    assert field.bounding_box()["y"] + field.bounding_box()["height"] <= last.bounding_box()["y"]


@pytest.mark.parametrize(
    ("path", "rows"),
    [("priorities/p1/", [1, 4]), ("matrix/support-lead/", [2, 1]), ("kb/2025-11-13-salesforce-sync/", [3, 3])],
)
def test_figures_fill_their_rows(page, serve, shipped_site, path, rows):
    """On a tablet none is left alone beside nothing, and what begins a row begins where the page does."""
    page.set_viewport_size(TABLET)
    page.goto(serve(shipped_site).address + path)
    found = page.locator(".ep-figures__item").evaluate_all(
        """(items) => items.map((item) => {
          const box = item.getBoundingClientRect();
          return [box.top, item.firstElementChild.getBoundingClientRect().left];
        })"""
    )
    tops = sorted({top for top, _ in found})
    assert [sum(each == top for each, _ in found) for top in tops] == rows
    assert len({left for top, left in found if left == min(other for each, other in found if each == top)}) == 1


@pytest.mark.parametrize("size", [FOURFOLD, TWICE, TABLET], ids=["400 %", "200 %", "tablet"])
def test_a_time_stands_in_two_lines_at_most(page, serve, shipped_site, size):
    """In the priorities at a glance, as a column of a table and as a line of a block."""
    page.set_viewport_size(size)
    page.goto(serve(shipped_site).address)
    times = page.locator(".ep-table--glance td.ep-table__number")
    lines = times.evaluate_all(
        """(cells) => cells.map((cell) => {
          const words = document.createRange();
          words.selectNodeContents(cell);
          return new Set([...words.getClientRects()].map(({ top }) => Math.round(top))).size;
        })"""
    )
    assert 1 <= min(lines) <= max(lines) <= 2


@pytest.mark.parametrize("width", [960, 1280])
@pytest.mark.parametrize(("answers", "columns"), [(4, 2), (5, 3)])
def test_long_words_are_not_broken(page, address, width, answers, columns):
    """Answers with long words stand in rows, where each has room for them."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address, wait_until="domcontentloaded")
    choice = page.locator(".ep-question .ep-choice").first
    choice.evaluate(
        """(choice, [count, columns]) => {
          while (choice.children.length > count) choice.lastElementChild.remove();
          choice.dataset.columns = columns;
          for (const option of choice.children) option.lastElementChild.textContent = "Everything unavailable";
        }""",
        [answers, columns],
    )
    options = choice.locator(".ep-choice__option")
    assert options.evaluate_all(BROKEN) == []
    assert len(set(options.evaluate_all("(all) => all.map((each) => each.getBoundingClientRect().top)"))) == 2


def test_a_wide_table_in_text_scrolls_in_its_own_box(page, serve, shipped_site):
    """Its columns stay wide enough to be read; the page does not scroll, and the box is reached by key."""
    page.set_viewport_size(FOURFOLD)
    page.goto(serve(shipped_site).address + "pages/incident-call/")
    box = page.get_by_role("group", name="Part, Does, Mind")
    box.locator("tr").evaluate_all(
        "(rows) => { for (const row of rows) row.append(row.lastElementChild.cloneNode(true)); }"
    )
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == FOURFOLD["width"]
    box.focus()
    expect(box).to_be_focused()
