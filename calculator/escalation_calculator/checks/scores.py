"""Checks of a recorded score: answers that the model knows, and the result that the same version gives now."""

from collections.abc import Collection

from escalation_calculator.answers import Answers, Problem, read_answers
from escalation_calculator.case import Case
from escalation_calculator.conditions import Known
from escalation_calculator.diagnostics import Path
from escalation_calculator.files import Decoded
from escalation_calculator.form import Sum
from escalation_calculator.model import Priority
from escalation_calculator.reach import part, reach
from escalation_calculator.reading import Reading
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score
from escalation_calculator.words import alone, listed


def check_scores(decoded: Decoded, rules: Rules) -> None:
    """Report answers the model does not know, and a result that differs from what the same version gives now.

    A case of an older version is history: its answers and its result need not fit the model of today.
    """
    factors = frozenset(str(factor.id) for factor in rules.model.factors)
    for entry in decoded.all(Case):
        _score(entry.value, rules, factors, entry.reading)


def _score(case: Case, rules: Rules, factors: Collection[str], reading: Reading) -> None:
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
    answers = _answers(case, rules, factors, reading)
    if answers is None:
        return
    if not _as_it_says(case, rules, answers.known):
        _compare(rules, case, score(rules, answers), reading)


def _as_it_says(case: Case, rules: Rules, known: Known) -> bool:
    """Whether points and priority are those of the case: the whole result costs as much as all its other checks."""
    form = rules.form
    points = form.spread(known, form.factors)[0] if isinstance(form, Sum) else None
    if case.scoring.points is not None and case.scoring.points != points:
        return False
    lowest, highest = reach(rules, part(rules, known))
    return lowest == highest == case.scoring.computed


def _answers(case: Case, rules: Rules, factors: Collection[str], reading: Reading) -> Answers | None:
    """The answers of a case; None when one of them is wrong, and that is told."""
    scoring = case.scoring
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
    return None if problems or mixed else answers


def _compare(rules: Rules, case: Case, result: Result, reading: Reading) -> None:
    scoring = case.scoring
    computed = result.priority or result.highest
    if scoring.points is not None and scoring.points != result.points:
        _points(rules, case, scoring.points, result, reading)
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
        other = other_answer(rules, result, scoring.computed) if scoring.points is None else ""
        reading.report(
            "score-differs",
            ("scoring", "computed"),
            f"The case says {scoring.computed}, but its answers give {computed}: {sum_of(result)}{other}.",
            f"Write “computed: {computed}”, or correct the answers.",
        )


def _points(rules: Rules, case: Case, points: int, result: Result, reading: Reading) -> None:
    place: Path = ("scoring", "points")
    if result.points is None:
        reading.report(
            "needless-points", place, "The model has a table, and no points.", "Take this line out.", on_key=True
        )
        return
    other = other_answer(rules, result, case.scoring.computed, points)
    reading.report(
        "score-differs",
        place,
        f"The case says {points} points, but its answers give {sum_of(result)}{other}.",
        "Raise “version” in playbook/model.yml if the model has changed, else correct the answers or the points.",
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
    place = "answers" if problem.name in case.scoring.answers else "facts"
    on_key = problem.name not in rules.variables
    reading.report("bad-answer", ("scoring", place, problem.name), problem.message, problem.mend, on_key=on_key)


def sum_of(result: Result) -> str:
    """How a result comes about: `74 points (severity 24, …), floor of “service-down”`."""
    acted = "; ".join(f"{b.bound} of “{b.criterion}”" for b in result.bounds if b.acted)
    if result.axes:
        parts = ", ".join(f"{axis.factor} {axis.option or 'open'}" for axis in result.axes)
        said = f"{alone(result)} in the table" if any(axis.option for axis in result.axes) else "nothing is answered"
    else:
        parts = ", ".join(
            f"{c.factor} {c.points if c.points is not None else f'{c.least} to {c.most}'}" for c in result.contributions
        )
        given = any(c.points is not None for c in result.contributions)
        said = f"{result.points} points" if given else "nothing is answered"
    return f"{said} ({parts})" + (f", {acted}" if acted else "")


def other_answer(rules: Rules, result: Result, wanted: Priority, points: int | None = None) -> str:
    """The single other answers by which it would be right, as the end of a sentence; one of them was likely meant.

    With points it is known from the points alone; without any, nothing is said.
    """
    found: list[tuple[str, str | int, str | None]] = [
        (axis.factor, outcome.value, axis.option)
        for axis in result.axes
        for outcome in axis.outcomes
        if axis.option is not None and outcome.lowest == outcome.highest == wanted
    ]
    if points is not None and result.points is not None:
        options = {factor.id: factor.options for factor in rules.model.factors}
        found += [
            (c.factor, option.id, c.option)
            for c in result.contributions
            for option in options[c.factor]
            if c.points is not None and option.points == c.points + points - result.points
        ]
    said = [f"{factor} “{other}” in place of “{given}”" for factor, other, given in found[:3]]
    return f"; {listed(said, 'or')} would fit" if said else ""
