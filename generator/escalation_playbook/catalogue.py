"""The code of every mistake, explained: what it means, what causes it, how to mend it; and one good example of all.

Both are data, packaged beside the program: a file of codes for each group, and a small playbook with nothing wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from escalation_calculator.decode import decode
from escalation_calculator.diagnostics import Severity
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id, Line, Prose
from escalation_playbook.strict_yaml import parse

_FIRST: Final = (
    "files",
    "yaml",
    "values",
    "prose",
    "exceptions",
    "model",
    "criteria",
    "matrix",
    "workflow",
    "messages",
    "taxonomy",
    "cases",
)
"""The groups in the order of reading, as far as they have one; others follow by name."""


@dataclass(frozen=True, kw_only=True)
class Code:
    """A kind of mistake."""

    id: Id
    """As it is printed."""
    severity: tuple[Severity, ...]
    """How grave it is; more than one where that depends on the place."""
    means: Prose
    """What is the case, in a sentence."""
    cause: Prose
    """How it usually comes about."""
    mend: Prose
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The codes that belong together."""

    title: Line
    """What they are about."""
    codes: tuple[Code, ...]
    """In the order of the page."""


@cache
def groups() -> Sequence[Group]:
    """All codes, in the order of the reference.

    Raises:
        ValueError: a packaged file is wrong; its text says how.
    """
    found = {each.name.removesuffix(".yml"): _group(each) for each in _folder("codes").iterdir()}
    return tuple(found[name] for name in sorted(found, key=_rank))


def _rank(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _group(file: Traversable) -> Group:
    parsed, reading = parse(file.read_text(encoding="utf-8")), Reading(file.name)
    group = decode(Group, parsed.data, reading)
    if group is None or parsed.mistakes:
        raise ValueError(f"{file.name}: {[*parsed.mistakes, *reading.diagnostics]}")
    return group


@cache
def examples() -> Mapping[str, str]:
    """The files of the example: name → text."""
    return dict(_texts(_folder("example"), ""))


def _texts(folder: Traversable, above: str) -> list[tuple[str, str]]:
    found = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        name = f"{above}{each.name}"
        found += _texts(each, f"{name}/") if each.is_dir() else [(name, each.read_text(encoding="utf-8"))]
    return found


def _folder(name: str) -> Traversable:
    return files("escalation_playbook") / "reference" / name
