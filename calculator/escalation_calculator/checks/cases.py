"""Checks of cases: times in order, what each state requires, and the recorded score against the model."""

import itertools
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from escalation_calculator.answers import Problem, read_answers
from escalation_calculator.case import Case
from escalation_calculator.diagnostics import Path
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.model import Priority
from escalation_calculator.playbook import Playbook
from escalation_calculator.reading import Reading
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score

from .names import reference

_REQUIRED: Final = {
    "contained": ("times.contained", "timeline"),
    "resolved": ("times.contained", "times.resolved", "timeline", "mitigation"),
    "reviewed": ("times.contained", "times.resolved", "timeline", "mitigation", "causes", "prevention", "learnings"),
}
"""What must be written down by the time a case is in a state."""


def check_cases(decoded: Decoded) -> None:
    """Report what is wrong within the cases, whatever the model says of them."""
    matrix = decoded.one(Matrix)
    for entry in decoded.all(Case):
        _case(entry.value, matrix.value if matrix is not None else None, decoded.ids(Case), entry.reading)


def _case(case: Case, matrix: Matrix | None, others: Collection[str], reading: Reading) -> None:
    roles = [role.id for role in matrix.roles] if matrix is not None else None
    if roles is not None:
        reference(reading, ("owner",), case.owner, roles, "role")
        if case.scoring.override is not None:
            reference(reading, ("scoring", "override", "approved_by"), case.scoring.override.approved_by, roles, "role")
        for i, event in enumerate(case.timeline):
            if event.owner is not None:
                reference(reading, ("timeline", i, "owner"), event.owner, roles, "role")
        for i, action in enumerate(case.actions):
            reference(reading, ("actions", i, "owner"), action.owner, roles, "role")
    for i, name in enumerate(case.related):
        if name == case.id:
            reading.report("related-to-itself", ("related", i), "A case is not related to itself.", "Take it out.")
        else:
            reference(reading, ("related", i), name, others, "case")
    _state(case, reading)
    _times(case, reading)
    _override(case, reading)


def _state(case: Case, reading: Reading) -> None:
    for name in _REQUIRED.get(case.state, ()):
        owner, part = (case.times, name[6:]) if name.startswith("times.") else (case, name)
        if not getattr(owner, part):
            place: Path = ("times",) if owner is case.times else ()
            reading.report(
                "missing-for-state",
                place,
                f"A {case.state} case needs “{part}”.",
                f"Add “{part}:”, or set the state back.",
                on_key=True,
            )
    if case.state == "open" and case.times.resolved is not None:
        reading.report(
            "state-and-times",
            ("state",),
            "The case is open, but has a time at which it was resolved.",
            "Write “state: resolved”, or take the time out.",
        )


def _times(case: Case, reading: Reading) -> None:
    order = ("opened", "classified", "acknowledged", "escalated", "contained", "resolved")
    given = [(name, moment) for name in order if (moment := getattr(case.times, name)) is not None]
    chain = [(n, m) for n, m in given if n not in ("acknowledged", "escalated")]
    for (earlier, before), (later, after) in itertools.pairwise(chain):
        _after(before, after, f"“{later}” lies before “{earlier}”.", reading, ("times", later))
    for name in ("acknowledged", "escalated"):
        if (moment := getattr(case.times, name)) is not None:
            _after(case.times.opened, moment, f"“{name}” lies before “opened”.", reading, ("times", name))
    for i, (one, two) in enumerate(zip(case.timeline, case.timeline[1:], strict=False)):
        _after(one.at, two.at, "This event lies before the one above it.", reading, ("timeline", i + 1, "at"))


def _after(before: datetime, after: datetime, message: str, reading: Reading, path: Path) -> None:
    if after - before < timedelta(0):
        reading.report("times-out-of-order", path, message, "Look at the date and at the offset from UTC.")


def _override(case: Case, reading: Reading) -> None:
    scoring = case.scoring
    if scoring.computed != scoring.final and scoring.override is None:
        reading.report(
            "missing-override",
            ("scoring", "final"),
            f"The final priority is {scoring.final}, but {scoring.computed} was computed.",
            "Add “override:” with “reason:” and “approved_by:”.",
        )
    if scoring.computed == scoring.final and scoring.override is not None:
        reading.report(
            "needless-override",
            ("scoring", "override"),
            "Nothing was overridden: both priorities are the same.",
            "Take it out, or correct “final”.",
            on_key=True,
        )


def check_scores(decoded: Decoded, playbook: Playbook) -> None:
    """Report answers the model does not know, and a result that differs from what the same version gives now.

    A case of an older version is history: its answers and its result need not fit the model of today.
    """
    rules = Rules(playbook)
    for entry in decoded.all(Case):
        _score(entry.value, rules, entry.reading)


def _score(case: Case, rules: Rules, reading: Reading) -> None:
    model, scoring = rules.model, case.scoring
    if scoring.model != model.id:
        reading.report(
            "unknown-model",
            ("scoring", "model"),
            f"The model is called “{model.id}”.",
            f"Write “model: {model.id}”.",
        )
        return
    if scoring.version > model.version:
        reading.report(
            "future-version",
            ("scoring", "version"),
            f"The model is at version {model.version}; there is no {scoring.version} yet.",
            "Correct the number.",
        )
    if scoring.version != model.version:
        return
    factors = {factor.id for factor in model.factors}
    mixed = [(name, "answers", "facts") for name in scoring.answers if name in rules.variables and name not in factors]
    mixed += [(name, "facts", "answers") for name in scoring.facts if name in factors]
    for name, stands, belongs in mixed:
        reading.report(
            "wrong-place",
            ("scoring", stands, name),
            f"“{name}” belongs below “{belongs}”.",
            "Move it there.",
            on_key=True,
        )
    answers, problems = read_answers(rules, case.scoring.known)
    for problem in problems:
        _answer(problem, case, rules, reading)
    if problems or mixed:
        return
    result = score(rules, answers)
    computed = result.priority or result.highest
    if scoring.points is not None and scoring.points != result.points:
        reading.report(
            "score-differs",
            ("scoring", "points"),
            f"The case says {scoring.points} points, but its answers give {_sum(result)}.",
            "Raise “version” in playbook/model.yml if the model has changed, else correct the answers or the points.",
        )
    elif computed == scoring.computed and result.priority is None:
        reading.warn(
            "score-open",
            ("scoring", "computed"),
            f"The answers of the case leave {result.lowest} to {result.highest} open.",
            f"Add the answers that decide, such as “{next(q.name for q in result.open if q.decides)}”."
            if any(q.decides for q in result.open)
            else "Add the answers that are missing.",
        )
    if computed != scoring.computed:
        reading.report(
            "score-differs",
            ("scoring", "computed"),
            f"The case says {scoring.computed}, but its answers give {computed}: {_sum(result)}.",
            f"Write “computed: {computed}”, or correct the answers.",
        )


def treated_differently(case: Case, rules: Rules) -> Priority | None:
    """The priority that a case of an older version of the model would get now, when it is another than it got.

    None also when its answers no longer fit the questions: then it cannot be compared.
    """
    if case.scoring.model != rules.model.id or case.scoring.version >= rules.model.version:
        return None
    answers, problems = read_answers(rules, case.scoring.known)
    if problems:
        return None
    result = score(rules, answers)
    now = result.priority or result.highest
    return now if now != case.scoring.computed else None


def _answer(problem: Problem, case: Case, rules: Rules, reading: Reading) -> None:
    part = "answers" if problem.name in case.scoring.answers else "facts"
    on_key = problem.name not in rules.variables
    reading.report("bad-answer", ("scoring", part, problem.name), problem.message, problem.mend, on_key=on_key)


def _sum(result: Result) -> str:
    parts = ", ".join(
        f"{c.factor} {c.points if c.points is not None else f'{c.least} to {c.most}'}" for c in result.contributions
    )
    acted = "; ".join(f"{b.bound} of “{b.criterion}”" for b in result.bounds if b.acted)
    return f"{result.points} points ({parts})" + (f", {acted}" if acted else "")
