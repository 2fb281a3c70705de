"""Filling messages: which one a result calls for, and its text with every word that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from . import clock
from .answers import Answers
from .describe import Moment
from .messages import ChannelName, Message
from .placeholders import BUILT_IN, Piece, fill, names, plain
from .rules import Rules
from .scalars import Id, format_duration
from .score import Result
from .view import View

NOT_PROMISED: Final = "not promised"
"""Stands in a message where the matrix promises nothing."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A word that the agent fills in."""

    name: Id
    label: str
    example: str
    value: str


@dataclass(frozen=True, kw_only=True)
class MessageView:
    """A message filled as far as its words are known."""

    id: Id
    title: str
    stage: str
    audience: str
    channel: ChannelName
    channels: tuple[ChannelName, ...]
    subject: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    text: str
    """Subject and body as they are copied; what is missing stands in square brackets."""
    missing: tuple[str, ...]
    """The labels of the words that are missing."""
    words: int
    asks: tuple[Asked, ...]
    """What the agent fills in for it."""


def choose(rules: Rules, result: Result, wanted: str | None) -> Message:
    """The message asked for, else the one that the priority names; while that is open, the first acknowledgement."""
    messages = rules.playbook.messages
    named = {message.id: message for message in messages}
    if wanted in named:
        return named[Id(str(wanted))]
    if result.priority == "standard":
        return named[rules.model.standard_route.message]
    if result.priority is not None:
        return named[next(t.message for t in rules.model.priorities if t.priority == result.priority)]
    first = (m for m in messages if m.stage == "acknowledge" and m.audience == "customer")
    return next(first, named[rules.model.standard_route.message])


def labels_of(rules: Rules) -> Mapping[str, str]:
    """What each placeholder stands for, in words."""
    built_in = {name: meaning.partition(":")[0] for name, meaning in BUILT_IN.items()}  # what follows is an example
    asked = {str(variable.id): str(variable.label) for variable in rules.playbook.variables}
    return {**built_in, **{name: variable.label for name, variable in rules.variables.items()}, **asked}


def message_view(
    rules: Rules, message: Message, channel: str, values: Mapping[str, str], typed: Mapping[str, str]
) -> MessageView:
    """Fill one message for one channel; a channel it lacks falls back to its first."""
    channels = tuple(message.channels)
    used = next((name for name in channels if name == channel), channels[0])
    text = message.channels[used]
    declared = {variable.id: variable for variable in rules.playbook.variables}
    labels = labels_of(rules)
    one_line = {name: " ".join(value.split()) for name, value in values.items()}
    subject = fill(text.subject or "", one_line, labels)
    paragraphs = [fill(part, values, labels) for part in text.body.split("\n\n") if part.strip()]
    pieces = [*subject, *(piece for part in paragraphs for piece in part)]
    body = "\n\n".join(plain(part) for part in paragraphs)
    used_names = dict.fromkeys([*names(text.subject or ""), *names(text.body)])
    return MessageView(
        id=message.id,
        title=message.title,
        stage=message.stage,
        audience=message.audience,
        channel=used,
        channels=channels,
        subject=subject,
        paragraphs=tuple(paragraphs),
        text=f"{plain(subject)}\n\n{body}" if subject else body,
        missing=tuple(dict.fromkeys(piece.text for piece in pieces if not piece.filled)),
        words=len(body.split()),
        asks=tuple(
            Asked(name=Id(name), label=v.label, example=v.example, value=typed.get(name, ""))
            for name in used_names
            if (v := declared.get(Id(name))) is not None
        ),
    )


def values_of(  # noqa: PLR0913, PLR0917  # a message may speak of every part of an answer
    rules: Rules, answers: Answers, result: Result, view: View, at: Moment, link: str
) -> dict[str, str]:
    """What the calculator fills in by itself. Times are told in the matrix's zone, which customers know."""
    zone_name = rules.playbook.matrix.zone
    zone = clock.zone_of(zone_name) or at.zone
    today = at.now.astimezone(zone).date()
    due = {d.name: d.at for d in clock.dues(result.commitment, at.start)}
    due["next_update"] = next(d.at for d in clock.dues(result.commitment, at.start, at.now) if d.name == "first_update")
    values = {
        f"{name}_by": f"{clock.moment(when, zone, today)} {clock.city(zone_name)} time{_passed(when, at)}"
        for name, when in due.items()
    }
    if due["next_update"] < at.now:
        values["next_update_by"] = ""  # a customer is not promised what has passed: the agent decides on a time
    for name in ("contain_by", "resolve_by"):
        values.setdefault(name, NOT_PROMISED)
    values |= {
        "priority": " to ".join(badge.code for badge in view.badges),
        "priority_name": view.headline,
        "points": str(result.points),
        "score": view.scale.text + ": " + ", ".join(f"{bar.name} {bar.text}" for bar in view.bars),
        "reasons": "\n".join(f"- {c.title}" for c in view.criteria if c.status == "met") or "- none",
        "owner": view.owner.name,
        "owner_contact": ", ".join(way.text for way in view.owner.ways),
        "level": view.owner.level,
        "called": view.called or "nobody",
        "cadence": format_duration(result.commitment.cadence) if result.commitment.cadence else NOT_PROMISED,
        "classified_at": f"{clock.moment(at.start, zone, today)} {clock.city(zone_name)} time",
        "link": link,
    }
    for name, number in answers.given.items():
        values[name] = rules.variables[name].format(number)
    for factor in rules.followed:
        low, high = answers.known.get(factor, (0, 1))
        if low == high:
            values[factor] = rules.variables[factor].format(low)
    if at.given:
        values[rules.model.clock_fact] = values["classified_at"]
    return values


def _passed(when: datetime, at: Moment) -> str:
    """What is said of a time that is over, so that nobody reads it as still to come."""
    return ", already passed" if when < at.now else ""


def note(view: View, result: Result, link: str, gathered: Sequence[str] = ()) -> str:
    """The whole result as text, for a ticket note and for the terminal; `gathered` are lines about its evidence."""
    badge = " to ".join(f"{b.code} {b.name}" if b.code != "–" else b.name for b in view.badges)
    if view.state == "empty":
        badge = view.headline
    lines = [badge, view.why, ""]
    reach = ", ".join(f"{way.label.lower()} {way.text}" for way in view.owner.ways)
    lines += [f"{view.owner.title}: {view.owner.name} ({view.owner.level})", f"  {view.owner.duty}; {reach}"]
    lines += [f"Called: {view.called}"] if view.called else []
    lines += [f"Told: {view.told}"] if view.told else []
    lines += ["", f"{view.clock.title} ({view.clock.zone})"]
    width = max(len(row.label) for row in view.clock.rows)
    lines += [f"  {row.label:<{width}}  {row.time}  ({row.distance})" for row in view.clock.rows]
    lines += [f"  {view.clock.then}", "", f"Points: {view.scale.text}"]
    width = max(len(bar.name) for bar in view.bars)
    lines += [f"  {bar.name:<{width}}  {bar.text:>7}  {bar.answer}" for bar in view.bars]
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
