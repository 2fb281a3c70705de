"""What stands around every page, and what it costs to change a page."""

import json

import pytest
from playwright.sync_api import expect

from arriving import arrive


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served."""
    return serve(shipped_site)


def test_the_present_page_is_in_sight_in_the_list_of_pages(page, host):
    """Where the list is longer than the screen it is scrolled to it; where it is in sight nothing moves."""
    page.set_viewport_size({"width": 1366, "height": 420})
    scrolled = "document.querySelector('.md-sidebar__scrollwrap').scrollTop"
    arrive(page, host.address + "reference/")
    expect(page.locator(".md-nav__link--active")).to_be_in_viewport(ratio=1)
    assert page.evaluate(scrolled) > 0
    assert page.evaluate("scrollY") == 0
    arrive(page, host.address)
    expect(page.locator(".md-nav__link--active")).to_be_in_viewport(ratio=1)
    assert page.evaluate(scrolled) == 0


@pytest.mark.parametrize(("path", "wide"), [("learn/", "pre > code"), ("pages/incident-call/", ".ep-prose__table")])
def test_what_is_wider_than_its_box_is_reached_by_keys(page, host, path, wide):
    """And only that: a stop at what does not scroll would be one for nothing."""
    page.set_viewport_size({"width": 240, "height": 800})
    arrive(page, host.address + path)
    box = page.locator(wide).first
    expect(box).to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 2560, "height": 800})
    expect(box).not_to_have_attribute("tabindex", "0")


def test_a_changed_word_has_no_list_styled_anew(chromium, page, host):
    """A rule with `:has()` whose last part is not named (`> *`) has all around it styled at every change."""
    arrive(page, host.address + "kb/")
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    page.locator(".ep-table__title").first.evaluate(
        "(place) => { place.textContent = 'Other'; place.getBoundingClientRect(); }"
    )
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    styled = [each["args"].get("elementCount", 0) for each in events if each["name"] == "UpdateLayoutTree"]
    assert 0 < max(styled) < page.locator("#ep-content *").count() / 4
