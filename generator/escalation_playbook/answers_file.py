"""Answers from a file or a pipe, in YAML or JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalation_calculator.answers import read_answers
from escalation_calculator.diagnostics import Diagnostic, suggestion
from escalation_playbook.report import Located, locate
from escalation_playbook.source import Found, Source
from escalation_playbook.strict_yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalation_calculator.diagnostics import Path
    from escalation_calculator.rules import Rules

_PARTS = ("answers", "facts")


@dataclass(frozen=True, kw_only=True)
class FromFile:
    """What a file of answers holds."""

    written: Mapping[str, object]
    """Factors and facts as written; what is null is left out, as unknown."""
    located: tuple[Located, ...]
    """Everything that is wrong with it."""


def read_file(rules: Rules, name: str, text: str) -> FromFile:
    """Read answers: `{answers: …, facts: …}`, the same below `scoring` as in a case, or both in one flat mapping."""
    data, found = _data(name, text)
    diagnostics: list[Diagnostic] = []
    places: dict[str, Path] = {}
    written: dict[str, object] = {}
    for path, part in _mappings(name, data, diagnostics):
        for key, value in part.items():
            places[key] = (*path, key)
            if value is not None:
                written[key] = value
    diagnostics += [
        Diagnostic(
            code="bad-answer",
            message=problem.message,
            mend=problem.mend,
            file=name,
            path=places[problem.name],
            on_key=problem.name not in rules.variables,
        )
        for problem in read_answers(rules, written)[1]
    ]
    source = Source(files={name: data}, texts={name: text}, found=tuple(found))
    return FromFile(written=written, located=tuple(locate(diagnostics, source)))


def _data(name: str, text: str) -> tuple[object, list[Found]]:
    parsed = parse(text)  # JSON is YAML, too
    found = [
        Found(diagnostic=Diagnostic(code=m.code, message=m.message, mend=m.mend, file=name), place=m.place)
        for m in parsed.mistakes
    ]
    return parsed.data, found


def _mappings(name: str, data: object, diagnostics: list[Diagnostic]) -> Iterator[tuple[Path, Mapping[str, object]]]:
    """The mappings of names to values, each with its path."""

    def report(code: str, message: str, mend: str, path: Path, *, on_key: bool = False) -> None:
        diagnostics.append(Diagnostic(code=code, message=message, mend=mend, file=name, path=path, on_key=on_key))

    path: Path = ()
    if isinstance(data, dict) and isinstance(data.get("scoring"), dict):
        path, data = ("scoring",), {part: data["scoring"].get(part) for part in _PARTS}
    if data is None:
        return
    if not isinstance(data, dict):
        report("wrong-type", "Answers are names with values.", "Write “name: value”, one a line.", path)
    elif not any(part in data for part in _PARTS):
        yield path, data
    else:
        for key, part in data.items():
            if key not in _PARTS:
                report(
                    "unknown-key", f"“{key}” stands beside the answers.", suggestion(key, _PARTS), (key,), on_key=True
                )
            elif isinstance(part, dict):
                yield (*path, key), part
            elif part is not None:
                report("wrong-type", f"“{key}” are names with values.", "Write “name: value” below it.", (*path, key))
