"""The same mistakes in every kind of content: one for each field of each type, told at its word.

A good playbook with one of everything is walked by the types. What is written wrong, and where that stands, is known
from PyYAML's own marks; neither the reader nor the decoder is asked.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
import yaml

from escalation_calculator.check import check
from escalation_calculator.criteria import Condition
from escalation_calculator.diagnostics import Diagnostic
from escalation_calculator.files import ALL_KINDS, CHANGE_RISK, EVIDENCE, PAGES, SIGNALS, STRINGS, SYNONYMS
from escalation_calculator.model import Cells
from escalation_calculator.own_page import OwnPage
from escalation_calculator.scalars import Duration, Id, Language, Line, Period, Prose, Template, Zone
from escalation_playbook.front_matter import parse_markdown
from escalation_playbook.report import Located, locate
from escalation_playbook.source import Found, Source
from escalation_playbook.strict_yaml import parse
from test_checks import CASE, REMOVE, good

PAGE = f"{PAGES}first.md"
DAY = date(2026, 3, 2)


def everything() -> dict[str, Any]:
    """A playbook in which nothing is wrong, with a file of every kind."""
    data: dict[str, Any] = deepcopy(good())
    data[EVIDENCE] = {
        "items": [
            {"id": "logs", "name": "Logs", "where": "There.", "redact": "Tokens."},
            {"id": "steps", "name": "Steps", "where": "Here."},
        ],
        "packs": {"north": {"required": ["logs"], "optional": ["steps"]}, "any": {"required": ["logs"]}},
    }
    data[CHANGE_RISK] = {
        "level": "next",
        "questions": [{"id": "back", "question": "Q?", "why": "W.", "if_no": "N.", "if_unknown": "U."}],
    }
    data[SIGNALS] = {
        "signals": [
            {
                "id": "queue",
                "title": "Queue",
                "source": "Tool",
                "known_by": {"kind": "queue"},
                "fields": {
                    "waiting": {"path": "age", "name": "Age", "type": "duration", "counted_in": "minutes"},
                    "number": {"path": "count", "name": "Count", "type": "number"},
                },
                "when": {"waiting": {"at_least": "30 min"}},
                "raises": {
                    "roles": ["first"],
                    "criterion": "seen",
                    "answers": {"f0": "b"},
                    "takes": {"replies": "number"},
                    "floor": "P3",
                },
                "fail_safe": {"time": "at", "stale_after": "1 h", "ask": "first", "look": "L."},
                "why": "W.",
            }
        ]
    }
    data[STRINGS] = {"language": "de", "strings": {"Owner {{ name }}": "Von {{ name }}"}}
    data[SYNONYMS] = {"synonyms": [{"words": ["log-in", "sign-in"]}]}
    data[CASE]["change_risk"] = {"back": "yes"}
    data[CASE]["next_steps"] = [{"what": "W.", "owner": "first", "by": "2026-03-02T12:00+01:00"}]
    data[CASE]["times"]["assigned"] = "2026-03-02T09:12+01:00"
    data[PAGE] = {"title": "First", "text": "Words."}
    return data


Path = tuple[int | str, ...]


@dataclass(frozen=True)
class Slot:
    """A field of a type, where it is first written in a file."""

    file: str
    owner: type
    name: str
    hint: Any
    path: Path
    required: bool

    def __str__(self) -> str:
        """`Factor.name`."""
        return f"{self.owner.__name__}.{self.name}"


def slots() -> dict[str, Slot]:
    """Every field that is written somewhere."""
    found: dict[str, Slot] = {}
    data = everything()
    for kind in ALL_KINDS:
        for file in kind.files(data):
            top: Any = tuple[kind.type, ...] if kind.key else kind.type  # type: ignore[name-defined]
            inside = data[file][kind.key] if kind.key else data[file]
            for slot in _slots(file, top, inside, (kind.key,) if kind.key else ()):
                found.setdefault(str(slot), slot)
    return found


def _slots(file: str, hint: Any, data: Any, path: Path) -> Iterator[Slot]:
    hint = _bare(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        for each in fields(hint):
            if each.name in data and (hint, each.name) != (OwnPage, "text"):  # which no key begins
                required = each.default is MISSING and each.default_factory is MISSING
                yield Slot(file, hint, each.name, hints[each.name], (*path, each.name), required)
                yield from _slots(file, hints[each.name], data[each.name], (*path, each.name))
    elif get_origin(hint) is tuple:
        for i, entry in enumerate(data):
            yield from _slots(file, get_args(hint)[0], entry, (*path, i))
    elif _is_mapping(hint):
        for key, entry in data.items():
            yield from _slots(file, get_args(hint)[1], entry, (*path, key))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _bare(hint: Any) -> Any:
    """Without `None`."""
    if get_origin(hint) in (Union, UnionType):
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 or get_origin(kinds[0]) is Literal else int | str
    return hint


def _is_mapping(hint: Any) -> bool:
    origin = get_origin(hint)
    return hint not in (Condition, Cells) and isinstance(origin, type) and issubclass(origin, Mapping)


SLOTS = slots()
KIND_FILES = {kind.name: kind.files(everything())[0] for kind in ALL_KINDS}


class _Dumper(yaml.SafeDumper):
    """Writes nothing as nothing, as people do."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # the library's own
        return True


_Dumper.add_representer(NoneType, lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def written(file: str, data: Any) -> str:
    """A file as it is written."""
    if file != PAGE:
        return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
    head = {name: value for name, value in data.items() if name != "text"}
    return f"---\n{yaml.dump(head, Dumper=_Dumper, sort_keys=False) if head else ''}---\n\n{data.get('text', '')}\n"


Spot = tuple[int, int]


def marks(file: str, text: str) -> dict[Path, tuple[Spot | None, Spot]]:
    """Line and column of each key and each value, by PyYAML."""
    found: dict[Path, tuple[Spot | None, Spot]] = {}

    def at(node: yaml.Node) -> Spot:
        return node.start_mark.line + 1, node.start_mark.column + 1

    def walk(node: yaml.Node, path: Path, key: Spot | None) -> None:
        found[path] = key, at(node)
        if isinstance(node, yaml.MappingNode):
            for name, value in node.value:
                walk(value, (*path, name.value), at(name))
        elif isinstance(node, yaml.SequenceNode):
            for i, value in enumerate(node.value):
                walk(value, (*path, i), None)

    if file == PAGE:
        text = "#" + text.partition("\n---")[0].removeprefix("---")
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    if node is not None:
        walk(node, (), None)
    return found


def told(file: str, data: Any, *, also: str = "") -> list[Located]:
    """What is told of a file, in a playbook in which it reads so."""
    text = written(file, data) + also
    parsed = (parse_markdown if file == PAGE else parse)(text)
    found = [Diagnostic(code=m.code, message=m.message, mend=m.mend, file=file) for m in parsed.mistakes]
    source = Source(
        files={file: parsed.data},
        texts={file: text},
        found=tuple(Found(diagnostic=d, place=m.place) for d, m in zip(found, parsed.mistakes, strict=True)),
    )
    _, diagnostics = check(everything() | {file: parsed.data}, {"Europe/Berlin", "Europe/Dublin"}, DAY)
    return locate([each for each in diagnostics if each.file == file], source)


def changed(slot: Slot, value: object, *, name: str = "") -> Any:
    """The data of its file with another value, or under another name; without it when the value is REMOVE."""
    data = everything()[slot.file]
    inner = data
    for step in slot.path[:-1]:
        inner = inner[step]
    items = list(inner.items())
    inner.clear()
    for key, old in items:
        if key != slot.name:
            inner[key] = old
        elif name:
            inner[name] = old
        elif value is not REMOVE:
            inner[key] = value
    return data


def test_the_good_one_is_good() -> None:
    """So that each change below is what is told, and there is a file of every kind."""
    data = everything()
    assert [each for file in data for each in told(file, data[file])] == []
    assert all(kind.files(data) for kind in ALL_KINDS)
    assert len(SLOTS) > 200


@pytest.mark.parametrize("name", SLOTS)
def test_a_misspelt_key_is_told_at_the_key(name: str) -> None:
    """With the one that was meant, and without a word on the one that is missing now."""
    slot = SLOTS[name]
    data = changed(slot, None, name=f"{slot.name}x")
    key, _ = marks(slot.file, written(slot.file, data))[*slot.path[:-1], f"{slot.name}x"]
    found = [(each.code, (each.line, each.column), each.mend) for each in told(slot.file, data)]
    assert found == [("unknown-key", key, f"Did you mean “{slot.name}”?")]


@pytest.mark.parametrize("name", [name for name, slot in SLOTS.items() if slot.required])
def test_a_missing_key_is_told_where_it_is_missing(name: str) -> None:
    """At the key of the block that lacks it, or where the entry of the list begins."""
    slot = SLOTS[name]
    data = changed(slot, REMOVE)
    key, begins = marks(slot.file, written(slot.file, data))[slot.path[:-1]]
    found = [(each.code, (each.line, each.column), each.mend) for each in told(slot.file, data)]
    assert found == [("missing-key", key or begins, f"Add “{slot.name}:”.")]


WRONG: dict[Any, tuple[object, str]] = {
    Id: ("Not so", "bad-id"),
    Duration: ("soon", "bad-duration"),
    Period: ("often", "bad-period"),
    Language: ("Klingon", "bad-language"),
    datetime: ("today", "bad-time"),
    date: ("today", "bad-date"),
    int: ("many", "wrong-type"),
    Condition: ("so", "wrong-type"),
    Cells: ("so", "wrong-type"),
}
"""What cannot stand in a field of a type, and the code that tells it; where text belongs, a list."""
TEXT = (Line, Prose, Template, Zone, str, int | str)


def wrong(hint: Any) -> tuple[object, str]:
    """A value that a field cannot have, and the code."""
    hint = _bare(hint)
    if get_origin(hint) is Literal:
        return "nonsense", "not-a-choice"
    if hint in TEXT:
        return ["so"], "wrong-type"
    return WRONG.get(hint, ("so", "wrong-type"))


@pytest.mark.parametrize("name", SLOTS)
def test_a_value_of_another_type_is_told_at_the_value(name: str) -> None:
    """Alone: nothing else is wrong because of it."""
    slot = SLOTS[name]
    value, code = wrong(slot.hint)
    data = changed(slot, value)
    _, place = marks(slot.file, written(slot.file, data))[slot.path]
    assert [(each.code, (each.line, each.column)) for each in told(slot.file, data)] == [(code, place)]


@pytest.mark.parametrize("name", SLOTS)
def test_a_key_without_a_value_is_told_at_the_key(name: str) -> None:
    """There is no word behind it at which it could be."""
    slot = SLOTS[name]
    data = changed(slot, None)
    key, _ = marks(slot.file, written(slot.file, data))[slot.path]
    missing = NoneType in get_args(slot.hint) or slot.hint is Id or get_origin(slot.hint) is Literal
    code = "empty-value" if missing else wrong(slot.hint)[1]
    assert [(each.code, (each.line, each.column)) for each in told(slot.file, data)] == [(code, key)]


def names(hint: Any, data: Any, path: Path) -> Iterator[tuple[Path, str, bool]]:
    """The first of each sort of name that a field holds: its path, the name, and whether it is a key."""
    hint = _bare(hint)
    if hint is Id:
        yield path, data, False
    elif hint is Condition:
        inner, below = data, path
        while isinstance(inner, dict) and set(inner) & {"all", "any", "not"}:
            (key,) = inner
            inner, below = (inner[key], (*below, key)) if key == "not" else (inner[key][0], (*below, key, 0))
        yield (*below, next(iter(inner))), next(iter(inner)), True
    elif get_origin(hint) is tuple and data:
        yield from names(get_args(hint)[0], data[0], (*path, 0))
    elif _is_mapping(hint) and data:
        key = next(iter(data))
        if get_args(hint)[0] is Id:
            yield (*path, key), key, True
        yield from names(get_args(hint)[1], data[key], (*path, key))


DECLARE = {"Signal.fields", "Scoring.model"}
"""What gives a name or, of the model, what a case was scored with: there is one only, and it is told as such."""

REFERENCES = {
    f"{slot} {'key' if is_key else 'value'} {depth}": (slot, path, name, is_key)
    for slot in SLOTS.values()
    if slot.name != "id" and str(slot) not in DECLARE
    for depth, (path, name, is_key) in enumerate(names(slot.hint, _at(everything()[slot.file], slot.path), slot.path))
}


@pytest.mark.parametrize("which", REFERENCES)
def test_a_misspelt_name_is_told_where_it_is_written(which: str) -> None:
    """With the one that was meant."""
    slot, path, name, is_key = REFERENCES[which]
    data = everything()[slot.file]
    inner = _at(data, path[:-1])
    if is_key:
        items = [(f"{name}x" if key == name else key, value) for key, value in inner.items()]
        inner.clear()
        inner.update(items)
        path = (*path[:-1], f"{name}x")
    else:
        inner[path[-1]] = f"{name}x"
    key, value = marks(slot.file, written(slot.file, data))[path]
    place = key if is_key else value
    (code,) = {
        each.code
        for each in told(slot.file, data)
        if ((each.line, each.column), each.mend) == (place, f"Did you mean “{name}”?")
    }
    assert code.startswith("unknown-") or code == "bad-answer"


def _names(kind: Any) -> set[str]:
    return {each.name for each in fields(kind)} if is_dataclass(kind) else set()


LISTS = {
    **{kind.name: (KIND_FILES[kind.name], (kind.key,)) for kind in ALL_KINDS if kind.key and "id" in _names(kind.type)},
    **{
        name: (slot.file, slot.path)
        for name, slot in SLOTS.items()
        if get_origin(slot.hint) is tuple and "id" in _names(get_args(slot.hint)[0])
    },
}
"""Every list of entries with ids."""


@pytest.mark.parametrize("name", LISTS)
def test_an_id_that_is_there_twice_is_told_at_the_second(name: str) -> None:
    """In the kind's own list, and in every list below it."""
    file, path = LISTS[name]
    data = everything()[file]
    entries = _at(data, path)
    entries.append(deepcopy(entries[0]))
    _, place = marks(file, written(file, data))[*path, len(entries) - 1, "id"]
    assert ("duplicate-id", place) in [(each.code, (each.line, each.column)) for each in told(file, data)]


@pytest.mark.parametrize("kind", KIND_FILES)
def test_what_any_file_may_hold_is_checked_in_each(kind: str) -> None:
    """Who looks at it again, and what is let stand; and no key stands there twice."""
    file = KIND_FILES[kind]
    data = {
        "review": {"owner": "frist", "last": "2025-03-02", "every": "3 months"},
        "accept": [{"code": "points-fall", "reason": "R.", "until": "2027-01-31"}],
    } | everything()[file]
    at = marks(file, written(file, data))
    found = {(each.code, (each.line, each.column)) for each in told(file, data)}
    assert ("unknown-role", at["review", "owner"][1]) in found
    assert ("review-overdue", at["review", "last"][1]) in found
    data["review"]["owner"] = "first"
    found = {(each.code, (each.line, each.column)) for each in told(file, data)}
    assert ("accepts-nothing", at["accept", 0, "code"][1]) in found


@pytest.mark.parametrize("kind", [kind for kind in KIND_FILES if KIND_FILES[kind] != PAGE])
def test_a_key_that_is_there_twice_is_told_at_the_second(kind: str) -> None:
    """In a file of any kind."""
    file = KIND_FILES[kind]
    data = everything()[file]
    last = len(written(file, data).splitlines())
    found = told(file, data, also=f"{next(iter(data))}: again\n")
    assert [(each.code, each.line, each.column) for each in found] == [("duplicate-key", last + 1, 1)]
