"""Checks of what the model names in other files: the roles and messages that its results lead to."""

from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix
from escalation_calculator.messages import Message
from escalation_calculator.model import Model

from .names import message_reference, reference


def check_routes(decoded: Decoded) -> None:
    """Report roles and messages that the model names and that there are none of."""
    entry, matrix = decoded.one(Model), decoded.one(Matrix)
    if entry is None:
        return
    model, reading = entry.value, entry.reading
    if matrix is not None:
        roles = [role.id for role in matrix.value.roles]
        reference(reading, ("standard_route", "owner"), model.standard_route.owner, roles, "role")
        if model.margin is not None:
            reference(reading, ("margin", "reviewer"), model.margin.reviewer, roles, "role")
    messages = decoded.ids(Message)
    for i, entered in enumerate(model.priorities):
        message_reference(reading, ("priorities", i, "message"), entered.message, messages)
    message_reference(reading, ("standard_route", "message"), model.standard_route.message, messages)
