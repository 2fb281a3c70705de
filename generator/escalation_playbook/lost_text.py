"""Text that YAML drops without a word: what stands behind a “#” that was hardly meant to begin a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from escalation_playbook.core_scalars import ScalarError, resolve
from escalation_playbook.text_places import Mistake, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH: Final = re.compile(r"[ \t]#[^\s#]")
"""Found in a text that has a comment without a blank behind its sign: `title: Ticket #404 again`, `chat: #support`."""

_BEHIND: Final = re.compile(r"[ \t]+#[^\s#]")
"""The same behind a value; searched for in a whole text it would take the square of its blanks."""

_MEND: Final = "Put the whole text in quotes; write a blank behind “#” where a comment is meant."


def lost_text(event: Any, lines: Sequence[str]) -> Mistake | None:  # noqa: ANN401 - PyYAML's event
    """What is lost behind a text without quotes, or behind a key with nothing else."""
    end = event.end_mark
    rest = _BEHIND.match(lines[end.line], end.column) if end.line < len(lines) else None
    if rest is None or not _is_text(event.value):
        return None
    line, column = end.line + 1, rest.end() - 1
    place = Place(line=line, column=column, end_line=line, end_column=len(lines[end.line].rstrip()) + 1)
    message = "What follows “ #” is a comment and not read."
    return Mistake(code="comment-in-text", message=message, mend=_MEND, place=place)


def _is_text(value: str) -> bool:
    """Whether it could have gone on: a number or a truth value could not."""
    try:
        return resolve(value) is None or isinstance(resolve(value), str)
    except ScalarError:
        return False
