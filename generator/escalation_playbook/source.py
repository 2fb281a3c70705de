"""The files of a playbook, read to plain data; what is wrong with a file is kept beside the data, with its place."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from escalation_calculator.diagnostics import Diagnostic, suggestion
from escalation_calculator.files import CASES, KINDS, OWN_PAGES, PAGES, missing
from escalation_playbook.front_matter import parse_markdown, places_in_markdown
from escalation_playbook.shares import in_shares
from escalation_playbook.strict_yaml import Spot, parse, places
from escalation_playbook.style_sheet import STYLE, mistakes
from escalation_playbook.text_places import Place, split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from escalation_playbook.strict_yaml import Parsed

_TOP: Final = "playbook/"
"""The folder of all single files."""

_BRING_BACK: Final = "Bring it back from version control, or write it as in the shipped playbook."

LARGEST: Final = 1 << 20
"""Bytes; a larger file is refused before it is read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Something wrong with a file itself, before its content means anything."""

    diagnostic: Diagnostic
    place: Place | None
    """None when the whole file is meant."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What was read."""

    files: Mapping[str, object]
    """Plain data of each file that could be read to its end, by its path below the root, with `/`."""
    texts: Mapping[str, str]
    """The text of each file that could be decoded, so that places mean what was read and not what was saved since."""
    found: tuple[Found, ...]
    """What is wrong with the files themselves."""
    images: frozenset[str] = frozenset()
    """The files in the folders of cases, which are not read: `kb/<id>/<name>`."""
    _lines: dict[str, Sequence[str]] = field(default_factory=dict)
    _spots: dict[str, Mapping[tuple[str | int, ...], Spot]] = field(default_factory=dict)

    @property
    def unread(self) -> frozenset[str]:
        """Files and folders that are needed and were not read to their end: what they declare is not known."""
        wrong = {found.diagnostic.file for found in self.found if found.diagnostic.severity == "error"}
        return frozenset(wrong - self.files.keys())

    def lines(self, file: str) -> Sequence[str]:
        """The lines of a file; none when it could not be decoded."""
        if file not in self._lines:
            self._lines[file] = split_lines(self.texts[file]) if file in self.texts else ()
        return self._lines[file]

    def spots(self, file: str) -> Mapping[tuple[str | int, ...], Spot]:
        """Where everything in a file stands."""
        if file not in self._spots:
            find = places_in_markdown if file.endswith(OWN_PAGES.ending) else places
            self._spots[file] = find(self.texts[file]) if file in self.texts else {}
        return self._spots[file]


def parse_all(texts: Sequence[str]) -> Sequence[Parsed]:
    """Read many documents."""
    return in_shares(parse, texts)


def read(
    root: Path, *, cases: bool = True, parse_all: Callable[[Sequence[str]], Sequence[Parsed]] = parse_all
) -> Source:
    """Read the playbook in the folder `root`, with its cases or without. Nothing wrong with its files is raised.

    `parse_all` reads texts; one that remembers them is faster where most are as they were.
    """
    files: dict[str, object] = {}
    texts: dict[str, str] = {}
    found: list[Found] = []
    whole: list[str] = []
    names, strays, images = _names(root, cases=cases)
    found += strays
    real_root = os.path.realpath(root)
    for name in names:
        text, why = _text(root, name, real_root)
        found += why
        if text is None:
            continue
        texts[name] = text
        if not why:
            whole.append(name)
    written = [name for name in whole if not name.endswith(OWN_PAGES.ending)]
    read_so = dict(zip(written, parse_all([texts[name] for name in written]), strict=True))
    for name in whole:
        parsed = read_so.get(name) or parse_markdown(texts[name])
        found += [_found(name, m.code, m.message, m.mend, m.place) for m in parsed.mistakes]
        if parsed.complete:
            files[name] = parsed.data
    if cases and (root / STYLE).exists():
        found += _read_style(root, texts, real_root)
    return Source(files=files, texts=texts, found=tuple(found), images=frozenset(images))


def _read_style(root: Path, texts: dict[str, str], real_root: str) -> list[Found]:
    """Read the style sheet, which is no data; what is wrong with it."""
    text, why = _text(root, STYLE, real_root)
    if text is None:
        return why
    texts[STYLE] = text
    return why + [_found(STYLE, wrong.code, wrong.message, wrong.mend, wrong.place) for wrong in mistakes(text)]


def site_address(root: Path) -> str:
    """The address at which the site will stand, as `mkdocs.yml` has it; empty when it has none.

    Read here because the site tool takes a third of a second to say it.
    """
    try:
        settings = parse((root / "mkdocs.yml").read_text(encoding="utf-8")).data
    except (OSError, ValueError):
        return ""
    address = settings.get("site_url") if isinstance(settings, dict) else None
    return f"{address.rstrip('/')}/" if isinstance(address, str) and address else ""


def _names(root: Path, *, cases: bool) -> tuple[list[str], list[Found], list[str]]:
    """The files to read, in a fixed order; what is wrong with what lies beside them; and the pictures of cases."""
    found: list[Found] = []
    images: list[str] = []
    kinds = [kind for kind in (*KINDS, OWN_PAGES) if cases or kind.places[0] not in {CASES, PAGES}]
    places = [place for kind in kinds for place in kind.places]
    needed = {place for kind in kinds if kind.required for place in kind.places[:1]}
    known = {place.removeprefix(_TOP).removesuffix("/") for kind in (*KINDS, OWN_PAGES) for place in kind.places}
    known.add(STYLE.removeprefix(_TOP))
    wanted = [place.removeprefix(_TOP) for place in places if not place.endswith("/")]
    folders = {place.removesuffix("/"): kind.ending for kind in kinds for place in kind.places if place.endswith("/")}
    present = set(_listed(root, "playbook", found, needed=True))
    whole = not found
    names = [f"{_TOP}{entry}" for entry in wanted if entry in present]
    for entry in sorted(present - known):
        found += _stray(root, "playbook", entry, wanted)
    for folder, ending in folders.items():
        entries = _listed(root, folder, found, needed=f"{folder}/" in needed, ending=ending)
        for entry in entries:
            if entry.endswith(ending):
                names.append(f"{folder}/{entry}")
            elif f"{folder}/" == CASES and f"{entry}.yml" in entries:
                images += _images(root, f"{folder}/{entry}", found)
            else:
                found += _stray(root, folder, entry, [], ending)
    if whole:
        found += [_missing(file.removeprefix(_TOP), present) for file in missing(names)]
    return names, found, images


def _images(root: Path, folder: str, found: list[Found]) -> list[str]:
    """The files in the folder of a case; what is no file of the playbook's is told."""
    real_root = os.path.realpath(root).rstrip(os.sep) + os.sep
    images = []
    for entry in _listed(root, folder, found, needed=False):
        path, name = root / folder / entry, f"{folder}/{entry}"
        if not os.path.realpath(path).startswith(real_root):
            mend = "Put the file itself here."
            found.append(_found(name, "outside", "This links to a file outside of the playbook.", mend))
        elif path.is_file():
            images.append(name)
        else:
            found += _stray(root, folder, entry, [])
    return images


def _listed(root: Path, folder: str, found: list[Found], *, needed: bool, ending: str = ".yml") -> list[str]:
    try:
        return sorted(path.name for path in (root / folder).iterdir() if not _is_aside(path.name, ending))
    except FileNotFoundError:
        if needed:
            found.append(_found(folder, "missing-folder", "This folder is missing."))
    except OSError as error:
        found.append(_found(folder, "unreadable", f"The folder cannot be read: {_why(error)}."))
    return []


def _is_aside(entry: str, ending: str) -> bool:
    """Hidden files and those that editors leave behind; notes in Markdown, where it is not what is read."""
    return entry.startswith((".", "#")) or entry.endswith("~") or (entry.endswith(".md") and ending != ".md")


def _missing(entry: str, present: set[str]) -> Found:
    near = [other for other in present if other.lower().rpartition(".")[0] == entry.rpartition(".")[0]]
    near = near or get_close_matches(entry, present, n=1, cutoff=0.8)
    mend = f"Rename “{near[0]}” to “{entry}”." if near else _BRING_BACK
    return _found(f"playbook/{entry}", "missing-file", "This file is missing.", mend)


def _stray(root: Path, folder: str, entry: str, known: Sequence[str], wanted: str = ".yml") -> list[Found]:
    """A word about a file that nobody reads: an error when it looks as if somebody meant it to be read."""
    name = f"{folder}/{entry}"
    stem, dot, ending = entry.rpartition(".")
    if (root / folder / entry).is_dir():
        return [
            _warned(name, "unknown-folder", "Nothing in this folder is read.", f"Files stand in “{folder}” itself.")
        ]
    meant = f"{stem}{wanted}"
    if ending.lower() in {"txt", "csv"} and wanted == ".yml" and (not known or meant in known):
        mend = f"If it is to be read, write it as YAML and rename it to “{meant}”; else move it elsewhere."
        return [_warned(name, "unknown-file", "This file is not read.", mend)]
    if not dot or ending.lower() not in {"yaml", "yml", "json", "markdown"}:
        return [_warned(name, "unknown-file", "This file is not read.", "Move it elsewhere.")]
    mend = suggestion(entry.lower(), known) if known else f"Did you mean “{meant}”?"
    return [_found(name, "unknown-file", "This file is not read.", mend)]


def _text(root: Path, name: str, real_root: str) -> tuple[str | None, list[Found]]:
    """The text of a file, and what is wrong with it; both when it can be shown and not be read further."""
    path = root / name
    try:
        if not os.path.realpath(path).startswith(real_root.rstrip(os.sep) + os.sep):
            mend = "Put the file itself here."
            return None, [_found(name, "outside", "This links to a file outside of the playbook.", mend)]
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            return None, [_found(name, "unreadable", "This is not a file.", "Remove it or give it another name.")]
        with path.open("rb") as file:
            data = file.read(min(about.st_size, LARGEST) + 1)  # Python makes room for all that it is asked for
            data += file.read(LARGEST) if len(data) > about.st_size else b""
    except OSError as error:
        return None, [_found(name, "unreadable", f"The file cannot be read: {_why(error)}.", "")]
    if len(data) > LARGEST:
        message = f"The file is larger than {LARGEST >> 20} MiB."
        return None, [_found(name, "too-large", message, "Split it, or keep attachments elsewhere.")]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        return _not_utf_8(data, error, name)


def _not_utf_8(data: bytes, error: UnicodeDecodeError, name: str) -> tuple[str | None, list[Found]]:
    if b"\0" in data[:1024]:
        mend = "Save it as UTF-8." if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "Remove it or give it another name."
        return None, [_found(name, "not-utf-8", "This is no text in UTF-8.", mend)]
    text = data.decode("utf-8-sig", errors="replace")
    before = split_lines(data[: error.start].decode("utf-8-sig"))
    line, column = len(before), len(before[-1]) + 1
    place = Place(line=line, column=column, end_line=line, end_column=column + 1)
    return text, [_found(name, "not-utf-8", "This character is not UTF-8.", "Save the file as UTF-8.", place)]


def _found(name: str, code: str, message: str, mend: str = "", place: Place | None = None) -> Found:
    return Found(diagnostic=Diagnostic(code=code, message=message, mend=mend, file=name), place=place)


def _warned(name: str, code: str, message: str, mend: str) -> Found:
    return Found(
        diagnostic=Diagnostic(code=code, message=message, mend=mend, file=name, severity="warning"), place=None
    )


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
