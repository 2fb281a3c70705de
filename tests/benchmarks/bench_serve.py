"""How long it takes from saving a case to its fresh page, against `mkdocs serve` with plain Material on the same words.

The index of the search is no part of it: ours follows in the background.
"""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench_site import lay_both

CASES = 1_000
TARGET = 0.15
_PATIENCE = 300.0
"""Seconds after which a page is no longer waited for."""

_PAUSE = 0.01
"""Seconds between two looks at a page."""


def saved(page: str, path: Path, edit: Callable[[str], str], shown: str) -> float:
    """Seconds from the save of a file to the first answer whose page shows it.

    Raises:
        TimeoutError: It was never shown.
    """
    path.write_text(edit(path.read_text("utf-8")), "utf-8")
    start = time.perf_counter()
    while time.perf_counter() - start < _PATIENCE:
        if shown in _page(page):
            return time.perf_counter() - start
        time.sleep(_PAUSE)
    raise TimeoutError(f"{page} never showed what was saved")


@contextmanager
def serving(folder: Path, page: str, *command: str) -> Iterator[None]:
    """Run a server in a folder, once it answers with a page."""
    run = subprocess.Popen([sys.executable, *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        start = time.perf_counter()
        while not _page(page):
            if run.poll() is not None or time.perf_counter() - start > _PATIENCE:
                raise RuntimeError(f"{command} does not serve {page}")
            time.sleep(_PAUSE)
        yield
    finally:
        run.terminate()
        run.wait()


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own address
            return str(answer.read().decode("utf-8", "replace"))
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def run(folder: Path, *, pairs: int, count: int = CASES) -> bool:
    """Print what was measured; whether the target is met.

    Args:
        folder: An empty folder.
        pairs: How often each is measured.
        count: How many cases.
    """
    ours, plain = lay_both(folder, count)
    case = sorted((ours / "kb").glob("*.yml"))[count // 2]
    print(f"serve  {count} cases; from saving one of them to its fresh page")
    print(f"load of the machine: {os.getloadavg()[0]:.2f} on {os.cpu_count()} cores")
    found = {}
    sides = {
        "ours": (ours, case, ("-m", "escalation_playbook.cli", "serve", "--port"), r"(?m)^(title: ).*$"),
        "plain": (plain, plain / "docs" / "kb" / f"{case.stem}.md", ("-m", "mkdocs", "serve", "-a"), r"\A(# ).*"),
    }
    for name, (root, path, command, title) in sides.items():
        port = _free_port()
        page = f"http://127.0.0.1:{port}/kb/{case.stem}/"
        place = f"127.0.0.1:{port}" if name == "plain" else str(port)
        with serving(root, page, *command, place):
            times = []
            for number in range(pairs + 1):  # the first warms up
                words = f"Saved again {number} {time.time_ns()}"
                times.append(saved(page, path, lambda text: re.sub(title, rf"\g<1>{words}", text), words))  # noqa: B023
            found[name] = median(times[1:])
    ratio = found["ours"] / found["plain"]
    verdict = "met" if ratio <= TARGET else "NOT MET"
    print(f"fresh page              {found['ours']:6.2f} s of {found['plain']:6.2f} s")
    print(f"{'':23} ratio {ratio:.2f}, target {TARGET}: {verdict}")
    return ratio <= TARGET
