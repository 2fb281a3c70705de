"""Checks of what cases changed in the playbook: it is there, and case and criterion name each other."""

from collections.abc import Collection
from typing import Final

from escalation_calculator.case import Case, Change
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import CASES, Decoded, Entry
from escalation_calculator.matrix import Matrix
from escalation_calculator.messages import Message
from escalation_calculator.model import Model
from escalation_calculator.workflow import Workflow

from .names import reference

_NAMED: Final = ("criterion", "factor", "fact", "message", "role", "level", "lowering")
"""The keys of a change that name something; exactly one is given."""


def check_changes(decoded: Decoded) -> None:
    """Report changes of nothing, and of criteria that do not say so; and criteria that name a case that does not."""
    known = _known(decoded)
    criteria: dict[str, Criterion] = {entry.value.id: entry.value for entry in decoded.all(Criterion)}
    changed: dict[str, set[str]] = {}
    for entry in decoded.all(Case):
        changed[entry.value.id] = {change.criterion for change in entry.value.changes if change.criterion}
        for i, change in enumerate(entry.value.changes):
            _change(change, entry, ("changes", i), known, criteria)
    for criterion in decoded.all(Criterion):
        _because(criterion, decoded.ids(Case), changed)


def _known(decoded: Decoded) -> dict[str, Collection[str]]:
    """The ids that there are of everything that a change can name, as far as their files could be read."""
    found: dict[str, Collection[str]] = {"criterion": decoded.ids(Criterion), "message": decoded.ids(Message)}
    model, matrix, workflow = decoded.one(Model), decoded.one(Matrix), decoded.one(Workflow)
    if model is not None:
        found["factor"] = [factor.id for factor in model.value.factors]
        found["fact"] = [fact.id for fact in model.value.facts]
    if matrix is not None:
        found["role"] = [role.id for role in matrix.value.roles]
        found["level"] = [level.id for level in matrix.value.levels]
    if workflow is not None:
        found["lowering"] = [way.id for way in workflow.value.de_escalation]
    return found


def _change(
    change: Change, entry: Entry[Case], place: Path, known: dict[str, Collection[str]], criteria: dict[str, Criterion]
) -> None:
    given = [(what, name) for what in _NAMED if (name := getattr(change, what)) is not None]
    if len(given) != 1:
        number = "several things" if given else "nothing"
        mend = f"Write one of {', '.join(f'“{name}:”' for name in _NAMED)}."
        entry.reading.report("change-names", place, f"A change names one thing, and this names {number}.", mend)
        return
    what, name = given[0]
    if what in known and name not in known[what]:
        mend = suggestion(name, known[what])
        entry.reading.report(f"unknown-{what}", (*place, what), f"There is no {what} “{name}”.", mend)
    criterion = criteria.get(name) if what == "criterion" else None
    if criterion is not None and entry.value.id not in criterion.because:
        entry.reading.report(
            "one-way-link",
            (*place, what),
            f"“{name}” does not name this case.",
            f"Add “{entry.value.id}” to the criterion's “because:”.",
        )


def _because(entry: Entry[Criterion], cases: Collection[str], changed: dict[str, set[str]]) -> None:
    for i, name in enumerate(entry.value.because):
        place = (*entry.path, "because", i)
        if name not in changed:
            reference(entry.reading, place, name, cases, "case")
        elif entry.value.id not in changed[name]:
            entry.reading.report(
                "one-way-link",
                place,
                f"“{name}” does not say that it changed this criterion.",
                f"Add it to “changes:” in “{CASES}{name}.yml”, or take it out here.",
            )
