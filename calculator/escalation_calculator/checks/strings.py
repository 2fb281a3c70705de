"""Checks of the words of the interface: each is said in place of a sentence that there is, with its placeholders."""

from collections.abc import Collection, Mapping
from typing import Final

from escalation_calculator.diagnostics import closest, shortened, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.placeholders import malformed, names
from escalation_calculator.reading import Reading
from escalation_calculator.strings import Strings

_CLOSE: Final = 0.8
"""There are so many sentences that a guess has to be a good one."""


def check_strings(decoded: Decoded, sentences: Mapping[str, Collection[str]]) -> None:
    """Report words that nothing says, that lack a placeholder, or that are of a language which has no others.

    Args:
        decoded: The files.
        sentences: The languages that come with the program, and the sentences that each has words for; none given
            means that neither is checked.
    """
    entry = decoded.one(Strings)
    if entry is None:
        return
    strings, reading = entry.value, entry.reading
    every = sentences.get("en", ())
    for sentence, words in strings.strings.items():
        if every and sentence not in every:
            message = f"No page says “{shortened(sentence)}”."
            close = closest(sentence, every, _CLOSE)
            mend = f"Did you mean “{close[0]}”?" if close else "Copy the sentence from the page, in English."
            reading.report("unknown-sentence", ("strings", sentence), message, mend, on_key=True)
        _placeholders(sentence, words, reading)
    if every and strings.language not in sentences:
        _unknown(strings, sentences, reading)


def _placeholders(sentence: str, words: str, reading: Reading) -> None:
    path, known = ("strings", sentence), dict.fromkeys(names(sentence))
    if braces := malformed(words):
        message = f"“{braces}” here does not belong to a placeholder."
        reading.report("bad-placeholder", path, message, "Write placeholders like “{{ day }}”.")
    for name in dict.fromkeys(names(words)):
        if name not in known:
            message = f"Nothing fills in “{name}” here."
            mend = suggestion(name, known) if known else "Take it out."
            reading.report("unknown-placeholder", path, message, mend)
    for name in known:
        if name not in names(words):
            reading.report("placeholder-left-out", path, f"“{{{{ {name} }}}}” is missing here.", "Say it, too.")


def _unknown(strings: Strings, sentences: Mapping[str, Collection[str]], reading: Reading) -> None:
    """The language does not come with the program: so every sentence must be there."""
    if not strings.strings:
        message = f"The interface has no words in “{strings.language}”."
        mend = suggestion(strings.language, sentences)
        reading.report("unknown-language", ("language",), message, mend)
    elif not strings.strings.keys() >= set(sentences["en"]):
        message = f"No words in “{strings.language}” come with the program, and not every sentence has its own below."
        reading.warn("sentences-missing", ("language",), message, "What is missing is said in English until then.")
