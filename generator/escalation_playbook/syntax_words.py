"""Syntax mistakes in YAML, told to the person who typed them.

The parser says where it stopped and in its own terms why. What was meant is read from the line itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.tokens import ScalarToken

from escalation_playbook.text_places import Mistake, Place, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import MarkedYAMLError


@dataclass(frozen=True, kw_only=True)
class _Stopped:
    """Where the parser stopped, and where the construct began that it was in; lines and columns counted from 0."""

    lines: list[str]
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def before(self) -> str:
        return self.lines[self.line][: self.column] if self.line < len(self.lines) else ""

    @property
    def after(self) -> str:
        return self.lines[self.line][self.column :] if self.line < len(self.lines) else ""

    def here(self, words: tuple[str, str], width: int = 0) -> Mistake:
        return self.at(words, self.line, self.column, width)

    def at(self, words: tuple[str, str], line: int, column: int, width: int = 0) -> Mistake:
        """At `width` characters, else at the word that begins there; after the end of the text, at its last line."""
        if line >= len(self.lines) or (line and line == len(self.lines) - 1 and not self.lines[line]):
            line = max((i for i, text in enumerate(self.lines) if text.strip()), default=0)
            column = len(self.lines[line].rstrip())
        word = re.compile(r"[^\s:,\[\]{}]+").match(self.lines[line], column)
        width = width or (word.end() - column if word else 1)
        place = Place(line=line + 1, column=column + 1, end_line=line + 1, end_column=column + 1 + width)
        return Mistake(code="syntax", message=words[0], mend=words[1], place=place)


def explain(error: MarkedYAMLError, text: str) -> Mistake:
    """The mistake that stopped the parser in `text`."""
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    stopped = _Stopped(
        lines=split_lines(text),
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        start_line=start.line if start else 0,
        start_column=start.column if start else 0,
    )
    problem = error.problem or ""
    if (blank := _odd_blank(stopped)) is not None:
        words = ("A blank that is none to YAML stands here.", "Use the space bar.")
        return stopped.at(words, blank, 0, 1)
    opened = _opened_above(stopped, text)
    if opened:
        return _unclosed_quote(stopped, *opened)
    if problem in _UNCLOSED_QUOTE:
        return _unclosed_quote(stopped, stopped.start_line, stopped.start_column)
    if problem in _READ_FROM_THE_LINE:
        return _READ_FROM_THE_LINE[problem](stopped)
    if problem in _AT_THE_START:
        return stopped.at(_AT_THE_START[problem], stopped.start_line, stopped.start_column)
    return stopped.here(_WHERE_IT_STOPPED.get(problem, (f"This is not YAML: {problem}.", "")))


_TAB: Final = ("A tab cannot stand here.", "Indent with spaces.")
_NO_SPACE: Final = ("There is no space after “:”.", "Write “key: value”.")
_TAG: Final = ("Tags such as “!name” are not read.", "Put the text in quotes.")
_LONGEST_KEY: Final = 1024
"""YAML allows no longer key without a “?” before it."""

_AT_THE_START: Final[dict[str, tuple[str, str]]] = {
    "did not find expected ',' or ']'": ("The “[” opened here is not closed.", "Close it with “]”."),
}
"""Problems that show where the parser stops and lie where the construct began."""

_UNCLOSED_QUOTE: Final = {"found unexpected end of stream", "found unexpected document indicator"}
"""Problems inside a quoted text that nothing closes."""

_OWN_LINE: Final = re.compile(r"""\s*(?:- |["']?[\w-]+["']?:(?:\s|$)|["']\w)""")
"""A line that begins an entry, a key or a quoted text, and so is hardly meant as part of a quoted text."""

_WHERE_IT_STOPPED: Final[dict[str, tuple[str, str]]] = {
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "found undefined tag handle": _TAG,
    "did not find the expected '>'": _TAG,
    "block sequence entries are not allowed in this context": (
        "A list cannot begin on the line of its key.",
        "Begin the first “- ” on a line of its own.",
    ),
    "mapping keys are not allowed in this context": ("A key cannot stand here.", "Put the text in quotes."),
    "did not find expected alphabetic or numeric character": (
        "A value that begins with “*” or “&” is read as a reference.",
        "Put the text in quotes.",
    ),
    "found unknown escape character": (
        "“\\” begins an escape in double quotes, and this one is unknown.",
        "Write “\\\\”, or use single quotes.",
    ),
    "did not find expected hexdecimal number": ("This escape lacks its digits.", "Write “\\\\” for a backslash."),
    "found invalid Unicode character escape code": ("This escape names no character.", "Write the character itself."),
    "did not find expected comment or line break": (
        "Nothing but a comment can follow “|” or “>” on its line.",
        "Begin the text on the next line, or put it in quotes.",
    ),
    "found an indentation indicator equal to 0": ("The digit after “|” or “>” cannot be 0.", "Leave it out."),
    "did not find expected '-' indicator": (
        "This line stands in a list and does not begin with “- ”.",
        "Indent it below an entry, or move it out of the list.",
    ),
    "did not find expected <document start>": ("Something follows the end of the document.", "Remove it."),
    "found incompatible YAML document": ("This version of YAML is not read.", "Remove the line."),
    "found duplicate %YAML directive": ("This line stands here twice.", "Remove it."),
    "found unknown directive name": ("A line that begins with “%” is read as a directive.", "Put the text in quotes."),
}


_ODD_BLANK: Final = re.compile(r" *[\u00a0\u2000-\u200a\u202f\u3000]")
"""Blanks that come with text pasted from a page; they look like indentation."""


def _odd_blank(stopped: _Stopped) -> int | None:
    """The line that begins with such a blank: where the parser stopped, or the one before."""
    near = range(max(0, stopped.line - 1), min(stopped.line + 1, len(stopped.lines)))
    return next((line for line in near if _ODD_BLANK.match(stopped.lines[line])), None)


def _opened_above(stopped: _Stopped, text: str) -> tuple[int, int] | None:
    """Where a quoted text began that ends on the line of the mistake and swallowed whole lines on its way there.

    Whoever forgets the closing quote opens the next quoted text in vain: the parser takes that quote for the missing
    one and stops behind it.
    """
    parser = CParser(text)
    last: Any = None
    try:
        while (token := parser.get_token()) is not None and token.start_mark.line <= stopped.line:
            if isinstance(token, ScalarToken) and token.style in {"'", '"'}:
                last = token
    except YAMLError:
        pass
    if last is None or not last.start_mark.line < last.end_mark.line == stopped.line:
        return None
    if last.end_mark.column > stopped.column:
        return None
    swallowed = stopped.lines[last.start_mark.line + 1 : stopped.line + 1]
    if not any(_OWN_LINE.match(line) for line in swallowed):
        return None
    return last.start_mark.line, last.start_mark.column


def _unclosed_quote(stopped: _Stopped, line: int, column: int) -> Mistake:
    quote = stopped.lines[line][column]
    return stopped.at(
        ("The quote opened here is not closed.", f"Close it with {quote} at the end of the text."), line, column
    )


def _second_colon(stopped: _Stopped) -> Mistake:
    if re.search(r":\s+", stopped.before):
        words = ("There is a second “: ” on this line.", "Put the text after the first one in quotes.")
        return stopped.here(words, 1)
    above = next((i for i in range(stopped.line - 1, -1, -1) if stopped.lines[i].strip()), 0)
    joined = re.match(r"\s*(?:- +)*[\w-]+(:)[^\s/]", stopped.lines[above]) if above < stopped.line else None
    if joined:
        return stopped.at(_NO_SPACE, above, joined.start(1), 1)
    start = len(stopped.before) - len(stopped.before.lstrip())
    if stopped.column - start > _LONGEST_KEY:
        words = (f"A key has no more than {_LONGEST_KEY} characters.", "Put the text in quotes.")
    else:
        words = (
            "This key is indented below a line that has a value already.",
            "Give it the indentation of the keys beside it.",
        )
    return stopped.at(words, stopped.line, start)


def _no_colon(stopped: _Stopped) -> Mistake:
    joined = re.match(r"\s*(?:- +)*[\w-]+(:)[^\s/]", stopped.lines[stopped.start_line])
    if joined:
        return stopped.at(_NO_SPACE, stopped.start_line, joined.start(1), 1)
    words = ("This line has no “:” after its key.", "Write “key: value”.")
    return stopped.at(words, stopped.start_line, stopped.start_column)


def _unclosed_braces(stopped: _Stopped) -> Mistake:
    comment = re.search(r"\s(#)\S", stopped.lines[stopped.start_line][stopped.start_column :])
    if comment:
        words = ("“#” begins a comment, so that the rest of this line is not read.", "Put the text in quotes.")
        return stopped.at(words, stopped.start_line, stopped.start_column + comment.start(1), 1)
    words = ("The “{” opened here is not closed.", "Close it with “}”.")
    return stopped.at(words, stopped.start_line, stopped.start_column, 1)


def _no_key(stopped: _Stopped) -> Mistake:
    if re.search(r"[\"']\s*$", stopped.before):
        mend = "Inside single quotes write ' as ''; inside double quotes write \" as \\\"."
        return stopped.here(("Text follows the closing quote.", mend))
    if stopped.before.strip():
        return stopped.here(("Something follows a value that has ended.", "Put the text in quotes."))
    if stopped.after.startswith(":"):
        return stopped.here(("There is no key before this “:”.", "Write “key: value”."), 1)
    if stopped.after == "-" or stopped.after.startswith("- "):
        return stopped.here(("A list entry stands among keys.", "Indent the list below its key."), 1)
    message = f"This line has not the indentation of the keys beside it, which is {stopped.start_column}."
    return stopped.here((message, "Indent it like them."))


def _no_content(stopped: _Stopped) -> Mistake:
    here = stopped.after[:1]
    if here == ",":
        return stopped.here(("There is no value before this comma.", "Remove the comma."), 1)
    if here in {"]", "}"}:
        return stopped.here((f"“{here}” closes nothing.", "Put the text in quotes."), 1)
    if not here.strip():
        return stopped.here(("The file ends inside brackets.", "Close them."), 1)
    return stopped.here(("There is no value here.", "Put the text in quotes."))


def _no_token(stopped: _Stopped) -> Mistake:
    here = stopped.after[:1]
    return stopped.here(
        _TAB if here == "\t" else (f"A value cannot begin with “{here}”.", "Put the text in quotes."), 1
    )


_READ_FROM_THE_LINE: Final[dict[str, Callable[[_Stopped], Mistake]]] = {
    "mapping values are not allowed in this context": _second_colon,
    "could not find expected ':'": _no_colon,
    "did not find expected ',' or '}'": _unclosed_braces,
    "did not find expected key": _no_key,
    "did not find expected node content": _no_content,
    "found character that cannot start any token": _no_token,
}
"""Problems with several causes."""
