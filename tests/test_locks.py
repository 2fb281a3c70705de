"""Locks and versions: one file says what is asked for, and all others agree. Nothing here needs the network."""

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from escalation_playbook import runtime

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def locked(file: str) -> dict[str, list[str]]:
    """The versions that a lock holds of each distribution; more than one where they depend on the machine."""
    text = (ROOT / file).read_text("utf-8")
    entries = re.findall(
        r"^([\w.-]+)==([^ ]+)(?: ; [^\\\n]*)? ?\\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE
    )
    assert len(entries) == sum(not line.startswith((" ", "#")) for line in text.splitlines()), "a line without a hash"
    versions: dict[str, list[str]] = {}
    for distribution, version, _ in entries:
        versions.setdefault(canonicalize_name(distribution), []).append(version)
    return versions


def group(group_name: str) -> list[str]:
    """The requirements of a dependency group, with those of the groups it includes."""
    found: list[str] = []
    for each in PROJECT["dependency-groups"][group_name]:
        found += [each] if isinstance(each, str) else group(each["include-group"])
    return found


LOCKS = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *group("install")],
    "requirements-dev.lock": [*PROJECT["project"]["dependencies"], *group("dev")],
    "requirements-node.lock": group("node"),
}


@pytest.mark.parametrize("file", LOCKS)
def test_locks_hold_what_the_project_asks_for(file: str) -> None:
    """Whoever changes pyproject.toml without `make lock` hears of it here."""
    held = locked(file)
    asked = [Requirement(text) for text in LOCKS[file] if not text.startswith("escalation-calculator")]
    missing = {
        str(need)
        for need in asked
        if not any(need.specifier.contains(version) for version in held.get(canonicalize_name(need.name), []))
    }
    assert missing == set()


def needs(requirement: Requirement) -> list[Requirement]:
    """What an installed distribution asks for, on any system; nothing for one that only others install."""
    try:
        asked = [Requirement(text) for text in requires(requirement.name) or []]
    except PackageNotFoundError:
        return []
    extras = [(each, set(re.findall(r"extra == \"([^\"]+)\"", str(each.marker)))) for each in asked]
    return [each for each, of in extras if not of or of & requirement.extras]


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_nothing_else(file: str) -> None:
    """Every locked distribution is asked for by the project, or by one that is."""
    left, seen = [Requirement(text) for text in LOCKS[file]], set()
    while left:
        requirement = left.pop()
        if str(requirement) not in seen:
            seen.add(str(requirement))
            left += needs(requirement)
    names = {canonicalize_name(Requirement(text).name) for text in seen}
    assert set(locked(file)) - names == set()


def test_locks_agree() -> None:
    """What the tests run with is what is installed to serve."""
    develop = locked("requirements-dev.lock")
    differing = {name for name, versions in locked("requirements.lock").items() if develop.get(name) != versions}
    assert differing == set()


def test_the_pinned_runtime_is_the_same_everywhere() -> None:
    """package.json, its lock and the generator name one version of Pyodide."""
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    assert asked["dependencies"]["pyodide"] == lock["node_modules/pyodide"]["version"] == runtime.PYODIDE
    assert {kind: asked[kind] for kind in ("dependencies", "devDependencies")} == {
        kind: lock[""][kind] for kind in ("dependencies", "devDependencies")
    }
    assert [path for path, entry in lock.items() if path and not entry["integrity"].startswith("sha512-")] == []


def test_one_version_everywhere() -> None:
    """Both packages, the pin between them and the newest entry of the changelog agree."""
    calculator = tomllib.loads((ROOT / "calculator/pyproject.toml").read_text("utf-8"))["project"]
    version = PROJECT["project"]["version"]
    assert calculator["version"] == version
    assert f"escalation-calculator=={version}" in PROJECT["project"]["dependencies"]
    assert calculator["requires-python"] == PROJECT["project"]["requires-python"]
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == version
