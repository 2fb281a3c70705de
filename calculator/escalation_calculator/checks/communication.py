"""Checks of how the company speaks: audiences with their messages, languages with all their words."""

from escalation_calculator.communication import Communication
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.languages import IN_TEMPLATES, Wording
from escalation_calculator.messages import Message, MessageVariable
from escalation_calculator.model import PRIORITIES, Model
from escalation_calculator.placeholders import known_names, malformed, names
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Language

from .names import unique


def check_communication(decoded: Decoded) -> None:
    """Report audiences and languages with something wrong or missing, and messages that there should be."""
    entry = decoded.one(Communication)
    if entry is None:
        return
    communication, reading = entry.value, entry.reading
    ids = [audience.id for audience in communication.audiences]
    unique(reading, ((("audiences", i, "id"), name) for i, name in enumerate(ids)), "audience")
    model = decoded.one(Model)
    if model is not None:
        _names(communication, known_names(model.value, decoded.ids(MessageVariable)), decoded, reading)
    _languages(communication, reading)
    for language, wording in communication.languages.items():
        _wording(language, wording, communication, reading)
    _missing(communication, decoded, reading)


def _names(communication: Communication, known: set[str], decoded: Decoded, reading: Reading) -> None:
    """Words that must be said or must not, and that there are none of."""
    optional = {entry.value.id for entry in decoded.all(MessageVariable) if entry.value.required == "no"}
    found: list[tuple[Path, str]] = [(("internal", i), name) for i, name in enumerate(communication.internal)]
    for i, audience in enumerate(communication.audiences):
        for stage, parts in audience.stages.items():
            found += [(("audiences", i, "stages", stage, n), name) for n, name in enumerate(parts)]
    for path, name in found:
        if name not in known:
            message = f"Nothing fills in “{name}”."
            reading.report("unknown-placeholder", path, message, suggestion(name, known))
        if name in optional and path[0] == "audiences":
            message = f"“{name}” may stay empty, and here it must be said."
            reading.report("optional-word", path, message, "Take it out, or let it be required.")


def _languages(communication: Communication, reading: Reading) -> None:
    """Languages that are spoken, and that there are no words of."""
    spoken: list[tuple[Path, Language]] = [(("language",), communication.language)]
    for i, audience in enumerate(communication.audiences):
        spoken += [(("audiences", i, "languages", n), tag) for n, tag in enumerate(audience.languages)]
    for path, language in spoken:
        if not communication.speaks(language):
            message = f"There are no words for times and spans in “{language}”."
            mend = suggestion(language, {"en", *communication.languages})
            mend = mend if mend.startswith("Did") else f"Add “{language}:” below “languages:”."
            reading.report("unknown-language", path, message, mend)


def _wording(language: Language, wording: Wording, communication: Communication, reading: Reading) -> None:
    place = ("languages", language)
    for name, count in (("weekdays", 7), ("months", 12)):
        given = len(getattr(wording, name))
        if given != count:
            message = f"There are {given} {name} here, and {count} in a calendar."
            reading.report("calendar", (*place, name), message, "Write all of them, in their order.", on_key=True)
    for name, known in IN_TEMPLATES.items():
        template = getattr(wording, name)
        if braces := malformed(template):
            message = f"“{braces}” here does not belong to a placeholder."
            reading.report("bad-placeholder", (*place, name), message, "Write placeholders like “{{ clock }}”.")
        for other in dict.fromkeys(names(template)):
            if other not in known:
                message = f"Nothing fills in “{other}” here."
                reading.report("unknown-placeholder", (*place, name), message, suggestion(other, known))
    lacking = [priority for priority in PRIORITIES if priority not in wording.priorities]
    if lacking and language != communication.language:
        message = f"“{language}” has no word for “{lacking[-1]}”."
        reading.report("missing-word", (*place, "priorities"), message, "Add it below “priorities:”.", on_key=True)


def _missing(communication: Communication, decoded: Decoded, reading: Reading) -> None:
    """Warn of messages that there should be; unless some message could not be read."""
    if len(decoded.all(Message)) < len(decoded.ids(Message)):
        return
    messages = [entry.value for entry in decoded.all(Message)]
    there = {(message.audience, message.stage) for message in messages}
    known = {audience.id for audience in communication.audiences}
    unclear = {message.stage for message in messages if message.audience not in known}  # told at the message
    for i, audience in enumerate(communication.audiences):
        for stage in audience.stages:
            if (audience.id, stage) not in there and stage not in unclear:
                message = f"There is no message for “{audience.id}” at the stage “{stage}”."
                mend = "Write one in playbook/messages/, or take the stage out here."
                reading.warn("missing-message", ("audiences", i, "stages", stage), message, mend, on_key=True)
