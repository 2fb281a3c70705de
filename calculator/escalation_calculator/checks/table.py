"""Checks of a model with a table: every combination has one priority, and a graver answer no milder one."""

import itertools
from collections.abc import Mapping, Sequence

from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.form import cells_of
from escalation_calculator.model import PRIORITIES, Model, Table
from escalation_calculator.reading import Reading

_CELLS: Path = ("table", "cells")

_PRIORITY = "P1, P2, P3, P4 or standard"


def check_table(model: Model, table: Table, reading: Reading) -> None:
    """Report what is wrong with the table, and what of points stands beside it."""
    _needless(model, reading)
    options = {str(factor.id): [str(option.id) for option in factor.options] for factor in model.factors}
    if not _factors(table, options, reading):
        return
    axes = [(str(name), options[name]) for name in table.factors]
    mark = len(reading.diagnostics)
    _block(table.cells, axes, (), reading)
    if len(reading.diagnostics) == mark:
        _direction(table, axes, reading)


def _factors(table: Table, options: Mapping[str, object], reading: Reading) -> bool:
    """Whether the table names two or more factors that there are, each once."""
    mark = len(reading.diagnostics)
    if len(table.factors) < 2:
        reading.report(
            "few-factors",
            ("table", "factors"),
            f"The table combines {'one factor' if table.factors else 'no factors'}.",
            "Name at least two.",
            on_key=True,
        )
    for i, name in enumerate(table.factors):
        place: Path = ("table", "factors", i)
        if name not in options:
            reading.report("unknown-factor", place, f"There is no factor “{name}”.", suggestion(name, options))
        elif name in table.factors[:i]:
            reading.report("duplicate-id", place, f"“{name}” is in the table already.", "Name each factor once.")
    return len(reading.diagnostics) == mark


_Axes = Sequence[tuple[str, Sequence[str]]]
"""The table's factors with their options."""


def _block(block: object, axes: _Axes, above: tuple[str, ...], reading: Reading) -> None:
    """Report what is wrong below the options that lead to a block: too much, too little, too deep, too shallow."""
    place = (*_CELLS, *above)
    rest = axes[len(above) :]
    if not isinstance(block, Mapping):
        if rest:
            reading.report(
                "missing-cell",
                place,
                f"There is no priority for {_said(axes, above)} with each “{rest[0][0]}”: the table ends before it.",
                f"Write the options of “{rest[0][0]}” below it, each with its priority.",
            )
        return
    if not rest:
        reading.report(
            "needless-cell",
            place,
            f"More options stand below {_said(axes, above)}, which is the whole combination.",
            f"Write {_PRIORITY} behind it.",
            on_key=True,
        )
        return
    factor, options = rest[0]
    mends = []
    for name in block:
        if name not in options:
            mends.append(suggestion(name, options))
            message = f"“{factor}” has no option “{name}”."
            reading.report("unknown-option", (*place, name), message, mends[-1], on_key=True)
    for name in options:
        if name in block:
            _block(block[name], axes, (*above, name), reading)
        if name in block or f"Did you mean “{name}”?" in mends:
            continue
        below = f"the options of “{rest[1][0]}”" if len(rest) > 1 else _PRIORITY
        reading.report(
            "missing-cell",
            place,
            f"There is no priority for {_said(axes, (*above, name))}.",
            f"Add “{name}:” with {below}.",
            on_key=True,
        )


def _said(axes: _Axes, options: Sequence[str]) -> str:
    """A combination in words: `impact “team”, urgency “now”`."""
    return ", ".join(f"{factor} “{option}”" for (factor, _), option in zip(axes, options, strict=False))


def _direction(table: Table, axes: _Axes, reading: Reading) -> None:
    """Warn of every cell that is milder than one beside it with a milder answer; of several, the gravest is told."""
    cells = dict(cells_of(table.cells))
    for cell in itertools.product(*(options for _, options in axes)):
        beside = [
            (PRIORITIES.index(cells[*cell[:i], milder, *cell[i + 1 :]]), factor, milder)
            for i, (factor, options) in enumerate(axes)
            for milder in options[: options.index(cell[i])][-1:]
        ]
        gravest, factor, milder = max(beside, default=(0, "", ""))
        if PRIORITIES.index(cells[cell]) < gravest:
            reading.warn(
                "table-falls",
                (*_CELLS, *cell),
                f"{cells[cell]} for {_said(axes, cell)} is less than {PRIORITIES[gravest]} "
                f"for the milder {factor} “{milder}”.",
                "Give it at least that priority, or list the options mildest first.",
            )


def _needless(model: Model, reading: Reading) -> None:
    """Report what belongs to points and would be read as if it counted, each kind where it first stands."""
    options: list[Path] = [
        ("factors", i, "options", n, "points")
        for i, factor in enumerate(model.factors)
        for n, option in enumerate(factor.options)
        if option.points is not None
    ]
    begins: list[Path] = [
        ("priorities", i, "at_least") for i, entry in enumerate(model.priorities) if entry.at_least is not None
    ]
    margin: list[Path] = [("margin",)] if model.margin is not None else []
    for places in (options, begins, margin):
        if places:
            times = f", {len(places)} times" if len(places) > 1 else ""
            reading.report(
                "needless-points",
                places[0],
                f"“{places[0][-1]}” stands here{times}, but a model with a table counts no points.",
                "Take it out, or take the table out.",
                on_key=True,
            )
