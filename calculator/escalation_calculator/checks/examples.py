"""Checks of examples: each has answers that the model knows, and gives what it says."""

from escalation_calculator.answers import read_answers
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path
from escalation_calculator.example import Example
from escalation_calculator.files import Decoded, Entry
from escalation_calculator.matrix import Matrix
from escalation_calculator.rules import Rules
from escalation_calculator.score import Result, score
from escalation_calculator.words import listed, quoted

from .names import reference, unique_entries
from .scores import other_answer, sum_of


def check_examples(decoded: Decoded) -> None:
    """Report what is wrong within the examples, whatever comes out of them."""
    unique_entries(decoded.all(Example), "example")
    matrix = decoded.one(Matrix)
    levels = [level.id for level in matrix.value.levels] if matrix is not None else None
    for entry in decoded.all(Example):
        place, expected = (*entry.path, "expected"), entry.value.expected
        for i, name in enumerate(expected.criteria or ()):
            reference(entry.reading, (*place, "criteria", i), name, decoded.ids(Criterion), "criterion")
        if levels is not None and expected.level is not None:
            reference(entry.reading, (*place, "level"), expected.level, levels, "level")


def check_expected(decoded: Decoded, rules: Rules) -> None:
    """Report every example whose answers give something else than it says, with the reason."""
    for entry in decoded.all(Example):
        answers, problems = read_answers(rules, entry.value.known)
        for problem in problems:
            on_key = problem.name not in rules.variables
            place = (*entry.path, "answers", problem.name)
            entry.reading.report("bad-answer", place, problem.message, problem.mend, on_key=on_key)
        if not problems:
            _compare(entry, rules, score(rules, answers), given=bool(answers.given))


def _compare(entry: Entry[Example], rules: Rules, result: Result, *, given: bool) -> None:
    expected, place = entry.value.expected, (*entry.path, "expected")
    report = entry.reading.report
    if result.priority is None:
        deciding = listed([quoted(question.name) for question in result.open if question.decides], "or")
        report(
            "example-open",
            (*place, "priority"),
            f"{'The answers leave' if given else 'Nothing is answered, which leaves'} "
            f"{result.lowest} to {result.highest} open.",
            f"Answer {deciding} too." if deciding else "Add the answers that are missing.",
        )
    elif result.priority != expected.priority:
        report(
            "example-differs",
            (*place, "priority"),
            f"Expected is {expected.priority}, but the answers give {result.priority}: {sum_of(result)}"
            f"{other_answer(rules, result, expected.priority)}.",
            f"If that is meant, write “priority: {result.priority}”; else look at answers, model and criteria.",
        )
    if expected.criteria is not None:
        _criteria(entry, result, (*place, "criteria"))
    known = expected.level in rules.playbook.levels and result.priority is not None
    if known and expected.level != result.level:
        report(
            "example-differs",
            (*place, "level"),
            f"Expected is “{expected.level}”, but the ticket is owned at “{result.level}”, by “{result.owner}”.",
            f"If that is meant, write “level: {result.level}”; else look at the matrix and at where criteria lead.",
        )


def _criteria(entry: Entry[Example], result: Result, place: Path) -> None:
    expected = entry.value.expected.criteria or ()
    met = {each.criterion for each in result.criteria if each.status == "met"}
    decided = {each.criterion: each for each in result.criteria}
    for i, name in enumerate(expected):
        if name in decided and name not in met:
            why = "is not met" if decided[name].status == "not_met" else "is still open"
            entry.reading.report(
                "example-differs",
                (*place, i),
                f"“{name}” {why}: {'; '.join(decided[name].decided_by)}.",
                "Take it out, or change the answers or the criterion.",
            )
    more = [name for name in decided if name in met and name not in expected]
    if more:
        entry.reading.report(
            "example-differs",
            place,
            f"Met, and not expected, {'is' if len(more) == 1 else 'are'} {listed([quoted(name) for name in more])}.",
            f"Add {'it' if len(more) == 1 else 'them'}, or change the answers or the criteria.",
        )
