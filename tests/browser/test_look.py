"""What every page keeps to on every screen, in both colour schemes and on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from arriving import arrive

PAGES = [
    *(
        "",
        "calculator/",
        "messages/",
        "messages/delay/",
        "matrix/",
        "criteria/",
        "kb/",
        "open/",
        "actions/",
        "kb/2025-11-13-salesforce-sync/",
    ),
    *("kb/2026-03-05-service-silent/", "kb/2026-11-20-search-without-new-cards/", "practice/"),
    *("evidence/", "change-risk/", "signals/", "pages/incident-call/"),
    *("priorities/", "priorities/p1/", "priorities/standard/"),
    *("kinds/", "kinds/functional/", "criteria/promise-at-risk/"),
    *("taxonomy/", "workflow/", "workflow/engineering/", "matrix/legal/", "matrix/engineering-on-call/", "learn/"),
    *("scoring/", "sheet/", "reference/", "reference/model/", "reference/errors/"),
]
NARROWED = [
    "criteria/?kind=hierarchical&to=role.product",
    "criteria/?kind=wrong&to=nobody",
    "messages/?q=delay",
    "kb/?area=integrations&q=sync",
    "kb/?state=reviewed&priority=P1&sort=longest",
    "kb/?q=zzz",
]
"""Lists with what they are narrowed by in the address."""
WIDTHS = (320, 360, 760, 960, 1220, 1366, 2560)
PAPER = {"A4": (595, 842), "Letter": (612, 792)}
"""In points."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 900}
SHIFTS = """
window.shifts = 0;
const add = (entries) => { for (const each of entries) if (!each.hadRecentInput) window.shifts += each.value; };
window.moved = new PerformanceObserver((list) => { add(list.getEntries()); });
window.moved.observe({ type: "layout-shift", buffered: true });
window.moved.all = () => { add(window.moved.takeRecords()); return window.shifts; };
"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def host(serve, shipped_site):
    """The shipped site, served."""
    return serve(shipped_site)


@pytest.fixture
def page(chromium):
    """A page that may be left while it loads: what is then broken off is said in the console, and meant."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_no_page_scrolls_sideways(page, host):
    """What is wider than the screen scrolls in its own box, at whatever width: a page is loaded once for all."""
    for path in PAGES:
        page.goto(host.address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function("(width) => innerWidth === width", arg=width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.parametrize("width", [360, 800, 1366])
def test_a_long_name_of_a_site_leaves_room_for_the_search(page, host, width):
    """It is cut off; what is beside it in the header stays within the screen, and apart from it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(host.address)
    page.locator(".ep-header__name").evaluate("(name) => { name.textContent = 'Escalation in the group '.repeat(9) }")
    name, search, scheme = (
        page.locator(part).bounding_box()
        for part in (".ep-header__name", ".ep-search-field", ".ep-header .md-header__option")
    )
    assert name["x"] + name["width"] <= search["x"]
    assert search["x"] + search["width"] <= scheme["x"]
    assert scheme["x"] + scheme["width"] <= width


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(("pause", "late"), [(0, 0), (0.2, 0), (0, 0.2)], ids=["whole", "halves", "scripts late"])
def test_nothing_moves_while_a_page_comes(page, host, size, pause, late):
    """What loads late has its place kept, and half a page is not shown."""
    host.pause, host.late = pause, late
    page.add_init_script(SHIFTS)
    page.set_viewport_size(size)
    for path in [*PAGES, *NARROWED]:
        arrive(page, host.address + path)
        page.evaluate(DRAWN)
        assert page.evaluate("window.moved.all()") < 0.005, path


@pytest.mark.parametrize("width", [360, 800, 1366])
def test_a_page_is_as_tall_as_its_scroll_bar_says(page, host, width):
    """Also where what is below the screen is laid out when it is scrolled to: the bar does not jump."""
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("messages/", "reference/errors/"):
        arrive(page, host.address + path)
        said = page.evaluate("document.documentElement.scrollHeight")
        page.evaluate("document.styleSheets[0].insertRule('* { content-visibility: visible !important }')")
        assert page.evaluate("document.documentElement.scrollHeight") == pytest.approx(said, rel=0.1), path


def test_the_head_of_a_group_keeps_clear_of_its_line(page, host):
    """In the last group of the matrix as in the first, in a language of either direction."""
    page.set_viewport_size(DESK)
    page.goto(host.address + "matrix/")
    gaps = page.locator("th[scope=colgroup]").evaluate_all(
        "(heads) => heads.map((head) => head.firstElementChild.getBoundingClientRect().left"
        " - head.getBoundingClientRect().left)"
    )
    assert len(gaps) > 1
    assert min(gaps) == max(gaps) > 4


@pytest.mark.parametrize(("answers", "columns", "rows"), [(5, 0, 1), (4, 2, 2), (6, 3, 2), (7, 3, 3)])
def test_answers_stand_in_the_columns_that_the_model_says(page, host, answers, columns, rows):
    """Beside each other the words of many, or long ones, would be broken anywhere; no columns leave one row."""
    page.set_viewport_size(DESK)
    page.goto(host.address + "calculator/", wait_until="domcontentloaded")
    tops = page.locator(".ep-question .ep-choice:not(.ep-segments)").first.evaluate(
        """(choice, [count, columns]) => {
          while (choice.children.length > count) choice.lastElementChild.remove();
          while (choice.children.length < count) choice.append(choice.lastElementChild.cloneNode(true));
          if (columns) choice.dataset.columns = columns;
          else delete choice.dataset.columns;
          return [...choice.children].map((option) => Math.round(option.getBoundingClientRect().top));
        }""",
        [answers, columns],
    )
    assert len(tops) == answers
    assert len(set(tops)) == rows


def test_the_system_s_scheme_is_there_from_the_start(chromium, host):
    """Dark needs no script, and a page follows the system; a choice made by hand is kept, over pages too."""
    context = chromium.new_context(color_scheme="dark", java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address)
    expect(page.locator("body")).to_have_css("background-color", "rgb(17, 23, 24)")
    context.close()
    context = chromium.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(host.address)
    expect(page.get_by_title("Light colours")).to_be_visible()
    page.emulate_media(color_scheme="light")
    expect(page.get_by_title("Dark colours")).to_be_visible()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="dark")
    page.get_by_title("Light colours").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.emulate_media(color_scheme="light")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    page.goto(host.address + "matrix/")
    # The theme's own switch, which has each page computed anew three times, would say the scheme here.
    expect(page.locator("meta[name=color-scheme]")).to_have_count(0)
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("path", "sheets"), [("matrix/", 1), ("sheet/", 2), ("practice/", 5), ("messages/delay/", 1)])
def test_a_sheet_is_a_sheet(page, host, path, sheets, paper):
    """On the reader's own paper: the matrix on one across, the score sheet on the two sides of one, examples close."""
    page.goto(host.address + path)
    pdf = page.pdf(prefer_css_page_size=True, format=paper)
    assert 0 < len(re.findall(rb"/Type\s*/Page[^s]", pdf)) <= sheets
    boxes = {tuple(map(round, map(float, box.split()[2:]))) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf)}
    wide, high = sorted(PAPER[paper], reverse=path == "matrix/")
    assert all(abs(box[0] - wide) <= 1 and abs(box[1] - high) <= 1 for box in boxes), boxes


def test_the_drawer_opens_by_key_and_closes_by_escape(page, host):
    """On narrow screens the pages are behind one button, and out of the way until it is pressed."""
    page.set_viewport_size(PHONE)
    page.goto(host.address)
    link = page.get_by_role("navigation").get_by_role("link", name="Criteria")
    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu").press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(page.get_by_role("button", name="Menu")).to_be_focused()


def test_a_list_is_narrowed_by_word_and_kind(page, host):
    """What is left has every word and the kind; nothing left is said."""
    page.goto(host.address + "criteria/")
    rows = page.locator("[data-ep-item]")
    page.get_by_role("searchbox").fill("lawyers")
    expect(rows.filter(visible=True)).to_have_count(1)
    page.get_by_role("searchbox").fill("zzz")
    expect(page.get_by_text("No criterion matches.")).to_be_visible()
    page.get_by_role("searchbox").fill("")
    page.locator("label", has_text="Functional").click()
    expect(rows.filter(visible=True)).to_have_count(page.locator("[data-ep-item][data-kind=functional]").count())


def test_what_a_list_is_narrowed_by_stands_in_its_address(page, host):
    """Choices add up, a link with them shows the same list, and one button takes all of them back."""
    page.goto(host.address + "criteria/")
    rows = page.locator("[data-ep-item]").filter(visible=True)
    page.locator("label", has_text="Hierarchical").click()
    page.get_by_label("Asks for").select_option("severity")
    page.get_by_label("Leads to").select_option("role.product")
    expect(rows).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/criteria/\?kind=hierarchical&asks=severity&to=role\.product$"))
    page.reload()
    expect(rows).to_have_count(1)
    expect(page.get_by_role("radio", name="Hierarchical")).to_be_checked()
    page.get_by_role("searchbox").fill("zzz")
    page.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(page.locator("[data-ep-item]").count())
    expect(page).to_have_url(re.compile(r"/criteria/$"))
    page.goto(host.address + "criteria/?kind=wrong&to=nobody")
    expect(rows).to_have_count(page.locator("[data-ep-item]").count())


def test_without_scripts_every_criterion_shows(chromium, host):
    """What only a script can serve is not there; the list is."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + "criteria/?kind=functional")
    expect(page.locator("[data-ep-item]").filter(visible=True)).to_have_count(page.locator("[data-ep-item]").count())
    expect(page.get_by_role("searchbox")).to_be_hidden()
    context.close()
