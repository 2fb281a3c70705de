"""Putting a result into words: from the bare result and the reader's moment to all that is shown."""

from collections.abc import Sequence
from datetime import timedelta

from . import words
from .answers import Answers
from .basis import axes, badge, bars, basis, scale
from .moment import Moment
from .people import away, mentions, owner_view
from .rules import Rules, rank
from .score import Result
from .strings import t, tn
from .timing import clock_view
from .view import Badge, Callout, CriterionView, Decider, View


def view_of(rules: Rules, answers: Answers, result: Result, at: Moment) -> View:
    """Put a result into words."""
    ends = (result.priority,) if result.priority else (result.lowest, result.highest)
    badges = tuple(badge(rules, priority) for priority in ends)
    empty = not answers.given
    headline = words.listed([badge.name for badge in badges], "to" if rank(ends[-1]) - rank(ends[0]) > 1 else "or")
    deciders = () if empty or result.priority else _deciders(rules, result)
    reason = t("Answer what you know: every answer counts at once.") if empty else words.why(rules, result)
    return View(
        state="empty" if empty else "scored" if result.priority else "open",
        badges=badges,
        headline=t("Not scored yet") if empty else headline,
        why=reason,
        owner=owner_view(rules, result, at),
        called=words.listed([rules.playbook.roles[role].name for role in result.called]),
        called_roles=mentions(rules, result.called),
        told=words.listed([rules.playbook.roles[role].name for role in result.told]),
        told_roles=mentions(rules, result.told),
        away=away(rules, result.called, at),
        clock=clock_view(rules, result, at),
        scale=scale(rules, result) if not result.axes else None,
        bars=bars(rules, result),
        axes=axes(rules, result),
        basis=basis(result),
        criteria=_criteria(rules, result),
        criteria_count=_criteria_count(result),
        decide_title=_decide_title(deciders),
        deciders=deciders,
        decide_note=_decide_note(rules, result, deciders) if not empty else "",
        callouts=_callouts(rules, result, at),
        spoken=f"{_spoken(badges, headline)}. {reason}" if not empty else t("Not scored yet."),
    )


def _spoken(badges: Sequence[Badge], headline: str) -> str:
    """The priority as it is read out: the standard route has a name and no code."""
    if len(badges) == 1 and badges[0].priority == "standard":
        return headline
    return f"{words.listed([b.name if b.priority == 'standard' else b.code for b in badges], 'to')}, {headline}"


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
            needs=_needs(rules, r.needs),
        )
        for r in sorted(result.criteria, key=lambda r: order[r.status])
    )


def _needs(rules: Rules, names: Sequence[str]) -> str:
    labels = [words.quoted(rules.variables[name].label) for name in names]
    return t("needs {{ answers }}", answers=words.listed(labels)) if labels else ""


def _criteria_count(result: Result) -> str:
    met, unknown, not_met = (
        sum(r.status == status for r in result.criteria) for status in ("met", "unknown", "not_met")
    )
    found = (
        t("{{ n }} met", n=met) if met else "",
        t("{{ n }} unknown", n=unknown) if unknown else "",
        t("{{ n }} not met", n=not_met) if not_met else "",
    )
    return " · ".join(filter(None, found))


def _deciders(rules: Rules, result: Result) -> tuple[Decider, ...]:
    """The open questions that can move the priority alone, those that can raise it most first."""
    found = []
    for question in result.open:
        said, leads_to = words.tip(rules, question, result)
        if question.decides and leads_to is not None:
            raises = any(rank(outcome.lowest) > rank(result.lowest) for outcome in question.outcomes)
            question_words = rules.variables[question.name].question
            entry = Decider(name=question.name, question=question_words, tip=said, badge=badge(rules, leads_to))
            found.append((not raises, -rank(leads_to), entry))
    return tuple(entry for _, _, entry in sorted(found, key=lambda f: f[:2]))


def _decide_title(deciders: Sequence[Decider]) -> str:
    if not deciders:
        return t("Several answers together decide")
    return tn("One answer decides", "{{ number }} answers decide", len(deciders), number=words.in_words(len(deciders)))


def _decide_note(rules: Rules, result: Result, deciders: Sequence[Decider]) -> str:
    """The factors that cannot change the priority alone, but can together."""
    if result.axes:
        return _decide_together(rules, result, deciders)
    alone = {decider.name for decider in deciders}
    others = [c for c in result.contributions if c.option is None and c.factor not in alone and c.least != c.most]
    points = result.points or 0
    most = points + sum(c.most - c.least for c in others)
    reached = min(rules.form.rank(most), rank(result.highest))
    if result.priority or len(others) < 2 or reached <= max(rank(result.alone_lowest), rank(result.lowest)):
        return ""
    names = words.listed([rules.variables[c.factor].label for c in others])
    if alone:
        said = t(
            "Together, {{ factors }} can change it too: they add up to {{ n }} points.", factors=names, n=most - points
        )
    else:
        said = t(
            "Together, {{ factors }} can change it: they add up to {{ n }} points.", factors=names, n=most - points
        )
    return said


def _decide_together(rules: Rules, result: Result, deciders: Sequence[Decider]) -> str:
    names = [rules.variables[axis.factor].label for axis in result.axes if axis.option is None]
    low, high = words.bounded(result)
    moves = min(rank(high), rank(result.highest)) > max(rank(low), rank(result.lowest))
    if result.priority or deciders or len(names) < 2 or not moves:
        return ""
    return t("Together, {{ factors }} can change it.", factors=words.listed(names))


def _callouts(rules: Rules, result: Result, at: Moment) -> tuple[Callout, ...]:
    found = []
    by = ""
    if result.close is not None and at.given:
        by = at.told(at.start + timedelta(minutes=result.close.within))
    if said := words.close_sentence(rules, result, by):
        found.append(Callout(title=t("Close to a threshold"), text=said))
    if result.priority and result.priority != "standard":
        entry = next(entry for entry in rules.model.priorities if entry.priority == result.priority)
        senior = [t("Senior people are called.")] if entry.calls_senior == "yes" else []
        found.append(Callout(title=t("What happens now"), text=" ".join([entry.triggers, *senior])))
    elif result.priority == "standard":
        found.append(Callout(title=t("Not an escalation"), text=rules.model.standard_route.triggers))
    return tuple(found)
