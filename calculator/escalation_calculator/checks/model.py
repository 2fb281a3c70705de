"""Checks of the model, whatever its form: ids, ranges of followed facts, what it names of itself."""

from collections import Counter
from typing import Final

from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.model import Factor, Model
from escalation_calculator.placeholders import BUILT_IN
from escalation_calculator.reading import Reading
from escalation_calculator.values import GREATEST
from escalation_calculator.variables import Variable, variables
from escalation_calculator.words import counted

from .names import unique
from .points import check_points
from .table import check_table

RESERVED: Final = frozenset({"model", "version", "issue", "all", "any", "not"})
"""Names that links and conditions use for themselves."""


def check_model(decoded: Decoded) -> None:
    """Report what is wrong within the model."""
    entry = decoded.one(Model)
    if entry is None:
        return
    model, reading = entry.value, entry.reading
    _names(model, reading)
    for i, factor in enumerate(model.factors):
        _factor(factor, reading, ("factors", i))
    for i, fact in enumerate(model.facts):
        place: Path = ("facts", i)
        unique(reading, [((*place, "choices", n, "id"), c.id) for n, c in enumerate(fact.choices)], "choice")
        if fact.type == "choice" and len(fact.choices) < 2:
            reading.report(
                "few-choices",
                (*place, "type"),
                f"“{fact.id}” is a choice with {len(fact.choices)} choices.",
                "List at least two below “choices:”.",
            )
        elif fact.type != "choice" and fact.choices:
            reading.report(
                "needless-choices",
                (*place, "choices"),
                f"“{fact.id}” is of type {fact.type} and has choices.",
                "Take them out, or make it “type: choice”.",
                on_key=True,
            )
    _follows(model, reading)
    _priorities(model, reading)
    _special(model, reading)


def _names(model: Model, reading: Reading) -> None:
    entries: list[tuple[Path, str]] = [(("factors", i, "id"), f.id) for i, f in enumerate(model.factors)]
    entries += [(("facts", i, "id"), f.id) for i, f in enumerate(model.facts)]
    unique(reading, entries, "factor or fact")
    for path, name in entries:
        if name in RESERVED or name in BUILT_IN:
            reading.report(
                "reserved-id",
                path,
                f"“{name}” has a meaning of its own in links, conditions or messages.",
                "Choose another id.",
            )


def _factor(factor: Factor, reading: Reading, place: Path) -> None:
    unique(reading, [((*place, "options", i, "id"), o.id) for i, o in enumerate(factor.options)], "option")
    if len(factor.options) < 2:
        reading.report(
            "few-options",
            (*place, "options"),
            f"“{factor.id}” has {counted(len(factor.options), 'option')}.",
            "Give it at least two, mildest first.",
            on_key=True,
        )
    for i, option in enumerate(factor.options):
        if option.range is not None and factor.follows is None:
            reading.report(
                "needless-range",
                (*place, "options", i, "range"),
                f"“{factor.id}” follows no fact.",
                "Add “follows:” to the factor, or take the range out.",
                on_key=True,
            )
        elif option.range is None and factor.follows is not None:
            reading.report(
                "missing-range",
                (*place, "options", i),
                f"“{factor.id}” follows “{factor.follows}”, but “{option.id}” has no range.",
                "Add “range:” with “at_least:” or “at_most:”.",
                on_key=True,
            )


def _follows(model: Model, reading: Reading) -> None:
    named = variables(model)
    facts = {fact.id for fact in model.facts}
    uses = Counter(factor.follows for factor in model.factors if factor.follows)
    for i, factor in enumerate(model.factors):
        if factor.follows is None:
            continue
        place: Path = ("factors", i, "follows")
        if factor.follows not in facts:
            reading.report(
                "unknown-fact", place, f"There is no fact “{factor.follows}”.", suggestion(factor.follows, facts)
            )
        elif not named[factor.follows].measured:
            reading.report(
                "unmeasured-fact",
                place,
                f"“{factor.follows}” has no ranges: it is of type {named[factor.follows].type}.",
                "Follow a number, a duration or a percentage.",
            )
        elif uses[factor.follows] > 1:
            reading.report(
                "followed-twice",
                place,
                f"More than one factor follows “{factor.follows}”.",
                "Let one factor follow it, and use a condition for the rest.",
            )
        elif factor.options and all(option.range is not None for option in factor.options):
            _tiles(factor, named[factor.follows], reading, ("factors", i))


def _tiles(factor: Factor, fact: Variable, reading: Reading, place: Path) -> None:
    """Every value of the fact must mean exactly one option."""
    ranges: list[tuple[int, int, int]] = []
    for n, option in enumerate(factor.options):
        ends = []
        for end, otherwise in (("at_least", 0), ("at_most", GREATEST)):
            written = getattr(option.range, end)
            number = otherwise if written is None else fact.read(written)
            if number is None:
                reading.report(
                    "bad-value",
                    (*place, "options", n, "range", end),
                    f"“{written}” is not a value of “{fact.name}”.",
                    f"Write {fact.how_written}.",
                )
                return
            ends.append(number)
        ranges.append((ends[0], ends[1], n))
    expected = 0
    for low, high, n in sorted(ranges):
        where: Path = (*place, "options", n, "range")
        if low > high:
            reading.report(
                "empty-range",
                where,
                "This range holds no value: its least is above its greatest.",
                "Exchange the two ends.",
                on_key=True,
            )
            return
        if low != expected:
            what = (
                "overlaps with another one"
                if low < expected
                else f"leaves a gap: {fact.format(expected)} means no option"
            )
            reading.report(
                "broken-ranges",
                where,
                f"The range of “{factor.options[n].id}” {what}.",
                f"Begin it at {fact.format(expected)}.",
                on_key=True,
            )
            return
        expected = high + 1
    if expected <= GREATEST:
        reading.report(
            "broken-ranges",
            (*place, "options", max(ranges)[2], "range"),
            f"Values from {fact.format(expected)} up mean no option.",
            "Leave “at_most” out of the last range.",
            on_key=True,
        )


def _priorities(model: Model, reading: Reading) -> None:
    if [entry.priority for entry in model.priorities] != ["P1", "P2", "P3", "P4"]:
        reading.report(
            "thresholds",
            ("priorities",),
            "There must be one entry for each of P1, P2, P3 and P4, in this order.",
            "List each of them once, P1 first.",
            on_key=True,
        )
    elif model.table is None:
        check_points(model, reading)
    if model.table is not None:
        check_table(model, model.table, reading)


def _special(model: Model, reading: Reading) -> None:
    factors = {factor.id for factor in model.factors}
    if model.segment_factor not in factors:
        reading.report(
            "unknown-factor",
            ("segment_factor",),
            f"There is no factor “{model.segment_factor}”.",
            suggestion(model.segment_factor, factors),
        )
    times = {fact.id for fact in model.facts if fact.type == "time"}
    for i, factor in enumerate(model.factors):
        for n, option in enumerate(factor.options):
            if factor.id == model.segment_factor and option.id == "any":
                reading.report(
                    "reserved-id",
                    ("factors", i, "options", n, "id"),
                    "“any” stands for every segment in the matrix.",
                    "Choose another id.",
                )
    for i, fact in enumerate(model.facts):
        if fact.type == "time" and fact.id != model.clock_fact and model.clock_fact in times:
            reading.report(
                "second-time",
                ("facts", i, "type"),
                f"“{fact.id}” is a time, but only “{model.clock_fact}” starts a clock.",
                "Make it a duration, or take it out.",
            )
    if model.clock_fact not in times:
        reading.report(
            "unknown-fact",
            ("clock_fact",),
            f"There is no fact “{model.clock_fact}” of type time.",
            suggestion(model.clock_fact, times) or "Add one below “facts:”.",
        )
    choices = {fact.id for fact in model.facts if fact.type == "choice"}
    if model.area_fact is not None and model.area_fact not in choices:
        reading.report(
            "unknown-fact",
            ("area_fact",),
            f"There is no fact “{model.area_fact}” of type choice.",
            suggestion(model.area_fact, choices) or "Add one below “facts:”.",
        )
