"""Two tasks of an agent under pressure, from the home page, with every action counted: none may come to need more.

An action is a click or a tap, a key that moves or decides, or a word typed. The bounds are what the ways need now.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tickets import NOW

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

TOLD = 60_000
"""Milliseconds that Python may need to start on a busy machine."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 900}


@dataclass
class Hand:
    """What a reader does, and how often."""

    page: Page
    done: list[str] = field(default_factory=list)

    def click(self, place: Locator) -> None:
        """A click or a tap."""
        place.click()
        self.done.append("click")

    def choose(self, place: Locator, label: str) -> None:
        """A list opened, and a choice taken."""
        place.select_option(label=label)
        self.done += ["click", "click"]

    def press(self, key: str, times: int = 1) -> None:
        """A key."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.done.append(key)

    def type(self, words: str) -> None:
        """Words, letter by letter."""
        self.page.keyboard.type(words)
        self.done += words.split()

    def reach(self, place: Locator) -> None:
        """Press Tab until the place has the focus, as somebody without a mouse does."""
        for _ in range(40):
            if place.evaluate("(place) => place === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError("the keyboard does not come there")


@pytest.fixture
def home(page, serve, shipped_site):
    """The home page, when everything on it can be used, at a fixed moment."""
    page.clock.set_fixed_time(NOW)
    page.goto(serve(shipped_site).address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    return page


def knows_what_to_send_and_whom_to_call(page):
    """The answer names the owner with a way to reach them, and holds the message."""
    expect(page.locator("[data-slot=owner-name]")).to_have_text("Engineering on call", timeout=TOLD)
    expect(page.locator("[data-slot=owner-ways]").get_by_role("link").first).to_be_visible()
    expect(page.locator("#message .ep-message__subject")).to_be_visible()
    expect(page.locator("[data-do=copy-message]")).to_be_visible()
    expect(page.locator("input[name=segment]:checked")).to_have_value("enterprise")
    expect(page.locator("input[name=breadth]:checked")).to_have_value("hundreds")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["mouse", "touch"])
def test_sync_has_stopped_what_do_i_send_by_pointing(home, context, size):
    """Sync has stopped for all users of an enterprise customer: what do I send, and whom do I call?"""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    home.set_viewport_size(size)
    hand = Hand(home)
    hand.click(home.get_by_role("link", name="Triage a ticket"))
    hand.choose(home.get_by_label("Issue type"), "A synchronisation has stopped")
    for name, value in (("breadth", "hundreds"), ("segment", "enterprise")):
        hand.click(home.locator("label", has=home.locator(f"input[name={name}][value={value}]")))
    knows_what_to_send_and_whom_to_call(home)
    hand.click(home.locator("[data-do=copy-message]"))
    expect(home.locator("[data-do=copy-message]")).to_have_attribute("data-state", "done")
    assert len(hand.done) <= 6, hand.done
    assert home.evaluate("navigator.clipboard.readText()")


def test_sync_has_stopped_what_do_i_send_by_keyboard(home):
    """The same without a mouse: searched for, and scored from the issue type that comes first."""
    hand = Hand(home)
    hand.press("/")
    hand.type("sync stopped")
    expect(home.locator("dialog.ep-search")).to_have_attribute("data-answers", "sync stopped", timeout=TOLD)
    hand.press("Enter")
    expect(home.get_by_role("heading", level=1)).to_have_text("Issue types")
    score = home.locator("#sync-stopped").get_by_role("link", name="Score such a ticket")
    hand.reach(score)
    hand.press("Enter")
    breadth = home.locator("input[name=breadth]")
    expect(breadth.first).to_be_visible()
    hand.press("Tab")
    expect(home.get_by_role("link", name="Skip to content")).to_be_focused()
    hand.press("Enter")
    hand.reach(breadth.first)
    hand.press("ArrowUp")  # from none to the gravest
    hand.reach(home.locator("input[name=segment]").first)
    hand.press("ArrowUp")
    knows_what_to_send_and_whom_to_call(home)
    assert len(hand.done) <= 21, hand.done


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["mouse", "touch"])
def test_we_had_this_before_by_pointing(home, size):
    """We had this before: find it."""
    home.set_viewport_size(size)
    hand = Hand(home)
    hand.click(home.locator("[data-ep-search]"))
    hand.type("salesforce")
    cases = home.get_by_role("group", name="Cases")
    hand.click(cases.get_by_role("option", name="Salesforce synchronisation stopped for all users"))
    expect(home.get_by_role("heading", level=1)).to_have_text("Salesforce synchronisation stopped for all users")
    assert len(hand.done) <= 3, hand.done


def test_we_had_this_before_by_keyboard(home):
    """Two keystrokes and a word."""
    hand = Hand(home)
    hand.press("/")
    hand.type("salesforce")
    expect(home.locator("dialog.ep-search")).to_have_attribute("data-answers", "salesforce", timeout=TOLD)
    hand.press("Enter")
    expect(home.get_by_role("heading", level=1)).to_have_text("Salesforce synchronisation stopped for all users")
    assert len(hand.done) <= 3, hand.done
