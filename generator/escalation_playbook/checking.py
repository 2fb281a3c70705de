"""A folder in, a checked playbook out, or everything that is wrong with it: reading and checking in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from escalation_calculator.check import check_decoded
from escalation_calculator.files import KINDS, STRINGS, decode_files
from escalation_calculator.strings import speak
from escalation_playbook.images import check_images
from escalation_playbook.interface import shipped, words_of
from escalation_playbook.report import Located, locate
from escalation_playbook.source import parse_all, read
from escalation_playbook.style_sheet import STYLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from escalation_calculator.diagnostics import Diagnostic
    from escalation_calculator.playbook import Playbook
    from escalation_playbook.source import Source
    from escalation_playbook.strict_yaml import Parsed


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What came of a folder."""

    playbook: Playbook | None
    """None when there is an error."""
    located: tuple[Located, ...]
    """Everything that is wrong, each once, sorted by place; what is no error may stand beside a playbook."""
    files: Mapping[str, object]
    """The plain data of the files that could be read, by name."""
    style: str = ""
    """The playbook's own style sheet; empty without one."""


def examine(
    root: Path,
    *,
    cases: bool = True,
    today: date | None = None,
    parse_all: Callable[[Sequence[str]], Sequence[Parsed]] = parse_all,
) -> Checked:
    """Read and check the playbook in the folder `root`.

    Without `cases` only what a score needs is looked at: neither cases nor what pages would show of a text. Without
    `today` nothing is told by date. `parse_all` reads texts, as `source.read` takes it. The words of the interface are
    those of this playbook from then on.
    """
    speak({})  # mistakes are told in English
    source = read(root, cases=cases, parse_all=parse_all)
    decoded = decode_files(source.files)
    sentences = shipped() if STRINGS in source.files else {}
    playbook = check_decoded(decoded, available_timezones(), today, cases=cases, sentences=sentences)
    strays = list(check_images(decoded, source.images)) if cases else []
    diagnostics = decoded.diagnostics + strays
    if playbook and cases:
        from escalation_playbook.pages.addresses import site_map  # noqa: PLC0415 - brings the pages
        from escalation_playbook.prose_check import check_prose  # noqa: PLC0415 - brings the Markdown parser

        # a link may lead to a case that could not be read
        diagnostics += check_prose(decoded.everything, None if source.unread else site_map(playbook))
    located = tuple(locate(_judged(diagnostics, source), source))
    if any(each.severity == "error" for each in located):
        playbook = None
    if playbook is not None:
        speak(words_of(playbook.strings))
    return Checked(playbook=playbook, located=located, files=source.files, style=source.texts.get(STYLE, ""))


def _judged(diagnostics: Iterable[Diagnostic], source: Source) -> Iterable[Diagnostic]:
    """Without names that are said to be unknown while the file that may declare them could not be read."""
    found = list(diagnostics)
    broken = source.unread | {each.file for each in found if each.severity == "error"}
    broken |= {each.diagnostic.file for each in source.found if each.diagnostic.severity == "error"}
    # a list with a broken entry hides its name; the name of a file stands even when the file is broken
    unread = source.unread | {f"{each}/" for each in source.unread}  # some are folders that could not be listed
    unjudged = {code for kind in KINDS if kind.files(broken | unread if kind.key else unread) for code in kind.unknown}
    unjudged |= {code for kind in KINDS if kind.files(broken | unread) for code in kind.lacking}
    return [each for each in found if each.code not in unjudged]
