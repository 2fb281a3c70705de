"""An address that nothing stands at: the page that is shown there leads on, wherever it is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accessible import in_both_schemes

PREFIX = "/escalation/"  # the path in the settings' `site_url`: the page cannot know how deep it is asked for


@pytest.fixture
def site(serve, shipped_site, watch):
    """Where the shipped site stands, under the path that it was built for."""
    watch.forgive("404")
    return serve(shipped_site, prefix=PREFIX).address


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("kb/2025-11-20-salesforce-sync-stopped/", "Search for “salesforce sync stopped”"),
        ("criteria/data_leak.html/", "Search for “data leak”"),
        ("a/very/deep/place/", "Search for “place”"),
        ("kb/4711/", "Search for “4711”"),
        ("kb/ESC-2073/", "Search for “ESC”"),
        ("gr%C3%B6%C3%9Fe%20und%20%3Cb%3E/", "Search for “größe und b”"),
        ("100%25/", "Search for “100”"),
        ("one-two-three-four-five-six-seven-eight/", "Search for “one two three four five six”"),
        ("---/", "Search for it"),
    ],
)
def test_the_search_begins_with_the_words_of_the_address(page, site, path, words):
    """Those of its last part; numbers only where there is nothing else, and whatever stands there stays text."""
    page.goto(site + path)
    button = page.locator("[data-ep-missing]")
    expect(button).to_be_enabled()
    expect(button).to_have_text(words)


def test_what_was_meant_is_one_step_away(page, site):
    """The dialog opens with the words in it and what they find; the way to the task is as short."""
    page.goto(f"{site}kb/2026-11-20-search-without-cards/")
    page.get_by_role("button", name="Search for “search without cards”").click()
    expect(page.get_by_role("combobox", name="Search")).to_have_value("search without cards")
    first = page.get_by_role("listbox", name="Results").get_by_role("option").first
    expect(first).to_contain_text("Search does not find cards made today")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Triage a ticket").click()
    expect(page).to_have_url(f"{site}calculator/")


def test_it_needs_no_script(chromium, site):
    """All its links lead on without one, and what needs one is not shown."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}a/b/c/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    expect(page.locator("[data-ep-missing]")).to_be_hidden()
    tasks = page.locator(".ep-tasks a")
    assert tasks.count() == 5
    for address in tasks.evaluate_all("(all) => all.map((each) => each.href)"):
        assert page.goto(address).ok, address
    context.close()


@pytest.mark.parametrize("width", [1366, 360])
def test_it_passes_axe_and_fits(page, site, width):
    """With a long word in the address, too."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site}kb/{'sesquipedalian' * 9}/")
    expect(page.locator("[data-ep-missing]")).to_contain_text("sesquipedalian")
    assert [each["id"] for each in in_both_schemes(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
