"""A new case, criterion, message or page: a file of its own, or an entry at the end of the list it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from escalation_calculator.diagnostics import suggestion
from escalation_calculator.files import ALL_KINDS, CASES, OWN_PAGES
from escalation_calculator.scalars import id_of, is_id
from escalation_playbook.shapes import shapes
from escalation_playbook.skeleton import as_entry, skeleton
from escalation_playbook.strict_yaml import parse, places
from escalation_playbook.yaml_text import scalar

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from escalation_calculator.files import Kind
    from escalation_playbook.prefill import Prefilled

_MODELINE: Final = "# yaml-language-server:"
_NAMED_BY: Final = ("title", "name", "label")
"""The fields that may say in a few words what something is."""


class NewError(ValueError):
    """What is asked for cannot be added; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What was added."""

    file: str
    """Path below the project's folder, with `/`."""
    line: int
    """The first line of it, counted from 1."""
    id: str
    """Its id; empty where a kind has none."""


def word(kind: Kind) -> str:
    """What one object of a kind is called: `criterion`."""
    words: list[str] = re.findall("[A-Z][a-z]*", kind.of)
    return words[-1].lower()


def kind_of(name: str) -> Kind:
    """The kind that is asked for, by the word for one or for all of it.

    Raises:
        NewError: There is none.
    """
    names = {called: kind for kind in ALL_KINDS for called in (kind.name.replace("_", "-"), word(kind))}
    if name not in names:
        raise NewError(f"“{name}” is no kind of content. {suggestion(name, map(word, ALL_KINDS))}")
    return names[name]


def add(root: Path, kind: Kind, words: str, filled: Prefilled, now: datetime) -> Addition:
    """Write it; nothing that is there is changed.

    Args:
        root: The project's folder.
        kind: What is added.
        words: What it is, in a few words; its id is made of them. Or the id itself.
        filled: What is known of it.
        now: The present; a case's id begins with its day.

    Raises:
        NewError: There can be one only and it is there, or the list is written in a way that takes no entry.
    """
    names = {each.name: each.default if isinstance(each.default, (str, int)) else None for each in shapes(kind.type)}
    known = {field: words for field in _NAMED_BY if field in names and words and not is_id(words)} | dict(filled.given)
    if kind.single:  # nothing in it may have to be written, and an empty file would teach nothing
        return _write(root, kind.places[0], skeleton(kind.type, names | known, notes=filled.notes), kind)
    made = id_of(words) or word(kind)
    if kind.places[0] == CASES and not re.match(r"\d{4}-\d\d-\d\d-", made):
        made = f"{filled.day or now.date()}-{made}"
    found = _free(made, _taken(root, kind))
    if kind is OWN_PAGES:
        return _write(root, f"{kind.places[0]}{found}{kind.ending}", _page(words, now), kind, found)
    if not kind.key:
        return _write(
            root,
            f"{kind.places[0]}{found}{kind.ending}",
            skeleton(kind.type, known, without="id", notes=filled.notes),
            kind,
            found,
        )
    return _append(root, kind, skeleton(kind.type, {**known, "id": found}, notes=filled.notes), found)


def _page(words: str, now: datetime) -> str:
    """The beginning of a page in Markdown: comments can stand in its head alone."""
    return (
        "---\n"
        f"title:{f' {scalar(words)}' if words else ''}\n"
        "# Write below the second line `---`, in Markdown; HTML is not read. Headings begin with `##`, and links go\n"
        "# from the site's home: `[the criteria](criteria/)`.\n"
        "# Who reads it again, and how often:\n"
        f"# review: {{owner: ROLE, last: {now.date()}, every: 6 months}}\n"
        "---\n\n"
    )


def _free(name: str, taken: Collection[str]) -> str:
    """The name, or the first one made of it that is free."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _taken(root: Path, kind: Kind) -> Collection[str]:
    """The ids that are there, in files that cannot be read too."""
    found: set[str] = set()
    for place in kind.places:
        for path in (root / place).glob(f"*{kind.ending}") if place.endswith("/") else [root / place]:
            if not kind.key:
                found.add(path.stem)
            elif path.is_file():
                found |= set(re.findall(r"\bid: *[\"']?([\w-]+)", path.read_text("utf-8", "replace")))
    return found


def _write(root: Path, name: str, text: str, kind: Kind, made: str = "") -> Addition:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    line = _modeline(path, kind)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(line + text)
    except FileExistsError:
        raise NewError(f"“{name}” is there already, and there is one only: change it in an editor.") from None
    return Addition(file=name, line=1, id=made)


def _modeline(path: Path, kind: Kind) -> str:
    """The line by which an editor finds the schema: as in a file beside it, else where `playbook schema` writes it."""
    for other in sorted(path.parent.glob("*.yml")):
        first = other.read_text("utf-8", "replace").partition("\n")[0].rstrip()
        if first.startswith(_MODELINE) and first.endswith(f"/{kind.name}.json"):
            return f"{first}\n"
    for depth, folder in enumerate(path.parents[1:], 1):
        if (folder / "schemas" / f"{kind.name}.json").is_file():
            return f"{_MODELINE} $schema={'../' * depth}schemas/{kind.name}.json\n"
    return ""


def _append(root: Path, kind: Kind, text: str, made: str) -> Addition:
    """Put an entry behind the last one of a list; every byte that was there stays, in its order."""
    name = kind.places[0]
    path = root / name
    if not path.exists():
        return _write(root, name, f"{kind.key}:\n{as_entry(text, '  ')}", kind, made)
    before = path.read_bytes().decode("utf-8")
    data, spots = parse(before).data, places(before)
    entries = data.get(kind.key) if isinstance(data, dict) else None
    if not isinstance(entries, list) or not entries:
        raise NewError(f"“{name}” holds no list below “{kind.key}:” that could be read; mend it first.")
    lines = before.splitlines(keepends=True)
    first, last = (spots[kind.key, number].value.line for number in (0, len(entries) - 1))
    keys = [spot.key.line for at, spot in spots.items() if len(at) == 1 and spot.key and spot.key.line > last]
    at = min(keys, default=len(lines) + 1) - 1
    while keys and re.match(r"#|\s*$", lines[at - 1]):  # a comment at the margin belongs to the key below it
        at -= 1
    end = "\r\n" if lines[0].endswith("\r\n") else "\n"
    apart = len(entries) == 1 or any(not line.strip() for line in lines[first:last])
    indent = re.match(" *", lines[first - 1])
    above = "".join(lines[:at])
    above += ("" if above.endswith("\n") else end) + (end if apart else "")
    entry = as_entry(text, indent[0] if indent else "").replace("\n", end)
    grown = above + entry + "".join(lines[at:])
    after = parse(grown).data
    if not isinstance(after, dict) or after[kind.key][:-1] != entries or {**after, kind.key: entries} != data:
        raise NewError(f"“{name}” is written in a way to which no entry can be added; add it in an editor.")
    path.write_bytes(grown.encode())
    return Addition(file=name, line=len(above.splitlines()) + 1, id=made)
