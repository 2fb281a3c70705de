"""A playbook's own style sheet: what may not stand in it. Nothing in it is loaded from anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from escalation_playbook.text_places import Mistake, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE: Final = "playbook/style.css"
"""Where it stands."""

LARGEST: Final = 100_000
"""Characters; every page loads it."""

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LOADS: Final = re.compile(
    r"""@import\b|\b(?:url|src)\(\s*(["']?)(?!\1(?:data:|\#))[^)]{0,200}\)?|\bimage-set\(\s*["'](?!data:)[^)]{0,200}\)?""",
    re.IGNORECASE,
)


def mistakes(text: str) -> Iterator[Mistake]:
    """What is wrong in a style sheet."""
    if len(text) > LARGEST:
        message = f"The style sheet is larger than {LARGEST // 1000} kB, and every page loads it."
        yield Mistake(code="too-large", message=message, mend="Take out what no page needs.", place=None)
    told = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for number, line in enumerate(told.split("\n"), 1):
        for match in _LOADS.finditer(line):
            place = Place(line=number, column=match.start() + 1, end_line=number, end_column=match.end() + 1)
            message = "A style sheet cannot load anything: the policy of the site refuses other places."
            mend = "Write a picture as “url(data:…)”, or take it out."
            if match[0].lower() == "@import":
                message, mend = "A style sheet cannot load another one.", "Write its rules here."
            yield Mistake(code="style-loads", message=message, mend=mend, place=place)
