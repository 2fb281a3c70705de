"""The cases as every page sees them: newest first, scored again where the model is still the one of the day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from escalation_calculator.answers import read_answers
from escalation_calculator.clock import after, following
from escalation_calculator.conditions import judge
from escalation_calculator.routing import commitment, segment_of
from escalation_calculator.score import score
from escalation_calculator.spans import span
from escalation_calculator.strings import english, t
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.dates import date_words, local

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.answers import Answers
    from escalation_calculator.business import Business
    from escalation_calculator.case import Case
    from escalation_calculator.matrix import Commitment
    from escalation_calculator.rules import Rules
    from escalation_calculator.score import Result
    from escalation_playbook.pages.badge import Badge

STATES: Final = {
    "open": english("Open"),
    "contained": english("Contained"),
    "resolved": english("Resolved"),
    "reviewed": english("Reviewed"),
}
"""The word for each state of a case."""

CLOSED: Final = ("resolved", "reviewed")

_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class KnownCase:
    """A case with what follows from it."""

    case: Case
    rules: Rules = field(repr=False, compare=False)
    """Those that hold now."""
    answers: Answers
    is_scored: bool
    """False when it was scored with another model, or another version of it."""
    segment: str
    """The segment's label; empty when it was not known."""
    commitment: Commitment
    """What was promised at the priority that was worked to."""
    repeated_by: Sequence[Case]
    """Later cases of the same fault, newest first."""

    @cached_property
    def result(self) -> Result | None:
        """What its answers give; None when it was scored with another model. Few pages need it of every case."""
        return score(self.rules, self.answers) if self.is_scored else None

    @cached_property
    def row(self) -> CaseRow:
        """As a row of a list."""
        return _row(self.rules, self)

    @cached_property
    def met(self) -> Sequence[str]:
        """The criteria that its answers meet, by id."""
        rules = self.rules.rules if self.is_scored else ()
        known = self.answers.known
        return [str(rule.criterion.id) for rule in rules if judge(rule.condition, known).status == "met"]


@dataclass(frozen=True, kw_only=True)
class CaseRow:
    """A case in a list."""

    id: str
    address: str
    title: str
    badge: Badge
    segment: str
    state: str
    is_open: bool
    second: str
    """What else tells it from others: choices among its facts, the cause in short, whether it is a repeat."""
    ticket: str
    """Its number in the support tool; empty when there is none."""
    took: str
    """From the time classified until it was solved; empty while it is open."""
    minutes: int | None
    """The same in minutes."""
    opened: str
    machine: str
    """The day it was opened, as a machine reads it."""


def known_cases(rules: Rules) -> list[KnownCase]:
    """All cases, newest first."""
    cases = sorted(rules.playbook.cases, key=lambda case: (case.times.opened, case.id), reverse=True)
    repeats: dict[str, list[Case]] = {}
    for case in cases:
        if case.repeat_of is not None:
            repeats.setdefault(case.repeat_of, []).append(case)
    return [_known(rules, case, repeats.get(case.id, [])) for case in cases]


def _known(rules: Rules, case: Case, repeated_by: Sequence[Case]) -> KnownCase:
    answers, problems = read_answers(rules, case.scoring.known)
    is_same = (case.scoring.model, case.scoring.version) == (rules.model.id, rules.model.version)
    segment = segment_of(rules, answers)
    return KnownCase(
        case=case,
        rules=rules,
        answers=answers,
        is_scored=is_same and not problems,
        segment=next((option.label for option in rules.playbook.segments.options if option.id == segment), ""),
        commitment=commitment(rules, case.scoring.final, segment),
        repeated_by=repeated_by,
    )


def _row(rules: Rules, known: KnownCase) -> CaseRow:
    case = known.case
    opened = local(case.times.opened, rules.playbook)
    solved = case.times.resolved
    cause = t("root cause: {{ cause }}", cause=case.causes.short) if case.causes else ""
    repeat = t("repeat") if case.repeat_of else ""
    return CaseRow(
        id=case.id,
        address=address_of(case.id),
        title=case.title,
        badge=badge(rules.playbook, case.scoring.final),
        segment=known.segment,
        state=t(STATES[case.state]),
        is_open=case.state not in CLOSED,
        second=" · ".join(filter(None, [*chosen(rules, known).values(), cause, repeat])),
        ticket=case.ticket or "",
        took=between(case.times.classified, solved) if solved else "",
        minutes=int((solved - case.times.classified) / _MINUTE) if solved else None,
        opened=date_words(opened.date()),
        machine=opened.date().isoformat(),
    )


def address_of(case_id: str) -> str:
    """Where the page of a case lies, from the site's home."""
    return f"kb/{case_id}/"


def chosen(rules: Rules, known: KnownCase) -> Mapping[str, str]:
    """The choices among a case's facts, such as the area of the product: id of the fact → label of the choice."""
    given = known.answers.given
    facts = [fact for fact in rules.model.facts if fact.type == "choice" and fact.id in given]
    return {str(fact.id): rules.variables[fact.id].format(given[fact.id]) for fact in facts}


def between(start: datetime, end: datetime) -> str:
    """How long it was, to the minute: `3 h 58 min`; from two days on to the hour: `4 days 2 h`."""
    minutes = (end - start) // _MINUTE
    days, rest = divmod(minutes, 1440)
    if minutes < 0 or days < 2:
        return span(max(minutes, 0))
    whole = t("{{ n }} days", n=days)
    return f"{whole} {span(rest // 60 * 60)}" if rest >= 60 else whole


def next_update(known: KnownCase, business: Business | None = None) -> datetime | None:
    """When the customer of an open case hears next, by what was promised; None when nothing is."""
    promised = known.commitment
    start = known.case.times.classified
    counted = business if promised.hours == "business" else None
    told = [event.at for event in known.case.timeline if event.told_customer and event.at >= start]
    if not told and known.case.times.acknowledged is None and promised.acknowledge is not None:
        return after(start, promised.acknowledge, counted)
    if promised.first_update is None:
        return None
    due = after(start, promised.first_update, counted)
    if not told:
        return due
    if not promised.cadence:
        return None
    last = max(told)
    # The update that the last message kept, then one cadence on.
    kept = due if last <= due else following(due, promised.cadence, last, counted)
    return after(kept, promised.cadence, counted)
