"""The calculator as a reader meets it: answers, and what is shown of them."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from escalation_calculator.identity import sources_hash
from escalation_playbook import strict_yaml
from tickets import NOW, OPEN, SCORED, STANDARD, asked, choose, link, reaches, visit, words

ROOT = Path(__file__).parents[2]
HAND = {
    case["name"]: case for case in strict_yaml.parse((ROOT / "tests/vectors/hand.yml").read_text(encoding="utf-8")).data
}


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
    people = [view[which] for which in ("called", "told", "away") if view[which]]
    expect(page.locator("[data-slot=people-rows] dd")).to_have_text(people)


def test_an_answer_leads_to_the_pages_of_whom_it_names(page, address):
    """The owner, its level, those called and told, and each criterion: all are one press away, and there."""
    visit(page, address + link(SCORED), "scored")
    view = asked(address, SCORED)["view"]
    expect(page.get_by_role("link", name=view["owner"]["name"], exact=True).first).to_have_attribute(
        "href", f"../matrix/{view['owner']['role']}/"
    )
    expect(page.locator("[data-slot=owner-level]")).to_have_attribute(
        "href", f"../workflow/{view['owner']['level_id']}/"
    )
    named = [each for which in ("called_roles", "told_roles") for each in view[which] if each["role"]]
    people = page.locator("[data-slot=people-rows] a")
    expect(people).to_have_text([each["text"] for each in named])
    expect(people.first).to_have_attribute("href", f"../matrix/{named[0]['role']}/")
    met = next(each["id"] for each in view["criteria"])
    expect(page.locator("[data-slot=met] a").first).to_have_attribute("href", f"../criteria/{met}/")
    people.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(named[0]["text"])


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
    spoken.evaluate(
        "(place) => new MutationObserver(() => (place.dataset.heard = '1'))"
        ".observe(place, { childList: true, characterData: true, subtree: true })"
    )
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


def test_foot_names_what_runs(page, address):
    """Model, Python and the hash over the sources, as `playbook --version` prints it."""
    visit(page, address)
    expect(page.locator("[data-slot=python]")).to_have_text(re.compile(r"Python 3\.14\.\d+"))
    expect(page.locator("[data-slot=sources] code")).to_have_text(f"sha256 {sources_hash()}")


def test_at_night_the_deputy_is_there(page, address):
    """Who owns it sleeps: until when, who stands in, who else is away, and where the ticket goes if nobody moves."""
    night = "2026-11-21T01:40:00+01:00"
    ticket = {**SCORED, "severity": "major", "reputation": "nobody", "revenue": "over-1", "users_affected": "40"}
    ticket |= {
        "sla_left": "60 %",
        "another_system": "no",
        "product_area": "projects",
        "classified": "2026-11-21T00:30Z",
    }
    page.clock.set_fixed_time(night)
    page.goto(address + link(ticket))
    reaches(page, "scored")
    view = asked(address, ticket, now=night)["view"]
    owner, deputy = view["owner"], view["owner"]["deputy"]
    assert (owner["name"], deputy["name"]) == ("Support Tier 2", "Engineering on call")
    expect(page.locator("[data-slot=owner-duty]")).to_have_text(owner["duty"])
    expect(page.locator("[data-slot=deputy-name]")).to_have_text(deputy["name"])
    expect(page.locator("[data-slot=deputy-duty]")).to_have_text("Around the clock")
    expect(page.locator("[data-slot=deputy-ways] a")).to_have_text([way["text"] for way in deputy["ways"]])
    expect(page.locator("[data-slot=clock-moves]")).to_have_text(view["clock"]["moves"])
    expect(page.locator("[data-slot=people-rows] dd").last).to_have_text(view["away"])
    assert "Customer success until Mon 23 Nov, 08:00" in view["away"]


def test_times_in_business_hours_say_so(page, address):
    """What is due on Monday is not taken for the weekend."""
    ticket = {**SCORED, "severity": "minor", "impact": "none", "reputation": "nobody", "revenue": "under-0-1"}
    ticket |= {"users_affected": "1", "sla_left": "80 %", "another_system": "no", "classified": "2026-11-20T16:30Z"}
    visit(page, address + link(ticket), "scored")
    view = asked(address, ticket)["view"]
    assert view["clock"]["counted"].startswith("Counted in business hours: 08–18, Mon–Fri")
    expect(page.locator("[data-slot=clock-counted]")).to_have_text(view["clock"]["counted"])
    expect(page.locator(".ep-clock__at").first).to_have_text(view["clock"]["rows"][0]["time"])
