"""Checks of the workflow: every level is reached, has a way out, and nothing waits in it for ever unseen."""

from collections.abc import Mapping

from escalation_calculator.communication import Communication
from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.messages import Message
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id
from escalation_calculator.workflow import CLOSED, Lowering, Step, Workflow

from .names import message_reference, once, reference, unique


def check_workflow(decoded: Decoded) -> None:
    """Report what is wrong in the workflow; a playbook without one says nothing of it."""
    entry, matrix = decoded.one(Workflow), decoded.one(Matrix)
    if entry is None or matrix is None or entry.value == Workflow():
        return
    workflow, reading = entry.value, entry.reading
    levels = [level.id for level in matrix.value.levels]
    unique(reading, [(("levels", i, "id"), step.id) for i, step in enumerate(workflow.levels)], "level")
    for i, step in enumerate(workflow.levels):
        reference(reading, ("levels", i, "id"), step.id, levels, "level")
        _exits(step, levels, reading, ("levels", i, "exits"))
        _touchpoints(step, decoded, reading, ("levels", i, "touchpoints"))
    _whole(workflow, matrix.value, reading, matrix.reading)
    if not decoded.wrong(Criterion, Matrix, Workflow):  # what is wrong there may lead to any level
        _reached(workflow, decoded, matrix.value, reading)
    unique(reading, [(("de_escalation", i, "id"), way.id) for i, way in enumerate(workflow.de_escalation)], "lowering")
    roles = [role.id for role in matrix.value.roles]
    for i, way in enumerate(workflow.de_escalation):
        _lowering(way, roles, decoded, reading, ("de_escalation", i))


def _exits(step: Step, levels: list[Id], reading: Reading, place: Path) -> None:
    for i, way in enumerate(step.exits):
        if way.to == step.id:
            message = f"This exit of “{step.id}” leads back to it."
            reading.warn("exit-to-itself", (*place, i, "to"), message, "Name another level, or take the exit out.")
        if levels and way.to not in levels and way.to != CLOSED:
            mend = suggestion(way.to, [*levels, CLOSED])
            reading.report("unknown-level", (*place, i, "to"), f"There is no level “{way.to}”.", mend)


def _touchpoints(step: Step, decoded: Decoded, reading: Reading, place: Path) -> None:
    spoken = decoded.one(Communication)
    audiences = {audience.id for audience in spoken.value.audiences} if spoken is not None else set()
    written = {e.value.id: e.value.audience for e in decoded.all(Message) if e.value.audience in audiences}
    for i, point in enumerate(step.touchpoints):
        if audiences:
            reference(reading, (*place, i, "audience"), point.audience, audiences, "audience")
        if point.message is None:
            continue
        message_reference(reading, (*place, i, "message"), point.message, decoded.ids(Message))
        if written.get(point.message, point.audience) != point.audience:
            reading.report(
                "wrong-audience",
                (*place, i, "message"),
                f"“{point.message}” is written for another audience: {written[point.message]}.",
                f"Name a message for “{point.audience}”, or change who hears it.",
            )


def _whole(workflow: Workflow, matrix: Matrix, reading: Reading, places: Reading) -> None:
    """Every level has its entry here, and a timeout or the reason for none in the matrix."""
    told, known = {step.id for step in workflow.levels}, {level.id for level in matrix.levels}
    for i, level in enumerate(matrix.levels):
        if level.id not in told and told <= known:  # else one of them is misspelt
            reading.report(
                "missing-level",
                ("levels",),
                f"The level “{level.id}” of the matrix has no entry here.",
                f"Add one with “id: {level.id}”.",
                on_key=True,
            )
        if level.timeout is None and level.no_timeout is None:
            places.report(
                "no-timeout",
                ("levels", i),
                f"A ticket to which nothing happens stays at “{level.id}” unseen.",
                "Add “timeout:”, or say in “no_timeout:” why it may stay.",
                on_key=True,
            )


def _reached(workflow: Workflow, decoded: Decoded, matrix: Matrix, reading: Reading) -> None:
    """Each level is reached from the first one or from outside, and the end is reached from each."""
    exits = {step.id: {way.to for way in step.exits} for step in workflow.levels}
    onward: dict[Id, set[Id]] = {level.id: set(exits.get(level.id, ())) for level in matrix.levels}
    for level in matrix.levels:
        onward[level.id] |= {level.timeout.to} if level.timeout is not None else set()
    begins = {matrix.levels[0].id} if matrix.levels else set()
    begins |= {role.level for role in matrix.roles if "owns" in role.parts.values()}
    begins |= {c.value.leads_to.level for c in decoded.all(Criterion) if c.value.leads_to.level is not None}
    reached = _from(begins, onward)
    for i, step in enumerate(workflow.levels):
        if step.id in onward and step.id not in reached:
            reading.report(
                "level-unreached",
                ("levels", i, "id"),
                f"Nothing leads to “{step.id}”: no priority, criterion, exit or timeout.",
                "Let one of them lead there, or take the level out.",
            )
        if step.id in onward and CLOSED not in _from({step.id}, exits):
            reading.report(
                "no-way-out",
                ("levels", i, "exits"),
                f"No exit of “{step.id}” leads to “{CLOSED}”, however far they are followed.",
                f"Let an exit lead to “{CLOSED}”, here or at a level that it leads to.",
                on_key=True,
            )


def _from(begins: set[Id], onward: Mapping[Id, set[Id]]) -> set[str]:
    """All that is reached from these."""
    reached: set[str] = set()
    ahead = set(begins)
    while ahead:
        reached |= ahead
        ahead = {other for each in ahead for other in onward.get(each, ())} - reached
    return reached


def _lowering(way: Lowering, roles: list[Id], decoded: Decoded, reading: Reading, place: Path) -> None:
    if not way.applies_to:
        reading.report(
            "lowers-nothing",
            (*place, "applies_to"),
            f"“{way.id}” holds for no priority.",
            "Name those that may be lowered so.",
            on_key=True,
        )
    if not way.may_lower:
        reading.report(
            "nobody-decides",
            (*place, "may_lower"),
            f"No role may lower a priority because of “{way.id}”.",
            "Name one at least.",
            on_key=True,
        )
    once(reading, (*place, "applies_to"), way.applies_to)
    once(reading, (*place, "may_lower"), way.may_lower)
    for i, role in enumerate(way.may_lower):
        reference(reading, (*place, "may_lower", i), role, roles, "role")
    message_reference(reading, (*place, "message"), way.message, decoded.ids(Message))
    spoken = decoded.one(Communication)
    inside = {each.id for each in spoken.value.audiences if each.outside == "no"} if spoken is not None else set()
    message = next((entry.value for entry in decoded.all(Message) if entry.value.id == way.message), None)
    if message is not None and message.audience in inside:
        reading.report(
            "wrong-audience",
            (*place, "message"),
            f"“{way.message}” is written for somebody inside: {message.audience}.",
            "Name a message for the customer.",
        )
