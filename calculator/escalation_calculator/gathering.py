"""What stands beside a result for whoever takes the ticket over: its evidence, and what is asked before a hotfix."""

from collections.abc import Collection

from .answers import Answers
from .rules import Rules
from .scalars import Id
from .score import Result
from .strings import t, tn
from .view import EvidenceRow, EvidenceView, RiskView
from .words import listed


def evidence_of(rules: Rules, answers: Answers, given: Collection[str]) -> EvidenceView:
    """How complete the evidence is for the ticket's product area; for an area not known yet, what every area asks.

    Args:
        rules: The playbook's rules.
        answers: What is known of the ticket.
        given: The ids of the items that are there; others are passed over.
    """
    evidence = rules.playbook.evidence
    area = _area(rules, answers)
    required: dict[Id, bool] = {}
    for name in ("any", area):
        pack = evidence.packs.get(Id(name))
        if pack is not None:
            required |= dict.fromkeys(pack.required, True) | dict.fromkeys(pack.optional, False)
    rows = tuple(
        EvidenceRow(
            id=item.id,
            name=item.name,
            required=required[item.id],
            given=item.id in given,
            where=item.where,
            redact=item.redact or "",
        )
        for item in sorted(evidence.items, key=lambda item: not required.get(item.id, False))
        if item.id in required
    )
    needed = [row for row in rows if row.required]
    missing = tuple(row.name for row in needed if not row.given)
    there = len(needed) - len(missing)
    count = t("nothing is required")
    if needed:
        count = tn(
            "{{ there }} of {{ n }} required item", "{{ there }} of {{ n }} required items", len(needed), there=there
        )
    return EvidenceView(
        rows=rows,
        complete=not missing,
        missing=missing,
        count=count,
        text=t("{{ count }}; missing: {{ items }}", count=count, items=listed(missing)) if missing else count,
        note=_note(rules, area),
    )


def _area(rules: Rules, answers: Answers) -> str:
    """The ticket's product area; empty while it is not known."""
    areas = rules.areas
    if areas is None or areas.name not in answers.given:
        return ""
    return str(areas.write(answers.given[areas.name]))


def _note(rules: Rules, area: str) -> str:
    others = rules.playbook.evidence.packs.keys() - {"any"}
    if area or not others or rules.areas is None:
        return ""
    return t("“{{ fact }}” is open: once it is known, its own items come with it.", fact=rules.areas.label)


def risks_of(rules: Rules, result: Result) -> tuple[RiskView, ...]:
    """What is asked before a hotfix goes live; nothing for a ticket that is at another level."""
    asked = rules.playbook.change_risk
    if asked.level is None or result.level != asked.level:
        return ()
    return tuple(
        RiskView(id=one.id, question=one.question, if_no=one.if_no, if_unknown=one.if_unknown)
        for one in asked.questions
    )


def lines(evidence: EvidenceView, risks: Collection[RiskView]) -> list[str]:
    """The same as lines of a ticket note."""
    found: list[str] = []
    if evidence.rows:
        found += ["", t("Evidence: {{ count }}", count=evidence.count)]
        found += [f"  [{'x' if row.given else ' '}] {_line(row)}" for row in evidence.rows if row.required or row.given]
        if others := [row.name for row in evidence.rows if not (row.required or row.given)]:
            found.append(f"  {t('Optional: {{ items }}', items=listed(others))}")
        found += [f"  {t('Missing: {{ items }}', items=listed(evidence.missing))}"] if evidence.missing else []
        found += [f"  {evidence.note}"] if evidence.note else []
    if risks:
        found += ["", t("Before a hotfix goes live"), *(f"  [ ] {risk.question}" for risk in risks)]
    return found


def _line(row: EvidenceRow) -> str:
    """An item: by its name alone once it is there, else with where it is found and what is taken out."""
    if row.given:
        return row.name
    said = f"{row.name}: {row.where}"
    return t("{{ item }} Take out: {{ what }}", item=said, what=row.redact) if row.redact else said
