"""`python tests/fuzz/run.py [--inputs N] [--seed N]`: breaks every shipped file anyhow; 1 if something went wrong.

Each input is a file with something done to it (`fuzz_mutations`), in its own playbook, read and checked as a whole and
shown in every format (`fuzz_held`). Of the playbooks that still have no error some are scored with and made into pages.
What of the files beside it follows from their text alone is remembered: their plain data, and the words of phrases.
What goes wrong is written down once for each place in the code, with the file as it was; the run goes on.
"""

import argparse
import gc
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz_held import TooLongError, check_broken, use, within
from fuzz_mutations import Broken, broken
from fuzz_playbooks import File, lay
from fuzz_remembered import remember

ROUND = 100
"""Inputs of one file, one after the other; what Hypothesis remembers of them is forgotten then."""

USED = {"shipped": 20}
"""Of so many playbooks that have no error one is used, of the small ones of five."""

LIMIT = 100
"""So many times the processor's time of the file as it was may one with the same playbook take."""

SLOW = 3
"""Seconds of the processor; what takes more is written down, too."""

EVERY = 60
"""Seconds between two lines about how far it is."""

MEMORY = 2 << 30
"""Bytes; a process that wants more gets an error."""


@dataclass
class Ran:
    """What was done so far."""

    inputs: int = 0
    clean: int = 0
    used: int = 0
    different: int = 0
    files: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, str] = (0, "")
    seen: set[bytes] = field(default_factory=set)
    """The inputs of this round."""


def limits(files: Sequence[File]) -> dict[str, float]:
    """For each playbook the processor's seconds that a check of it may take."""
    found = {}
    for file in files:
        if file.root.name not in found and file.name.startswith("playbook/"):
            start = time.process_time()
            checked = check_broken(Broken(file, file.data, ()))
            assert checked is not None
            use(checked)
            found[file.root.name] = max(5.0, LIMIT * (time.process_time() - start))
    return found


def once(given_: Broken, ran: Ran, limit: float, place: Path) -> None:
    """One input; what goes wrong is written into the folder `place`."""
    ran.inputs += 1
    ran.files[repr(given_.file)] += 1
    ran.done.update(given_.done)
    ran.seen.add(given_.data)
    start = time.process_time()
    try:
        with within(limit):
            checked = check_broken(given_)
            ran.codes.update({each.code for each in checked.located} if checked else ())
            if checked and checked.playbook:
                ran.clean += 1
                if ran.clean % USED.get(given_.file.root.name, 5) == 0:
                    ran.used += 1
                    use(checked)
    except (Exception, TooLongError) as error:  # noqa: BLE001  # whatever it is, it is what is looked for
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        ran.wrong[what] += 1
        if ran.wrong[what] <= 3:
            name = f"{len(ran.wrong)}-{ran.wrong[what]}"
            place.mkdir(parents=True, exist_ok=True)
            (place / f"{name}{given_.file.path.suffix}").write_bytes(given_.data)
            told = traceback.format_exc(limit=-12)
            about = f"{given_.file!r} {', '.join(given_.done)}\n{told[-6000:]}"
            (place / f"{name}.txt").write_text(about, "utf-8", errors="replace")
            print(f"WRONG {what}: {given_.file!r}, see {place / name}.txt", flush=True)
    took = time.process_time() - start
    if took > SLOW:
        place.mkdir(parents=True, exist_ok=True)
        (place / f"slow-{ran.inputs}-{given_.file.name.replace('/', '+')}").write_bytes(given_.data)
        print(f"SLOW {took:.1f} {given_.file!r} {given_.done} {ran.inputs}", flush=True)
    if took > ran.slowest[0]:
        ran.slowest = (took, f"{given_.file!r} {', '.join(given_.done)}, {len(given_.data)} bytes")


def run(inputs: int, number: int, folder: Path, place: Path, only: str) -> Ran:
    """So many inputs, in rounds over all files."""
    ran = Ran()
    files = lay(folder)
    remember(files)
    limit = limits(files)
    chosen = [file for file in files if only in repr(file)]
    turns = chosen + 2 * [file for file in chosen if file.root.name != "shipped"]
    most = min(ROUND, -(-inputs // len(turns)))
    start = told = time.monotonic()
    gc.freeze()
    turn = 0
    while ran.inputs < inputs:
        for file in turns:
            turn += 1

            @seed(number * 1_000_003 + turn)
            @settings(
                max_examples=min(most, inputs - ran.inputs),
                deadline=None,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(broken([file], files))
            def each(given_: Broken) -> None:
                once(given_, ran, limit[given_.file.root.name], place)

            each()
            ran.different += len(ran.seen)
            ran.seen.clear()
            if time.monotonic() - told > EVERY:
                told = time.monotonic()
                print(_progress(ran, start), flush=True)
            if ran.inputs >= inputs:
                break
    return ran


def _progress(ran: Ran, start: float) -> str:
    took = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    now = int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() >> 20
    return (
        f"{time.strftime('%H:%M:%S')} {ran.inputs} inputs ({ran.different} different), {ran.clean} without an error,"
        f" {ran.used} of them used, {ran.wrong.total()} wrong; {1000 * took / max(ran.inputs, 1):.1f} ms each;"
        f" memory {now} MiB, at most {peak}; slowest {ran.slowest[0]:.1f} s"
    )


def main() -> int:
    """Run, and say what came of it."""
    parser = argparse.ArgumentParser(description="Break every shipped file anyhow, and check.")
    parser.add_argument("--inputs", type=int, default=200_000, help="how many inputs (200000)")
    parser.add_argument("--seed", type=int, default=1, help="the same number gives the same inputs (1)")
    parser.add_argument("--only", default="", help="only files with this in their name, such as shipped/kb/")
    parser.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where it is written what went wrong")
    asked = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    print(f"seed {asked.seed}, {asked.inputs} inputs", flush=True)
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        ran = run(asked.inputs, asked.seed, Path(folder), asked.keep / str(asked.seed), asked.only)
    for title, counts in (("files", ran.files), ("done", ran.done), ("codes", ran.codes), ("wrong", ran.wrong)):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))
    print(f"slowest: {ran.slowest[0]:.2f} s: {ran.slowest[1]}")
    print(f"{_progress(ran, start)}; seed {asked.seed}, {time.monotonic() - start:.0f} s")
    return 1 if ran.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
