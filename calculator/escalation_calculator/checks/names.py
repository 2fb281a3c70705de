"""Checks of names: each is given once, and names something that is there."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from escalation_calculator.diagnostics import Path, closest, suggestion
from escalation_calculator.files import MESSAGES, Entry
from escalation_calculator.reading import Reading


def unique(reading: Reading, entries: Iterable[tuple[Path, str]], what: str) -> None:
    """Report every id after its first use in one file."""
    _unique(((reading, path, name) for path, name in entries), what)


def unique_entries(entries: Sequence[Entry[Any]], what: str) -> None:
    """Report every id of a kind of content after its first use, also across files."""
    _unique(((entry.reading, (*entry.path, "id"), entry.value.id) for entry in entries), what)


def _unique(entries: Iterable[tuple[Reading, Path, str]], what: str) -> None:
    seen: set[str] = set()
    for reading, path, name in entries:
        if name in seen:
            reading.report("duplicate-id", path, f"There is another {what} “{name}”.", "Give one of them another id.")
        seen.add(name)


def once(reading: Reading, path: Path, names: Sequence[str]) -> None:
    """Report every name in a list after its first one."""
    for i, name in enumerate(names):
        if name in names[:i]:
            reading.report("listed-twice", (*path, i), f"“{name}” is listed here already.", "Take it out.")


def reference(  # noqa: PLR0913  # what a diagnostic of a name consists of
    reading: Reading, path: Path, name: str, known: Collection[str], what: str, *, on_key: bool = False
) -> None:
    """Report a name that is not among the known ones. That there is no level at all is one mistake, of the matrix."""
    if name not in known and (known or what != "level"):
        message = f"There is no {what} “{name}”."
        reading.report(f"unknown-{what}", path, message, suggestion(name, known), on_key=on_key)


def message_reference(reading: Reading, path: Path, name: str, known: Collection[str]) -> None:
    """Report a message that there is none of: its name is mistyped, or its file is gone."""
    if name in known:
        return
    close = closest(name, sorted(known), 0.8)
    if close:
        reading.report("unknown-message", path, f"There is no message “{name}”.", f"Did you mean “{close[0]}”?")
    else:
        missing = f"{MESSAGES}{name}.yml is missing."
        reading.report("unknown-message", path, missing, "Bring it back from version control, or write it.")
