"""Diagnostics: what is wrong with the content, where in the data, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Severity = Literal["error", "warning", "by-date", "hint"]
"""How grave a diagnostic is, gravest first. An error stops the build. A warning is odd and may stand. What is told by
date was right when it was written; time has passed since. A hint is a thought, and may be wrong."""

Path = tuple[str | int, ...]
"""The way to a value inside the data of one file: keys and list positions from the top."""


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """One mistake, told to the person who can mend it."""

    code: str
    """The kind of mistake, in words joined by hyphens: `unknown-role`."""
    message: str
    """What is wrong, as a sentence."""
    mend: str = ""
    """What to do about it, as a sentence; empty when the message says it."""
    file: str
    """The file, relative to the playbook's root, with `/`."""
    path: Path = ()
    """Where in the file's data."""
    on_key: bool = False
    """Whether the key itself is meant rather than its value."""
    severity: Severity = "error"
    """Only an error stops the build."""


_COMPARED: Final = 600
"""No guess is made among more names than there are time zones: thousands against thousands would take minutes."""


def closest(wrong: str, names: Iterable[str], cutoff: float) -> list[str]:
    """The name most like a wrong one, at least as like as `cutoff` (0 to 1); empty when none is, or too many are."""
    from difflib import get_close_matches  # noqa: PLC0415  # costs a start in the browser, and serves mistakes only

    # the likeness is at most twice the shorter length over both: what is shorter or longer than that cannot be close
    near = [name for name in names if 2 * min(len(name), len(wrong)) >= cutoff * (len(name) + len(wrong))]
    return get_close_matches(wrong, near, n=1, cutoff=cutoff) if len(near) <= _COMPARED else []


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """`Did you mean “severity”?` when a known name is close, else the known names, at most eight of them."""
    names = sorted(known)
    close = closest(wrong, names, 0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    shown = ", ".join(names[:8])
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return f"Known: {shown}{more}." if names else ""


def shortened(text: str) -> str:
    """What somebody wrote, cut where it is too long for a sentence."""
    return text if len(text) <= 60 else f"{text[:59]}…"
