"""The clock of a result in words."""

from . import clock
from .duty import hours_in_words
from .matrix import Promised
from .moment import Moment
from .rules import Rules
from .score import Result
from .view import ClockRow, ClockView
from .words import code, listed
from .zones import city

PROMISES: dict[Promised, str] = {
    "acknowledge": "acknowledge",
    "first_update": "update",
    "contain": "contain",
    "resolve": "resolve",
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
    highest = "" if result.priority else f", as if {code(result.highest)}"
    start = at.told(at.start)
    return ClockView(
        title=f"Clock{highest}",
        zone=f"{city(at.zone_name)}, from {start if at.given else 'now'}",
        rows=tuple(rows),
        then=f"{_then(result)} · {_for_whom(rules, result)}",
        counted=_counted(rules, result),
        pauses=_pauses(rules, result),
        moves=_moves(rules, result, at),
        note="" if at.given else f"Set “{rules.variables[rules.model.clock_fact].label}” to fix the times.",
    )


def _then(result: Result) -> str:
    promised = result.commitment
    if promised.none is not None:
        return f"Nothing is promised: {promised.none}"
    if not promised.cadence:
        return "no further updates promised"
    return f"then every {clock.promise_words(promised.cadence, promised.hours)}"


def _for_whom(rules: Rules, result: Result) -> str:
    segments = rules.playbook.segments
    if result.segment is None:
        return f"{segments.name} open: the shortest promise"
    return next(option.label for option in segments.options if option.id == result.segment)


def _counted(rules: Rules, result: Result) -> str:
    """Said where the times are not counted around the clock, because they look no different."""
    matrix = rules.playbook.matrix
    if result.commitment.hours != "business" or matrix.business_hours is None:
        return ""
    return f"Counted in business hours: {hours_in_words(matrix.business_hours)}, {city(matrix.zone)}."


def _pauses(rules: Rules, result: Result) -> str:
    """Which of the promises that are made stand still, and in which states."""
    found = []
    for pause in rules.playbook.matrix.pauses:
        stopped = [PROMISES[name] for name in pause.stops if getattr(result.commitment, name) is not None]
        if stopped:
            found.append(f"{pause.name} ({listed(stopped)})")
    return f"Pauses while {listed(found, 'or')}." if found else ""


def _moves(rules: Rules, result: Result, at: Moment) -> str:
    """Where the ticket goes and when: `If nothing happens by 11:42, it goes to Tier 2`."""
    move = result.moves_on
    if move is None:
        return ""
    when = clock.after(at.start, move.after, rules.business if result.commitment.hours == "business" else None)
    by, level = at.told(when), rules.playbook.levels[move.to].name
    if when < at.now:
        return f"{by} has passed: if nothing has happened, it goes to {level}."
    return f"If nothing happens by {by}, it goes to {level}."
