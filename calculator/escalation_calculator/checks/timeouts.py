"""Checks of timeouts: each leads on, none in a circle, and all in step with what is promised."""

from collections.abc import Mapping
from typing import Final

from escalation_calculator.clock import promise_words
from escalation_calculator.diagnostics import Path
from escalation_calculator.matrix import Commitment, Level, Matrix, Timeout
from escalation_calculator.model import Priority
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Id
from escalation_calculator.workflow import CLOSED

from .commitments import LONGEST
from .names import reference

_ESCALATED: Final = ("P1", "P2", "P3", "P4")


def check_timeouts(matrix: Matrix, reading: Reading) -> None:
    """Report where a ticket to which nothing happens would be lost, or moves before or after its promise."""
    levels = {level.id: level for level in matrix.levels}
    for i, level in enumerate(matrix.levels):
        place: Path = ("levels", i)
        if level.id == CLOSED:
            message = f"“{CLOSED}” is where the last exit leads."
            reading.report("reserved-id", (*place, "id"), message, "Choose another id.")
        if level.timeout is None:
            continue
        if level.no_timeout is not None:
            reading.report(
                "needless-reason",
                (*place, "no_timeout"),
                f"“{level.id}” has a timeout, and a reason to have none.",
                "Take one of them out.",
                on_key=True,
            )
        reference(reading, (*place, "timeout", "to"), level.timeout.to, levels, "level")
        _circle(level, level.timeout, levels, reading, (*place, "timeout", "to"))
        _times(level, level.timeout, matrix, reading, (*place, "timeout", "after"))


def _circle(level: Level, timeout: Timeout, levels: Mapping[Id, Level], reading: Reading, place: Path) -> None:
    seen, following = [level.id], timeout.to
    while following in levels and following not in seen:
        seen.append(following)
        onward = levels[following].timeout
        following = onward.to if onward is not None else Id("")
    if following == level.id:
        way = " → ".join([*seen, level.id])
        reading.report(
            "timeout-circle",
            place,
            f"A ticket that nobody touches goes round for ever: {way}.",
            "Let the last of them keep it: “no_timeout:” with the reason.",
        )


def _times(level: Level, timeout: Timeout, matrix: Matrix, reading: Reading, place: Path) -> None:
    missing = [priority for priority in _ESCALATED if priority not in timeout.after]
    if missing:
        reading.report(
            "missing-timeout",
            place,
            f"“{level.id}” does not say how long it waits at {', '.join(missing)}.",
            "Give each of P1 to P4 a time.",
            on_key=True,
        )
    for priority, minutes in timeout.after.items():
        if minutes > LONGEST:
            message = f"“{level.id}” waits for more than a year."
            reading.report("beyond-a-year", (*place, priority), message, "Write a time within a year.")
            continue
        given = [row for row in matrix.commitments.get(priority, {}).values() if row.acknowledge is not None]
        _plausible(level, priority, minutes, given, reading, (*place, priority))


def _plausible(  # noqa: PLR0913, PLR0917  # one sentence about all of it
    level: Level, priority: Priority, minutes: int, given: list[Commitment], reading: Reading, place: Path
) -> None:
    """Warn when a ticket moves on before anybody had to have it, or after it had to be solved."""
    soonest = min((row for row in given), key=lambda row: row.acknowledge or 0, default=None)
    if soonest is not None and soonest.acknowledge is not None and minutes < soonest.acknowledge:
        reading.warn(
            "timeout-before-promise",
            place,
            f"At {priority} “{level.id}” gives up after {promise_words(minutes, soonest.hours)}, before the owner has "
            f"to acknowledge it ({promise_words(soonest.acknowledge, soonest.hours)}).",
            "Wait at least as long as the quickest acknowledgement takes.",
        )
    solved = [row for row in given if row.resolve is not None]
    first = min(solved, key=lambda row: row.resolve or 0, default=None)
    if first is not None and first.resolve is not None and minutes > first.resolve:
        reading.warn(
            "timeout-after-promise",
            place,
            f"At {priority} “{level.id}” waits {promise_words(minutes, first.hours)}, longer than the solution may "
            f"take ({promise_words(first.resolve, first.hours)}).",
            "Let it move on while there is still time to solve it.",
        )
