"""What an agent types into a message: held to its type, and written in the language of the message."""

from dataclasses import dataclass
from typing import Final

from .languages import Wording, span_in, time_in
from .messages import MessageVariable
from .moment import Moment
from .placeholders import clean
from .scalars import parse_duration
from .strings import english, t
from .variables import read_time
from .zones import zone_of

_SCHEMES: Final = ("https://", "http://", "mailto:")

_HOW: Final = {
    "number": english("Write a whole number, like 40."),
    "link": english("Write an address that begins with https://."),
    "duration": english("Write a duration, like 15 min, 8 h or 2 days."),
    "time": english("Write a time, like 2026-03-02T09:42."),
}


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What stands in the message for what was typed."""

    text: str = ""
    """Empty when nothing was typed, and when it cannot be used."""
    fault: str = ""
    """Why it cannot be used, as a sentence."""


def entered(  # noqa: PLR0913  # a value, and all that decides how it is said
    variable: MessageVariable, typed: str, *, language: str, wording: Wording, at: Moment, zone: str
) -> Entered:
    """Read what was typed for a variable. A time without an offset is in the reader's zone, and told in `zone`."""
    written = clean(typed).strip()
    said: str | None = written
    match variable.type:
        case "number":
            said = written if written.isascii() and written.isdigit() and len(written) <= 10 else None
        case "link":
            said = written if written.startswith(_SCHEMES) and not any(c.isspace() for c in written) else None
        case "duration":
            minutes = parse_duration(written)
            said = None if minutes is None else span_in(wording, minutes)
        case "time":
            said = _time(written, wording, at, zone)
        case "choice":
            said = _choice(variable, written, language)
    if not written or said is not None:
        return Entered(text=said or "")
    choices = ", ".join(choice.label for choice in variable.choices)
    how = _HOW.get(variable.type)
    return Entered(fault=t(how) if how else t("Choose one of: {{ choices }}.", choices=choices))


def _time(written: str, wording: Wording, at: Moment, zone: str) -> str | None:
    moment = read_time(written)
    if moment is None:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=at.zone)
    return time_in(wording, moment, zone_of(zone) or at.zone, zone, at.now)


def _choice(variable: MessageVariable, written: str, language: str) -> str | None:
    labels = {str(choice.id): str(choice.label) for choice in variable.choices}
    for tag, words in variable.translations.items():
        labels |= {str(name): str(label) for name, label in words.choices.items() if tag == language}
    return labels.get(written)
