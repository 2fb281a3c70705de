"""The file of all cases that the knowledge base fetches, and the facets by which it is narrowed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from escalation_calculator.playbook import Playbook
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id, Line
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


def with_criteria(count: int) -> Playbook:
    """The shipped playbook with one case, which meets so many criteria."""
    assert PLAYBOOK is not None
    case = next(known for known in CASES if known.met)
    one = next(criterion for criterion in PLAYBOOK.criteria if criterion.id == case.met[0])
    more = [
        replace(one, id=Id(f"like-{n}"), title=Line(f"Like number {n}"), because=())
        for n in range(count - len(case.met))
    ]
    return replace(PLAYBOOK, criteria=(*PLAYBOOK.criteria, *more), cases=(replace(case.case, changes=()),))


def test_the_file_says_of_every_case_what_its_row_says() -> None:
    """The rows of the page and those of its script are the same."""
    data = file(PAGE)
    found = []
    for case_id, title, second, ticket, day, took, *at in data["rows"]:
        values = {
            name: words[place]
            for (name, words), place in zip(data["facets"].items(), at, strict=True)
            if isinstance(place, int) and place >= 0
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
        ("owner", "support-tier-2", sum(known.case.owner == "support-tier-2" for known in CASES)),
        ("criterion", CASES[0].met[0], sum(CASES[0].met[0] in known.met for known in CASES)),
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
    for name in ("area", "issue", "owner", "criterion"):
        counts = [value.count for value in order[name]]
        assert counts == sorted(counts, reverse=True)


def test_a_case_is_counted_with_every_criterion_that_it_meets() -> None:
    """Several stand in the file as a list, one as its place, none as -1."""
    data = file(PAGE)
    column = 6 + [*data["facets"]].index("criterion")
    found = [row[column] for row in data["rows"]]
    names = [value for value, _ in data["facets"]["criterion"]]
    assert [[names[p] for p in (at if isinstance(at, list) else [at]) if p >= 0] for at in found] == [
        list(known.met) for known in CASES
    ]
    assert {type(at) for at in found} == {int, list}


def test_a_long_facet_has_a_field_to_find_its_values() -> None:
    """Of 200 criteria nobody reads them all; of a few none is needed."""
    assert PLAYBOOK is not None
    field = 'class="ep-filter ep-facet__find"'
    html = {
        count: next(p.html for p in render_pages(with_criteria(count), PageContext(now=NOW)) if p.address == "kb/")
        for count in (20, 21)
    }
    assert (html[20].count(field), html[21].count(field)) == (0, 1)


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
