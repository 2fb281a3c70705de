"""The score of one ticket: its priority, why, who owns it, and what is promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from .answers import Answers
from .conditions import Known, Status, judge
from .criteria import Criterion, Kind
from .form import Lookup, Sum
from .matrix import Commitment
from .model import PRIORITIES, Priority
from .reach import Parted, Range, cells, narrowed, part, reach
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
    judged = [(rule, judge(rule.condition, known)) for rule in rules.rules]
    parted = part(rules, known, [(rule, verdict) for rule, verdict in judged if rule.bounds_priority])
    lowest, highest = reach(rules, parted)
    priority = lowest if lowest == highest else None
    met = [rule.criterion for rule, verdict in judged if verdict.status == "met"]
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
            [
                CriterionResult(
                    criterion=rule.criterion.id,
                    status=verdict.status,
                    decided_by=verdict.words,
                    needs=verdict.names if verdict.status == "unknown" else (),
                )
                for rule, verdict in judged
            ]
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
        low, high = known.get(factor.id) or (0, len(points) - 1)
        answered = low == high
        possible = points[low : high + 1]
        found.append(
            Contribution(
                factor=factor.id,
                option=factor.options[low].id if answered else None,
                points=points[low] if answered else None,
                least=min(possible),
                most=max(possible),
                of=max(points),
            )
        )
    return tuple(found)


def _ends(met: Sequence[Criterion]) -> tuple[int, int]:
    """The ranks between which criteria that are met hold a priority: the highest floor and the lowest ceiling."""
    floor = max([rank(c.floor) for c in met if c.floor is not None], default=0)
    ceiling = min([rank(c.ceiling) for c in met if c.ceiling is not None], default=len(PRIORITIES) - 1)
    return floor, ceiling


def _bounds(met: Sequence[Criterion], bands: Sequence[int]) -> tuple[Bound, ...]:
    """Every floor and ceiling of criteria that are met; of several equal ones that act, each has acted."""
    floor, ceiling = _ends(met)
    lifts = any(floor > min(ceiling, band) for band in bands)
    lowers = any(max(floor, ceiling) < band for band in bands)
    found = []
    for c in met:
        if c.floor is not None:
            acted = lifts and rank(c.floor) == floor
            found.append(Bound(criterion=c.id, bound="floor", priority=c.floor, acted=acted))
        if c.ceiling is not None:
            acted = lowers and rank(c.ceiling) == ceiling
            found.append(Bound(criterion=c.id, bound="ceiling", priority=c.ceiling, acted=acted))
    return tuple(found)


def _close(rules: Rules, met: Sequence[Criterion], least: int, most: int) -> Close | None:
    """The nearest threshold within the margin whose crossing would change the priority."""
    margin = rules.model.margin
    if margin is None:
        return None
    floor, ceiling = _ends(met)
    near = []
    for priority, begins in rules.model.thresholds:
        distance = max(least - begins, begins - most, 0)
        # below a floor that is met, and above a ceiling, nothing changes
        if distance <= margin.points and floor < rank(priority) <= ceiling:
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
    for name in rules.deciding:
        low, high = answers.known.get(name) or rules.variables[name].domain
        if low == high:
            continue
        follower = rules.followers.get(name)
        if follower in rules.deciding and follower not in answers.known:
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
