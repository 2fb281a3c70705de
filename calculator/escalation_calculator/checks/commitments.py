"""Checks of what is promised: every priority and segment, in an order that can be held, in hours that there are."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from escalation_calculator.clock import promise_words
from escalation_calculator.diagnostics import Path, suggestion
from escalation_calculator.matrix import Commitment, Matrix
from escalation_calculator.model import PRIORITIES, Model, Priority
from escalation_calculator.reading import Reading
from escalation_calculator.routing import promised
from escalation_calculator.scalars import Duration, Id

TIMES: Final = ("acknowledge", "first_update", "cadence", "contain", "resolve")
LONGEST: Final = 366 * 1440
"""Minutes; nothing longer is promised or waited for."""


def check_commitments(matrix: Matrix, model: Model, reading: Reading) -> None:
    """Report what is forgotten, contradicts itself, or cannot be counted."""
    factor = next((f for f in model.factors if f.id == model.segment_factor), None)
    if factor is None:
        return  # the model says so
    segments = [option.id for option in factor.options]
    whole = True
    _countable(matrix, reading)
    for priority in reversed(PRIORITIES):
        rows = matrix.commitments.get(priority)
        if rows is None:
            whole = False
            reading.report(
                "missing-commitment",
                ("commitments",),
                f"Nothing is promised for {priority}.",
                f"Add “{priority}:” with a row for “any:” or for each segment.",
                on_key=True,
            )
            continue
        before = len(reading.diagnostics)
        _rows(priority, rows, segments, reading)
        whole = whole and len(reading.diagnostics) == before
    if whole:
        _graver_first(matrix, segments, reading)


def _countable(matrix: Matrix, reading: Reading) -> None:
    """Business hours are told once, where they are first asked for."""
    rows = [(priority, *each) for priority, found in matrix.commitments.items() for each in found.items()]
    asking = [("commitments", priority, name, "hours") for priority, name, row in rows if row.hours == "business"]
    if asking and matrix.business_hours is None:
        reading.report(
            "no-business-hours",
            asking[0],
            "Nothing says when business hours are.",
            "Add “business_hours:” to the matrix, or count around the clock.",
        )


def _rows(priority: Priority, rows: Mapping[Id, Commitment], segments: Sequence[Id], reading: Reading) -> None:
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
        _row(priority, name, row, reading)
        if row.inherits is not None:
            _inherits(name, row.inherits, rows, reading, (*place, name, "inherits"))
    left_out = [name for name in segments if name not in rows]
    if left_out and Id("any") not in rows:
        reading.report(
            "missing-commitment",
            place,
            f"{priority} promises nothing to {', '.join(left_out)}.",
            "Add a row for each, or one for “any:”; “none:” with a reason is one, “inherits:” with a segment too.",
            on_key=True,
        )


def _row(priority: Priority, name: Id, row: Commitment, reading: Reading) -> None:
    """One way to say what is promised, and all of it."""
    place: Path = ("commitments", priority, name)
    given = [each for each in TIMES if getattr(row, each) is not None]
    instead = [each for each in ("inherits", "none") if getattr(row, each) is not None]
    if instead and (given or len(instead) > 1 or row.hours != "24x7"):
        other = (given or [*instead[1:], "hours"])[0]
        reading.report(
            "needless-times",
            (*place, other),
            f"“{instead[0]}” stands here already, so “{other}” has no meaning.",
            "Take one of them out.",
            on_key=True,
        )
    if instead:
        return
    for each in ("acknowledge", "first_update"):
        if getattr(row, each) is None:
            reading.report(
                "incomplete-commitment",
                place,
                f"{priority} does not say for “{name}” what is promised as “{each}”.",
                f"Add “{each}:”, or “inherits:” with a segment, or “none:” with the reason.",
                on_key=True,
            )
    for each in given:
        long(row, each, getattr(row, each), reading, (*place, each))
    _order(row, reading, place)


def long(row: Commitment, name: str, minutes: int, reading: Reading, place: Path) -> None:
    """Report a time beyond a year, and days of business hours that were likely meant as a week."""
    if minutes > LONGEST:
        reading.report("beyond-a-year", place, f"“{name}” lies more than a year away.", "Write a time within a year.")
    elif row.hours == "business" and minutes % 10080 == 0 and minutes:
        days, weeks = minutes // 1440, minutes // 10080
        reading.warn(
            "week-in-business-hours",
            place,
            f"This counts as {promise_words(minutes, 'business')}, which is longer than {weeks} working weeks."
            if weeks > 1
            else f"This counts as {days} business days, which is longer than a working week.",
            f"Write “{weeks * 5} days” for Monday to Friday.",
        )


def _inherits(name: Id, source: Id, rows: Mapping[Id, Commitment], reading: Reading, place: Path) -> None:
    if source not in rows:
        mend = suggestion(source, rows)
        reading.report("unknown-segment", place, f"There is no row “{source}” here to inherit from.", mend)
        return
    seen, following = {name}, source
    while following in rows and following not in seen:
        seen.add(following)
        following = rows[following].inherits or Id("")
    if following == name:
        reading.report(
            "inherits-in-circle",
            place,
            f"“{name}” inherits from itself, if by way of others.",
            "Give one of them times of its own.",
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


def _graver_first(matrix: Matrix, segments: Sequence[Id], reading: Reading) -> None:
    """Warn where a graver priority is promised more slowly than the next milder one."""
    warned: set[Path] = set()
    for milder, graver in itertools.pairwise(PRIORITIES):
        for segment in segments:
            (slow, row), (fast, _) = (promised(matrix.commitments[p], segment) for p in (graver, milder))
            for name in TIMES if slow.none is None and fast.none is None else ():
                place: Path = ("commitments", graver, row, name)
                if place not in warned and _longer(slow, fast, name):
                    warned.add(place)
                    mine, other = (promise_words(getattr(each, name), each.hours) for each in (slow, fast))
                    reading.warn(
                        "commitment-longer",
                        place,
                        f"{graver} promises “{name}” to {segment} after {mine}, {milder} after {other}.",
                        "Let the graver one be as quick at least.",
                    )


def _longer(graver: Commitment, milder: Commitment, name: str) -> bool:
    """Business hours take longer than as many around the clock; what is not promised is not compared."""
    mine: Duration | None = getattr(graver, name)
    other: Duration | None = getattr(milder, name)
    if mine is None or other is None:
        return False
    return mine > other or (mine == other and (graver.hours, milder.hours) == ("business", "24x7"))
