"""Checks of the words that agents fill in: each has its own name, fits its type, and is used."""

from escalation_calculator.files import Decoded
from escalation_calculator.messages import Message, MessageVariable
from escalation_calculator.model import Model
from escalation_calculator.placeholders import known_names, names
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import parse_duration
from escalation_calculator.variables import read_time

from .names import reference, unique, unique_entries


def check_variables(decoded: Decoded) -> None:
    """Report variables declared twice, under a name that means something else, that do not fit, or are not used."""
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
        _choices(entry.value, entry.reading, entry.path)
        if not _fits(entry.value):
            entry.reading.report(
                "bad-example",
                (*entry.path, "example"),
                f"“{entry.value.example}” is no {entry.value.type}.",
                "Write it as an agent would type it, or change the type.",
            )
    _unused(decoded)


def _choices(variable: MessageVariable, reading: Reading, path: tuple[str | int, ...]) -> None:
    ids = [choice.id for choice in variable.choices]
    unique(reading, (((*path, "choices", i, "id"), name) for i, name in enumerate(ids)), "choice")
    if variable.type == "choice" and not ids:
        reading.report("few-choices", (*path, "type"), "A choice needs something to choose from.", "Add “choices:”.")
    if variable.type != "choice" and ids:
        message = f"A variable of type “{variable.type}” has no choices."
        reading.report(
            "needless-choices", (*path, "choices"), message, "Take them out, or make it a choice.", on_key=True
        )
    for language, words in variable.translations.items():
        place = (*path, "translations", language)
        for name in words.choices:
            reference(reading, (*place, "choices", name), name, ids, "choice", on_key=True)
        lacking = [name for name in ids if name not in words.choices]
        if lacking:
            message = f"This translation lacks the choice “{lacking[0]}”."
            reading.warn(
                "translation-lacks", place, message, "Translate it; until then it stands as it is.", on_key=True
            )


def _fits(variable: MessageVariable) -> bool:
    """Whether the example is one that could be typed."""
    match variable.type:
        case "number":
            return variable.example.isascii() and variable.example.isdigit()
        case "duration":
            return parse_duration(variable.example) is not None
        case "time":
            return read_time(variable.example) is not None
        case "link":
            return variable.example.startswith(("https://", "http://", "mailto:"))
        case "choice":
            return not variable.choices or str(variable.example) in [str(choice.id) for choice in variable.choices]
        case "text":
            return True


def _unused(decoded: Decoded) -> None:
    """Warn of words that no message names; unless some message could not be read."""
    if len(decoded.all(Message)) < len(decoded.ids(Message)):
        return
    used = {
        name
        for entry in decoded.all(Message)
        for texts in (entry.value.channels, *entry.value.translations.values())
        for text in texts.values()
        for part in (text.subject, text.body)
        for name in names(part or "")
    }
    for entry in decoded.all(MessageVariable):
        if entry.value.id not in used:
            entry.reading.warn(
                "unused-variable",
                (*entry.path, "id"),
                f"No message uses “{entry.value.id}”.",
                "Name it in a message, or take it out.",
            )
