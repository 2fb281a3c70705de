"""Channels: where a message is sent or said. A new one is its word in `ChannelName` and its row here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from .strings import english

ChannelName = Literal["email", "chat", "phone", "dashboard"]


@dataclass(frozen=True, kw_only=True)
class Channel:
    """A channel. The text of all of them is plain: nothing in it is markup, and nothing typed becomes any."""

    name: str
    """Over its texts, and as the start of a sentence."""
    within: str
    """The same within a sentence: `Fit to e-mail`."""
    subject: bool
    """Whether its texts have a subject line."""
    limit: int
    """The characters that a text may have, as far as `communication.yml` does not say otherwise."""
    between: str
    """What stands between two paragraphs."""

    def join(self, paragraphs: Iterable[str]) -> str:
        """The text as it is copied."""
        return self.between.join(paragraphs)


CHANNELS: Final[Mapping[ChannelName, Channel]] = {
    "email": Channel(name=english("E-mail"), within=english("e-mail"), subject=True, limit=4000, between="\n\n"),
    "chat": Channel(name=english("Chat"), within=english("chat"), subject=False, limit=1000, between="\n\n"),
    "phone": Channel(name=english("Phone script"), within=english("phone"), subject=False, limit=900, between="\n\n"),
    "dashboard": Channel(
        name=english("Incident dashboard"), within=english("dashboard"), subject=False, limit=280, between=" "
    ),
}
"""Every channel, in the order in which they are offered."""


def paragraphs(body: str) -> tuple[str, ...]:
    """The paragraphs of a text, which empty lines part."""
    return tuple(part.strip("\n") for part in body.split("\n\n") if part.strip())
