"""What the words of a ticket suggest: tickets as data, numbers and scripts one by one, hostile texts in time."""

import time
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from escalation_calculator.categorisation import Categorisation, CategorisationRule
from escalation_calculator.phrases import Amounts, Node, add, find
from escalation_calculator.rules import Rules
from escalation_calculator.suggest import Suggestions, suggest
from escalation_calculator.taxonomy import Taxonomy
from escalation_calculator.ticket_text import LONGEST, words
from escalation_playbook.checking import examine
from escalation_playbook.strict_yaml import parse

ROOT = Path(__file__).parents[1]
TICKETS = parse((ROOT / "tests/vectors/tickets.yml").read_text(encoding="utf-8")).data


@cache
def shipped() -> tuple[Rules, Taxonomy, Categorisation]:
    """The shipped playbook, as far as a suggestion needs it."""
    playbook = examine(ROOT, cases=False).playbook
    assert playbook is not None
    return Rules(playbook), playbook.taxonomy, playbook.categorisation


def suggested(text: str) -> Suggestions:
    """What the shipped playbook suggests."""
    return suggest(*shipped(), text)


@pytest.mark.parametrize("ticket", TICKETS, ids=lambda ticket: ticket["text"][:40])
def test_a_ticket_suggests_what_a_reader_would(ticket) -> None:
    """Issue types and answers, nothing else; each quotes words of the ticket at their place."""
    found = suggested(ticket["text"])
    answers = defaultdict(list)
    for each in found.answers:
        answers[each.name].append(each.value)
    expected = {
        name: value if isinstance(value, list) else [value] for name, value in ticket.get("answers", {}).items()
    }
    assert [each.issue for each in found.issues] == ticket.get("issues", [])
    assert answers == expected
    for each in (*found.issues, *found.answers):
        assert each.causes
        for cause in each.causes:
            assert " ".join(ticket["text"][cause.start : cause.end].split()) == cause.text
    quotes = {each.name: [cause.text for cause in each.causes] for each in found.answers}
    assert quotes | ticket.get("quotes", {}) == quotes


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("Café crème, ÉTÉ!", ["cafe", "creme", "ete"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("can't can’t log-in", ["cant", "cant", "log", "in"]),
        ("İstanbul ﬁne Ａ１", ["istanbul", "fine", "a", "1"]),
        ("co\u00adoperate na\u200dme", ["cooperate", "name"]),
        ("240users v2", ["240", "users", "v", "2"]),
        ("50% 50 ٪", ["50", "%", "50", "%"]),
        ("会議は明日", ["会", "議", "は", "明", "日"]),
        ("٢٤٠ ๑๒", ["240", "12"]),
        ("1,200 10\u00a0000 10 000 1.5", ["1200", "10000", "10000", "15"]),
    ],
)
def test_words_are_compared_without_case_accents_and_signs(text: str, compared: list[str]) -> None:
    """And stand where they stood."""
    found = words(text)
    assert [word.text for word in found] == compared
    assert all(0 <= word.start < word.end <= len(text) for word in found)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("240 users", 240),
        ("1.200 users", 1200),
        ("1,200,000 users", 1200000),
        ("10 000 users", 10000),
        ("two users", 2),
        ("two hundred users", None),  # of two words, the second alone would be wrong
        ("1.5 users", None),
        ("1.200,300 users", None),
        ("2026-03-02 users", None),
        ("10:30 users", None),
        ("v2 users", None),
        ("50% users", None),
        ("9999999999 users", None),
        ("users", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: int | None) -> None:
    """A date, a time of day, a version or a share is no number of users: nothing is suggested then."""
    tree: Node[str] = Node()
    add(tree, "{number} users", "users")
    hits = list(find(tree, words(text), Amounts({"two": 2, "hundred": 100}, {})))
    assert [hit.value for hit in hits] == ([] if number is None else [number])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("for 3 hours", 180),
        ("for 1.5 h", 90),
        ("for 2 h 30 min", 150),
        ("for two h", 120),
        ("for 24h", 1440),
        ("for 10:30 h", None),
        ("for 3 apples", None),
        ("for hours", None),
    ],
)
def test_durations_are_a_number_and_a_unit(text: str, minutes: int | None) -> None:
    """Units are words of the playbook."""
    tree: Node[str] = Node()
    add(tree, "for {duration}", "for")
    hits = list(find(tree, words(text), Amounts({"two": 2}, {"h": 60, "hours": 60, "min": 1})))
    assert [hit.value for hit in hits] == ([] if minutes is None else [minutes])


@pytest.mark.parametrize(
    ("text", "is_suggested"),
    [
        ("It fails for everyone", True),
        ("it  FAILS,\nfor every one. For everyone!", True),
        ("it does not fail for everyone", False),
        ("not one of the menus works for everyone", True),  # “not” stands too far off
        ("It is not slow. It fails for everyone", True),  # in another sentence
        ("for everyone it does certainly not", True),
        ("for everyone not", False),
        ("What is it for? Everyone knows", False),  # no phrase goes on in the next sentence
    ],
)
def test_a_rule_may_name_words_that_turn_it_round(text: str, is_suggested) -> None:
    """They count in the same sentence, at most three words away."""
    rules, _, _ = shipped()
    rule = CategorisationRule(
        id="all", phrases=("for everyone",), unless_near=("not",), suggests={"breadth": "hundreds"}
    )
    found = suggest(rules, Taxonomy(), Categorisation(rules=(rule,)), text)
    assert bool(found.answers) is is_suggested


def test_an_amount_decides_over_the_option_that_follows_it() -> None:
    """Nothing is suggested twice."""
    found = suggested("For all our users: 37 users.")
    assert [(each.name, each.value) for each in found.answers] == [("users_affected", 37)]


def test_two_values_of_one_answer_contradict_each_other() -> None:
    """Both are shown, and neither is more than a suggestion."""
    found = suggested("40 users, or is it 45 people?")
    assert [(each.value, each.contradicted) for each in found.answers] == [(40, True), (45, True)]


def test_only_so_much_is_read() -> None:
    """And it is said that there was more."""
    text = "x " * (LONGEST // 2) + "240 users"
    found = suggested(text)
    assert (found.answers, found.notice) == ((), "The first 100,000 characters were read.")
    assert suggested(text[10:]).answers


HOSTILE = {
    "one letter": "a" * LONGEST,
    "spaces": " " * LONGEST,
    "numbers": "1 " * (LONGEST // 2),
    "one number": "1," * (LONGEST // 2),
    "units": "1 h " * (LONGEST // 4),
    "a beginning": "waiting for " * (LONGEST // 12),
    "marks": "\u0301" * LONGEST,
    "the longest letter": "\ufdfa" * LONGEST,
    "stops": ". " * (LONGEST // 2),
    "hits": "not all users " * (LONGEST // 14),
    "surrogates": "\ud800" * LONGEST,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_takes_long(text: str) -> None:
    """Sixteen times the text takes about sixteen times as long, not 256 times; with room for a busy machine."""

    def took(length: int) -> float:
        begin = time.process_time()
        suggested(text[:length])
        return time.process_time() - begin

    took(LONGEST // 16)
    assert took(LONGEST) < max(64 * took(LONGEST // 16), 2)
