"""Examples: tickets with the answers they get and the result they must have (`playbook/examples.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from .model import Priority
from .scalars import Id, Line, Prose


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What must come out of an example; what is left out is not looked at."""

    priority: Priority
    """The priority."""
    criteria: tuple[Id, ...] | None = None
    """The criteria that are met, all of them, in any order; an empty list says that none is."""
    level: Id | None = None
    """The level that owns the ticket."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A ticket that shows how the rules work. An example whose result is another is an error."""

    id: Id
    """Short name, also its address on the site."""
    title: Line
    """The ticket in a few words."""
    ticket: Prose
    """What is known of it, in two or three sentences, as an agent would tell it."""
    answers: Mapping[Id, int | str]
    """Factors and facts with their values; what is not known is left out."""
    expected: Expected
    """What must come out."""
    shows: Line
    """What it is good to see by it, in one sentence."""

    @property
    def known(self) -> Mapping[str, object]:
        """The answers as they are scored."""
        return {str(name): value for name, value in self.answers.items()}
