"""Filling messages: which one a result calls for, and its text with every word that is known, in its language."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from . import clock
from .answers import Answers
from .channels import CHANNELS, ChannelName, paragraphs
from .entered import Entered
from .languages import direction, every_in, nearest, primary, span_in, time_in, word_in
from .messages import Message, MessageVariable, Text
from .moment import Moment
from .placeholders import BUILT_IN, Piece, fill, names, parted, plain, put, spare
from .rules import Rules
from .scalars import Id, Language
from .score import Result
from .strings import t, tn
from .view import View
from .words import listed
from .zones import zone_of

SAID: Final = 3
"""So many missing words are told by name."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A word that the agent fills in."""

    name: Id
    label: str
    example: str
    value: str
    required: bool
    fault: str
    """Why the value cannot be used, as a sentence; empty when it can."""


@dataclass(frozen=True, kw_only=True)
class Filled:
    """The text of one channel and language, filled as far as its words are known."""

    subject: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    body: str
    """The paragraphs as they are copied; what is missing stands in square brackets."""

    @property
    def text(self) -> str:
        """Subject and body as they are copied."""
        return f"{plain(self.subject)}\n\n{self.body}" if self.subject else self.body


@dataclass(frozen=True, kw_only=True)
class MessageView:
    """A message filled as far as its words are known."""

    id: Id
    title: str
    stage: str
    audience: str
    heading: str
    """To whom it is: `Message to the customer`."""
    channel: ChannelName
    channels: tuple[ChannelName, ...]
    """Those that it has in this language."""
    language: Language
    languages: tuple[Language, ...]
    """Those that it is written in; the playbook's own is the first."""
    direction: str
    """`ltr` or `rtl`: how the language is written."""
    subject: tuple[Piece, ...]
    paragraphs: tuple[tuple[Piece, ...], ...]
    text: str
    """Subject and body as they are copied; what is missing stands in square brackets."""
    missing: tuple[str, ...]
    """The labels of the words that are missing."""
    lacks: str
    """The same as a sentence; empty when nothing is missing."""
    words: int
    length: str
    """How long the text is beside what the channel takes: `412 of 600 characters`."""
    too_long: str
    """By how much it is too long for the channel, as a sentence; empty when it is not."""
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
        return named[next(entry.message for entry in rules.model.priorities if entry.priority == result.priority)]
    first = (m for m in messages if m.stage == "acknowledge" and m.audience == "customer")
    return next(first, named[rules.model.standard_route.message])


def language_of(rules: Rules, message: Message, wanted: str) -> Language:
    """The language asked for, as far as the message is written in it; else the playbook's own."""
    return nearest(wanted, (rules.playbook.communication.language, *message.translations))


def labels_of(rules: Rules, language: str = "") -> Mapping[str, str]:
    """What each placeholder stands for, in words; those of the agent in the language, where they are written in it."""
    built_in = {name: t(meaning).partition(":")[0] for name, meaning in BUILT_IN.items()}  # what follows is an example
    asked = {str(variable.id): str(variable.label) for variable in rules.playbook.variables}
    for variable in rules.playbook.variables:
        asked |= {str(variable.id): str(words.label) for tag, words in variable.translations.items() if tag == language}
    return {**built_in, **{name: variable.label for name, variable in rules.variables.items()}, **asked}


def filled(
    text: Text, channel: ChannelName, values: Mapping[str, str], labels: Mapping[str, str], spared: Collection[str] = ()
) -> Filled:
    """Fill the text of a channel; the lines that name one of the `spared` are left out."""
    in_subject = {name: " ".join(values[name].split()) for name in names(text.subject or "") if name in values}
    subject = fill(text.subject or "", in_subject, labels)
    parts = tuple([put(part, values, labels) for part in _paragraphs(text.body, frozenset(spared))])
    return Filled(subject=subject, paragraphs=parts, body=CHANNELS[channel].join([plain(part) for part in parts]))


@lru_cache(maxsize=1024)  # the messages of a playbook are filled for each of its cases
def _paragraphs(body: str, spared: frozenset[str]) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of a body without the lines that name something spared, each in its stretches."""
    return tuple(parted(part) for part in paragraphs(spare(body, spared)))


def message_view(  # noqa: PLR0913  # a message, and everything that decides how it is filled
    rules: Rules,
    message: Message,
    *,
    language: Language,
    channel: str,
    values: Mapping[str, str],
    typed: Mapping[str, str],
    said: Mapping[str, Entered],
    asked: Sequence[MessageVariable],
) -> MessageView:
    """Fill one message; a channel that it lacks falls back to its first.

    Args:
        rules: The playbook's rules.
        message: The message.
        language: One of its languages.
        channel: The channel to fill it for.
        values: Placeholder → what stands in its place.
        typed: What the agent typed, as it was typed.
        said: The same, as it was understood.
        asked: The words that the agent may be asked for.
    """
    communication = rules.playbook.communication
    texts = dict(message.texts(communication.language))
    channels = tuple(name for name in CHANNELS if name in texts[language])
    used = next((name for name in channels if name == channel), channels[0])
    text = texts[language][used]
    used_names = dict.fromkeys([*names(text.subject or ""), *names(text.body)])
    declared = {variable.id: variable for variable in asked}
    asks = [variable for name in used_names if (variable := declared.get(Id(name))) is not None]
    spared = {str(v.id) for v in asks if v.required == "no" and not said.get(v.id, Entered()).text}
    done = filled(text, used, values, labels_of(rules, language), spared)
    readers = next(str(audience.name) for audience in communication.audiences if audience.id == message.audience)
    pieces = [*done.subject, *(piece for part in done.paragraphs for piece in part)]
    missing = tuple(dict.fromkeys(piece.text for piece in pieces if not piece.filled))
    limit = communication.limits.get(used, CHANNELS[used].limit)
    length = len(done.body)
    over = length - limit
    return MessageView(
        id=message.id,
        title=message.title,
        stage=message.stage,
        audience=message.audience,
        heading=t("Message {{ readers }}", readers=f"{readers[:1].lower()}{readers[1:]}"),
        channel=used,
        channels=channels,
        language=language,
        languages=tuple(texts),
        direction=direction(language),
        subject=done.subject,
        paragraphs=done.paragraphs,
        text=done.text,
        missing=missing,
        lacks=_lacks(missing),
        words=len(done.body.split()),
        length=t("{{ n }} of {{ limit }} characters", n=length, limit=limit),
        too_long=_too_long(over, t(CHANNELS[used].within)) if over > 0 else "",
        asks=tuple(
            Asked(
                name=v.id,
                label=v.label,
                example=v.example,
                value=typed.get(v.id, ""),
                required=v.required == "yes",
                fault=said.get(v.id, Entered()).fault,
            )
            for v in asks
        ),
    )


def _lacks(missing: Sequence[str]) -> str:
    """`2 words missing: Ticket number; Since when`; many are only counted, each shows in the text."""
    if not missing:
        return ""
    if len(missing) > SAID:
        return t("{{ n }} words missing", n=len(missing))
    return tn(
        "1 word missing: {{ labels }}", "{{ n }} words missing: {{ labels }}", len(missing), labels="; ".join(missing)
    )


def _too_long(over: int, channel: str) -> str:
    return tn(
        "1 character too long for {{ channel }}", "{{ n }} characters too long for {{ channel }}", over, channel=channel
    )


def values_of(  # noqa: PLR0913  # a message may speak of every part of an answer
    rules: Rules, answers: Answers, result: Result, view: View, at: Moment, *, link: str, language: str
) -> dict[str, str]:
    """What the calculator fills in by itself. Times are told in the matrix's zone, which customers know."""
    zone_name = rules.playbook.matrix.zone
    zone = zone_of(zone_name) or at.zone
    wording = rules.playbook.communication.wording(language)
    word = partial(_word, rules, language)
    start = time_in(wording, at.start, zone, zone_name, at.now)
    due = {d.name: d.at for d in clock.dues(result.commitment, at.start, None, rules.business)}
    if "first_update" in due:
        following = clock.dues(result.commitment, at.start, at.now, rules.business)
        due["next_update"] = next(d.at for d in following if d.name == "first_update")
    values = {}
    for name, when in due.items():
        told = time_in(wording, when, zone, zone_name, at.now)
        # so that nobody reads it as still to come
        values[f"{name}_by"] = plain(fill(wording.passed, {"time": told}, {})) if when < at.now else told
    if "next_update" in due and due["next_update"] < at.now:
        values["next_update_by"] = ""  # a customer is not promised what has passed: the agent decides on a time
    for name in ("contain_by", "resolve_by"):
        values.setdefault(name, wording.not_promised)
    cadence, hours = result.commitment.cadence, result.commitment.hours
    values |= _priority(rules, view, language, joined=_is_interface(rules, language)) | {
        "points": "" if result.points is None else str(result.points),
        "score": f"{view.basis}: {', '.join(_parts(view))}",
        "reasons": "\n".join(f"- {c.title}" for c in view.criteria if c.status == "met") or f"- {word('none')}",
        "owner": view.owner.name,
        "owner_contact": ", ".join(way.text for way in view.owner.ways),
        "level": view.owner.level,
        "called": view.called or word("nobody"),
        "cadence": span_in(wording, cadence, hours) if cadence else wording.not_promised,
        "every": every_in(wording, cadence, hours) if cadence else "",  # the agent decides how to say it otherwise
        "classified_at": start,
        "link": link,
    }
    for name, number in answers.given.items():
        values[name] = answer_in(rules, language, name, number)
    for factor in rules.followed:
        low, high = answers.known.get(factor, (0, 1))
        if low == high:
            values[factor] = rules.variables[factor].format(low)
    if at.given:
        values[rules.model.clock_fact] = start
    return values


def answer_in(rules: Rules, language: str, name: str, number: int) -> str:
    """An answer as a message in that language says it."""
    match rules.variables[name].type:
        case "duration":
            return span_in(rules.playbook.communication.wording(language), number)
        case "yes-no":
            return _word(rules, language, "yes" if number else "no")
    return rules.variables[name].format(number)


def _word(rules: Rules, language: str, word: str) -> str:
    plainly = primary(language) == "en" and not _is_interface(rules, language)
    return word_in(rules.playbook.communication.wording(language), word, plainly=plainly)


def _is_interface(rules: Rules, language: str) -> bool:
    return primary(language) == primary(rules.playbook.strings.language)


def _priority(rules: Rules, view: View, language: str, *, joined: bool) -> dict[str, str]:
    """Its codes and names; where two are joined by words, those are of the interface."""
    own = language == rules.playbook.communication.language
    codes = [badge.code for badge in view.badges]
    if own and joined:
        return {"priority": listed(codes, "to"), "priority_name": view.headline}
    words = rules.playbook.communication.wording(language).priorities
    names = [badge.name if own else words.get(badge.priority, "") for badge in view.badges]
    return {"priority": " / ".join(codes), "priority_name": " / ".join(names)}


def _parts(view: View) -> list[str]:
    """What the points or the table come from, factor by factor."""
    return [f"{bar.name} {bar.text}" for bar in view.bars] + [f"{axis.name} {axis.answer}" for axis in view.axes]
