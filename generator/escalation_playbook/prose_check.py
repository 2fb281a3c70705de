"""What prose may not hold, told with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

from escalation_calculator.diagnostics import Diagnostic
from escalation_calculator.scalars import Prose
from escalation_playbook.prose import SCHEME, parser_of, refused
from escalation_playbook.prose_tables import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from escalation_calculator.diagnostics import Path
    from escalation_calculator.files import Entry
    from escalation_playbook.site_map import SiteMap

    Judge = Callable[[str], tuple[str, str] | None]

_LINE_END: Final = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that prose may not hold."""

    line: int
    """The line of the text on which it begins, counted from 1."""
    code: str
    message: str
    mend: str


def problems(text: str, dead: Judge | None = None) -> list[Problem]:
    """What the text may not hold, in its order.

    Args:
        text: CommonMark.
        dead: Says of a link within the site why it leads nowhere, and what to do. Without it no such link is judged.
    """
    found: list[Problem] = []
    if not _may_hold_any(text):
        return found
    tokens = parser_of(html=True).parse(text)
    for line, message, mend in broken(tokens, _LINE_END.split(text)):
        found.append(Problem(line=line, code="bad-table", message=message, mend=mend))
    for token in tokens:
        line = token.map[0] + 1 if token.map else 1
        if token.type == "html_block":
            found.append(_raw_html(token.content, line))
        for child in token.children or ():
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "html_inline":
                found.append(_raw_html(child.content, line))
            elif child.type == "image":
                mend = "Put a link to it instead."
                found.append(Problem(line=line, code="image", message="Text holds no images.", mend=mend))
            elif child.type == "link_open":
                found += _link(str(child.attrs.get("href", "")), line, dead)
    return sorted(found, key=lambda problem: problem.line)


def check_prose(entries: Iterable[Entry[Any]], site: SiteMap | None = None) -> list[Diagnostic]:
    """Everything that the prose of a checked playbook may not hold, with its place, in the order of the entries.

    Args:
        entries: Its content.
        site: Where links may lead; None while that is not known.
    """
    found = []
    for entry in entries:
        dead = partial(site.dead, file=entry.reading.file) if site else None
        for path, text in _doubtful(entry.value):
            own_lines = entry.reading.file.endswith(".md")  # there each line of the text has a place
            for problem in problems(text, dead):
                place = f" (line {problem.line} of this text)" if problem.line > 1 and not own_lines else ""
                found.append(
                    Diagnostic(
                        code=problem.code,
                        message=problem.message.removesuffix(".") + place + ".",
                        mend=problem.mend,
                        file=entry.reading.file,
                        path=(*entry.path, *path, problem.line) if own_lines else (*entry.path, *path),
                    )
                )
    return found


def _raw_html(text: str, line: int) -> Problem:
    shown = " ".join(text.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    mend = "Write it in Markdown; to show the signs themselves, put them between backticks."
    return Problem(line=line, code="raw-html", message=f"“{shown}” is HTML, which text may not hold.", mend=mend)


def _link(address: str, line: int, dead: Judge | None) -> Iterator[Problem]:
    if why := refused(address):
        yield Problem(line=line, code="unsafe-link", message=why[0], mend=why[1])
    elif dead and not SCHEME.match(address) and (why := dead(address)):
        yield Problem(line=line, code="dead-link", message=why[0], mend=why[1])


@cache
def _fields(kind: type) -> Mapping[str, bool]:
    """The fields of a type in which there can be prose: whether a text in it is prose itself, or only further inside.

    Most of a playbook is names, numbers and times, and looking through all of it would cost more than all else here.
    """
    hints = get_type_hints(kind)
    return {name: _is_prose(hints[name]) for name in (field.name for field in fields(kind)) if _holds(hints[name])}


def _is_prose(hint: Any) -> bool:  # noqa: ANN401  # an annotation
    return hint is Prose or any(_is_prose(part) for part in get_args(hint))


def _holds(hint: Any) -> bool:  # noqa: ANN401  # an annotation
    return hint is Prose or is_dataclass(hint) or any(_holds(part) for part in get_args(hint))


def _doubtful(value: object, *, prose: bool = False) -> list[tuple[Path, str]]:
    """The texts in `value` that are annotated as prose and may hold a problem, each with the way to it.

    `prose` says whether `value` itself is annotated so.
    """
    if isinstance(value, str):
        return [((), value)] if prose and _may_hold_any(value) else []
    inside: Iterable[tuple[str | int, object, bool]] = ()
    if isinstance(value, tuple):
        inside = ((i, entry, prose) for i, entry in enumerate(value))
    elif isinstance(value, dict):
        inside = ((key, entry, prose) for key, entry in value.items())
    elif is_dataclass(value) and not isinstance(value, type):
        inside = ((name, getattr(value, name), is_prose) for name, is_prose in _fields(type(value)).items())
    return [
        ((key, *path), text)
        for key, entry, is_prose in inside
        if entry  # most of what may be written is not
        for path, text in _doubtful(entry, prose=is_prose)
    ]


def _may_hold_any(text: str) -> bool:
    """Whether it may hold a problem: each begins with one of these, and parsing costs more than all other checks."""
    return "<" in text or "[" in text or "|" in text
