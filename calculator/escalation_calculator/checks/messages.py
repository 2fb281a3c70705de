"""Checks of messages: to whom, and a text for each channel and language that they must have."""

from collections.abc import Collection, Iterator, Mapping

from escalation_calculator.channels import CHANNELS, ChannelName
from escalation_calculator.communication import Audience, Communication
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import COMMUNICATION, Decoded
from escalation_calculator.messages import Message, MessageVariable, Text
from escalation_calculator.model import Model
from escalation_calculator.placeholders import IN_OWN_LANGUAGE, INTERNAL, known_names, names
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Language

from .names import reference
from .texts import Part, Words, check_text


def check_messages(decoded: Decoded) -> None:
    """Report what is wrong in the messages."""
    found = decoded.one(Communication)
    if found is None:
        return
    communication, words = found.value, _words(decoded, found.value)
    audiences = {audience.id: audience for audience in communication.audiences}
    for entry in decoded.all(Message):
        message, reading = entry.value, entry.reading
        reference(reading, ("audience",), message.audience, audiences, "audience")
        audience = audiences.get(message.audience)
        _channels(message.channels, ("channels",), reading, audience.channels if audience is not None else ())
        _languages(message, communication, audience, words, reading)
        for part in _parts(message, communication.language, audience):
            check_text(part, words, communication, reading)


def _words(decoded: Decoded, communication: Communication) -> Words:
    found = decoded.one(Model)
    variables = [entry.value for entry in decoded.all(MessageVariable)]
    own = set(IN_OWN_LANGUAGE)
    if found is not None:
        own |= {factor.id for factor in found.value.factors}
        own |= {fact.id for fact in found.value.facts if fact.type in ("choice", "yes-no")}
    return Words(
        known=known_names(found.value, decoded.ids(MessageVariable)) if found is not None else None,
        internal={*INTERNAL, *communication.internal, *(v.id for v in variables if v.visibility == "internal")},
        own=own,
        optional={v.id for v in variables if v.required == "no"},
    )


def _channels(
    texts: Mapping[ChannelName, Text], place: Path, reading: Reading, wanted: Collection[ChannelName] = ()
) -> None:
    """What is wrong with the channels of one language."""
    if not texts:
        reading.report("no-channel", place, "There is no text here.", "Add “email:” or “chat:”.", on_key=True)
        return
    for channel in wanted:
        if channel not in texts:
            said = f"There is no text for {CHANNELS[channel].within}, which its audience must get."
            reading.report("missing-channel", place, said, f"Add “{channel}:”.", on_key=True)
    for channel, text in texts.items():
        within = CHANNELS[channel].within
        if CHANNELS[channel].subject and text.subject is None:
            said = f"This text for {within} has no subject."
            reading.report("missing-subject", (*place, channel), said, "Add “subject:”.", on_key=True)
        if text.subject is not None and not CHANNELS[channel].subject:
            said = f"A text for {within} has no subject."
            reading.report("needless-subject", (*place, channel, "subject"), said, "Take it out.", on_key=True)


def _languages(
    message: Message, communication: Communication, audience: Audience | None, words: Words, reading: Reading
) -> None:
    own = communication.language
    for language, texts in message.translations.items():
        place = ("translations", language)
        if language == own:
            said = f"“{language}” is the playbook's own language."
            reading.report("own-language", place, said, "Put these texts below “channels:”.", on_key=True)
            continue
        if not communication.speaks(language):
            said = f"There are no words for times and spans in “{language}”."
            mend = suggestion(language, {own, "en", *communication.languages})
            mend = mend if mend.startswith("Did") else f"Add them below “languages:” in {COMMUNICATION}. {mend}"
            reading.report("unknown-language", place, said, mend, on_key=True)
        _channels(texts, place, reading)
        _compare(message, language, audience, words, reading)
    for language in audience.languages if audience is not None else ():
        if communication.speaks(language) and language not in message.translations and language != own:
            said = f"This message is not there in “{language}”."
            mend = f"Add “{language}:” below “translations:”."
            reading.warn("missing-translation", ("channels",), said, mend, on_key=True)


def _compare(message: Message, language: Language, audience: Audience | None, words: Words, reading: Reading) -> None:
    """Warn of what the original has and its translation lacks; words that must be there are told elsewhere."""
    texts = message.translations[language]
    needed = audience.stages.get(message.stage, ()) if audience is not None else ()
    for channel, original in message.channels.items() if texts else ():
        if channel not in texts:
            said = f"This translation lacks the text for {CHANNELS[channel].within}."
            reading.warn("translation-lacks", ("translations", language), said, f"Add “{channel}:”.", on_key=True)
            continue
        translated = set(names(texts[channel].body))
        for name in dict.fromkeys(names(original.body)):
            if words.knows(name) and name not in translated and name not in needed:
                said = f"The original says “{name}” here, this translation does not."
                mend = f"Write “{{{{ {name} }}}}” where it belongs, or take it out there."
                reading.warn("translation-lacks", ("translations", language, channel, "body"), said, mend)


def _parts(message: Message, own: Language, audience: Audience | None) -> Iterator[Part]:
    places: list[tuple[Path, Language, Mapping[ChannelName, Text]]] = [(("channels",), own, message.channels)]
    places += [(("translations", tag), tag, texts) for tag, texts in message.translations.items()]
    for place, language, texts in places:
        for channel, text in texts.items():
            for part, template in (("subject", text.subject), ("body", text.body)):
                if template is not None:
                    yield Part(
                        template=template,
                        path=(*place, channel, part),
                        part="subject" if part == "subject" else "body",
                        channel=channel,
                        language=language,
                        stage=message.stage,
                        audience=audience,
                    )
