"""Checks of synonyms: each has words that can be looked for, and says something once."""

from escalation_calculator.files import Decoded
from escalation_calculator.phrases import split
from escalation_calculator.synonyms import Synonym

_FEWEST = 2


def check_synonyms(decoded: Decoded) -> None:
    """Report what is wrong in the synonyms."""
    seen: dict[str, tuple[int, str]] = {}
    for number, entry in enumerate(decoded.all(Synonym)):
        reading, path = entry.reading, (*entry.path, "words")
        for i, written in enumerate(entry.value.words):
            words = " ".join(split(written))
            if not words:
                message = f"“{written}” has no words."
                reading.report("no-words", (*path, i), message, "Write words, as somebody would look for them.")
            elif words in seen:
                before, first = seen[words]
                where = "here already" if before == number else f"beside “{first}” already"
                mend = "Take it out." if before == number else "Leave it with one of them, or make them one."
                reading.report("synonym-twice", (*path, i), f"“{written}” stands {where}.", mend)
            else:
                seen[words] = (number, entry.value.words[0])
        if len(entry.value.words) < _FEWEST:
            message = "A synonym needs a second word that means the same."
            reading.report("lone-word", path, message, "Add one, or take the entry out.", on_key=True)
