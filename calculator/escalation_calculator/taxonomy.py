"""The taxonomy: what can be wrong in each product area, and where it usually goes (`playbook/taxonomy.yml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from .criteria import Kind
from .scalars import Id, Line

_SEVERITY: Final = Id("severity")


@dataclass(frozen=True, kw_only=True)
class IssueType:
    """Something that goes wrong again and again, and what usually follows from it."""

    id: Id
    """Short name, also its address on the site."""
    name: Line
    """What is wrong, as an agent would say it: `Synchronisation has stopped`."""
    kind: Kind
    """How it usually escalates: functional (other skills), hierarchical (more authority) or priority-based."""
    severity: Id
    """The usual option of the severity factor. The calculator presets it, and the agent may change it."""
    facts: Mapping[Id, int | str] = field(default_factory=dict)
    """What else is usually known, fact → value; preset as well, and may be changed."""
    owner: Id
    """The role that looks at it first."""
    aliases: tuple[Line, ...] = ()
    """Other words for it, as customers write them: a ticket that holds the name or one of these suggests it."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """A part of the product, and its issue types."""

    area: Id
    """A choice of the model's `area_fact`."""
    issues: tuple[IssueType, ...]
    """Its issue types, at least one, in the order of the page."""


@dataclass(frozen=True, kw_only=True)
class Taxonomy:
    """All issue types by product area. Every choice of the model's `area_fact` has its part here."""

    severity_factor: Id = _SEVERITY
    """The factor whose options are the severities."""
    ordinary: Mapping[Id, int | str] = field(default_factory=dict)
    """The answers assumed beside area, severity and facts where the usual priority of an issue type is shown."""
    areas: tuple[Area, ...] = ()
    """The product areas, in the order of the page."""

    @property
    def issues(self) -> Iterator[tuple[Area, IssueType]]:
        """Every issue type with its area, in order."""
        return ((area, issue) for area in self.areas for issue in area.issues)

    def presets(self, area_fact: Id | None, area: Area, issue: IssueType) -> dict[Id, int | str]:
        """What choosing an issue type answers, as written; each may be changed."""
        areas = {} if area_fact is None else {area_fact: area.area}
        return {**areas, self.severity_factor: issue.severity, **issue.facts}
