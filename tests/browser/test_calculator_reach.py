"""The calculator by keys, on a phone, on paper, and for those who do not see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessible import in_both_schemes
from tickets import OPEN, SCORED, STANDARD, asked, choose, hold, link, panel, reaches, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_keyboard_alone(page, address):
    """A ticket is answered, taken back and its message reached with keys alone; what has the focus is always marked."""
    visit(page, address)
    first = page.locator("input[name=severity]").first
    for _ in range(60):  # past the pages in the navigation
        page.keyboard.press("Tab")
        if first.evaluate("(radio) => radio === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("input[name=severity][value=minor]")).to_be_checked()
    reaches(page, "open")
    page.keyboard.press("Delete")
    reaches(page, "ready")
    page.keyboard.press("Space")
    reaches(page, "open")
    page.locator("[name=legal_threat]:checked").focus()
    names = []
    for _ in range(20):
        page.keyboard.press("Tab")
        names.append(
            page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label')")
        )
        outline = page.evaluate(
            "(() => { const at = document.activeElement; const label = at.closest('label, .ep-field__box') ?? at;"
            " return [at, label].some((each) => getComputedStyle(each).outlineStyle !== 'none'); })()"
        )
        assert outline, f"the focus on {names[-1]!r} cannot be seen"
        if "Copy message" in str(names[-1]):
            break
    assert "Copy message" in names[-1], names


def test_phone_keeps_the_answer_in_sight(chromium, watch, address):
    """On a phone the bar at the bottom holds priority, owner and next time, and leads to the answer."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, timezone_id="Europe/Berlin"
    )
    watch.follow(context)
    page = context.new_page()
    visit(page, address)
    bar = page.locator(".ep-answer-bar")
    expect(bar).to_contain_text("Not scored yet")
    for question, value in SCORED.items():
        choose(page, question, value)
    reaches(page, "scored")
    view = asked(address, SCORED)["view"]
    page.locator("#question-severity").scroll_into_view_if_needed()
    expect(bar).to_be_visible()
    expect(bar).to_have_attribute("data-priority", "P1")
    due = next(row for row in view["clock"]["rows"] if row["next"])
    shown = f"P1 {view['owner']['name']} {due['label']} {due['time']} See answer"
    expect(bar).to_have_text(shown, use_inner_text=True)  # there may be an answer before the last question is answered
    box = bar.bounding_box()
    assert box["y"] + box["height"] == 844
    expect(page.locator("#question-severity").get_by_role("button", name="Clear")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bar.get_by_role("link").click()
    expect(panel(page)).to_be_focused()
    expect(page.locator(".ep-answer__head")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_one_answer_fits_on_one_sheet(page, address, paper):
    """Printed, the answer alone stands on one sheet."""
    visit(page, address + link(SCORED), "scored")
    page.emulate_media(media="print")
    expect(page.locator("form.ep-calculator__form")).to_be_hidden()
    expect(page.locator(".ep-answer__code")).to_be_visible()
    page.emulate_media(media="null")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True, format=paper))) == 1


LINKS = (  # one after the other on one page, each into another state than before
    ("scored", link(SCORED)),
    ("open", link(OPEN)),
    ("scored", link(STANDARD)),
    ("open", link({"sevrity": "x", "users_affected": "many", "severity": "minor"})),
)


@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing(chromium, watch, address, width):
    """In every state, both schemes, wide and narrow, the checker of accessibility finds nothing in our content."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",  # what is on its way from one colour to another is neither
    )
    watch.follow(context)
    page = context.new_page()
    release = hold(page, "**/*.wasm")
    visit(page, address, "loading")
    found = look(page, "loading")
    release()
    reaches(page, "ready")
    found += look(page, "ready")
    for state, fragment in LINKS:
        page.evaluate("(fragment) => { location.hash = fragment; }", fragment)
        reaches(page, state)
        found += look(page, state + fragment)
    page.unroute_all()
    page.route("**/*.wasm", lambda route: route.abort())
    visit(page, address, "failed")
    found += look(page, "failed")
    watch.forgive("ERR_FAILED")  # an ended worker may not have come to say it
    context.close()
    assert found == []


def look(page: Page, state: str) -> list[str]:
    """What the checker finds in both schemes."""
    return [
        f"{state}: {each['id']}: {node['html'][:160]} ({node['any'][0]['message'] if node['any'] else each['help']})"
        for each in in_both_schemes(page, ".ep-page")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("width", [1366, 1220, 960, 390])
def test_a_late_time_stays_in_the_panel(page, address, width):
    """The flag of a time that has passed is whole, however late, beside its time or below it."""
    page.set_viewport_size({"width": width, "height": 900})
    for classified in ("2026-11-19T13:57+01:00", "2026-11-18T09:30+01:00", "2026-10-01T09:30+01:00"):
        visit(page, "about:blank", None)
        visit(page, address + link(SCORED, classified=classified), "scored")
        flags = page.locator(".ep-clock__row .ep-late:visible")
        expect(flags.first).to_contain_text("Late by")
        outside = page.evaluate(
            "[...document.querySelectorAll('.ep-clock__row > *, .ep-clock .ep-late:not([hidden])')].filter((each) => {"
            " const panel = each.closest('.ep-clock').getBoundingClientRect();"
            " const box = each.getBoundingClientRect();"
            " return box.left < panel.left || box.right > panel.right; }).map((each) => each.textContent)"
        )
        assert outside == [], classified


def test_a_tap_leaves_no_colour_behind(chromium, watch, address):
    """On a phone a button looks the same after a tap, and the bar is away while the answer's head is in sight."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, timezone_id="Europe/Berlin"
    )
    watch.follow(context)
    page = context.new_page()
    visit(page, address + link(SCORED), "scored")
    bar = page.locator(".ep-answer-bar")
    expect(bar).to_be_visible()
    look = "(button) => { const style = getComputedStyle(button); return [style.color, style.backgroundColor]; }"
    button = bar.locator("a")
    before = button.evaluate(look)
    button.tap()
    expect(bar).to_be_hidden()
    assert button.evaluate(look) == before
    page.locator("#question-severity").scroll_into_view_if_needed()
    expect(bar).to_be_visible()
    plain = page.locator("[data-slot=message-channels] button:visible").first  # the one tapped goes
    color, ground = plain.evaluate(look)
    plain.tap()
    expect(plain).to_have_css("color", color)
    expect(plain).to_have_css("background-color", ground)
    context.close()
