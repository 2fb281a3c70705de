"""Text as it is written into a YAML file, so that it is read back as it was."""

from __future__ import annotations

import json
import re
from typing import Final

from escalation_playbook.core_scalars import ScalarError, resolve

_PLAIN: Final = re.compile(r"[A-Za-z0-9](?:(?!: | #)[\w .()/'%+:;-])*(?<![ :])", re.ASCII)
"""Characters that mean nothing to YAML where they stand."""


def quoted(text: str) -> str:
    """Text between double quotes."""
    return json.dumps(text, ensure_ascii=False)


def scalar(value: str | int) -> str:
    """A value as short as it can be written: without quotes where it is read as the same."""
    if isinstance(value, int):
        return str(value)
    try:
        plain = _PLAIN.fullmatch(value) is not None and resolve(value) == value
    except ScalarError:
        plain = False
    return value if plain else quoted(value)
