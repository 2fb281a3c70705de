"""`playbook build`: check all files, then build the site."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from escalation_playbook.check_command import FINDINGS, FINE, UsageError, examined, print_located, say_error

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def build(arguments: argparse.Namespace) -> int:
    """Build the site, and say how many pages it has; on a terminal, say what is being done meanwhile."""
    root: Path = arguments.directory
    _say("Reading and checking the files")
    checked = examined(root)
    print_located(checked.located, sys.stderr)
    if checked.playbook is None:
        return FINDINGS
    from escalation_playbook import site  # noqa: PLC0415 - brings the site tool

    try:
        _say("Making the pages")
        content = site.assemble(root, checked, for_public=arguments.public)
        site.build(root, content, arguments.site, say=_say)
    except site.SiteError as error:
        raise UsageError(str(error)) from error
    if content.note:
        say_error(content.note)
    print(f"{len(content.pages) + len(content.late)} pages built.")
    return FINE


def _say(what: str) -> None:
    """Show what is being done in a line of its own: only to a person, who may have to wait."""
    if sys.stderr.isatty():
        print(f"{what} …", file=sys.stderr, flush=True)
