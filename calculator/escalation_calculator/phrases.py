"""Finding many phrases in a text at once. The work grows with the text and the longest phrase, whatever the text is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, NamedTuple, TypeVar

from .categorisation import DURATION, HOLES, NUMBER
from .ticket_text import Word, words
from .values import GREATEST

T = TypeVar("T")

_PARTS: Final = 3
"""Numbers with a unit that make up one duration: `1 week 2 days 3 hours`."""


class Hit(NamedTuple, Generic[T]):
    """A phrase that was found."""

    what: T
    """What the phrase stands for."""
    first: int
    """Its first word, by number."""
    after: int
    """The word after its last one."""
    value: int
    """The number, or the minutes, in the place of its hole; -1 without one."""


@dataclass
class Node(Generic[T]):
    """The words that may follow here, and what ends here."""

    following: dict[str, Node[T]] = field(default_factory=dict)
    ends: list[T] = field(default_factory=list)


class Amounts(NamedTuple):
    """How numbers and units of time are written beside digits, as words are compared."""

    numbers: Mapping[str, int]
    units: Mapping[str, int]
    """Unit → minutes."""


def split(phrase: str) -> list[str]:
    """The words of a phrase as they are compared; a hole stays as it is written."""
    for hole in HOLES:
        before, found, after = phrase.partition(hole)
        if found:
            return [*split(before), hole, *split(after)]
    return [word.text for word in words(phrase)]


def add(tree: Node[T], phrase: str, what: T) -> None:
    """Add a phrase; one without words is never found."""
    node = tree
    for word in split(phrase):
        node = node.following.setdefault(word, Node())
    if node is not tree and what not in node.ends:
        node.ends.append(what)


def find(tree: Node[T], text: Sequence[Word], amounts: Amounts) -> Iterator[Hit[T]]:
    """Every place where a phrase stands within one sentence, in the order of the places."""
    for first in range(len(text)):
        open_ = [(tree, first, -1)]
        while open_:
            node, at, value = open_.pop()
            if at > first:
                for what in node.ends:
                    yield Hit(what, first, at, value)
            if at == len(text) or text[at].sentence != text[first].sentence:
                continue
            if text[at].text in node.following:
                open_.append((node.following[text[at].text], at + 1, value))
            if NUMBER in node.following and (number := _number(text, at, amounts)) >= 0:
                open_.append((node.following[NUMBER], at + 1, number))
            if DURATION in node.following and (found := _duration(text, at, amounts)):
                open_.append((node.following[DURATION], *found))


def _number(text: Sequence[Word], at: int, amounts: Amounts) -> int:
    """The whole number at a word; negative when there is none. After another number, a word for one is part of it."""
    hundredths = text[at].hundredths
    if hundredths >= 0:
        return hundredths // 100 if hundredths % 100 == 0 else -1
    if at > 0 and text[at - 1].text in amounts.numbers:
        return -1
    following = text[at + 1].text if at + 1 < len(text) else ""
    return -1 if following in amounts.numbers else amounts.numbers.get(text[at].text, -1)


def _duration(text: Sequence[Word], at: int, amounts: Amounts) -> tuple[int, int] | None:
    """The word after the duration at a word, and its minutes."""
    minutes = 0
    end = at
    for _ in range(_PARTS):
        if end + 1 >= len(text) or text[end + 1].text not in amounts.units:
            break
        unit = amounts.units[text[end + 1].text]
        number = _number(text, end, amounts)
        part = text[end].hundredths * unit // 100 if text[end].hundredths >= 0 else number * unit
        if part < 0:
            break
        minutes += part
        end += 2
    return (end, minutes) if end > at and minutes <= GREATEST else None
