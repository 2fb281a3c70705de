"""How a company speaks: to whom, when, where, in which languages and words (`playbook/communication.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .channels import ChannelName
from .languages import ENGLISH, Wording, primary
from .messages import Stage
from .scalars import Id, Language, Line, YesNo

_ENGLISH: Final = Language("en")


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Who reads a message, and which messages there must be for them."""

    id: Id
    """Short name, which messages give as their audience: `customer`."""
    name: Line
    """Over its messages: `To the customer`."""
    outside: YesNo = "no"
    """Whether they are outside the company. Nothing that is internal may be said to them."""
    channels: tuple[ChannelName, ...] = ()
    """The channels that each message to them must have; it may have more."""
    languages: tuple[Language, ...] = ()
    """The languages, beside the playbook's own, in which each message to them must be there."""
    stages: Mapping[Stage, tuple[Id, ...]] = field(default_factory=dict)
    """The stages for which there must be a message to them, each with the words that it must hold on every channel."""


@dataclass(frozen=True, kw_only=True)
class Avoided:
    """A word that is not written in messages."""

    word: Line
    """The word, or several: whole words, in capitals or not."""
    better: Line
    """What to write in its place, as a sentence or as the words themselves."""


@dataclass(frozen=True, kw_only=True)
class Communication:
    """How the company speaks in an escalation. All of it may be left out."""

    language: Language = _ENGLISH
    """The language of the playbook: that in which a message is written first."""
    audiences: tuple[Audience, ...] = (
        Audience(id=Id("customer"), name=Line("To the customer"), outside="yes"),
        Audience(id=Id("internal"), name=Line("Inside")),
    )
    """Who is spoken to: the customer and those inside when left out."""
    internal: tuple[Id, ...] = ()
    """Factors and facts that no message to somebody outside may name."""
    limits: Mapping[ChannelName, int] = field(default_factory=dict)
    """The characters that a text may have on a channel. `check` counts what stands there before anything is filled in;
    beside a message that is being filled, all of it is counted."""
    avoid: Mapping[Language, tuple[Avoided, ...]] = field(default_factory=dict)
    """Words to avoid, by language."""
    languages: Mapping[Language, Wording] = field(default_factory=dict)
    """The words with which times, spans and priorities are said in each language. English is there by itself."""

    def wording(self, language: str) -> Wording:
        """The words of a language, or of the one it is a kind of; English when there are none."""
        return self.languages.get(Language(language)) or self.languages.get(Language(primary(language))) or ENGLISH

    def speaks(self, language: str) -> bool:
        """Whether there are words for a language."""
        return primary(language) == "en" or bool({language, primary(language)} & set(self.languages))
