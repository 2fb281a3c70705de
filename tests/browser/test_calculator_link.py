"""Links of the calculator: they reproduce the page, tell what they hold that is not understood, and run nothing."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from engine_site import ASSETS
from tickets import NOW, SCORED, asked, choose, link, reaches, seen, visit


def test_link_reproduces_the_page(page, context, chromium, watch, address):
    """What “Copy link” gives shows the same answer to somebody else."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address)
    for question, value in SCORED.items():
        choose(page, question, value)
    page.locator("[name=classified]").fill("2026-11-20T09:30")
    reaches(page, "scored")
    expect(page).to_have_url(re.compile("classified=2026-11-20T08%3A30Z"))
    page.clock.pause_at(NOW)  # what is said for a while stays until it has been read here
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".ep-copy[data-state=done]")).to_have_text(re.compile("Copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == asked(address, {**SCORED, "classified": "2026-11-20T09:30"})["link"]
    elsewhere = chromium.new_context(timezone_id="Europe/Berlin", viewport={"width": 1366, "height": 900})
    watch.follow(elsewhere)
    other = elsewhere.new_page()
    visit(other, copied, "scored")
    page.clock.run_for(2_000)
    expect(page.locator(".ep-copy[data-state=done]")).to_have_count(0)
    assert seen(other) == seen(page)
    for question, value in SCORED.items():
        if not other.locator(f'input[type=radio][name="{question}"]').count():
            expect(other.locator(f'[name="{question}"]')).to_have_value(value)
    expect(other.locator("[name=classified]")).to_have_value("2026-11-20T09:30")
    assert other.url == copied
    elsewhere.close()


def test_a_time_with_an_offset_stays_exact_in_another_zone(chromium, watch, address):
    """In New York a time of Berlin is shown as it is there, and the link keeps the moment."""
    context = chromium.new_context(timezone_id="America/New_York")
    watch.follow(context)
    page = context.new_page()
    visit(page, address + link(SCORED, classified="2026-11-20T09:30+01:00"), "scored")
    expect(page.locator("[name=classified]")).to_have_value("2026-11-20T03:30")
    choose(page, "reputation", "nobody")
    expect(page).to_have_url(re.compile("classified=2026-11-20T08%3A30Z"))
    expect(page.locator("[data-slot=clock-zone]")).to_contain_text("New York")
    context.close()


def test_what_a_link_says_and_is_not_understood_is_said_aloud(page, address):
    """Another version, an unknown name, an option that is gone: each is told until it is put away, none is dropped."""
    fragment = "#model=saas-support&version=3&sevrity=critical&segment=gold&impact=stopped&users_affected=many"
    visit(page, address + fragment, "open")
    told = page.locator(".ep-notices")
    expect(told).to_contain_text("version 3 of the model; this is version 1")
    expect(told).to_contain_text("There is no factor or fact “sevrity”. Did you mean “severity”?")
    expect(told).to_contain_text("“gold” is not a value of “Customer segment”")
    expect(page.locator("[role=status]", has=told)).to_have_count(1)
    expect(page.locator("#fault-users_affected")).to_contain_text("many")
    assert page.url.endswith(fragment)
    choose(page, "severity", "minor")
    expect(page).to_have_url(re.compile("severity=minor.*sevrity=critical"))
    expect(told).to_contain_text("sevrity")
    choose(page, "segment", "trial")
    expect(told).not_to_contain_text("gold")
    page.get_by_role("button", name="Put away").click()
    expect(told).to_be_hidden()
    expect(page).not_to_have_url(re.compile("sevrity"))
    expect(page.locator("input[name=impact][value=stopped]")).to_be_checked()


def test_a_link_that_contradicts_itself_is_told(page, address):
    """A number and another option than it means: the number counts, and it is said."""
    visit(page, address + link({"breadth": "one", "users_affected": "240"}), "open")
    expect(page.locator(".ep-notices")).to_contain_text("“Breadth” says “One”")
    expect(page.locator("input[name=breadth][value=hundreds]")).to_be_checked()


@pytest.mark.parametrize("more", ["", "&breadth=one", "&breadth=dozens"])
def test_a_contradiction_does_not_grow(page, address, more):
    """What the number overrules stays once in the address and is told once, however often it is scored."""
    visit(page, f"{address}#model=saas-support&version=1&breadth=one&users_affected=50{more}", "open")
    for value in ("minor", "major", "critical"):
        choose(page, "severity", value)
        expect(page).to_have_url(re.compile(f"severity={value}"))
        assert page.url.count("breadth=") == 1, page.url
        expect(page.locator(".ep-notices li", has_text="says “One”")).to_have_count(1)
    page.reload()
    reaches(page, "open")
    choose(page, "severity", "minor")
    expect(page).to_have_url(re.compile("severity=minor"))
    assert page.url.count("breadth=") == 1, page.url
    expect(page.locator(".ep-notices li", has_text="says “One”")).to_have_count(1)
    choose(page, "users_affected", "60")
    expect(page).not_to_have_url(re.compile("breadth="))


def test_another_link_replaces_all_answers(page, address):
    """A link pasted over the address is opened as it stands; nothing of the ticket before stays, no typed words."""
    visit(page, address + link(SCORED), "scored")
    page.locator("#variable-ticket").fill("ESC-7")
    page.evaluate("(fragment) => { location.hash = fragment; }", link({"severity": "minor"}))
    reaches(page, "open")
    expect(page.locator("input[name=impact]:checked")).to_have_count(0)
    expect(page.locator("[name=unresolved_for]")).to_have_value("")
    expect(page.locator("#variable-ticket")).to_have_value("")


BEFORE_THE_ANSWER = """(fragment) => {
  const { engine } = document.querySelector("ep-calculator").session;
  const { ask } = engine;
  engine.ask = async (request) => {
    const reply = await ask(request);
    engine.ask = ask;
    location.hash = fragment; // the browser tells of it in a later task
    return reply;
  };
}"""


def test_an_answer_does_not_write_over_a_link_that_waits(page, address):
    """A link set just before an answer is drawn is opened, though the page hears of it only afterwards."""
    visit(page, address + link(SCORED), "scored")
    page.evaluate(BEFORE_THE_ANSWER, link({"severity": "minor"}))
    page.locator("#variable-ticket").fill("ESC-7")
    reaches(page, "open")
    expect(page.locator("input[name=impact]:checked")).to_have_count(0)
    expect(page).to_have_url(re.compile("#model=saas-support&version=1&severity=minor$"))


HELD_BACK = """() => {
  const { engine } = document.querySelector("ep-calculator").session;
  const { ask } = engine;
  engine.ask = async (request) => {
    const reply = await ask(request);
    await new Promise((release) => { window.release = release; });
    return reply;
  };
}"""


def test_a_copy_is_of_the_answers_that_are_given(page, context, address):
    """Who is quicker than Python copies no link of the answers before: the copy waits for the newest."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address + link(SCORED), "scored")
    page.evaluate(HELD_BACK)
    page.clock.pause_at(NOW)  # what is said for a while stays until it has been read here
    choose(page, "severity", "minor")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("Boolean(window.release)")
    expect(page.locator(".ep-copy[data-state=done]")).to_have_count(0)
    page.evaluate("window.release()")
    expect(page.locator(".ep-copy[data-state=done]")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == asked(address, {**SCORED, "severity": "minor"})["link"]


def test_who_skips_to_the_content_before_the_scripts_come_keeps_the_answers_of_the_link(page, address):
    """The place skipped to is a fragment, too, and must not stand for them."""
    held = []
    page.route("**/calculator.mjs", lambda route: held.append(route))  # noqa: PLW0108 - Playwright wants a function of Python
    page.clock.set_fixed_time(NOW)
    page.goto(address + link(SCORED), wait_until="commit")
    page.get_by_role("link", name="Skip to content").press("Enter")
    expect(page).not_to_have_url(re.compile("severity"))
    for script in held:
        script.continue_()
    page.unroute("**/calculator.mjs")
    reaches(page, "scored")
    expect(page.locator("input[name=severity][value=critical]")).to_be_checked()


SCRIPT = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"


def test_script_text_never_runs(page, address):
    """Script text in the fragment, in a fact and in the message's words is shown as text."""
    visit(
        page,
        address
        + "#"
        + urlencode(
            {
                SCRIPT: SCRIPT,
                "model": SCRIPT,
                "version": SCRIPT,
                "severity": SCRIPT,
                "unresolved_for": SCRIPT,
                "impact": "stopped",
            }
        ),
        "open",
    )
    expect(page.locator(".ep-notices")).to_contain_text("<img src=x onerror=window.ran=1>")
    page.locator("[name=interactions]").fill(SCRIPT[:40])
    page.locator("#variable-issue").fill(SCRIPT)
    expect(page.locator("#message")).to_contain_text(SCRIPT)
    assert page.evaluate("window.ran") is None
    assert page.locator('ep-calculator img, ep-calculator script:not([src$="/assets/ep/early.js"])').count() == 0


def test_scripts_write_text_only():
    """No script of the calculator makes markup or styles from text."""
    for path in [*ASSETS.glob("calculator*.mjs"), ASSETS / "slots.mjs"]:
        found = re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|createContextualFragment",
            path.read_text("utf-8"),
        )
        assert found is None, f"{path.name}: {found}"
