"""Tickets, and what a reader does with them on the calculator's page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from playwright.sync_api import expect

from escalation_calculator import wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page, Route

NOW = "2026-11-20T09:42:00+01:00"
SCORED = {
    "severity": "critical",
    "impact": "date-at-risk",
    "segment": "enterprise",
    "reputation": "managers",
    "users_affected": "240",
    "sla_left": "20 %",
    "personal_data": "no",
    "another_system": "yes",
    "product_area": "integrations",
    "interactions": "1",
    "unresolved_for": "3 h",
    "repeats": "1",
    "legal_threat": "no",
}
OPEN = {name: value for name, value in SCORED.items() if name not in {"impact", "sla_left"}} | {
    "severity": "major",
    "reputation": "nobody",
    "users_affected": "40",
    "another_system": "no",
}
STANDARD = {**OPEN, "severity": "question", "impact": "none", "segment": "trial", "revenue": "under-0-1"} | {
    "users_affected": "1",
    "sla_left": "80 %",
}


def link(answers: dict[str, str], **more: str) -> str:
    """The fragment that holds these answers, as the calculator writes it."""
    return "#" + urlencode({"model": "saas-support", "version": "1", **answers, **more})


def visit(page: Page, address: str, state: str | None = "ready") -> None:
    """Open the calculator at a fixed moment and wait for a state."""
    page.clock.set_fixed_time(NOW)
    page.goto(address)
    if state:
        reaches(page, state)


def reaches(page: Page, state: str) -> None:
    """Wait until the calculator is in this state."""
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", state, timeout=60_000)


def asked(address: str, answers: dict[str, object], **more: object) -> dict[str, object]:
    """What this Python answers to what the page would ask."""
    request = {"do": "score", "answers": answers, "now": NOW, "zone": "Europe/Berlin", "address": address, **more}
    return json.loads(wire.evaluate(json.dumps(request)))


def choose(page: Page, name: str, value: str) -> None:
    """Answer one question as a reader would: a click, a choice from a list, or typing."""
    radio = page.locator(f'input[type=radio][name="{name}"][value="{value}"]')
    if radio.count():
        page.locator("label", has=radio).click()
        return
    field = page.locator(f'[name="{name}"]')
    if field.evaluate("(field) => field.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(str(value))


def words(place: Locator) -> str:
    """The text as it is read, in one line."""
    return re.sub(r"\s+", " ", place.inner_text()).strip()


def panel(page: Page) -> Locator:
    """The answer."""
    return page.locator(".ep-answer")


def seen(page: Page) -> str:
    """All that the answer says, without the time-bound hint and the words of controls."""
    return words(panel(page))


def hold(page: Page, pattern: str) -> Callable[[], None]:
    """Hold back the first request that fits the pattern; call what comes back to let it go."""
    held: list[Route] = []
    page.route(pattern, lambda route: held.append(route))  # noqa: PLW0108 - the handler must be a function

    def release() -> None:
        while not held:
            page.wait_for_timeout(20)
        held[0].continue_()

    return release
