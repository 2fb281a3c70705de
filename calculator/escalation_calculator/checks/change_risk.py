"""Checks of change risk: a level at which the questions are asked, each asked once, and what cases answered."""

from escalation_calculator.case import Case
from escalation_calculator.change_risk import ChangeRisk
from escalation_calculator.diagnostics import suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix

from .names import reference, unique


def check_change_risk(decoded: Decoded) -> None:
    """Report what is wrong in the questions that are asked before a hotfix, and answers to none of them."""
    entry, matrix = decoded.one(ChangeRisk), decoded.one(Matrix)
    if entry is None:
        return
    asked, reading = entry.value, entry.reading
    names = [question.id for question in asked.questions]
    unique(reading, [(("questions", i, "id"), name) for i, name in enumerate(names)], "question")
    if asked.level is not None and matrix is not None:
        reference(reading, ("level",), asked.level, [level.id for level in matrix.value.levels], "level")
    if asked.questions and asked.level is None:
        reading.warn(
            "never-asked",
            ("questions",),
            "No result shows these questions.",
            "Add “level:” with the level at which hotfixes are made.",
        )
    for case in decoded.all(Case):
        for name in case.value.change_risk:
            if name not in names:
                message = f"There is no question “{name}” in playbook/change-risk.yml."
                mend = suggestion(name, names) or "Take it out, or ask it there."
                case.reading.warn("unknown-question", ("change_risk", name), message, mend, on_key=True)
