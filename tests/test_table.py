"""A playbook whose model is a table, from its files to what is printed; `table/` holds it."""

import json
import shutil
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from pathlib import Path

import pytest

from escalation_calculator.answers import read_answers
from escalation_calculator.check import check
from escalation_calculator.form import cells_of
from escalation_calculator.link import open_link
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score
from escalation_calculator.wire import answer
from escalation_playbook import cli
from escalation_playbook.ask import Terminal, ask
from escalation_playbook.checking import examine
from escalation_playbook.pages import PageContext
from escalation_playbook.render import render_pages

ROOT = Path(__file__).parent / "table"
CHECKED = examine(ROOT)
NOW = datetime.fromisoformat("2026-03-02T09:10+01:00")
MODEL, CASE = "playbook/model.yml", "kb/2026-02-03-login.yml"


def files(*, without: tuple[str, ...] = (CASE, "playbook/examples.yml")) -> dict:
    """Its files, to be changed: without those that would be at odds with another table."""
    return {name: deepcopy(data) for name, data in CHECKED.files.items() if name not in without}


def rules() -> Rules:
    """The rules of the playbook."""
    assert CHECKED.playbook is not None, CHECKED.located
    return Rules(CHECKED.playbook)


def result_of(known: dict[str, object]) -> Result:
    """The result of answers that all can be read."""
    answers, problems = read_answers(rules(), known)
    assert problems == []
    return score(rules(), answers)


def view_of(known: dict[str, object]) -> dict:
    """What is shown of answers."""
    return answer(rules(), known, now=NOW)["view"]


def test_nothing_is_wrong_with_it() -> None:
    """No error, no warning, no hint."""
    assert not CHECKED.located


CALM = {"leak": "no", "detour": "no"}
WORKED = [
    # answers, priority, what the table alone gives, what each answer of impact would give, and of urgency
    ({"users": 1, "urgency": "week"}, "standard", "standard", "standard P4 P3", "standard P4 P3"),
    ({"users": 24, "urgency": "week"}, "P4", "P4", "standard P4 P3", "P4 P3 P2"),
    ({"users": 25, "urgency": "week"}, "P3", "P3", "standard P4 P3", "P3 P2 P1"),
    ({"impact": "team", "urgency": "day"}, "P3", "P3", "P4 P3 P2", "P4 P3 P2"),
    ({"impact": "company", "urgency": "now"}, "P1", "P1", "P3 P2 P1", "P3 P2 P1"),
    # one person has another way: a ceiling at P4, for this answer to impact alone
    ({"impact": "person", "urgency": "now", "detour": "yes"}, "P4", "P3", "P4 P2 P1", "standard P4 P4"),
    ({"impact": "team", "urgency": "now", "detour": "yes"}, "P2", "P2", "P4 P2 P1", "P4 P3 P2"),
    # a floor, whatever the table says
    ({"impact": "person", "urgency": "week", "leak": "yes"}, "P1", "standard", "P1 P1 P1", "P1 P1 P1"),
]


@pytest.mark.parametrize(("known", "priority", "alone", "impact", "urgency"), WORKED)
def test_a_cell_gives_the_priority(known: dict, priority: str, alone: str, impact: str, urgency: str) -> None:
    """Floors and ceilings act on it, and beside each answer stands the priority that it would give."""
    result = result_of({**CALM, **known})
    assert (result.priority, result.alone_lowest, result.alone_highest) == (priority, alone, alone)
    told = [" ".join(outcome.lowest for outcome in axis.outcomes) for axis in result.axes]
    assert told == [impact, urgency]
    assert all(outcome.lowest == outcome.highest for axis in result.axes for outcome in axis.outcomes)


def test_a_table_has_no_points() -> None:
    """What belongs to points is nothing, not nought."""
    result = result_of({"impact": "team", "urgency": "day"})
    assert (result.points, result.most, result.out_of, result.close) == (None, None, None, None)
    assert result.contributions == ()


PARTLY = [
    # answers, lowest, highest, the questions that decide alone
    ({}, "standard", "P1", ["impact", "urgency", "leak"]),
    ({"leak": "no"}, "standard", "P1", ["impact", "urgency"]),
    ({"leak": "no", "urgency": "week"}, "standard", "P3", ["impact"]),
    ({"leak": "no", "impact": "team"}, "P4", "P2", ["urgency"]),
    ({"impact": "company", "urgency": "now"}, "P1", "P1", []),
    ({"leak": "no", "impact": "person", "urgency": "now"}, "P4", "P3", ["detour"]),
    ({"leak": "no", "impact": "person", "urgency": "day"}, "P4", "P4", []),
    ({"leak": "yes"}, "P1", "P1", []),
]


@pytest.mark.parametrize(("known", "lowest", "highest", "decide"), PARTLY)
def test_missing_answers_leave_a_range(known: dict, lowest: str, highest: str, decide: list[str]) -> None:
    """Both ends are given, and which answers alone would change them."""
    result = result_of(known)
    assert (result.lowest, result.highest) == (lowest, highest)
    assert [question.name for question in result.open if question.decides] == decide


def test_a_factor_outside_the_table_moves_no_priority() -> None:
    """The plan decides what is promised, and whom a criterion calls."""
    known = {**CALM, "users": 140, "urgency": "day"}
    silver, gold = result_of(known | {"plan": "standard"}), result_of(known | {"plan": "gold"})
    assert silver.priority == gold.priority == "P2"
    assert "counsel" in gold.called
    assert "counsel" not in silver.called
    assert "plan" not in [question.name for question in result_of(CALM).open]


def test_a_fact_is_asked_for_itself_where_the_factor_that_follows_it_does_not_count() -> None:
    """Impact stands outside this table, but a floor hangs on the number that it follows."""
    data = files()
    data[MODEL]["table"] = {
        "factors": ["plan", "urgency"],
        "cells": {plan: {"week": "P4", "day": "P3", "now": "P2"} for plan in ("standard", "gold")},
    }
    _, asks_for_impact, asks_for_users = data["playbook/criteria.yml"]["criteria"]
    data["playbook/criteria.yml"]["criteria"].remove(asks_for_impact)
    asks_for_users["floor"] = "P1"
    playbook, found = check(data)
    assert playbook is not None, found
    reply = answer(Rules(playbook), {**CALM, "plan": "gold", "urgency": "day"}, now=NOW)
    assert [(q["name"], q["decides"]) for q in reply["result"]["open"]] == [("users", True)]
    assert reply["view"]["deciders"][0]["tip"] == "100 or more makes it P1."


SAID = [
    ({"impact": "team", "urgency": "day", "leak": "no"}, "The table gives P3 for “A team” and “Until tomorrow”."),
    (
        {"impact": "person", "urgency": "week", "leak": "no"},
        "The table gives the standard route for “One person” and “A week”.",
    ),
    (
        {"impact": "person", "urgency": "week", "leak": "yes"},
        "Somebody has seen what is not theirs: never below P1. The table alone would give the standard route.",
    ),
    (
        {"impact": "company", "urgency": "now", "leak": "yes"},
        "The table gives P1 for “The whole company” and “Not at all”.",
    ),
    (
        {"leak": "yes", "impact": "team"},
        "Somebody has seen what is not theirs: never below P1. The table alone would give from P4 to P2.",
    ),
    (
        {"impact": "person", "urgency": "now", "detour": "yes", "leak": "no"},
        "One person, and there is another way: never above P4. The table alone would give P3.",
    ),
    ({"impact": "team", "leak": "no"}, "The table gives P4 to P2 for “A team”."),
    ({"leak": "no"}, "The table gives the standard route to P1."),
    (
        {"impact": "team", "urgency": "day"},
        "The table gives P3 for “A team” and “Until tomorrow”. A criterion decides.",
    ),
    (
        {"impact": "team"},
        "The table gives P4 to P2 for “A team”. Criteria that are still open can lift it to P1.",
    ),
    (
        {"urgency": "now", "detour": "yes", "leak": "no"},
        "The table gives P3 to P1 for “Not at all”. Criteria that are still open can lower it to P4.",
    ),
]


@pytest.mark.parametrize(("known", "why"), SAID)
def test_it_says_why(known: dict, why: str) -> None:
    """By the cell, and by what overrules it."""
    assert view_of(known)["why"] == why


def test_what_is_shown_of_a_table() -> None:
    """Each factor with its options; no scale and no bars."""
    view = view_of({**CALM, "impact": "team"})
    assert (view["scale"], view["bars"], view["basis"]) == (None, [], "The table gives P4 to P2")
    assert [(axis["name"], axis["answer"]) for axis in view["axes"]] == [
        ("Impact", "A team"),
        ("Urgency", "not answered"),
    ]
    steps = [(s["label"], s["given"], s["text"]) for s in view["axes"][0]["steps"]]
    assert steps == [
        ("One person", False, "the standard route to P3"),
        ("A team", True, "P4 to P2"),
        ("The whole company", False, "P3 to P1"),
    ]


def test_answers_that_decide_only_together_are_named() -> None:
    """Where no answer alone changes the range, that is said."""
    data = files()
    data[MODEL]["table"]["cells"] = {
        "person": {"week": "P4", "day": "P4", "now": "P1"},
        "team": {"week": "P4", "day": "P1", "now": "P4"},
        "company": {"week": "P1", "day": "P4", "now": "P4"},
    }
    for criterion in data["playbook/criteria.yml"]["criteria"]:
        criterion.pop("floor", None)
        criterion.pop("ceiling", None)
    playbook, _ = check(data)
    assert playbook is not None
    view = answer(Rules(playbook), {"plan": "gold"}, now=NOW)["view"]
    assert view["decide_title"] == "Several answers together decide"
    assert view["decide_note"] == "Together, Impact and Urgency can change it."


def test_more_than_two_factors() -> None:
    """Blocks around the grid, read in the order in which the table names its factors."""
    data = files()
    table = data[MODEL]["table"]
    gold = {"week": "P2", "day": "P2", "now": "P1"}
    table["factors"] = ["plan", "impact", "urgency"]
    table["cells"] = {"standard": table["cells"], "gold": dict.fromkeys(("person", "team", "company"), gold)}
    playbook, found = check(data)
    assert playbook is not None, found
    assert len(list(cells_of(playbook.model.table.cells))) == 18
    reply = answer(Rules(playbook), {**CALM, "plan": "gold", "impact": "person", "urgency": "day"}, now=NOW)
    assert reply["result"]["priority"] == "P2"
    assert [step["text"] for step in reply["view"]["axes"][0]["steps"]] == ["P4", "P2"]
    assert reply["view"]["why"] == "The table gives P2 for “Gold”, “One person” and “Until tomorrow”."


WRONG: list[tuple[str, tuple, Callable[[dict], object]]] = [
    # code, where it is told, the change
    ("few-factors", ("table", "factors"), lambda m: m["table"].update(factors=["impact"])),
    ("unknown-factor", ("table", "factors", 0), lambda m: m["table"].update(factors=["impct", "urgency"])),
    ("duplicate-id", ("table", "factors", 1), lambda m: m["table"].update(factors=["impact", "impact"])),
    ("missing-cell", ("table", "cells"), lambda m: m["table"]["cells"].pop("team")),
    ("missing-cell", ("table", "cells", "team"), lambda m: m["table"]["cells"]["team"].pop("now")),
    ("missing-cell", ("table", "cells", "team"), lambda m: m["table"]["cells"].update(team="P3")),
    ("needless-cell", ("table", "cells", "team", "now"), lambda m: m["table"]["cells"]["team"].update(now={"x": "P1"})),
    ("unknown-option", ("table", "cells", "team", "later"), lambda m: m["table"]["cells"]["team"].update(later="P4")),
    ("table-falls", ("table", "cells", "company", "now"), lambda m: m["table"]["cells"]["company"].update(now="P3")),
    (
        "needless-points",
        ("factors", 1, "options", 0, "points"),
        lambda m: m["factors"][1]["options"][0].update(points=1),
    ),
    ("needless-points", ("priorities", 1, "at_least"), lambda m: m["priorities"][1].update(at_least=9)),
    ("missing-points", (), lambda m: m.pop("table")),
    ("unused-priority", ("priorities", 3, "priority"), lambda m: _no_fourth(m["table"]["cells"])),
]


def _no_fourth(cells: dict) -> None:
    cells["person"]["day"] = cells["team"]["week"] = "standard"


@pytest.mark.parametrize(("code", "path", "change"), WRONG, ids=[f"{code}-{i}" for i, (code, *_) in enumerate(WRONG)])
def test_what_is_wrong_with_a_table_is_told_where_it_is(code: str, path: tuple, change: Callable) -> None:
    """One mistake, one diagnostic, at its place in the model."""
    data = files()
    change(data[MODEL])
    for criterion in data["playbook/criteria.yml"]["criteria"]:
        criterion.pop("ceiling", None)  # it would make a P4
    assert [(d.code, d.path) for d in check(data)[1]] == [(code, path)]


def test_a_table_says_what_a_case_would_need() -> None:
    """A case at odds with the model is told with the one answer that differs."""
    data = files(without=())
    data[CASE]["scoring"] |= {"computed": "P2", "final": "P2"}
    (found,) = check(data)[1]
    assert (found.code, found.path) == ("score-differs", ("scoring", "computed"))
    assert "impact “team” in place of “company” or urgency “day” in place of “now” would fit" in found.message


def test_the_command_prints_the_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """And beside each other answer what it would give."""
    words = ["score", "impact=team", "urgency=day", "leak=no", "--now", "2026-03-02T09:10"]
    assert cli.main(["-C", str(ROOT), *words]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("P3 Medium\nThe table gives P3 for “A team” and “Until tomorrow”.\n")
    expected = """
The table gives P3
  Impact: A team
    with “One person”         P4
    with “The whole company”  P2
  Urgency: Until tomorrow
    with “A week”             P4
    with “Not at all”         P2
"""
    assert expected in printed
    assert "oints" not in printed


def test_a_message_tells_the_cell() -> None:
    """`score` is the table's answers; there is no `points`."""
    reply = answer(rules(), {"impact": "team", "urgency": "day", "leak": "no"}, now=NOW, message="hand-off")
    assert "P3 Medium: The table gives P3: Impact A team, Urgency Until tomorrow." in reply["message"]["text"]


def test_the_command_prints_data(capsys: pytest.CaptureFixture[str]) -> None:
    """The same type of result, with axes in place of contributions."""
    assert cli.main(["-C", str(ROOT), "score", "impact=team", "urgency=now", "leak=no", "--format", "json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["priority"], result["points"], result["contributions"]) == ("P2", None, [])
    assert [axis["factor"] for axis in result["axes"]] == ["impact", "urgency"]


def test_the_questions_are_asked() -> None:
    """Factors in the table and others alike."""
    said: list[str] = []
    typed = iter(["3\n", "2\n", "\n", "no\n"])
    answers = ask(rules(), Terminal(say=said.append, hear=lambda: next(typed, "")))
    assert answers == {"users": "3", "urgency": "day", "leak": "no"}
    assert "1 of 5 · Impact" in "".join(said)


def test_the_link_brings_it_back() -> None:
    """Answers, whatever the form of the model."""
    known = {"impact": "team", "urgency": "day", "plan": "gold", "leak": "no"}
    opened = open_link(rules().model, answer(rules(), known, now=NOW)["fragment"])
    assert (opened.answers, opened.notices) == (known, ())


def test_a_case_begun_from_a_link_has_no_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answers of the link, and the priority that the table gives."""
    shutil.copytree(ROOT, tmp_path, dirs_exist_ok=True)
    known = {"impact": "team", "urgency": "day", "plan": "gold", "leak": "no", "classified": "2026-03-02T09:00+01:00"}
    link = f"https://example.com/calculator/#{answer(rules(), known, now=NOW)['fragment']}"
    assert cli.main(["-C", str(tmp_path), "new", "case", "They", "cannot", "print", "--from", link]) == 0
    capsys.readouterr()
    (written,) = (path for path in (tmp_path / "kb").glob("*.yml") if path.name != Path(CASE).name)
    text = written.read_text(encoding="utf-8")
    assert "computed: P3" in text
    assert not [line for line in text.splitlines() if line.strip().startswith("points:")]


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The pages, by address."""
    assert CHECKED.playbook is not None
    context = PageContext(now=NOW, edit_url="https://example.com/o/r/edit/main/")
    return {page.address: page.html for page in render_pages(CHECKED.playbook, context)}


@pytest.mark.parametrize("address", ["scoring/", "sheet/"])
def test_pages_show_the_grid(pages: dict[str, str], address: str) -> None:
    """Rows and columns as in the file, each cell a badge; of points not a word."""
    html = pages[address]
    (table,) = [part for part in html.split("<table")[1:] if 'scope="col" dir="auto">Impact</th>' in part]
    rows = [row.split("</tr>")[0] for row in table.split("<tr>")[3:]]
    shown = [[part.split('"')[0] for part in row.split('<span class="ep-badge" data-priority="')[1:]] for row in rows]
    assert shown == [["standard", "P4", "P3"], ["P4", "P3", "P2"], ["P3", "P2", "P1"]]
    assert "oints" not in html.replace('id="_points"', "")


def test_a_case_shows_what_each_answer_would_have_given(pages: dict[str, str]) -> None:
    """In place of the bars."""
    html = pages["kb/2026-02-03-login/"]
    assert html.count('data-given="yes"') == 2
    assert html.count("ep-axes__step") == 6
    assert "ep-scale" not in html


def test_the_calculator_has_a_place_for_each_option(pages: dict[str, str]) -> None:
    """A script only fills them in."""
    html = pages["calculator/"]
    assert html.count("ep-axes__step") == 6
    assert 'data-slot="axes"' in html
    assert 'data-slot="bars"' not in html
