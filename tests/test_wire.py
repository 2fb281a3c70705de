"""The one door: whatever is sent, an answer in canonical JSON comes back, the same on every platform and every day."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_calculator import wire
from escalation_calculator.wire import DEEPEST, LONGEST, evaluate
from made_up import NOW, playbook_data

NOW_TEXT = NOW.isoformat()


def data() -> dict:
    """A made-up playbook with a criterion and a word to type."""
    criterion = {"id": "seen", "title": "Seen", "when": {"exposed": "yes"}, "floor": "P1"}
    found = playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [criterion])
    found["playbook/messages/note.yml"]["channels"]["chat"]["body"] += " {{ issue }}"
    found["playbook/variables.yml"] = {"variables": [{"id": "issue", "label": "Issue", "example": "Sync"}]}
    return found


@pytest.fixture(autouse=True)
def loaded() -> Iterator[None]:
    """The door with the playbook loaded, and as it was before afterwards."""
    before = dict(wire._loaded)
    assert ask(do="load", playbook=data())["ok"]
    yield
    wire._loaded.clear()
    wire._loaded.update(before)


def ask(**request: object) -> dict:
    """What comes back."""
    return json.loads(evaluate(json.dumps(request)))


def score(**request: object) -> dict:
    """A score at a fixed time."""
    return ask(do="score", now=NOW_TEXT, **request)


def test_loading_says_what_was_loaded() -> None:
    """Model, version and the Python that answers."""
    reply = ask(do="load", playbook=data())
    assert (reply["model"], reply["version"], reply["python"].count(".")) == ("made-up", 1, 2)


def test_a_broken_playbook_comes_back_as_data_and_the_last_good_one_stays() -> None:
    """Each mistake with code, file, path and mend."""
    broken = data()
    broken["playbook/model.yml"]["segment_factor"] = "f9"
    reply = ask(do="load", playbook=broken)
    assert reply == {
        "ok": False,
        "errors": [
            {
                "code": "unknown-factor",
                "message": "There is no factor “f9”.",
                "mend": "Known: f0, f1, f2.",
                "file": "playbook/model.yml",
                "path": ["segment_factor"],
                "on_key": False,
                "severity": "error",
            }
        ],
    }
    assert score(answers={"f0": "c"})["ok"]


@pytest.mark.parametrize("name", sorted(n for n in data() if "/messages/" not in n))
@pytest.mark.parametrize("checked", [True, False])
def test_a_missing_file_is_told(name: str, *, checked: bool) -> None:
    """Without one of its files there is no playbook, and the reply says which."""
    files = {file: content for file, content in data().items() if file != name}
    reply = ask(do="load", playbook=files, checked=checked)
    assert (reply["ok"], reply["errors"][0]["code"], reply["errors"][0]["file"]) == (False, "file-missing", name)


def test_what_the_build_has_checked_is_only_decoded() -> None:
    """A name that leads nowhere is not looked for again, and the last word is exactly `true`."""
    broken = data()
    broken["playbook/matrix.yml"]["zone"] = "nowhere"
    broken["playbook/model.yml"]["margin"]["reviewer"] = "nobody"
    assert ask(do="load", playbook=broken, checked=True) == ask(do="load", playbook=data())
    for checked in (False, None, 1, "true", {}):
        errors = ask(do="load", playbook=broken, checked=checked)["errors"]
        assert [error["code"] for error in errors] == ["unknown-role"]


def test_checked_or_not_the_scores_are_the_same() -> None:
    """The checks change nothing in what they look at."""
    before = score(answers={"f0": "c", "exposed": "yes"})
    assert ask(do="load", playbook=data(), checked=True)["ok"]
    assert score(answers={"f0": "c", "exposed": "yes"}) == before


@pytest.mark.parametrize(
    ("file", "part", "code"),
    [
        ("playbook/model.yml", {"version": "one"}, "wrong-type"),
        ("playbook/criteria.yml", {"more": []}, "unknown-key"),
        ("playbook/messages/note.yml", {"stage": "later"}, "not-a-choice"),
    ],
)
def test_data_that_cannot_be_decoded_comes_back_also_when_checked(file: str, part: dict, code: str) -> None:
    """As a mistake with code and file; the last good playbook stays."""
    broken = data()
    broken[file] = broken[file] | part
    reply = ask(do="load", playbook=broken, checked=True)
    assert (reply["ok"], [(error["code"], error["file"]) for error in reply["errors"]]) == (False, [(code, file)])
    assert score(answers={"f0": "c"})["ok"]


def test_what_was_checked_loads_without_the_checks() -> None:
    """The browser's start imports none of them."""
    request = json.dumps({"do": "load", "playbook": data(), "checked": True})
    program = (
        "import sys; from escalation_calculator.wire import evaluate; print(evaluate(sys.stdin.read()));"
        "print(*(name for name in sys.modules if name.startswith('escalation_calculator.check')))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=request, capture_output=True, text=True, check=True)
    reply, modules = done.stdout.splitlines()
    assert (json.loads(reply)["ok"], modules) == (True, "")


WORDS = {
    "playbook/categorisation.yml": {
        "rules": [{"id": "counted", "phrases": ["{number} users"], "suggests": {"users": "{number}"}}]
    }
}


def test_what_a_ticket_suggests_is_imported_when_it_is_asked_for() -> None:
    """The browser's start decodes neither issue types nor words; a suggestion quotes its words and answers nothing."""
    load = json.dumps({"do": "load", "playbook": data() | WORDS, "checked": True})
    program = (
        "import sys; from escalation_calculator.wire import evaluate; load, text = sys.stdin.read().splitlines();"
        "late = ('taxonomy', 'categorisation', 'suggest', 'phrases', 'ticket_text');"
        "seen = lambda: [name for name in late if f'escalation_calculator.{name}' in sys.modules];"
        "print(evaluate(load)); print(*seen()); print(evaluate(text)); print(len(seen()))"
    )
    given = f"{load}\n{json.dumps({'do': 'suggest', 'text': 'For 40 users.'})}"
    done = subprocess.run([sys.executable, "-c", program], input=given, capture_output=True, text=True, check=True)
    _, early, reply, late = done.stdout.splitlines()
    assert (early, late) == ("", "5")
    (found,) = json.loads(reply)["suggestions"]["answers"]
    assert (found["name"], found["value"], found["causes"]) == (
        "users",
        40,
        [{"start": 4, "end": 12, "text": "40 users"}],
    )


@pytest.mark.parametrize("text", [None, 7, [], {"a": 1}, "", "\ud800 40 users", "x" * 3_000_000])
def test_any_text_gets_suggestions_or_none(text: object) -> None:
    """Nothing that a page could send breaks it; the same text gives the same reply."""
    assert ask(do="load", playbook=data() | WORDS)["ok"]
    replies = {evaluate(json.dumps({"do": "suggest", "text": text})) for _ in range(2)}
    assert json.loads(replies.pop())["ok"]
    assert not replies


def test_suggestions_before_a_playbook() -> None:
    """A mistake of the page, told as data."""
    wire._loaded.clear()
    assert ask(do="suggest", text="x")["errors"][0]["code"] == "not-loaded"


def test_nothing_loaded() -> None:
    """A score before a playbook is a mistake of the page, told as data."""
    wire._loaded.clear()
    reply = score(answers={})
    assert (reply["ok"], reply["errors"][0]["code"]) == (False, "not-loaded")


NO_REQUESTS = [
    "",
    "null",
    "[]",
    "7",
    '"score"',
    "{",
    "{}",
    '{"do":null}',
    '{"do":["score"]}',
    '{"do":"SCORE"}',
    '{"do":"load"}',
    '{"do":"load","playbook":[]}',
    "\ud800",
    "\0",
    "9" * 6000,
    "[" * 200_000,
    '{"a":' * 100_000,
    " " * (LONGEST + 1),
]


@pytest.mark.parametrize("text", NO_REQUESTS, ids=[t[:20] + f" {len(t)}" for t in NO_REQUESTS])
def test_what_is_no_request(text: str) -> None:
    """It is told, and never raised."""
    reply = json.loads(evaluate(text))
    assert (reply["ok"], reply["errors"][0]["code"]) == (False, "bad-request")


@pytest.mark.parametrize("depth", [1, DEEPEST - 5, DEEPEST + 5, 300, 900, 990, 5000])
@pytest.mark.parametrize("where", ["answers", "zone", "variables", "do", "link", "message", "now"])
def test_depth_is_bounded(where: str, depth: int) -> None:
    """Nesting beyond what any playbook needs is refused before anything walks through it."""
    nested = "[" * depth + "]" * depth
    value = f'{{"f0":{nested}}}' if where in ("answers", "variables") else nested
    reply = json.loads(evaluate(f'{{"do":"score","now":"{NOW_TEXT}","{where}":{value}}}'))
    refused = depth > DEEPEST or where == "do"
    assert reply["ok"] is not refused
    if depth > DEEPEST:
        assert reply["errors"][0]["message"] == "This request is nested too deeply."


@pytest.mark.parametrize("word", ["all", "any", "not"])
def test_a_condition_as_deep_as_the_door_allows_is_read(word: str) -> None:
    """Within the bound, reading, checking and scoring hold."""
    depth = DEEPEST // (1 if word == "not" else 2) - 10
    condition: object = {"exposed": "yes"}
    for _ in range(depth):
        condition = {word: condition if word == "not" else [condition]}
    playbook = data()
    playbook["playbook/criteria.yml"]["criteria"][0]["when"] = condition
    assert ask(do="load", playbook=playbook)["ok"]
    assert score(answers={"f0": "c"})["ok"]


ODD = [
    None,
    True,
    False,
    -1,
    2**63,
    2**64 + 1,
    10**300,
    1.0,
    1.5,
    1e400,
    "",
    " ",
    "9" * 4000,
    "٣",
    "\ud800",
    "\udfff\ud800",
    "a\0b",
    "x" * 100_000,
    [],
    {},
    [[1]],
    "1970-01-01T00:00+23:59",
    "2200-12-31T23:59-23:59",
]


@pytest.mark.parametrize("value", ODD, ids=[repr(v)[:20] for v in ODD])
@pytest.mark.parametrize("name", ["f0", "f2", "users", "exposed", "classified", "nobody"])
def test_odd_values_are_problems_or_answers(name: str, value: object) -> None:
    """Every answer that is not used is told, shortly; the rest is scored."""
    reply = score(answers={name: value, "f1": "c"})
    assert reply["ok"]
    told = [p["name"] for p in reply["problems"]]
    used = name in reply["given"] or (name == "classified" and reply["classified_local"] != "")
    assert told == ([] if used else [name])
    assert all(len(p["message"]) < 200 for p in reply["problems"])
    assert reply["given"]["f1"] == "c"


def test_numbers_that_json_does_not_know() -> None:
    """NaN and Infinity, which Python's reader lets through, are no values."""
    reply = json.loads(evaluate('{"do":"score","answers":{"users":NaN,"f0":Infinity,"replies":-Infinity}}'))
    assert [p["name"] for p in reply["problems"]] == ["users", "f0", "replies"]


def test_a_missing_value_is_said_to_be_missing() -> None:
    """Nothing is not shown as a word of some programming language."""
    said = {p["message"] for v in (None, "", " ") for p in score(answers={"users": v})["problems"]}
    assert said == {"“Users” has no value."}


def test_very_many_answers_are_told_in_time() -> None:
    """Thousands of unknown names are all problems; close names are looked for only for the first."""
    reply = score(answers={f"name{i}": 1 for i in range(5000)})
    assert len(reply["problems"]) == 5000
    assert [bool(p["mend"]) for p in reply["problems"]].count(True) == 20


WRONG_SETTINGS = [
    {"now": 7},
    {"now": "yesterday"},
    {"zone": ["UTC"]},
    {"zone": "../../etc/passwd"},
    {"zone": "\ud800"},
    {"zone": "Europe"},
    {"zone": "x" * 100_000},
    {"message": 7},
    {"message": "nobody"},
    {"channel": {}},
    {"variables": []},
    {"variables": {"issue": ["a"], "other": "b"}},
    {"variables": {"issue": "\ud800\u202e" + "x" * 100_000}},
    {"address": 7},
    {"answers": []},
    {"answers": "f0=c"},
    {"link": 7},
    {"link": "&" * 100_000},
    {"link": "a=b&" * 100_000},
    {"link": "%" * 100_000},
]


@pytest.mark.parametrize("settings_", WRONG_SETTINGS, ids=[str(s)[:40] for s in WRONG_SETTINGS])
def test_wrong_settings_do_no_harm(settings_: dict) -> None:
    """Time, zone, message, channel, words and link fall back to something sensible."""
    text = evaluate(json.dumps({"do": "score", "answers": {"f0": "c"}, "now": NOW_TEXT} | settings_))
    reply = json.loads(text)
    assert reply["ok"]
    assert text.isascii()
    assert len(text) < 150_000  # the name of an unknown answer comes back whole


def test_what_is_typed_is_bounded() -> None:
    """Two thousand characters are more than any message needs."""
    reply = score(answers={}, variables={"issue": "x" * 5000}, message="note")
    assert "x" * 2001 not in json.dumps(reply)


def test_answers_beside_a_link_stand_in_place_of_its_own() -> None:
    """The page has read the link into its form: what the reader took back since does not return."""
    reply = score(answers={"f1": "a"}, link="model=made-up&version=9&f0=c")
    assert reply["given"] == {"f1": "a"}
    assert len(reply["notices"]) == 1


def test_an_open_link_gives_notices_and_answers() -> None:
    """A link alone is scored as it stands."""
    reply = score(link="model=made-up&version=7&f0=a&f1=b")
    assert reply["given"] == {"f0": "a", "f1": "b"}
    assert reply["notices"] == [
        (
            "The link was made with version 7 of the model; this is version 1. "
            "The result may differ from the one that was sent."
        )
    ]


def test_contradictions_are_told_and_the_fact_counts() -> None:
    """A number of users and another option of the factor that follows it cannot both hold."""
    reply = score(answers={"users": 9, "f2": "a"})
    assert [(p["name"], p["message"], p["mend"]) for p in reply["problems"]] == [
        (
            "f2",
            "“Factor 2” says “Option a”, but 9 in “Users” means “Option c”.",
            "Leave “Factor 2” out: it follows from “Users”.",
        )
    ]
    assert reply["derived"] == {"f2": "c"}
    assert reply["result"]["points"] == 20


SHAPE = {
    "reply": "classified_local derived fragment given link message note notices ok problems result view",
    "result": "bounds called close commitment contributions criteria highest kinds level lowest model most open out_of "
    "owner points priority segment told version",
    "view": "badges bars called callouts clock criteria criteria_count decide_note decide_title deciders headline "
    "owner scale spoken state told why",
    "message": "asks audience channel channels direction heading id language languages missing paragraphs stage "
    "subject text title words",
}


@pytest.mark.parametrize("part", SHAPE)
def test_the_shape_of_a_reply(part: str) -> None:
    """The page is written against these names: more may come, none may go."""
    reply = score(answers={"f0": "c"})
    assert set(SHAPE[part].split()) <= set(reply if part == "reply" else reply[part])


REQUESTS = [
    {"answers": {}},
    {"answers": {"f0": "c", "f1": "b", "users": 3, "exposed": "yes", "nobody": 1}},
    {"answers": {"f0": "a", "f1": "a", "f2": "a", "exposed": "no"}, "zone": "Pacific/Chatham", "channel": "chat"},
    {"link": "model=x&f0=c&f0=a&%ff=%fe", "variables": {"issue": "\u202eabc"}},
]
SCRIPT = """
import json, sys
from escalation_calculator.wire import evaluate
for line in sys.stdin:
    print(evaluate(line))
"""


def turned(value: object) -> object:
    """The same data with every object's keys in the other order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(entry) for entry in value] if isinstance(value, list) else value


def run(lines: list[str], seed: str) -> str:
    """The replies of a fresh Python."""
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(wire.__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        input="\n".join(lines),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def test_equal_requests_give_equal_texts() -> None:
    """Neither the hash seed nor the order of keys shows in a reply, also not in those about mistakes."""
    broken = data()
    broken["playbook/matrix.yml"]["roles"][0]["parts"] = {"P1": "owns", "P9": "told"}
    asked = [{"do": "load", "playbook": broken}, {"do": "load", "playbook": data()}]
    asked += [{"do": "score", "now": NOW_TEXT, **request} for request in REQUESTS]
    straight = run([json.dumps(request) for request in asked], "1")
    assert run([json.dumps(request) for request in asked], "2") == straight
    # files and the keys of each may stand in any order; what is given twice or contradicts keeps its own
    assert run([json.dumps(turned(request)) for request in asked[1:]], "3") == straight.partition("\n")[2]


def test_every_reply_is_canonical() -> None:
    """Sorted keys, no spaces, ASCII."""
    for request in REQUESTS:
        text = evaluate(json.dumps({"do": "score", "now": NOW_TEXT, **request}))
        assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
FILES = ["playbook/model.yml", "playbook/criteria.yml", "playbook/matrix.yml", "playbook/messages/note.yml", "kb/a.yml"]


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FILES), st.lists(st.integers(0, 50), max_size=6), JSON)
def test_a_playbook_with_anything_in_one_place_is_loaded_or_told(file: str, way: list[int], value: object) -> None:
    """A value put anywhere into a good playbook never raises, and a refusal says why."""
    playbook = data()
    inner, last = playbook, file
    for step in way:
        if not isinstance(inner.get(last) if isinstance(inner, dict) else inner[last], (dict, list)):
            break
        if len(inner[last]) == 0:
            break
        inner = inner[last]
        last = [*inner][step % len(inner)] if isinstance(inner, dict) else step % len(inner)
    inner[last] = value
    reply = ask(do="load", playbook=playbook)
    assert reply["ok"] != bool(reply.get("errors"))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["f0", "f1", "f2", "users", "exposed", "classified", "z"]), JSON), JSON, JSON)
def test_any_answers_are_scored(answers: dict, link: object, zone: object) -> None:
    """Whatever stands behind an answer's name, there is a result."""
    assert score(answers=answers, link=link, zone=zone)["ok"]
