"""What the calculator's types say about themselves: fields, whether they must be written, and the text under each.

The text under a field stands only in the source, which the build has. Editors and the reference show it.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from dataclasses import MISSING, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, get_type_hints

from escalation_calculator import scalars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A field of a type."""

    name: str
    hint: object
    """Its annotation."""
    text: str
    """What stands under it in the source, on one line."""
    required: bool
    default: object
    """What it is when it is not written; None when it must be, or is nothing then."""


@cache
def shapes(kind: type) -> Sequence[Shape]:
    """The fields of a dataclass, in their order."""
    hints, said = get_type_hints(kind), _texts(inspect.getsource(kind))
    return tuple(
        Shape(
            name=field.name,
            hint=hints[field.name],
            text=said[field.name],
            required=field.default is MISSING and field.default_factory is MISSING,
            default=None if field.default is MISSING else field.default,
        )
        for field in fields(kind)
    )


def summary(kind: type) -> str:
    """The first paragraph of a type's own text, on one line."""
    return _joined((kind.__doc__ or "").partition("\n\n")[0])


@cache
def scalar_texts() -> Mapping[str, str]:
    """How each scalar type is written, by its name."""
    return _texts(inspect.getsource(scalars))


def _texts(source: str) -> dict[str, str]:
    """Name → the text under it, of the assignments in a module or a class."""
    tree: ast.Module | ast.ClassDef = ast.parse(textwrap.dedent(source))
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.ClassDef):
        tree = tree.body[0]
    found: dict[str, str] = {}
    for statement, after in zip(tree.body, tree.body[1:], strict=False):
        match statement, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = _joined(text)
    return found


def _joined(text: str) -> str:
    return " ".join(text.split())
