"""Evidence and the questions before a hotfix: ticked, counted, copied, sent by address, ticked without a script."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from accessible import violations
from escalation_playbook.checking import examine
from test_every_page import ROOT, hostile_site, stays_text  # noqa: F401 - a fixture

PLAYBOOK = examine(ROOT, cases=False).playbook
assert PLAYBOOK is not None
ITEMS = {str(item.id): item for item in PLAYBOOK.evidence.items}


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served."""
    return serve(shipped_site)


def asked(area):
    """What an area asks for beside what all do: item → whether it is required."""
    found = {}
    for name in ("any", area):
        pack = PLAYBOOK.evidence.packs[name]
        found |= dict.fromkeys(map(str, pack.required), True) | dict.fromkeys(map(str, pack.optional), False)
    return found


def count(page):
    """How far the list is, as it says itself."""
    return page.locator("[data-slot=count]")


def test_evidence_is_ticked_counted_and_copied(page, context, host):
    """For one area: what is there, what is missing, what is to be taken out; only the link brings it back."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{host.address}evidence/")
    expect(count(page)).to_have_text("Choose the product area to count.")
    page.get_by_label("Product area").select_option("integrations")
    needed = asked("integrations")
    missing = sum(needed.values())
    expect(count(page)).to_have_text(f"0 of {len(needed)}, {missing} required missing")
    page.get_by_role("checkbox", name="Error logs").check()
    expect(count(page)).to_have_text(f"1 of {len(needed)}, {missing - 1} required missing")
    assert parse_qsl(urlsplit(page.url).fragment) == [("area", "integrations"), ("have", "error-logs")]
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-do=copy-text]")).to_have_attribute("data-state", "done")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[:5] == [
        "Evidence, Integrations",
        f"1 of {len(needed)}, {missing - 1} required missing",
        "",
        "There",
        f"  [x] Error logs (take out: {ITEMS['error-logs'].redact})",
    ]
    assert f"  [ ] {ITEMS['steps'].name}: {ITEMS['steps'].where}" in lines
    assert [line.startswith("  [x]") for line in lines].count(True) == 1
    assert [line.startswith("  [ ]") for line in lines].count(True) == len(needed) - 1
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_role("checkbox", name="Error logs")).to_be_checked()
    expect(count(other)).to_have_text(f"1 of {len(needed)}, {missing - 1} required missing")
    other.get_by_role("button", name="Clear all").click()
    expect(other.get_by_role("checkbox", name="Error logs")).not_to_be_checked()
    assert urlsplit(other.url).fragment == "area=integrations"
    other.goto(f"{host.address}evidence/")
    expect(other.locator("[name=have]:checked")).to_have_count(0)


def test_what_is_complete_says_so(page, host):
    """All that is required, ticked."""
    page.goto(f"{host.address}evidence/")
    page.get_by_label("Product area").select_option("any")
    pack = PLAYBOOK.evidence.packs["any"]
    for item in pack.required:
        page.locator(f"[data-area=any] [value={item}]").check()
    expect(count(page)).to_have_text(
        f"{len(pack.required)} of {len(pack.required) + len(pack.optional)}, all that is required"
    )


def test_questions_are_answered_counted_and_copied(page, context, host):
    """What no and unknown ask for stands in the text; yes to all lets the change go live."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{host.address}change-risk/")
    questions = PLAYBOOK.change_risk.questions
    first, second, *rest = questions
    for question, answer in ((first, "No"), (second, "Unknown")):
        page.get_by_role("group", name=question.question).get_by_label(answer, exact=True).check()
    expect(count(page)).to_have_text(f"0 of {len(questions)} are yes, {len(rest)} not answered")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-do=copy-text]")).to_have_attribute("data-state", "done")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[3:8] == [
        f"  [No] {first.question}",
        f"    {first.if_no}",
        f"  [Unknown] {second.question}",
        f"    {second.if_unknown}",
        f"  [ ] {rest[0].question}",
    ]
    for question in questions:
        page.get_by_role("group", name=question.question).get_by_label("Yes").check()
    expect(count(page)).to_have_text(f"{len(questions)} of {len(questions)} are yes: it may go live")
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("[value=yes]:checked")).to_have_count(len(questions))


@pytest.mark.parametrize("path", ["evidence/", "change-risk/"])
def test_it_is_ticked_without_scripts(chromium, host, path):
    """Boxes are boxes; a count and buttons that do nothing are not there."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}{path}")
    box = page.locator(".ep-check__box").first
    box.check()
    expect(box).to_be_checked()
    expect(page.get_by_role("button", name="Copy as text")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("path", ["evidence/", "change-risk/"])
def test_on_paper_every_box_has_its_words(page, host, path):
    """Buttons stay on the screen, boxes and what stands beside them are printed."""
    page.goto(f"{host.address}{path}")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Copy as text")).to_be_hidden()
    assert page.locator(".ep-check__box").evaluate_all("(all) => all.every((box) => box.offsetWidth > 8)")


def test_a_ticked_list_is_in_order(page, host):
    """No rule of access fails in it."""
    for path in ("evidence/#area=integrations&have=error-logs", "change-risk/#way-back=no"):
        page.goto(f"{host.address}{path}")
        expect(page.locator("input:checked:visible")).to_have_count(1)
        assert violations(page) == [], path


def test_a_hostile_list_stays_text(page, context, serve, hostile_site):  # noqa: F811 - the fixture
    """On the page, in its address, and in what is copied."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    host = serve(hostile_site)
    for path in ("evidence/#area=%3Cimg%3E&have=%22%5D&__proto__=x", "change-risk/#way-back=%3Cscript%3E&%"):
        page.goto(f"{host.address}{path}")
        page.locator(".ep-check__box").first.check()
        page.get_by_role("button", name="Copy as text").click()
        expect(page.locator("[data-do=copy-text]")).to_have_attribute("data-state", "done")
        assert "zebra <script>" in page.evaluate("navigator.clipboard.readText()")
        stays_text(page)
