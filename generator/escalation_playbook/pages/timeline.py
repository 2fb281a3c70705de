"""The timeline of a case, drawn to scale: places in percent of the drawing, from the times that were recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from escalation_calculator.zones import zone_of
from escalation_playbook.pages.axis import Axis, Tick, moment_words, ticks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_calculator.rules import Rules
    from escalation_playbook.pages.figures import Figure, Kept
    from escalation_playbook.pages.known_cases import KnownCase

_LONG: Final = 1.35
"""So many times the time until it was solved are drawn; what is later is only told."""
_ROOM: Final = 11.5
"""Percent of the drawing that a time below it takes on a phone."""
_WORDS: Final = {"narrow": (3.0, 2.0), "wide": (2.0, 1.45)}
"""Percent that the words in a bar take, at their edges and for each letter: on every screen, or on wide ones alone."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of time in which one role owned the case."""

    at: str
    width: str
    middle: str
    name: str
    fits: str
    """Where the name has room in the bar: `narrow` on every screen, `wide` on wide ones, empty nowhere."""
    last: bool


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A promise as an outline, and what was used of it."""

    name: str
    figure: Figure
    at: str
    promised: str
    """Width of the outline; empty when nothing was promised."""
    used: str
    """Width of what was used; empty while it is not done."""
    cut: bool
    """Whether the promise reaches beyond the drawing."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A message to the customer."""

    at: str
    anchor: str
    words: str
    """When it was; empty where it would stand on its neighbour's."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The drawing."""

    ticks: Sequence[Tick]
    owners: Sequence[Span]
    bars: Sequence[Bar]
    told: Sequence[Told]
    later: bool
    """Whether more was recorded after the end of the drawing."""


def timeline(rules: Rules, known: KnownCase, promises: Sequence[Kept]) -> Timeline | None:
    """The drawing of a case with its promises; None while too little is recorded for one."""
    case = known.case
    recorded = [event.at for event in case.timeline]
    start = min([case.times.opened, *recorded])
    kept = (case.times.acknowledged, case.times.contained, case.times.resolved)
    last = max([case.times.classified, *filter(None, kept), *recorded])
    end = last
    if case.times.resolved and last - start > _LONG * (case.times.resolved - start):
        end = case.times.resolved
    if not case.timeline or end - start < timedelta(minutes=1):
        return None
    axis = Axis(start=start.astimezone(UTC), end=end.astimezone(UTC), zone=zone_of(rules.playbook.matrix.zone) or UTC)
    return Timeline(
        ticks=ticks(axis),
        owners=_owners(rules, known, axis),
        bars=[_bar(kept, case.times.classified, axis) for kept in promises if kept.due or kept.done],
        told=_told([event.at for event in case.timeline if event.told_customer], axis),
        later=end < last,
    )


def _owners(rules: Rules, known: KnownCase, axis: Axis) -> list[Span]:
    """Who owned it from when to when; before anybody is named it is the one who owns it now."""
    given = sorted((event.at, event.owner) for event in known.case.timeline if event.owner and event.at <= axis.end)
    if not given:
        given = [(axis.start, known.case.owner)]
    found = []
    for place, (at, owner) in enumerate(given):
        until = given[place + 1][0] if place + 1 < len(given) else axis.end
        begin, finish = axis.share(at), axis.share(until)
        name = rules.playbook.roles[owner].name
        if finish > begin:
            fits = next((w for w, (edges, each) in _WORDS.items() if finish - begin > edges + each * len(name)), "")
            found.append(
                Span(
                    at=_said(begin),
                    width=_said(finish - begin),
                    middle=_said(begin + 0.8),
                    name=name,
                    fits=fits,
                    last=place + 1 == len(given),
                )
            )
    return found


def _bar(kept: Kept, classified: datetime, axis: Axis) -> Bar:
    begin = axis.share(classified)
    return Bar(
        name=kept.name,
        figure=kept.figure,
        at=_said(begin),
        promised=_said(axis.share(kept.due) - begin) if kept.due else "",
        used=_said(axis.share(kept.done) - begin) if kept.done else "",
        cut=kept.due is not None and kept.due > axis.end,
    )


def _told(times: Sequence[datetime], axis: Axis) -> list[Told]:
    """The messages, each with its time where that has room: the last always has, and the one before makes way."""
    drawn = sorted(time for time in times if time <= axis.end)
    found: list[Told] = []
    free, last = 0.0, _below(axis.share(drawn[-1]))[0] if drawn else 0.0
    for place, at in enumerate(drawn, 1):
        share = axis.share(at)
        begin, anchor = _below(share)
        if place < len(drawn) and begin + _ROOM > last:
            begin, anchor = share - _ROOM, "end"
        has_room = place == len(drawn) or (begin >= free and begin + _ROOM <= last)
        found.append(Told(at=_said(share), anchor=anchor, words=moment_words(at, axis) if has_room else ""))
        if has_room:
            free = begin + _ROOM
    return found


def _below(share: float) -> tuple[float, str]:
    """Where a time begins that stands below a place, and how it is set; at the edges it stays within the drawing."""
    if share < _ROOM / 2:
        return share, "start"
    return (share - _ROOM, "end") if share > 100 - _ROOM / 2 else (share - _ROOM / 2, "middle")


def _said(share: float) -> str:
    return f"{share:.2f}"
