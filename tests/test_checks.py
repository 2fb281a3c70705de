"""Every check of a playbook: the smallest change that breaks a good one, and the code and place that tell it."""

import ast
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

import escalation_calculator
from escalation_calculator.accept import DATED
from escalation_calculator.check import check
from made_up import GERMAN, playbook_data

MODEL, CRITERIA, MATRIX = "playbook/model.yml", "playbook/criteria.yml", "playbook/matrix.yml"
WORKFLOW = "playbook/workflow.yml"
TAXONOMY, WORDS = "playbook/taxonomy.yml", "playbook/categorisation.yml"
VARIABLES, NOTE, CASE = "playbook/variables.yml", "playbook/messages/note.yml", "kb/2026-03-02-one.yml"
COMMUNICATION, INSIDE = "playbook/communication.yml", "playbook/messages/inside.yml"
TWO, EXAMPLES = "kb/2026-03-03-two.yml", "playbook/examples.yml"

REMOVE = object()
"""In place of a value: take the key out."""


def good() -> dict:
    """A playbook in which nothing is wrong, with one of everything."""
    criterion = {"id": "seen", "when": {"all": [{"exposed": "yes"}, {"replies": {"at_least": 2}}]}, "floor": "P2"}
    data = deepcopy(playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [criterion]))
    data[MATRIX]["commitments"] = {name: deepcopy(rows) for name, rows in data[MATRIX]["commitments"].items()}
    data[CRITERIA]["criteria"][0]["because"] = ["2026-03-02-one"]
    data[VARIABLES] = {"variables": [{"id": "issue", "label": "The matter", "example": "Sync"}]}
    data[VARIABLES]["variables"] += [
        {"id": "state", "label": "State", "type": "choice", "example": "up", "choices": [{"id": "up", "label": "Up"}]},
        {"id": "hint", "label": "Hint", "example": "look", "required": "no"},
    ]
    data[COMMUNICATION] = {
        "audiences": [
            {
                "id": "customer",
                "name": "To the customer",
                "outside": "yes",
                "channels": ["chat"],
                "languages": ["de"],
                "stages": {"acknowledge": ["acknowledge_by"]},
            },
            {"id": "internal", "name": "Inside", "stages": {"hand-off": []}},
        ],
        "internal": ["f1"],
        "limits": {"chat": 100},
        "avoid": {"en": [{"word": "bad luck", "better": "what happened"}], "de": [{"word": "leider", "better": "-"}]},
        "languages": {"de": deepcopy(GERMAN)},
    }
    data[NOTE]["channels"]["email"] = {
        "subject": "{{ issue }}",
        "body": "{{ priority }} {{ users }} {{ acknowledge_by }}",
    }
    data[NOTE]["translations"] = {"de": deepcopy(data[NOTE]["channels"])}
    data[INSIDE] = data[NOTE] | {"stage": "hand-off", "audience": "internal", "translations": {}}
    data[INSIDE]["channels"] = {"chat": {"body": "{{ issue }} {{ state }} {{ hint }}"}}
    data[MATRIX]["roles"].append(
        {
            "id": "second",
            "name": "Second",
            "level": "next",
            "does": "Some.",
            "contact": {"chat": "#second"},
            "zone": "Europe/Dublin",
            "hours": {"days": ["mon"], "start": "08:00", "end": "18:00"},
            "parts": {"P1": "called"},
            "only_if": "seen",
        }
    )
    data[MATRIX]["commitments"]["P1"]["any"] |= {"contain": "4 h", "resolve": "8 h"}
    data[MATRIX]["levels"][0]["no_timeout"] = "Nobody is above."
    timeout = {"to": "one", "after": dict.fromkeys(("P1", "P2", "P3", "P4"), "2 h")}
    data[MATRIX]["levels"].append({"id": "next", "name": "Next", "owner": "first", "does": "More.", "timeout": timeout})
    data[MATRIX]["business_hours"] = {"start": "08:00", "end": "18:00"}
    data[MATRIX]["days_off"] = [{"day": "2026-12-25", "name": "Off"}, {"day": "2026-12-26", "name": "Off"}]
    data[MATRIX]["pauses"] = [{"id": "waiting", "name": "waiting", "stops": ["resolve"], "when": "Then."}]
    data[MATRIX]["commitments"]["P4"]["c"] = {"inherits": "any"}
    data[MATRIX]["commitments"]["standard"]["a"] = {"hours": "business", "acknowledge": "1 h", "first_update": "1 day"}
    data[WORKFLOW] = {
        "levels": [
            {
                "id": "one",
                "entry": "At first.",
                "exits": [{"when": "More is needed.", "to": "next"}, {"when": "It is over.", "to": "closed"}],
                "touchpoints": [{"audience": "customer", "when": "At once", "what": "We have it.", "message": "note"}],
            },
            {"id": "next", "entry": "Then.", "exits": [{"when": "It is over.", "to": "one"}]},
        ],
        "de_escalation": [
            {
                "id": "contained",
                "title": "Contained",
                "applies_to": ["P1", "P2"],
                "when": "It holds.",
                "may_lower": ["first"],
                "message": "note",
                "then": "It goes on.",
            }
        ],
    }
    parts = [{"id": name, "label": f"Part {name}"} for name in ("north", "south")]
    data[MODEL]["facts"].append(
        {"id": "part", "name": "Part", "question": "Which?", "type": "choice", "choices": parts}
    )
    data[MODEL]["area_fact"] = "part"
    issue = {"name": "It fails", "kind": "functional", "severity": "a", "owner": "first"}
    data[TAXONOMY] = {
        "severity_factor": "f1",
        "ordinary": {"replies": 2},
        "areas": [
            {
                "area": "north",
                "issues": [issue | {"id": "fails", "facts": {"replies": 2}, "aliases": ["Broken", "Out"]}],
            },
            {"area": "south", "issues": [issue | {"id": "slow", "name": "It is slow"}]},
        ],
    }
    data[WORDS] = {
        "numbers": {"two": 2},
        "units": {"hours": "1 h"},
        "rules": [
            {"id": "count", "phrases": ["{number} users"], "unless_near": ["not"], "suggests": {"users": "{number}"}},
            {"id": "late", "phrases": ["too late", "tardy"], "issue": "fails", "suggests": {"part": "south"}},
        ],
    }
    at = "2026-03-02T{}+01:00".format
    data[CASE] = {
        "title": "One",
        "issue": "fails",
        "state": "reviewed",
        "kind": "functional",
        "summary": "S.",
        "impact": "I.",
        "times": {
            "opened": at("09:00"),
            "classified": at("09:10"),
            "acknowledged": at("09:15"),
            "escalated": at("09:05"),
            "contained": at("10:00"),
            "resolved": at("11:00"),
        },
        "scoring": {
            "model": "made-up",
            "version": 1,
            "answers": {"f0": "c", "f1": "c"},
            "facts": {"users": 9},
            "computed": "P1",
            "final": "P2",
            "override": {"reason": "R.", "approved_by": "first"},
        },
        "owner": "first",
        "taken": ["T."],
        "timeline": [
            {"at": at("09:00"), "what": "A.", "by": "customer", "owner": "first"},
            {"at": at("09:30"), "what": "B.", "by": "first", "priority": "P4"},
            {"at": at("09:40"), "what": "C.", "priority": "P1"},
        ],
        "causes": {"root": "R.", "short": "r", "contributing": ["C."], "process_gaps": ["G."]},
        "mitigation": "M.",
        "prevention": "P.",
        "learnings": ["L."],
        "actions": [{"what": "W.", "owner": "second", "due": "2026-04-01", "state": "open"}],
        "changes": [{"criterion": "seen", "how": "H."}, {"factor": "f0", "how": "H."}],
        "outcome": {"csat": 4, "nps": 9, "churn": "no", "value_at_risk": {"amount": 9, "currency": "EUR"}},
        "related": ["2026-03-03-two"],
        "images": [{"file": "one.png", "alt": "A."}],
    }
    data[TWO] = deepcopy(data[CASE]) | {"related": [], "changes": [], "repeat_of": "2026-03-02-one"}
    data[TWO]["times"]["opened"] = at("09:01")
    data[EXAMPLES] = {
        "examples": [
            {
                "id": "much",
                "title": "Much",
                "ticket": "T.",
                "answers": {"f0": "c", "f1": "c", "users": 9},
                "expected": {"priority": "P1"},
                "shows": "S.",
            }
        ]
    }
    return data


def put(data: dict, file: str, path: tuple, value: object) -> None:
    """Change one value in place."""
    inner = data[file]
    for step in path[:-1]:
        inner = inner[step]
    if value is REMOVE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value


def found_in(data: dict) -> list[tuple[str, str, tuple]]:
    """What is wrong: code, file and path."""
    zones = {"Europe/Berlin", "Europe/Dublin"}
    playbook, diagnostics = check(data, zones)
    assert (playbook is None) == any(d.severity == "error" for d in diagnostics)
    return [(d.code, d.file, d.path) for d in diagnostics]


F0, F2 = ("factors", 0), ("factors", 2)
CRITERION, WHEN = ("criteria", 0), ("criteria", 0, "when")
SCORING, TIMES = ("scoring",), ("times",)
AREA, ISSUE, RULE = ("areas", 0), ("areas", 0, "issues", 0), ("rules", 1)
PROMISES = ("commitments", "P1")
NEXT, LOWERING = ("levels", 1), ("de_escalation", 0)
AFTER = (*NEXT, "timeout", "after")
PROMISE: dict[str, object] = {"acknowledge": "1 h", "first_update": "2 h"}

BROKEN: list[tuple[str, str, tuple, object, tuple]] = [
    # code, file, what is changed, to what, where it is told
    ("reserved-id", MODEL, ("facts", 1, "id"), "model", ("facts", 1, "id")),
    ("reserved-id", MODEL, ("facts", 1, "id"), "cadence", ("facts", 1, "id")),
    ("reserved-id", MODEL, (*F0, "options", 1, "id"), "any", (*F0, "options", 1, "id")),
    ("reserved-id", VARIABLES, ("variables", 0, "id"), "priority", ("variables", 0, "id")),
    ("reserved-id", VARIABLES, ("variables", 0, "id"), "users", ("variables", 0, "id")),
    ("duplicate-id", MODEL, (*F0, "options", 1, "id"), "a", (*F0, "options", 1, "id")),
    ("few-options", MODEL, ("factors", 1, "options", slice(1, 3)), [], ("factors", 1, "options")),
    ("out-of-range", MODEL, (*F0, "options", 2, "points"), 10_001, (*F0, "options", 2, "points")),
    ("needless-range", MODEL, (*F0, "options", 0, "range"), {"at_most": 1}, (*F0, "options", 0, "range")),
    ("missing-range", MODEL, (*F2, "options", 0, "range"), REMOVE, (*F2, "options", 0)),
    ("unknown-fact", MODEL, (*F2, "follows"), "user", (*F2, "follows")),
    ("unknown-fact", MODEL, ("clock_fact",), "users", ("clock_fact",)),
    ("unknown-fact", MODEL, ("area_fact",), "prat", ("area_fact",)),
    ("unmeasured-fact", MODEL, (*F2, "follows"), "exposed", (*F2, "follows")),
    ("bad-value", MODEL, (*F2, "options", 0, "range"), {"at_most": "1 h"}, (*F2, "options", 0, "range", "at_most")),
    ("empty-range", MODEL, (*F2, "options", 1, "range"), {"at_least": 4, "at_most": 2}, (*F2, "options", 1, "range")),
    ("broken-ranges", MODEL, (*F2, "options", 1, "range"), {"at_least": 3, "at_most": 4}, (*F2, "options", 1, "range")),
    ("broken-ranges", MODEL, (*F2, "options", 1, "range"), {"at_least": 1, "at_most": 4}, (*F2, "options", 1, "range")),
    ("broken-ranges", MODEL, (*F2, "options", 2, "range", "at_most"), 99, (*F2, "options", 2, "range")),
    ("few-choices", MODEL, ("facts", 1, "type"), "choice", ("facts", 1, "type")),
    ("second-time", MODEL, ("facts", 1, "type"), "time", ("facts", 1, "type")),
    ("needless-choices", MODEL, ("facts", 0, "choices"), [{"id": "a", "label": "A"}], ("facts", 0, "choices")),
    ("thresholds", MODEL, ("priorities", 0, "priority"), "P2", ("priorities",)),
    ("thresholds", MODEL, ("priorities", 1, "at_least"), 45, ("priorities", 1, "at_least")),
    ("thresholds", MODEL, ("priorities", 3, "at_least"), 0, ("priorities", 3, "at_least")),
    ("unreachable-threshold", MODEL, ("priorities", 0, "at_least"), 61, ("priorities", 0, "at_least")),
    ("unknown-factor", MODEL, ("segment_factor",), "f9", ("segment_factor",)),
    ("unknown-role", MODEL, ("standard_route", "owner"), "frist", ("standard_route", "owner")),
    ("unknown-role", MODEL, ("margin", "reviewer"), "frist", ("margin", "reviewer")),
    ("unknown-message", MODEL, ("priorities", 2, "message"), "nota", ("priorities", 2, "message")),
    ("unknown-message", MODEL, ("standard_route", "message"), "nota", ("standard_route", "message")),
    ("no-destination", CRITERIA, (*CRITERION, "leads_to"), {}, (*CRITERION, "leads_to")),
    ("floor-and-ceiling", CRITERIA, (*CRITERION, "ceiling"), "P3", (*CRITERION, "ceiling")),
    ("unknown-level", CRITERIA, (*CRITERION, "leads_to", "level"), "two", (*CRITERION, "leads_to", "level")),
    ("unknown-role", CRITERIA, (*CRITERION, "leads_to", "roles"), ["third"], (*CRITERION, "leads_to", "roles", 0)),
    ("unknown-name", CRITERIA, WHEN, {"expose": "yes"}, (*WHEN, "expose")),
    ("time-in-condition", CRITERIA, WHEN, {"classified": "now"}, (*WHEN, "classified")),
    ("bad-value", CRITERIA, WHEN, {"f0": {"at_least": "d"}}, (*WHEN, "f0", "at_least")),
    ("unordered", CRITERIA, WHEN, {"exposed": {"at_least": "yes"}}, (*WHEN, "exposed")),
    ("empty-value", CRITERIA, WHEN, {"f0": {"one_of": []}}, (*WHEN, "f0")),
    ("never-met", CRITERIA, WHEN, {"replies": {"at_least": 3, "below": 3}}, (*WHEN, "replies")),
    ("always-met", CRITERIA, WHEN, {"f0": {"at_least": "a"}}, WHEN),
    ("always-met", CRITERIA, WHEN, {"any": [{"replies": {"at_least": 3}}, {"replies": {"below": 3}}]}, WHEN),
    ("never-met", CRITERIA, WHEN, {"all": [{"replies": {"at_least": 3}}, {"replies": 1}]}, WHEN),
    ("never-met", CRITERIA, WHEN, {"all": [{"exposed": "yes"}, {"not": {"exposed": "yes"}}]}, WHEN),
    ("no-example", CRITERIA, (*CRITERION, "examples"), [], (*CRITERION, "examples")),
    ("floor-turns-back", CRITERIA, WHEN, {"f0": "a"}, (*CRITERION, "floor")),
    ("floor-turns-back", CRITERIA, WHEN, {"not": {"f0": {"at_least": "b"}}}, (*CRITERION, "floor")),
    ("floor-turns-back", CRITERIA, WHEN, {"any": [{"f0": "a"}, {"f0": "b"}]}, (*CRITERION, "floor")),  # once
    ("unknown-zone", MATRIX, ("zone",), "Europe/Berln", ("zone",)),
    ("unknown-zone", MATRIX, ("roles", 0, "zone"), "Berlin", ("roles", 0, "zone")),
    ("unknown-role", MATRIX, ("levels", 0, "owner"), "third", ("levels", 0, "owner")),
    ("unknown-level", MATRIX, ("roles", 1, "level"), "two", ("roles", 1, "level")),
    ("unknown-criterion", MATRIX, ("roles", 1, "only_if"), "sen", ("roles", 1, "only_if")),
    ("no-contact", MATRIX, ("roles", 0, "contact"), {}, ("roles", 0, "contact")),
    ("no-days", MATRIX, ("roles", 1, "hours", "days"), [], ("roles", 1, "hours", "days")),
    ("bad-clock", MATRIX, ("roles", 1, "hours", "end"), "24:30", ("roles", 1, "hours", "end")),
    ("bad-clock", MATRIX, ("roles", 1, "hours", "start"), "8:00", ("roles", 1, "hours", "start")),
    ("no-owner", MATRIX, ("roles", 0, "parts", "P3"), "told", ("roles",)),
    ("two-owners", MATRIX, ("roles", 1, "parts", "P1"), "owns", ("roles", 1, "parts", "P1")),
    ("conditional-owner", MATRIX, ("roles", 0, "only_if"), "seen", ("roles", 0, "only_if")),
    ("missing-commitment", MATRIX, ("commitments", "P2"), REMOVE, ("commitments",)),
    ("missing-commitment", MATRIX, ("commitments", "P2"), {}, ("commitments", "P2")),
    ("unknown-segment", MATRIX, (*PROMISES, "d"), PROMISE, (*PROMISES, "d")),
    ("commitment-order", MATRIX, (*PROMISES, "any", "contain"), "30 min", (*PROMISES, "any", "contain")),
    ("zero-cadence", MATRIX, (*PROMISES, "any", "cadence"), "0 min", (*PROMISES, "any", "cadence")),
    ("bad-example", VARIABLES, ("variables", 1, "example"), "down", ("variables", 1, "example")),
    ("bad-example", VARIABLES, ("variables", 2, "type"), "duration", ("variables", 2, "example")),
    ("bad-example", VARIABLES, ("variables", 2, "type"), "number", ("variables", 2, "example")),
    ("bad-example", VARIABLES, ("variables", 2, "type"), "time", ("variables", 2, "example")),
    ("bad-example", VARIABLES, ("variables", 2, "type"), "link", ("variables", 2, "example")),
    ("few-choices", VARIABLES, ("variables", 2, "type"), "choice", ("variables", 2, "type")),
    ("needless-choices", VARIABLES, ("variables", 1, "type"), "text", ("variables", 1, "choices")),
    ("translation-lacks", VARIABLES, ("variables", 1, "translations"), {"de": {"label": "L"}},
     ("variables", 1, "translations", "de")),
    ("unknown-choice", VARIABLES, ("variables", 1, "translations"),
     {"de": {"label": "L", "choices": {"up": "Auf", "down": "Ab"}}},
     ("variables", 1, "translations", "de", "choices", "down")),
    ("bad-language", COMMUNICATION, ("language",), "EN", ("language",)),
    ("unknown-language", COMMUNICATION, ("audiences", 0, "languages"), ["de", "fr"], ("audiences", 0, "languages", 1)),
    ("unknown-placeholder", COMMUNICATION, ("internal", 0), "f9", ("internal", 0)),
    ("unknown-placeholder", COMMUNICATION, ("audiences", 1, "stages"), {"hand-off": ["isue"]},
     ("audiences", 1, "stages", "hand-off", 0)),
    ("optional-word", COMMUNICATION, ("audiences", 1, "stages"), {"hand-off": ["hint"]},
     ("audiences", 1, "stages", "hand-off", 0)),
    ("missing-message", COMMUNICATION, ("audiences", 1, "stages"), {"update": []},
     ("audiences", 1, "stages", "update")),
    ("calendar", COMMUNICATION, ("languages", "de", "weekdays"), ["Mo."], ("languages", "de", "weekdays")),
    ("calendar", COMMUNICATION, ("languages", "de", "months"), [], ("languages", "de", "months")),
    ("bad-placeholder", COMMUNICATION, ("languages", "de", "every"), "alle {{ }}", ("languages", "de", "every")),
    ("unknown-placeholder", COMMUNICATION, ("languages", "de", "today"), "{{ day }}", ("languages", "de", "today")),
    ("missing-word", COMMUNICATION, ("languages", "de", "priorities", "P3"), REMOVE, ("languages", "de", "priorities")),
    ("unknown-audience", INSIDE, ("audience",), "custommer", ("audience",)),
    ("missing-channel", NOTE, ("channels", "chat"), REMOVE, ("channels",)),
    ("missing-translation", NOTE, ("translations",), REMOVE, ("channels",)),
    ("own-language", INSIDE, ("translations", "en"), {"chat": {"body": "{{ issue }} {{ state }} {{ hint }}"}},
     ("translations", "en")),
    ("unknown-language", INSIDE, ("translations", "fr"), {"chat": {"body": "{{ issue }} {{ state }} {{ hint }}"}},
     ("translations", "fr")),
    ("no-channel", NOTE, ("translations", "de"), {}, ("translations", "de")),
    ("translation-lacks", NOTE, ("translations", "de", "email"), REMOVE, ("translations", "de")),
    ("translation-lacks", NOTE, ("translations", "de", "chat", "body"), "{{ acknowledge_by }}",
     ("translations", "de", "chat", "body")),
    ("untranslated", NOTE, ("translations", "de", "email", "subject"), "{{ f0 }}",
     ("translations", "de", "email", "subject")),
    ("internal-word", NOTE, ("channels", "email", "subject"), "{{ f1 }}", ("channels", "email", "subject")),
    ("internal-word", NOTE, ("channels", "email", "subject"), "{{ score }}", ("channels", "email", "subject")),
    ("optional-word", NOTE, ("channels", "email", "subject"), "{{ hint }}", ("channels", "email", "subject")),
    ("missing-part", NOTE, ("channels", "chat", "body"), "{{ priority }}", ("channels", "chat", "body")),
    ("missing-part", NOTE, ("translations", "de", "chat", "body"), "{{ priority }}",
     ("translations", "de", "chat", "body")),
    ("too-long", INSIDE, ("channels", "chat", "body"), "x" * 99 + "{{ issue }} {{ state }} {{ hint }}",
     ("channels", "chat", "body")),
    ("avoided-word", INSIDE, ("channels", "chat", "body"), "Bad\nluck: {{ issue }} {{ state }} {{ hint }}",
     ("channels", "chat", "body")),
    ("avoided-word", NOTE, ("translations", "de", "email", "subject"), "Leider",
     ("translations", "de", "email", "subject")),
    ("unknown-role", MATRIX, ("roles", 1, "deputy"), "frist", ("roles", 1, "deputy")),
    ("deputies-in-circle", MATRIX, ("roles", 1, "deputy"), "second", ("roles", 1, "deputy")),
    ("no-deputy", MATRIX, ("roles", 0, "contact", "who"), "person", ("roles", 0, "contact", "who")),
    ("hides-nothing", MATRIX, ("roles", 0, "contact", "internal"), ["pager"], ("roles", 0, "contact", "internal", 0)),
    ("promise-uncovered", MATRIX, ("roles", 0, "hours"), {"start": "08:00", "end": "18:00"}, (*PROMISES, "any")),
    ("unknown-level", MATRIX, (*NEXT, "timeout", "to"), "own", (*NEXT, "timeout", "to")),
    ("needless-reason", MATRIX, (*NEXT, "no_timeout"), "Because.", (*NEXT, "no_timeout")),
    ("no-timeout", MATRIX, (*NEXT, "timeout"), REMOVE, NEXT),
    ("timeout-circle", MATRIX, (*NEXT, "timeout", "to"), "next", (*NEXT, "timeout", "to")),
    ("missing-timeout", MATRIX, (*AFTER, "P3"), REMOVE, AFTER),
    ("beyond-a-year", MATRIX, (*AFTER, "P4"), "53 weeks", (*AFTER, "P4")),
    ("timeout-before-promise", MATRIX, (*AFTER, "P1"), "10 min", (*AFTER, "P1")),
    ("timeout-after-promise", MATRIX, (*AFTER, "P1"), "9 h", (*AFTER, "P1")),
    ("no-days", MATRIX, ("business_hours", "days"), [], ("business_hours", "days")),
    ("bad-clock", MATRIX, ("business_hours", "start"), "8", ("business_hours", "start")),
    ("empty-hours", MATRIX, ("business_hours", "end"), "08:00", ("business_hours", "end")),
    ("duplicate-day", MATRIX, ("days_off", 1, "day"), "2026-12-25", ("days_off", 1, "day")),
    ("unknown-zone", MATRIX, ("days_off", 1, "zones"), ["Berlin"], ("days_off", 1, "zones", 0)),
    ("duplicate-day", MATRIX, ("days_off", 1), {"day": "2026-12-25", "name": "B", "zones": ["Europe/Berlin"]},
     ("days_off", 1, "day")),
    ("duplicate-day", MATRIX, ("days_off", 0), {"day": "2026-12-26", "name": "B", "zones": ["Europe/Berlin"]},
     ("days_off", 1, "day")),
    ("listed-twice", MATRIX, ("days_off", 1, "zones"), ["Europe/Berlin"] * 2, ("days_off", 1, "zones", 1)),
    ("listed-twice", MATRIX, ("pauses", 0, "stops"), ["resolve", "contain", "resolve"], ("pauses", 0, "stops", 2)),
    ("stops-nothing", MATRIX, ("pauses", 0, "stops"), [], ("pauses", 0, "stops")),
    ("needless-times", MATRIX, ("commitments", "P4", "c", "resolve"), "1 h", ("commitments", "P4", "c", "resolve")),
    ("needless-times", MATRIX, ("commitments", "P4", "c", "none"), "No.", ("commitments", "P4", "c", "none")),
    ("needless-times", MATRIX, ("commitments", "P4", "c", "hours"), "business", ("commitments", "P4", "c", "hours")),
    ("unknown-segment", MATRIX, ("commitments", "P4", "c", "inherits"), "b", ("commitments", "P4", "c", "inherits")),
    ("inherits-in-circle", MATRIX, ("commitments", "P4", "c", "inherits"), "c", ("commitments", "P4", "c", "inherits")),
    ("incomplete-commitment", MATRIX, (*PROMISES, "any", "acknowledge"), REMOVE, (*PROMISES, "any")),
    ("incomplete-commitment", MATRIX, (*PROMISES, "any", "first_update"), REMOVE, (*PROMISES, "any")),
    ("beyond-a-year", MATRIX, (*PROMISES, "any", "resolve"), "367 days", (*PROMISES, "any", "resolve")),
    ("no-business-hours", MATRIX, ("business_hours",), REMOVE, ("commitments", "standard", "a", "hours")),
    ("week-in-business-hours", MATRIX, ("commitments", "standard", "a", "first_update"), "1 week",
     ("commitments", "standard", "a", "first_update")),
    ("commitment-longer", MATRIX, (*PROMISES, "any", "cadence"), "3 h", (*PROMISES, "any", "cadence")),
    ("missing-level", WORKFLOW, ("levels", slice(1, 2)), [], ("levels",)),
    ("unknown-level", WORKFLOW, ("levels", 0, "exits", 1, "to"), "nxt", ("levels", 0, "exits", 1, "to")),
    ("unknown-audience", WORKFLOW, ("levels", 0, "touchpoints", 0), {"audience": "inside", "when": "W.", "what": "W."},
     ("levels", 0, "touchpoints", 0, "audience")),
    ("wrong-audience", WORKFLOW, (*LOWERING, "message"), "inside", (*LOWERING, "message")),
    ("wrong-audience", WORKFLOW, ("levels", 0, "touchpoints", 0, "audience"), "internal",
     ("levels", 0, "touchpoints", 0, "message")),
    ("unknown-message", WORKFLOW, ("levels", 0, "touchpoints", 0, "message"), "nota",
     ("levels", 0, "touchpoints", 0, "message")),
    ("exit-to-itself", WORKFLOW, ("levels", 0, "exits", slice(2, 2)), [{"when": "Again.", "to": "one"}],
     ("levels", 0, "exits", 2, "to")),
    ("no-way-out", WORKFLOW, ("levels", 1, "exits"), [], ("levels", 1, "exits")),
    ("level-unreached", WORKFLOW, ("levels", 0, "exits", slice(0, 1)), [], ("levels", 1, "id")),
    ("nobody-decides", WORKFLOW, (*LOWERING, "may_lower"), [], (*LOWERING, "may_lower")),
    ("listed-twice", WORKFLOW, (*LOWERING, "applies_to"), ["P1", "P1"], (*LOWERING, "applies_to", 1)),
    ("listed-twice", WORKFLOW, (*LOWERING, "may_lower"), ["first", "first"], (*LOWERING, "may_lower", 1)),
    ("lowers-nothing", WORKFLOW, (*LOWERING, "applies_to"), [], (*LOWERING, "applies_to")),
    ("unknown-role", WORKFLOW, (*LOWERING, "may_lower"), ["third"], (*LOWERING, "may_lower", 0)),
    ("unknown-message", WORKFLOW, (*LOWERING, "message"), "nota", (*LOWERING, "message")),
    ("needless-id", NOTE, ("id",), "note", ("id",)),
    ("no-channel", NOTE, ("channels",), {}, ("channels",)),
    ("missing-subject", NOTE, ("channels", "email", "subject"), REMOVE, ("channels", "email")),
    ("needless-subject", NOTE, ("channels", "chat", "subject"), "S", ("channels", "chat", "subject")),
    ("several-lines", NOTE, ("channels", "email", "subject"), "a\nb", ("channels", "email", "subject")),
    ("bad-placeholder", NOTE, ("channels", "chat", "body"), "{{ A }} {{ priority }} {{ acknowledge_by }}",
     ("channels", "chat", "body")),
    ("unknown-placeholder", NOTE, ("channels", "chat", "body"), "{{ isue }} {{ acknowledge_by }}",
     ("channels", "chat", "body")),
    ("unknown-factor", TAXONOMY, ("severity_factor",), "part", ("severity_factor",)),
    ("unknown-name", TAXONOMY, ("ordinary",), {"f8": "a"}, ("ordinary", "f8")),
    ("bad-value", TAXONOMY, ("ordinary", "replies"), "many", ("ordinary", "replies")),
    ("time-preset", TAXONOMY, ("ordinary",), {"classified": "2026-03-02"}, ("ordinary", "classified")),
    ("unknown-area", TAXONOMY, (*AREA, "area"), "nroth", (*AREA, "area")),
    ("missing-area", TAXONOMY, ("areas", slice(1, 2)), [], ("areas",)),
    ("no-issues", TAXONOMY, ("areas", 1, "issues"), [], ("areas", 1, "issues")),
    ("duplicate-id", TAXONOMY, ("areas", 1, "issues", 0, "id"), "fails", ("areas", 1, "issues", 0, "id")),
    ("unknown-option", TAXONOMY, (*ISSUE, "severity"), "d", (*ISSUE, "severity")),
    ("unknown-role", TAXONOMY, (*ISSUE, "owner"), "frist", (*ISSUE, "owner")),
    ("bad-value", TAXONOMY, (*ISSUE, "facts", "replies"), "many", (*ISSUE, "facts", "replies")),
    ("alias-twice", TAXONOMY, (*ISSUE, "aliases", 1), "BRÖKEN!", (*ISSUE, "aliases", 1)),
    ("no-words", TAXONOMY, (*ISSUE, "aliases", 1), "?!", (*ISSUE, "aliases", 1)),
    ("not-one-word", WORDS, ("numbers",), {"a dozen": 12}, ("numbers", "a dozen")),
    ("not-one-word", WORDS, ("units",), {"24h": "1 day"}, ("units", "24h")),
    ("no-words", WORDS, (*RULE, "phrases"), [], (*RULE, "phrases")),
    ("no-words", WORDS, (*RULE, "phrases", 1), "…", (*RULE, "phrases", 1)),
    ("no-words", WORDS, ("rules", 0, "phrases", 0), "{number}", ("rules", 0, "phrases", 0)),
    ("no-words", WORDS, ("rules", 0, "unless_near", 0), "-", ("rules", 0, "unless_near", 0)),
    ("bad-hole", WORDS, ("rules", 0, "phrases", 0), "many users", ("rules", 0, "phrases", 0)),
    ("bad-hole", WORDS, ("rules", 0, "phrases", 0), "{numbr} users", ("rules", 0, "phrases", 0)),
    ("bad-hole", WORDS, ("rules", 0, "phrases", 0), "{number} of {number} users", ("rules", 0, "phrases", 0)),
    ("bad-hole", WORDS, (*RULE, "phrases", 1), "{number} late", (*RULE, "phrases", 1)),
    ("bad-value", WORDS, ("rules", 0, "suggests"), {"part": "{number}"}, ("rules", 0, "suggests", "part")),
    ("bad-value", WORDS, (*RULE, "suggests", "part"), "maybe", (*RULE, "suggests", "part")),
    ("unknown-name", WORDS, ("rules", 0, "suggests"), {"user": "{number}"}, ("rules", 0, "suggests", "user")),
    ("time-preset", WORDS, (*RULE, "suggests"), {"classified": "2026-03-02"}, (*RULE, "suggests", "classified")),
    ("unknown-issue", WORDS, (*RULE, "issue"), "fials", (*RULE, "issue")),
    ("phrase-twice", WORDS, (*RULE, "phrases", 1), "Too late!", (*RULE, "phrases", 1)),
    ("duplicate-id", WORDS, (*RULE, "id"), "count", (*RULE, "id")),
    ("unknown-role", CASE, ("owner",), "third", ("owner",)),
    ("unknown-role", CASE, (*SCORING, "override", "approved_by"), "third", (*SCORING, "override", "approved_by")),
    ("unknown-role", CASE, ("timeline", 0, "owner"), "third", ("timeline", 0, "owner")),
    ("unknown-role", CASE, ("actions", 0, "owner"), "third", ("actions", 0, "owner")),
    ("unknown-case", CASE, ("related", 0), "2026-03-03-tow", ("related", 0)),
    ("related-to-itself", CASE, ("related", 0), "2026-03-02-one", ("related", 0)),
    ("missing-override", CASE, (*SCORING, "override"), REMOVE, (*SCORING, "final")),
    ("needless-override", CASE, (*SCORING, "final"), "P1", (*SCORING, "override")),
    ("unknown-model", CASE, (*SCORING, "model"), "made-down", (*SCORING, "model")),
    ("future-version", CASE, (*SCORING, "version"), 2, (*SCORING, "version")),
    ("wrong-place", CASE, (*SCORING, "facts", "f0"), "c", (*SCORING, "facts", "f0")),
    ("wrong-place", CASE, (*SCORING, "answers", "exposed"), "no", (*SCORING, "answers", "exposed")),
    ("bad-answer", CASE, (*SCORING, "answers", "f0"), "d", (*SCORING, "answers", "f0")),
    ("bad-answer", CASE, (*SCORING, "answers", "f9"), "c", (*SCORING, "answers", "f9")),
    ("bad-answer", CASE, (*SCORING, "answers", "f2"), "a", (*SCORING, "answers", "f2")),
    ("score-differs", CASE, (*SCORING, "answers", "f0"), "a", (*SCORING, "computed")),
    ("score-differs", CASE, (*SCORING, "points"), 7, (*SCORING, "points")),
]  # fmt: skip


def test_the_good_one_is_good() -> None:
    """Nothing to say, so that each change below is what is told."""
    assert found_in(good()) == []


def broken(code: str, file: str, path: tuple, value: object) -> dict:
    """The good playbook with one change, and what has to change with it so that this alone is wrong."""
    data = good()
    data[CRITERIA]["criteria"].append(
        deepcopy(data[CRITERIA]["criteria"][0]) | {"id": "other", "when": {"f1": "c"}, "because": []}
    )
    if path[:2] == ("facts", 1) or value == "exposed":
        data[CRITERIA]["criteria"][0]["when"] = {"replies": {"at_least": 2}}
    if code == "few-options":
        data[CRITERIA]["criteria"][1]["when"] = {"replies": {"at_least": 2}}
        data[MODEL]["factors"][0]["options"][2]["points"] = 50
    if file == VARIABLES and path[-1] == "id":
        for each in (data[NOTE]["channels"], data[NOTE]["translations"]["de"]):
            each["email"]["subject"] = "S"
        data[INSIDE]["channels"]["chat"]["body"] = "{{ state }} {{ hint }}"
    if code == "two-owners":
        del data[MATRIX]["roles"][1]["only_if"]
    put(data, file, path, value)
    return data


@pytest.mark.parametrize(
    ("code", "file", "path", "value", "where"), BROKEN, ids=[f"{c} {'.'.join(map(str, p))}" for c, _, p, _, _ in BROKEN]
)
def test_the_smallest_change_is_told_by_its_code_at_its_place(
    code: str, file: str, path: tuple, value: object, where: tuple
) -> None:
    """One mistake gives one diagnostic, in the file and at the place where it can be mended."""
    assert found_in(broken(code, file, path, value)) == [(code, file, where)]


def test_a_factor_that_follows_a_fact_and_has_no_options_is_told() -> None:
    """Where there is no range, none can be the last one."""
    data = good()
    put(data, MODEL, (*F2, "options"), [])
    assert ("few-options", MODEL, (*F2, "options")) in found_in(data)


def _freed(data: dict) -> dict:
    """The matrix, with its second role named by no case."""
    for case in (CASE, TWO):
        data[case]["actions"][0]["owner"] = "first"
    return data[MATRIX]


SEVERAL = [
    (
        "duplicate-id",
        CRITERIA,
        ("criteria", 1, "id"),
        lambda data: data[CRITERIA]["criteria"].append(deepcopy(data[CRITERIA]["criteria"][0])),
    ),
    (
        "duplicate-id",
        VARIABLES,
        ("variables", 3, "id"),
        lambda data: data[VARIABLES]["variables"].append(data[VARIABLES]["variables"][0]),
    ),
    (
        "duplicate-id",
        MODEL,
        ("facts", 5, "id"),
        lambda data: data[MODEL]["facts"].append(data[MODEL]["facts"][1] | {"id": "f0"}),
    ),
    (
        "duplicate-id",
        MATRIX,
        ("roles", 2, "id"),
        lambda data: data[MATRIX]["roles"].append(data[MATRIX]["roles"][1]),
    ),
    (
        "duplicate-id",
        MATRIX,
        ("levels", 2, "id"),
        lambda data: data[MATRIX]["levels"].append(data[MATRIX]["levels"][0]),
    ),
    (
        "duplicate-id",
        MATRIX,
        ("pauses", 1, "id"),
        lambda data: data[MATRIX]["pauses"].append(data[MATRIX]["pauses"][0]),
    ),
    (
        "duplicate-id",
        MODEL,
        ("facts", 4, "choices", 2, "id"),
        lambda data: data[MODEL]["facts"][4]["choices"].append({"id": "north", "label": "N"}),
    ),
    (
        "duplicate-id",
        WORKFLOW,
        ("levels", 2, "id"),
        lambda data: data[WORKFLOW]["levels"].append(data[WORKFLOW]["levels"][0]),
    ),
    (
        "duplicate-id",
        WORKFLOW,
        ("de_escalation", 1, "id"),
        lambda data: data[WORKFLOW]["de_escalation"].append(data[WORKFLOW]["de_escalation"][0]),
    ),
    (
        "area-twice",
        TAXONOMY,
        ("areas", 2, "area"),
        lambda data: data[TAXONOMY]["areas"].append(
            {"area": "north", "issues": [data[TAXONOMY]["areas"][1]["issues"][0] | {"id": "x", "name": "X"}]}
        ),
    ),
    (
        "no-suggestion",
        WORDS,
        ("rules", 1),
        lambda data: data[WORDS]["rules"].append({"id": "x", "phrases": ["X"]}) or data[WORDS]["rules"].pop(1),
    ),
    (
        "ceiling-turns-back",
        CRITERIA,
        ("criteria", 0, "ceiling"),
        lambda data: (
            data[CRITERIA]["criteria"][0].update(when={"f0": "b"}, ceiling="P3")
            or data[CRITERIA]["criteria"][0].pop("floor")
        ),
    ),
    (
        "never-met",
        CRITERIA,
        ("criteria", 0, "when"),
        lambda data: data[CRITERIA]["criteria"][0].update(when={"not": {"replies": {"at_least": 0}}}),
    ),
    (
        "unused-level",
        MATRIX,
        ("levels", 2, "id"),
        lambda data: data.pop(WORKFLOW) and data[MATRIX]["levels"].append(data[MATRIX]["levels"][0] | {"id": "two"}),
    ),
    ("unused-role", MATRIX, ("roles", 1, "id"), lambda data: _freed(data)["roles"][1].update(parts={})),
    (
        "unused-kind",
        CRITERIA,
        ("criteria",),
        lambda data: data[CRITERIA]["criteria"].extend(
            data[CRITERIA]["criteria"][0] | {"id": kind, "kind": kind, "because": []}
            for kind in ("hierarchical", "functional")
        ),
    ),
    (
        "unused-priority",
        MODEL,
        ("priorities", 2, "at_least"),
        lambda data: (
            data[MODEL]["priorities"][2].update(at_least=31) or data[MODEL]["priorities"][1].update(at_least=39)
        ),
    ),
    (
        "duplicate-id",
        COMMUNICATION,
        ("audiences", 2, "id"),
        lambda data: data[COMMUNICATION]["audiences"].append({"id": "internal", "name": "I"}),
    ),
    (
        "duplicate-id",
        VARIABLES,
        ("variables", 1, "choices", 1, "id"),
        lambda data: data[VARIABLES]["variables"][1]["choices"].append({"id": "up", "label": "U"}),
    ),
    (
        "unused-variable",
        VARIABLES,
        ("variables", 2, "id"),
        lambda data: data[INSIDE]["channels"]["chat"].update(body="{{ issue }} {{ state }}"),
    ),
    (
        "unknown-language",
        COMMUNICATION,
        ("language",),
        lambda data: data[COMMUNICATION].update(language="fr"),
    ),
    ("missing-key", CRITERIA, (), lambda data: data.update({CRITERIA: {}}) or data[CASE].update(changes=[])),
    ("missing-key", CRITERIA, (), lambda data: data.update({CRITERIA: ["criteria"]}) or data[CASE].update(changes=[])),
    ("unknown-key", VARIABLES, ("more",), lambda data: data[VARIABLES].update(more=[])),
    ("wrong-type", VARIABLES, ("variables",), lambda data: data[VARIABLES].update(variables={})),
]


def larger(code: str, change: Callable[[dict], object]) -> dict:
    """The good playbook with a larger change."""
    data = good()
    data[MATRIX]["roles"][1].pop("only_if")
    if code == "wrong-type":
        for each in (data[NOTE]["channels"]["email"], data[NOTE]["translations"]["de"]["email"]):
            each["subject"] = "S"
        data[INSIDE]["channels"]["chat"]["body"] = "S"
    change(data)
    return data


@pytest.mark.parametrize(("code", "file", "where", "change"), SEVERAL, ids=[f"{c} {f}" for c, f, _, _ in SEVERAL])
def test_larger_changes(code: str, file: str, where: tuple, change: Callable[[dict], object]) -> None:
    """The same, where more than one value has to change."""
    assert found_in(larger(code, change)) == [(code, file, where)]


TOGETHER = [
    ("followed-twice", lambda data: data[MODEL]["factors"].append(data[MODEL]["factors"][2] | {"id": "f3"})),
    ("reserved-id", lambda data: data[MATRIX]["levels"][1].update(id="closed")),
    ("no-levels", lambda data: data[MATRIX].update(levels=[])),
    (  # the factor follows the fact: five users are never its mildest answer
        "never-met",
        lambda data: data[CRITERIA]["criteria"][0].update(when={"all": [{"users": {"at_least": 5}}, {"f2": "a"}]}),
    ),
]


@pytest.mark.parametrize(("code", "change"), TOGETHER, ids=[code for code, _ in TOGETHER])
def test_changes_with_more_than_one_consequence(code: str, change: object) -> None:
    """The code is among what is told."""
    data = good()
    change(data)
    assert code in {found for found, _, _ in found_in(data)}


def test_a_circle_is_told_of_those_who_are_in_it() -> None:
    """Who only leads into one is not at fault, and the search for its end comes to one."""
    data = good()
    role = data[MATRIX]["roles"][1]
    data[MATRIX]["roles"] += [role | {"id": "third", "deputy": "fourth"}, role | {"id": "fourth", "deputy": "third"}]
    role["deputy"] = "third"
    data[MATRIX]["commitments"]["P4"] |= {"a": {"inherits": "b"}, "b": {"inherits": "a"}, "c": {"inherits": "a"}}
    told = [(code, path) for code, _, path in found_in(data) if code.endswith("-in-circle")]
    assert sorted(told) == [
        ("deputies-in-circle", ("roles", 2, "deputy")),
        ("deputies-in-circle", ("roles", 3, "deputy")),
        ("inherits-in-circle", ("commitments", "P4", "a", "inherits")),
        ("inherits-in-circle", ("commitments", "P4", "b", "inherits")),
    ]


def test_history_is_not_wrong_because_the_model_moved_on() -> None:
    """A case of an older version keeps answers and result that the model of today does not know."""
    data = good()
    data[MODEL]["version"] = 2
    data[CASE]["scoring"]["answers"] |= {"gone": "long-ago", "f0": "renamed"}
    data[CASE]["scoring"] |= {"computed": "P4"}
    assert found_in(data) == []


def test_a_graver_option_that_counts_less_is_warned_of() -> None:
    """Where the points stand; the cases that it moves are told as well."""
    data = good()
    place = ("factors", 1, "options", 2, "points")
    put(data, MODEL, place, 3)
    assert ("points-fall", MODEL, place) in found_in(data)


def test_a_case_with_open_answers_records_the_higher_end() -> None:
    """While an answer is missing, the case was worked to the highest priority still possible."""
    data = good()
    del data[CASE]["scoring"]["facts"]["users"]
    data[CASE]["scoring"]["answers"]["f1"] = "b"
    assert found_in(data) == [("score-open", CASE, ("scoring", "computed"))]
    data[CASE]["scoring"]["computed"] = "P2"
    data[CASE]["scoring"] = data[CASE]["scoring"] | {"final": "P3"}
    assert found_in(data) == [("score-differs", CASE, ("scoring", "computed"))]


@pytest.mark.parametrize(
    ("file", "path", "code"),
    [(CRITERIA, ("criteria", 0, "title"), "empty-value"), (VARIABLES, ("variables", 0, "example"), "empty-value")],
)
def test_a_broken_entry_does_not_make_those_wrong_who_name_it(file: str, path: tuple, code: str) -> None:
    """The role that counts only if a criterion is met, the message that uses a word: neither is at fault."""
    data = good()
    put(data, file, path, "")
    assert found_in(data) == [(code, file, path)]


def test_a_file_that_was_not_read_makes_nobody_wrong() -> None:
    """Whoever could not read it has said so; the rest is still checked as far as it can be."""
    for file in (MODEL, MATRIX):
        data = good()
        del data[file]
        playbook, diagnostics = check(data)
        assert (playbook, diagnostics) == (None, [])


def test_everything_wrong_is_told_at_once() -> None:
    """Mistakes in several files, in the order of the files."""
    data = good()
    put(data, MODEL, ("segment_factor",), "f9")
    put(data, MATRIX, ("zone",), "Nowhere")
    put(data, CASE, ("owner",), "third")
    put(data, NOTE, ("title",), "")
    assert [code for code, _, _ in found_in(data)] == ["unknown-role", "unknown-zone", "empty-value", "unknown-factor"]


def by_call() -> Iterator[tuple[str, str]]:
    """Every code that the checks can report, with the call that does, read off their sources."""
    package = Path(escalation_calculator.__file__).parent
    single = [package / name for name in ("accept.py", "files.py", "conditions.py")]
    for path in [*single, *sorted((package / "checks").glob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if name in {"report", "warn", "hint", "by_date"} and node.args:
                yield from ((name, code) for code in _spelled(node.args[0]))
            elif name == "reference":
                yield "report", f"unknown-{given[-1]}"
            elif name == "Diagnostic":
                yield from (("report", code) for k in node.keywords if k.arg == "code" for code in _spelled(k.value))


def _spelled(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=two):
            yield from (*_spelled(one), *_spelled(two))
        case ast.JoinedStr() if ast.unparse(node) == "f'{bound}-turns-back'":
            yield from ("floor-turns-back", "ceiling-turns-back")
        case ast.JoinedStr() if ast.unparse(node) == "f'unknown-{what}'":
            return  # by the calls of `reference`
        case ast.Name():
            return  # handed on
        case _:
            pytest.fail(f"this code cannot be read off the source: {ast.unparse(node)}")


def test_every_code_has_a_case() -> None:
    """A check nobody can make fail is no check."""
    covered = {code for code, *_ in [*BROKEN, *SEVERAL, *TOGETHER]}
    covered |= {"points-fall", "score-open"}  # by tests of their own
    from test_case_checks import CODES  # noqa: PLC0415  # which takes the good playbook from here

    covered |= CODES
    covered |= DATED | {"accepts-nothing"}  # by those in test_accept.py
    told = (path.read_text(encoding="utf-8") for path in (Path(__file__).parent / "bad").glob("*/expected.txt"))
    covered |= {code for text in told for code in re.findall(r": (?:error|warning|hint|by-date)\[([a-z-]+)\]", text)}
    codes = {code for _, code in by_call()}
    assert codes - covered == set()
    assert len(codes) > 50
