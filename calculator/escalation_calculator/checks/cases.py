"""Checks of cases: what each state requires, who is named, and what a case says of others and of itself."""

from collections.abc import Collection
from typing import Final

from escalation_calculator.case import Case, CaseState
from escalation_calculator.diagnostics import closest
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.reading import Reading
from escalation_calculator.rules import rank

from .names import reference
from .times import check_times

_ALL: Final[tuple[CaseState, ...]] = ("open", "contained", "resolved", "reviewed")
_REQUIRED: Final[dict[str, tuple[tuple[CaseState, ...], str]]] = {
    "next_steps": (_ALL[:2], "says what happens next"),
    "taken": (_ALL[1:], "lists the actions taken"),
    "timeline": (_ALL[1:], "tells what happened, in order"),
    "times.contained": (_ALL[1:], "has the time from which it did no more harm"),
    "causes": (_ALL[2:], "names its causes"),
    "mitigation": (_ALL[2:], "says what ended the harm"),
    "times.resolved": (_ALL[2:], "has the time at which it was solved"),
    "prevention": (_ALL[3:], "says what keeps it from happening again"),
    "learnings": (_ALL[3:], "tells what was learned"),
    "actions": (_ALL[3:], "has actions, each with owner and day"),
}
"""What must be written down, in which states, and what a case of that state does by it."""

_CUSTOMER: Final = "customer"
"""Who acts in a timeline and is no role of ours."""

_PICTURES: Final = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def check_cases(decoded: Decoded) -> None:
    """Report what is wrong within the cases, whatever the model says of them."""
    matrix = decoded.one(Matrix)
    roles = [role.id for role in matrix.value.roles] if matrix is not None else None
    cases = {entry.value.id: entry.value for entry in decoded.all(Case)}
    for entry in decoded.all(Case):
        case, reading = entry.value, entry.reading
        if roles is not None:
            _roles(case, roles, reading)
        _others(case, decoded.ids(Case), reading)
        _repeat(case, cases.get(case.repeat_of) if case.repeat_of else None, decoded.ids(Case), reading)
        _state(case, reading)
        check_times(case, reading)
        _priorities(case, reading)
        _outcome(case, reading)
        _images(case, reading)


def _roles(case: Case, roles: Collection[str], reading: Reading) -> None:
    reference(reading, ("owner",), case.owner, roles, "role")
    if case.scoring.override is not None:
        reference(reading, ("scoring", "override", "approved_by"), case.scoring.override.approved_by, roles, "role")
    for i, event in enumerate(case.timeline):
        if event.owner is not None:
            reference(reading, ("timeline", i, "owner"), event.owner, roles, "role")
        if event.by is not None and event.by != _CUSTOMER and event.by not in roles:
            close = closest(event.by, roles, 0.6)
            mend = (
                f"Did you mean “{close[0]}”?" if close else "Name a role, not a person: a case is told without blame."
            )
            reading.hint("not-a-role", ("timeline", i, "by"), f"“{event.by}” is no role of the matrix.", mend)
    for i, step in enumerate(case.next_steps):
        reference(reading, ("next_steps", i, "owner"), step.owner, roles, "role")
    for i, action in enumerate(case.actions):
        reference(reading, ("actions", i, "owner"), action.owner, roles, "role")


def _others(case: Case, others: Collection[str], reading: Reading) -> None:
    for i, name in enumerate(case.related):
        if name == case.id:
            reading.report("related-to-itself", ("related", i), "A case is not related to itself.", "Take it out.")
        else:
            reference(reading, ("related", i), name, others, "case")


def _repeat(case: Case, first: Case | None, others: Collection[str], reading: Reading) -> None:
    if case.repeat_of is None:
        return
    if first is None:
        reference(reading, ("repeat_of",), case.repeat_of, others, "case")
    elif (first.times.opened, first.id) >= (case.times.opened, case.id):
        reading.report(
            "repeat-of-later",
            ("repeat_of",),
            f"“{first.id}” was not opened before this case.",
            "Name the earlier one; the later of the two is the repeat.",
        )


def _state(case: Case, reading: Reading) -> None:
    for name, (states, does) in _REQUIRED.items():
        owner, part = (case.times, name[6:]) if name.startswith("times.") else (case, name)
        if case.state in states and not getattr(owner, part):
            back = "" if case.state == "open" else ", or set the state back"
            reading.report(
                "missing-for-state",
                ("state",),
                f"{'An' if case.state == 'open' else 'A'} {case.state} case {does}.",
                f"Add “{part}:”{' below “times:”' if owner is case.times else ''}{back}.",
            )
    reached: tuple[tuple[CaseState, object], ...] = (
        ("resolved", case.times.resolved),
        ("contained", case.times.contained),
    )
    for state, at in reached:
        if at is not None and _ALL.index(case.state) < _ALL.index(state):
            reading.report(
                "state-and-times",
                ("state",),
                f"The case is {case.state}, but has a time at which it was {state}.",
                f"Write “state: {state}”, or take the time out.",
            )
            return


def _priorities(case: Case, reading: Reading) -> None:
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
    now = scoring.final
    for i, event in enumerate(case.timeline):
        if event.priority is None:
            continue
        if event.priority == now:
            reading.report(
                "needless-priority",
                ("timeline", i, "priority"),
                f"It was {now} already.",
                "Take it out; only a change of the priority is written here.",
            )
        elif rank(event.priority) < rank(now) and event.by is None:
            reading.report(
                "lowered-by-nobody",
                ("timeline", i, "priority"),
                f"The priority was lowered from {now} to {event.priority}, and nobody says by whom.",
                "Add “by:” with the role that decided.",
            )
        now = event.priority


def _outcome(case: Case, reading: Reading) -> None:
    outcome = case.outcome
    if outcome is None:
        return
    for name, number, least, most in (("csat", outcome.csat, 1, 5), ("nps", outcome.nps, 0, 10)):
        if number is not None and not least <= number <= most:
            message = f"“{name}” runs from {least} to {most}, and this is {number}."
            reading.report("out-of-range", ("outcome", name), message, "Write the number that the customer gave.")
    money = outcome.value_at_risk
    if money is not None and not (len(money.currency) == 3 and money.currency.isascii() and money.currency.isupper()):
        place = ("outcome", "value_at_risk", "currency")
        reading.report("bad-currency", place, f"“{money.currency}” is no currency.", "Write three letters, like “EUR”.")


def _images(case: Case, reading: Reading) -> None:
    for i, image in enumerate(case.images):
        if "/" in image.file or "\\" in image.file or not image.file.lower().endswith(_PICTURES):
            reading.report(
                "bad-image-name",
                ("images", i, "file"),
                f"“{image.file}” is not the name of a picture beside the case.",
                f"Write the file's name alone, ending in {', '.join(_PICTURES)}; it lies in “kb/{case.id}/”.",
            )
