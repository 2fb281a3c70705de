"""A playbook whose model is a table, on the calculator's page and on those that explain it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from accessible import violations
from engine_site import playbook_data
from escalation_calculator import wire
from escalation_playbook import site
from escalation_playbook.runtime.prepare import prepare
from tickets import choose, link, reaches, visit

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "tests/table"
SCORED = {"impact": "team", "urgency": "day", "plan": "gold", "leak": "no", "detour": "no"}


@pytest.fixture(scope="module")
def table_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site of a project that has nothing but this playbook and the shipped settings."""
    project = tmp_path_factory.mktemp("table")
    shutil.copytree(TABLE, project, dirs_exist_ok=True)
    shutil.copyfile(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    (project / "build/docs").mkdir(parents=True)
    prepare(ROOT, print)
    site.build(project, site.assemble(project), project / "site")
    return project / "site"


@pytest.fixture
def calculator(serve, table_site: Path) -> str:
    """Where its calculator stands; this Python has the playbook loaded, too."""
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": playbook_data(TABLE)})))["ok"]
    return f"{serve(table_site).address}calculator/"


def asked(given: dict[str, str]) -> dict:
    """What this Python answers."""
    return json.loads(wire.evaluate(json.dumps({"do": "score", "answers": given, "address": "https://example.com/"})))


def shown(page) -> list[tuple[str, str, bool]]:
    """What stands beside each option: the option, its priorities in sight, whether it is the answer."""
    found = []
    for step in page.locator(".ep-axes__step").all():
        name = step.locator(".ep-axes__option").text_content().removesuffix(", the answer")
        ends = [badge.text_content().strip() for badge in step.locator(".ep-badge:visible").all()]
        found.append((name, " to ".join(ends), step.get_attribute("data-given") == "yes"))
    return found


def wanted(view: dict) -> list[tuple[str, str, bool]]:
    """The same, of a view."""
    return [
        (
            step["label"],
            " to ".join(b["name"] if b["priority"] == "standard" else b["code"] for b in step["badges"]),
            step["given"],
        )
        for axis in view["axes"]
        for step in axis["steps"]
    ]


def test_answers_show_what_each_other_answer_would_give(page, calculator):
    """Answered by hand, in the words of this Python; changed, it changes."""
    visit(page, calculator)
    for question, value in SCORED.items():
        choose(page, question, value)
    reaches(page, "scored")
    expect(page).to_have_url(re.compile("detour=no"))  # the last answer is in it
    view = asked(SCORED)["view"]
    expect(page.locator(".ep-answer__code")).to_have_text("P3")
    expect(page.locator(".ep-answer__why")).to_have_text(view["why"])
    expect(page.locator("[data-slot=basis]")).to_have_text("The table gives P3")
    assert shown(page) == wanted(view)
    choose(page, "impact", "company")
    expect(page.locator(".ep-answer__code")).to_have_text("P2")
    assert shown(page) == wanted(asked(SCORED | {"impact": "company"})["view"])


def test_open_answers_show_ranges(page, calculator):
    """Both ends stand beside an answer while others are missing."""
    given = {"impact": "person", "leak": "no"}
    visit(page, calculator + link(given, model="service-desk"), "open")
    assert shown(page) == wanted(asked(given)["view"])
    expect(page.locator(".ep-axes__to:visible")).to_have_text(["to"] * 4)


@pytest.mark.parametrize("width", [390, 1366])
def test_its_pages_hold_to_the_rules_of_all_pages(chromium, serve, table_site, width):
    """Nothing scrolls sideways, and no rule of accessibility fails."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    address = serve(table_site).address
    for path in ("scoring/", "sheet/", "kb/2026-02-03-login/", f"calculator/{link(SCORED, model='service-desk')}"):
        page.goto(address + path)
        if "calculator" in path:
            reaches(page, "scored")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert violations(page) == [], path
    context.close()
