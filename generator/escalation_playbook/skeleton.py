"""The beginning of a file or an entry: every key that must be written, with what its type says of it as a comment.

Made of the types, so it is never behind them. What is known is filled in; behind the other keys stands nothing, and
`playbook check` asks for each.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin

from escalation_calculator import criteria
from escalation_playbook.shapes import shapes
from escalation_playbook.yaml_text import scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalation_playbook.shapes import Shape

_WIDTH: Final = 110
_CONDITION: Final = "A test of a factor or fact, as in `severity: critical`, or several below `all:` or `any:`."


def skeleton(
    kind: type, given: Mapping[str, object], *, without: str = "", notes: Mapping[str, Sequence[str]] | None = None
) -> str:
    """The text of one object.

    Args:
        kind: Its dataclass.
        given: What is known: field → text, number, mapping or list. What the type has no field for is left out.
        without: A field that is not written, because the name of the file says it.
        notes: Further lines of comment above a field of this name.
    """
    lines: list[str] = []
    later: list[str] = []
    notes = notes or {}
    for each in shapes(kind):
        if each.name == without:
            continue
        if each.name in given or each.required:
            lines += _comment(each)
            lines += [f"#   {note}" for note in notes.get(each.name, ())]
            lines += _field(each.name, each.hint, given.get(each.name), notes)
        else:
            later += wrap(f"{each.name}: {each.text}", _WIDTH, initial_indent="#   ", subsequent_indent="#     ")
    if later:
        lines += ["# Where it applies:", *later]
    return "".join(f"{line}\n" for line in lines)


def _comment(shape: Shape) -> list[str]:
    words = _words(shape.hint)
    text = _CONDITION if shape.hint is criteria.Condition else shape.text
    if words:
        text += f" One of: {', '.join(words)}."
    return wrap(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")


def _words(hint: Any) -> Sequence[str]:  # noqa: ANN401 - an annotation is of any type
    """The words of a choice, of an optional one too."""
    if get_origin(hint) is Literal:
        return [str(word) for word in get_args(hint)]
    if get_origin(hint) in (types.UnionType, Union):
        return [word for each in get_args(hint) for word in _words(each)]
    return ()


def _field(name: str, hint: Any, value: object, notes: Mapping[str, Sequence[str]]) -> list[str]:  # noqa: ANN401 - see `_words`
    """A key with what stands behind it."""
    if hint is criteria.Condition:
        return [f"{name}:"]
    origin, inside = get_origin(hint), get_args(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return [f"{name}:", *_indented(skeleton(hint, value if isinstance(value, Mapping) else {}, notes=notes))]
    if value is not None:
        return _known(name, value)
    if origin is tuple:
        return [f"{name}:", *_first(inside[0])]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        keys = _words(inside[0])[:1]
        return [f"{name}:" if keys else f"{name}: {{}}", *(f"  {key}:" for key in keys), *_below(inside[1], keys)]
    return [f"{name}:"]


def _first(kind: Any) -> list[str]:  # noqa: ANN401 - see `_words`
    """The first entry of a list."""
    if is_dataclass(kind) and isinstance(kind, type):
        return as_entry(skeleton(kind, {}), "  ").splitlines()
    return ["  -"]


def _below(kind: Any, keys: Sequence[str]) -> Iterator[str]:  # noqa: ANN401 - see `_words`
    """The object behind the first key of a mapping."""
    if keys and is_dataclass(kind) and isinstance(kind, type):
        yield from _indented(skeleton(kind, {}), 4)


def _known(name: str, value: object) -> list[str]:
    """A key with a value that is known."""
    match value:
        case str() | int():
            return [f"{name}: {scalar(value)}"]
        case Mapping():
            below = [line for key, inner in value.items() for line in _known(str(key), inner)]
            return [f"{name}:", *(f"  {line}" for line in below)] if below else [f"{name}: {{}}"]
        case _ if isinstance(value, Sequence):
            return [f"{name}: [{', '.join(scalar(each) for each in value)}]"]
        case _:
            raise TypeError(f"no way to write {value!r}")


def as_entry(text: str, indent: str) -> str:
    """The text of an object as an entry of a list; comments before its first key stand above the entry."""
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    marks = [*([""] * first), "- ", *["  "] * (len(lines) - first - 1)]
    return "".join(f"{indent}{mark}{line}\n" for mark, line in zip(marks, lines, strict=True))


def _indented(text: str, by: int = 2) -> Iterator[str]:
    return (f"{' ' * by}{line}" for line in text.splitlines())
