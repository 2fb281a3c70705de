"""Checks of criteria: each leads somewhere, and its condition can be met and not met."""

from escalation_calculator.conditions import Bound, bind
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path
from escalation_calculator.files import Decoded, Entry
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading
from escalation_calculator.variables import variables

from .direction import check_direction
from .names import reference, unique_entries
from .possible import possible


def check_criteria(decoded: Decoded) -> None:
    """Report what is wrong in the criteria."""
    model, matrix = decoded.one(Model), decoded.one(Matrix)
    unique_entries(decoded.all(Criterion), "criterion")
    for entry in decoded.all(Criterion):
        if model is not None:
            _condition(entry.value, model.value, entry.reading, entry.path)
        _examples(entry)
        _bounds(entry)
        _destination(entry, matrix.value if matrix is not None else None)


def _examples(entry: Entry[Criterion]) -> None:
    if not entry.value.examples:
        place: Path = (*entry.path, "examples")
        message = f"“{entry.value.id}” has no example."
        entry.reading.report("no-example", place, message, "Tell of one ticket that meets it.", on_key=True)


def _bounds(entry: Entry[Criterion]) -> None:
    criterion = entry.value
    if criterion.floor and criterion.ceiling:
        entry.reading.report(
            "floor-and-ceiling",
            (*entry.path, "ceiling"),
            f"“{criterion.id}” has a floor and a ceiling.",
            "Make two criteria of it.",
            on_key=True,
        )


def _destination(entry: Entry[Criterion], matrix: Matrix | None) -> None:
    place: Path = (*entry.path, "leads_to")
    reading, destination = entry.reading, entry.value.leads_to
    if destination.level is None and not destination.roles:
        reading.report(
            "no-destination", place, f"“{entry.value.id}” leads nowhere.", "Add “level:” or “roles:”.", on_key=True
        )
    if matrix is None:
        return
    if destination.level is not None:
        reference(reading, (*place, "level"), destination.level, [level.id for level in matrix.levels], "level")
    for i, role in enumerate(destination.roles):
        reference(reading, (*place, "roles", i), role, [r.id for r in matrix.roles], "role")


def _condition(criterion: Criterion, model: Model, reading: Reading, path: Path) -> None:
    def report(code: str, place: Path, message: str, mend: str, on_key: bool) -> None:  # noqa: FBT001  # the shape of Report
        reading.report(code, place, message, mend, on_key=on_key)

    condition: Bound | None = bind(criterion.when, variables(model), report, (*path, "when"))
    if condition is None:
        return
    found = possible(condition, model)
    if len(found) == 1:
        always = found == {"met"}
        reading.report(
            "always-met" if always else "never-met",
            (*path, "when"),
            f"“{criterion.id}” is {'always' if always else 'never'} met, whatever is answered.",
            "Look at the ends of its comparisons, and at those that rule each other out.",
            on_key=True,
        )
    check_direction(criterion, condition, model, reading, path)
