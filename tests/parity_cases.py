"""Requests for the parity of every platform: all edges, random answers, missing answers, broken ones; deterministic."""

import json
import random
from collections.abc import Iterator, Mapping
from pathlib import Path

from escalation_calculator.channels import CHANNELS
from escalation_calculator.files import decode_files
from escalation_calculator.rules import Rules
from escalation_playbook.strict_yaml import parse

SEED = 20_250_811
"""Fixed, so that every platform is asked the same."""

LANGUAGES = ("", "en", "de", "de-AT", "pt-BR", "no language")


def requests(data: Mapping[str, object], count: int = 5_400) -> list[str]:
    """JSON requests for `wire.evaluate`, the first of which loads the playbook `data`."""
    playbook = decode_files(data).playbook()  # without cases, which criteria may name
    assert playbook is not None
    rules = Rules(playbook)
    found = [json.dumps({"do": "load", "playbook": data})]
    found += [_ask(rules, answers, i) for i, answers in enumerate(_edges(rules))]
    source = random.Random(SEED)  # noqa: S311  # test data, not a secret
    found += [_ask(rules, _random(rules, source), i, source) for i in range(count - len(found))]
    return [*found, *map(json.dumps, _odd()), *map(json.dumps, _tickets())]


def _edge_values(rules: Rules, name: str) -> list[object]:
    """Every option, or a measured fact's values on both sides of everything that asks for it."""
    variable = rules.variables[name]
    if variable.values:
        return list(variable.values)
    if variable.type == "time":
        return [
            "2026-03-29T01:30+01:00",
            "2026-03-29T02:30",
            "2026-10-25T02:30",
            "2026-12-31T23:59Z",
            "2026-03-02T09:42",
        ]
    starts = {0, *rules.starts.get(name, ())}
    for rule in rules.rules:
        starts |= {n + d for n in _numbers(rule.criterion.when, rules, name) for d in (-1, 0, 1)}
    return [variable.write(n) for n in sorted(starts | {n - 1 for n in starts}) if n >= 0]


def _numbers(condition: object, rules: Rules, name: str) -> Iterator[int]:
    if hasattr(condition, "comparison"):
        if condition.name == name:
            for how in ("at_least", "at_most", "above", "below", "equals"):
                number = rules.variables[name].read(getattr(condition.comparison, how))
                if number is not None:
                    yield number
        return
    for part in getattr(condition, "parts", None) or [condition.part]:
        yield from _numbers(part, rules, name)


def _edges(rules: Rules) -> Iterator[dict[str, object]]:
    """Each value alone, and each pair of values of two questions, with all else open."""
    names = [n for n in rules.variables if rules.variables[n].type != "time"]
    yield {}
    for i, one in enumerate(names):
        for value in _edge_values(rules, one):
            yield {one: value}
            for two in names[i + 1 :]:
                for other in _edge_values(rules, two)[::2]:
                    yield {one: value, two: other}


def _random(rules: Rules, source: random.Random) -> dict[str, object]:
    share = source.choice([0.3, 0.7, 0.95, 1.0])
    names = [name for name in rules.variables if source.random() < share]
    source.shuffle(names)
    return {name: source.choice(_edge_values(rules, name)) for name in names}


def _ask(rules: Rules, answers: Mapping[str, object], number: int, source: random.Random | None = None) -> str:
    zones = ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham", "UTC", "Nowhere/At_All")
    nows = ("2026-03-02T10:00+01:00", "2026-03-29T02:59+02:00", "2026-10-25T01:30Z", "2027-01-01T00:00+05:30")
    typed = {"issue": "Sync «€» \u202eabc", "since": "yesterday"} if source and source.random() < 0.3 else {}
    messages = [str(message.id) for message in rules.playbook.messages]
    asked: dict[str, object] = {}
    if source:  # any message, as somebody in another country reads it; typed words of every kind
        asked = {"message": source.choice(["", *messages]), "language": source.choice(LANGUAGES)}
        variables = rules.playbook.variables
        typed |= {str(v.id): source.choice([v.example, "7", "x"]) for v in variables if source.random() < 0.3}
    return json.dumps(
        {
            "do": "score",
            "answers": answers,
            "now": nows[number % len(nows)],
            "zone": zones[number % len(zones)],
            "channel": [*CHANNELS][number % len(CHANNELS)],
            "variables": typed,
            "address": "https://example.com/calculator/",
        }
        | asked
    )


def _tickets() -> Iterator[object]:
    """Texts that suggest something, and texts that nobody should send."""
    tickets = parse((Path(__file__).parent / "vectors/tickets.yml").read_text(encoding="utf-8")).data
    yield from ({"do": "suggest", "text": ticket["text"]} for ticket in tickets)
    whole = "\n\n".join(ticket["text"] for ticket in tickets)
    yield from ({"do": "suggest", "text": text} for text in (whole, whole.upper(), whole[::-1], "x 240 users " * 9_000))
    yield from ({"do": "suggest"} | more for more in ({}, {"text": None}, {"text": 7}, {"text": ["all users"]}))


def _odd() -> Iterator[object]:
    """What nobody should send."""
    yield from (None, [], {}, {"do": "x"}, {"do": "load"})
    yield from ({"do": "score", "now": "2026-03-02T10:00Z"} | more for more in ({}, {"answers": 3}, {"zone": 7}))
    for value in (None, True, -1, 10**30, 1.5, "", "9" * 400, [], {}, "\ud800", "نعم"):
        yield {"do": "score", "answers": {"users_affected": value, "severity": value}, "now": "2026-03-02T10:00Z"}
    yield {
        "do": "score",
        "link": "model=x&version=0&severity=critical&severity=minor&a=%00&b",
        "now": "2026-03-02T10:00Z",
    }
