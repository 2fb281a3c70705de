"""`playbook build`: check all files, then build the site."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from escalation_playbook import made, unchanged
from escalation_playbook.check_command import FINDINGS, FINE, UsageError, examined, print_located, say_error
from escalation_playbook.memory import Texts
from escalation_playbook.progress import counting

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def build(arguments: argparse.Namespace) -> int:
    """Build the site, and say how many pages it has; on a terminal, say what is being done meanwhile."""
    root: Path = arguments.directory
    now = datetime.now(UTC)
    wanted = unchanged.made_of(root, arguments.site and arguments.site.resolve(), arguments.public)
    if built := unchanged.still_built(root, wanted, now):
        if built.found:
            print_located(built.located, sys.stderr)
        if built.note:
            say_error(built.note)
        print(f"Nothing has changed: the {built.pages} pages stand.")
        return FINE
    _say("Reading and checking the files")
    checked = examined(root, texts=Texts(root / "build" / "texts.jsonl", made.program()))
    print_located(checked.located, sys.stderr)
    if checked.playbook is None:
        return FINDINGS
    from escalation_playbook import site  # noqa: PLC0415 - brings the site tool

    try:
        _say("Making the pages")
        content = site.assemble(root, checked, now, for_public=arguments.public)
        with counting(sys.stderr) as tell:
            place = site.build(root, content, arguments.site, say=_say, tell=tell)
    except site.SiteError as error:
        raise UsageError(str(error)) from error
    if content.note:
        say_error(content.note)
    pages = len(content.pages) + len(content.late)
    until = content.until
    if until is not None:
        unchanged.keep(
            root,
            place,
            made_of=wanted,
            since=now,
            until=until,
            pages=pages,
            located=checked.located,
            note=content.note,
        )
    print(f"{pages} pages built.")
    return FINE


def _say(what: str) -> None:
    """Show what is being done in a line of its own: only to a person, who may have to wait."""
    if sys.stderr.isatty():
        print(f"{what} …", file=sys.stderr, flush=True)
