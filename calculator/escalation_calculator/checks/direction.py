"""The check that a graver answer does not lower the priority by way of a floor or a ceiling.

Graver is what counts more points; in a model with a table, what is listed later.

A floor must stay when an answer gets graver, and a ceiling must not begin to act. Each test of a condition is looked
at by itself, so a condition may be warned of though its tests together do no harm; none that does harm is missed.
"""

from collections.abc import Iterator

from escalation_calculator.conditions import Bound, BoundTest
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path
from escalation_calculator.model import Factor, Model
from escalation_calculator.reading import Reading
from escalation_calculator.rules import option_ranges
from escalation_calculator.variables import variables


def check_direction(criterion: Criterion, condition: Bound, model: Model, reading: Reading, path: Path) -> None:
    """Warn of every factor by which a graver answer could lower the priority."""
    for bound in ("floor", "ceiling"):
        if getattr(criterion, bound) is None:
            continue
        warned: set[str] = set()
        for test, wanted in _tests(condition, wanted=True):
            factor = _factor(test, model)
            if factor is None or factor.id in warned:
                continue
            inside, outside = _options(test, factor, model)
            if not wanted:
                inside, outside = outside, inside
            milder, graver = (inside, outside) if bound == "floor" else (outside, inside)
            pair = next(((m, g) for m in milder for g in graver if _weight(factor, g) > _weight(factor, m)), None)
            if pair is not None:
                warned.add(factor.id)
                milder_name, graver_name = (factor.options[i].id for i in pair)
                held, lost = (milder_name, graver_name) if bound == "floor" else (graver_name, milder_name)
                reading.warn(
                    f"{bound}-turns-back",
                    (*path, bound),
                    f"The {bound} of “{criterion.id}” holds for “{held}” but not for “{lost}”: "
                    f"a graver answer to “{factor.id}” can lower the priority.",
                    f"Let the {bound} hold for {'graver' if bound == 'floor' else 'milder'} answers as well.",
                )


def _tests(condition: Bound, *, wanted: bool) -> Iterator[tuple[BoundTest, bool]]:
    """Every test, and whether the condition wants it met: `not` turns that round."""
    if isinstance(condition, BoundTest):
        yield condition, wanted
    else:
        for part in condition.parts:
            yield from _tests(part, wanted=wanted != (condition.how == "not"))


def _factor(test: BoundTest, model: Model) -> Factor | None:
    """The factor that a test asks for, directly or by the fact that the factor follows."""
    name = test.variable.name
    return next((factor for factor in model.factors if name in (factor.id, factor.follows)), None)


def _options(test: BoundTest, factor: Factor, model: Model) -> tuple[list[int], list[int]]:
    """The options by which the test can be met, and those by which it can be missed."""
    if test.variable.name == factor.id:
        spans = [(i, i) for i in range(len(factor.options))]
    else:
        spans = list(option_ranges(factor, variables(model)[test.variable.name]))
    met = [i for i, (low, high) in enumerate(spans) if any(low <= b and a <= high for a, b in test.allowed)]
    missed = [i for i, (low, high) in enumerate(spans) if not any(a <= low and high <= b for a, b in test.allowed)]
    return met, missed


def _weight(factor: Factor, option: int) -> int:
    points = factor.options[option].points
    return option if points is None else points
