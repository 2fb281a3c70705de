"""The whole of an answer as text, for a ticket note and for the terminal."""

from collections.abc import Sequence

from . import words
from .score import Result
from .strings import t
from .view import View, Way


def note(view: View, result: Result, link: str, gathered: Sequence[str] = ()) -> str:
    """The whole result as text, for a ticket note and for the terminal; `gathered` are lines about its evidence."""
    badge = words.listed([f"{b.code} {b.name}" if b.code != "–" else b.name for b in view.badges], "to")
    if view.state == "empty":
        badge = view.headline
    lines = [badge, view.why, ""]
    there = f"{view.owner.duty} ({view.owner.local})"  # the one time in it that is in the owner's own zone
    lines += [f"{view.owner.title}: {view.owner.name} ({view.owner.level})", _reach(there, view.owner.ways)]
    if view.owner.deputy is not None:
        deputy = view.owner.deputy
        lines += [t("Deputy: {{ name }}", name=deputy.name), _reach(deputy.duty, deputy.ways)]
    people = ((t("Called"), view.called), (t("Told"), view.told), (t("Off duty"), view.away))
    lines += [f"{title}: {said}" for title, said in people if said]
    lines += ["", f"{view.clock.title} ({view.clock.zone})"]
    width = max((len(row.label) for row in view.clock.rows), default=0)
    lines += [f"  {row.label:<{width}}  {row.time}  ({row.distance})" for row in view.clock.rows]
    lines += [
        f"  {said}" for said in (view.clock.then, view.clock.moves, view.clock.counted, view.clock.pauses) if said
    ]
    lines += ["", view.basis if view.axes else t("Points: {{ points }}", points=view.basis)]
    width = max((len(bar.name) for bar in view.bars), default=0)
    lines += [f"  {bar.name:<{width}}  {bar.text:>7}  {bar.answer}" for bar in view.bars]
    width = max((len(step.label) for axis in view.axes for step in axis.steps), default=0) + len("“”")
    for axis in view.axes:
        lines.append(f"  {axis.name}: {axis.answer}")
        steps = [step for step in axis.steps if not step.given]
        lines += [f"    {t('with {{ answer }}', answer=f'{words.quoted(s.label):<{width}}')}  {s.text}" for s in steps]
    for title, status in ((t("Criteria met"), "met"), (t("Criteria still unknown"), "unknown")):
        found = [c for c in view.criteria if c.status == status]
        if found:
            lines += ["", title, *(f"  {c.title}: {c.needs or c.leads_to}" for c in found)]
    if view.state == "open":
        lines += ["", view.decide_title, *(f"  {d.question} {d.tip}" for d in view.deciders)]
        lines += [f"  {view.decide_note}"] if view.decide_note else []
    for callout in view.callouts:
        lines += ["", f"{callout.title}: {callout.text}"]
    lines += gathered
    lines += ["", t("Model {{ model }} {{ version }}", model=result.model, version=result.version)]
    lines += [link] if link else []
    return "\n".join(lines)


def _reach(duty: str, ways: Sequence[Way]) -> str:
    """`  Around the clock; chat #esc-p1, phone +1 202 555 0142`, without ways where none may be shown."""
    within = {t("Pager"): t("pager"), t("Chat"): t("chat"), t("Phone"): t("phone"), t("Mail"): t("mail")}
    return f"  {'; '.join(filter(None, [duty, ', '.join(f'{within[way.label]} {way.text}' for way in ways)]))}"
