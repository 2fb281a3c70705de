"""A page that has come whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMING = (
    "[data-ep-search]:disabled, "  # every page's search
    "[data-ep-coming], "  # a list that its address narrows
    "[data-ep-cases]:not([data-state]), "  # the list of cases, whose file comes later
    "ep-calculator:not([data-state=ready], [data-state=open], [data-state=scored])"
)
"""What scripts have yet to bring after the page itself has loaded."""
TOLD = 60_000
"""Milliseconds that Python may need to start on a busy machine."""


def arrive(page: Page, address: str) -> None:
    """Open a page and wait until nothing more comes by itself: then it can be left without breaking anything off."""
    page.goto(address)
    expect(page.locator(COMING)).to_have_count(0, timeout=TOLD)
