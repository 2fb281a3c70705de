"""`playbook signal`: the JSON of one event in, what it raises out, with a line for the audit log."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from escalation_calculator.strings import english, speak, t
from escalation_playbook.check_command import FINDINGS, FINE, UsageError, examined, print_located

if TYPE_CHECKING:
    import argparse

    from escalation_calculator.rules import Rules
    from escalation_calculator.scalars import Id
    from escalation_calculator.signalling import Decision, Verdict

RAISED: Final = 3
DOUBT: Final = 4
"""The exit code when a person has to look, whatever else is raised."""

CODES: Final = {"raised": RAISED, "doubt": DOUBT, "unreadable": DOUBT, "nothing": FINE, "unknown": FINE}


def signal(arguments: argparse.Namespace) -> int:
    """Say what an event raises; the exit code says it too.

    Raises:
        UsageError: there are no signals, or the time is none.
    """
    from escalation_calculator.events import LARGEST  # noqa: PLC0415 - the parser answers without it
    from escalation_calculator.rules import Rules  # noqa: PLC0415
    from escalation_calculator.signalling import audit_line, decide  # noqa: PLC0415
    from escalation_playbook.source import site_address  # noqa: PLC0415

    now = _time(arguments.at)
    checked = examined(arguments.directory, cases=False)
    if checked.playbook is None:
        print_located(checked.located, sys.stderr)
        return FINDINGS
    if not checked.playbook.signals:
        raise UsageError("There are no signals. They stand in playbook/signals.yml.")
    with sys.stdin.buffer if arguments.event == "-" else Path(arguments.event).open("rb") as file:
        data = file.read(LARGEST + 1)
    if arguments.format == "json":
        speak({})  # what programs read of a signal is the same in every language
    rules = Rules(checked.playbook)
    decision = decide(rules, data, now)
    audit = audit_line(rules, decision, data, now)
    said = _as_data(rules, decision, site_address(arguments.directory))
    if arguments.format == "json":
        print(json.dumps(said | {"audit": audit}, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print("\n".join([*_as_text(said), "", audit]))
    return CODES[decision.outcome]


def _time(written: str | None) -> datetime:
    from escalation_calculator.variables import read_time  # noqa: PLC0415 - the parser answers without it

    if written is None:
        return datetime.now(UTC)
    moment = read_time(written)
    if moment is None:
        raise UsageError(f"“{written}” after --at is not a time. Write 2026-03-02T09:42Z.")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _as_data(rules: Rules, decision: Decision, site: str) -> dict[str, Any]:
    """The decision as plain data, with the priority that its answers leave open and a link to go on from."""
    from escalation_calculator.answers import read_answers  # noqa: PLC0415 - the parser answers without it
    from escalation_calculator.link import fragment  # noqa: PLC0415
    from escalation_calculator.score import score  # noqa: PLC0415
    from escalation_calculator.signalling import priorities  # noqa: PLC0415

    raised: dict[str, Any] | None = None
    if any(verdict.outcome == "raised" for verdict in decision.verdicts):
        answers, problems = read_answers(rules, decision.answers)
        result = score(rules, answers)
        lowest, highest = priorities(decision.floor, result.lowest, result.highest)
        raised = {
            "priority": lowest if lowest == highest else None,
            "lowest": lowest,
            "highest": highest,
            "floor": decision.floor,
            "roles": [_role(rules, role) for role in decision.roles],
            "answers": dict(decision.answers),
            "differ": list(decision.differ),
            "problems": [f"{problem.message} {problem.mend}".strip() for problem in problems],
            "link": f"{site}calculator/#{fragment(rules, answers, None)}" if site else "",
        }
    return {
        "outcome": decision.outcome,
        "why": decision.why,
        "raised": raised,
        "ask": [_role(rules, role) for role in decision.ask],
        "signals": [_signal(rules, verdict) for verdict in decision.verdicts],
    }


def _role(rules: Rules, role: Id) -> dict[str, Any]:
    from escalation_calculator.people import ways  # noqa: PLC0415 - the parser answers without it

    found = rules.playbook.roles[role]
    return {"id": role, "name": found.name, "reach": {way.label.lower(): way.text for way in ways(found.contact)}}


def _signal(rules: Rules, verdict: Verdict) -> dict[str, Any]:
    one = verdict.signal
    titles = {criterion.id: criterion.title for criterion in rules.playbook.criteria}
    return {
        "id": one.id,
        "title": one.title,
        "outcome": verdict.outcome,
        "because": list(verdict.because),
        "left_out": list(verdict.left_out),
        "criterion": one.raises.criterion,
        "criterion_title": titles[one.raises.criterion] if one.raises.criterion else "",
        "ask": rules.playbook.roles[one.fail_safe.ask].name if verdict.outcome == "doubt" else "",
        "look": one.fail_safe.look if verdict.outcome == "doubt" else "",
    }


_HEADS: Final = {
    "raised": english("Raised: {{ signal }}"),
    "doubt": english("In doubt: {{ signal }}"),
    "nothing": english("Not raised: {{ signal }}"),
}


def _as_text(said: dict[str, Any]) -> list[str]:
    from escalation_calculator.words import code, listed  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook.terminal import visible  # noqa: PLC0415

    lines = {"unreadable": [said["why"]], "unknown": [t("No signal is about this event.")]}.get(said["outcome"], [])
    for one in said["signals"]:
        lines += [t(_HEADS[one["outcome"]], signal=f"{one['title']} ({one['id']})")]
        lines += [f"  {why}" for why in one["because"]]
        lines += (
            [f"  {t('Criterion')}: {one['criterion_title']}"] if one["outcome"] == "raised" and one["criterion"] else []
        )
        lines += [f"  {t('Left out: {{ what }}', what=why)}" for why in one["left_out"]]
        lines += [f"  {t('{{ role }} looks: {{ how }}', role=one['ask'], how=one['look'])}"] if one["look"] else []
    if raised := said["raised"]:
        ends = dict.fromkeys((raised["lowest"], raised["highest"]))
        lines += ["", f"{t('Priority')}: {listed([code(end) for end in ends], 'to')}"]
        lines += [f"  {t('never below {{ priority }}', priority=raised['floor'])}"] if raised["floor"] else []
        lines += [t("Tell: {{ role }}", role=_reached(role)) for role in raised["roles"]]
        answers = " ".join(f"{name}={_quoted(value)}" for name, value in raised["answers"].items())
        lines += [t("Answers: {{ answers }}", answers=answers)] if answers else []
        if raised["differ"]:
            lines += [t("Said twice, differently, and left out: {{ names }}", names=listed(raised["differ"]))]
        lines += raised["problems"]
        lines += [raised["link"]] if raised["link"] else []
    if said["ask"]:
        lines += ["", *(t("Ask: {{ role }}", role=_reached(role)) for role in said["ask"])]
    return [visible(line) for line in lines]


def _reached(role: dict[str, Any]) -> str:
    return f"{role['name']} ({', '.join(f'{way} {text}' for way, text in role['reach'].items())})"


def _quoted(value: object) -> str:
    text = str(value)
    return f'"{text}"' if " " in text else text
