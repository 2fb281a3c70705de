"""Checks of what the model names in other files: the roles and messages that its results lead to."""

from collections.abc import Collection

from escalation_calculator.diagnostics import Path, closest
from escalation_calculator.files import MESSAGES, Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.messages import Message
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading

from .names import reference


def check_routes(decoded: Decoded) -> None:
    """Report roles and messages that the model names and that there are none of."""
    entry, matrix = decoded.one(Model), decoded.one(Matrix)
    if entry is None:
        return
    model, reading = entry.value, entry.reading
    if matrix is not None:
        roles = [role.id for role in matrix.value.roles]
        reference(reading, ("standard_route", "owner"), model.standard_route.owner, roles, "role")
        reference(reading, ("margin", "reviewer"), model.margin.reviewer, roles, "role")
    messages = decoded.ids(Message)
    for i, threshold in enumerate(model.priorities):
        _message(threshold.message, messages, reading, ("priorities", i, "message"))
    _message(model.standard_route.message, messages, reading, ("standard_route", "message"))


def _message(name: str, messages: Collection[str], reading: Reading, path: Path) -> None:
    """Report a message that there is none of: its name is mistyped, or its file is gone."""
    if name in messages:
        return
    close = closest(name, sorted(messages), 0.8)
    if close:
        reading.report("unknown-message", path, f"There is no message “{name}”.", f"Did you mean “{close[0]}”?")
    else:
        missing = f"{MESSAGES}{name}.yml is missing."
        reading.report("unknown-message", path, missing, "Bring it back from version control, or write it.")
