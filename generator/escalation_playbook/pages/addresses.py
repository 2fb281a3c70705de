"""Where everything stands that prose may link to, known before a page is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from escalation_calculator.criteria import Kind
from escalation_calculator.files import (
    CASES,
    CATEGORISATION,
    CHANGE_RISK,
    COMMUNICATION,
    CRITERIA,
    EVIDENCE,
    EXAMPLES,
    MATRIX,
    MESSAGES,
    MODEL,
    MORE_CRITERIA,
    PAGES,
    SIGNALS,
    TAXONOMY,
    VARIABLES,
    WORKFLOW,
)
from escalation_calculator.model import PRIORITIES
from escalation_playbook import prose
from escalation_playbook.pages.closing import closing_messages
from escalation_playbook.pages.known_cases import CLOSED, address_of
from escalation_playbook.pages.own import address_of as own_address
from escalation_playbook.pages.places import of_criterion, of_kind, of_level, of_message, of_priority, of_role
from escalation_playbook.pages.reference import places
from escalation_playbook.site_map import SiteMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalation_calculator.case import Case
    from escalation_calculator.criteria import Criterion
    from escalation_calculator.matrix import Role
    from escalation_calculator.model import Priority
    from escalation_calculator.playbook import Playbook

_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("open-cases", "priorities"),
    "calculator/": (),
    "messages/": ("_known",),
    "matrix/": ("_roles", "_commitments", "_counting", "_what"),
    "workflow/": ("_diagram", "_levels"),
    "criteria/": (),
    "open/": (),
    "kb/": (),
    "actions/": (),
    "learn/": ("_how", "_states", "_beginning"),
    "priorities/": (),
    "kinds/": (),
    "scoring/": ("_short", "_thresholds", "_bounds", "_factors"),
    "sheet/": ("_points", "_begins", "_then", "_do"),
}
"""The pages that every site has, in its order, with the sections that each always has."""

SHOWN: Final[dict[str, str]] = {
    MODEL: "scoring/",
    CRITERIA: "criteria/",
    MORE_CRITERIA: "criteria/",
    MATRIX: "matrix/",
    EVIDENCE: "evidence/",
    SIGNALS: "signals/",
    CHANGE_RISK: "change-risk/",
    COMMUNICATION: "messages/",
    EXAMPLES: "practice/",
    WORKFLOW: "workflow/",
    VARIABLES: "messages/",
    MESSAGES: "messages/",
    TAXONOMY: "taxonomy/",
    CATEGORISATION: "taxonomy/",
}
"""The page that shows a file, or all files of a folder; each case has its own."""


def site_map(playbook: Playbook) -> SiteMap:
    """The pages of a checked playbook, and what can be linked to on each."""
    entries: dict[str, set[str]] = {
        "": {"changed" for case in playbook.cases if case.changes},
        "messages/": {message.id for message in playbook.messages},
        "matrix/": {role.id for role in playbook.matrix.roles},
        "workflow/": set(_workflow(playbook)),
        "criteria/": {criterion.id for criterion in playbook.criteria},
        "actions/": {a.owner for case in playbook.cases for a in case.actions if a.state == "open"},
        "scoring/": {factor.id for factor in playbook.model.factors},
    }
    fixed = {page: {*sections, *entries.get(page, ())} for page, sections in _SECTIONS.items()}
    fixed |= {page: found for page, found in _optional(playbook).items() if found}
    fixed |= {of_role(role.id): set(_role(playbook, role)) for role in playbook.matrix.roles}
    fixed |= {of_level(level.id): set(_level(playbook, level.id)) for level in playbook.matrix.levels}
    fixed |= {of_criterion(criterion.id): set(_criterion(criterion)) for criterion in playbook.criteria}
    fixed |= {of_message(message.id): {"_fill", "_texts"} for message in playbook.messages}
    fixed |= {of_kind(kind): set(_kind(playbook, kind)) for kind in get_args(Kind)}
    fixed |= {of_priority(priority): set(_priority(playbook, priority)) for priority in PRIORITIES}
    shown = {f"{CASES}{case.id}.yml": address_of(case.id) for case in playbook.cases}
    closing = ("messages",) if closing_messages(playbook) else ()
    always = ("levels",) if len(playbook.matrix.levels) > 1 else ()
    cases = {
        address_of(case.id): {*always, *_sections(case), *(closing if case.state in CLOSED else ())}
        for case in playbook.cases
    }
    for page in playbook.own_pages:
        fixed[own_address(page)] = {heading.id for heading in prose.headings(page.text, page.title or "")}
        shown[f"{PAGES}{page.id}.md"] = own_address(page)
    return SiteMap(places=fixed | cases, shown=SHOWN | shown, late=places)


def _optional(playbook: Playbook) -> Mapping[str, set[str]]:
    """The pages that are there only with something on them."""
    return {
        "taxonomy/": set(_of_taxonomy(playbook)),
        "evidence/": {*playbook.evidence.packs},
        "practice/": {example.id for example in playbook.examples},
        "signals/": {signal.id for signal in playbook.signals},
        "change-risk/": {question.id for question in playbook.change_risk.questions},
    }


def _of_taxonomy(playbook: Playbook) -> Iterator[str]:
    if playbook.taxonomy is None or not playbook.taxonomy.areas:
        return
    for area in playbook.taxonomy.areas:
        yield from (f"_{area.area}", *(str(issue.id) for issue in area.issues))
    if playbook.categorisation and playbook.categorisation.rules:
        yield "_words"


def _workflow(playbook: Playbook) -> Iterator[str]:
    yield from (level.id for level in playbook.matrix.levels)
    if playbook.workflow and playbook.workflow.de_escalation:
        yield "_lowering"
        yield from (way.id for way in playbook.workflow.de_escalation)


def _criterion(criterion: Criterion) -> Iterator[str]:
    yield from ("_when", "_rationale", "_examples", "_facts", "_cases")
    if criterion.because:
        yield "_because"


def _role(playbook: Playbook, role: Role) -> Iterator[str]:
    yield from ("_reach", "_hours", "_parts", "_duties", "_open")
    if any(role.id in criterion.leads_to.roles for criterion in playbook.criteria):
        yield "_criteria"
    if any(case.owner == role.id and case.state in CLOSED for case in playbook.cases):
        yield "_past"


def _level(playbook: Playbook, level: str) -> Iterator[str]:
    yield from ("_entry", "_who", "_leaves", "_open")
    steps = playbook.workflow.levels if playbook.workflow else ()
    if any(step.id == level and step.touchpoints for step in steps):
        yield "_hears"


def _kind(playbook: Playbook, kind: Kind) -> Iterator[str]:
    yield from ("_criteria", "_cases")
    if any(criterion.kind == kind for criterion in playbook.criteria):
        yield "_who"


def _priority(playbook: Playbook, priority: Priority) -> Iterator[str]:
    yield from ("_brings", "_who", "_commitments", "_plan", "_cases")
    if any(example.expected.priority == priority for example in playbook.examples):
        yield "_examples"
    if any(level.timeout and priority in level.timeout.after for level in playbook.matrix.levels):
        yield "_moves"
    if playbook.may_lower(priority):
        yield "_lowering"


def _sections(case: Case) -> Iterator[str]:
    """The sections of a case: what is not written yet has none."""
    yield from ("summary", "why", "facts", "related")
    for name, written in {
        "next": case.next_steps,
        "timeline": case.timeline,
        "causes": case.causes,
        "mending": case.mitigation or case.prevention,
        "hotfix": case.change_risk,
        "learnings": case.learnings,
        "changes": case.changes,
        "actions": case.actions,
        "images": case.images,
    }.items():
        if written:
            yield name
