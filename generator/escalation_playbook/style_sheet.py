"""A playbook's own style sheet: what may not stand in it. Nothing in it is loaded from anywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from escalation_playbook.text_places import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLE: Final = "playbook/style.css"
"""Where it stands."""

LARGEST: Final = 100_000
"""Characters; every page loads it."""

_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_LOADS: Final = re.compile(r"""@import\b|\b(?:url|src)\(\s*(["']?)(?!\1(?:data:|\#))[^)]{0,200}\)?""", re.IGNORECASE)


class Wrong(NamedTuple):
    """A mistake, with its place; none where the whole file is meant."""

    code: str
    message: str
    mend: str
    place: Place | None


def mistakes(text: str) -> Iterator[Wrong]:
    """What is wrong in a style sheet."""
    if len(text) > LARGEST:
        message = f"The style sheet is larger than {LARGEST // 1000} kB, and every page loads it."
        yield Wrong("too-large", message, "Take out what no page needs.", None)
    told = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
    for number, line in enumerate(told.split("\n"), 1):
        for match in _LOADS.finditer(line):
            place = Place(line=number, column=match.start() + 1, end_line=number, end_column=match.end() + 1)
            if match[0].lower() == "@import":
                message = "A style sheet cannot load another one."
                yield Wrong("style-loads", message, "Write its rules here.", place)
            else:
                message = (
                    "A style sheet cannot load anything: the policy of the site would refuse it, or it is not there."
                )
                yield Wrong("style-loads", message, "Write a picture as “url(data:…)”, or take it out.", place)
