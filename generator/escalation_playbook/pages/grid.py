"""The table of a model as it is read: a grid for two factors, and one for each combination of any others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from escalation_calculator.form import Lookup
from escalation_calculator.model import PRIORITIES
from escalation_playbook.pages.badge import badge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.badge import Badge


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Two factors, with the priority of each combination."""

    about: str
    """The answers of the other factors: `Segment: Enterprise`; empty where there are only two."""
    down: str
    """The factor whose options begin the rows."""
    across: str
    """The factor whose options head the columns."""
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Badge]]]


def grids(rules: Rules) -> list[Grid]:
    """The table, mildest options first; empty in a model with points."""
    form = rules.form
    if not isinstance(form, Lookup):
        return []
    *others, down, across = [rules.variables[name] for name in form.sizes]
    return [
        Grid(
            about=", ".join(f"{v.label}: {v.labels[option]}" for v, option in zip(others, above, strict=True)),
            down=down.label,
            across=across.label,
            columns=across.labels,
            rows=[
                (label, [_cell(rules, form, (*above, row, column)) for column in range(len(across.labels))])
                for row, label in enumerate(down.labels)
            ],
        )
        for above in product(*(range(len(v.labels)) for v in others))
    ]


def _cell(rules: Rules, form: Lookup, cell: tuple[int, ...]) -> Badge:
    return badge(rules.playbook, PRIORITIES[form.cells[cell]])
