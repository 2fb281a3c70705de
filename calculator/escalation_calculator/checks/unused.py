"""Checks for what is declared and leads nowhere: a priority no ticket can have, a level, kind or role nobody names."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import get_args

from escalation_calculator.case import Case
from escalation_calculator.categorisation import Categorisation
from escalation_calculator.criteria import Criterion, Kind
from escalation_calculator.files import Decoded
from escalation_calculator.form import cells_of
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Model

BEGINNING = 3
"""With fewer criteria than this a playbook is only begun, and nobody misses a kind of them."""


def check_unused(decoded: Decoded) -> None:
    """Warn of what is declared and never used. Cases are no use: they tell of the past; nor are a ticket's words."""
    _priorities(decoded)
    _kinds(decoded)
    entry = decoded.one(Matrix)
    if entry is None or decoded.wrong():
        return  # what could not be read may name it
    naming = [each.value for each in decoded.everything if not isinstance(each.value, (Case, Categorisation))]
    named = {name for each in naming for name in _names(each)}
    for i, level in enumerate(entry.value.levels):
        if level.id not in named:
            entry.reading.warn(
                "unused-level",
                ("levels", i, "id"),
                f"No ticket gets to “{level.id}”: no role is on it, and nothing leads to it.",
                "Let a role, a criterion or another level name it, or take it out.",
            )
    for i, role in enumerate(entry.value.roles):
        if role.id not in named and not role.parts:
            entry.reading.warn(
                "unused-role",
                ("roles", i, "id"),
                f"“{role.id}” is never called: it has no part at any priority, and nothing names it.",
                "Give it a part below “parts:”, let a criterion call it, or take it out.",
            )


def _priorities(decoded: Decoded) -> None:
    entry = decoded.one(Model)
    if entry is None or decoded.wrong(Model, Criterion):
        return
    model = entry.value
    made = {bound for one in decoded.all(Criterion) for bound in (one.value.floor, one.value.ceiling)}
    if model.table is not None:
        made |= {priority for _, priority in cells_of(model.table.cells)}
        for i, each in enumerate(model.priorities):
            if each.priority not in made:
                entry.reading.warn(
                    "unused-priority",
                    ("priorities", i, "priority"),
                    f"No ticket can be {each.priority}: no cell of the table gives it, and no criterion makes it so.",
                    "Give it to a cell, or let a criterion make it so.",
                )
        return
    sums = {0}
    for factor in model.factors:
        sums = {one + (option.points or 0) for one in sums for option in factor.options}
    end = max(sums) + 1
    for i, (priority, begins) in enumerate(model.thresholds):
        if priority not in made and not any(begins <= one < end for one in sums):
            entry.reading.warn(
                "unused-priority",
                ("priorities", i, "at_least"),
                f"No ticket can be {priority}: no answers give {begins} to {end - 1} points, "
                "and no criterion makes it so.",
                "Move the thresholds apart, or change the points.",
            )
        end = begins


def _kinds(decoded: Decoded) -> None:
    entries = decoded.all(Criterion)
    if len(entries) < BEGINNING or decoded.wrong(Criterion):
        return
    for kind in get_args(Kind):
        if all(entry.value.kind != kind for entry in entries):
            entries[0].reading.warn(
                "unused-kind",
                entries[0].path[:1],
                f"No criterion is {kind}.",
                "Add one, or look whether one of these is meant to be it.",
                on_key=True,
            )


def _names(value: object) -> Iterator[str]:
    """Every text in a value but the ids with which things declare themselves."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "id":
                yield from _names(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from (*_names(key), *_names(inner))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _names(inner)
