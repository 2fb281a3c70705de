"""The search dialog as a reader meets it, on the shipped playbook."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accessible import violations


@pytest.fixture
def home(page, serve, shipped_site):
    """The first page of the site, served below a path as many hosts do."""
    page.goto(serve(shipped_site, prefix="/escalation/").address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    return page


def search(page, words):
    """Open the dialog, write, and wait for the answer; the index may have to come first."""
    page.keyboard.press("/")
    page.get_by_role("combobox", name="Search").fill(words)
    expect(page.locator("dialog.ep-search")).to_have_attribute("data-answers", words.strip(), timeout=60_000)


def group(page, kind):
    """The results of a kind."""
    return page.get_by_role("group", name=kind, exact=True)


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_opens_it_from_anywhere(home, key):
    """Two keystrokes and a word: the field has the focus at once."""
    home.keyboard.press(key)
    expect(home.get_by_role("combobox", name="Search")).to_be_focused()


def test_a_slash_in_a_field_is_a_slash(home):
    """Where one types, the key means itself; on an answer it opens the search."""
    home.goto(f"{home.url}criteria/")
    field = home.get_by_role("searchbox")
    field.press_sequentially("a/b")
    expect(field).to_have_value("a/b")
    home.get_by_role("radio", name=re.compile("Functional")).focus()
    home.keyboard.press("/")
    expect(home.get_by_role("combobox", name="Search")).to_be_focused()


def test_a_long_list_says_that_it_is_its_beginning(home):
    """Of one kind, where more was found than is shown; with one more word there is nothing to say."""
    search(home, "s")
    dialog = home.locator("dialog.ep-search")
    dialog.get_by_role("radio", name="Pages").check(force=True)
    expect(dialog.get_by_text("These are the first 30; one more word narrows them.")).to_be_visible()
    expect(dialog.locator(".ep-search__item")).to_have_count(30)
    search(home, "score sheet")
    expect(dialog.get_by_text("These are the first")).to_be_hidden()


def test_escape_goes_back_to_where_one_was(home):
    """The focus returns to what had it."""
    home.locator("[data-ep-search]").press("Enter")
    expect(home.get_by_role("dialog", name="Search")).to_be_visible()
    home.keyboard.press("Escape")
    expect(home.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(home.locator("[data-ep-search]")).to_be_focused()


def test_a_criterion_is_found_and_opened(home):
    """One entry for each criterion; Enter goes to its page."""
    search(home, "lawyers")
    first = group(home, "Criteria").get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(first.locator("mark").first).to_have_text("lawyers")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile("/escalation/criteria/legal-threat/$"))
    expect(home.get_by_role("heading", level=1)).to_contain_text("lawyers")


def test_enter_waits_for_the_words_that_are_written(home):
    """Who is quicker than the index goes where the newest words lead, not to what is still shown of those before."""
    home.clock.install()
    search(home, "salesforce")
    expect(home.get_by_role("listbox", name="Results").get_by_role("option").first).to_be_visible()
    home.clock.pause_at("2100-01-01")
    home.get_by_role("combobox", name="Search").fill("legal-threat")
    home.keyboard.press("Enter")
    home.clock.resume()
    expect(home).to_have_url(re.compile("/escalation/criteria/legal-threat/$"))


def test_a_contact_is_found_by_the_role(home):
    """A role's entry shows how to reach it."""
    search(home, "support lead")
    roles = group(home, "Roles")
    expect(roles.get_by_role("option", name=re.compile("support-lead@example.com"))).to_be_visible()
    expect(roles.get_by_role("option").first).to_have_attribute("href", re.compile("/escalation/matrix/support-lead/$"))


@pytest.mark.parametrize("how", [{"modifiers": ["ControlOrMeta"]}, {"button": "middle"}])
def test_a_result_opened_beside_this_page_leaves_the_search_open(home, how):
    """The next one is an arrow and a key away: the field keeps the focus."""
    search(home, "lawyers")
    with home.context.expect_page() as opened:
        group(home, "Criteria").get_by_role("option").first.click(**how)
    expect(opened.value).to_have_url(re.compile("/criteria/legal-threat/$"))
    expect(home.get_by_role("combobox", name="Search")).to_be_focused()
    opened.value.close()


def test_arrows_go_round(home):
    """Down from the last is the first, and up from the first is the last."""
    search(home, "salesforce")
    options = home.get_by_role("listbox", name="Results").get_by_role("option")
    expect(options.first).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    home.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_a_facet_leaves_cases_alone(home):
    """Only cases have a priority; each shows it."""
    search(home, "data")
    expect(group(home, "Criteria")).to_be_visible()
    home.get_by_role("dialog").get_by_label("Priority").select_option("P1")
    expect(group(home, "Criteria")).to_be_hidden()
    cases = group(home, "Cases").get_by_role("option")
    expect(cases.first).to_be_visible()
    assert {badge.strip() for badge in cases.locator(".ep-badge").all_inner_texts()} == {"P1"}


def test_a_kind_leaves_others_out(home):
    """The counts stay; only one group is shown."""
    search(home, "data")
    home.get_by_role("dialog").get_by_role("radio", name=re.compile("Cases")).check()
    expect(home.get_by_role("group", name=re.compile("Criteria|Roles|Messages|Pages"))).to_have_count(0)
    expect(group(home, "Cases")).to_be_visible()


def test_what_is_not_there_is_said(home):
    """Nothing found names what was looked for, as text, and says where else to look."""
    search(home, "<zzz>")
    dialog = home.get_by_role("dialog")
    expect(dialog).to_contain_text("Nothing has “<zzz>”.")
    expect(dialog.get_by_role("link", name="Criteria")).to_have_attribute("href", re.compile("/escalation/criteria/$"))


def test_what_is_long_is_said_in_short(home):
    """Of a ticket's whole text that was pasted, its beginning says what nothing has."""
    search(home, "xyzzy " * 500)
    expect(home.get_by_role("dialog").get_by_role("status")).to_have_text(re.compile("^Nothing has “.{10,70}…”"))


def test_an_index_that_does_not_come_is_said(page, serve, shipped_site, watch):
    """A broken search says so, and where to look instead."""
    host = serve(shipped_site)
    host.refuse.add("search.json")
    page.goto(host.address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    search(page, "data")
    expect(page.get_by_role("dialog")).to_contain_text("The search index could not be loaded.")
    watch.expect("404")


def test_rules_are_found_when_cases_cannot_be(page, serve, shipped_site):
    """Half a search is worth having, and says that it is half."""
    host = serve(shipped_site)
    host.refuse.add("pagefind.js")
    page.goto(host.address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    search(page, "lawyers")
    expect(group(page, "Criteria").get_by_role("option").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("Past cases could not be searched.")
    expect(page.get_by_role("dialog").get_by_role("link", name="All cases")).to_be_visible()
    page.get_by_role("combobox", name="Search").fill("ragulator")  # a case may have it as it is
    expect(page.locator("dialog.ep-search")).to_have_attribute("data-answers", "ragulator")
    expect(page.get_by_role("option")).to_have_count(0)


def test_without_scripts_nothing_pretends(chromium, serve, shipped_site):
    """No field that does not work: a link in its place."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(serve(shipped_site).address)
    expect(page.locator("[data-ep-search]")).to_be_hidden()
    expect(page.get_by_role("banner").get_by_role("link", name="Past cases")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("ESC-1482", "kb/2025-11-13-salesforce-sync/"),
        ("esc-1482 ", "kb/2025-11-13-salesforce-sync/"),
        ("2026-04-21-calendar-repeats", "kb/2026-04-21-calendar-repeats/"),
        ("legal-threat", "criteria/legal-threat/"),
    ],
)
def test_an_id_typed_whole_comes_first(home, words, path):
    """Who has the number of a ticket, or the id of a case or criterion, wants that one and no other."""
    search(home, words)
    first = home.get_by_role("listbox", name="Results").get_by_role("option").first
    expect(first).to_have_attribute("href", re.compile(re.escape(f"/escalation/{path}") + "$"))
    expect(first).to_have_attribute("aria-selected", "true")


def test_an_excerpt_sets_words_apart(home):
    """What stands side by side on the page is not one word in the results."""
    search(home, "ESC-1482")
    expect(home.locator(".ep-search__text").first).to_be_visible()
    texts = home.locator(".ep-search__text").all_inner_texts()
    home.get_by_role("combobox", name="Search").fill("functional")
    expect(home.locator(".ep-search__item mark").first).to_have_text(re.compile("functional", re.IGNORECASE))
    texts += home.locator(".ep-search__text").all_inner_texts()
    assert texts
    assert [text for text in texts if re.search(r"[a-z](Functional|ESC-|[A-Z][a-z])|Ticket(?! )\S", text)] == []


def test_back_closes_it_and_leaves_the_address(home):
    """On a phone, Back is how one leaves; behind the “#” stands what was there."""
    home.goto(f"{home.url}criteria/#legal-threat")
    expect(home.locator("[data-ep-search]")).to_be_enabled()
    before = home.evaluate("history.length")
    search(home, "lawyers")
    expect(group(home, "Criteria")).to_be_visible()
    home.evaluate("history.back()")
    expect(home.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(home).to_have_url(re.compile("/criteria/#legal-threat$"))
    home.keyboard.press("/")
    home.keyboard.press("Escape")
    expect(home.get_by_role("dialog", name="Search")).to_be_hidden()
    home.keyboard.press("/")  # perhaps before the step back is made
    expect(home.get_by_role("dialog", name="Search")).to_be_visible()
    home.keyboard.press("Escape")
    expect(home.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(home).to_have_url(re.compile("/criteria/#legal-threat$"))
    assert home.evaluate("history.length") <= before + 1


def test_back_from_a_result_finds_the_search_as_it_was(home):
    """Words, kind, and which result was opened: the next one is a key away."""
    search(home, "sync")
    home.get_by_role("dialog").get_by_role("radio", name=re.compile("Issue types")).check()
    options = home.get_by_role("listbox", name="Results").get_by_role("option")
    expect(home.get_by_role("group", name="Cases")).to_have_count(0)
    home.get_by_role("combobox", name="Search").press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile("/taxonomy/"))
    home.go_back()
    expect(home.get_by_role("combobox", name="Search")).to_have_value("sync")
    expect(home.get_by_role("radio", name=re.compile("Issue types"))).to_be_checked()
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")


def test_answers_in_the_address_survive_a_search(home):
    """The calculator keeps them behind the “#”."""
    home.goto(f"{home.url}calculator/#severity=critical")
    expect(home.locator("[data-ep-search]")).to_be_enabled()
    search(home, "lawyers")
    expect(home.locator(".ep-search__item").first).to_be_visible()
    home.keyboard.press("Escape")
    expect(home.get_by_role("dialog", name="Search")).to_be_hidden()
    expect(home).to_have_url(re.compile("/calculator/#.*severity=critical"))
    expect(home.locator("input[name=severity][value=critical]")).to_be_checked()


def test_a_slip_of_the_finger_is_put_right(home):
    """What was meant is shown at once, and told to be so; a press takes the word over."""
    search(home, "ragulator")
    dialog = home.get_by_role("dialog")
    expect(group(home, "Criteria").get_by_role("option", name=re.compile("lawyers"))).to_be_visible()
    expect(dialog.locator(".ep-search__note")).to_have_text("Nothing has “ragulator”. Did you mean regulator?")
    expect(dialog.get_by_role("status")).to_contain_text("Nothing has “ragulator”. Did you mean regulator?")
    dialog.get_by_role("button", name="regulator").click()
    expect(home.get_by_role("combobox", name="Search")).to_have_value("regulator")
    expect(dialog.locator(".ep-search__note")).not_to_contain_text("Did you mean")
    search(home, "ragulator")
    home.keyboard.press("Enter")
    expect(home).to_have_url(re.compile("/criteria/legal-threat/$"))


def test_other_words_for_the_same_are_named(home):
    """Who wonders why a result is there can read it."""
    search(home, "outage")
    expect(home.get_by_role("dialog")).to_contain_text("Also searched: unavailable")
    expect(group(home, "Criteria").get_by_role("option").first).to_contain_text("The service does not answer")


def test_words_of_another_language_are_told_to_be_so(home):
    """A German message is found from an English page, and read out as German."""
    search(home, "vielen Dank für Ihre Meldung")
    text = group(home, "Messages").get_by_role("option").first.locator(".ep-search__text")
    expect(text).to_have_attribute("lang", "de")
    expect(text.locator("mark").first).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_in_the_dialog(chromium, watch, serve, shipped_site, *, scheme, width):
    """Before typing, with results, and with none; and nothing goes beyond the screen."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}, bypass_csp=True)
    watch.follow(context)
    page = context.new_page()
    page.goto(serve(shipped_site).address)
    expect(page.locator("[data-ep-search]")).to_be_enabled()
    page.keyboard.press("/")
    expect(page.locator("dialog.ep-search select[name=priority]")).to_be_visible()
    for words in ("", "data", "verylongwordthatnobodyhaswritten" * 3):
        page.get_by_role("combobox", name="Search").fill(words)
        expect(page.locator("dialog.ep-search")).to_have_attribute("data-answers", words, timeout=60_000)
        assert violations(page, "dialog.ep-search") == []
        dialog = page.locator("dialog.ep-search")
        assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    context.close()
