"""The Python that runs in the reader's browser: a folder prepared once, then used by every build.

It holds Pyodide's own files as they are, a standard library trimmed to what is imported, the calculator's wheel, and
`runtime.json`, which says what they are and what they were made from.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from escalation_calculator.identity import sources_hash

PYODIDE = "314.0.7"
VENDOR = {  # as in the package of that version
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
}
SENT = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
"""Pyodide's files that a browser fetches; the others are only needed to prepare."""
LIBRARY = "python_stdlib.bin"
"""The trimmed library. A name ending in `.gz` would make some hosts say that it is to be decompressed."""
CALCULATOR = "escalation-calculator"
MANIFEST = "runtime.json"
HERE = Path(__file__).parent
PACKAGED = HERE / "prepared"
"""Where a built generator carries its runtime; absent in a checkout."""


class RuntimeMissingError(Exception):
    """There is no prepared runtime that fits the calculator's sources; the message says how to get one."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Content of `runtime.json`."""

    pyodide: str
    """Version of Pyodide."""
    python: str
    """Version of Python in it."""
    sources: str
    """Hash over the calculator's sources."""
    wheel: str
    """File name of the calculator's wheel."""
    bytes: dict[str, int]
    """Size of each file."""
    sha256: dict[str, str]
    """Hash of each file."""
    lock: dict[str, object]
    """What Pyodide is told of the packages it could load: none."""
    made_from: str
    """Hash over all that the folder was made from; another one means that it is out of date."""


def wheel_name() -> str:
    """File name of the calculator's wheel."""
    return f"escalation_calculator-{version(CALCULATOR)}-py3-none-any.whl"


def made_from() -> str:
    """Hash over everything that decides what the prepared folder holds."""
    recipe = [path.read_text("utf-8") for path in sorted((*HERE.glob("*.py"), HERE / "node.mjs"))]
    parts = [PYODIDE, *VENDOR.values(), wheel_name(), sources_hash(), *recipe]
    return sha256("\0".join(parts).encode()).hexdigest()


def read(folder: Path) -> Prepared | None:
    """What a folder says of itself; nothing when it is no prepared runtime, or one of another make."""
    try:
        prepared = Prepared(**json.loads((folder / MANIFEST).read_text("utf-8")))
        whole = all((folder / name).stat().st_size == size for name, size in prepared.bytes.items())
    except (OSError, ValueError, TypeError):
        return None
    return prepared if whole else None


def write(folder: Path, prepared: Prepared) -> None:
    """Write `runtime.json`, last of all: a folder without it is not prepared."""
    (folder / MANIFEST).write_text(json.dumps(asdict(prepared), indent=1, sort_keys=True) + "\n", "utf-8")


def find(root: Path) -> Path:
    """The prepared runtime that fits the calculator's sources: the one that came with the package, else a checkout's.

    Args:
        root: The project. A checkout has its runtime in `build/runtime`, and a project elsewhere takes that of
            the checkout in which this package lies.

    Raises:
        RuntimeMissingError: There is none, or it was made from something else.
    """
    wanted = made_from()
    for folder in (PACKAGED, *(place / "build" / "runtime" for place in (root, HERE.parents[2]))):
        prepared = read(folder)
        if prepared and prepared.made_from == wanted:
            return folder
    raise RuntimeMissingError("The browser's Python is not prepared. Run: python -m escalation_playbook.runtime")
