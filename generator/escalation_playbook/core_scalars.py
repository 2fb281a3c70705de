"""What a plain YAML scalar means under the core schema of YAML 1.2.

Only `null`, `true`, `false` and numbers are more than text: `no`, `on`, `12:30` and `2025-11-28` stay what was written.
"""

import re
from math import isfinite
from typing import Final

_WORDS: Final[dict[str, bool | None]] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMBER: Final = re.compile(
    r"(?P<integer>[-+]?[0-9]+)"
    r"|(?P<octal>0o[0-7]+)"
    r"|(?P<hexadecimal>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<infinite>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BASES: Final = {"integer": 10, "octal": 8, "hexadecimal": 16}

NOT_TEXT_STARTS: Final = frozenset("0123456789+-.~nNtTfF")
"""A plain scalar that begins with none of these, and is not empty, is text: the quick way past `resolve`."""

_MOST_CHARACTERS: Final = 40
"""Longer numbers are refused before they are computed: the work of reading one grows with the square of its length."""


class ScalarError(ValueError):
    """A scalar that is a number to YAML and of no use as one; its text says why, `mend` what to do."""

    def __init__(self, message: str, mend: str = "Put it in quotes if text is meant.") -> None:
        """Keep what to do apart."""
        super().__init__(message)
        self.mend = mend


def resolve(text: str) -> str | int | float | bool | None:
    """The value of the plain scalar `text`.

    Raises:
        ScalarError: for a number that is infinite, no number, longer than 40 characters, or written in another way
            than it would be printed: `007`, `+49`, `0x10`, `1.50`. Where text belongs it would come out as another.
    """
    number = _NUMBER.fullmatch(text)
    if number is None:
        return _WORDS.get(text, text)
    if len(text) > _MOST_CHARACTERS:
        raise ScalarError(f"This number has {len(text)} characters; no more than {_MOST_CHARACTERS} are read.")
    kind = number.lastgroup
    if kind in _BASES:
        return _as_written(text, int(text, _BASES[kind]))
    if kind == "infinite":
        raise ScalarError(f"“{text}” is not a finite number.")
    if not isfinite(float(text)):
        raise ScalarError("This number is too great to be read.")
    return _as_written(text, float(text))


def _as_written(text: str, value: float) -> int | float:
    if str(value) != text:
        mend = f"Write {value}, or put it in quotes if text is meant."
        raise ScalarError(f"“{text}” is the number {value} to YAML.", mend)
    return value
