"""Evidence in the answer: folded, ticked, told in the hand-off, and kept nowhere."""

from __future__ import annotations

from playwright.sync_api import expect

from tickets import asked, link, visit

TICKET = {"severity": "critical", "segment": "enterprise", "another_system": "yes", "product_area": "integrations"}


def test_evidence_is_ticked_and_told(page, address):
    """The count follows the ticks; the hand-off and the text say what is missing; the address holds none of it."""
    visit(page, address + link(TICKET), "open")
    count, before = page.locator("[data-slot=evidence-count]"), page.url
    expect(count).to_have_text("0 of 5 required items")
    logs = page.locator("input[value=error-logs]")
    expect(logs).to_be_hidden()
    page.locator("[data-part=evidence] summary").click()
    logs.check()
    page.locator("input[value=integration-id]").check()
    expect(count).to_have_text("2 of 5 required items")
    page.get_by_role("button", name="Show hand-off").click()
    reply = asked(address, TICKET, evidence=["integration-id", "error-logs"], message="hand-off")
    expect(page.locator("#message")).to_contain_text(reply["evidence"]["text"])
    logs.uncheck()
    expect(count).to_have_text("1 of 5 required items")
    assert page.url == before
    assert page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)].join()").count("evidence") == 0


def test_another_ticket_has_other_evidence(page, address):
    """Ticks go with the answers; another area keeps those that it asks for too."""
    visit(page, address + link(TICKET), "open")
    page.locator("[data-part=evidence] summary").click()
    page.locator("input[value=error-logs]").check()
    page.locator("#fact-product_area").select_option("import-export")
    expect(page.locator("[data-slot=evidence-count]")).to_have_text("1 of 5 required items")
    page.locator("#fact-product_area").select_option("billing")
    expect(page.locator("[data-slot=evidence-count]")).to_have_text("0 of 4 required items")
    page.get_by_role("button", name="Clear all answers").click()
    expect(page.locator("[data-part=evidence]")).to_be_hidden()
    page.locator("#fact-product_area").select_option("integrations")
    expect(page.locator("[data-slot=evidence-count]")).to_have_text("0 of 5 required items")


def test_questions_before_a_hotfix_are_shown_where_hotfixes_are_made(page, address):
    """At Engineering, and gone when the ticket is not there."""
    visit(page, address + link(TICKET), "open")
    expect(page.locator("[data-slot=risks-count]")).to_have_text("6 questions")
    page.locator("[data-part=risks] summary").click()
    expect(page.locator("[data-part=risks] li").first).to_have_text(
        "Is the cause known, and does this change act on it?"
    )
    page.locator("label", has=page.locator("input[name=another_system][value=no]")).click()
    expect(page.locator("[data-part=risks]")).to_be_hidden()
