"""The score of one ticket: its priority, why, who owns it, and what is promised."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Literal

from .answers import Answers
from .conditions import Known, Status, judge
from .criteria import Criterion, Kind
from .form import Lookup, Sum
from .matrix import Commitment
from .model import PRIORITIES, Priority
from .reach import Parted, Range, cells, narrowed, part, priority_variables, reach
from .routing import MoveOn, commitment, move_on, owner_of, people_of, segment_of
from .rules import Rules, rank
from .scalars import Duration, Id


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What one factor adds; an open factor may still add anything from `least` to `most`."""

    factor: Id
    option: Id | None
    points: int | None
    least: int
    most: int
    of: int
    """The most points that the factor can ever add."""


@dataclass(frozen=True, kw_only=True)
class CriterionResult:
    """How one criterion stands."""

    criterion: Id
    status: Status
    decided_by: tuple[str, ...]
    """The tests that decided, in words; for `unknown` the tests that are still open."""
    needs: tuple[Id, ...]
    """The answers that would decide it; empty once it is met or not met."""


@dataclass(frozen=True, kw_only=True)
class Bound:
    """A floor or a ceiling of a criterion that is met."""

    criterion: Id
    bound: Literal["floor", "ceiling"]
    priority: Priority
    acted: bool
    """Whether the priority would be another without it and its equals."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The range of priorities if an open question were answered in one way."""

    value: str | int
    """The answer as written; for a measured fact the least value of a stretch that gives the same range."""
    lowest: Priority
    highest: Priority


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A factor of the table, and what each of its options would make of the priority with all other answers kept."""

    factor: Id
    option: Id | None
    outcomes: tuple[Outcome, ...]
    """One for each option, mildest first; floors and ceilings are counted in."""


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question without an answer that the priority can hang on."""

    name: Id
    decides: bool
    """Whether one of its answers alone, with all else left open, changes the range of priorities."""
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class Close:
    """A threshold that the points lie so near to that a named role must look."""

    priority: Priority
    at_least: int
    reviewer: Id
    within: Duration


@dataclass(frozen=True, kw_only=True)
class Result:
    """The whole answer. While answers are missing, `priority` may be open and the ends of the range are given."""

    model: Id
    version: int
    priority: Priority | None
    """None while a missing answer can still change it."""
    lowest: Priority
    highest: Priority
    alone_lowest: Priority
    """The lowest priority that the points or the table alone can still give, before floors and ceilings."""
    alone_highest: Priority
    """The highest one."""
    points: int | None
    """The points of the answers given; open ones count their least. None with a table, like all that is of points."""
    most: int | None
    """The points if every open answer counted its most."""
    out_of: int | None
    contributions: tuple[Contribution, ...]
    axes: tuple[Axis, ...]
    """How a table comes to its priority, in its order; empty with points."""
    bounds: tuple[Bound, ...]
    criteria: tuple[CriterionResult, ...]
    kinds: tuple[Kind, ...]
    """The kinds of the criteria that are met."""
    owner: Id
    """The role that owns the ticket; while the priority is open, the owner at the lowest level."""
    level: Id
    called: tuple[Id, ...]
    told: tuple[Id, ...]
    segment: Id | None
    commitment: Commitment
    """For the priority, or for the highest one still possible; the shortest of all segments when that is open."""
    moves_on: MoveOn | None
    """Where it goes from its level when nothing happens, at the same priority as the commitment."""
    open: tuple[OpenQuestion, ...]
    close: Close | None
    """None with a table: what lies beside its cell is told by the axes."""


def score(rules: Rules, answers: Answers) -> Result:
    """Score what is known of a ticket: a missing answer stays unknown, and the result says what it could change."""
    known = answers.known
    parted = part(rules, known)
    lowest, highest = reach(rules, parted)
    priority = lowest if lowest == highest else None
    verdicts = [(rule.criterion, judge(rule.condition, known)) for rule in rules.rules]
    met = [criterion for criterion, verdict in verdicts if verdict.status == "met"]
    form = rules.form
    least, most = form.spread(known, form.factors)
    alone = form.rank(least), form.rank(most)
    segment = segment_of(rules, answers)
    owner, level = owner_of(rules, priority, met)
    called, told = people_of(rules, priority, owner, met)
    return Result(
        model=rules.model.id,
        version=rules.model.version,
        priority=priority,
        lowest=lowest,
        highest=highest,
        alone_lowest=PRIORITIES[alone[0]],
        alone_highest=PRIORITIES[alone[1]],
        points=least if isinstance(form, Sum) else None,
        most=most if isinstance(form, Sum) else None,
        out_of=form.out_of if isinstance(form, Sum) else None,
        contributions=_contributions(rules, form, known) if isinstance(form, Sum) else (),
        axes=_axes(rules, form, parted, (lowest, highest)) if isinstance(form, Lookup) else (),
        bounds=_bounds(met, alone),
        criteria=tuple(
            CriterionResult(
                criterion=criterion.id,
                status=verdict.status,
                decided_by=tuple(dict.fromkeys(test.words for test in verdict.decided_by)),
                needs=tuple(dict.fromkeys(t.variable.name for t in verdict.decided_by))
                if verdict.status == "unknown"
                else (),
            )
            for criterion, verdict in verdicts
        ),
        kinds=tuple(dict.fromkeys(criterion.kind for criterion in met)),
        owner=owner,
        level=level,
        called=called,
        told=told,
        segment=segment,
        commitment=commitment(rules, priority or highest, segment),
        moves_on=move_on(rules, priority or highest, level),
        open=_open(rules, answers, parted, (lowest, highest)),
        close=_close(rules, met, least, most) if priority else None,
    )


def _axes(rules: Rules, form: Lookup, parted: Parted, now: Range) -> tuple[Axis, ...]:
    found = []
    for name, size in form.sizes.items():
        variable = rules.variables[name]
        low, high = parted.known.get(name, variable.domain)
        present = low if low == high else None
        # a fact that the factor follows says no more than the option that takes its place
        others = {
            other: value for other, value in parted.known.items() if other not in (name, rules.followed.get(name))
        }
        outcomes = []
        for option in range(size):
            if option == present:
                ends = now
            elif present is None:
                ends = reach(rules, parted, name, (option, option))
            else:
                ends = reach(rules, part(rules, {**others, **narrowed(rules, name, (option, option))}))
            outcomes.append(Outcome(value=variable.values[option], lowest=ends[0], highest=ends[1]))
        given = None if present is None else Id(variable.values[present])
        found.append(Axis(factor=Id(name), option=given, outcomes=tuple(outcomes)))
    return tuple(found)


def _contributions(rules: Rules, form: Sum, known: Known) -> tuple[Contribution, ...]:
    found = []
    for factor in rules.model.factors:
        points = form.points[factor.id]
        low, high = known.get(factor.id, (0, len(points) - 1))
        answered = low == high
        found.append(
            Contribution(
                factor=factor.id,
                option=factor.options[low].id if answered else None,
                points=points[low] if answered else None,
                least=min(points[low : high + 1]),
                most=max(points[low : high + 1]),
                of=max(points),
            )
        )
    return tuple(found)


def _bounded(rules: Sequence[Criterion], band: int) -> int:
    """The rank after the floors and ceilings of criteria that are met; a floor beats a ceiling."""
    ceiling = min((rank(c.ceiling) for c in rules if c.ceiling is not None), default=rank("P1"))
    floor = max((rank(c.floor) for c in rules if c.floor is not None), default=rank("standard"))
    return max(floor, min(ceiling, band))


def _bounds(met: Sequence[Criterion], bands: Sequence[int]) -> tuple[Bound, ...]:
    """Every floor and ceiling of criteria that are met; of several equal ones that act, each has acted."""
    kinds: tuple[Literal["floor", "ceiling"], ...] = ("floor", "ceiling")
    found = []
    for bound in kinds:
        without = [replace(c, floor=None) if bound == "floor" else replace(c, ceiling=None) for c in met]
        moves = any(_bounded(met, band) != _bounded(without, band) for band in bands)
        given = [(c.id, priority) for c in met if (priority := _bound_of(c, bound)) is not None]
        strongest = (max if bound == "floor" else min)((p for _, p in given), key=rank, default=None)
        found += [
            Bound(criterion=name, bound=bound, priority=priority, acted=moves and priority == strongest)
            for name, priority in given
        ]
    order = [criterion.id for criterion in met]
    return tuple(sorted(found, key=lambda b: order.index(b.criterion)))


def _bound_of(criterion: Criterion, bound: Literal["floor", "ceiling"]) -> Priority | None:
    return criterion.floor if bound == "floor" else criterion.ceiling


def _close(rules: Rules, met: Sequence[Criterion], least: int, most: int) -> Close | None:
    """The nearest threshold within the margin whose crossing would change the priority."""
    margin = rules.model.margin
    if margin is None:
        return None
    near = []
    for priority, begins in rules.model.thresholds:
        distance = max(least - begins, begins - most, 0)
        changes = _bounded(met, rank(priority)) != _bounded(met, rank(priority) - 1)
        if distance <= margin.points and changes:
            near.append((distance, priority, begins))
    if not near:
        return None
    _, priority, begins = min(near, key=itemgetter(0))
    return Close(
        priority=priority,
        at_least=begins,
        reviewer=margin.reviewer,
        within=margin.within,
    )


def _open(rules: Rules, answers: Answers, parted: Parted, now: Range) -> tuple[OpenQuestion, ...]:
    found = []
    names = priority_variables(rules)
    for name in names:
        low, high = answers.known.get(name, rules.variables[name].domain)
        if low == high:
            continue
        follower = rules.followers.get(name)
        if follower in names and follower not in answers.known:
            continue  # the factor that follows it asks the same; once that is known, the exact value may still matter
        outcomes: list[Outcome] = []
        for cell in cells(rules, answers.known, name):
            lowest, highest = reach(rules, parted, name, cell)
            if (
                rules.variables[name].measured
                and outcomes
                and (outcomes[-1].lowest, outcomes[-1].highest) == (lowest, highest)
            ):
                continue
            outcomes.append(Outcome(value=rules.variables[name].write(cell[0]), lowest=lowest, highest=highest))
        decides = any((outcome.lowest, outcome.highest) != now for outcome in outcomes)
        found.append(OpenQuestion(name=Id(name), decides=decides, outcomes=tuple(outcomes)))
    return tuple(found)
