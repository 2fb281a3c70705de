"""A ticket's text as words that can be compared: without case and accents, each with its place in the text.

One pass over the characters and one over the words, whatever the text is. Words are runs of letters; scripts that are
written without spaces give one word for each character, so that a phrase is found wherever it stands.
"""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Final, NamedTuple
from unicodedata import category, combining, decimal, east_asian_width, normalize

LONGEST: Final = 100_000
"""Characters of a ticket that are read."""


class Word(NamedTuple):
    """A word of a text."""

    text: str
    """As it is compared."""
    start: int
    """Where it begins, in characters of the text."""
    end: int
    """Where it ends, the first character after it."""
    sentence: int
    """In which sentence it stands."""
    hundredths: int = -1
    """The number that it is, times 100; negative when it is none."""


_PART: Final = " "
"""Parts words."""
_STOP: Final = "."
"""Ends a sentence, wherever it stands."""

_SIGN: Final = "sign"
"""A word by itself."""

_STOPS: Final = frozenset("。！？｡؟।॥۔")
_STOPS_BEFORE_SPACE: Final = frozenset(".!?;:…")
_WITHIN: Final = frozenset("'’ʼ`´")
"""Stand inside words and are left out: `can't` is compared as `cant`."""

_UNSPACED: Final = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
"""Thai and Lao, Burmese, Khmer: written without spaces, as is all that has double width."""

_JOINS: Final = re.compile(r"[.,:/\-–\u00a0\u202f ]")
"""What stands between the parts of a number, a date or a time of day."""


def words(text: str) -> list[Word]:
    """The words of a text, in order; what lies beyond the longest length is not read."""
    found = list(islice(_words(text[:LONGEST]), LONGEST))  # one character may stand for several words
    return list(_numbered(found, text))


def _words(text: str) -> Iterator[Word]:
    plain: dict[str, list[tuple[str, str]]] = {}
    letters: list[str] = []
    kind = ""
    start = end = sentence = 0
    blank = False
    for at, character in enumerate(text):
        if character not in plain:
            plain[character] = [(each, _kind(each)) for each in _plain(character)]
        for each, now in plain[character]:
            if letters and (now != kind or now == _SIGN):
                yield Word("".join(letters), start, end, sentence)
                letters = []
            if now:
                start = start if letters else at
                letters.append(each)
                end = at + 1
                blank = False
            kind = now
            if each == _STOP:
                sentence += 1
        if character in _STOPS_BEFORE_SPACE and not text[at + 1 : at + 2].strip():
            sentence += 1
        elif character == "\n":
            sentence += blank  # the second line end in a row
            blank = True
    if letters:
        yield Word("".join(letters), start, end, sentence)


def _plain(character: str) -> str:
    """A character as it is compared: its letters and digits, or what parts words; empty when it only shapes them."""
    if character in _WITHIN:
        return ""
    if character in _STOPS:
        return _STOP
    if category(character) == "Cf" and character != "\u200b":
        return ""
    folded = normalize("NFKD", normalize("NFKD", character).casefold())
    return "".join(_sign(each) for each in folded if not combining(each))


def _sign(character: str) -> str:
    if character in "%٪":
        return "%"
    group = category(character)
    if group == "Nd":
        return str(decimal(character))
    return character if group[0] in "LM" else _PART


def _kind(character: str) -> str:
    """What may stand beside it in a word: of the same kind, nothing for a sign; empty when it is in no word."""
    if character in (_PART, _STOP):
        return ""
    if character.isdecimal():
        return "digit"
    wide = east_asian_width(character) == "W" and category(character) == "Lo"
    alone = wide or character == "%" or any(first <= character <= last for first, last in _UNSPACED)
    return _SIGN if alone else "letter"


def _numbered(found: list[Word], text: str) -> Iterator[Word]:
    """The words with the parts of numbers joined: `1,200`, `10 000`, `1.5`; dates and times of day are no numbers."""
    at = 0
    while at < len(found):
        last = at
        if found[at].text.isdecimal():
            while last + 1 < len(found) and _joined(found[last], found[last + 1], text):
                last += 1
        parts = found[at : last + 1]
        if parts[0].text.isdecimal():
            before = found[at - 1] if at else None  # “v2” is no 2
            glued = (
                before is not None and before.end == parts[0].start and before.text.isalpha() and before.text.isascii()
            )
            value = -1 if glued else _hundredths(parts, text)
            yield Word("".join(p.text for p in parts), parts[0].start, parts[-1].end, parts[0].sentence, value)
        else:
            yield parts[0]
        at = last + 1


def _joined(one: Word, two: Word, text: str) -> bool:
    """Whether two words of digits belong together; a plain space joins thousands only."""
    between = text[one.end : two.start]
    if not two.text.isdecimal() or len(between) != 1 or not _JOINS.match(between):
        return False
    return between != " " or (len(two.text) == 3 and len(one.text) <= 3)


def _hundredths(parts: list[Word], text: str) -> int:
    joints = {text[one.end : two.start] for one, two in pairwise(parts)}
    digits = [part.text for part in parts]
    if sum(map(len, digits)) > 9 or joints & set(":/-–") or len(joints) > 1:
        return -1
    if all(len(part) == 3 for part in digits[1:]) and len(digits[0]) <= (3 if joints else 9):
        return int("".join(digits)) * 100
    if len(digits) == 2 and joints <= {".", ","} and len(digits[1]) <= 2:
        return int(digits[0]) * 100 + int(digits[1].ljust(2, "0"))
    return -1
