"""The link: short, in the model's order, exact, and honest about what it does not understand."""

from urllib.parse import quote

import pytest

from escalation_calculator.answers import read_answers
from escalation_calculator.check import check
from escalation_calculator.link import MOST, fragment, open_link
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer
from made_up import NOW, playbook_data


def rules_of(version: int = 1) -> Rules:
    """A made-up playbook with a fact of every type."""
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [])
    model = data["playbook/model.yml"] | {"version": version}
    model["facts"] += [
        {"id": "waited", "name": "Waited", "question": "?", "type": "duration"},
        {"id": "left", "name": "Left", "question": "?", "type": "percentage"},
        {
            "id": "area",
            "name": "Area",
            "question": "?",
            "type": "choice",
            "choices": [{"id": "a", "label": "A"}, {"id": "b-2", "label": "B"}],
        },
    ]
    playbook, found = check({**data, "playbook/model.yml": model})
    assert playbook is not None, found
    return Rules(playbook)


RULES = rules_of()

WRITTEN = [
    ({}, None, "model=made-up&version=1"),
    ({"f1": "b", "f0": "a"}, None, "model=made-up&version=1&f0=a&f1=b"),
    ({"left": "12.5 %", "users": "040"}, None, "model=made-up&version=1&users=40&left=12.5+%25"),
    ({"waited": "90 min", "area": "b-2"}, None, "model=made-up&version=1&waited=1+h+30+min&area=b-2"),
    (
        {"exposed": "no"},
        "2026-03-02T09:42+05:45",
        "model=made-up&version=1&exposed=no&classified=2026-03-02T03%3A57Z",
    ),
]


@pytest.mark.parametrize(("known", "classified", "expected"), WRITTEN, ids=[w[2] for w in WRITTEN])
def test_the_fragment(known: dict, classified: str | None, expected: str) -> None:
    """Equal answers give equal links: values as they are written, times in UTC."""
    answers, problems = read_answers(RULES, known | ({"classified": classified} if classified else {}))
    assert problems == []
    assert fragment(RULES, answers, answers.classified) == expected


def test_the_issue_type_is_no_answer() -> None:
    """It stands beside the model, comes back by itself, and changes no result."""
    answers, _ = read_answers(RULES, {"f0": "a"})
    link = fragment(RULES, answers, None, "export-fails")
    assert link == "model=made-up&version=1&issue=export-fails&f0=a"
    opened = open_link(RULES.model, link)
    assert (opened.issue, opened.answers, opened.notices) == ("export-fails", {"f0": "a"}, ())
    with_issue = answer(RULES, {"f0": "a"}, now=NOW, issue="export-fails")
    assert with_issue["fragment"] == link
    assert with_issue["result"] == answer(RULES, {"f0": "a"}, now=NOW)["result"]


@pytest.mark.parametrize("version", [1, 2])
def test_another_version_is_told(version: int) -> None:
    """The reader hears that the result may differ; the same version is silent."""
    opened = open_link(rules_of(version).model, "model=made-up&version=1&f0=c")
    expected = (
        ()
        if version == 1
        else (
            (
                "The link was made with version 1 of the model; this is version 2. "
                "The result may differ from the one that was sent."
            ),
        )
    )
    assert (opened.notices, opened.answers) == (expected, {"f0": "c"})


NOTICES = [
    ("", ()),
    ("#", ()),
    ("model=made-up&f0=c", ("The link does not say which version of the model it was made with; this is 1.",)),
    ("version=1&f0=c", ("The link names no model; this playbook's model is “made-up”. Check every answer.",)),
    (
        "model=other&version=1&f0=c",
        ("The link names “other”; this playbook's model is “made-up”. Check every answer.",),
    ),
    (
        "model=made-up&version=1&f0=c&f0=a",
        ("The link answers “f0” twice; the first answer is used.",),
    ),
    ("model=made-up&version=1&f0=c&f0=c", ()),
    ("model=made-up&version=1&model=other", ("The link answers “model” twice; the first answer is used.",)),
    (
        "model=made-up&version=" + "9" * 500,
        (
            (
                f"The link was made with version {'9' * 59}… of the model; this is version 1. "
                "The result may differ from the one that was sent."
            ),
        ),
    ),
    (
        "model=made-up&version=1" + "&f0=c" * 300,
        (f"The link has 302 parts; the first {MOST} are read.",),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NOTICES, ids=[t[:40] for t, _ in NOTICES])
def test_what_is_odd_is_told(text: str, expected: tuple[str, ...]) -> None:
    """Nothing is dropped in silence, and nothing long is read out."""
    assert open_link(RULES.model, text).notices == expected


def test_a_whole_address_can_be_opened() -> None:
    """What stands before `#` is not looked at."""
    opened = open_link(RULES.model, "https://example.com/calculator/?a=b#model=made-up&version=1&f0=c")
    assert (opened.answers, opened.notices) == ({"f0": "c"}, ())


def test_an_unknown_answer_is_a_problem_and_the_rest_counts() -> None:
    """A misspelt name gets its suggestion, a bad value the known ones."""
    opened = open_link(RULES.model, "model=made-up&version=1&f00=c&f1=z&f0=c")
    reply = answer(RULES, opened.answers, now=NOW)
    assert [(p["name"], p["message"], p["mend"]) for p in reply["problems"]] == [
        ("f00", "There is no factor or fact “f00”.", "Did you mean “f0”?"),
        ("f1", "“z” is not a value of “Factor 1”.", "Choose one of its answers."),
    ]
    assert reply["given"] == {"f0": "c"}


@pytest.mark.parametrize(
    "text", ["a=%00", "a=%ff%fe", "a=%ud8", "%%%=&&==", "a=\ud800", quote("<script>") + "=1", "=" * 99]
)
def test_a_broken_link_does_no_harm(text: str) -> None:
    """Whatever stands in it, there is an answer."""
    opened = open_link(RULES.model, text)
    assert answer(RULES, opened.answers, now=NOW)["ok"]


def test_what_is_typed_stands_in_no_link() -> None:
    """Names of customers stay out of addresses."""
    data = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [])
    data["playbook/variables.yml"] = {"variables": [{"id": "issue", "label": "Issue", "example": "Sync"}]}
    playbook, _ = check(data)
    reply = answer(Rules(playbook), {"f0": "c"}, now=NOW, typed={"issue": "Secret"}, address="https://example.com/")
    assert reply["link"] == "https://example.com/#model=made-up&version=1&f0=c"


def test_a_link_gives_the_very_result_it_was_made_from() -> None:
    """Also for a start on the wall clock of the reader, in an hour that exists twice, with seconds."""
    known = {"f0": "c", "users": 3, "waited": "999999 h", "classified": "2026-10-25T02:30:31"}
    one = answer(RULES, known, now=NOW, zone="Europe/Berlin", address="https://example.com/")
    two = answer(
        RULES,
        open_link(RULES.model, one["link"]).answers,
        now=NOW,
        zone="Europe/Berlin",
        address="https://example.com/",
    )
    assert two == one


GREAT = {
    "waited": ["99000 weeks 1 min", "1000000000 min"],
    "left": ["1000000 %", "10000000 %"],
    "users": ["1000000000"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in GREAT.items() for v in values])
def test_great_values_survive(name: str, value: str) -> None:
    """The greatest amounts that can be held come back from a link."""
    answers, problems = read_answers(RULES, {name: value})
    again, more = read_answers(RULES, open_link(RULES.model, fragment(RULES, answers, None)).answers)
    assert (problems, more, again.given) == ([], [], answers.given)
