"""`playbook serve`: build the site, show it, build it again after every save."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from escalation_playbook.check_command import FINE, UsageError, examined, print_located, say_error

if TYPE_CHECKING:
    from pathlib import Path


def port(text: str) -> int:
    """A port from the command line."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” is no port; write a number, like 8000.")
    return int(text)


def serve(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. No page waits for the search, whose index follows in the background."""
    from escalation_playbook import made, site  # noqa: PLC0415 - brings the site tool
    from escalation_playbook import serve as serving  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook.background import following  # noqa: PLC0415
    from escalation_playbook.memory import Texts  # noqa: PLC0415
    from escalation_playbook.source import site_address  # noqa: PLC0415

    root: Path = arguments.directory
    place = root / "site"
    texts = Texts(root / "build" / "texts.jsonl", made.program())

    def rebuild() -> serving.Outcome:
        try:
            checked = examined(root, texts=texts)
            print_located(checked.located, sys.stdout)
            if checked.playbook is not None:
                site.build(root, site.assemble(root, checked), place, indexed=False)
                index()
        except (UsageError, site.SiteError, OSError) as error:  # the next save may mend it
            say_error(str(error))
            return serving.Outcome(diagnostics=(), built=False)
        return serving.Outcome(diagnostics=checked.located, built=checked.playbook is not None)

    def tell(line: str) -> None:
        print(line, flush=True)

    examined(root, cases=False)  # a wrong folder is told at once
    watched, url = serving.watched(root), site_address(root)
    try:
        with following(lambda: site.index_again(root, place), say_error) as index:
            serving.serve(root, place, rebuild, watch=watched, tell=tell, port=arguments.port, site_url=url)
    except serving.PortError as error:
        raise UsageError(str(error)) from error
    return FINE
