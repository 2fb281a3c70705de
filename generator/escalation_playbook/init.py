"""A new project: a small playbook that checks and builds, with what an editor and a code host need for it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final
from unicodedata import category
from urllib.parse import unquote, urlsplit

from escalation_calculator.files import KINDS, STRINGS
from escalation_calculator.scalars import id_of
from escalation_calculator.words import listed
from escalation_calculator.zones import meant
from escalation_playbook.interface import shipped
from escalation_playbook.schema import schemas
from escalation_playbook.yaml_text import quoted, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from importlib.resources.abc import Traversable

WHEELS: Final = "wheels"
"""The folder of a project for the generator's wheels, as long as they are in no package index."""

_PACKAGES: Final = ("escalation-calculator", "escalation-playbook")
_DOT: Final = "dot_"
"""A name in the starter begins so where the file's begins with a dot: the starter lies in a repository itself."""

_LEAST: Final = ("playbook/", "mkdocs.yml", "dot_gitignore")
_MORE: Final = frozenset(kind.places[0] for kind in KINDS if kind.single and not kind.required)
"""What a playbook may have once and does not need."""

_MOST_POINTS: Final = 16
"""Points of the gravest segment in the starter's model."""

_LOCAL: Final = "http://127.0.0.1:8000/ # as `playbook serve` shows it; write the site's own once it has one"
"""The address of a site until it is known, so that the links that the terminal prints work."""

_NO_TEXT: Final = frozenset({"Cc", "Cn", "Cs", "Zl", "Zp"})
"""Kinds of characters that no name has: controls, ends of lines, what is no character. Joiners in emoji may stand."""

_LANGUAGE: Final = """\
# The language of pages, calculator and results. The texts of the other files, messages too, stay as they are written.
# Other words for a sentence stand below `strings:`, behind the English one.
"""

_HOSTS: Final = {"github.com": "edit/main/", "gitlab.com": "-/edit/main/"}
"""Code host → what stands between a repository's address and a file's path to edit it."""


class ProjectError(ValueError):
    """An answer that cannot be used; the text is a sentence for the person."""


@dataclass(frozen=True, kw_only=True)
class Project:
    """What a new project is told."""

    name: str
    """Name of the site, on one line."""
    zone: str
    """Time zone in which times are told to customers."""
    segments: tuple[str, ...]
    """Names of the kinds of customer, mildest first; the last has the shortest promised times."""
    repository: str = ""
    """Address of the repository; empty when there is none."""
    language: str = "en"
    """The language of the interface, by its tag; the texts of the playbook begin in English, whichever it is."""
    bare: bool = False
    """Whether only what the site is made of is written: no case, no recipes, nothing for editors."""


def read_name(text: str) -> str:
    """The name of a site, or of a segment.

    Raises:
        ProjectError: It is empty, too long, or more than a line of text.
    """
    name = text.strip()
    if not name or len(name) > 100:
        raise ProjectError("A name has 1 to 100 characters.")
    if any(category(character) in _NO_TEXT for character in name):
        raise ProjectError("A name is one line of text, without characters that control something.")
    return name


def read_zone(text: str) -> str:
    """A time zone.

    Raises:
        ProjectError: There is none of this name.
    """
    zones = (files("tzdata") / "zones").read_text("utf-8").split()
    zone = {each.lower(): each for each in zones}.get(text.strip().lower().replace(" ", "_"))
    if zone is None:
        raise ProjectError(f"There is no time zone “{text.strip()}”. {meant(text.strip(), zones)}")
    return zone


def read_language(text: str) -> str:
    """The language of the interface.

    Raises:
        ProjectError: No words in it come with the program.
    """
    languages = sorted(shipped())
    tag = text.strip().lower()
    if tag not in languages:
        raise ProjectError(
            f"The interface has no words in “{text.strip()}”. It comes in {listed(languages)}; for another language, "
            "every sentence can be written in playbook/strings.yml later."
        )
    return tag


def read_segments(text: str) -> tuple[str, ...]:
    """Segments, parted by commas.

    Raises:
        ProjectError: They are too few or too many, one is no name, or there is one twice.
    """
    names = tuple(read_name(each) for each in text.split(",") if each.strip())
    twice = next((name for i, name in enumerate(names) if name.casefold() in map(str.casefold, names[:i])), None)
    if twice is not None:
        raise ProjectError(f"“{twice}” stands there twice. Each segment has a name of its own.")
    if not 2 <= len(names) <= 8:
        raise ProjectError("Write two to eight different segments, the least urgent first, with commas between them.")
    return names


def read_repository(text: str) -> str:
    """The address of a repository as a browser opens it; an address for git is turned into one.

    Raises:
        ProjectError: It is no such address.
    """
    address = re.sub(r"^(?:ssh://)?git@([^/:]+)[/:]", r"https://\1/", text.strip()).rstrip("/").removesuffix(".git")
    if address and not re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~-]+){2,}", address):
        raise ProjectError(
            f"“{text.strip()}” is no address of a repository; write it like https://github.com/OWNER/NAME."
        )
    return address


def project_files(project: Project) -> Mapping[str, bytes]:
    """Path → content of every file of a new project."""
    values = _values(project)
    found: dict[str, bytes] = {}
    for path, file in _starter(files("escalation_playbook") / "starter", ""):
        if not _belongs(path, project):
            continue
        text = re.sub(r"%([A-Z_]+)%", lambda match: values[match[1]], file.read_text("utf-8"))
        name = path.replace(_DOT, ".")
        found[name] = (_schema_line(name, project) + text).encode()
    if project.language != "en":
        said = f"{_LANGUAGE}language: {project.language}\n"
        found[STRINGS] = (_schema_line(STRINGS, project) + said).encode()
    found["build/docs/.gitkeep"] = b""
    wheels = _wheels()
    found["requirements.txt"] = _requirements(wheels=bool(wheels)).encode()
    if not project.bare:
        found |= {f"schemas/{name}": text.encode() for name, text in schemas()}
        mapping = {f"./schemas/{kind.name}.json": [_pattern(place) for place in kind.places] for kind in KINDS}
        found[".vscode/settings.json"] = (json.dumps({"yaml.schemas": mapping}, indent=2) + "\n").encode()
    return found | {f"{WHEELS}/{path.name}": path.read_bytes() for path in wheels}


def write(folder: Path, content: Mapping[str, bytes]) -> tuple[Sequence[str], Sequence[str]]:
    """Write the files that are not there yet; the paths that were written, and those that were left as they are."""
    written, left = [], []
    for name, data in sorted(content.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            left.append(name)
        else:
            written.append(name)
    return written, left


def _starter(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _starter(entry, f"{name}{entry.name}/")
        else:
            yield f"{name}{entry.name}", entry


def _belongs(path: str, project: Project) -> bool:
    host = urlsplit(project.repository).netloc
    elsewhere = {"github.com": f"{_DOT}gitlab", "gitlab.com": f"{_DOT}github"}.get(host)
    if elsewhere and path.startswith(elsewhere):
        return False
    return (path.startswith(_LEAST) and path not in _MORE) if project.bare else True


def _values(project: Project) -> Mapping[str, str]:
    """What stands in the starter in place of each `%WORD%`."""
    ids = _ids(project.segments)
    options = [
        f"      - id: {segment}\n"
        f"        label: {quoted(label)}\n"
        f"        how_to_tell: {quoted(f'The account says that it is {label}.')}\n"
        f"        points: {_MOST_POINTS * number // (len(ids) - 1)}"
        for number, (segment, label) in enumerate(zip(ids, project.segments, strict=True))
    ]
    address = urlsplit(project.repository)
    owner, _, name = address.path.strip("/").partition("/")
    hosted = {"github.com": "github.io", "gitlab.com": "gitlab.io"}.get(address.netloc)
    site = f"https://{owner.lower()}.{hosted}/{name}/" if hosted else ""
    edit = _HOSTS.get(address.netloc)
    return {
        "NAME": quoted(project.name),
        "TITLE": re.sub(r"([\\`*_\[\]<>#&!|~])", r"\\\1", project.name),
        "ZONE": project.zone,
        "SEGMENT_OPTIONS": "\n".join(options),
        "FIRST": ids[0],
        "TOP": ids[-1],
        "TOP_TITLE": quoted(f"Critical for {project.segments[-1]}"),
        "SITE_URL": f"site_url: {site or _LOCAL}",
        "REPOSITORY": (f"repo_url: {project.repository}" if project.repository else "# repo_url: https://…")
        + (f"\nedit_uri: {edit} # for “Edit this page”" if edit else ""),
    }


def _ids(segments: Sequence[str]) -> Sequence[str]:
    found: list[str] = []
    for number, label in enumerate(segments, 1):
        made = id_of(label)
        good = scalar(made) == made and made[:1].isalpha() and made not in {*found, "any"}
        found.append(made if good else f"segment-{number}")
    return found


def _schema_line(path: str, project: Project) -> str:
    """The line by which an editor finds the schema of a file."""
    kind = next((kind for kind in KINDS if kind.files([path])), None)
    if kind is None or project.bare:
        return ""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}schemas/{kind.name}.json\n"


def _pattern(place: str) -> str:
    return f"/{place}*.yml" if place.endswith("/") else f"/{place}"


def _requirements(*, wheels: bool) -> str:
    said = [f"{name}=={version(name)}" for name in _PACKAGES]
    if wheels:
        said.insert(0, f"--find-links {WHEELS} # until both are in a package index of yours")
    return "\n".join(["# What the recipes and everybody else install: pip install -r requirements.txt", *said, ""])


def _wheels() -> Sequence[Path]:
    """The wheels that this generator was installed from, or those that its checkout has built; none or all of them."""
    names = [f"{name.replace('-', '_')}-{version(name)}-py3-none-any.whl" for name in _PACKAGES]
    for folder in (folder for name in _PACKAGES for folder in _origins(distribution(name))):
        found = [folder / name for name in names]
        if all(path.is_file() for path in found):
            return found
    return ()


def _origins(installed: Distribution) -> Iterator[Path]:
    """Where the wheels may lie: what the installer noted, where the installation was no download by name."""
    try:
        noted = json.loads(installed.read_text("direct_url.json") or "{}")
    except (ValueError, PackageNotFoundError):
        return
    address = urlsplit(str(noted.get("url", "")))
    if address.scheme == "file":
        place = Path(unquote(address.path))
        yield place / "dist" if "dir_info" in noted else place.parent
