"""Putting a result into words: from the bare result and the reader's moment to all that is shown."""

from collections.abc import Sequence
from datetime import timedelta

from . import words
from .answers import Answers
from .model import Priority
from .moment import Moment
from .people import away, owner_view
from .rules import Rules, rank
from .score import Result
from .timing import clock_view
from .view import Badge, Bar, Callout, CriterionView, Decider, Scale, Tick, View


def view_of(rules: Rules, answers: Answers, result: Result, at: Moment) -> View:
    """Put a result into words."""
    ends = (result.priority,) if result.priority else (result.lowest, result.highest)
    badges = tuple(_badge(rules, priority) for priority in ends)
    empty = not answers.given
    headline = words.listed([badge.name for badge in badges], "to" if rank(ends[-1]) - rank(ends[0]) > 1 else "or")
    deciders = () if empty or result.priority else _deciders(rules, result)
    reason = "Answer what you know: every answer counts at once." if empty else words.why(rules, result)
    return View(
        state="empty" if empty else "scored" if result.priority else "open",
        badges=badges,
        headline="Not scored yet" if empty else headline,
        why=reason,
        owner=owner_view(rules, result, at),
        called=words.listed([rules.playbook.roles[role].name for role in result.called]),
        told=words.listed([rules.playbook.roles[role].name for role in result.told]),
        away=away(rules, result.called, at),
        clock=clock_view(rules, result, at),
        scale=scale(rules, result),
        bars=bars(rules, result),
        criteria=_criteria(rules, result),
        criteria_count=_criteria_count(result),
        decide_title=_decide_title(deciders),
        deciders=deciders,
        decide_note=_decide_note(rules, result, deciders) if not empty else "",
        callouts=_callouts(rules, result, at),
        spoken=f"{_spoken(badges, headline)}. {reason}" if not empty else "Not scored yet.",
    )


def _spoken(badges: Sequence[Badge], headline: str) -> str:
    """The priority as it is read out: the standard route has a name and no code."""
    if len(badges) == 1 and badges[0].priority == "standard":
        return headline
    return f"{words.listed([b.name if b.priority == 'standard' else b.code for b in badges], 'to')}, {headline}"


def _badge(rules: Rules, priority: Priority) -> Badge:
    return Badge(
        priority=priority,
        code="–" if priority == "standard" else priority,
        name=rules.playbook.priority_name(priority),
    )


def scale(rules: Rules, result: Result) -> Scale:
    """The points of a result on their way to all there are."""
    factors = [c for c in result.contributions if c.option is not None]
    said = f"{result.points} of {result.out_of} points"
    if len(factors) < len(result.contributions):
        said = f"{words.counted(result.points, 'point')}, {len(factors)} of {len(result.contributions)} answered"
    reach = f", up to {result.most} with what is open" if result.most != result.points else ""
    begins = ", ".join(f"{tick.priority} from {tick.at_least}" for tick in ticks(rules))
    return Scale(
        points=result.points,
        most=result.most,
        out_of=result.out_of,
        text=said,
        label=f"{said}{reach}. {begins}.",
        ticks=ticks(rules),
    )


def ticks(rules: Rules) -> tuple[Tick, ...]:
    """Where the priorities begin, mildest first."""
    return tuple(Tick(priority=t.priority, at_least=t.at_least) for t in reversed(rules.model.priorities))


def bars(rules: Rules, result: Result) -> tuple[Bar, ...]:
    """Answered factors by their points, then open ones."""
    found = []
    for c in sorted(result.contributions, key=lambda c: (c.points is None, -(c.points or 0), -c.of)):
        variable = rules.variables[c.factor]
        answer = variable.labels[variable.values.index(c.option)] if c.option is not None else "not answered"
        text = f"{c.points} / {c.of}" if c.points is not None else f"{c.least}–{c.most}" if c.most > c.least else "0"
        found.append(
            Bar(name=variable.label, answer=answer, points=c.points, least=c.least, most=c.most, of=c.of, text=text)
        )
    return tuple(found)


def _criteria(rules: Rules, result: Result) -> tuple[CriterionView, ...]:
    order = {"met": 0, "unknown": 1, "not_met": 2}
    by_id = {criterion.id: criterion for criterion in rules.playbook.criteria}
    return tuple(
        CriterionView(
            id=r.criterion,
            title=by_id[r.criterion].title,
            status=r.status,
            leads_to=words.destination(rules, by_id[r.criterion]),
            because="; ".join(r.decided_by),
            needs=f"needs {words.listed([words.quoted(rules.variables[name].label) for name in r.needs])}"
            if r.needs
            else "",
        )
        for r in sorted(result.criteria, key=lambda r: order[r.status])
    )


def _criteria_count(result: Result) -> str:
    counts = [sum(r.status == status for r in result.criteria) for status in ("met", "unknown", "not_met")]
    return " · ".join(f"{n} {word}" for n, word in zip(counts, ("met", "unknown", "not met"), strict=True) if n)


def _deciders(rules: Rules, result: Result) -> tuple[Decider, ...]:
    """The open questions that can move the priority alone, those that can raise it most first."""
    found = []
    for question in result.open:
        said, leads_to = words.tip(rules, question, result)
        if question.decides and leads_to is not None:
            raises = any(rank(outcome.lowest) > rank(result.lowest) for outcome in question.outcomes)
            badge = _badge(rules, leads_to)
            entry = Decider(name=question.name, question=rules.variables[question.name].question, tip=said, badge=badge)
            found.append((not raises, -rank(leads_to), entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda f: f[:2]))


def _decide_title(deciders: Sequence[Decider]) -> str:
    if not deciders:
        return "Several answers together decide"
    return "One answer decides" if len(deciders) == 1 else f"{words.in_words(len(deciders))} answers decide"


def _decide_note(rules: Rules, result: Result, deciders: Sequence[Decider]) -> str:
    """The factors that cannot change the priority alone, but can together."""
    alone = {decider.name for decider in deciders}
    others = [c for c in result.contributions if c.option is None and c.factor not in alone and c.least != c.most]
    most = result.points + sum(c.most - c.least for c in others)
    reached = min(rules.band(most), rank(result.highest))
    if result.priority or len(others) < 2 or reached <= max(rules.band(result.points), rank(result.lowest)):
        return ""
    names = words.listed([rules.variables[c.factor].label for c in others])
    too = " too" if alone else ""
    return f"Together, {names} can change it{too}: they add up to {most - result.points} points."


def _callouts(rules: Rules, result: Result, at: Moment) -> tuple[Callout, ...]:
    found = []
    by = ""
    if result.close is not None and at.given:
        by = at.told(at.start + timedelta(minutes=result.close.within))
    if said := words.close_sentence(rules, result, by):
        found.append(Callout(title="Close to a threshold", text=said))
    if result.priority and result.priority != "standard":
        threshold = next(t for t in rules.model.priorities if t.priority == result.priority)
        senior = " Senior people are called." if threshold.calls_senior == "yes" else ""
        found.append(Callout(title="What happens now", text=f"{threshold.triggers}{senior}"))
    elif result.priority == "standard":
        found.append(Callout(title="Not an escalation", text=rules.model.standard_route.triggers))
    return tuple(found)
