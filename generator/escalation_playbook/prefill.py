"""What is known of a case or an example before anybody writes it: its times, and what a calculator's link holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from escalation_calculator.answers import read_answers
from escalation_calculator.link import open_link
from escalation_calculator.moment import moment_of
from escalation_calculator.score import score
from escalation_calculator.variables import variables
from escalation_calculator.zones import zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from escalation_calculator.model import Model
    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Zone


@dataclass(frozen=True, kw_only=True)
class Prefilled:
    """Fields that are known, and what must be told about them."""

    given: Mapping[str, object] = field(default_factory=dict)
    """Field → value, of a case and of an example; None where something must be written that is not known."""
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field → further lines of comment above it."""
    day: date | None = None
    """The day on which it was classified, where the matrix counts its times."""
    notices: Sequence[str] = ()
    """Sentences about the link: another version, an answer that cannot be used."""


def together(filled: Prefilled) -> Prefilled:
    """For a kind that holds answers and facts in one mapping: what may be answered stands above it."""
    return replace(filled, notes={"answers": [line for lines in filled.notes.values() for line in lines]})


def unscored(model: Model, zone: Zone, now: datetime) -> Prefilled:
    """What is known without a ticket: what may be answered."""
    classified = now.astimezone(zone_of(zone))
    return Prefilled(given=_begun(model, classified), notes=_notes(model), day=classified.date())


def _notes(model: Model) -> Mapping[str, Sequence[str]]:
    factors = [f"{factor.id}: {_or([str(option.id) for option in factor.options])}" for factor in model.factors]
    facts = [
        f"{variable.name}: {_or(variable.values) if variable.values else variable.how_written}"
        for variable in variables(model).values()
        if variable.type not in ("factor", "time")
    ]
    return {"answers": factors, "facts": facts}


def _or(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]


def _begun(model: Model, classified: datetime) -> Mapping[str, object]:
    """What every case begins with: it is open, and it is scored with the present model; `classified` in its zone."""
    time = classified.isoformat(timespec="minutes")
    return {
        "state": "open",
        "next_steps": None,
        "times": {"opened": time, "classified": time},
        "scoring": {"model": str(model.id), "version": model.version, "answers": {}, "facts": {}},
    }


def from_link(rules: Rules, link: str, now: datetime) -> Prefilled:
    """What the link of a ticket holds, scored with the present model.

    While answers are missing the graver of the possible priorities counts, as it does for the clocks.
    """
    opened = open_link(rules.model, link)
    answers, problems = read_answers(rules, opened.answers)
    result = score(rules, answers)
    zone = rules.playbook.matrix.zone
    classified = moment_of(answers, now, "", zone).start.astimezone(zone_of(zone))
    written = {name: rules.variables[name].write(number) for name, number in answers.given.items()}
    factors = {str(factor.id) for factor in rules.model.factors}
    parts = {
        "answers": {name: value for name, value in written.items() if name in factors},
        "facts": {name: value for name, value in written.items() if name not in factors},
    }
    priority = result.priority or result.highest
    model = {"model": str(rules.model.id), "version": rules.model.version}
    points = {} if result.points is None else {"points": result.points}
    scored = {**points, "computed": priority, "final": priority}
    met = [str(each.criterion) for each in result.criteria if each.status == "met"]
    given = {
        **_begun(rules.model, classified),
        "scoring": model | parts | scored,
        "owner": str(result.owner),
        "answers": written,
        "expected": {"priority": priority, "criteria": met, "level": str(result.level)},
    }
    if opened.issue:
        given["issue"] = opened.issue
    if result.kinds:
        given["kind"] = result.kinds[0]
    told = [f"{problem.message} {problem.mend}".strip() for problem in problems]
    return Prefilled(given=given, notes=_notes(rules.model), day=classified.date(), notices=[*opened.notices, *told])
