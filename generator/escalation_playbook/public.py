"""A playbook for the public: the contacts that are kept inside are left out, before anything is made of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from escalation_calculator.files import MATRIX, decode_files

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook
    from escalation_playbook.checking import Checked

_WAYS: Final = ("pager", "chat", "phone", "email")


def public(checked: Checked) -> Checked:
    """A playbook without mistakes, without the ways of reaching a role that are internal.

    They are taken out of the data, so that no page and no script of the site can hold them.
    """
    matrix = cast("dict[str, Any]", checked.files[MATRIX])
    roles = [{**role, "contact": _contact(role["contact"])} for role in matrix["roles"]]
    files = {**checked.files, MATRIX: {**matrix, "roles": roles}}
    return replace(checked, files=files, playbook=cast("Playbook", decode_files(files).playbook()))


def _contact(contact: dict[str, Any]) -> dict[str, Any]:
    hidden = _WAYS if contact.get("visibility") == "internal" else contact.get("internal", ())
    return {key: value for key, value in contact.items() if key not in {*hidden, "internal"}}
