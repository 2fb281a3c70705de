"""Checks of a model with points: every answer counts, and the thresholds are in order and within reach."""

import itertools

from escalation_calculator.diagnostics import Path
from escalation_calculator.model import Factor, Model
from escalation_calculator.reading import Reading


def check_points(model: Model, reading: Reading) -> None:
    """Report what is wrong with points and thresholds, and what of them is missing."""
    counted = [option.points for factor in model.factors for option in factor.options if option.points is not None]
    if not counted and not model.thresholds:
        reading.report(
            "missing-points",
            (),
            "The model has neither points nor a table.",
            "Add “table:”, or give the options “points:” and the priorities “at_least:”.",
            on_key=True,
        )
        return
    for i, factor in enumerate(model.factors):
        _options(factor, reading, ("factors", i, "options"))
    _thresholds(model, reading)
    if model.margin is None:
        reading.report(
            "missing-points",
            (),
            "A model with points lacks “margin”.",
            "Add “margin:”, or “table:” for a model without points.",
            on_key=True,
        )


def _options(factor: Factor, reading: Reading, place: Path) -> None:
    for i, option in enumerate(factor.options):
        if option.points is None:
            reading.report(
                "missing-points",
                (*place, i),
                f"“{option.id}” has no points.",
                "Add “points:”, 0 or more.",
                on_key=True,
            )
        elif option.points > 10_000:
            reading.report(
                "out-of-range",
                (*place, i, "points"),
                f"{option.points} points are more than 10000.",
                "Count in smaller steps.",
            )
    for i, (milder, option) in enumerate(itertools.pairwise(factor.options), start=1):
        if milder.points is not None and option.points is not None and option.points < milder.points:
            reading.warn(
                "points-fall",
                (*place, i, "points"),
                f"“{option.id}” counts {option.points}, less than the milder “{milder.id}” with {milder.points}.",
                "Give it at least as many points, or list the options mildest first.",
            )


def _thresholds(model: Model, reading: Reading) -> None:
    for i, entry in enumerate(model.priorities):
        if entry.at_least is None:
            reading.report(
                "missing-points",
                ("priorities", i),
                f"{entry.priority} begins nowhere.",
                "Add “at_least:” with the least points for it.",
                on_key=True,
            )
    thresholds = model.thresholds
    if len(thresholds) < len(model.priorities):
        return
    most = sum(max((o.points or 0 for o in f.options), default=0) for f in model.factors)
    for i, (priority, begins) in enumerate(thresholds):
        place: Path = ("priorities", i, "at_least")
        if begins > most:
            reading.report(
                "unreachable-threshold",
                place,
                f"{priority} begins at {begins}, but the factors give {most} points at most.",
                f"Begin it at {most} or below, or give the factors more points.",
            )
        if i and begins >= thresholds[i - 1][1]:
            above, first = thresholds[i - 1]
            reading.report(
                "thresholds",
                place,
                f"{priority} begins at {begins}, not below {above} at {first}.",
                "Let each priority begin below the one before it.",
            )
    if thresholds[-1][1] == 0:
        reading.report(
            "thresholds",
            ("priorities", 3, "at_least"),
            "P4 begins at 0, so no ticket takes the standard route.",
            "Begin it at 1 or more.",
        )
