"""Run the calculator's tests inside Pyodide under Node: python tests/wasm/run.py FOLDER.

The folder holds the calculator's wheel and a copy of the runtime's lock file that names it with its hash: what
`pyodide build` and `pyodide lockfile add-wheels` write. With --own both are made here, without them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import zoneinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from escalation_calculator import wire
from escalation_playbook.checking import examine
from escalation_playbook.runtime.node import commands

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "node_modules" / "pyodide"
LOCK = "pyodide-lock.json"
TESTS = (  # those that need the calculator and nothing of the host
    "wasm/same_replies.py",
    *(f"test_{name}.py" for name in ("accept", "business", "checks", "clock", "conditions", "filling", "link")),
    *(f"test_{name}.py" for name in ("people", "reach", "routing", "words")),
)


def main() -> int:
    """The exit code of the tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--own", action="store_true", help="make wheel and lock file here")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    if arguments.own:
        make(folder)
    if wrong := mismatch(folder):
        sys.stderr.write(f"{wrong}\n")
        return 1
    replies(folder)
    done = inside(folder, TESTS)
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


def inside(folder: Path, tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run test files in Pyodide."""
    node, _ = commands()
    packages = Path(pytest.__file__).parents[1]
    command = [*node, Path(__file__).with_name("run.mjs"), VENDOR, folder, packages, *tests]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def make(folder: Path) -> None:
    """The wheel as pip builds it, and the lock file with it, in place of pyodide-build."""
    folder.mkdir(parents=True, exist_ok=True)
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "wheel",
        "-qq",
        "--no-deps",
        "--no-build-isolation",
    ]
    subprocess.run([*pip, "--wheel-dir", folder, ROOT / "calculator"], check=True)
    wheel = next(folder.glob("escalation_calculator-*.whl"))
    lock = json.loads((VENDOR / LOCK).read_text("utf-8"))
    lock["packages"]["escalation-calculator"] = {
        "name": "escalation-calculator",
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": ["escalation_calculator"],
        "depends": [],
        "unvendored_tests": False,
    }
    (folder / LOCK).write_text(json.dumps(lock), "utf-8")


def mismatch(folder: Path) -> str:
    """Why the lock file does not name the wheel that lies beside it; empty when it does."""
    entry = json.loads((folder / LOCK).read_text("utf-8"))["packages"].get("escalation-calculator")
    if entry is None:
        return f"{folder / LOCK} does not name the calculator."
    wheel = folder / Path(entry["file_name"]).name
    if not wheel.is_file():
        return f"{wheel} is not there."
    same = sha256(wheel.read_bytes()).hexdigest() == entry["sha256"]
    return "" if same else f"{wheel} is not the wheel that {folder / LOCK} names: their hashes differ."


def replies(folder: Path, count: int = 2_000) -> None:
    """What this Python replies to requests; both sides take time zones from the package tzdata."""
    sys.path.insert(0, str(ROOT / "tests"))
    from parity_cases import requests  # noqa: PLC0415 - the tests are no package

    data = dict(examine(ROOT, cases=False).files)
    hand = read_hand()
    asked = requests(data, count)
    texts = [asked[0], *(json.dumps({"do": "score", "answers": answers}) for answers in hand), *asked[1:]]
    now = "2026-03-02T09:50:00+01:00"  # what depends on the present must not differ by a second
    fixed = [text if number == 0 else with_now(text, now) for number, text in enumerate(texts)]
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=())
    pairs = [[text, wire.evaluate(text)] for text in fixed]
    zoneinfo.reset_tzpath(to=before)
    (folder / "replies.json").write_text(json.dumps(pairs), "utf-8")


def read_hand() -> list[dict[str, object]]:
    """The answers of the tickets worked by hand."""
    from escalation_playbook.strict_yaml import parse  # noqa: PLC0415 - only here

    cases = parse((ROOT / "tests/vectors/hand.yml").read_text("utf-8")).data
    return [{**case["answers"], **case["facts"]} for case in cases]


def with_now(text: str, now: str) -> str:
    """The request with a fixed present, where it is one and has none."""
    try:
        request = json.loads(text)
    except ValueError:
        return text
    return json.dumps({"now": now, **request}) if isinstance(request, dict) and "now" not in request else text


if __name__ == "__main__":
    sys.exit(main())
