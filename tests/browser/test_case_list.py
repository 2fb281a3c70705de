"""The list of all cases in a browser: narrowed, ordered, sent by its address, and with many cases."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from escalation_playbook.pages import PageContext
from escalation_playbook.render import render_pages
from test_list_of_cases import with_criteria
from test_pages import NOW

READY = "[data-ep-cases][data-state=ready]"
ROWS = "tbody > tr"


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served."""
    return serve(shipped_site)


def visit(page, host, query=""):
    """The list, with its file read."""
    page.goto(f"{host.address}kb/{query}")
    expect(page.locator(READY)).to_be_visible()


def chosen(page):
    """What the address says."""
    return parse_qsl(urlsplit(page.url).query)


def titles(page):
    """The titles of the rows."""
    return page.locator(".ep-table__title").all_text_contents()


def test_rows_of_the_script_are_those_of_the_page(page, host, shipped_site):
    """Nothing changes on the page when its file has come."""
    written = (shipped_site / "kb" / "index.html").read_text("utf-8")
    visit(page, host)
    page.get_by_role("searchbox").fill("zzz")
    expect(page.get_by_text("No case has all of this.")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(ROWS)).to_have_count(16)
    parsed = "(html) => new DOMParser().parseFromString(html, 'text/html')"
    of_all = "[...all].map((row) => row.outerHTML)"
    before = page.evaluate(
        f"(html) => {{ const all = ({parsed})(html).querySelectorAll('{ROWS}'); return {of_all} }}", written
    )
    assert page.locator(ROWS).evaluate_all(f"(all) => {of_all}") == before


def test_facets_narrow_within_or_and_between_and(page, host):
    """Values of one facet add cases, facets together take them away, and the counts say what each would leave."""
    visit(page, host)
    all_ = page.locator(ROWS).count()
    page.get_by_role("checkbox", name="P1 Critical").check()
    one = page.locator(ROWS).count()
    count = page.locator("label:has([name=priority][value=P2])").get_attribute("data-count")
    page.get_by_role("checkbox", name="P2 High").check()
    expect(page.locator(ROWS)).to_have_count(one + int(count or 0))
    expect(page.locator("[data-slot=count]")).to_have_text(f"{one + int(count or 0)} of {all_} cases")
    left = int(page.locator("label:has([name=area][value=integrations])").get_attribute("data-count") or 0)
    page.get_by_role("checkbox", name="Integrations").check()
    expect(page.locator(ROWS)).to_have_count(left)
    page.get_by_role("button", name="Without: P1 Critical").click()
    expect(page.locator(".ep-badge[data-priority=P1]").and_(page.locator("tbody *"))).to_have_count(0)
    expect(page.get_by_role("checkbox", name="P1 Critical")).not_to_be_checked()


def test_a_case_is_found_by_each_criterion_that_it_meets(page, host):
    """Its page leads to the list that is narrowed so, and two criteria leave the cases of either."""
    visit(page, host)
    boxes = page.locator("[name=criterion]")
    both = boxes.nth(0).get_attribute("value"), boxes.nth(1).get_attribute("value")
    counts = [int(page.locator(f"label:has([value={each}])").get_attribute("data-count") or 0) for each in both]
    visit(page, host, f"?criterion={both[0]}")
    expect(page.locator(ROWS)).to_have_count(counts[0])
    page.locator(f"[name=criterion][value={both[1]}]").check()
    found = page.locator(ROWS).count()
    assert max(counts) <= found <= sum(counts)
    visit(page, host, "?owner=support-tier-2")
    expect(page.get_by_role("button", name="Without: Support Tier 2")).to_be_visible()


def test_one_of_many_criteria_is_found_by_its_words(page, host, shipped_site):
    """The field keeps the values with all its words, opens the rest, and leaves list and address alone."""
    many = next(p for p in render_pages(with_criteria(200), PageContext(now=NOW)) if p.address == "kb/")
    whole = (shipped_site / "kb" / "index.html").read_text("utf-8")
    form = re.compile(r'<form class="ep-facets".*?</form>', re.DOTALL)
    body = form.sub(lambda _: form.search(many.html)[0], whole)
    page.route("**/kb/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.route("**/cases.json", lambda route: route.fulfill(body=many.files["cases.json"]))
    visit(page, host)
    expect(page.get_by_role("checkbox", name="Like number 177")).to_be_hidden()
    field = page.get_by_role("textbox", name="Find a filter: Criterion met")
    field.fill("number 177")
    expect(page.locator("label:visible:has([name=criterion])")).to_have_count(1)
    assert chosen(page) == []
    page.get_by_role("checkbox", name="Like number 177").check()
    assert chosen(page) == [("criterion", "like-177")]
    field.fill("number none")
    expect(page.get_by_text("None has these words.")).to_be_visible()
    field.fill("")
    expect(page.locator("label:visible:has([name=criterion])")).to_have_count(200)
    scrolls = "(all) => [all.scrollHeight > all.clientHeight, all.clientHeight < 500]"
    assert page.locator(".ep-facet__all").last.evaluate(scrolls) == [True, True]


def test_the_address_holds_what_is_chosen(page, host):
    """It can be sent; the back button takes a choice back, and a word typed is one step."""
    visit(page, host)
    page.get_by_role("checkbox", name="P1 Critical").check()
    page.get_by_role("searchbox").press_sequentially("sign")
    page.get_by_label("Order").select_option("oldest")
    assert chosen(page) == [("priority", "P1"), ("q", "sign"), ("sort", "oldest")]
    found = titles(page)
    assert found
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(READY)).to_be_visible()
    assert titles(other) == found
    expect(other.get_by_role("searchbox")).to_have_value("sign")
    page.go_back()
    expect(page.get_by_label("Order")).to_have_value("newest")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("")
    expect(page.get_by_role("checkbox", name="P1 Critical")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("checkbox", name="P1 Critical")).not_to_be_checked()


@pytest.mark.parametrize(
    ("order", "column", "direction"),
    [("oldest", "Opened", "ascending"), ("gravest", "Priority", "descending"), ("longest", "Took", "descending")],
)
def test_the_list_is_ordered(page, host, order, column, direction):
    """The column says which order it is."""
    visit(page, host, f"?sort={order}")
    head = page.get_by_role("columnheader", name=column)
    expect(head).to_have_attribute("aria-sort", direction)
    days = page.locator("tbody time").evaluate_all("(all) => all.map((time) => time.dateTime)")
    codes = page.locator("tbody .ep-badge").all_text_contents()
    assert {
        "oldest": days == sorted(days),
        "gravest": codes == sorted(codes),
        "longest": page.locator(ROWS).first.text_content().count("days") > 0,
    }[order]


def test_accents_and_large_letters_play_no_part(page, host):
    """What is typed in haste is found."""
    visit(page, host, "?q=SALESFÖRCE esc-1482")
    expect(page.locator(ROWS)).to_have_count(1)


def test_many_cases_come_some_at_a_time(page, host, shipped_site):
    """Only what is asked for is drawn; the keyboard goes on where the new rows begin."""
    data = json.loads((shipped_site / "kb" / "cases.json").read_text("utf-8"))
    data["rows"] = [[f"2026-01-01-case-{n}", f"Case {n}", *data["rows"][n % 16][2:]] for n in range(5_000)]
    page.route("**/cases.json", lambda route: route.fulfill(json=data))
    visit(page, host)
    expect(page.locator("[data-slot=count]")).to_have_text("5000 cases")
    expect(page.locator(ROWS)).to_have_count(50)
    page.get_by_role("button", name="Show 50 more").click()
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.get_by_role("link", name="Case 50", exact=True)).to_be_focused()
    page.get_by_role("searchbox").fill("case 4999")
    expect(page.locator(ROWS)).to_have_count(1)


def test_without_scripts_the_newest_are_there(chromium, host):
    """Filters are not shown where they would do nothing."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}kb/")
    expect(page.locator(ROWS)).to_have_count(16)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    context.close()


def test_a_list_that_does_not_come_says_so(page, host, watch):
    """The newest cases stay on the page."""
    page.route("**/cases.json", lambda route: route.abort())
    page.goto(f"{host.address}kb/")
    expect(page.get_by_text("The whole list could not be loaded")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(16)
    watch.expect("Failed to load resource")


def test_on_a_phone_the_filters_are_behind_a_button(page, host):
    """Which says how many are set."""
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, host)
    expect(page.get_by_role("checkbox", name="P1 Critical")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("checkbox", name="P1 Critical").check()
    expect(page.get_by_role("button", name="Filters, 1 set")).to_be_visible()
