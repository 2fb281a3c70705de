"""Checks of messages and of the words that agents fill in: a text for each channel, placeholders that are known."""

from collections.abc import Collection, Mapping

from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.messages import Message, MessageVariable
from escalation_calculator.model import Model
from escalation_calculator.placeholders import known_names, malformed, names
from escalation_calculator.reading import Reading

from .names import unique_entries


def check_variables(decoded: Decoded) -> None:
    """Report variables declared twice, or under a name that means something else."""
    unique_entries(decoded.all(MessageVariable), "variable")
    model = decoded.one(Model)
    taken = known_names(model.value, ()) if model is not None else ()
    for entry in decoded.all(MessageVariable):
        if entry.value.id in taken:
            entry.reading.report(
                "reserved-id",
                (*entry.path, "id"),
                f"“{entry.value.id}” is filled in by the calculator already.",
                "Choose another id, or use what is there.",
            )


def check_messages(decoded: Decoded) -> None:
    """Report what is wrong in the messages."""
    model = decoded.one(Model)
    known = known_names(model.value, decoded.ids(MessageVariable)) if model is not None else None
    for entry in decoded.all(Message):
        _message(entry.value, known, entry.reading)


def _message(message: Message, known: Collection[str] | None, reading: Reading) -> None:
    """What is wrong in a message; `known` are the names a placeholder may have, None when that is not known."""
    if not message.channels:
        reading.report(
            "no-channel", ("channels",), "This message has no text.", "Add “email:” or “chat:”.", on_key=True
        )
    for channel, text in message.channels.items():
        parts: Mapping[str, str | None] = {"subject": text.subject, "body": text.body}
        if channel == "email" and text.subject is None:
            reading.report(
                "missing-subject", ("channels", channel), "This e-mail has no subject.", "Add “subject:”.", on_key=True
            )
        if channel == "chat" and text.subject is not None:
            reading.report(
                "needless-subject",
                ("channels", channel, "subject"),
                "A chat message has no subject.",
                "Take it out.",
                on_key=True,
            )
        for part, template in parts.items():
            if template is not None:
                _template(template, ("channels", channel, part), known, reading)


def _template(template: str, place: Path, known: Collection[str] | None, reading: Reading) -> None:
    if place[-1] == "subject" and "\n" in template:
        reading.report("several-lines", place, "This subject stands on several lines.", "Write it on one line.")
    if braces := malformed(template):
        reading.report(
            "bad-placeholder",
            place,
            f"“{braces}” here does not belong to a placeholder.",
            "Write placeholders like “{{ name }}”, and nothing else in double braces.",
        )
    for name in dict.fromkeys(names(template)):
        if known is not None and name not in known:
            mend = suggestion(name, known)
            reading.report(
                "unknown-placeholder",
                place,
                f"Nothing fills in “{name}”.",
                mend if mend.startswith("Did") else "Declare it in playbook/variables.yml.",
            )
