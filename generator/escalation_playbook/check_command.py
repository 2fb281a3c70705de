"""`playbook check`, and what other commands share with it: a folder is checked, and what is wrong is printed."""

from __future__ import annotations

import argparse
import gc
import io
import os
import shutil
import sys
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final, TextIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalation_playbook.checking import Checked
    from escalation_playbook.memory import Texts
    from escalation_playbook.report import Located

FINE: Final = 0
FINDINGS: Final = 1
"""The exit code when there are mistakes in the files."""


class UsageError(Exception):
    """The command was used wrongly, or lacks something it needs; the text is a sentence for the person."""


def day(text: str) -> date:
    """A day from the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no day; write it like 2026-03-02.") from None


def examined(root: Path, *, cases: bool = True, today: date | None = None, texts: Texts | None = None) -> Checked:
    """Read and check a project's files, as `checking.examine` does, with a memory of their texts or without.

    Raises:
        UsageError: There is no playbook in the folder.
    """
    from escalation_playbook.checking import examine  # noqa: PLC0415 - the parser answers without it

    gc.set_threshold(100_000, 50, 100)  # what is read is kept to the end: looking through it for garbage finds none
    if not (root / "playbook").is_dir():
        where = "here" if root == Path() else f"in “{root}”"
        raise UsageError(f"There is no folder “playbook” {where}. Run this beside it, or name its parent with -C.")
    if texts is None:
        return examine(root, cases=cases, today=today)
    checked = examine(root, cases=cases, today=today, parse_all=texts.parse_all)
    texts.keep()
    return checked


def check(arguments: argparse.Namespace) -> int:
    """Print what is wrong, or that nothing is; then the past cases that would now be treated differently."""
    from escalation_playbook import annotations  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook.source import site_address  # noqa: PLC0415

    today: date = arguments.on or datetime.now(UTC).date()
    checked = examined(arguments.directory, today=today)
    hosted = annotations.below(_within(arguments.directory), checked.located)
    match arguments.format:
        case "json":
            print(annotations.as_data(checked.located, today), end="")
        case "github":
            print(annotations.as_github(hosted), end="")
        case "gitlab":
            print(annotations.as_gitlab(hosted), end="")
        case _:
            _print(checked, site_address(arguments.directory))
    counts = {"error", "warning"} if arguments.strict else {"error"}
    return FINDINGS if any(each.severity in counts for each in checked.located) else FINE


def _within(folder: Path) -> str:
    """A folder below this one, as code hosts write it; empty for this one, and for one that lies elsewhere."""
    way = PurePath(os.path.relpath(folder)).as_posix()
    return "" if way == "." or way.startswith("..") else way


def _print(checked: Checked, site: str) -> None:
    from escalation_playbook.history import moved  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook.pages.reference import ERRORS  # noqa: PLC0415

    if checked.located:
        print_located(checked.located, sys.stdout)
        if site:
            served = ", while “playbook serve” runs" if urlsplit(site).hostname in {"127.0.0.1", "localhost"} else ""
            print(f"What a code means: {site}{ERRORS}{served}")
    else:
        print(f"{len(checked.files)} files, nothing wrong.")
    if checked.playbook is not None:
        print(moved(checked.playbook), end="")


def print_located(located: Sequence[Located], stream: TextIO) -> None:
    """Print each mistake with its place, as wide and as coloured as the reader's terminal can show it."""
    from escalation_playbook.terminal import WIDTH, format_text  # noqa: PLC0415

    colour = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = shutil.get_terminal_size().columns if stream.isatty() else WIDTH
    print(format_text(located, colour=colour, width=width), end="", file=stream)


def lenient(stream: object) -> None:
    """Have a terminal that lacks a character show a question mark in its place."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")


def say_error(sentence: str) -> None:
    """Print a sentence for the person, on the stream for mistakes."""
    from escalation_playbook.terminal import visible  # noqa: PLC0415 - only where it is needed

    for line in sentence.splitlines() or [""]:
        print(f"playbook: {visible(line)}", file=sys.stderr)
