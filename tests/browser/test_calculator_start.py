"""The calculator before Python is there, and when it does not come."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tickets import SCORED, asked, choose, hold, link, reaches, visit


def test_early_answers_are_kept_and_scored(page, address):
    """Before Python is there the form can be used; what was answered is counted, kept and scored."""
    release = hold(page, "**/*.wasm")
    visit(page, address, "loading")
    choose(page, "severity", "critical")
    choose(page, "users_affected", "240")
    expect(page.locator(".ep-answer__why")).to_contain_text(
        re.compile(r"Loading Python, [\d.]+ of [\d.]+ MB\. Keep answering: your 2 answers are kept and scored when")
    )
    release()
    reaches(page, "open")
    expect(page.locator(".ep-answer__why")).to_have_text(
        asked(address, {"severity": "critical", "users_affected": "240"})["view"]["why"]
    )
    expect(page.locator("input[name=breadth][value=hundreds]")).to_be_checked()


def test_early_answers_count_before_those_of_the_link(page, address):
    """While a link's page loads, what is taken back stays unknown."""
    release = hold(page, "**/*.wasm")
    visit(page, address + link(SCORED), "loading")
    expect(page.locator("input[name=severity][value=critical]")).to_be_checked()
    page.locator("input[name=severity]:checked").focus()
    page.keyboard.press("Delete")
    release()
    reaches(page, "open")
    expect(page).not_to_have_url(re.compile("severity="))


def test_nothing_moves_when_it_is_ready(page, address):
    """From loading to ready nothing on the page shifts."""
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        "for (const entry of list.getEntries()) window.shift += entry.value; })"
        ".observe({ type: 'layout-shift', buffered: true });"
    )
    visit(page, address)
    assert page.evaluate("window.shift") < 0.005  # as on every page: a hair, from text that is measured anew


def test_failure_is_told_and_mended(page, address, watch):
    """Why, at what time, what to do; answers are kept, and trying again scores them."""
    page.route("**/*.wasm", lambda route: route.abort())
    visit(page, address, "failed")
    choose(page, "severity", "critical")
    expect(page.locator(".ep-answer__word")).to_have_text("The calculator did not start")
    expect(page.locator(".ep-answer__why")).to_have_text(
        "Python could not be loaded (network, 09:42). Your answer is kept."
    )
    expect(page.get_by_role("link", name="Use the paper score sheet")).to_be_visible()
    expect(page.locator(".ep-clock")).to_be_hidden()
    watch.forgive("ERR_FAILED")  # an ended worker may not have come to say it
    page.unroute("**/*.wasm")
    page.get_by_role("button", name="Try again").click()
    reaches(page, "open")
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    expect(page.locator(".ep-clock")).to_be_visible()


@pytest.mark.parametrize(
    "broken",
    [
        "window.Worker = class { constructor() { throw new Error('no workers here'); } };",
        (
            "const ask = Element.prototype.querySelector; Element.prototype.querySelector = function (words) {"
            " if (words === 'code') throw new Error('no code'); return ask.call(this, words); };"
        ),
    ],
    ids=["no worker", "after Python"],
)
def test_whatever_fails_at_the_start_ends_in_words(page, address, broken):
    """A calculator that cannot start says so and offers another way; it never prepares itself for ever."""
    page.add_init_script(broken)
    visit(page, address + link(SCORED), "failed")
    expect(page.locator(".ep-answer__word")).to_have_text("The calculator did not start")
    expect(page.locator(".ep-answer-bar")).to_contain_text("The calculator did not start")
    expect(page.get_by_role("link", name="Use the paper score sheet")).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    reaches(page, "failed")
