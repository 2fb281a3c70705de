"""Tables in prose: in the look of all others, without a style of their own; and lines that were meant as one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_ALIGNED: Final = {"text-align:right": "end", "text-align:center": "center"}
_BAR: Final = re.compile(r"(?<!\\)\|")


def dress(tokens: Iterable[Token]) -> Iterator[Token]:
    """Tables in a box of their own, which scrolls where they are too wide, named by the words of their heads."""
    tokens = list(tokens)
    for number, token in enumerate(tokens):
        if token.type == "table_open":
            words = ", ".join(filter(None, _heads(tokens[number:])))
            name = {"role": "group", "aria-label": words} if words else {}
            yield Token("box_open", "div", 1, attrs={"class": "ep-prose__table", "tabindex": "0", **name}, block=True)
            token.attrs = {"class": "ep-table"}
        elif token.type in ("th_open", "td_open"):
            align = _ALIGNED.get(str(token.attrs.pop("style", "")))
            token.attrs |= {"scope": "col", "class": "ep-prose__head"} if token.tag == "th" else {}
            token.attrs |= {"data-align": align} if align else {}
        yield token
        if token.type == "table_close":
            yield Token("box_close", "div", -1, block=True)


def broken(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """What was hardly meant so: the line, counted from 1, what is wrong, and what to do."""
    columns = 0
    for token, inline in pairwise(tokens):
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and columns and (cells := _cells(lines[token.map[0]])) > columns:
            message = f"This row has {cells} cells, and the head of its table {columns}: the rest would not be shown."
            yield token.map[0] + 1, message, "Write as many as in the head; “|” within a cell is written “\\|”."
        elif token.type == "paragraph_open" and token.map:
            begun = [line.lstrip().startswith("|") for line in inline.content.split("\n")]
            if (True, True) in (both := list(pairwise(begun))):
                mend = "Write a line of dashes below the head, with as many cells, as in “| --- | --- |”."
                yield token.map[0] + 1 + both.index((True, True)), "This begins a table, and is none.", mend


def _heads(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of a table's heads."""
    for token, inline in pairwise(tokens):
        if token.type == "thead_close":
            return
        if token.type == "th_open":
            yield "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


def _cells(line: str) -> int:
    """How many cells a row has, whatever list or quotation it stands in."""
    return len(_BAR.findall(re.sub(r"^[\s>]*\|?|(?<!\\)\|\s*$", "", line))) + 1
