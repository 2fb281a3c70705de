"""A condition as a sentence, and as it is written in its file."""

from __future__ import annotations

from dataclasses import fields
from functools import reduce
from typing import TYPE_CHECKING

from escalation_calculator.conditions import BoundTest
from escalation_calculator.criteria import All, Not, Test
from escalation_calculator.strings import t

if TYPE_CHECKING:
    from escalation_calculator.conditions import Bound
    from escalation_calculator.criteria import Comparison, Condition


def sentence(condition: Bound) -> str:
    """The condition in words: `Another system involved: yes, and Technical severity: “A main task” or beyond`."""
    if isinstance(condition, BoundTest):
        return condition.words
    parts = [f"({sentence(p)})" if not isinstance(p, BoundTest) else sentence(p) for p in condition.parts]
    if condition.how == "not":
        return t("not {{ condition }}", condition=parts[0])
    return reduce(_both if condition.how == "all" else _either, parts)


def _both(first: str, last: str) -> str:
    return t("{{ first }}, and {{ last }}", first=first, last=last)


def _either(first: str, last: str) -> str:
    return t("{{ first }}, or {{ last }}", first=first, last=last)


def exact(condition: Condition) -> str:
    """The condition in YAML, with the shortest form of each test."""
    return "\n".join(_lines(condition))


def _lines(condition: Condition) -> list[str]:
    if isinstance(condition, Test):
        return [f"{condition.name}: {_comparison(condition.comparison)}"]
    if isinstance(condition, Not):
        return ["not:", *(f"  {line}" for line in _lines(condition.part))]
    found = ["all:" if isinstance(condition, All) else "any:"]
    for part in condition.parts:
        first, *rest = _lines(part)
        found += [f"  - {first}", *(f"    {line}" for line in rest)]
    return found


def _comparison(comparison: Comparison) -> str:
    given = {f.name: value for f in fields(comparison) if (value := getattr(comparison, f.name)) not in (None, ())}
    if list(given) == ["equals"]:
        return str(given["equals"])
    said = {name: f"[{', '.join(map(str, v))}]" if isinstance(v, tuple) else v for name, v in given.items()}
    return "{" + ", ".join(f"{name}: {value}" for name, value in said.items()) + "}"
