"""`playbook score`: answers from the command line, a file, a person or a ticket in, the result out."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from escalation_playbook.check_command import FINDINGS, FINE, UsageError, examined, print_located

if TYPE_CHECKING:
    import argparse

    from escalation_calculator.rules import Rules
    from escalation_playbook.ask import Terminal


def score(arguments: argparse.Namespace) -> int:
    """Print the result for the answers given, asked for, or confirmed of a ticket.

    Raises:
        UsageError: an answer, or what goes with it, cannot be used.
    """
    from escalation_calculator.rules import Rules  # noqa: PLC0415 - the parser answers without it
    from escalation_calculator.strings import t  # noqa: PLC0415
    from escalation_playbook import scoring  # noqa: PLC0415
    from escalation_playbook.source import site_address  # noqa: PLC0415

    # a mistake in an old case keeps nobody from scoring a ticket
    checked = examined(arguments.directory, cases=False)
    if checked.playbook is None:
        print_located(checked.located, sys.stderr)
        return FINDINGS
    rules = Rules(checked.playbook)
    try:
        # times first: nobody should answer ten questions to hear that a zone is unknown
        zone = scoring.zone(arguments.zone)
        now = scoring.time(arguments.now, "--now") or datetime.now(UTC)
        at = scoring.time(arguments.at, "--at") or now if arguments.at else None
        asked = arguments.answers is None and not arguments.answer and arguments.ticket is None
        wanted = scoring.message(rules, arguments.message)
        channel, language = scoring.channel(arguments.channel), scoring.language(rules, arguments.language)
        gathered = scoring.evidence(rules, arguments.evidence)
        suggested, taken = _suggested(rules, arguments)
        if taken is None:
            return FINE
        written = _asked(rules) if asked else taken | _given(rules, arguments)
        site = site_address(arguments.directory)
        said = scoring.scored(
            rules,
            written,
            now,
            at,
            zone=zone,
            site=site,
            message=wanted,
            channel=channel,
            language=language,
            evidence=gathered,
        )
    except scoring.AnswersError as error:
        print_located(error.located, sys.stderr)
        raise UsageError(str(error)) from error
    if arguments.format == "json":
        shown = said["result"] | {name: said[name] for name in ("evidence", "change_risk")} | suggested
        print(json.dumps(shown, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(f"{said['note']}\n\n{scoring.message_text(said['message'])}")
    if (asked or suggested) and written:
        print(f"\n{t('Again: {{ command }}', command=scoring.command(written))}", file=sys.stderr)
    return FINE


def _suggested(rules: Rules, arguments: argparse.Namespace) -> tuple[dict[str, object], dict[str, object] | None]:
    """What the ticket suggests, as data, and the answers taken from it; None when nobody could be asked."""
    if arguments.ticket is None:
        if arguments.accept_suggestions:
            raise UsageError("--accept-suggestions needs a ticket: name its file with --ticket.")
        return {}, {}
    from escalation_calculator.strings import t  # noqa: PLC0415
    from escalation_calculator.wire import plain_data  # noqa: PLC0415
    from escalation_playbook import ticket  # noqa: PLC0415

    if arguments.ticket == "-" == arguments.answers:
        raise UsageError("Ticket and answers cannot both come from the pipe.")
    read = ticket.read(rules, arguments.ticket, _bytes(arguments.ticket, ticket.LARGEST))
    data: dict[str, object] = {"suggestions": plain_data(read.found)}
    if arguments.accept_suggestions:
        print("\n".join(filter(None, (ticket.shown(read), ticket.left(read.found), ""))), file=sys.stderr)
        return data, ticket.accepted(read.found)
    if sys.stdin.isatty() and sys.stderr.isatty() and arguments.ticket != "-":
        return data, ticket.confirm(read, _terminal())
    if arguments.format == "json":
        print(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))
    else:
        print(ticket.shown(read))
    print(t(ticket.UNCONFIRMED), file=sys.stderr)
    return data, None


def _asked(rules: Rules) -> dict[str, object]:
    from escalation_playbook.ask import ask  # noqa: PLC0415

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("There are no answers. Write “name=value”, or name a file with --answers.")
    return ask(rules, _terminal())


def _terminal() -> Terminal:
    from escalation_playbook.ask import Terminal  # noqa: PLC0415

    def say(text: str) -> None:
        # what is asked stays apart from the result, which may go to a file
        print(text, end="", file=sys.stderr, flush=True)

    return Terminal(say=say, hear=sys.stdin.readline)


def _bytes(name: str, largest: int) -> bytes:
    """The content of a file, or of the pipe for `-`; a byte more than is allowed at most."""
    with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
        return file.read(largest + 1)


def _given(rules: Rules, arguments: argparse.Namespace) -> dict[str, object]:
    """The answers of the file, and over them those of the command line."""
    from escalation_playbook import scoring  # noqa: PLC0415

    name = arguments.answers
    if name is None:
        return scoring.from_words(arguments.answer)
    return scoring.from_file(rules, name, _bytes(name, scoring.LARGEST)) | scoring.from_words(arguments.answer)
