"""The words of the interface: each sentence stands in the code in English, and other words may be said in its place.

The English sentence is the key. What changes in it is a placeholder, `{{ name }}`, as in messages. The words of a
playbook are set once, when it is opened; whoever tells mistakes speaks English.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from .scalars import Language, Line

_HOLE: Final = re.compile(r"\{\{[ \t]*(\w+)[ \t]*\}\}")

_ENGLISH: Final = Language("en")

_words: dict[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Strings:
    """The words of the pages, the calculator and the results in the terminal, where they are not the usual ones."""

    language: Language = _ENGLISH
    """The language of the interface. English and German come with the program; for another one, every sentence has to
    be written below `strings`."""
    strings: Mapping[Line, Line] = field(default_factory=dict)
    """Words of your own: an English sentence, exactly as it stands on a page, and what is said in its place. It keeps
    the placeholders, such as `{{ day }}`. Everything is plain text."""

    @property
    def words(self) -> Mapping[str, str]:
        """The same as plain text."""
        return {str(sentence): str(words) for sentence, words in self.strings.items()}


def speak(words: Mapping[str, str]) -> None:
    """Say these words from now on: English sentence → what is said. A sentence that is not there is said in English."""
    _words.clear()
    _words.update(words)


def spoken() -> Mapping[str, str]:
    """What is said instead of which sentence."""
    return dict(_words)


def said(english: str) -> str:
    """The words for a sentence, with their placeholders."""
    return _words.get(english, english)


def filled(words: str, values: Mapping[str, object]) -> str:
    """The words with values in place of their placeholders."""
    return _form(words)(values)


@cache
def _form(words: str) -> Callable[[Mapping[str, object]], str]:
    """What puts values into the words."""
    pieces = _HOLE.split(words)  # at every second place the name of a placeholder
    pieces[::2] = [piece.replace("{", "{{").replace("}", "}}") for piece in pieces[::2]]
    pieces[1::2] = [f"{{{name}}}" for name in pieces[1::2]]
    return "".join(pieces).format_map


def t(english: str, **values: object) -> str:
    """A sentence in the language of the interface: `t("Opened on {{ day }}", day=day)`."""
    words = _words.get(english, english)
    return _form(words)(values) if values else words


def tn(one: str, many: str, n: int, **values: object) -> str:
    """The same with a number `n` in it: one sentence for 1, another one for the rest."""
    return t(one if n == 1 else many, n=n, **values)


def english(sentence: str) -> str:
    """The sentence itself: marks one that is kept somewhere, and only said later."""
    return sentence
