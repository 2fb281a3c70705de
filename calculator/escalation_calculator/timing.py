"""The clock of a result in words."""

from . import clock
from .duty import hours_in_words
from .matrix import Promised
from .moment import Moment
from .rules import Rules
from .score import Result
from .strings import english, t
from .view import ClockRow, ClockView
from .words import code, listed
from .zones import city

PROMISES: dict[Promised, str] = {
    "acknowledge": english("acknowledge"),
    "first_update": english("update"),
    "contain": english("contain"),
    "resolve": english("resolve"),
}
"""What is promised, as it is called in a sentence."""


def clock_view(rules: Rules, result: Result, at: Moment) -> ClockView:
    """What is due when, what else holds for these times, and where the ticket goes when nothing happens."""
    promised = result.commitment
    due = clock.dues(promised, at.start, at.now, rules.business)
    following = next((d.name for d in sorted(due, key=lambda d: d.at) if d.at >= at.now), None)
    rows = []
    for entry in due:
        away, late = clock.distance(entry.at, at.now)
        rows.append(
            ClockRow(label=entry.label, time=at.told(entry.at), distance=away, late=late, next=entry.name == following)
        )
    start = at.told(at.start) if at.given else t("now")
    return ClockView(
        title=t("Clock") if result.priority else t("Clock, as if {{ priority }}", priority=code(result.highest)),
        zone=t("{{ city }}, from {{ time }}", city=city(at.zone_name), time=start),
        rows=tuple(rows),
        then=f"{_then(result)} · {_for_whom(rules, result)}",
        counted=_counted(rules, result),
        pauses=_pauses(rules, result),
        moves=_moves(rules, result, at),
        note=""
        if at.given
        else t("Set “{{ fact }}” to fix the times.", fact=rules.variables[rules.model.clock_fact].label),
    )


def _then(result: Result) -> str:
    promised = result.commitment
    if promised.none is not None:
        return t("Nothing is promised: {{ instead }}", instead=promised.none)
    if not promised.cadence:
        return t("no further updates promised")
    return t("then every {{ time }}", time=clock.promise_words(promised.cadence, promised.hours))


def _for_whom(rules: Rules, result: Result) -> str:
    segments = rules.playbook.segments
    if result.segment is None:
        return t("{{ factor }} open: the shortest promise", factor=segments.name)
    return next(option.label for option in segments.options if option.id == result.segment)


def _counted(rules: Rules, result: Result) -> str:
    """Said where the times are not counted around the clock, because they look no different."""
    matrix = rules.playbook.matrix
    if result.commitment.hours != "business" or matrix.business_hours is None:
        return ""
    hours = hours_in_words(matrix.business_hours)
    return t("Counted in business hours: {{ hours }}, {{ city }}.", hours=hours, city=city(matrix.zone))


def _pauses(rules: Rules, result: Result) -> str:
    """Which of the promises that are made stand still, and in which states."""
    found = []
    for pause in rules.playbook.matrix.pauses:
        stopped = [t(PROMISES[name]) for name in pause.stops if getattr(result.commitment, name) is not None]
        if stopped:
            found.append(f"{pause.name} ({listed(stopped)})")
    return t("Pauses while {{ states }}.", states=listed(found, "or")) if found else ""


def _moves(rules: Rules, result: Result, at: Moment) -> str:
    """Where the ticket goes and when: `If nothing happens by 11:42, it goes to Tier 2`."""
    move = result.moves_on
    if move is None:
        return ""
    when = clock.after(at.start, move.after, rules.business if result.commitment.hours == "business" else None)
    by, level = at.told(when), rules.playbook.levels[move.to].name
    if when < at.now:
        return t("{{ time }} has passed: if nothing has happened, it goes to {{ level }}.", time=by, level=level)
    return t("If nothing happens by {{ time }}, it goes to {{ level }}.", time=by, level=level)
