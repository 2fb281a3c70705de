"""The list of all cases as the page of the knowledge base fetches it: small, and in the order of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from escalation_playbook.pages.facets import Facet
    from escalation_playbook.pages.known_cases import CaseRow

_T = TypeVar("_T")

NAME = "cases.json"
"""The file's name, beside the page."""


def case_list(
    rows: Sequence[CaseRow], values: Sequence[Mapping[str, Sequence[str]]], narrowed_by: Sequence[Facet]
) -> str:
    """The file: what each facet's values are, every day and duration once with its words, and a row for each case.

    Args:
        rows: The cases, newest first.
        values: What each of them has of the facets.
        narrowed_by: The facets.
    """
    days = {row.machine: row.opened for row in reversed(rows)}
    took = dict(sorted({row.minutes: row.took for row in rows if row.minutes is not None}.items()))
    day_at, took_at = _places(days), _places(took)
    at = {facet.id: _places(value.value for value in facet.values) for facet in narrowed_by}
    data = {
        "facets": {facet.id: [[value.value, value.label] for value in facet.values] for facet in narrowed_by},
        "days": list(days.items()),
        "took": list(took.items()),
        "rows": [
            [
                row.id,
                row.title,
                row.second,
                row.ticket,
                day_at[row.machine],
                -1 if row.minutes is None else took_at[row.minutes],
                *(_at([places[value] for value in own.get(name, ())]) for name, places in at.items()),
            ]
            for row, own in zip(rows, values, strict=True)
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _at(places: list[int]) -> int | list[int]:
    """The place of the one value that most cases have; a list only where they are several."""
    return places if len(places) > 1 else next(iter(places), -1)


def _places(values: Iterable[_T]) -> Mapping[_T, int]:
    return {value: place for place, value in enumerate(values)}
