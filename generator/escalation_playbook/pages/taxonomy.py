"""The taxonomy: what can be wrong in each product area, where it usually goes, and the words that suggest it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.answers import read_answers
from escalation_calculator.categorisation import HOLES, Categorisation
from escalation_calculator.files import TAXONOMY
from escalation_calculator.link import fragment
from escalation_calculator.score import score
from escalation_calculator.spans import span
from escalation_calculator.strings import t
from escalation_calculator.suggest import area_name
from escalation_calculator.taxonomy import Taxonomy
from escalation_calculator.words import listed
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.places import KIND_WORDS, to_kind, to_role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_calculator.taxonomy import Area, IssueType
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.places import Place

_FEW: Final = 60
"""So many issue types are shown at once; with more, the areas are opened one by one."""


@dataclass(frozen=True, kw_only=True)
class IssueRow:
    """An issue type as it is shown."""

    id: str
    name: str
    aliases: str
    kind: Place
    severity: str
    owner: Place
    usual: Sequence[Badge]
    """The priority of an ordinary ticket of this type; two, lowest and highest, where that is open."""
    resolve: str
    """Within which time such a ticket is resolved; a dash where that is not promised."""
    presets: Mapping[Id, int | str]
    """What choosing it answers."""
    link: str
    """The calculator with these answers."""
    says: str
    """What follows from it, in the calculator."""


@dataclass(frozen=True, kw_only=True)
class AreaRows:
    """A product area with its issue types."""

    id: str
    name: str
    issues: Sequence[IssueRow]


@dataclass(frozen=True, kw_only=True)
class WordsRow:
    """A categorisation rule as it is shown."""

    phrases: str
    suggests: str
    unless_near: str


def taxonomy(rules: Rules) -> Page:
    """The page of the taxonomy, in the order of its file."""
    content = rules.playbook.taxonomy or Taxonomy()
    categorisation = rules.playbook.categorisation or Categorisation()
    return Page(
        address="taxonomy/",
        title=t("Issue types"),
        description=t("What can be wrong in each product area, how grave it usually is, and who looks at it first."),
        template="taxonomy.html.j2",
        source=TAXONOMY,
        data={
            "areas": area_rows(rules),
            "open": sum(len(area.issues) for area in content.areas) <= _FEW,
            "ordinary": listed(_in_words(rules, content.ordinary)),
            "words": [
                WordsRow(
                    phrases="; ".join(rule.phrases),
                    suggests=listed([*_in_words(rules, rule.suggests), *_issue(content, rule.issue)]),
                    unless_near="; ".join(rule.unless_near),
                )
                for rule in categorisation.rules
            ],
        },
    )


def area_rows(rules: Rules) -> list[AreaRows]:
    """The product areas with their issue types."""
    content = rules.playbook.taxonomy or Taxonomy()
    return [
        AreaRows(
            id=area.area,
            name=area_name(rules, area),
            issues=[_row(rules, content, area, issue) for issue in area.issues],
        )
        for area in content.areas
    ]


def _row(rules: Rules, content: Taxonomy, area: Area, issue: IssueType) -> IssueRow:
    presets = content.presets(rules.model.area_fact, area, issue)
    assumed: dict[str, object] = {
        str(name): value for each in (content.ordinary, presets) for name, value in each.items()
    }
    answers, _ = read_answers(rules, assumed)
    preset, _ = read_answers(rules, {str(name): value for name, value in presets.items()})
    result = score(rules, answers)
    ends = (result.priority,) if result.priority else (result.lowest, result.highest)
    severity = rules.variables[content.severity_factor]
    owner = rules.playbook.roles[issue.owner].name
    usual = [badge(rules.playbook, priority) for priority in ends]
    time = span(result.commitment.resolve) if result.commitment.resolve else ""
    kind = t(KIND_WORDS[issue.kind])
    said = listed([each.said for each in usual], "to")
    says = t("{{ kind }}; {{ role }} looks first. Usually {{ priority }}.", kind=kind, role=owner, priority=said)
    if time:
        says = t(
            "{{ kind }}; {{ role }} looks first. Usually {{ priority }}, resolved within {{ time }}.",
            kind=kind,
            role=owner,
            priority=said,
            time=time,
        )
    return IssueRow(
        id=issue.id,
        name=issue.name,
        aliases="; ".join(issue.aliases),
        kind=to_kind(issue.kind),
        severity=severity.labels[severity.values.index(issue.severity)],
        owner=to_role(rules.playbook, issue.owner),
        usual=usual,
        resolve=time or "–",
        presets=presets,
        link=f"calculator/#{fragment(rules, preset, None, issue.id)}",
        says=says,
    )


def _in_words(rules: Rules, answers: Mapping[Id, int | str]) -> list[str]:
    said = []
    for name, value in answers.items():
        variable = rules.variables[name]
        number = None if value in HOLES else variable.read(value)
        said.append(f"{variable.label}: {value if number is None else variable.format(number)}")
    return said


def _issue(content: Taxonomy, wanted: str | None) -> list[str]:
    return [issue.name for _, issue in content.issues if issue.id == wanted]
