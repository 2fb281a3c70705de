"""What is drawn of levels: every line joins what it should, and no two run in the same place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest

from escalation_calculator.case import Case, Event
from escalation_calculator.matrix import Level, Timeout
from escalation_calculator.playbook import Playbook
from escalation_calculator.rules import Rules
from escalation_calculator.scalars import Id, Line, Prose
from escalation_calculator.workflow import Exit, Step, Workflow
from escalation_playbook.checking import examine
from escalation_playbook.pages.flow import Flow, flow
from escalation_playbook.pages.matrix import matrix
from escalation_playbook.pages.path import ground, path
from escalation_playbook.pages.rails import Rail, Rails, rails

FOUND = examine(Path(__file__).parents[1]).playbook
assert FOUND is not None
SHIPPED: Playbook = FOUND
CASE = next(case for case in SHIPPED.cases if case.id == "2025-11-13-salesforce-sync")


def with_levels(count: int, exits: Sequence[tuple[int, int]], timeouts: Sequence[tuple[int, int]] = ()) -> Playbook:
    """The shipped playbook with so many levels; an exit to the level after the last leads to the end."""
    names = [Id(f"l{number}") for number in range(count)]
    ends = [*names, Id("closed")]
    after = dict(timeouts)
    levels = tuple(
        Level(
            id=name,
            name=Line(name),
            owner=Id("support-tier-1"),
            does=Line("x"),
            timeout=Timeout(after={"P1": 15, "P2": 60}, to=names[after[number]]) if number in after else None,
        )
        for number, name in enumerate(names)
    )
    steps = tuple(
        Step(
            id=name,
            entry=Prose("x"),
            exits=tuple(Exit(when=Line(f"{a} to {b}"), to=ends[b]) for a, b in exits if a == number),
        )
        for number, name in enumerate(names)
    )
    roles = tuple(replace(role, level=names[place % count]) for place, role in enumerate(SHIPPED.matrix.roles))
    return replace(
        SHIPPED,
        matrix=replace(SHIPPED.matrix, levels=levels, roles=roles),
        workflow=Workflow(levels=steps),
        criteria=(),
        cases=(),
    )


def drawn(count: int, exits: Sequence[tuple[int, int]], timeouts: Sequence[tuple[int, int]] = ()) -> Flow:
    """The diagram of such a playbook."""
    return flow(Rules(with_levels(count, exits, timeouts)))


def crossings(found: Rails) -> list[tuple[str, str]]:
    """Lines that run in the same place beside the same row."""
    return [(one.way, other.way) for row in found.rows for one, other in combinations(row, 2) if one.at == other.at]


def test_a_line_of_levels_needs_nothing_beside_it() -> None:
    """What leads to the next level, by whatever reason, stands between the two boxes."""
    found = drawn(3, [(0, 1), (0, 1), (1, 2), (2, 3)], [(0, 1), (1, 2)])
    assert not found.drawn.width
    assert [box.ways for box in found.boxes] == [[], [], []]
    first = found.boxes[0].onward
    assert first is not None
    assert (first.to, first.when, len(first.waits)) == ("l1", ["0 to 1", "0 to 1"], 2)
    last = found.boxes[2].onward
    assert last is not None
    assert (last.to, last.direction) == ("", "over")
    assert found.closes
    assert not found.back


def test_what_skips_a_level_or_leads_back_runs_beside() -> None:
    """Each with its words in the box that it leaves, the end last."""
    found = drawn(3, [(0, 2), (0, 3), (2, 0), (2, 1), (2, 3)])
    assert [[(way.to, way.direction) for way in box.ways] for box in found.boxes] == [
        [("l2", "on"), ("", "over")],
        [],
        [("l0", "back"), ("l1", "back")],
    ]
    assert found.back
    assert not crossings(found.drawn)


def test_one_level_with_nothing_said_is_a_box() -> None:
    """A playbook without a workflow, and with one level, has a diagram all the same."""
    found = drawn(1, [])
    assert len(found.boxes) == 1
    assert not found.closes
    assert not found.drawn.width
    assert found.boxes[0].onward is None


def test_a_way_to_itself_is_drawn() -> None:
    """It is a warning, and nothing breaks by it."""
    found = drawn(2, [(0, 0), (0, 1), (1, 2)])
    assert [(way.to, way.direction) for way in found.boxes[0].ways] == [("l0", "back")]


def test_twelve_levels_each_leading_to_each_are_drawn_apart() -> None:
    """However many ways there are, no line is taken for another, and each begins and ends where it should."""
    exits = [(a, b) for a in range(12) for b in range(13)]
    found = drawn(12, exits)
    assert not crossings(found.drawn)
    heads = [box.row for box in found.boxes]
    for way in ("on", "back", "over"):
        entered = [row for row, pieces in enumerate(found.drawn.rows) for p in pieces if p.way == way and p.enters]
        wanted = {"on": heads[2:], "back": heads, "over": [found.end]}[way]
        assert sorted(entered) == wanted
    begun = sum(bool(p.bends) and not p.enters for pieces in found.drawn.rows for p in pieces)
    assert begun == sum(len(box.ways) for box in found.boxes)


@pytest.mark.parametrize(
    ("leaves", "enters", "wanted"),
    [
        ([0], 2, ["down", "", "up"]),
        ([2], 0, ["down", "", "up"]),
        ([0, 1], 2, ["down", "down", "up"]),
        ([1, 2], 0, ["down", "up", "up"]),
    ],
)
def test_a_line_bends_towards_where_it_leads(leaves: Sequence[int], enters: int, wanted: Sequence[str]) -> None:
    """At each row that it leaves, and comes from there at the row that it enters."""
    found = rails(3, [Rail(leaves=leaves, enters=enters, way="on")])
    assert [row[0].bends for row in found.rows] == wanted
    assert [row[0].enters for row in found.rows] == [row == enters for row in range(3)]
    assert [row[0].through for row in found.rows] == [False, True, False]


def gone(*owners: str) -> Case:
    """A case that had these owners, an hour each."""
    start = CASE.times.opened
    events = [Event(at=start + timedelta(hours=n), what=Line("x"), owner=Id(owner)) for n, owner in enumerate(owners)]
    return replace(CASE, timeline=tuple(events))


def test_the_way_of_a_case_says_when_it_was_where() -> None:
    """Owners of one level are one stay; where it came back, both times stand there."""
    case = gone("support-tier-1", "support-lead", "customer-success", "support-tier-1")
    found = path(SHIPPED, ground(SHIPPED), case)
    assert found is not None
    assert {
        found.levels[number].name: [(v.since, v.lasted) for v in said] for number, said in found.visits.items()
    } == {
        "Tier 1": [("Thu 13 Nov, 09:31", "1 h"), ("Thu 13 Nov, 12:31", "")],
        "Management": [("Thu 13 Nov, 10:31", "2 h")],
    }
    assert found.last == 0
    assert [sum(bool(piece.bends) for piece in row) for row in found.drawn.rows] == [2, 0, 0, 0, 2]


def test_a_case_of_which_nothing_was_recorded_is_with_its_owner() -> None:
    """From the time classified on."""
    found = path(SHIPPED, ground(SHIPPED), replace(CASE, timeline=(), owner=Id("product")))
    assert found is not None
    assert list(found.visits) == [found.last] == [3]
    assert not found.drawn.width


def test_one_level_is_no_way() -> None:
    """There is nothing to go through."""
    one = with_levels(1, [])
    assert path(one, ground(one), CASE) is None


def test_the_matrix_names_every_level_that_a_role_owns() -> None:
    """Its own first, then those of which it owns what comes there."""
    roles = matrix(Rules(with_levels(3, []))).data["roles"]
    first, second, *_ = roles  # type: ignore[misc]
    assert [level.name for level in first.levels] == ["l0", "l1", "l2"]
    assert [level.name for level in second.levels] == ["l1"]


def test_a_line_that_begins_where_another_ends_runs_beside_it() -> None:
    """Else a case that went on from where it came would show one line through both."""
    first, second = Rail(leaves=[0], enters=1, way="on"), Rail(leaves=[1], enters=2, way="on")
    for lines in ([first, second], [second, first]):
        found = rails(3, lines)
        assert not crossings(found)
        assert len({piece.at for row in found.rows for piece in row}) == 2
