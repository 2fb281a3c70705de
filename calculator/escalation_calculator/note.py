"""The whole of an answer as text, for a ticket note and for the terminal."""

from collections.abc import Sequence

from . import words
from .score import Result
from .view import View, Way


def note(view: View, result: Result, link: str, gathered: Sequence[str] = ()) -> str:
    """The whole result as text, for a ticket note and for the terminal; `gathered` are lines about its evidence."""
    badge = " to ".join(f"{b.code} {b.name}" if b.code != "–" else b.name for b in view.badges)
    if view.state == "empty":
        badge = view.headline
    lines = [badge, view.why, ""]
    lines += [f"{view.owner.title}: {view.owner.name} ({view.owner.level})", _reach(view.owner.duty, view.owner.ways)]
    if view.owner.deputy is not None:
        lines += [f"Deputy: {view.owner.deputy.name}", _reach(view.owner.deputy.duty, view.owner.deputy.ways)]
    people = (("Called", view.called), ("Told", view.told), ("Off duty", view.away))
    lines += [f"{title}: {said}" for title, said in people if said]
    lines += ["", f"{view.clock.title} ({view.clock.zone})"]
    width = max((len(row.label) for row in view.clock.rows), default=0)
    lines += [f"  {row.label:<{width}}  {row.time}  ({row.distance})" for row in view.clock.rows]
    lines += [
        f"  {said}" for said in (view.clock.then, view.clock.moves, view.clock.counted, view.clock.pauses) if said
    ]
    lines += ["", view.basis if view.axes else f"Points: {view.basis}"]
    width = max((len(bar.name) for bar in view.bars), default=0)
    lines += [f"  {bar.name:<{width}}  {bar.text:>7}  {bar.answer}" for bar in view.bars]
    width = max((len(step.label) for axis in view.axes for step in axis.steps), default=0) + len("“”")
    for axis in view.axes:
        lines.append(f"  {axis.name}: {axis.answer}")
        lines += [f"    with {words.quoted(s.label):<{width}}  {s.text}" for s in axis.steps if not s.given]
    for title, status in (("Criteria met", "met"), ("Criteria still unknown", "unknown")):
        found = [c for c in view.criteria if c.status == status]
        if found:
            lines += ["", title, *(f"  {c.title}: {c.needs or c.leads_to}" for c in found)]
    if view.state == "open":
        lines += ["", view.decide_title, *(f"  {d.question} {d.tip}" for d in view.deciders)]
        lines += [f"  {view.decide_note}"] if view.decide_note else []
    for callout in view.callouts:
        lines += ["", f"{callout.title}: {callout.text}"]
    lines += gathered
    lines += ["", f"Model {result.model} {result.version}", *([link] if link else [])]
    return "\n".join(lines)


def _reach(duty: str, ways: Sequence[Way]) -> str:
    """`  Around the clock; chat #esc-p1, phone +1 202 555 0142`, without ways where none may be shown."""
    return f"  {'; '.join(filter(None, [duty, ', '.join(f'{way.label.lower()} {way.text}' for way in ways)]))}"
