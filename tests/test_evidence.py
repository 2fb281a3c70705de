"""Evidence and change risk: what is asked for, how complete it is, where it is told, and where it is never kept."""

import json

import pytest

from escalation_calculator.check import check
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer, evaluate
from escalation_playbook import cli
from made_up import NOW
from test_checks import CASE, MATRIX, MODEL, TAXONOMY, WORDS, good, put

EVIDENCE, CHANGE_RISK = "playbook/evidence.yml", "playbook/change-risk.yml"
GATHERED = "playbook/messages/gathered.yml"
AREA = {
    "id": "area",
    "name": "Area",
    "question": "Where?",
    "type": "choice",
    "choices": [{"id": "app", "label": "App"}, {"id": "site", "label": "Site"}],
}


ALL = ("log", "history", "steps")


def item(name: str) -> dict:
    """A piece of evidence."""
    return {"id": name, "name": f"The {name}", "where": "Here.", "redact": "Names."}


def gathered() -> dict:
    """A message that says how much of it is there."""
    about = {"title": "Gathered", "stage": "hand-off", "audience": "internal", "use_when": "Always."}
    return about | {"channels": {"chat": {"body": "{{ evidence }}"}}}


def playbook() -> dict:
    """A good one with evidence for two areas, and two questions before a hotfix."""
    data = good()
    del data[TAXONOMY], data[WORDS]
    for file in data:
        if file.startswith("kb/"):
            data[file].pop("issue", None)
    data[MODEL]["facts"].append(AREA)
    data[MODEL]["area_fact"] = "area"
    data[EVIDENCE] = {
        "items": [item("extra"), item("history"), item("steps"), item("log")],
        "packs": {
            "any": {"required": ["history", "steps"], "optional": ["extra"]},
            "app": {"required": ["log"]},
            "site": {"optional": ["steps"]},
        },
    }
    question = {"question": "Is it?", "why": "Because.", "if_no": "Wait.", "if_unknown": "Ask."}
    data[CHANGE_RISK] = {"level": "one", "questions": [question | {"id": "way-back"}, question | {"id": "read"}]}
    data[CASE]["change_risk"] = {"way-back": "yes", "read": "unknown"}
    return data


def said(evidence: tuple[str, ...] = (), *, message: str = "", **answers: str) -> dict:
    """What the calculator answers."""
    data = playbook() | {GATHERED: gathered()}
    found, diagnostics = check(data)
    assert diagnostics == []
    address = "https://example.com/calculator/"
    return answer(Rules(found), answers, now=NOW, evidence=evidence, message=message, channel="chat", address=address)


def test_there_is_nothing_wrong_with_it() -> None:
    """So that what is told below is what was changed."""
    assert check(playbook())[1] == []


@pytest.mark.parametrize(
    ("area", "given", "rows", "count", "missing"),
    [
        ({}, (), ["history", "steps", "extra"], "0 of 2 required items", ["The history", "The steps"]),
        ({}, ("steps", "extra"), ["history", "steps", "extra"], "1 of 2 required items", ["The history"]),
        ({"area": "app"}, ALL, ["history", "steps", "log", "extra"], "3 of 3 required items", []),
        ({"area": "site"}, ("log",), ["history", "extra", "steps"], "0 of 1 required item", ["The history"]),
    ],
)  # fmt: skip
def test_what_is_asked_for_hangs_on_the_area(area: dict, given: tuple, rows: list, count: str, missing: list) -> None:
    """An area adds to what all ask for, and what it says of an item counts more; required ones stand first."""
    found = said(given, f0="c", **area)["evidence"]
    assert [row["id"] for row in found["rows"]] == rows
    assert (found["count"], found["missing"], found["complete"]) == (count, list(missing), not missing)
    assert bool(found["note"]) == (not area)


def test_it_stands_in_the_note_and_in_messages_and_never_in_the_link() -> None:
    """Whoever takes over reads what is there and what is missing; a link reproduces answers only."""
    found = said(("history",), message="gathered", f0="c", area="app")
    assert (
        "Evidence: 1 of 3 required items\n  [x] The history\n  [ ] The steps: Here. Take out: Names." in found["note"]
    )
    assert "  Optional: The extra\n  Missing: The steps and The log" in found["note"]
    assert found["message"]["text"] == "1 of 3 required items; missing: The steps and The log"
    assert "history" not in found["link"] + found["fragment"]


def test_the_door_takes_any_list() -> None:
    """What is no known id is passed over; nothing that a page could send breaks an answer."""
    evaluate(json.dumps({"do": "load", "playbook": playbook()}))
    for sent in (["history", "history", "none", 7, None, []], "history", {"history": 1}, None):
        reply = json.loads(evaluate(json.dumps({"do": "score", "answers": {"f0": "c"}, "evidence": sent})))
        assert reply["evidence"]["count"] == f"{1 if isinstance(sent, list) else 0} of 2 required items"


def test_a_playbook_without_it_says_nothing() -> None:
    """Neither rows nor lines, and a message that names it is filled."""
    data = good() | {GATHERED: gathered()}
    found, diagnostics = check(data)
    assert diagnostics == []
    reply = answer(Rules(found), {"f0": "c"}, now=NOW, message="gathered", channel="chat")
    assert (reply["evidence"]["rows"], reply["change_risk"]) == ([], [])
    assert "Evidence" not in reply["note"]
    assert reply["message"]["text"] == "nothing is required"


def test_questions_before_a_hotfix_stand_with_a_ticket_that_is_there() -> None:
    """At the level that the file names; elsewhere nobody is asked."""
    found = said(f0="c", f1="c", users="9")
    assert [risk["id"] for risk in found["change_risk"]] == ["way-back", "read"]
    assert "Before a hotfix goes live\n  [ ] Is it?" in found["note"]
    data = playbook()
    data[CHANGE_RISK]["level"] = next(level["id"] for level in data[MATRIX]["levels"] if level["id"] != "one")
    elsewhere, diagnostics = check(data)
    assert diagnostics == []
    assert answer(Rules(elsewhere), {"f0": "c", "f1": "c"}, now=NOW)["change_risk"] == []


TICKET = ("severity=critical", "segment=enterprise", "another_system=yes", "product_area=integrations")


def test_the_terminal_takes_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    """By ids with commas; the result as data holds the same."""
    assert cli.main(["score", *TICKET, "--evidence", "ticket-history, error-logs", "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["evidence"]["missing"] == ["Time it was first seen", "Steps to reproduce", "Integration id"]
    assert [risk["id"] for risk in shown["change_risk"]][:2] == ["cause-known", "way-back"]
    assert cli.main(["score", *TICKET, "--evidence", "error-log"]) == 2
    assert "There is no evidence “error-log”. Did you mean “error-logs”?" in capsys.readouterr().err


BROKEN = [
    ("unknown-item", EVIDENCE, ("packs", "app", "required", 0), "logs", ("packs", "app", "required", 0)),
    ("listed-twice", EVIDENCE, ("packs", "any", "optional", 0), "steps", ("packs", "any", "optional", 0)),
    ("unknown-area", EVIDENCE, ("packs", "apps"), {}, ("packs", "apps")),
    ("unused-item", EVIDENCE, ("packs", "any", "optional"), [], ("items", 0, "id")),
    ("unknown-level", CHANGE_RISK, ("level",), "tow", ("level",)),
    ("unknown-question", CASE, ("change_risk", "reed"), "no", ("change_risk", "reed")),
    ("not-a-choice", CASE, ("change_risk", "read"), "maybe", ("change_risk", "read")),
]


@pytest.mark.parametrize(("code", "file", "path", "value", "where"), BROKEN, ids=[code for code, *_ in BROKEN])
def test_the_smallest_change_is_told_at_its_place(
    code: str, file: str, path: tuple, value: object, where: tuple
) -> None:
    """One mistake, one diagnostic."""
    data = playbook()
    put(data, file, path, value)
    found = [(d.code, d.file, d.path) for d in check(data)[1]]
    if code == "listed-twice":
        found.remove(("unused-item", EVIDENCE, ("items", 0, "id")))
    if code == "unknown-item":
        found.remove(("unused-item", EVIDENCE, ("items", 3, "id")))
    assert found == [(code, file, where)]


def test_what_lacks_its_fact_or_level_is_told() -> None:
    """Packs that nobody could choose between, questions that nobody would see."""
    data = playbook()
    del data[MODEL]["area_fact"], data[CHANGE_RISK]["level"]
    data[EVIDENCE]["items"].append(item("log"))
    found = {(d.code, d.severity, d.path) for d in check(data)[1]}
    assert found == {
        ("no-area-fact", "error", ("packs", "app")),
        ("never-asked", "warning", ("questions",)),
        ("duplicate-id", "error", ("items", 4, "id")),
    }
