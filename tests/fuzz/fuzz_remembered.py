"""What follows from the files that are not broken, found once: most of the time then goes to the one that is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from escalation_calculator import files as decoding
from escalation_calculator import phrases
from escalation_calculator.files import Entry, Kind
from escalation_calculator.reading import Reading
from escalation_playbook import checking, source
from escalation_playbook.strict_yaml import Parsed, parse
from fuzz_playbooks import File


def remember(files: Sequence[File]) -> None:
    """From now on take the data and the objects of these files from here, as long as their text is the same.

    So are the words of a phrase, and the names of all time zones.
    """
    parsed = {file.text: parse(file.text) for file in files if file.path.suffix == ".yml"}
    source.parse = lambda text: parsed.get(text) or parse(text)
    decoding._entries = _remembering(decoding._entries, parsed.values())
    phrases.words = lru_cache(maxsize=8192)(phrases.words)
    checking.available_timezones = cache(checking.available_timezones)


def _remembering(
    entries: Callable[[Kind, object, Reading], Iterable[Entry[Any]]], known: Iterable[Parsed]
) -> Callable[[Kind, object, Reading], Iterable[Entry[Any]]]:
    """Decode known data once for each file; what was noted then is noted again."""
    ids = {id(each.data) for each in known}
    kept: dict[tuple[int, str], tuple[Reading, list[Entry[Any]]]] = {}

    def found(kind: Kind, data: object, reading: Reading) -> Iterable[Entry[Any]]:
        if id(data) not in ids:
            return entries(kind, data, reading)
        key = (id(data), reading.file)
        if key not in kept:
            first = Reading(reading.file)
            kept[key] = (first, list(entries(kind, data, first)))
        noted, read = kept[key]
        reading.diagnostics += noted.diagnostics
        reading.accepts += noted.accepts
        reading.review = noted.review
        return [replace(each, reading=reading) for each in read]

    return found
