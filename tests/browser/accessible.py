"""What axe finds on a page: its script is brought once, and a colour that a thousand words have is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

READ_ONCE = """() => {
  const { Color } = axe.commons.color;
  const { parseString } = Color.prototype;
  const read = new Map();
  Color.prototype.parseString = function (text) {
    if (!read.has(text)) read.set(text, parseString.call(new Color(), text));
    const { r, g, b, alpha } = read.get(text);
    return Object.assign(this, { r, g, b, alpha });
  };
}"""
"""Axe reads the colours below each word anew, which is most of its time on a long page."""
CONTRAST = ("color-contrast",)
"""The one rule that a scheme decides."""
RUN = "([place, options]) => axe.run(place ?? document, options).then((found) => found.violations)"


def violations(page: Page, place: str | None = None, *, only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rules that fail on the page as it is now, or in one place of it; all rules, or these only."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(READ_ONCE)
    chosen = {"runOnly": [*only]} if only else {}
    return page.evaluate(RUN, [place, {"resultTypes": ["violations"], **chosen}])


def in_both_schemes(page: Page, place: str | None = None) -> list[dict[str, Any]]:
    """The rules that fail in light, and those that fail in dark."""
    wear(page, "light", "default")
    light = violations(page, place)
    wear(page, "dark", "slate")
    return [*light, *violations(page, place, only=CONTRAST)]


def wear(page: Page, scheme: Literal["light", "dark"], name: str) -> None:
    """Let the system change its scheme, and wait until the page has followed."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
