"""Checks of cases against what the playbook says of such tickets: the issue type, and who may lower a priority."""

from collections.abc import Collection

from escalation_calculator.case import Case
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading
from escalation_calculator.rules import rank
from escalation_calculator.scalars import Id
from escalation_calculator.taxonomy import Taxonomy
from escalation_calculator.words import listed, quoted
from escalation_calculator.workflow import Workflow

from .names import reference


def check_case_rules(decoded: Decoded) -> None:
    """Report issue types that there are none of or that lie in another area, and who lowered what is not theirs."""
    taxonomy, workflow, matrix = decoded.one(Taxonomy), decoded.one(Workflow), decoded.one(Matrix)
    model = decoded.one(Model)
    area_fact = model.value.area_fact if model is not None else None
    roles = {str(role.id) for role in matrix.value.roles} if matrix is not None else set()
    judged = workflow if matrix is not None and not decoded.wrong(Workflow) else None
    for entry in decoded.all(Case):
        if taxonomy is not None:
            _issue(entry.value, taxonomy.value, area_fact, entry.reading)
        if judged is not None:
            _lowered(entry.value, judged.value, roles, entry.reading)


def _issue(case: Case, taxonomy: Taxonomy, area_fact: Id | None, reading: Reading) -> None:
    if case.issue is None:
        return
    areas = {issue.id: area.area for area, issue in taxonomy.issues}
    reference(reading, ("issue",), case.issue, areas, "issue")
    said = case.scoring.facts.get(area_fact) if area_fact is not None else None
    if case.issue in areas and said is not None and areas[case.issue] != said:
        reading.warn(
            "issue-elsewhere",
            ("issue",),
            f"“{case.issue}” is an issue type of “{areas[case.issue]}”, but “{area_fact}” is “{said}”.",
            "Choose an issue type of that area, or correct the fact.",
        )


def _lowered(case: Case, workflow: Workflow, roles: Collection[str], reading: Reading) -> None:
    """Where the workflow says nothing of a priority, anybody may; who is no role at all is told elsewhere."""
    now = case.scoring.final
    for i, event in enumerate(case.timeline):
        if event.priority is None:
            continue
        allowed: list[str] = sorted(workflow.may_lower(now))
        if rank(event.priority) < rank(now) and allowed and event.by in roles and event.by not in allowed:
            who = listed([quoted(role) for role in allowed], "or")
            reading.warn(
                "may-not-lower",
                ("timeline", i, "by"),
                f"“{event.by}” lowered the priority from {now}; by the workflow {who} may.",
                "Correct the role, or write the case of it below “de_escalation:” in playbook/workflow.yml.",
            )
        now = event.priority
