"""A project elsewhere, with nothing but the two wheels: no checkout, no Node, no network."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import mkdocs
import pytest
import yaml
from playwright.sync_api import expect

from escalation_playbook.runtime.prepare import prepare
from test_shipped import CUT, files
from tickets import reaches

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Installed:
    """An environment with the wheels, and a project made in it."""

    wheels: Path
    """The folder of the wheels."""
    bin: Path
    """The folder of its commands, the only one on the path."""
    project: Path
    """What `playbook init` wrote into an empty folder."""
    said: str
    """What it printed."""
    environment: dict[str, str]

    def run(self, line: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a line as a recipe does, without network."""
        command = ["/bin/sh", "-ec", line]
        folder = folder or self.project
        return subprocess.run(
            command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False, timeout=300
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Installed:
    """Both wheels built as `make wheels` builds them and installed; the dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("installed")
    prepare(ROOT, print)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder / "dist")]
    subprocess.run([*pip, "wheel", *options, str(ROOT / "calculator"), str(ROOT)], check=True)
    venv.create(folder / "venv")
    python = folder / "venv" / "bin" / "python"
    found = map(str, sorted((folder / "dist").glob("*.whl")))
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", "--no-index", *found], check=True)
    own = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    (Path(own.strip()) / "dependencies.pth").write_text(str(Path(mkdocs.__file__).parents[1]))
    (folder / "cut").mkdir()
    (folder / "cut" / "sitecustomize.py").write_text(CUT)
    (folder / "empty").mkdir()
    made = Installed(
        wheels=folder / "dist",
        bin=python.parent,
        project=folder / "empty" / "acme",
        said="",
        environment={
            "PATH": str(python.parent),
            "PYTHONPATH": str(folder / "cut"),
            "HOME": str(folder),
            "LANG": "C.UTF-8",
        },
    )
    done = made.run("playbook init acme --zone Europe/Berlin --segments 'Free, Enterprise'", folder / "empty")
    assert done.returncode == 0, done.stderr
    return Installed(**{**vars(made), "said": done.stdout})


@pytest.fixture(scope="module")
def site(installed: Installed) -> Path:
    """The site of the new project."""
    done = installed.run("playbook build")
    assert (done.returncode, done.stderr) == (0, "")
    return installed.project / "site"


def test_the_wheels_carry_all_that_a_site_needs(installed):
    """The browser's Python with its licences, starter, theme; nothing is taken from a checkout."""
    calculator, generator = sorted(installed.wheels.glob("*.whl"))
    names = zipfile.ZipFile(generator).namelist()
    for name in ("runtime/prepared/pyodide.asm.wasm", "licences/pyodide-MPL-2.0.txt", "theme/mkdocs_theme.yml"):
        assert f"escalation_playbook/{name}" in names
    assert any(name.endswith("licenses/LICENSE") for name in zipfile.ZipFile(calculator).namelist())
    assert [name for name in names if "__pycache__" in name or name.startswith("tests")] == []
    done = installed.run(
        "python -c 'import escalation_playbook as g, escalation_calculator as c; print(g.__file__, c.__file__)'"
    )
    assert all(Path(path).is_relative_to(installed.bin.parent) for path in done.stdout.split())
    assert installed.run("node --version").returncode == 127


def test_a_new_project_checks_and_builds(installed, site):
    """Without a mistake, strictly; the licences of what it carries lie in the site; search engines are asked to go."""
    assert "the contacts of playbook/matrix.yml and every case stand in it" in installed.said
    done = installed.run("playbook check --strict")
    assert done.returncode == 0
    assert re.fullmatch(r"\d+ files, nothing wrong.\n", done.stdout)
    licences = {path.name for path in (site / "assets/ep/engine/licences").iterdir()}
    assert {"README.txt", "pyodide-MPL-2.0.txt", "cpython-PSF-2.0.txt", "emscripten-MIT.txt"} <= licences
    assert (site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    for page in site.rglob("*.html"):
        assert '<meta name="robots" content="noindex">' in page.read_text("utf-8"), page


def test_the_calculator_scores_in_that_site(site, serve, page):
    """In a real browser, by its own Python, with answers of the starter's model."""
    answers = {"severity": "critical", "impact": "stopped", "segment": "enterprise", "users_affected": 40}
    facts = {"personal_data": "no", "unresolved_for": "1 h"}
    link = urlencode({"model": "support", "version": 1, **answers, **facts})
    page.goto(f"{serve(site).address}calculator/#{link}")
    reaches(page, "scored")
    expect(page.locator(".ep-answer__code")).to_have_text("P1")
    expect(page.locator(".ep-owner__name")).to_have_text("Engineering on call")


def test_the_site_tool_builds_it_by_itself(installed, site):
    """`mkdocs build --strict` finds the theme and the plugin by their names."""
    done = installed.run(
        f"python -m mkdocs build --strict --site-dir {shlex.quote(str(installed.project / 'by-itself'))}"
    )
    assert done.returncode == 0, done.stderr
    assert files(installed.project / "by-itself") == files(site)


def lines(recipe: Path) -> list[str]:
    """Every line that a recipe runs."""
    data = yaml.safe_load(recipe.read_text("utf-8"))
    jobs = [*data.get("jobs", data).values()]
    steps = [step.get("run") for job in jobs if isinstance(job, dict) for step in job.get("steps", ())]
    for job in jobs:
        if isinstance(job, dict):
            steps += [line for part in ("before_script", "script", "after_script") for line in job.get(part, ())]
    return [line for step in steps if step for line in step.splitlines()]


@pytest.mark.parametrize("recipe", [".github/workflows/playbook.yml", ".gitlab-ci.yml"])
def test_every_line_of_a_recipe_runs(installed, recipe, tmp_path):
    """In the project as it was written; what is installed is found in the project itself."""
    found = lines(installed.project / recipe)
    assert [line for line in found if line.startswith("playbook check")]
    for line in found:
        if line == "pip install -r requirements.txt":
            pip = [sys.executable, "-m", "pip", "-q", "download", "--no-deps", "--no-index", "-d", str(tmp_path)]
            done = subprocess.run(
                [*pip, *line.split()[2:]], cwd=installed.project, check=False, capture_output=True, text=True
            )
            assert len(list(tmp_path.glob("*.whl"))) == 2
        else:
            done = installed.run(line)
        assert done.returncode == 0, (line, done.stderr)
    published = (installed.project / "public" / "matrix" / "index.html").read_text("utf-8")
    assert "oncall@example.com" in published
    assert "202 555 0142" not in published, "the last line builds what is published"


def test_a_recipe_tells_mistakes_beside_the_change(installed, tmp_path):
    """With a broken file the line of the recipe fails, and what it prints is what the host reads."""
    folder = tmp_path / "broken"
    assert installed.run(f"playbook init {shlex.quote(str(folder))} --bare").returncode == 0
    matrix = folder / "playbook/matrix.yml"
    matrix.write_text(matrix.read_text().replace("owner: support-lead", "owner: support-led"))
    checks = [lines(installed.project / name) for name in (".github/workflows/playbook.yml", ".gitlab-ci.yml")]
    github, gitlab = (next(line for line in found if "--format" in line) for found in checks)
    done = installed.run(github, folder)
    assert done.returncode == 1
    assert re.match(r"::error file=playbook/matrix.yml,line=\d+,", done.stdout)
    assert installed.run(gitlab, folder).returncode == 1
    assert '"check_name": "unknown-role"' in (folder / "gl-code-quality-report.json").read_text()


def test_the_hook_before_a_commit_runs(installed):
    """The line that pre-commit is told to run."""
    hooks = yaml.safe_load((installed.project / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert [installed.run(hook["entry"]).returncode for hook in hooks] == [0]


def test_the_wheel_is_not_built_without_the_runtime(tmp_path):
    """A sentence says what to do; nothing is made that would lack it."""
    sys.path.insert(0, str(ROOT / "generator"))
    try:
        from hatch_build import CustomBuildHook  # noqa: PLC0415 - loaded by the build backend elsewhere
    finally:
        sys.path.pop(0)
    hook = CustomBuildHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel")
    made: dict[str, dict[str, str]] = {"force_include": {}}
    with pytest.raises(FileNotFoundError, match="make wheels"):
        hook.initialize("standard", made)
    hook.initialize("editable", made)
    assert made == {"force_include": {}}
