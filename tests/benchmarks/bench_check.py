"""How long a check of 5,000 cases takes, against what PyYAML's C loader alone takes to load the same files.

The cases are those that are shipped, over and over, each with a name and a cause of its own. The loader gives plain
data and knows no places; the check reads strictly, decodes, scores every case and looks at every text.
"""

import gc
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import cycle
from pathlib import Path
from statistics import median

import yaml

from escalation_playbook.checking import examine

ROOT = Path(__file__).parents[2]
CASES = 5_000
TARGET = 2.5
"""The check's time as a multiple of the loader's that must not be passed."""
TODAY = date(2026, 11, 21)

_TIES = re.compile(r"^(?:related|changes|repeat_of|images):.*\n(?:[ -].*\n)*", re.MULTILINE)
"""What ties a case to others or to files beside it: a copy has none."""


@dataclass(frozen=True, kw_only=True)
class Took:
    """Seconds, in pairs one after the other."""

    check: list[float] = field(default_factory=list)
    load: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """The check as a multiple of the loader, pair by pair."""
        return [check / load for check, load in zip(self.check, self.load, strict=True)]


def lay(folder: Path, count: int) -> None:
    """Lay a playbook with so many cases into an empty folder."""
    shutil.copytree(ROOT / "playbook", folder / "playbook")
    criteria = folder / "playbook" / "criteria.yml"
    criteria.write_text(re.sub(r"(?m)^ +because: .*\n", "", criteria.read_text("utf-8")), "utf-8")
    (folder / "kb").mkdir()
    shipped = [_TIES.sub("", path.read_text("utf-8")) for path in sorted((ROOT / "kb").glob("*.yml"))]
    for number, text in zip(range(count), cycle(shipped), strict=False):
        own = re.sub(r"(?m)^(  short: .*)$", rf"\1, {number}", text)
        (folder / "kb" / f"2026-01-01-case-{number}.yml").write_text(own, "utf-8")


def load(folder: Path) -> int:
    """Load every file as PyYAML does; how many there were."""
    files = sorted(folder.rglob("*.yml"))
    for path in files:
        with path.open("rb") as file:
            yaml.load(file, Loader=yaml.CSafeLoader)
    return len(files)


def check(folder: Path) -> int:
    """Check the playbook; how many cases it has.

    Raises:
        RuntimeError: Something in it is wrong, so that not everything was looked at.
    """
    checked = examine(folder, today=TODAY)
    if checked.playbook is None or any(each.severity in ("error", "warning") for each in checked.located):
        raise RuntimeError(f"the copies are not clean: {next(iter(checked.located))}")
    return len(checked.playbook.cases)


def measure(folder: Path, pairs: int) -> Took:
    """Measure both in turn; one pair before the first warms the disk, and does not count."""
    took = Took()
    for pair in range(-1, pairs):
        for which in ("check", "load") if pair % 2 == 0 else ("load", "check"):
            seconds = _timed(check if which == "check" else load, folder)
            if pair >= 0:
                getattr(took, which).append(seconds)
    return took


def _timed(work: Callable[[Path], int], folder: Path) -> float:
    gc.collect()  # what the one left behind is not counted to the other
    start = time.perf_counter()
    work(folder)
    return time.perf_counter() - start


def run(folder: Path, *, pairs: int, count: int = CASES) -> bool:
    """Print what was measured; whether the target is met.

    Args:
        folder: An empty folder for the cases.
        pairs: How many pairs.
        count: How many cases.
    """
    lay(folder, count)
    size = sum(path.stat().st_size for path in folder.rglob("*.yml"))
    print(f"check  {count} cases and the shipped playbook, {size / 1e6:.1f} MB: read, decoded, checked and scored")
    print("load   the same files with PyYAML's C loader, one after the other")
    print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    took = measure(folder, pairs)
    for line in _lines(took):
        print(line)
    ratio = median(took.ratios)
    print(f"check against load: {ratio:.2f}, target {TARGET}: {'met' if ratio <= TARGET else 'NOT MET'}")
    return ratio <= TARGET


def _lines(took: Took) -> Iterator[str]:
    for pair, (check_, load_, ratio) in enumerate(zip(took.check, took.load, took.ratios, strict=True), 1):
        yield f"pair {pair:<3} check {check_:5.2f} s   load {load_:5.2f} s   ratio {ratio:.2f}"
    check_, load_, ratio = (median(found) for found in (took.check, took.load, took.ratios))
    yield f"median   check {check_:5.2f} s   load {load_:5.2f} s   ratio {ratio:.2f}"
