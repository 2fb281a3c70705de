"""`playbook serve`: build the site, show it, build it again after every save."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from escalation_calculator.strings import spoken
from escalation_playbook.check_command import FINE, UsageError, examined, lenient, print_located, say_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from escalation_playbook.serve import Outcome


def port(text: str) -> int:
    """A port from the command line."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” is no port; write a number, like 8000.")
    return int(text)


def builder(root: Path, place: Path) -> Callable[[], Outcome]:
    """Give a function that builds the site of the project in `root` at `place`, and prints what it finds.

    What was read and is still the same is not read again the next time.
    """
    from escalation_playbook import made, site  # noqa: PLC0415 - brings the site tool
    from escalation_playbook.memory import Texts  # noqa: PLC0415
    from escalation_playbook.serve import Outcome  # noqa: PLC0415

    for stream in (sys.stdout, sys.stderr):
        lenient(stream)  # in a process of its own, which did not begin where commands do
    texts = Texts(root / "build" / "texts.jsonl", made.program())

    def build() -> Outcome:
        try:
            checked = examined(root, texts=texts)
            print_located(checked.located, sys.stdout)
            sys.stdout.flush()
            if checked.playbook is not None:
                site.build(root, site.assemble(root, checked), place, indexed=False)
        except (UsageError, site.SiteError, OSError) as error:  # the next save may mend it
            say_error(str(error))
            return Outcome(diagnostics=(), built=False)
        return Outcome(diagnostics=checked.located, built=checked.playbook is not None, words=spoken())

    return build


def serve(arguments: argparse.Namespace) -> int:
    """Serve until interrupted. No page waits for a build, nor for the search, whose index follows in the background."""
    from escalation_playbook import serve as serving  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook.apart import EndedError, apart  # noqa: PLC0415
    from escalation_playbook.background import following  # noqa: PLC0415
    from escalation_playbook.source import site_address  # noqa: PLC0415

    root: Path = arguments.directory
    place = root / "site"

    def tell(line: str) -> None:
        print(line, flush=True)

    def index_again() -> None:
        from escalation_playbook import site  # noqa: PLC0415 - brings the site tool

        site.index_again(root, place)

    examined(root, cases=False)  # a wrong folder is told at once
    watched, url = serving.watched(root), site_address(root)
    try:
        with apart(builder, root, place) as build, following(index_again, say_error) as index:

            def rebuild() -> serving.Outcome:
                try:
                    outcome = build()
                except EndedError:
                    say_error("The process that builds the site has ended. The next save starts it again.")
                    return serving.Outcome(diagnostics=(), built=False)
                if outcome.built:
                    index()
                return outcome

            serving.serve(root, place, rebuild, watch=watched, tell=tell, port=arguments.port, site_url=url)
    except serving.PortError as error:
        raise UsageError(str(error)) from error
    return FINE
