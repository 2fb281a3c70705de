"""Build the calculator's wheel with pyodide-build, and name it with its hash in a copy of the runtime's lock file.

usage: python build.py [FOLDER]; wheel and lock file are written there, pyodide-build is installed into FOLDER/tools.
Without a folder it only says whether this Python can.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = "pyodide-lock.json"
OLDEST = (3, 12)
TOO_OLD = """\
pyodide-build needs Python 3.12 or newer, and this is {}.
Install one, or name it: make wasm WASM_PYTHON=/path/to/python3.13
The same tests run without it, with a wheel built by pip: python tests/wasm/run.py --own build/wasm
"""
NO_NETWORK = "pyodide-build could not be installed, or could not fetch its build environment; it needs the network.\n"


def main() -> int:
    """2 when this machine cannot; what is missing has been said."""
    if sys.version_info < OLDEST:
        sys.stderr.write(TOO_OLD.format(sys.version.split()[0]))
        return 2
    if len(sys.argv) == 1:
        return 0
    folder = Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "calculator", folder / "calculator")  # what a build leaves behind stays out of the checkout
    try:
        pyodide = tool(folder / "tools")
        run(pyodide, "build", folder / "calculator", "--outdir", folder)
        lock(pyodide, folder)
    except subprocess.CalledProcessError:
        sys.stderr.write(NO_NETWORK)
        return 2
    return 0


def tool(folder: Path) -> Path:
    """The command `pyodide`, installed as the extra `wasm` asks."""
    import tomllib  # noqa: PLC0415 - older Pythons are told why they cannot

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    venv.create(folder, with_pip=True)
    pip = [folder / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    run(*pip, *project["optional-dependencies"]["wasm"])
    return folder / "bin" / "pyodide"


def lock(pyodide: Path, folder: Path) -> None:
    """Add the wheel in the folder to a copy of the runtime's lock file beside it."""
    wheel = next(folder.glob("*.whl"))
    known = ROOT / "node_modules" / "pyodide" / LOCK
    run(pyodide, "lockfile", "add-wheels", "--input", known, "--output", folder / LOCK, "--base-path", folder, wheel)


def run(*command: str | Path) -> None:
    """Run a program of ours.

    Raises:
        subprocess.CalledProcessError: It failed, and has said why.
    """
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
