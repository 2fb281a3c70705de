"""Making the prepared runtime: Pyodide fetched and verified, the two archives made by its own Python."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import escalation_calculator
from escalation_calculator.identity import sources_hash
from escalation_playbook import runtime
from escalation_playbook.runtime import node

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class PreparationError(Exception):
    """A step of the preparation failed; the message holds what its program said."""


def prepare(root: Path, report: Callable[[str], None]) -> Path:
    """The prepared runtime of a checkout, made if there is none that fits.

    Args:
        root: The checkout: `package.json` with its lock lies there.
        report: Told what is being done, one short line each; nothing when there is nothing to do.

    Raises:
        PreparationError: The runtime could not be fetched, is not what it should be, or did not run.
        node.NodeMissingError: There is no Node to fetch and run it with.
    """
    try:
        return runtime.find(root)
    except runtime.RuntimeMissingError:
        pass
    to_node, to_npm = node.commands()
    vendor = root / "node_modules" / "pyodide"
    if wrong(vendor):
        report(f"Fetching Pyodide {runtime.PYODIDE}, 14 MB")
        _run([*to_npm, "ci", "--omit=dev", "--ignore-scripts"], root, to_node)
        if names := wrong(vendor):
            raise PreparationError(f"Not as in Pyodide {runtime.PYODIDE}: {', '.join(names)} in {vendor}.")
    report("Preparing the browser's Python")
    place = root / "build" / "runtime"
    place.parent.mkdir(exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=place.parent, prefix=".runtime-"))
    try:
        _make(to_node, vendor, made)
        made.chmod(0o755)
        _replace(made, place)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return place


def wrong(vendor: Path) -> list[str]:
    """Names of Pyodide's files that are missing in a folder, or not those of the pinned version."""
    return [name for name, digest in runtime.VENDOR.items() if _digest(vendor / name) != digest]


def _make(to_node: Sequence[str], vendor: Path, folder: Path) -> None:
    package = Path(escalation_calculator.__file__).parent
    wheel = runtime.wheel_name()
    sources, made_from = sources_hash(), runtime.made_from()  # before: what changes meanwhile makes it out of date
    script = str(runtime.HERE / "node.mjs")
    version = wheel.split("-")[1]
    told = _run([*to_node, script, str(vendor), str(package), str(folder), runtime.CALCULATOR, version], folder)
    try:
        python = str(json.loads(told)["python"])
    except (ValueError, KeyError):
        raise PreparationError(f"Pyodide answered with something else:\n{told}") from None
    (folder / "library").rename(folder / runtime.LIBRARY)
    (folder / "wheel").rename(folder / wheel)
    for name in runtime.SENT:
        shutil.copyfile(vendor / name, folder / name)
    names = (*runtime.SENT, runtime.LIBRARY, wheel)
    lock = json.loads((vendor / "pyodide-lock.json").read_text("utf-8"))
    prepared = runtime.Prepared(
        pyodide=runtime.PYODIDE,
        python=python,
        sources=sources,
        wheel=wheel,
        bytes={name: (folder / name).stat().st_size for name in names},
        sha256={name: _digest(folder / name) for name in names},
        lock={"info": lock["info"], "packages": {}},
        made_from=made_from,
    )
    runtime.write(folder, prepared)


def _replace(new: Path, place: Path) -> None:
    old = new.with_name(f"{new.name}-old")
    with suppress(FileNotFoundError):
        place.rename(old)
    try:
        new.rename(place)
    except OSError:
        if runtime.read(place) is None:  # else another preparation was done a moment before
            raise
    shutil.rmtree(old, ignore_errors=True)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _run(command: Sequence[str], folder: Path, to_node: Sequence[str] = ()) -> str:
    # npm runs `node` by name; the one in the Python package is on no path
    path = os.pathsep.join([*(str(Path(program).parent) for program in to_node), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(  # noqa: S603  # programs found by us, arguments of ours
            command, cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise PreparationError(f"{command[0]} could not be started: {error}") from None
    if done.returncode:
        raise PreparationError(f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout).strip()}")
    return done.stdout
