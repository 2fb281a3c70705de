"""A case: what happened, why it had its priority, and what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from escalation_calculator.basis import axes
from escalation_calculator.files import CASES
from escalation_calculator.link import fragment
from escalation_calculator.scalars import Id
from escalation_calculator.strings import english, t
from escalation_calculator.words import why
from escalation_calculator.zones import city
from escalation_playbook.pages.actions import lateness
from escalation_playbook.pages.badge import badge
from escalation_playbook.pages.changes import change_row
from escalation_playbook.pages.closing import closing
from escalation_playbook.pages.dates import clock_words, date_words, day_words, local, stamp
from escalation_playbook.pages.figures import figures, promises
from escalation_playbook.pages.known_cases import STATES, address_of, chosen
from escalation_playbook.pages.page import Page
from escalation_playbook.pages.path import path
from escalation_playbook.pages.places import Place, to_kind, to_role
from escalation_playbook.pages.scale import bars, scale
from escalation_playbook.pages.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from escalation_calculator.case import Action, Case, NextStep
    from escalation_calculator.rules import Rules
    from escalation_calculator.taxonomy import IssueType
    from escalation_playbook.pages.badge import Badge
    from escalation_playbook.pages.closing import Ending
    from escalation_playbook.pages.known_cases import KnownCase
    from escalation_playbook.pages.page import PageContext
    from escalation_playbook.pages.path import Ground
    from escalation_playbook.pages.related import Related


_STAYED: Final = {"no": english("stayed"), "at-risk": english("may leave"), "yes": english("left")}
_SAID: Final = {"yes": english("Yes"), "no": english("No"), "unknown": english("Unknown")}
_DONE: Final = {"open": english("Open"), "done": english("Done"), "dropped": english("Dropped")}


@dataclass(frozen=True, kw_only=True)
class EventRow:
    """A line of the timeline."""

    day: str
    """The day, when it is another than that of the line before."""
    time: str
    machine: str
    what: str
    by: Place | None
    """Who did it."""
    owner: Place | None
    """Who owns the case from here on, when that changes."""
    priority: Badge | None
    """The priority from here on, when that changes."""
    told: str
    """What the customer was told."""


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """Something that happens next."""

    what: str
    owner: Place
    by: str
    """Until when; empty when no time is set."""


@dataclass(frozen=True, kw_only=True)
class ActionRow:
    """Something to be done."""

    what: str
    owner: Place
    due: str
    state: str
    """As data: `open`, `done`, `dropped`."""
    word: str
    late: str
    """How late it is on the day of the build; empty when it is not."""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What is prepared once for the pages of all cases."""

    messages: Sequence[Ending]
    levels: Ground


def case_page(rules: Rules, known: KnownCase, near: Sequence[Related], shared: Shared, context: PageContext) -> Page:
    """The page of one case, with those to read beside it."""
    case, playbook, result = known.case, rules.playbook, known.result
    opened = local(case.times.opened, playbook)
    mark = badge(playbook, case.scoring.final)
    areas = chosen(rules, known)
    titles = {str(c.id): c.title for c in playbook.criteria}
    kept = promises(rules, known)
    done = sum(action.state == "done" for action in case.actions)
    return Page(
        address=address_of(case.id),
        title=case.title,
        description=f"{mark.said}, {date_words(opened.date())}: {case.title}",
        template="case.html.j2",
        source=source_of(case),
        kind="Cases",
        meta={"priority": mark.priority, "badge": mark.code, "end": date_words(opened.date())},
        filters={
            "priority": mark.code,
            "state": t(STATES[case.state]),
            "opened": opened.date().isoformat(),
            **_filters(known, areas),
        },
        stamped=True,
        data={
            "case": case,
            "badge": mark,
            "state": t(STATES[case.state]),
            "opened": stamp(opened),
            "segment": known.segment,
            "issue": _issue(rules, case),
            "areas": list(areas.values()),
            "city": city(playbook.matrix.zone),
            "figures": figures(rules, known, kept),
            "line": timeline(rules, known, kept),
            "path": path(playbook, shared.levels, case),
            "events": _events(rules, known),
            "result": result,
            "why": why(rules, result) if result else "",
            "scale": scale(rules, result) if result else None,
            "bars": bars(rules, result) if result else (),
            "axes": axes(rules, result) if result else (),
            "computed": badge(playbook, case.scoring.computed),
            "approved_by": to_role(playbook, case.scoring.override.approved_by) if case.scoring.override else None,
            "version": rules.model.version,
            "risks": _risks(rules, case),
            "steps": [_step(rules, step) for step in case.next_steps],
            "changes": [change_row(rules, change) for change in case.changes],
            "outcome": _outcome(case),
            "actions": [_action(rules, action, context) for action in case.actions],
            "done": t("{{ n }} of {{ all }} done", n=done, all=len(case.actions)),
            "owner": to_role(playbook, case.owner),
            "kind": to_kind(case.kind),
            "facts": _facts(rules, known),
            "met": [(name, titles[name]) for name in known.met if name in titles],
            "related": near,
            "closing": closing(rules, known, shared.messages),
            "link": f"calculator/#{_fragment(rules, known)}",
        },
    )


def source_of(case: Case) -> str:
    """The file of a case."""
    return f"{CASES}{case.id}.yml"


def _filters(known: KnownCase, areas: Mapping[str, str]) -> Mapping[str, str]:
    """What the search narrows by; the first choice among the facts is the area."""
    found = {"segment": known.segment, "area": next(iter(areas.values()), "")}
    return {name: value for name, value in found.items() if value}


def _events(rules: Rules, known: KnownCase) -> list[EventRow]:
    found = []
    day = None
    for event in known.case.timeline:
        at = local(event.at, rules.playbook)
        found.append(
            EventRow(
                day=day_words(at) if at.date() != day else "",
                time=clock_words(at),
                machine=at.isoformat(timespec="minutes"),
                what=event.what,
                by=_actor(rules, event.by),
                priority=badge(rules.playbook, event.priority) if event.priority else None,
                owner=to_role(rules.playbook, event.owner) if event.owner else None,
                told=event.told_customer or "",
            )
        )
        day = at.date()
    return found


def _actor(rules: Rules, by: str | None) -> Place | None:
    """A role; who is none is called as written."""
    if by is None or by in rules.playbook.roles:
        return to_role(rules.playbook, Id(by)) if by else None
    return Place(name=t("The customer") if by == "customer" else by, address="")


def _step(rules: Rules, step: NextStep) -> StepRow:
    by = stamp(local(step.by, rules.playbook)) if step.by else ""
    return StepRow(what=step.what, owner=to_role(rules.playbook, step.owner), by=by)


def _issue(rules: Rules, case: Case) -> IssueType | None:
    taxonomy = rules.playbook.taxonomy
    return next((issue for _, issue in taxonomy.issues if issue.id == case.issue), None) if taxonomy else None


def _outcome(case: Case) -> Sequence[tuple[str, str]]:
    """What it came to, as far as it is known."""
    outcome = case.outcome
    if outcome is None:
        return []
    money = outcome.value_at_risk
    found = [
        (t("Satisfaction"), t("{{ n }} of {{ all }}", n=outcome.csat, all=5) if outcome.csat is not None else ""),
        (t("Would recommend us"), t("{{ n }} of {{ all }}", n=outcome.nps, all=10) if outcome.nps is not None else ""),
        (t("Customer"), t(_STAYED[outcome.churn]) if outcome.churn else ""),
        (t("Revenue at risk"), t("{{ money }} a year", money=f"{money.amount:,} {money.currency}") if money else ""),
    ]
    return [(name, said) for name, said in found if said]


def _action(rules: Rules, action: Action, context: PageContext) -> ActionRow:
    return ActionRow(
        what=action.what,
        owner=to_role(rules.playbook, action.owner),
        due=date_words(action.due),
        state=action.state,
        word=t(_DONE[action.state]),
        late=lateness(action, local(context.now, rules.playbook).date()),
    )


def _facts(rules: Rules, known: KnownCase) -> Sequence[tuple[str, str]]:
    """What was known on the day, in the model's order."""
    found = []
    for fact in rules.model.facts:
        if fact.id in known.answers.given and fact.type != "choice":
            variable = rules.variables[fact.id]
            found.append((variable.label, variable.format(known.answers.given[fact.id])))
    return found


def _fragment(rules: Rules, known: KnownCase) -> str:
    """The answers as a link holds them; one of another version says so, and the calculator tells."""
    scoring = known.case.scoring
    if known.result is not None:
        return fragment(rules, known.answers, known.case.times.classified, known.case.issue or "")
    parts = [("model", scoring.model), ("version", str(scoring.version))]
    return urlencode([*parts, *((name, str(value)) for name, value in scoring.known.items())])


def _risks(rules: Rules, case: Case) -> list[tuple[str, str]]:
    """What was asked before the hotfix, and answered; a question that is not asked any more is told by its id."""
    asked = {question.id: question.question for question in rules.playbook.change_risk.questions}
    return [(asked.get(name, name), t(_SAID[said])) for name, said in case.change_risk.items()]
