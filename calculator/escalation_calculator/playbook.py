"""The whole content of a playbook, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from .scalars import Id

if TYPE_CHECKING:  # what is in a playbook is imported with the files that hold it
    from .case import Case
    from .categorisation import Categorisation
    from .change_risk import ChangeRisk
    from .communication import Communication
    from .criteria import Criterion
    from .evidence import Evidence
    from .example import Example
    from .matrix import Level, Matrix, Role
    from .messages import Message, MessageVariable
    from .model import Factor, Model, Priority
    from .own_page import OwnPage
    from .review import Review
    from .signals import Signal
    from .strings import Strings
    from .synonyms import Synonym
    from .taxonomy import Taxonomy
    from .workflow import Workflow


@dataclass(frozen=True, kw_only=True)
class Playbook:
    """A checked playbook: every reference in it points to something that is there."""

    model: Model
    criteria: tuple[Criterion, ...]
    matrix: Matrix
    communication: Communication
    messages: tuple[Message, ...]
    variables: tuple[MessageVariable, ...]
    evidence: Evidence
    change_risk: ChangeRisk
    examples: tuple[Example, ...]
    signals: tuple[Signal, ...]
    synonyms: tuple[Synonym, ...]
    strings: Strings
    cases: tuple[Case, ...]
    own_pages: tuple[OwnPage, ...]
    reviews: Mapping[str, Review] = field(default_factory=dict)
    """When which file is looked at again, by file."""
    workflow: Workflow | None = None
    """None where it is not read: on the calculator's page, which needs no more than the matrix says of a level."""
    taxonomy: Taxonomy | None = None
    """None where it is not read yet: on the calculator's page."""
    categorisation: Categorisation | None = None
    """None where it is not read yet: on the calculator's page."""

    @cached_property
    def segments(self) -> Factor:
        """The factor whose options are the customer segments."""
        return next(factor for factor in self.model.factors if factor.id == self.model.segment_factor)

    @cached_property
    def roles(self) -> Mapping[Id, Role]:
        """The roles by id."""
        return {role.id: role for role in self.matrix.roles}

    @cached_property
    def levels(self) -> Mapping[Id, Level]:
        """The levels by id."""
        return {level.id: level for level in self.matrix.levels}

    def may_lower(self, priority: Priority) -> frozenset[Id]:
        """The roles that may lower a ticket from this priority; none where nothing is said of it."""
        return self.workflow.may_lower(priority) if self.workflow is not None else frozenset()

    def priority_name(self, priority: Priority) -> str:
        """The one word for a priority: `Critical`."""
        return next((t.name for t in self.model.priorities if t.priority == priority), self.model.standard_route.name)
