"""The sentences that explain a result, exactly as they are read, in every state."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from escalation_calculator.check import check
from escalation_calculator.rules import Rules
from escalation_calculator.wire import answer
from escalation_calculator.words import counted, in_words, listed
from made_up import NOW, playbook_data

EXPOSED = {"id": "exposed", "title": "Personal data is exposed", "when": {"exposed": "yes"}, "floor": "P1"}
SILENT = {"id": "silent", "title": "The service is silent", "when": {"replies": {"at_least": 3}}, "floor": "P1"}
QUESTION = {"id": "question", "title": "It is a question", "when": {"f1": "a"}, "ceiling": "P3"}
NO_ESCALATION = {"id": "wish", "title": "It is a wish", "when": {"exposed": "yes"}, "ceiling": "standard"}
NO_GRAVE = {"id": "calm", "title": "No reply yet", "when": {"replies": 0}, "ceiling": "P3"}
MILD_FLOOR = {"id": "mild", "title": "Seen twice", "when": {"exposed": "yes"}, "floor": "P4"}
MIDDLE = {"id": "middle", "when": {"all": [{"replies": {"at_least": 3}}, {"replies": {"at_most": 6}}]}, "floor": "P1"}
ELSE = {"id": "else", "when": {"not": {"f0": "c"}}, "floor": "P1"}

DOZENS = ([[0, 10, 20]] * 3, [5, 15, 30, 45])
ONES = ([[0, 1, 2]] * 3, [1, 2, 3, 5])


def rules_of(criteria: Sequence[dict[str, object]] = (), numbers: tuple[list[list[int]], list[int]] = DOZENS) -> Rules:
    """A made-up playbook; points 0, 10, 20 for each factor, P4 to P1 from 5, 15, 30, 45."""
    data = playbook_data(*numbers, criteria)
    model = data["playbook/model.yml"]
    model["facts"].append({"id": "waited", "name": "Waited", "question": "How long?", "type": "duration"})
    model["facts"].append({"id": "left", "name": "Left", "question": "How much?", "type": "percentage"})
    choices = [{"id": f"k{i}", "label": f"Choice {i}"} for i in range(3)]
    model["facts"].append({"id": "area", "name": "Area", "question": "Where?", "type": "choice", "choices": choices})
    playbook, found = check(data)
    assert playbook is not None, found
    return Rules(playbook)


def seen(rules: Rules, known: dict[str, object]) -> dict:
    """What a reader sees."""
    reply = answer(rules, known, now=NOW)
    assert reply["problems"] == []
    return reply["view"]


WHY = {
    "scored": ([], DOZENS, {"f0": "c", "f1": "c", "f2": "c"}, "60 points; P1 begins at 45."),
    "one point": ([], ONES, {"f0": "b", "f1": "a", "f2": "a"}, "1 point; P4 begins at 1."),
    "standard route": ([], DOZENS, {"f0": "a", "f1": "a", "f2": "a"}, "0 points; P4 begins at 5."),
    "one open": (
        [],
        DOZENS,
        {"f0": "c", "f1": "c", "f2": "b"},
        "50 points; P1 begins at 45.",
    ),
    "one open and harmless": (
        [],
        ([[0, 10, 20], [0, 10, 40], [0, 1, 2]], [5, 15, 30, 45]),
        {"f0": "c", "f1": "c"},
        "60 points; P1 begins at 45. Factor 2 is open and cannot change it (60 to 62).",
    ),
    "two open and harmless": (
        [],
        ([[0, 1, 2], [0, 10, 60], [0, 1, 2]], [5, 15, 30, 45]),
        {"f1": "c"},
        "60 points; P1 begins at 45. Two answers are open and cannot change it (60 to 64).",
    ),
    "floor": (
        [EXPOSED],
        DOZENS,
        {"f0": "a", "f1": "b", "f2": "a", "exposed": "yes"},
        "Personal data is exposed: never below P1. The points alone (10 points) would give P4.",
    ),
    "floor over the standard route": (
        [EXPOSED],
        DOZENS,
        {"f0": "a", "f1": "a", "f2": "a", "exposed": "yes"},
        "Personal data is exposed: never below P1. The points alone (0 points) would give the standard route.",
    ),
    "floor over what is open": (
        [EXPOSED],
        DOZENS,
        {"f0": "a", "exposed": "yes"},
        (
            "Personal data is exposed: never below P1. "
            "The points alone (0 to 40 points) would give from the standard route to P2."
        ),
    ),
    "two equal floors": (
        [EXPOSED, SILENT],
        DOZENS,
        {"f0": "a", "f1": "b", "f2": "a", "exposed": "yes", "replies": 3},
        (
            "Personal data is exposed: never below P1. The service is silent: never below P1. "
            "The points alone (10 points) would give P4."
        ),
    ),
    "floor that need not act": (
        [EXPOSED],
        DOZENS,
        {"f0": "c", "f1": "c", "f2": "c", "exposed": "yes"},
        "60 points; P1 begins at 45.",
    ),
    "ceiling": (
        [QUESTION],
        DOZENS,
        {"f0": "c", "f1": "a", "f2": "c"},
        "It is a question: never above P3. The points alone (40 points) would give P2.",
    ),
    "ceiling at the standard route": (
        [NO_ESCALATION],
        DOZENS,
        {"f0": "b", "f1": "a", "f2": "a", "exposed": "yes"},
        "It is a wish: never above the standard route. The points alone (10 points) would give P4.",
    ),
    "floor beats ceiling": (
        [EXPOSED, QUESTION],
        DOZENS,
        {"f0": "c", "f1": "a", "f2": "c", "exposed": "yes"},
        "Personal data is exposed: never below P1. The points alone (40 points) would give P2.",
    ),
    "floor undoes a ceiling": (
        [EXPOSED, NO_GRAVE],
        DOZENS,
        {"f0": "c", "f1": "c", "f2": "c", "exposed": "yes", "replies": 0},
        (
            "Personal data is exposed: never below P1. "
            "The points alone (60 points) would give P1 too, but a ceiling would hold it lower."
        ),
    ),
    "open": ([], DOZENS, {"f0": "c", "f1": "b"}, "30 points now, 50 at most. P1 begins at 45."),
    "open over three": (
        [],
        DOZENS,
        {"f0": "b"},
        "10 points now, 50 at most. P3 begins at 15, P2 begins at 30 and P1 begins at 45.",
    ),
    "open, criteria alone": (
        [EXPOSED],
        DOZENS,
        {"f0": "b", "f1": "a", "f2": "a"},
        "10 points. A criterion decides.",
    ),
    "open, criteria alone, points too": (
        [EXPOSED],
        ([[0, 10, 20], [0, 10, 20], [0, 1, 2]], [5, 15, 30, 35]),
        {"f0": "b", "f1": "a"},
        "10 points now, 12 at most. A criterion decides.",
    ),
    "open, criteria beside": (
        [EXPOSED],
        DOZENS,
        {"f0": "b", "f1": "a"},
        (
            "10 points now, 30 at most. P3 begins at 15 and P2 begins at 30. "
            "Criteria that are still open can lift it to P1."
        ),
    ),
    "open, criteria to both sides": (
        [EXPOSED, {"id": "calm", "when": {"replies": {"at_least": 9}}, "ceiling": "standard"}],
        DOZENS,
        {"f0": "b", "f1": "a"},
        (
            "10 points now, 30 at most. P3 begins at 15 and P2 begins at 30. "
            "Criteria that are still open can lift it to P1 or lower it to the standard route."
        ),
    ),
    "open above a floor": (
        [MILD_FLOOR],
        DOZENS,
        {"f0": "a", "f1": "a", "exposed": "yes"},
        "Seen twice: never below P4. 0 points now, 20 at most. P3 begins at 15.",
    ),
    "settled by an open criterion": (
        [ELSE],
        ([[0, 10, 60], [0, 1, 2], [0, 1, 2]], [5, 15, 30, 45]),
        {"f1": "a", "f2": "a"},
        "0 to 60 points. However the open answers turn out, the points or a criterion make it P1.",
    ),
    "nothing yet": ([EXPOSED], DOZENS, {}, "Answer what you know: every answer counts at once."),
}


@pytest.mark.parametrize("name", WHY)
def test_why(name: str) -> None:
    """One sentence says why, and names what acts."""
    criteria, numbers, known, expected = WHY[name]
    assert seen(rules_of(criteria, numbers), known)["why"] == expected


def over(condition: dict[str, object], **bound: str) -> dict[str, object]:
    """A criterion with a floor at P1, or another bound."""
    return {"id": "it", "when": condition, **(bound or {"floor": "P1"})}


LOW = {"f0": "a", "f1": "a", "f2": "a"}
TIPS = {
    "gravest option": ([], {"f0": "c", "f1": "b"}, "f2", "“Option c” makes it P1."),
    "options from one on": ([], {"f0": "b", "f1": "a"}, "f2", "“Option b” or beyond makes it at least P3."),
    "options up to one": (
        [over({"f2": {"at_most": "b"}}, ceiling="P4")],
        {"f0": "c", "f1": "c"},
        "f2",
        "“Option c” makes it P1.",
    ),
    "lowering alone": ([over({"exposed": "yes"}, ceiling="P4")], {"f0": "c", "f1": "c", "f2": "c"}, "exposed", None),
    "yes or no": ([over({"exposed": "yes"})], LOW, "exposed", "Yes makes it P1."),
    "no raises": ([over({"exposed": "no"})], LOW, "exposed", "No makes it P1."),
    "number from": ([over({"replies": {"at_least": 3}})], LOW, "replies", "3 or more makes it P1."),
    "number up to": ([over({"replies": {"below": 3}})], LOW, "replies", "2 or less makes it P1."),
    "number between": ([MIDDLE], LOW, "replies", "3 to 6 makes it P1."),
    "one number": ([over({"replies": 3})], LOW, "replies", "3 makes it P1."),
    "numbers apart": ([over({"replies": {"one_of": [1, 2, 9]}})], LOW, "replies", "1 to 2 or 9 makes it P1."),
    "not a number": ([over({"not": {"replies": 3}})], LOW, "replies", "2 or less or 4 or more makes it P1."),
    "duration from": ([over({"waited": {"at_least": "8 h"}})], LOW, "waited", "8 h or more makes it P1."),
    "duration below": ([over({"waited": {"below": "8 h"}})], LOW, "waited", "Less than 8 h makes it P1."),
    "duration up to": ([over({"waited": {"at_most": "8 h"}})], LOW, "waited", "8 h or less makes it P1."),
    "duration between": (
        [over({"waited": {"at_least": "8 h", "below": "1 day"}})],
        LOW,
        "waited",
        "8 h or more but less than 1 day makes it P1.",
    ),
    "percentage up to": ([over({"left": {"at_most": "25 %"}})], LOW, "left", "25 % or less makes it P1."),
    "percentage above all": ([over({"left": {"above": "100 %"}})], LOW, "left", "100.01 % or more makes it P1."),
    "one choice": ([over({"area": "k1"})], LOW, "area", "“Choice 1” makes it P1."),
    "two choices": ([over({"area": {"one_of": ["k0", "k2"]}})], LOW, "area", "“Choice 0” or “Choice 2” makes it P1."),
    "two floors": (
        [over({"replies": {"at_least": 3}}), over({"replies": {"at_least": 7}}, floor="P2") | {"id": "second"}],
        LOW,
        "replies",
        "3 or more makes it P1.",
    ),
    "steps": (
        [over({"replies": {"at_least": 3}}, floor="P3"), over({"replies": {"at_least": 7}}) | {"id": "second"}],
        LOW,
        "replies",
        "3 or more makes it at least P3.",
    ),
}


@pytest.mark.parametrize("name", TIPS)
def test_tip(name: str) -> None:
    """An open question says which answers move the priority, and where to."""
    criteria, known, question, expected = TIPS[name]
    deciders = {d["name"]: d["tip"] for d in seen(rules_of(criteria), known)["deciders"]}
    if expected is None:
        expected = "No makes it P1."
    assert deciders[question] == expected


def test_a_tip_that_can_only_lower() -> None:
    """Where no answer lifts the lower end, it says what takes the upper end away; a run of mild ones by its end."""
    rules = rules_of(numbers=([[0, 10, 20], [0, 10, 20], [0, 1, 2]], [1, 5, 30, 40]))
    deciders = {d["name"]: (d["tip"], d["badge"]["code"]) for d in seen(rules, {"f2": "c"})["deciders"]}
    assert deciders == {
        "f0": ("“Option b” or beyond makes it at least P3.", "P3"),
        "f1": ("“Option b” or beyond makes it at least P3.", "P3"),
    }
    rules = rules_of(numbers=([[0, 10, 20], [0, 10, 20], [0, 1, 2]], [1, 12, 30, 40]))
    deciders = {d["name"]: d["tip"] for d in seen(rules, {"f2": "a"})["deciders"]}
    assert deciders == {
        "f0": "“Option b” or beyond makes it at least P4.",
        "f1": "“Option b” or beyond makes it at least P4.",
    }
    rules = rules_of(numbers=([[0, 1, 9], [0, 1, 9], [0, 1, 2]], [10, 12, 15, 18]))
    deciders = {d["name"]: d["tip"] for d in seen(rules, {"f2": "a"})["deciders"]}
    assert deciders == {
        "f0": "“Option b” or below makes it at most P4.",
        "f1": "“Option b” or below makes it at most P4.",
    }


CLOSE = [
    ("2026-03-02T09:42+01:00", "46 points; P1 begins at 45. First looks at it before 10:12."),
    ("2026-03-02T23:45+01:00", "46 points; P1 begins at 45. First looks at it before Tue 3 Mar, 00:15."),
    (None, "46 points; P1 begins at 45. First looks at it within 30 min."),
]


@pytest.mark.parametrize(("classified", "expected"), CLOSE)
def test_close(classified: str | None, expected: str) -> None:
    """Near a threshold a named role looks, at a real time once the clock runs."""
    rules = rules_of(numbers=([[0, 10, 20], [0, 10, 20], [0, 6, 20]], [5, 15, 30, 45]))
    known = {"f0": "c", "f1": "c", "f2": "b"} | ({"classified": classified} if classified else {})
    titles = {c["title"]: c["text"] for c in seen(rules, known)["callouts"]}
    assert titles == {"Close to a threshold": expected, "What happens now": "That."}


def test_close_with_something_open() -> None:
    """What is open cannot change the priority, but may bring it near: then both ends are told."""
    rules = rules_of(numbers=([[0, 10, 30], [0, 10, 22], [0, 1, 2]], [5, 15, 30, 35]))
    (close, _) = seen(rules, {"f0": "b", "f1": "c"})["callouts"]
    assert close["text"] == "32 to 34 points; P1 begins at 35. First looks at it within 30 min."


@pytest.mark.parametrize(
    ("criteria", "known", "close"),
    [
        ([], {"f0": "c", "f1": "b", "f2": "a"}, True),
        ([EXPOSED], {"f0": "c", "f1": "b", "f2": "a", "exposed": "yes"}, False),
        ([], {"f0": "c", "f1": "a", "f2": "a"}, False),
    ],
    ids=["at the threshold", "a floor decides", "far away"],
)
def test_close_only_where_it_matters(criteria: list, known: dict, close: bool) -> None:  # noqa: FBT001  # data
    """Under a floor that settles the priority nobody has to look at the points."""
    titles = [c["title"] for c in seen(rules_of(criteria), known)["callouts"]]
    assert ("Close to a threshold" in titles) == close


STATES = {
    "empty": ({}, "empty", "Not scored yet", "Not scored yet.", "Owner until then"),
    "only the time": (
        {"classified": "2026-03-02T09:42+01:00"},
        "empty",
        "Not scored yet",
        "Not scored yet.",
        "Owner until then",
    ),
    "two neighbours": (
        {"f0": "c", "f1": "b"},
        "open",
        "Word P2 or Word P1",
        "P2 to P1, Word P2 or Word P1. 30 points now, 50 at most. P1 begins at 45.",
        "Owner until then",
    ),
    "from the standard route": (
        {"f0": "a", "f1": "a"},
        "open",
        "Standard route to Word P3",
        (
            "Standard route to P3, Standard route to Word P3. "
            "0 points now, 20 at most. P4 begins at 5 and P3 begins at 15."
        ),
        "Owner until then",
    ),
    "scored": (
        {"f0": "c", "f1": "c", "f2": "c"},
        "scored",
        "Word P1",
        "P1, Word P1. 60 points; P1 begins at 45.",
        "Owner now",
    ),
    "standard route": (
        {"f0": "a", "f1": "a", "f2": "a"},
        "scored",
        "Standard route",
        "Standard route. 0 points; P4 begins at 5.",
        "Owner now",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_state(name: str) -> None:
    """Headline, what is read out, and whose it is, in every state."""
    known, state, headline, spoken, owner = STATES[name]
    view = seen(rules_of(), known)
    assert (view["state"], view["headline"], view["spoken"], view["owner"]["title"]) == (state, headline, spoken, owner)


def test_nothing_of_the_standard_route_is_an_escalation() -> None:
    """Its callout says so, and its badge carries no code."""
    view = seen(rules_of(), LOW)
    assert view["callouts"] == [{"title": "Not an escalation", "text": "That."}]
    assert view["badges"] == [{"priority": "standard", "code": "–", "name": "Standard route"}]


SMALL = ([[0, 1, 2]] * 3, [3, 4, 5, 6])
TOGETHER = ([[0, 10, 20]] * 3, [25, 30, 35, 40])
UNDER = ([[0, 10, 20], [0, 10, 20], [0, 10, 60]], [25, 70, 80, 90])
DECIDE = {
    "one": ([], DOZENS, {"f0": "c", "f1": "b"}, "One answer decides", ""),
    "two": ([], DOZENS, {"f0": "b"}, "Two answers decide", ""),
    "several together": (
        [],
        TOGETHER,
        {"replies": 1},
        "Several answers together decide",
        "Together, Factor 0, Factor 1 and Factor 2 can change it: they add up to 60 points.",
    ),
    "one, and several together": (
        [EXPOSED],
        SMALL,
        {"f2": "a"},
        "One answer decides",
        "Together, Factor 0 and Factor 1 can change it too: they add up to 4 points.",
    ),
    "together only under a floor": (
        [MILD_FLOOR, SILENT],
        UNDER,
        {"f2": "a", "exposed": "yes"},
        "One answer decides",
        "",
    ),
}


@pytest.mark.parametrize("name", DECIDE)
def test_decide(name: str) -> None:
    """How many answers decide, and which can do so only together."""
    criteria, numbers, known, title, note = DECIDE[name]
    view = seen(rules_of(criteria, numbers), known)
    assert (view["decide_title"], view["decide_note"]) == (title, note)


def test_criteria_in_words() -> None:
    """Met by what, or needing what."""
    criteria = [
        {"id": "one", "when": {"all": [{"exposed": "yes"}, {"replies": {"at_least": 3}}]}},
        {"id": "two", "when": {"any": [{"f0": {"at_least": "b"}}, {"waited": {"at_least": "8 h"}}]}},
        {"id": "three", "when": {"left": {"at_most": "25 %"}}},
    ]
    view = seen(rules_of(criteria), {"f0": "b", "left": "80 %"})
    said = {c["id"]: (c["status"], c["because"], c["needs"], c["leads_to"]) for c in view["criteria"]}
    assert said == {
        "one": ("unknown", "Exposed: yes; Replies: at least 3", "needs “Exposed” and “Replies”", "One"),
        "two": ("met", "Factor 0: “Option b” or beyond", "", "One"),
        "three": ("not_met", "Left: at most 25 %", "", "One"),
    }
    assert view["criteria_count"] == "1 met · 1 unknown · 1 not met"


def test_factors_without_points_show_none() -> None:
    """A factor whose every option counts nothing is `0 / 0`, and plainly 0 while it is open."""
    rules = rules_of(numbers=([[0, 0, 0], [0, 10, 20], [0, 10, 30]], [5, 15, 30, 45]))
    assert [b["text"] for b in seen(rules, {"f1": "c", "f2": "c"})["bars"]] == ["30 / 30", "20 / 20", "0"]
    assert [b["text"] for b in seen(rules, {"f0": "b", "f1": "c", "f2": "c"})["bars"]] == [
        "30 / 30",
        "20 / 20",
        "0 / 0",
    ]


def test_scale_in_words() -> None:
    """All answered: of how many points; else how many are answered."""
    rules = rules_of(numbers=ONES)
    texts = [seen(rules, known)["basis"] for known in ({"f0": "b"}, {"f0": "b", "f1": "a", "f2": "a"}, {})]
    assert texts == ["1 point, 1 of 3 answered", "1 of 6 points", "0 points, 0 of 3 answered"]


def test_clock_in_words() -> None:
    """Whose time, from when, how often, for which segment, and as if which priority while that is open."""
    rules = rules_of()
    now = seen(rules, {"f0": "c", "f1": "b"})["clock"]
    assert (now["title"], now["zone"], now["then"], now["note"]) == (
        "Clock, as if P1",
        "Berlin, from now",
        "then every 2 h · Option c",
        "Set “Classified” to fix the times.",
    )
    fixed = seen(rules, {"f1": "b", "classified": "2026-03-01T09:42+01:00"})["clock"]
    assert (fixed["zone"], fixed["then"], fixed["note"]) == (
        "Berlin, from Sun 1 Mar, 09:42",
        "then every 2 h · Factor 0 open: the shortest promise",
        "",
    )
    assert [(r["time"], r["distance"], r["late"], r["next"]) for r in fixed["rows"]] == [
        ("Sun 1 Mar, 09:57", "Late by 1 day", True, False),
        ("10:42", "in 42 min", False, True),
    ]


def test_an_owner_in_a_zone_that_is_not_known_here() -> None:
    """Its hours are told as they stand, and no time is made up."""
    data = playbook_data(*DOZENS, [])
    role = data["playbook/matrix.yml"]["roles"][0]
    role |= {"zone": "Mars/Olympus_Mons", "hours": {"start": "08:00", "end": "18:00"}}
    playbook, _ = check(data)
    owner = seen(Rules(playbook), LOW)["owner"]
    assert (owner["local"], owner["duty"]) == ("Olympus Mons", "08–18, all days, Olympus Mons time")


def test_small_words() -> None:
    """Numbers and lists as they stand in sentences."""
    assert [counted(n, "point") for n in (0, 1, 2)] == ["0 points", "1 point", "2 points"]
    assert [in_words(n) for n in (1, 10, 11)] == ["One", "Ten", "11"]
    assert [listed(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_labels_in_any_script_and_length_stand_unchanged() -> None:
    """Right-to-left and very long labels are shown as written, in the sentence and in the note."""
    data = playbook_data(*DOZENS, [])
    factors = data["playbook/model.yml"]["factors"]
    factors[0]["name"], factors[1]["name"] = "درجة الخطورة", "Long " * 200 + "name"
    playbook, _ = check(data)
    reply = answer(Rules(playbook), {"f0": "c"}, now=datetime.fromisoformat("2026-03-02T10:00Z"))
    assert {"درجة الخطورة", "Long " * 200 + "name"} <= {bar["name"] for bar in reply["view"]["bars"]}
    assert "درجة الخطورة" in reply["note"]
