"""What is pictured: a scene for each type of page, and for each state in which a reader meets it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "browser"))

from playwright.sync_api import Page, expect

from tickets import OPEN, SCORED, link, reaches

NOW = "2026-11-20T09:50:00+01:00"
"""The time on every picture."""
CLASSIFIED = "2026-11-20T08:42Z"
"""When the ticket of the calculator's pictures was classified."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A page in a state."""

    name: str
    """The name of its pictures."""
    path: str
    """Address below the site's home, with question and fragment."""
    act: Callable[[Page], None] | None = None
    """What is done, and waited for, before the picture is taken."""


def calculates(state: str) -> Callable[[Page], None]:
    """Wait until the calculator is in this state."""
    return lambda page: reaches(page, state)


def lists(page: Page) -> None:
    """Wait for the file with all cases."""
    page.locator("[data-ep-cases][data-state=ready]").wait_for()


def finds_no_criterion(page: Page) -> None:
    """Look for a criterion that there is not."""
    page.get_by_role("main").get_by_role("searchbox").fill("zzz")


def finds_no_case(page: Page) -> None:
    """Look for a case that there is not."""
    lists(page)
    page.get_by_role("main").get_by_role("searchbox").fill("zzz")


def searches(words: str) -> Callable[[Page], None]:
    """Open the search and type."""

    def act(page: Page) -> None:
        expect(page.locator("[data-ep-search]")).to_be_enabled()
        page.keyboard.press("/")
        page.get_by_role("combobox", name="Search").fill(words)
        expect(page.get_by_role("dialog", name="Search")).to_have_attribute("data-answers", words)

    return act


SCENES = (
    Scene(name="home", path=""),
    Scene(name="calculator-empty", path="calculator/", act=calculates("ready")),
    Scene(name="calculator-half", path="calculator/" + link(OPEN, classified=CLASSIFIED), act=calculates("open")),
    Scene(
        name="calculator-answered", path="calculator/" + link(SCORED, classified=CLASSIFIED), act=calculates("scored")
    ),
    Scene(name="open", path="open/"),
    Scene(name="messages", path="messages/"),
    Scene(name="message", path="messages/update/"),
    Scene(name="matrix", path="matrix/"),
    Scene(name="role", path="matrix/support-lead/"),
    Scene(name="workflow", path="workflow/"),
    Scene(name="level", path="workflow/engineering/"),
    Scene(name="criteria", path="criteria/"),
    Scene(name="criteria-narrowed", path="criteria/?kind=hierarchical&to=role.product"),
    Scene(name="criteria-none", path="criteria/", act=finds_no_criterion),
    Scene(name="criterion", path="criteria/promise-at-risk/"),
    Scene(name="taxonomy", path="taxonomy/"),
    Scene(name="evidence", path="evidence/"),
    Scene(name="change-risk", path="change-risk/"),
    Scene(name="own", path="pages/incident-call/"),
    Scene(name="cases", path="kb/", act=lists),
    Scene(name="cases-narrowed", path="kb/?area=integrations&q=sync", act=lists),
    Scene(name="cases-none", path="kb/", act=finds_no_case),
    Scene(name="case", path="kb/2025-11-13-salesforce-sync/"),
    Scene(name="case-open", path="kb/2026-11-20-search-without-new-cards/"),
    Scene(name="case-picture", path="kb/2026-03-05-service-silent/"),
    Scene(name="actions", path="actions/"),
    Scene(name="learn", path="learn/"),
    Scene(name="priorities", path="priorities/"),
    Scene(name="priority", path="priorities/p1/"),
    Scene(name="standard", path="priorities/standard/"),
    Scene(name="kinds", path="kinds/"),
    Scene(name="kind", path="kinds/functional/"),
    Scene(name="scoring", path="scoring/"),
    Scene(name="practice", path="practice/"),
    Scene(name="signals", path="signals/"),
    Scene(name="sheet", path="sheet/"),
    Scene(name="reference", path="reference/"),
    Scene(name="reference-kind", path="reference/model/"),
    Scene(name="reference-errors", path="reference/errors/"),
    Scene(name="missing", path="404.html"),
    Scene(name="search-empty", path="", act=searches("")),
    Scene(name="search", path="", act=searches("sync")),
    Scene(name="search-none", path="", act=searches("qqqq zzzz")),
)
