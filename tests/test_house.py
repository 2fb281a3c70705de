"""The house: who may import, print and touch files; nothing of somebody's machine; what is made can be removed."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CALCULATOR = sorted((ROOT / "calculator/escalation_calculator").rglob("*.py"))
GENERATOR = sorted((ROOT / "generator/escalation_playbook").rglob("*.py"))

PRINT = {
    "cli.py",
    *(
        "check_command.py",
        "build_command.py",
        "score_command.py",
        "serve_command.py",
        "signal_command.py",
        "start_command.py",
    ),
    "runtime/__main__.py",
    "sound.py",
    "progress.py",
}
"""Modules that speak to the person at the terminal."""
FILES = {
    "cli.py",
    "check_command.py",
    "score_command.py",
    "signal_command.py",
    "hooks.py",
    "init.py",
    "new.py",
    "source.py",
    *("catalogue.py", "interface.py"),  # what is packaged
    "commits.py",  # what git said, kept
    "browser.py",
    "runtime/__init__.py",
    "runtime/archives.py",
    "runtime/imports.py",
    "runtime/prepare.py",
    # the site: pages to the site tool, its result to the finished folder
    *(
        "site.py",
        "docs.py",
        "fill.py",
        "folder.py",
        "frames.py",
        "index.py",
        "lean.py",
        "links.py",
        "made.py",
        "sound.py",
        "swap.py",
        "tool.py",
        "unchanged.py",
        "memory.py",
    ),
    # showing it
    *("serve.py", "preview.py", "watch.py"),
}
"""Modules that look at files, or write them. Pages, words and scores are made without."""
FILE_CALLS = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree", "touch"),
    *("is_file", "is_dir", "exists", "stat", "iterdir", "glob", "rglob", "copyfile", "copytree", "Popen"),
}


def name(path: Path) -> str:
    """A module as its path inside its package."""
    return "/".join(path.relative_to(ROOT).parts[2:])


def trees(paths: list[Path]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of every module, with the module's name."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield name(path), node


def imported(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Each module's name with every name that it imports by an absolute one."""
    for module, node in trees(paths):
        match node:
            case ast.Import(names=names):
                yield from ((module, alias.name) for alias in names)
            case ast.ImportFrom(module=str(source), level=0):
                yield module, source


def called(node: ast.AST) -> str:
    """The last word of what a call calls: `print`, `read_text`."""
    match node:
        case ast.Call(func=ast.Name(id=word) | ast.Attribute(attr=word)):
            return word
    return ""


def test_imports_point_one_way() -> None:
    """The contracts in pyproject.toml hold."""
    # a process of its own: the tool changes how this one logs
    program = "from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_calculator_imports_the_standard_library_only() -> None:
    """The browser loads the calculator's wheel and nothing else."""
    found = set(imported(CALCULATOR))
    known = sys.stdlib_module_names | {"escalation_calculator"}
    assert {(module, what) for module, what in found if what.split(".")[0] not in known} == set()
    outside = {"os", "io", "socket", "subprocess", "http", "html", "shutil", "tempfile", "urllib.request", "pathlib"}
    outside |= {"importlib.resources", "importlib.resources.abc"}
    reads_itself = {("identity.py", "importlib.resources"), ("identity.py", "importlib.resources.abc")}
    assert {(module, what) for module, what in found if what in outside} == reads_itself


def test_only_the_command_prints() -> None:
    """Whoever else has something to say returns it, or tells it to who asked."""
    found = {module for module, node in trees(GENERATOR) if called(node) == "print"}
    found |= {
        module
        for module, node in trees(GENERATOR)
        if isinstance(node, ast.Attribute) and node.attr in {"stdout", "stderr"} and ast.unparse(node.value) == "sys"
    }
    assert found == PRINT
    assert {module for module, node in trees(CALCULATOR) if called(node) in {"print", "input", "open"}} == set()


def test_files_are_touched_in_known_places() -> None:
    """Reading lies in one module, writing with the site and its browser bundle; all else turns values into values."""
    assert {module for module, node in trees(GENERATOR) if called(node) in FILE_CALLS} == FILES


def tracked() -> list[Path]:
    """Text files under version control."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [ROOT / path for path in listed.split("\0") if path and (ROOT / path).is_file()]


def test_no_machine_shows() -> None:
    """No path of somebody's machine and no address of a package registry stands in a file."""
    paths = r"(?<![\w.])/(work|root|home/(?!pyodide)|tmp|opt|Users)/"
    hosts = r"pypi\.org|pythonhosted\.org|npmjs\.org|\"resolved\": \"http|--(extra-)?index-url "
    found = {}
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if path != Path(__file__) and (hit := re.search(f"{paths}|{hosts}", text)):
            found[path.relative_to(ROOT).as_posix()] = hit[0]
    assert found == {}


MADE = (
    *(".venv/bin/python", "node_modules/pyodide/pyodide.mjs", "site/index.html", "dist/a.whl"),
    *("build/docs/index.md", "build/docs/kb/index.md", "build/runtime/runtime.json", "build/.runtime-x/library"),
    *(".mypy_cache/a", ".ruff_cache/a", ".pytest_cache/a", ".hypothesis/a", ".import_linter_cache/a"),
    *("calculator/escalation_calculator/__pycache__/a.pyc", "tests/__pycache__/a.pyc"),
)


def test_clean_leaves_a_clean_clone(tmp_path: Path) -> None:
    """Git ignores all that is made, and `make clean` removes it and nothing else."""
    kept = ("Makefile", ".gitignore", "build/docs/.gitkeep", "requirements.lock", "notes.txt")
    for path in (*kept, *MADE):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    for path in ("Makefile", ".gitignore"):
        shutil.copyfile(ROOT / path, tmp_path / path)
    (tmp_path / "generator").mkdir()

    def run(*command: str) -> str:
        quiet = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "MAKE", "MFLAGS"))}
        done = subprocess.run(command, cwd=tmp_path, env=quiet, check=True, text=True, capture_output=True)
        return done.stdout

    run("git", "init", "-q")
    assert set(run("git", "ls-files", "-o", "--exclude-standard").split()) == set(kept)
    run("make", "clean")
    assert {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file() and ".git/" not in path.as_posix()
    } == set(kept)


@pytest.mark.parametrize(
    ("lock", "made"),
    [("requirements.lock", ("ENVIRONMENT",)), ("requirements-dev.lock", ("ENVIRONMENT", "INSTALLED"))],
)
def test_an_installation_without_network_ends_in_a_sentence(lock: str, made: tuple[str, ...], tmp_path: Path) -> None:
    """Whatever the installer printed, the last words but make's own say what is needed."""
    for name in made:
        (tmp_path / name).touch()
    steps = ("ENVIRONMENT", "INSTALLED", "DEVELOP")
    words = ["PIP=echo retrying; false", *(f"{name}={tmp_path / name}" for name in steps)]
    quiet = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    command = ["make", *words, str(tmp_path / steps[len(made)])]
    done = subprocess.run(command, cwd=ROOT, env=quiet, check=False, text=True, capture_output=True)
    said = f"The first run needs the network to install what {lock} lists; later runs do not."
    assert (done.returncode, done.stderr.splitlines()[0]) == (2, said)
