"""Change risk: what is asked before a hotfix goes live (`playbook/change-risk.yml`)."""

from dataclasses import dataclass
from typing import Literal

from .scalars import Id, Line, Prose

RiskAnswer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True, kw_only=True)
class RiskQuestion:
    """A question to which “yes” is the answer that lets a change go live."""

    id: Id
    """Short name by which cases record the answer."""
    question: Line
    """The question, put so that “yes” is the safe answer."""
    why: Prose
    """What has gone wrong where nobody asked."""
    if_no: Line
    """What has to happen when the answer is no."""
    if_unknown: Line
    """What has to happen while nobody knows: unknown is never yes."""


@dataclass(frozen=True, kw_only=True)
class ChangeRisk:
    """What is asked before a hotfix goes live, so that haste does no new harm."""

    level: Id | None = None
    """The level at which hotfixes are made: the questions stand beside the result of a ticket that is there."""
    questions: tuple[RiskQuestion, ...] = ()
    """The questions, in the order of asking."""
