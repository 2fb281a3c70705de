"""The calculator as a reader meets it, in a real Chromium, on the shipped playbook."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from engine_site import ASSETS, playbook_data
from escalation_calculator import wire
from playwright.sync_api import expect

from escalation_playbook import strict_yaml

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

ROOT = Path(__file__).parents[2]
HAND = {
    case["name"]: case
    for case in strict_yaml.parse((ROOT / "tests/vectors/hand.yml").read_text(encoding="utf-8")).data
}
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


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    assert json.loads(wire.evaluate(json.dumps({"do": "load", "playbook": playbook_data(ROOT)})))["ok"]


@pytest.fixture
def context(chromium, watch):
    """A reader in Berlin on a Friday morning, watched."""
    context = chromium.new_context(timezone_id="Europe/Berlin", viewport={"width": 1366, "height": 900})
    context.set_default_timeout(15_000)
    watch.follow(context)
    yield context
    context.close()


@pytest.fixture
def address(serve, shipped_site) -> str:
    """Where the calculator stands."""
    return f"{serve(shipped_site).address}calculator/"


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
    expect(page.locator("ep-calculator")).to_have_attribute("data-state", state, timeout=30_000)


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


# The answer -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["exactly where P1 begins", "three above P1 is still close", "one point below P1"])
def test_answers_as_this_python(page, address, name):
    """Answered by hand, a ticket worked out by hand shows what this Python says of it, word for word."""
    given = {**HAND[name]["answers"], **HAND[name]["facts"]}
    visit(page, address)
    for question, value in given.items():
        choose(page, question, value)
    reaches(page, "scored")
    reply = asked(address, given)
    view = reply["view"]
    expect(page).to_have_url(address + "#" + reply["fragment"])
    expect(page.locator(".ep-answer__code")).to_have_text(HAND[name]["expect"]["priority"])
    expect(page.locator(".ep-answer__word")).to_have_text(view["headline"])
    expect(page.locator(".ep-answer__why")).to_have_text(view["why"])
    expect(page.locator(".ep-owner__name")).to_have_text(view["owner"]["name"])
    expect(page.locator(".ep-owner__contacts a")).to_have_text([way["text"] for way in view["owner"]["ways"]])
    expect(page.locator(".ep-clock__at")).to_have_text([row["time"] for row in view["clock"]["rows"]])
    expect(page.locator(".ep-bars__name")).to_have_text([bar["name"] for bar in view["bars"]])
    expect(page.locator(".ep-bars__points")).to_have_text([bar["text"] for bar in view["bars"]])
    shown = [each["title"] for each in view["criteria"] if each["status"] != "not_met"]
    expect(page.locator("[data-slot=met] a")).to_have_text(shown)
    expect(page.locator(".ep-callout strong:visible")).to_have_text([each["title"] for each in view["callouts"]])
    paragraphs = ["".join(piece["text"] for piece in part) for part in reply["message"]["paragraphs"]]
    expect(page.locator("#message p:not(.ep-message__subject)")).to_have_text(paragraphs)
    expect(page.locator("[data-slot=people-rows] dd")).to_have_text([x for x in (view["called"], view["told"]) if x])


def test_marks_when_the_first_answer_stands(page, address):
    """A measurement finds the moment at which the first answer is drawn."""
    page.goto(address + link(SCORED))
    reaches(page, "scored")
    assert page.evaluate("performance.getEntriesByName('ep-first-score').length") == 1


def test_open_range_leads_to_the_questions_that_decide(page, address):
    """While answers are missing both ends stand there, and each question that decides is one press away."""
    visit(page, address + link(OPEN), "open")
    view = asked(address, OPEN)["view"]
    expect(page.locator("[data-slot=range] .ep-badge")).to_have_text([badge["code"] for badge in view["badges"]])
    expect(page.locator("[data-slot=clock-title]")).to_have_text(view["clock"]["title"])
    first = page.locator("[data-slot=deciders] .ep-decide__item").first
    assert words(first).endswith(f"{view['deciders'][0]['question']} {view['deciders'][0]['tip'].rstrip('.')}")
    first.locator("a").click()
    name = view["deciders"][0]["name"]
    expect(page.locator(f"#question-{name} input").first).to_be_focused()
    expect(page).to_have_url(re.compile("severity=major"))


def test_standard_route_is_no_escalation(page, address):
    """Below every threshold the panel names the standard route, without a colour of its own."""
    visit(page, address + link(STANDARD), "scored")
    expect(page.locator(".ep-answer__word")).to_have_text("Standard route")
    expect(page.locator(".ep-answer__code")).to_be_hidden()
    expect(page.locator(".ep-callout strong:visible")).to_have_text(["Not an escalation"])


def test_a_number_and_its_question_are_one(page, address):
    """A number chooses the option it means; choosing another option takes the number away."""
    visit(page, address)
    number, many = page.locator("[name=users_affected]"), page.locator("input[name=breadth][value=many]")
    number.fill("40")
    expect(many).to_be_checked()
    expect(page).to_have_url(re.compile("users_affected=40"))
    number.fill("400")
    expect(page.locator("input[name=breadth][value=hundreds]")).to_be_checked()
    choose(page, "breadth", "one")
    expect(number).to_have_value("")
    expect(page).to_have_url(re.compile("breadth=one"))
    assert "users_affected" not in page.url
    number.fill("7")
    number.fill("")
    expect(page.locator("input[name=breadth]:checked")).to_have_count(0)
    reaches(page, "ready")


def test_an_answer_can_be_taken_back(page, address):
    """A question becomes unknown again, by its own button; and all of them at once, with a way back."""
    visit(page, address + link(OPEN), "open")
    page.locator("#question-severity").hover()
    page.locator("#question-severity").get_by_role("button", name="Clear").click()
    expect(page.locator("input[name=severity]:checked")).to_have_count(0)
    expect(page.locator("#question-severity .ep-question__open")).to_be_visible()
    expect(page).not_to_have_url(re.compile("severity="))
    page.locator("#variable-ticket").fill("ESC-7")
    page.get_by_role("button", name="Clear all answers").click()
    reaches(page, "ready")
    expect(page).to_have_url(address)
    expect(page.get_by_text("One step back in the browser brings them again.")).to_be_visible()
    expect(page.locator("#variable-ticket")).to_have_value("")
    page.go_back()
    reaches(page, "open")
    expect(page.locator("[name=users_affected]")).to_have_value("40")
    expect(page.locator("#variable-ticket")).to_have_value("ESC-7")


def test_what_cannot_be_used_is_said_at_its_field(page, address):
    """A mistake is told at the field once it is left, not while it is typed; it goes when it is mended."""
    visit(page, address)
    field = page.locator("[name=unresolved_for]")
    field.press_sequentially("3 hurs")
    fault = page.locator("#fault-unresolved_for")
    expect(fault).to_be_hidden()
    field.press("Tab")
    expect(fault).to_contain_text("3 hurs")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("3 h")
    expect(fault).to_be_hidden()
    expect(page.locator("[aria-invalid]")).to_have_count(0)


def test_lateness_is_told_without_asking_and_without_a_word(page, address):
    """The clock goes on by itself: a promise that passes is flagged, and nothing is spoken for it."""
    page.clock.install(time=datetime.fromisoformat(NOW))
    page.goto(address + link(SCORED, classified="2026-11-20T08:30Z"))
    reaches(page, "scored")
    expect(page.locator(".ep-late:visible")).to_have_count(0)
    page.clock.run_for(2_000)
    spoken = page.locator("[data-slot=spoken]")
    expect(spoken).to_contain_text("P1, Critical")
    spoken.evaluate("(place) => new MutationObserver(() => (place.dataset.heard = '1')).observe(place, {childList: true, characterData: true, subtree: true})")
    page.clock.fast_forward("20:00")
    expect(page.locator(".ep-late:visible")).to_have_text([re.compile("Late by 1[67] min")])
    page.clock.run_for(2_000)
    expect(spoken).not_to_have_attribute("data-heard", "1")


def test_speaks_one_sentence_for_each_answer(page, address):
    """The live region holds the calculator's own sentence, politely, after a pause."""
    visit(page, address)
    choose(page, "severity", "major")
    region = page.locator("[data-slot=spoken]")
    expect(region).to_have_text(asked(address, {"severity": "major"})["view"]["spoken"])
    expect(region).to_have_attribute("role", "status")


# The link ---------------------------------------------------------------------------------------------------------


def test_link_reproduces_the_page(page, context, chromium, watch, address):
    """What “Copy link” gives shows the same answer to somebody else."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address)
    for question, value in SCORED.items():
        choose(page, question, value)
    page.locator("[name=classified]").fill("2026-11-20T09:30")
    reaches(page, "scored")
    expect(page).to_have_url(re.compile("classified=2026-11-20T08%3A30Z"))
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".ep-copy[data-state=done]")).to_have_text(re.compile("Copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == asked(address, {**SCORED, "classified": "2026-11-20T09:30"})["link"]
    elsewhere = chromium.new_context(timezone_id="Europe/Berlin", viewport={"width": 1366, "height": 900})
    watch.follow(elsewhere)
    other = elsewhere.new_page()
    visit(other, copied, "scored")
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
    expect(told).to_contain_text("“gold” is not a value of “segment”")
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
    expect(page.locator(".ep-notices")).to_contain_text("“breadth” says “one”")
    expect(page.locator("input[name=breadth][value=hundreds]")).to_be_checked()


def test_another_link_replaces_all_answers(page, address):
    """A link pasted over the address is opened as it stands; nothing of the ticket before stays, typed words neither."""
    visit(page, address + link(SCORED), "scored")
    page.locator("#variable-ticket").fill("ESC-7")
    page.evaluate("(fragment) => { location.hash = fragment; }", link({"severity": "minor"}))
    reaches(page, "open")
    expect(page.locator("input[name=impact]:checked")).to_have_count(0)
    expect(page.locator("[name=unresolved_for]")).to_have_value("")
    expect(page.locator("#variable-ticket")).to_have_value("")


SCRIPT = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"


def test_script_text_never_runs(page, address):
    """Script text in the fragment, in a fact and in the message's words is shown as text."""
    visit(page, address + "#" + urlencode({SCRIPT: SCRIPT, "model": SCRIPT, "version": SCRIPT, "severity": SCRIPT, "unresolved_for": SCRIPT, "impact": "stopped"}), "open")
    expect(page.locator(".ep-notices")).to_contain_text("<img src=x onerror=window.ran=1>")
    page.locator("[name=interactions]").fill(SCRIPT[:40])
    page.locator("#variable-issue").fill(SCRIPT)
    expect(page.locator("#message")).to_contain_text(SCRIPT)
    assert page.evaluate("window.ran") is None
    assert page.locator("ep-calculator img, ep-calculator script").count() == 0


def test_scripts_write_text_only():
    """No script of the calculator makes markup or styles from text."""
    for path in [*ASSETS.glob("calculator*.mjs"), ASSETS / "slots.mjs"]:
        found = re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.style\b|createContextualFragment", path.read_text("utf-8"))
        assert found is None, f"{path.name}: {found}"


# The message ------------------------------------------------------------------------------------------------------


def test_message_is_filled_and_copied(page, context, address):
    """What is typed stands in the message, what is missing in brackets; the copy is what this Python fills in."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address + link(SCORED), "scored")
    page.locator("#variable-ticket").fill("ESC-1482")
    expect(page.locator("#message .ep-message__filled", has_text="ESC-1482")).not_to_have_count(0)
    reply = asked(address, SCORED, variables={"ticket": "ESC-1482"})
    missing = len(reply["message"]["missing"])
    expect(page.locator("[data-slot=message-about]")).to_have_text(f"{missing} words missing")
    button = page.get_by_role("button", name="Copy message")
    before = button.bounding_box()
    button.click()
    expect(page.locator(".ep-copy[data-state=done]")).to_be_visible()
    assert button.bounding_box() == before
    expect(page.locator("[role=status]", has_text=f"Copied. {missing} words are missing")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == reply["message"]["text"]
    assert "ESC-1482" not in page.url
    page.get_by_role("button", name="Copy all as text").click()
    expect(page.locator("[data-do=copy-note]")).to_have_attribute("data-state", "done")
    assert page.evaluate("navigator.clipboard.readText()") == reply["note"]


def test_other_messages_and_channels(page, address):
    """Any message and channel can be had; the hand-off is one press away and so is the way back."""
    visit(page, address + link(SCORED), "scored")
    page.get_by_role("button", name="Fit to chat").click()
    expect(page.locator(".ep-message__subject")).to_have_count(0)
    page.get_by_role("button", name="Fit to e-mail").click()
    expect(page.locator(".ep-message__subject")).to_have_count(1)
    page.get_by_role("button", name="Hand-off").click()
    expect(page.locator("[data-slot=message-title]")).to_have_text("Message inside")
    expect(page.locator("#message")).to_contain_text("Please answer \"I have it\"")
    page.get_by_role("button", name="To the customer").click()
    expect(page.locator("[data-slot=message-title]")).to_have_text("Message to the customer")
    page.get_by_label("Which message").select_option(label="It works again, and why it happened")
    reply = asked(address, SCORED, message="resolved")
    expect(page.locator("#message .ep-message__missing")).to_have_count(
        sum(not piece["filled"] for part in [reply["message"]["subject"], *reply["message"]["paragraphs"]] for piece in part)
    )


def test_refused_clipboard_offers_the_text(page, context, address):
    """Where the browser does not allow copying, the text stands there, selected."""
    context.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error())}});"
        "document.execCommand = () => false;"
    )
    visit(page, address + link(SCORED), "scored")
    page.get_by_role("button", name="Copy message").click()
    field = page.get_by_label("copy it by hand")
    expect(field).to_be_focused()
    expect(field).to_have_value(asked(address, SCORED)["message"]["text"])
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")


# Loading and failing ----------------------------------------------------------------------------------------------


def test_early_answers_are_kept_and_scored(page, address):
    """Before Python is there the form can be used; what was answered is counted, kept and scored."""
    held = []
    page.route("**/*.wasm", lambda route: held.append(route))  # noqa: PLW0108 - the handler must be a function
    visit(page, address, "loading")
    choose(page, "severity", "critical")
    choose(page, "users_affected", "240")
    expect(page.locator(".ep-answer__why")).to_contain_text(
        re.compile(r"Loading Python, [\d.]+ of [\d.]+ MB\. Keep answering: your 2 answers are kept and scored when it is ready\.")
    )
    held[0].continue_()
    reaches(page, "open")
    expect(page.locator(".ep-answer__why")).to_have_text(asked(address, {"severity": "critical", "users_affected": "240"})["view"]["why"])
    expect(page.locator("input[name=breadth][value=hundreds]")).to_be_checked()


def test_early_answers_count_before_those_of_the_link(page, address):
    """While a link's page loads, what is taken back stays unknown."""
    held = []
    page.route("**/*.wasm", lambda route: held.append(route))  # noqa: PLW0108 - the handler must be a function
    visit(page, address + link(SCORED), "loading")
    expect(page.locator("input[name=severity][value=critical]")).to_be_checked()
    page.locator("input[name=severity]:checked").focus()
    page.keyboard.press("Delete")
    held[0].continue_()
    reaches(page, "open")
    expect(page).not_to_have_url(re.compile("severity="))


def test_nothing_moves_when_it_is_ready(page, address):
    """From loading to ready nothing on the page shifts."""
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        "for (const entry of list.getEntries()) window.shift += entry.value; }).observe({type: 'layout-shift', buffered: true});"
    )
    visit(page, address)
    assert page.evaluate("window.shift") < 0.001


def test_failure_is_told_and_mended(page, address, watch):
    """Why, at what time, what to do; answers are kept, and trying again scores them."""
    page.route("**/*.wasm", lambda route: route.abort())
    visit(page, address, "failed")
    choose(page, "severity", "critical")
    expect(page.locator(".ep-answer__word")).to_have_text("The calculator did not start")
    expect(page.locator(".ep-answer__why")).to_have_text("Python could not be loaded (network, 09:42). Your answer is kept.")
    expect(page.get_by_role("link", name="Use the paper score sheet")).to_be_visible()
    expect(page.locator(".ep-clock")).to_be_hidden()
    watch.expect("ERR_FAILED")
    page.unroute("**/*.wasm")
    page.get_by_role("button", name="Try again").click()
    reaches(page, "open")
    expect(page.get_by_role("button", name="Try again")).to_be_hidden()
    expect(page.locator(".ep-clock")).to_be_visible()


def test_foot_names_what_runs(page, address):
    """Model, Python and the hash over the sources, the whole of it on the page too."""
    from escalation_calculator.identity import sources_hash

    visit(page, address)
    expect(page.locator("[data-slot=python]")).to_have_text(re.compile(r"Python 3\.14\.\d+"))
    whole = sources_hash()
    code = page.locator("[data-slot=sources] code")
    expect(code).to_have_text(f"sha256 {whole[:4]} … {whole[-4:]}")
    expect(code).to_have_attribute("title", whole)


# Keys, small screens, paper ---------------------------------------------------------------------------------------


def test_keyboard_alone(page, address):
    """A ticket is answered, taken back and its message reached with keys alone; what has the focus is always marked."""
    visit(page, address)
    first = page.locator("input[name=severity]").first
    for _ in range(30):
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
        names.append(page.evaluate("document.activeElement.innerText || document.activeElement.getAttribute('aria-label')"))
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
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, timezone_id="Europe/Berlin")
    watch.follow(context)
    page = context.new_page()
    visit(page, address)
    bar = page.locator(".ep-answer-bar")
    expect(bar).to_contain_text("Not scored yet")
    for question, value in SCORED.items():
        choose(page, question, value)
    reaches(page, "scored")
    view = asked(address, SCORED)["view"]
    expect(bar).to_have_attribute("data-priority", "P1")
    due = next(row for row in view["clock"]["rows"] if row["next"])
    assert words(bar) == f"P1 {view['owner']['name']} {due['label']} {due['time']} See answer"
    box = bar.bounding_box()
    assert box["y"] + box["height"] == 844
    expect(page.locator("#question-severity").get_by_role("button", name="Clear")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bar.get_by_role("link").click()
    expect(panel(page)).to_be_focused()
    expect(page.locator(".ep-answer__head")).to_be_in_viewport()
    context.close()


def test_one_answer_fits_on_one_sheet(page, address):
    """Printed, the answer alone stands on one sheet."""
    visit(page, address + link(SCORED), "scored")
    page.emulate_media(media="print")
    expect(page.locator("form.ep-calculator__form")).to_be_hidden()
    expect(page.locator(".ep-answer__code")).to_be_visible()
    page.emulate_media(media="null")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1


AXE_STATES = {
    "ready": "",
    "scored": link(SCORED),
    "open": link(OPEN),
    "notices": link({"sevrity": "x", "users_affected": "many", "severity": "minor"}),
    "standard": link(STANDARD),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing(chromium, watch, address, scheme, width):
    """In every state, both schemes, wide and narrow, the checker of accessibility finds nothing in our content."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, timezone_id="Europe/Berlin")
    watch.follow(context)
    found = []
    for name, fragment in AXE_STATES.items():
        page = context.new_page()
        visit(page, address + fragment, {"notices": "open", "standard": "scored"}.get(name, name))
        found += look(page, name)
        page.close()
    page = context.new_page()
    page.route("**/*.wasm", lambda route: None)
    visit(page, address, "loading")
    found += look(page, "loading")
    page.unroute_all()
    page.route("**/*.wasm", lambda route: route.abort())
    visit(page, address, "failed")
    found += look(page, "failed")
    watch.expect("ERR_FAILED")
    context.close()
    assert found == []


def look(page: Page, state: str) -> list[str]:
    """What the checker finds."""
    result = Axe().run(page, context=".ep-page", options={"resultTypes": ["violations"]})
    return [
        f"{state}: {each['id']}: {node['html'][:160]} ({node['any'][0]['message'] if node['any'] else each['help']})"
        for each in result.response["violations"]
        for node in each["nodes"]
    ]
