"""Checks of the matrix: references, how roles are reached, one owner for each priority."""

import re
from collections.abc import Collection
from typing import Final, get_args

from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, shortened
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Matrix, Role, WayName
from escalation_calculator.model import Model
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id

from .commitments import check_commitments
from .hours import check_business_hours, check_hours, check_zone, covered
from .names import once, reference, unique
from .timeouts import check_timeouts

WAYS: Final = get_args(WayName)

_MAIL: Final = re.compile(r"[^\s@<>]+@[^\s@<>]+")


def check_matrix(decoded: Decoded, zones: Collection[str]) -> None:
    """Report what is wrong in the matrix. `zones` are the time zones there are; none given means not checked."""
    entry, model = decoded.one(Matrix), decoded.one(Model)
    if entry is None:
        return
    matrix, reading, criteria = entry.value, entry.reading, decoded.ids(Criterion)
    levels, roles = [level.id for level in matrix.levels], [role.id for role in matrix.roles]
    unique(reading, [(("levels", i, "id"), name) for i, name in enumerate(levels)], "level")
    unique(reading, [(("roles", i, "id"), name) for i, name in enumerate(roles)], "role")
    if not levels:
        reading.report(
            "no-levels", ("levels",), "There is no level.", "Give at least one, the first to answer.", on_key=True
        )
    for i, level in enumerate(matrix.levels):
        reference(reading, ("levels", i, "owner"), level.owner, roles, "role")
    check_timeouts(matrix, reading)
    for i, role in enumerate(matrix.roles):
        _role(role, levels, criteria, reading, ("roles", i))
        _deputy(role, matrix, reading, ("roles", i))
        check_zone(role.zone, zones, reading, ("roles", i, "zone"))
    check_zone(matrix.zone, zones, reading, ("zone",))
    check_business_hours(matrix, zones, reading)
    _owners(matrix, reading)
    _pauses(matrix, reading)
    if model is not None:
        check_commitments(matrix, model.value, reading)
    if not any(diagnostic.severity == "error" for diagnostic in reading.diagnostics):
        _covered(matrix, reading)


def _role(role: Role, levels: Collection[str], criteria: Collection[str], reading: Reading, place: Path) -> None:
    reference(reading, (*place, "level"), role.level, levels, "level")
    if role.only_if is not None:
        reference(reading, (*place, "only_if"), role.only_if, criteria, "criterion")
    _contact(role, reading, (*place, "contact"))
    check_hours(role.hours, f"“{role.id}” has no day on which it can be reached.", reading, (*place, "hours"))


def _contact(role: Role, reading: Reading, place: Path) -> None:
    contact = role.contact
    if not any(getattr(contact, way) for way in WAYS):
        reading.report(
            "no-contact",
            place,
            f"“{role.id}” cannot be reached.",
            "Add “chat:”, “phone:”, “email:” or “pager:”.",
            on_key=True,
        )
    if contact.email is not None and not _MAIL.fullmatch(contact.email):
        message = f"“{shortened(contact.email)}” is no address of mail."
        reading.report("bad-email", (*place, "email"), message, "Write it like “desk@example.com”.")
    for i, way in enumerate(contact.internal):
        if getattr(contact, way) is None:
            reading.warn("hides-nothing", (*place, "internal", i), f"There is no “{way}” here.", "Take it out.")
    if contact.who == "person" and role.deputy is None:
        reading.warn(
            "no-deputy",
            (*place, "who"),
            f"“{role.id}” is one person, and nobody stands in.",
            "Add “deputy:” to the role, or give the address of a group.",
        )


def _deputy(role: Role, matrix: Matrix, reading: Reading, place: Path) -> None:
    if role.deputy is None:
        return
    roles = {each.id: each for each in matrix.roles}
    reference(reading, (*place, "deputy"), role.deputy, roles, "role")
    seen, following = {role.id}, role.deputy
    while following in roles and following not in seen:
        seen.add(following)
        following = roles[following].deputy or Id("")
    if following == role.id:
        reading.report(
            "deputies-in-circle",
            (*place, "deputy"),
            f"“{role.id}” stands in for itself, if by way of others.",
            "Let one of them have another deputy, or none.",
        )


def _owners(matrix: Matrix, reading: Reading) -> None:
    for priority in ("P1", "P2", "P3", "P4"):
        owners = [(i, role) for i, role in enumerate(matrix.roles) if role.parts.get(priority) == "owns"]
        if not owners:
            reading.report(
                "no-owner",
                ("roles",),
                f"No role owns {priority}.",
                f"Write “{priority}: owns” in the parts of one role.",
                on_key=True,
            )
        for i, role in owners[1:]:
            reading.report(
                "two-owners",
                ("roles", i, "parts", priority),
                f"“{owners[0][1].id}” owns {priority} already, and “{role.id}” would too.",
                "Let one of them be “called”.",
            )
    for i, role in enumerate(matrix.roles):
        owned = [priority for priority, part in role.parts.items() if part == "owns"]
        if owned and role.only_if is not None:
            reading.report(
                "conditional-owner",
                ("roles", i, "only_if"),
                f"“{role.id}” owns {', '.join(owned)} only at times.",
                "Take “only_if” out, or let another role own it.",
                on_key=True,
            )


def _pauses(matrix: Matrix, reading: Reading) -> None:
    unique(reading, [(("pauses", i, "id"), pause.id) for i, pause in enumerate(matrix.pauses)], "pause")
    for i, pause in enumerate(matrix.pauses):
        once(reading, ("pauses", i, "stops"), pause.stops)
        if not pause.stops:
            reading.report(
                "stops-nothing",
                ("pauses", i, "stops"),
                f"“{pause.id}” stops no clock.",
                "Name what stands still, such as “resolve”, or take the entry out.",
                on_key=True,
            )


def _covered(matrix: Matrix, reading: Reading) -> None:
    """Warn of each owner who sleeps at times while a promise runs around the clock, and for whom nobody stands in."""
    for role in matrix.roles:
        owned = [priority for priority, part in role.parts.items() if part == "owns"]
        promised = [
            (priority, name, row) for priority in owned for name, row in matrix.commitments.get(priority, {}).items()
        ]
        around = [each for each in promised if each[2].acknowledge is not None and each[2].hours == "24x7"]
        if around and not covered(matrix, role):
            priority, name, _ = around[0]
            reading.warn(
                "promise-uncovered",
                ("commitments", priority, name),
                f"{priority} is promised around the clock, but “{role.id}”, who owns it, is off duty at times.",
                "Give it a deputy or “on_call: yes”, or promise business hours.",
                on_key=True,
            )
