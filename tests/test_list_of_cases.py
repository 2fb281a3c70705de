"""The file of all cases that the knowledge base fetches, and the facets by which it is narrowed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id
from escalation_playbook.checking import examine
from escalation_playbook.pages import PageContext, all_pages
from escalation_playbook.pages.knowledge import AT_ONCE, knowledge
from escalation_playbook.pages.known_cases import known_cases
from escalation_playbook.render import render_pages
from test_pages import NOW

ROOT = Path(__file__).parents[1]
PLAYBOOK = examine(ROOT).playbook
assert PLAYBOOK is not None
RULES = Rules(PLAYBOOK)
CASES = known_cases(RULES)
PAGE = knowledge(RULES, CASES)


def file(page: Any) -> dict[str, Any]:
    """What the page's script fetches."""
    return dict(json.loads(page.files["cases.json"]))


def test_the_file_says_of_every_case_what_its_row_says() -> None:
    """The rows of the page and those of its script are the same."""
    data = file(PAGE)
    found = []
    for case_id, title, second, ticket, day, took, *at in data["rows"]:
        values = {
            name: words[place] for (name, words), place in zip(data["facets"].items(), at, strict=True) if place >= 0
        }
        words = data["took"][took][1] if took >= 0 else ""
        segment = values.get("segment", ["", ""])[1]
        found.append((case_id, title, second, ticket, *data["days"][day], words, segment, values["state"][1]))
    assert found == [
        (row.id, row.title, row.second, row.ticket, row.machine, row.opened, row.took, row.segment, row.state)
        for row in PAGE.data["cases"]  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("facet", "value", "count"),
    [
        ("state", "open", 3),
        ("priority", "P1", sum(known.case.scoring.final == "P1" for known in CASES)),
        ("year", "2025", sum(known.case.times.opened.year == 2025 for known in CASES)),
        ("kind", "functional", sum(known.case.kind == "functional" for known in CASES)),
        (
            "area",
            "integrations",
            sum(known.case.scoring.facts.get("product_area") == "integrations" for known in CASES),
        ),
        ("segment", "enterprise", sum(known.case.scoring.answers.get("segment") == "enterprise" for known in CASES)),
        ("issue", "sync-stopped", sum(known.case.issue == "sync-stopped" for known in CASES)),
    ],
)
def test_a_facet_counts_its_cases(facet: str, value: str, count: int) -> None:
    """Beside each value stands how many cases have it."""
    found = {each.id: {v.value: v.count for v in each.values} for each in PAGE.data["facets"]}  # type: ignore[attr-defined]
    assert found[facet][value] == count > 0


def test_values_stand_in_their_own_order_or_the_most_first() -> None:
    """Priorities gravest first, years newest first, areas and issue types by number."""
    order = {each.id: each.values for each in PAGE.data["facets"]}  # type: ignore[attr-defined]
    assert [value.value for value in order["priority"]] == ["P1", "P2", "P3", "P4"]
    assert [value.value for value in order["year"]] == ["2026", "2025"]
    for name in ("area", "issue"):
        counts = [value.count for value in order[name]]
        assert counts == sorted(counts, reverse=True)


def test_a_page_of_many_cases_holds_the_newest_and_its_file_all() -> None:
    """5,000 rows are no page to load on a phone."""
    assert PLAYBOOK is not None
    many = [replace(PLAYBOOK.cases[0], id=Id(f"2026-01-01-case-{n}"), related=(), changes=()) for n in range(120)]
    pages = all_pages(replace(PLAYBOOK, cases=(*PLAYBOOK.cases, *many)), PageContext(now=NOW))
    page = next(page for page in pages if page.address == "kb/")
    assert len(page.data["cases"]) == AT_ONCE  # type: ignore[arg-type]
    assert len(file(page)["rows"]) == len(PLAYBOOK.cases) + 120


def test_a_knowledge_base_without_cases_has_nothing_to_narrow() -> None:
    """A new playbook begins so."""
    empty = knowledge(RULES, [])
    assert empty.data["facets"] == []
    assert file(empty)["rows"] == []


def test_many_cases_of_a_kind_lead_to_the_list_of_them_all() -> None:
    """Of many the newest stand there; the link to all is narrowed as the list itself would say it in its address."""
    assert PLAYBOOK is not None
    case = next(case for case in PLAYBOOK.cases if case.kind == "functional")
    many = tuple(replace(case, id=Id(f"{case.id}-{number}"), repeat_of=None) for number in range(40))
    shown = {page.address: page.html for page in render_pages(replace(PLAYBOOK, cases=many), PageContext(now=NOW))}
    values = {facet.id: [value.value for value in facet.values] for facet in PAGE.data["facets"]}  # type: ignore[attr-defined]
    for address, name, value in (
        ("kinds/functional/", "kind", "functional"),
        (f"priorities/{case.scoring.final.lower()}/", "priority", case.scoring.final),
    ):
        assert value in values[name]
        assert f'href="../../kb/?{name}={value}"' in shown[address]
