"""Messages in a browser: found in the list, filled on their page, sent by address, readable without a script."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from accessible import violations
from engine_site import playbook_data
from escalation_calculator import wire
from escalation_playbook import site
from escalation_playbook.runtime.prepare import prepare
from test_every_page import ROOT, stays_text
from tickets import NOW, SCORED, link, visit

TOLD = 60_000
"""Milliseconds that Python may need to start on a busy machine."""


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served; this Python has the playbook loaded, too."""
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": playbook_data(ROOT)})))["ok"]
    return serve(shipped_site)


def filled(message, **asked):
    """What this Python answers to what the page would ask."""
    request = {"do": "fill", "message": message, "now": NOW, "zone": "Europe/Berlin", **asked}
    return json.loads(wire.evaluate(json.dumps(request)))["sheet"]["messages"]


def rows(page):
    """The messages that are left in the list."""
    return page.locator("[data-ep-item]:visible")


def test_the_list_is_narrowed_and_the_address_holds_it(page, host):
    """By stage, audience, channel, language and word; back takes a choice back, and a link keeps the language."""
    page.goto(f"{host.address}messages/")
    all_ = rows(page).count()
    stage = page.get_by_label("Stage")
    option = stage.locator("option[value=escalated]").text_content()
    stage.select_option("escalated")
    expect(rows(page)).to_have_count(int(option.rpartition("(")[2][:-1]))
    page.locator("select[name=audience]").select_option("customer")
    page.get_by_label("Language").select_option("de")
    page.get_by_label("Channel").select_option("phone")
    expect(rows(page)).to_have_count(1)
    assert dict(parse_qsl(urlsplit(page.url).query)) == {
        "stage": "escalated",
        "audience": "customer",
        "language": "de",
        "channel": "phone",
    }
    rows(page).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our engineers are on it")
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"channel": "phone", "language": "de"}
    expect(page.locator("[data-text]:visible")).to_have_count(1)
    expect(page.locator("[data-text]:visible")).to_have_attribute("lang", "de")
    page.go_back()
    expect(rows(page)).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Language")).to_have_value("")
    page.go_back()
    page.go_back()
    expect(rows(page)).to_have_count(all_)
    page.get_by_label("Filter by word or id").fill("zebra")
    expect(page.get_by_text("No message matches.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(rows(page)).to_have_count(all_)


def test_python_starts_with_the_first_field_and_fills_every_channel(page, context, host, watch):
    """Reading needs none of it; what is typed stands in each text as this Python fills it, and is copied so."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time(NOW)
    page.goto(f"{host.address}messages/delay/", wait_until="networkidle")
    assert not [address for address in watch.requests if "/engine/" in address]
    expect(page.locator("[data-ep-message]")).to_have_attribute("data-state", "ready")
    page.get_by_label("Ticket number").fill("ESC-1482")
    expect(page.locator(".ep-message__filled", has_text="ESC-1482")).to_have_count(2, timeout=TOLD)
    expect(page.locator("[data-slot=state]")).to_have_text("")
    assert [address for address in watch.requests if "/engine/" in address]
    same = filled("delay", variables={"ticket": "ESC-1482"})
    for view in same:
        part = page.locator(f"[data-channel={view['channel']}]:visible")
        expect(part.locator("[data-length]")).to_have_text(view["length"])
        expect(part.locator("[data-lacks]")).to_have_text(view["lacks"])
        pieces = [piece for paragraph in [view["subject"], *view["paragraphs"]] for piece in paragraph]
        expect(part.locator(".ep-message__missing")).to_have_count(sum(not piece["filled"] for piece in pieces))
    page.get_by_role("button", name="Copy for e-mail").click()
    expect(page.locator("[data-channel=email] .ep-copy[data-state=done]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == same[0]["text"]
    assert "ESC-1482" not in page.url


def test_what_cannot_be_used_or_is_too_long_is_told_in_words(page, host):
    """A fault stands at its field, the length beside its text."""
    page.clock.set_fixed_time(NOW)
    page.goto(f"{host.address}messages/status/")
    known = page.get_by_label("What we know by now")
    known.fill("x" * 300)
    dashboard = page.locator("[data-channel=dashboard]")
    (view,) = (each for each in filled("status", variables={"known": "x" * 300}) if each["channel"] == "dashboard")
    expect(dashboard.locator("[data-too-long]")).to_have_text(view["too_long"], timeout=TOLD)
    expect(dashboard.locator("[data-too-long]")).to_be_visible()
    known.fill("short")
    expect(dashboard.locator("[data-too-long]")).to_be_hidden()
    page.goto(f"{host.address}messages/executive-brief/")
    number = page.get_by_label("Customers affected")
    number.fill("three")
    expect(page.get_by_text("Write a whole number, like 40.")).to_be_visible(timeout=TOLD)
    expect(number).to_have_attribute("aria-invalid", "true")


def test_the_language_keeps_the_place_and_stands_in_the_address(page, host):
    """The channel that is read stays where it is on the screen; what is typed is told in the other language."""
    page.clock.set_fixed_time(NOW)
    page.goto(f"{host.address}messages/delay/")
    page.get_by_label("The new time that we can keep").fill("2026-11-20T18:30")
    expect(page.locator(".ep-message__filled", has_text="18:30 Berlin time")).to_have_count(3, timeout=TOLD)
    chat = page.locator("[data-channel=chat]:visible")
    page.evaluate(
        "scrollTo(0, document.querySelector('[data-channel=chat]').getBoundingClientRect().top + scrollY - 90)"
    )
    before = chat.bounding_box()["y"]
    page.locator("select[name=language]").evaluate(
        "(list) => { list.value = 'de'; list.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    expect(chat.locator("[data-text]")).to_have_attribute("lang", "de")
    assert abs(chat.bounding_box()["y"] - before) <= 2
    expect(page.locator(".ep-message__filled:visible", has_text="18:30 Uhr")).to_have_count(3)
    assert urlsplit(page.url).query == "language=de"
    page.locator("label", has_text="Chat").first.click()
    expect(page.locator("[data-text]:visible")).to_have_count(1)
    assert urlsplit(page.url).query == "language=de&channel=chat"
    page.goto(f"{host.address}messages/delay/?channel=fax&language=xx")
    expect(page.locator("[data-text]:visible")).to_have_count(3)


def test_from_a_result_the_facts_come_along(page, host):
    """From the calculator to the message, to the list, to another message, and back."""
    visit(page, f"{host.address}calculator/{link(SCORED)}", "scored")
    page.get_by_role("link", name="Every channel").click()
    expect(page.locator("[data-slot=facts-words]")).to_contain_text("P1, Critical. ", timeout=TOLD)
    (view, *_) = filled("escalated-to-engineering", link=link(SCORED)[1:])
    email = page.locator("[data-channel=email]:visible")
    expect(email.locator("[data-lacks]")).to_have_text(view["lacks"])
    expect(email.locator(".ep-message__filled").first).to_be_visible()
    page.locator(".ep-crumbs").get_by_role("link").click()
    expect(page.get_by_text("Opened from a ticket")).to_be_visible()
    page.get_by_role("link", name="You are called in").click()
    expect(page.locator(".ep-message__filled", has_text="Engineering on call").first).to_be_visible(timeout=TOLD)
    expect(page.get_by_label("The role that owns the ticket")).to_be_hidden()
    page.get_by_role("link", name="Open it in the calculator").click()
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", "scored", timeout=TOLD)


def test_from_a_result_the_words_typed_there_come_along(page, host):
    """In the fragment, which no server sees; the address holds the answers alone when they have arrived."""
    visit(page, f"{host.address}calculator/{link(SCORED)}", "scored")
    words = page.locator("[data-slot=words]")
    words.get_by_label("Ticket number").fill("A&B #17 = 5 % <ü>")
    lead = page.get_by_role("link", name="Every channel")
    expect(lead).to_have_attribute("href", re.compile("word[.]ticket=A%26B"))
    lead.click()
    expect(page.get_by_label("Ticket number")).to_have_value("A&B #17 = 5 % <ü>")
    page.wait_for_url(lambda url: "word." not in url)
    assert urlsplit(page.url).fragment.startswith("model=saas-support&version=1&")
    expect(page.locator("[data-channel=email] .ep-message__filled", has_text="A&B #17 = 5 % <ü>").first).to_be_visible(
        timeout=TOLD
    )
    page.reload()
    page.go_back()
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", "scored", timeout=TOLD)


def test_words_without_answers_come_along_too(page, host):
    """They fill the message of a page that nothing is known of otherwise."""
    page.goto(f"{host.address}messages/delay/#word.ticket=ESC-17&word.nonsense=x")
    expect(page.get_by_label("Ticket number")).to_have_value("ESC-17")
    expect(page.locator(".ep-message__filled", has_text="ESC-17").first).to_be_visible(timeout=TOLD)
    expect(page.locator("[data-slot=notices]")).to_be_hidden()
    assert "#" not in page.url


def test_python_that_does_not_come_is_told_and_tried_again(page, host, watch):
    """The words are kept, and the text can be had without it."""
    watch.forgive("Failed to load resource|could not be fetched|ERR_FAILED")
    page.route("**/engine/engine.json", lambda route: route.abort())
    page.goto(f"{host.address}messages/delay/")
    page.get_by_label("Ticket number").fill("ESC-1482")
    expect(page.locator("[data-slot=state]")).to_contain_text("Your words are kept", timeout=TOLD)
    page.unroute("**/engine/engine.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".ep-message__filled", has_text="ESC-1482")).to_have_count(2, timeout=TOLD)
    expect(page.locator("[data-slot=state]")).to_have_text("")


def test_without_scripts_the_messages_are_there(chromium, host):
    """Every channel and language can be read and selected, with its open words; no dead form stands beside it."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}messages/")
    page.get_by_role("link", name="It takes longer than we said").click()
    expect(page.locator("[data-text]:visible")).to_have_count(3)
    expect(page.locator(".ep-letter__form")).to_be_hidden()
    expect(page.locator("noscript > .ep-note")).to_be_visible()
    page.locator("summary", has_text="Deutsch").click()
    expect(page.locator("[data-text]:visible")).to_have_count(6)
    context.close()


@pytest.fixture(scope="module")
def many_site(tmp_path_factory):
    """The small playbook, with 200 messages and one in Arabic."""
    place = tmp_path_factory.mktemp("many")
    small = ROOT / "tests" / "golden" / "small"
    (place / "build" / "docs").mkdir(parents=True)
    for path in small.rglob("*"):
        if path.is_file():
            to = place / path.relative_to(small)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    text = (small / "playbook" / "messages" / "thanks.yml").read_text("utf-8")
    for number in range(198):
        made = place / "playbook" / "messages" / f"thanks-{number}.yml"
        made.write_text(text.replace("title: Thank you", f"title: Thank you, {number}"), "utf-8")
    (place / "mkdocs.yml").write_text(
        (ROOT / "mkdocs.yml").read_text("utf-8").replace("- generator/", f"- {ROOT}/generator/"), "utf-8"
    )
    prepare(ROOT, print)
    (place / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")
    site.build(place, site.assemble(place), place / "site")
    return place / "site"


@pytest.mark.parametrize("width", [390, 1366])
def test_two_hundred_messages_stay_a_list(page, serve, many_site, width):
    """No task on load takes long enough to be felt, nothing scrolls sideways, and one is found by its number."""
    host = serve(many_site)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{host.address}messages/")
    expect(rows(page)).to_have_count(200)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Filter by word or id").fill("thanks-123")
    expect(rows(page)).to_have_count(1)


def test_arabic_reads_from_the_right(page, serve, many_site):
    """The text in its box does; the page around it stays as it is, and axe finds nothing."""
    page.goto(f"{serve(many_site).address}messages/thanks/?language=ar")
    box = page.locator("[data-text]:visible")
    expect(box).to_have_attribute("lang", "ar")
    assert box.evaluate("(box) => getComputedStyle(box).direction") == "rtl"
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
    page.get_by_label("Lines of it").fill("4310")
    expect(box.locator(".ep-message__filled", has_text="4310")).to_be_visible(timeout=TOLD)
    assert violations(page) == []


def test_what_is_typed_or_linked_stays_text(page, host):
    """Markup in a word and in the fragment shows as it is."""
    attack = "<img src=x onerror=window.ran=1><script>window.ran=2</script>"
    page.goto(f"{host.address}messages/delay/#model=saas-support&version={attack}&severity={attack}")
    expect(page.locator("[data-slot=notices]")).to_contain_text("<img", timeout=TOLD)
    page.get_by_label("Ticket number").fill(attack)
    expect(page.locator(".ep-message__filled", has_text="<img")).to_have_count(2)
    stays_text(page)
