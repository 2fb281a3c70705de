"""Checks of the matrix: references, one owner for each priority, a commitment for every priority and segment."""

import itertools
import re
from collections.abc import Collection
from typing import Final

from escalation_calculator.criteria import Criterion
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.files import Decoded
from escalation_calculator.matrix import Commitment, Matrix, Role
from escalation_calculator.model import PRIORITIES, Model
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id

from .names import reference, unique

_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


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
    for i, role in enumerate(matrix.roles):
        _role(role, levels, criteria, reading, ("roles", i))
        _zone(role.zone, zones, reading, ("roles", i, "zone"))
    _zone(matrix.zone, zones, reading, ("zone",))
    _owners(matrix, reading)
    if model is not None:
        _commitments(matrix, model.value, reading)


def _role(role: Role, levels: Collection[str], criteria: Collection[str], reading: Reading, place: Path) -> None:
    reference(reading, (*place, "level"), role.level, levels, "level")
    if role.only_if is not None:
        reference(reading, (*place, "only_if"), role.only_if, criteria, "criterion")
    if role.contact.chat is None and role.contact.phone is None and role.contact.email is None:
        reading.report(
            "no-contact",
            (*place, "contact"),
            f"“{role.id}” cannot be reached.",
            "Add “chat:”, “phone:” or “email:”.",
            on_key=True,
        )
    if not role.hours.days:
        reading.report(
            "no-days",
            (*place, "hours", "days"),
            f"“{role.id}” has no day on which it can be reached.",
            "Name the days, or leave “days” out for all of them.",
            on_key=True,
        )
    for end in ("start", "end"):
        if not _CLOCK.fullmatch(getattr(role.hours, end)):
            reading.report(
                "bad-clock",
                (*place, "hours", end),
                f"“{getattr(role.hours, end)}” is not a time of day.",
                "Write it like “08:30”.",
            )


def _zone(zone: str, zones: Collection[str], reading: Reading, place: Path) -> None:
    if zones and zone not in zones:
        reading.report("unknown-zone", place, f"There is no time zone “{zone}”.", suggestion(zone, zones))


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


def _commitments(matrix: Matrix, model: Model, reading: Reading) -> None:
    factor = next((f for f in model.factors if f.id == model.segment_factor), None)
    segments = [option.id for option in factor.options] if factor else []
    for priority in reversed(PRIORITIES):
        rows = matrix.commitments.get(priority)
        if rows is None:
            reading.report(
                "missing-commitment",
                ("commitments",),
                f"Nothing is promised for {priority}.",
                f"Add “{priority}:” with a row for “any:” or for each segment.",
                on_key=True,
            )
            continue
        place: Path = ("commitments", priority)
        for name, row in rows.items():
            if name != "any" and name not in segments:
                reading.report(
                    "unknown-segment",
                    (*place, name),
                    f"There is no segment “{name}”.",
                    suggestion(name, [*segments, "any"]),
                    on_key=True,
                )
            _order(row, reading, (*place, name))
        left_out = [name for name in segments if name not in rows]
        if left_out and Id("any") not in rows:
            reading.report(
                "missing-commitment",
                place,
                f"{priority} promises nothing to {', '.join(left_out)}.",
                "Add a row for each, or one for “any:”.",
                on_key=True,
            )


def _order(row: Commitment, reading: Reading, place: Path) -> None:
    steps = [
        (name, value)
        for name in ("acknowledge", "first_update", "contain", "resolve")
        if (value := getattr(row, name)) is not None
    ]
    if row.cadence == 0:
        reading.report(
            "zero-cadence",
            (*place, "cadence"),
            "Updates without a pause cannot be promised.",
            "Write a time, or take “cadence” out if no further updates are promised.",
        )
    for (earlier, sooner), (later, after) in itertools.pairwise(steps):
        if after < sooner:
            reading.report(
                "commitment-order",
                (*place, later),
                f"“{later}” is promised before “{earlier}”.",
                "Give it the same time or a later one.",
            )
