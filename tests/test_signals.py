"""Signals: what an event raises, what leaves it in doubt, what no event can do, and what is told of mistakes."""

import io
import json
import random
import sys
from copy import deepcopy
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from escalation_calculator.check import check
from escalation_calculator.events import LARGEST
from escalation_calculator.rules import Rules
from escalation_calculator.signalling import audit_line, decide
from escalation_playbook import cli
from test_checks import good, put

SIGNALS = "playbook/signals.yml"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ROOT = Path(__file__).parents[1]

ERRORS = {
    "id": "errors",
    "title": "Many errors",
    "source": "Monitor",
    "known_by": {"from": "monitor", "what.kind": "errors"},
    "fields": {
        "rate": {"path": "value.rate", "name": "Rate", "type": "percentage", "counted_in": "fraction"},
        "lasting": {"path": "value.s", "name": "Lasting", "type": "duration", "counted_in": "seconds"},
        "service": {"path": "labels.0", "name": "Service", "type": "text"},
        "paged": {"path": "paged", "name": "Paged", "type": "yes-no"},
        "users": {"path": "users", "name": "Users", "type": "number"},
    },
    "when": {
        "all": [
            {"rate": {"at_least": "5 %"}},
            {"lasting": {"at_least": "5 min"}},
            {"not": {"service": {"one_of": ["test", "load test"]}}},
            {"paged": "no"},
        ]
    },
    "raises": {
        "roles": ["first"],
        "criterion": "seen",
        "answers": {"f0": "c", "exposed": "yes"},
        "takes": {"users": "users"},
        "floor": "P2",
    },
    "fail_safe": {"time": "at", "stale_after": "10 min", "ask": "second", "look": "At the graph."},
    "why": "Because.",
}
EVENT = {
    "from": "monitor",
    "what": {"kind": "errors"},
    "at": "2026-03-02T08:55:00Z",
    "value": {"rate": 0.05, "s": 300},
    "labels": ["shop"],
    "paged": False,
    "users": 9,
}


def playbook(*signals: dict) -> dict:
    """A good one with these signals."""
    return good() | {SIGNALS: {"signals": [deepcopy(signal) for signal in signals or (ERRORS,)]}}


def rules(*signals: dict) -> Rules:
    """Its rules."""
    found, diagnostics = check(playbook(*signals))
    assert diagnostics == []
    return Rules(found)


RULES = rules()


def event(**changes: object) -> bytes:
    """The event with other values at paths whose dots are written as two underscores; None takes one out."""
    made = deepcopy(EVENT)
    for name, value in changes.items():
        *way, last = name.split("__")
        inner = made
        for step in way:
            inner = inner[step]
        if value is None:
            del inner[last]
        else:
            inner[last] = value
    return json.dumps(made).encode()


DECIDED = [
    ("it is raised at its limits", {}, "raised"),
    ("an end below the limit is not", {"value__rate": 0.0499}, "nothing"),
    ("a second too short is in doubt", {"value__s": 299}, "doubt"),
    ("a minute too short is not", {"value__s": 240}, "nothing"),
    ("written with its unit", {"value__s": "5 min", "value__rate": "5 %"}, "raised"),
    ("a text that is named", {"labels": ["load test"]}, "nothing"),
    ("a text that nobody named", {"labels": [""]}, "raised"),
    ("one denial is enough, whatever is missing", {"labels": ["test"], "value__rate": None}, "nothing"),
    ("a value is missing", {"value__rate": None}, "doubt"),
    ("its place is missing", {"value": []}, "doubt"),
    ("text in place of a number", {"value__rate": "much"}, "doubt"),
    ("yes is no number", {"value__rate": True}, "doubt"),
    ("a number is no text", {"labels": [7]}, "doubt"),
    ("nor is nothing", {"labels": [[]]}, "doubt"),
    ("one is not yes", {"paged": 0}, "doubt"),
    ("no in words", {"paged": "no"}, "raised"),
    ("less than nothing", {"value__rate": -0.5}, "doubt"),
    ("more than any number here", {"value__s": 10**18}, "doubt"),
    ("more digits than are compared", {"value__s": 3000000000000000000001}, "doubt"),
    ("a fact that cannot be taken is left out", {"users": "nine"}, "raised"),
    ("ten minutes old", {"at": "2026-03-02T08:50:00Z"}, "raised"),
    ("a second more", {"at": "2026-03-02T08:49:59Z"}, "doubt"),
    ("in another zone", {"at": "2026-03-02T09:55:00+01:00"}, "raised"),
    ("as far ahead", {"at": "2026-03-02T09:11:00Z"}, "doubt"),
    ("a time without its zone", {"at": "2026-03-02T08:55:00"}, "doubt"),
    ("no time", {"at": None}, "doubt"),
    ("a number for a time", {"at": 1772441700}, "doubt"),
    ("old and not met is still in doubt", {"at": "2026-03-01T08:55:00Z", "value__rate": 0}, "doubt"),
    ("from elsewhere", {"from": "survey"}, "unknown"),
    ("of another kind", {"what__kind": "Errors"}, "unknown"),
    ("of no kind", {"what": "errors"}, "unknown"),
]


@pytest.mark.parametrize(("changes", "outcome"), [d[1:] for d in DECIDED], ids=[d[0] for d in DECIDED])
def test_an_event_is_decided_or_a_person_is_asked(changes: dict, outcome: str) -> None:
    """Nothing is guessed: what cannot be told for sure is a matter for the role that is named, with the reason."""
    decision = decide(RULES, event(**changes), NOW)
    assert decision.outcome == outcome
    assert decision.ask == (("second",) if outcome == "doubt" else ())
    for verdict in decision.verdicts:
        assert verdict.because
        assert all(why.strip() for why in verdict.because)
    assert decision.roles == (("first",) if outcome == "raised" else ())


def test_what_is_raised_is_said_whole() -> None:
    """The tests with the values that decided, the answers, what the event gave, and the floor."""
    decision = decide(RULES, event(value__rate=0.0725), NOW)
    (verdict,) = decision.verdicts
    assert verdict.because == (
        "Rate: at least 5 %; it is 7.25 %",
        "Lasting: at least 5 min; it is 5 min",
        "Service: “test” or “load test”; it is “shop”",
        "Paged: no; it is no",
    )
    assert (decision.answers, decision.floor) == ({"f0": "c", "exposed": "yes", "users": 9}, "P2")
    assert decide(RULES, event(users=None), NOW).verdicts[0].left_out == ("Users: The event has no “users”.",)


def test_reasons_for_doubt_name_the_value() -> None:
    """Whoever is asked knows what to look for."""
    told = {
        "The event has no “value.rate”.": {"value__rate": None},
        "“value.rate” is “much”, not a percentage.": {"value__rate": "much"},
        "“labels.0” is the number 7, not text.": {"labels": [7]},
        "Lasting lies between 4 min and 5 min, which cannot be told from the limit.": {"value__s": 299},
        "“at” is not a time with its offset from UTC.": {"at": "yesterday"},
        "The event is 11 min old; after 10 min it decides nothing.": {"at": "2026-03-02T08:48:30Z"},
    }
    for why, changes in told.items():
        assert decide(RULES, event(**changes), NOW).verdicts[0].because[0] == why


def test_several_signals_may_be_in_one_event() -> None:
    """Roles and answers join, the gravest floor holds; what they say differently is left out; one doubt is a doubt."""
    other = deepcopy(ERRORS) | {"id": "more", "when": {"rate": {"above": "1 %"}}}
    other["fields"] = {"rate": ERRORS["fields"]["rate"]}
    other["raises"] = {"roles": ["second", "first"], "answers": {"f0": "b", "f1": "a"}, "floor": "P1"}
    both = rules(ERRORS, other)
    decision = decide(both, event(), NOW)
    assert [verdict.outcome for verdict in decision.verdicts] == ["raised", "raised"]
    assert (decision.roles, decision.floor) == (("first", "second"), "P1")
    assert (decision.answers, decision.differ) == ({"exposed": "yes", "users": 9, "f1": "a"}, ("f0",))
    mixed = decide(both, event(value__s=None), NOW)
    assert (mixed.outcome, mixed.ask, mixed.roles) == ("doubt", ("second",), ("second", "first"))
    assert decide(both, event(value__rate=0.02), NOW).outcome == "raised"


UNREADABLE = {
    "not JSON": b"severity: high",
    "nothing": b"",
    "cut off": b'{"from": "monitor"',
    "two of them": b"{} {}",
    "no number": b'{"value": NaN}',
    "endless": b'{"value": -Infinity}',
    "said twice": b'{"from": "a", "from": "monitor"}',
    "said twice inside": b'{"what": {"kind": "a", "kind": "errors"}}',
    "a list": b"[{}]",
    "a text": b'"monitor"',
    "null": b"null",
    "not UTF-8": b'{"from": "\xff"}',
    "UTF-16": '{"from": "monitor"}'.encode("utf-16"),
    "deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep lists": b"[" * 100_000,
    "a number of thousands of digits": b'{"a": ' + b"9" * 5000 + b"}",
    "an exponent beyond all": b'{"a": 1e99999999999999999999}',
    "too large": b" " * (LARGEST + 1),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_may_be_anything_and_a_person_is_asked(data: bytes) -> None:
    """In a sentence, with the role of every signal."""
    decision = decide(RULES, data, NOW)
    assert (decision.outcome, decision.ask, decision.verdicts) == ("unreadable", ("second",), ())
    assert decision.why.startswith("The event ")
    assert decision.why.endswith(".")


def test_numbers_of_any_size_are_read_or_doubted() -> None:
    """An exponent costs neither time nor memory."""
    for number in ("1e999999", "1e-999999", "0e999999", "-0.0", "1" * 4000, "0." + "3" * 4000):
        data = event().replace(b'"rate": 0.05', f'"rate": {number}'.encode())
        assert decide(RULES, data, NOW).outcome in {"doubt", "nothing"}


def test_any_value_anywhere_ends_in_a_decision() -> None:
    """Whatever a tool sends, nobody sees a traceback."""
    chance = random.Random(4)  # noqa: S311 - the same values in each run
    values = [
        None,
        True,
        0,
        -1,
        10**30,
        0.5,
        1e300,
        "",
        "\0",
        "\ud800",
        "5 %",
        "5 min",
        "2026-03-02T08:55Z",
        [],
        {},
        [[]],
    ]
    for _ in range(3000):
        made = deepcopy(EVENT)
        for _ in range(chance.randrange(1, 4)):
            inner = made
            while isinstance(inner, (dict, list)) and inner and chance.random() < 0.7:
                key = chance.choice(list(inner) if isinstance(inner, dict) else range(len(inner)))
                if not isinstance(inner[key], (dict, list)) or chance.random() < 0.3:
                    inner[key] = chance.choice(values)
                    break
                inner = inner[key]
        data = json.dumps(made).encode()
        decision = decide(RULES, data, NOW)
        assert json.loads(audit_line(RULES, decision, data, NOW))["outcome"] == decision.outcome


def test_the_audit_line_is_one_stable_line() -> None:
    """Programs read it for years: keys are only added, and it is the same wherever it is written."""
    data = event()
    line = audit_line(RULES, decide(RULES, data, NOW), data, NOW)
    assert line == (
        f'{{"asked":[],"at":"2026-03-02T09:00:00Z","doubt":[],"event":"sha256:{sha256(data).hexdigest()}","floor":"P2",'
        '"model":"made-up","outcome":"raised","raised":["errors"],"version":1}'
    )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run the command on an event, from a pipe, with the shipped signals."""

    def runner(data: bytes, *more: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = cli.main(["-C", str(ROOT), "signal", "-", "--at", "2026-11-21T14:03Z", *more])
        out, err = capsys.readouterr()
        assert err == ""
        return code, out

    return runner


def test_the_command_says_it_and_its_exit_code_says_it_too(run) -> None:
    """For people, for programs, and for the log."""
    sent = {"source": "survey", "type": "csat", "answered_at": "2026-11-21T12:00:00Z"}
    sent |= {"answer": {"score": 1}, "account": {"tier": "strategic"}}

    def said(*more: str, **changes: object) -> tuple[int, str]:
        return run(json.dumps(sent | changes).encode(), *more)

    code, out = said()
    assert code == 3
    assert out.startswith("Raised: A strategic account is unhappy (unhappy-strategic-account)\n")
    assert "Tell: Customer success (chat #customer-success, phone +1 202 555 0133, mail success@example.com)\n" in out
    assert "Answers: segment=enterprise reputation=managers\n" in out
    assert json.loads(out.splitlines()[-1])["raised"] == ["unhappy-strategic-account"]
    code, out = said("--format", "json")
    found = json.loads(out)
    assert (code, found["outcome"], found["raised"]["floor"]) == (3, "raised", None)
    assert found["audit"] == said()[1].splitlines()[-1]
    assert said(answer={"score": 5})[0] == 0
    code, out = said(answer={"score": "1"})
    assert (code, "In doubt: A strategic account is unhappy" in out) == (4, True)
    assert "Ask: Customer success (" in out
    code, out = said(source="nobody")
    assert (code, out.splitlines()[0]) == (0, "No signal is about this event.")
    code, out = run(b"{")
    assert (code, out.splitlines()[0]) == (4, "The event is no JSON: line 1, column 2.")
    assert json.loads(out.splitlines()[-1])["asked"]


def test_hostile_events_steer_no_terminal_and_break_no_line(run) -> None:
    """What an event holds is shown, never obeyed; ten megabytes are refused."""
    sent = {"source": "survey", "type": "csat", "answered_at": "2026-11-21T12:00:00Z"}
    sent |= {"answer": {"score": "\x1b[2J\n\u202e\ud800{}"}, "account": {"tier": "strategic"}}
    code, out = run(json.dumps(sent).encode())
    assert code == 4
    assert not set(out) & {"\x1b", "\u202e", "\ud800"}
    assert json.loads(out.splitlines()[-1])["doubt"] == ["unhappy-strategic-account"]
    code, out = run(b'{"a": "' + b"x" * 10_000_000 + b'"}')
    assert (code, out.splitlines()[0]) == (4, "The event is larger than 1 MiB.")


def test_wrong_use_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """No such file, no such time, no signals."""
    bare = tmp_path / "playbook"
    bare.mkdir()
    for path in (ROOT / "tests/golden/small/playbook").rglob("*.yml"):
        if path.name != "signals.yml":
            place = bare / path.relative_to(ROOT / "tests/golden/small/playbook")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(path.read_text("utf-8"), "utf-8")
    for arguments, told in (
        (["-C", str(ROOT), "signal", "none.json"], "none.json: No such file or directory"),
        (["-C", str(ROOT), "signal", "-", "--at", "noon"], "“noon” after --at is not a time"),
        (["-C", str(tmp_path), "signal", "-"], "There are no signals. They stand in playbook/signals.yml."),
    ):
        assert cli.main(arguments) == 2
        assert told in capsys.readouterr().err


ONE = ("signals", 0)
NOT, SECOND = (*ONE, "when", "all", 2), (*ONE, "when", "all", 1)
ANY_RATE, TESTS = {"rate": {"at_least": "0 %"}}, ERRORS["when"]["all"]
BROKEN = [
    ("known-by-nothing", (*ONE, "known_by"), {}, (*ONE, "known_by")),
    ("bad-path", (*ONE, "known_by", "a..b"), "x", (*ONE, "known_by", "a..b")),
    ("bad-path", (*ONE, "fields", "users", "path"), ".users", (*ONE, "fields", "users", "path")),
    ("bad-path", (*ONE, "fail_safe", "time"), "at.", (*ONE, "fail_safe", "time")),
    ("never-fresh", (*ONE, "fail_safe", "stale_after"), "0 min", (*ONE, "fail_safe", "stale_after")),
    ("listed-twice", (*ONE, "raises", "roles"), ["first", "first"], (*ONE, "raises", "roles", 1)),
    ("needless-unit", (*ONE, "fields", "users", "counted_in"), "seconds", (*ONE, "fields", "users", "counted_in")),
    ("needless-unit", (*ONE, "fields", "service", "counted_in"), "seconds", (*ONE, "fields", "service", "counted_in")),
    ("needless-unit", (*ONE, "fields", "rate", "counted_in"), "hours", (*ONE, "fields", "rate", "counted_in")),
    ("needless-unit", (*ONE, "fields", "lasting", "counted_in"), "fraction", (*ONE, "fields", "lasting", "counted_in")),
    ("unused-field", (*ONE, "raises", "takes"), {}, (*ONE, "fields", "users")),
    ("unknown-field", (*ONE, "raises", "takes", "replies"), "user", (*ONE, "raises", "takes", "replies")),
    ("unknown-name", (*ONE, "raises", "takes", "user"), "users", (*ONE, "raises", "takes", "user")),
    ("other-type", (*ONE, "raises", "takes", "replies"), "rate", (*ONE, "raises", "takes", "replies")),
    ("other-type", (*ONE, "raises", "takes", "classified"), "users", (*ONE, "raises", "takes", "classified")),
    ("answered-twice", (*ONE, "raises", "answers", "users"), 4, (*ONE, "raises", "takes", "users")),
    ("unknown-name", (*ONE, "raises", "answers", "exposd"), "yes", (*ONE, "raises", "answers", "exposd")),
    ("bad-value", (*ONE, "raises", "answers", "f0"), "d", (*ONE, "raises", "answers", "f0")),
    ("bad-value", (*ONE, "raises", "answers", "classified"), "now", (*ONE, "raises", "answers", "classified")),
    ("criterion-denied", (*ONE, "raises", "answers", "exposed"), "no", (*ONE, "raises", "criterion")),
    ("unknown-criterion", (*ONE, "raises", "criterion"), "sen", (*ONE, "raises", "criterion")),
    ("unknown-role", (*ONE, "raises", "roles"), ["frist"], (*ONE, "raises", "roles", 0)),
    ("no-roles", (*ONE, "raises", "roles"), [], (*ONE, "raises", "roles")),
    ("unknown-role", (*ONE, "fail_safe", "ask"), "third", (*ONE, "fail_safe", "ask")),
    ("unordered", (*NOT, "not"), {"service": {"above": "a"}}, (*NOT, "not", "service")),
    ("bad-value", SECOND, {"lasting": {"at_least": "5 %"}}, (*SECOND, "lasting", "at_least")),
    ("always-met", (*ONE, "when"), {"any": [ANY_RATE, *TESTS]}, (*ONE, "when")),
    ("never-met", (*ONE, "when"), {"all": [{"not": ANY_RATE}, *TESTS]}, (*ONE, "when")),
]  # fmt: skip


@pytest.mark.parametrize(("code", "path", "value", "where"), BROKEN, ids=[f"{c} {p[-1]}" for c, p, _, _ in BROKEN])
def test_the_smallest_change_is_told_at_its_place(code: str, path: tuple, value: object, where: tuple) -> None:
    """One mistake, one diagnostic."""
    data = playbook()
    put(data, SIGNALS, path, value)
    found = [(d.code, d.file, d.path) for d in check(data, ("Europe/Berlin", "Europe/Dublin"))[1]]
    assert found == [(code, SIGNALS, where)]


def test_a_field_that_is_misspelt_in_the_condition_is_told() -> None:
    """And that nothing asks for the one that was meant."""
    data = playbook()
    put(data, SIGNALS, (*ONE, "when", "all", 0), {"rat": {"at_least": "5 %"}})
    found = [(d.code, d.path, d.mend) for d in check(data)[1]]
    assert found == [("unknown-field", (*ONE, "when", "all", 0, "rat"), "Did you mean “rate”?")]


def test_an_id_is_given_once() -> None:
    """The audit log knows a signal by it."""
    found = [(d.code, d.path) for d in check(playbook(ERRORS, ERRORS))[1]]
    assert found == [("duplicate-id", ("signals", 1, "id"))]
