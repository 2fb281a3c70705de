"""The calculator built for the browser's Python: what runs of it on every machine, and what is said where it cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from wasm import build, run

ROOT = Path(__file__).parents[1]


def test_an_old_python_is_told_what_to_do(tmp_path, monkeypatch, capsys):
    """Exit code 2 before anything is made."""
    monkeypatch.setattr(sys, "argv", ["build.py", str(tmp_path / "made")])
    monkeypatch.setattr(sys, "version_info", (3, 11, 7))
    assert build.main() == 2
    said = capsys.readouterr().err
    assert "needs Python 3.12 or newer" in said
    assert "WASM_PYTHON=" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.version_info >= build.OLDEST, reason="this Python is new enough")
def test_make_says_it_before_it_installs_anything():
    """The exit code of make is 2 too."""
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "wasm", f"WASM_PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=ROOT, env=quiet, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("pyodide-build needs Python 3.12 or newer")


def test_the_workflow_runs_what_is_there():
    """Its one line of ours is a target of make."""
    jobs = yaml.safe_load((ROOT / ".github/workflows/wasm.yml").read_text("utf-8"))["jobs"]
    lines = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert lines == ["make wasm"]
    assert "\nwasm: " in (ROOT / "Makefile").read_text("utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Wheel and lock file made without pyodide-build, and the replies of this Python."""
    folder = tmp_path_factory.mktemp("wasm")
    run.make(folder)
    run.replies(folder, 300)
    return folder


def test_the_tests_run_inside_pyodide(made):
    """Loaded by its lock file, the calculator passes tests of its own there and gives the same replies."""
    done = run.inside(made, ["wasm/same_replies.py", "test_routing.py"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "emscripten" in done.stdout


def test_a_failing_test_is_told(made):
    """Its exit code is that of the run."""
    replies = json.loads((made / "replies.json").read_text("utf-8"))
    broken = made.parent / "broken"
    broken.mkdir()
    for path in made.iterdir():
        if path.is_file():
            (broken / path.name).write_bytes(path.read_bytes())
    replies[5][1] += " "
    (broken / "replies.json").write_text(json.dumps(replies), "utf-8")
    done = run.inside(broken, ["wasm/same_replies.py"])
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_another_wheel_than_the_locked_one_is_refused(made, tmp_path):
    """Before anything is started."""
    for path in made.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    assert run.mismatch(tmp_path) == ""
    wheel = next(tmp_path.glob("*.whl"))
    wheel.write_bytes(wheel.read_bytes() + b"\0")
    assert "hashes differ" in run.mismatch(tmp_path)
    wheel.unlink()
    assert "is not there" in run.mismatch(tmp_path)


def test_the_tests_can_be_read_where_only_the_calculator_is():
    """Without the generator, and with what stands in for hypothesis; in Pyodide few of them run with each test run."""
    program = """
import sys
import pytest
sys.modules["escalation_playbook"] = None
quiet = ["-q", "--collect-only", "-p", "no:cacheprovider", "-c", "/dev/null", "--rootdir", "."]
sys.exit(pytest.main([*quiet, "-p", "wasm.without_hypothesis", *sys.argv[1:]]))
"""
    tests = [name for name in run.TESTS if not name.startswith("wasm/")]
    command = [sys.executable, "-c", program, *tests]
    env = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT / "tests", env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


def test_the_names_of_the_tests_are_real():
    """Each test file that is run inside Pyodide is there."""
    assert [name for name in run.TESTS if not (ROOT / "tests" / name).is_file()] == []
    assert (
        subprocess.run(
            [sys.executable, ROOT / "tests/wasm/run.py", "--help"], check=False, capture_output=True
        ).returncode
        == 0
    )
