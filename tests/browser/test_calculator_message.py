"""The message in the answer: filled, chosen, copied."""

from __future__ import annotations

from playwright.sync_api import expect

from tickets import NOW, SCORED, asked, link, visit


def test_message_is_filled_and_copied(page, context, address):
    """What is typed stands in the message, what is missing in brackets; the copy is what this Python fills in."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address + link(SCORED), "scored")
    page.locator("#variable-ticket").fill("ESC-1482")
    expect(page.locator("#message .ep-message__filled", has_text="ESC-1482")).not_to_have_count(0)
    reply = asked(address, SCORED, variables={"ticket": "ESC-1482"})
    missing = len(reply["message"]["missing"])
    expect(page.locator("[data-slot=message-about]")).to_have_text(f"{missing} words missing")
    button = page.locator("[data-do=copy-message]")  # its words change
    before = button.bounding_box()
    about = page.locator("[data-slot=message-about]")
    page.clock.pause_at(NOW)  # what is said for a while stays until it has been read here
    button.click()
    expect(about).to_have_text(f"Copied, {missing} words missing")
    expect(page.locator(".ep-copy[data-state=done]")).to_be_visible()
    assert button.bounding_box() == before
    page.clock.run_for(100)
    expect(page.locator("[role=status]", has_text=f"Copied. {missing} words are missing")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == reply["message"]["text"]
    page.clock.run_for(2_000)
    expect(about).to_have_text(f"{missing} words missing")
    assert "ESC-1482" not in page.url
    page.get_by_role("button", name="Copy all as text").click()
    expect(page.locator("[data-do=copy-note]")).to_have_attribute("data-state", "done")
    assert page.evaluate("navigator.clipboard.readText()") == reply["note"]


def test_other_messages_and_channels(page, address):
    """Any message and channel can be had; the hand-off is one press away and so is the way back."""
    visit(page, address + link(SCORED), "scored")
    page.get_by_role("button", name="Fit to chat").click()
    expect(page.locator(".ep-message__subject")).to_have_count(0)
    page.get_by_role("button", name="Fit to e-mail").click()
    expect(page.locator(".ep-message__subject")).to_have_count(1)
    page.get_by_role("button", name="Show hand-off").click()
    expect(page.locator("[data-slot=message-title]")).to_have_text("Message inside")
    expect(page.locator("#message")).to_contain_text('Please answer "I have it"')
    page.get_by_role("button", name="Show customer message").click()
    expect(page.locator("[data-slot=message-title]")).to_have_text("Message to the customer")
    page.get_by_label("Which message").select_option("resolved")
    reply = asked(address, SCORED, message="resolved")
    expect(page.locator("#message .ep-message__missing")).to_have_count(
        sum(
            not piece["filled"]
            for part in [reply["message"]["subject"], *reply["message"]["paragraphs"]]
            for piece in part
        )
    )


def test_another_language_and_words_that_are_no_text(page, address):
    """The customer's language, with a time that is typed once and told in it; a message without it comes in our own."""
    visit(page, address + link(SCORED), "scored")
    page.get_by_label("Which message").select_option("delay")
    language = page.get_by_label("Language of the message")
    language.select_option("de")
    page.get_by_label("The new time that we can keep").fill("2026-03-09T18:30")
    box = page.locator("#message")
    expect(box.locator(".ep-message__filled", has_text="18:30 Uhr")).to_have_count(1)
    expect(box).to_have_attribute("lang", "de")
    expect(box).to_have_attribute("dir", "ltr")
    page.get_by_label("Which message").select_option("executive-brief")
    expect(box).to_have_attribute("lang", "en")
    expect(language).to_be_hidden()
    number = page.get_by_label("Customers affected")
    number.fill("three")
    expect(page.get_by_text("Write a whole number, like 40.")).to_be_visible()
    expect(number).to_have_attribute("aria-invalid", "true")
    number.fill("3")
    expect(number).not_to_have_attribute("aria-invalid", "true")
    page.get_by_label("Which way it goes").select_option("worse")
    expect(box.locator(".ep-message__filled", has_text="getting worse")).not_to_have_count(0)
    page.get_by_label("Which message").select_option("delay")
    expect(box).to_have_attribute("lang", "de")


def test_a_text_that_is_too_long_for_its_channel_is_told(page, address):
    """Beside the button, in words, for as long as it is."""
    visit(page, address + link(SCORED), "scored")
    page.get_by_label("Which message").select_option("status")
    page.get_by_role("button", name="Fit to dashboard").click()
    known = page.get_by_label("What we know by now")
    known.fill("x" * 300)
    reply = asked(address, SCORED, message="status", channel="dashboard", variables={"known": "x" * 300})
    about = page.locator("[data-slot=message-about]")
    expect(about).to_contain_text(reply["message"]["too_long"])
    known.fill("short")
    expect(about).not_to_contain_text("too long")


def test_refused_clipboard_offers_the_text(page, context, address):
    """Where the browser does not allow copying, the text stands there, selected."""
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error())}});"
        "document.execCommand = () => false;"
    )
    visit(page, address + link(SCORED), "scored")
    page.get_by_role("button", name="Copy message").click()
    field = page.get_by_label("copy it by hand")
    expect(field).to_be_focused()
    expect(field).to_have_value(asked(address, SCORED)["message"]["text"])
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")
