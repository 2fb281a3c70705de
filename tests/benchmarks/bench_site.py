"""How long a site of many cases takes to build, against plain Material for MkDocs with its own search.

The cases are shipped ones, cut to about 60 lines and laid over and over. Plain Material gets the same words as
Markdown, kept out of its navigation, and none of our pages beside the cases.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from statistics import median

import yaml

from bench_check import ROOT, lay

CASES = 5_000
FEW, MANY = 1_000, 10_000
"""Between them, what a case takes shall not grow."""

COLD, SEARCHED, SAME, ONE = "cold, HTML", "cold, with the search", "nothing changed", "one case changed, HTML"
GROWTH = "growth of a case, HTML"
TARGETS = {COLD: 0.12, SEARCHED: 0.35, SAME: 0.05, ONE: 0.10, GROWTH: 1.2}
"""The first two as parts of plain Material, the next as parts of our own full build, with the search or without."""

_KEPT = ("title", "state", "kind", "ticket", "issue", "summary", "impact", "times", "scoring", "owner", "taken")
_KEPT += ("timeline", "causes", "mitigation")
_ENTRY = re.compile(r"^(\w+):.*\n(?:(?:[ -].*)?\n)*", re.MULTILINE)
_LATER_EVENTS = re.compile(r"(?<=^timeline:\n)((?:  - at:.*\n(?:    .*\n)*){2})(?:  .*\n)*", re.MULTILINE)
_BUILD = """
from pathlib import Path
from escalation_playbook import made, site
from escalation_playbook.check_command import examined
from escalation_playbook.memory import Texts
texts = Texts(Path("build/texts.jsonl"), made.program())
site.build(Path(), site.assemble(Path(), examined(Path(), texts=texts)), indexed=False)
"""
_PLAIN = """site_name: Plain
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
validation: {omitted_files: ignore}
"""


@dataclass(frozen=True, kw_only=True)
class Took:
    """What a program took."""

    seconds: float
    """By the clock."""
    work: float
    """Seconds of all processors: what the machine's other work changes least."""
    memory: float
    """The most memory that one of its processes held, in megabytes."""


def lay_ours(folder: Path, count: int) -> None:
    """A project with so many cases, in an empty folder."""
    lay(folder, count)
    texts = []
    for path in sorted((folder / "kb").glob("*.yml"))[: len([*(ROOT / "kb").glob("*.yml")])]:
        text = "".join(entry[0] for entry in _ENTRY.finditer(path.read_text("utf-8")) if entry[1] in _KEPT)
        if "\n  resolved:" in text:
            texts.append(_LATER_EVENTS.sub(r"\1", re.sub(r"(?m)^state: .*", "state: resolved", text)))
    for path, text in zip(sorted((folder / "kb").glob("*.yml")), cycle(texts), strict=False):
        path.write_text(re.sub(r"(?m)^(  short: .*)$", rf"\1, {path.stem[16:]}", text), "utf-8")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("- generator/", f"- {ROOT}/generator/"), "utf-8")
    (folder / "build" / "docs").mkdir(parents=True)
    (folder / "build" / "runtime").symlink_to(ROOT / "build" / "runtime")


def lay_plain(folder: Path, ours: Path) -> None:
    """The same cases as Markdown for plain Material, in an empty folder."""
    (folder / "docs" / "kb").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_PLAIN, "utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", "utf-8")
    for path in (ours / "kb").glob("*.yml"):
        case = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        lines = [f"# {case.pop('title')}", *(line for key in case for line in _markdown(key, case[key]))]
        (folder / "docs" / "kb" / f"{path.stem}.md").write_text("\n\n".join(lines), "utf-8")


def lay_both(folder: Path, count: int) -> tuple[Path, Path]:
    """Our project with so many cases, and the same for plain Material, in an empty folder."""
    ours, plain = folder / "ours", folder / "plain"
    ours.mkdir()
    lay_ours(ours, count)
    lay_plain(plain, ours)
    return ours, plain


def _markdown(key: str, value: object) -> Iterator[str]:
    yield f"## {key.capitalize()}"
    match value:
        case dict():
            yield "| | |\n|---|---|\n" + "\n".join(f"| {name} | {said} |" for name, said in value.items())
        case list():
            yield "\n".join(f"- {_said(each)}" for each in value)
        case _:
            yield str(value)


def _said(value: object) -> str:
    return " · ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def took(folder: Path, *command: str) -> Took:
    """Run a Python program in a folder.

    Raises:
        RuntimeError: It failed; the text is what it said.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as run:
        said = run.stderr.read()
        _, code, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(code)
    if run.returncode:
        raise RuntimeError(said[-2000:])
    return Took(seconds=time.perf_counter() - start, work=used.ru_utime + used.ru_stime, memory=used.ru_maxrss / 1024)


def measure(ours: Path, plain: Path) -> dict[str, tuple[Took, Took]]:
    """Each build of ours, with what it is held against."""
    shutil.rmtree(plain / "site", ignore_errors=True)
    against = took(plain, "-m", "mkdocs", "build", "-q")
    html = cold(ours)
    _forget(ours)
    whole = took(ours, "-m", "escalation_playbook.cli", "build")
    same = took(ours, "-m", "escalation_playbook.cli", "build")
    case = next((ours / "kb").glob("*.yml"))
    case.write_text(re.sub(r"(?m)^(title: .*)$", r"\1 again", case.read_text("utf-8")), "utf-8")
    one = took(ours, "-c", _BUILD)
    return {COLD: (html, against), SEARCHED: (whole, against), SAME: (same, whole), ONE: (one, html)}


def cold(ours: Path) -> Took:
    """The first build, without an index of the search."""
    _forget(ours)
    return took(ours, "-c", _BUILD)


def _forget(ours: Path) -> None:
    """Leave nothing of an earlier build: it is put aside, for files are written slowly after many were deleted."""
    aside = Path(tempfile.mkdtemp(prefix="gone-", dir=ours.parent))
    for number, path in enumerate([ours / "site", *(ours / "build").iterdir()]):
        if (
            path.exists() and not path.is_symlink() and path.name != "docs"
        ):  # there before a build, as the browser's Python
            path.rename(aside / f"{number}")


def grown(folder: Path, pairs: int, few: int, many: int) -> list[tuple[Took, Took]]:
    """What a case of many takes, and one of few: seconds and work are those of one case."""
    roots = {}
    for count in (few, many):
        roots[count] = folder / f"{count}"
        roots[count].mkdir()
        lay_ours(roots[count], count)
    return [(_each(cold(roots[many]), many), _each(cold(roots[few]), few)) for _ in range(pairs)]


def _each(whole: Took, count: int) -> Took:
    return replace(whole, seconds=whole.seconds / count, work=whole.work / count)


def run(folder: Path, *, pairs: int, count: int = CASES) -> bool:
    """Print what was measured; whether all targets are met.

    Args:
        folder: An empty folder.
        pairs: How often each is measured.
        count: How many cases.
    """
    ours, plain = lay_both(folder, count)
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in (ours / "kb").glob("*.yml"))
    print(f"site   {count} cases of {lines / count:.0f} lines")
    print("plain  Material with its own search, the same words, kept out of its navigation")
    print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    rounds = [measure(ours, plain) for _ in range(pairs)]
    found = {name: [each[name] for each in rounds] for name in rounds[0]}
    found[GROWTH] = grown(folder, pairs, FEW * count // CASES, MANY * count // CASES)
    met = [_told(name, each) for name, each in found.items()]
    return all(met)


def _told(name: str, found: list[tuple[Took, Took]]) -> bool:
    """Print a figure: medians, and whether its target is met."""
    ratio = median(one.seconds / other.seconds for one, other in found)
    work = median(one.work / other.work for one, other in found)
    scale, unit = (1000, "ms") if name == GROWTH else (1, "s")
    ours, theirs = (median(each.seconds for each in side) * scale for side in zip(*found, strict=True))
    memory, other_memory = (max(each.memory for each in side) for side in zip(*found, strict=True))
    verdict = "met" if ratio <= TARGETS[name] else "NOT MET"
    print(f"{name:23} {ours:6.2f} {unit} of {theirs:6.2f} {unit}, {memory:4.0f} MB of {other_memory:4.0f} MB")
    print(f"{'':23} ratio {ratio:.2f}, of processor time {work:.2f}, target {TARGETS[name]}: {verdict}")
    return ratio <= TARGETS[name]
