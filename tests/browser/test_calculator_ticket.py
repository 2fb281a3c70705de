"""Where a ticket begins: the issue type with its presets, and the pasted text with what its words suggest."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accessible import in_both_schemes
from tickets import choose, reaches, visit, words

TEXT = """Since last night nothing syncs between Salesforce and your product, for all our users.
We have a board meeting tomorrow. 240 users are waiting, or are it 250 people? There is no workaround."""


def answer(page, name: str):
    """The chosen option of a question."""
    return page.locator(f'input[name="{name}"]:checked')


def preset(page, name: str):
    """The note that an answer was preset."""
    return page.locator(f'[data-preset="{name}"]')


def rows(page):
    """What is suggested."""
    return page.locator(".ep-suggestion")


def paste(page, text: str) -> None:
    """Open the box and paste a ticket."""
    page.get_by_text("Paste the ticket").click()
    page.get_by_label("The ticket’s text").fill(text)


def test_an_issue_type_presets_what_is_open(page, address):
    """Area, severity and facts, told as presets; what the reader answered stays, and is no preset any more."""
    visit(page, address)
    choose(page, "another_system", "no")
    page.get_by_label("Issue type").select_option("sync-stopped")
    reaches(page, "open")
    expect(answer(page, "severity")).to_have_value("critical")
    expect(answer(page, "another_system")).to_have_value("no")
    expect(page.locator("[name=product_area]")).to_have_value("integrations")
    expect(preset(page, "severity")).to_be_visible()
    expect(preset(page, "another_system")).to_be_hidden()
    expect(page.locator("#issue-says")).to_have_text(
        "Functional; Engineering on call looks first. Usually P2 High, resolved within 2 days."
    )
    choose(page, "severity", "major")
    expect(preset(page, "severity")).to_be_hidden()
    page.get_by_label("Issue type").select_option("how-to")
    expect(answer(page, "severity")).to_have_value("major")  # the reader's own
    expect(page.locator("[name=product_area]")).to_have_value("platform")
    page.get_by_label("Issue type").select_option("")
    expect(page.locator("[name=product_area]")).to_have_value("")
    expect(page.locator("#issue-says")).to_be_hidden()


def test_a_pasted_ticket_suggests_and_the_reader_decides(page, address):
    """Each suggestion quotes its words; nothing is answered before it is used, and a second press takes it back."""
    visit(page, address)
    paste(page, TEXT)
    expect(rows(page)).to_have_count(6)
    assert [words(row).partition(" :")[0] for row in rows(page).all()][:4] == [
        "Issue type A synchronisation has stopped “nothing syncs” Use",
        "Technical severity A main task, no way round “no workaround” Use",
        "Business impact A date is at risk “board meeting” Use",
        "Users affected 240 “240 users” Use",
    ]
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", "ready")
    assert "#" not in page.url
    rows(page).nth(0).get_by_role("button").click()
    rows(page).nth(3).get_by_role("button").click()
    expect(page.locator("[name=users_affected]")).to_have_value("240")
    expect(rows(page).nth(3).get_by_role("button")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("users_affected=240"))
    rows(page).nth(4).get_by_role("button").click()  # of two values one is used
    expect(page.locator("[name=users_affected]")).to_have_value("250")
    expect(rows(page).nth(3).get_by_role("button")).to_have_attribute("aria-pressed", "false")
    rows(page).nth(4).get_by_role("button").click()
    expect(page.locator("[name=users_affected]")).to_have_value("")
    expect(page).not_to_have_url(re.compile("users_affected"))


def test_the_text_is_in_no_link_and_gone_with_the_ticket(page, address):
    """No word of it is in the address; clearing leaves nothing of it."""
    visit(page, address)
    paste(page, f"{TEXT} Secret-4711.")
    rows(page).nth(0).get_by_role("button").click()
    reaches(page, "open")
    assert "4711" not in page.url
    assert "4711" not in words(page.locator(".ep-answer"))
    page.get_by_role("button", name="Clear all answers").click()
    expect(page.get_by_label("The ticket’s text")).to_have_value("")
    expect(rows(page)).to_have_count(0)
    expect(page.get_by_label("Issue type")).to_have_value("")


def test_a_link_brings_the_issue_type(page, address):
    """Chosen once, it stands in the link; one that there is none of is told."""
    visit(page, address)
    page.get_by_label("Issue type").select_option("export-fails")
    expect(page).to_have_url(re.compile("&issue=export-fails&"))
    page.goto("about:blank")
    visit(page, f"{address}#model=saas-support&version=1&issue=export-fails&severity=minor", "open")
    expect(page.get_by_label("Issue type")).to_have_value("export-fails")
    expect(page.locator("#issue-says")).to_be_visible()
    expect(answer(page, "severity")).to_have_value("minor")  # as it was sent
    page.goto("about:blank")
    visit(page, f"{address}#model=saas-support&version=1&issue=gone&severity=minor", "open")
    expect(page.locator("[data-slot=notice-list] li")).to_have_text(["There is no issue type “gone” here."])


def test_a_hostile_text_is_text(page, address):
    """Tags stay words, no word is no suggestion, and of a text without end the beginning is read."""
    visit(page, address)
    paste(page, "<img src=x onerror=alert(1)> all <b>our</b> users {{ 7*7 }}")
    expect(page.locator("[data-slot=suggest-status]")).to_have_text("No word of it suggests an answer.")
    page.get_by_label("The ticket’s text").fill("240 users " + "x " * 150_000)
    expect(page.locator("[data-slot=suggest-status]")).to_contain_text("The first 100,000 characters were read.")
    expect(rows(page)).to_have_count(1)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_open_box_passes_axe_and_fits(page, address, width):
    """With suggestions, some of them used."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    visit(page, address)
    paste(page, TEXT)
    rows(page).nth(0).get_by_role("button").click()
    reaches(page, "open")
    assert [each["id"] for each in in_both_schemes(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
