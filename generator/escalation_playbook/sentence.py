"""Sentences in markup: the words of the interface as plain text, with markup only in the place of placeholders."""

from functools import cache

from markupsafe import Markup, escape

from escalation_calculator.strings import filled, said


def sentence(english: str, /, **values: object) -> str | Markup:
    """A sentence in the language of the interface. Its words are escaped; a value that is markup stays it."""
    words = said(english)
    if not values:
        return words
    if not any(hasattr(value, "__html__") for value in values.values()):
        return filled(words, values)
    return Markup(filled(_escaped(words), {name: escape(value) for name, value in values.items()}))  # noqa: S704 - escaped


@cache
def _escaped(words: str) -> str:
    return str(escape(words))


def counted_sentence(one: str, many: str, n: int, /, **values: object) -> str | Markup:
    """The same with a number `n` in it: one sentence for 1, another one for the rest."""
    return sentence(one if n == 1 else many, n=n, **values)
