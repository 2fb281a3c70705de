"""A build with nothing to do says so at once, and is never wrong about it."""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import escalation_calculator
from escalation_calculator.rules import Rules
from escalation_playbook import cli, site, unchanged
from escalation_playbook.checking import examine
from escalation_playbook.pages.known_cases import CLOSED, known_cases, next_update
from escalation_playbook.pages.open_cases import open_cases
from escalation_playbook.pages.page import PageContext
from escalation_playbook.pages.until import stands_until
from site_standin import lay_out

HERE = Path(__file__).parent
SMALL = HERE / "golden" / "small"
NOW = datetime.fromisoformat("2026-03-02T09:00+01:00")
LATER = datetime.now(UTC) + timedelta(hours=1)
SPARE = """roles:
  - {id: spare, name: Spare, level: back, does: Waits., contact: {email: x@example.com}, zone: UTC, parts: {}}
"""
STYLED = "theme:\n  name: escalation-playbook\n  custom_dir: own\n"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test changes files as soon as they are written; each change here is one of size, too, or of time."""
    monkeypatch.setattr(unchanged, "_TICK", 0)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small playbook as a project, with a theme and a document of its own."""
    (tmp_path / "project").mkdir()
    root = lay_out(tmp_path / "project")
    for name in ("playbook", "kb"):
        shutil.copytree(SMALL / name, root / name, dirs_exist_ok=True)
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("theme:\n  name: escalation-playbook", STYLED.rstrip()), "utf-8")
    for name in ("own/main.html", "build/docs/own.css", "build/runtime/runtime.json", "playbook/.own"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("x", "utf-8")
    return root


def edit(path: Path) -> None:
    """Other words."""
    path.write_text(f"{path.read_text('utf-8')}\n# more", "utf-8")


def touch(path: Path) -> None:
    """Another time, the same words."""
    os.utime(path, ns=(0, path.stat().st_mtime_ns + 1))


def rewrite(path: Path) -> None:
    """Another content of the same size, at the same time as before."""
    about = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))


def case_of(root: Path) -> Path:
    """One of its cases."""
    return next((root / "kb").glob("*.yml"))


CHANGES = {
    "a case is edited": lambda root: edit(case_of(root)),
    "a case is touched": lambda root: touch(case_of(root)),
    "a case is edited and looks as old as before": lambda root: rewrite(case_of(root)),
    "a case is removed": lambda root: case_of(root).unlink(),
    "a case is added": lambda root: (root / "kb" / "new.yml").write_text("x"),
    "a case has another name": lambda root: case_of(root).rename(root / "kb" / "2000-01-01-other.yml"),
    "a folder is made": lambda root: (root / "kb" / "2000-01-01-empty").mkdir(),
    "a picture is touched": lambda root: touch(next((root / "kb").glob("*/*"))),
    "a rule is edited": lambda root: edit(root / "playbook" / "criteria.yml"),
    "a message is edited": lambda root: edit(next((root / "playbook" / "messages").glob("*.yml"))),
    "a file is removed": lambda root: (root / "playbook" / "signals.yml").unlink(),
    "a file that is none of ours is removed": lambda root: (root / "playbook" / ".own").unlink(),
    "a page of one's own is added": lambda root: (root / "playbook" / "pages" / "call.md").write_text("# Call"),
    "a file becomes a link": lambda root: (root / "kb" / "x.yml").symlink_to(case_of(root)),
    "the settings are edited": lambda root: edit(root / "mkdocs.yml"),
    "one's own template is edited": lambda root: edit(root / "own" / "main.html"),
    "one's own style is edited": lambda root: edit(root / "build" / "docs" / "own.css"),
    "another runtime is prepared": lambda root: edit(root / "build" / "runtime" / "runtime.json"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_site_is_made_of_is_known_by_all_of_it(root: Path, change) -> None:
    """Each kind of file that decides anything, and each way of changing it."""
    before = unchanged.made_of(root)
    assert before == unchanged.made_of(root)
    change(root)
    assert unchanged.made_of(root) != before


def test_what_a_build_writes_is_none_of_it(root: Path) -> None:
    """Else the build after the first would have something to do."""
    before = unchanged.made_of(root)
    for name in ("build/docs/criteria/index.md", "build/made.json", "site/index.html"):
        (root / name).parent.mkdir(exist_ok=True, parents=True)
        (root / name).write_text("x", "utf-8")
    assert unchanged.made_of(root) == before


@pytest.mark.parametrize("package", [unchanged, escalation_calculator])
@pytest.mark.parametrize("name", ["pages/home.py", "templates/home.html.j2", "assets/ep.css", "reference/x.yml"])
def test_the_program_is_a_part_of_it(root: Path, tmp_path: Path, monkeypatch, package, name: str) -> None:
    """Another version of it makes another site, also while somebody works on it."""
    other = tmp_path / "program" / name
    other.parent.mkdir(parents=True)
    other.write_text("x")
    monkeypatch.setattr(package, "__file__", str(tmp_path / "program" / "module.py"))
    before = unchanged.made_of(root)
    edit(other)
    assert unchanged.made_of(root) != before


def test_so_is_what_else_is_installed(root: Path, tmp_path: Path, monkeypatch) -> None:
    """The site tool, the theme, the templates' language: each by its version."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = unchanged.made_of(root)
    (tmp_path / "mkdocs-1.7.dist-info").mkdir()
    assert unchanged.made_of(root) != before


def test_what_is_asked_for_is_a_part_of_it(root: Path) -> None:
    """Another folder, and whether it is for the public."""
    assert len({unchanged.made_of(root, *options) for options in [(), (None, False), (None, True), (root, False)]}) == 4


def test_what_the_repository_says_is_a_part_of_it(root: Path) -> None:
    """Pages say when their files were changed: a commit changes them, and no file."""

    def git(*words: str) -> None:
        person = ("-c", "user.name=X", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *person, *words], cwd=root, check=True, capture_output=True)

    told = {unchanged.made_of(root)}
    for words in (["init", "-q"], ["add", "kb"], ["commit", "-qm", "One"], ["commit", "-q", "--amend", "-m", "Two"]):
        git(*words)
        told.add(unchanged.made_of(root))
    assert len(told) == 3  # before the first commit it says nothing


@pytest.mark.parametrize(
    "settings", ["site_name: !ENV NAME\n", "INHERIT: ../other.yml\n", "- a list\n", "a: [\n", None], ids=str
)
def test_what_cannot_be_told_is_not_told(root: Path, settings: str | None) -> None:
    """Settings that say what does not stand in them, that cannot be read, or that are not there."""
    (root / "mkdocs.yml").unlink()
    if settings is not None:
        (root / "mkdocs.yml").write_text(settings, "utf-8")
    assert unchanged.made_of(root) == ""


def test_of_a_link_to_a_folder_nothing_is_told(root: Path, tmp_path: Path) -> None:
    """What it leads to may lie anywhere."""
    (root / "kb" / "2000-01-01-x").symlink_to(tmp_path)
    assert unchanged.made_of(root) == ""


def test_of_what_has_just_changed_nothing_is_told(root: Path, monkeypatch) -> None:
    """It may change again at what the file system takes for the same time."""
    monkeypatch.setattr(unchanged, "_TICK", 10**10)
    assert unchanged.made_of(root) == ""


@pytest.fixture
def built(root: Path) -> Path:
    """The same, built."""
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("home", "utf-8")
    unchanged.keep(
        root,
        root / "site",
        made_of="x",
        since=NOW,
        until=NOW + timedelta(hours=1),
        pages=1,
        located=(),
        note="",
    )
    return root


def test_a_site_stands_for_its_time(built: Path) -> None:
    """From when it was made until a page would be another; a clock that was set back is not trusted either."""
    for minutes, stands in ((-1, False), (0, True), (59, True), (60, False), (61, False)):
        assert (unchanged.still_built(built, "x", NOW + timedelta(minutes=minutes)) is not None) is stands
    assert unchanged.still_built(built, "y", NOW) is None
    assert unchanged.still_built(built, "", NOW) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda root: edit(root / "site" / "index.html"),
        lambda root: touch(root / "site" / "index.html"),
        lambda root: (root / "site" / "index.html").unlink(),
        lambda root: (root / "site" / "more.html").write_text("x"),
        lambda root: shutil.rmtree(root / "site"),
        lambda root: (root / "build" / "built.json").unlink(),
        lambda root: (root / "build" / "built.json").write_text("{"),
        lambda root: (root / "build" / "built.json").write_text("[]"),
        lambda root: (root / "build" / "built.json").write_text('{"made_of": "x"}'),
        lambda root: edit_record(root, since="yesterday"),
        lambda root: edit_record(root, until=1),
        lambda root: edit_record(root, since="2026-01-01"),
        lambda root: edit_record(root, place=None),
    ],
)
def test_a_site_that_somebody_touched_is_built_again(built: Path, change) -> None:
    """And so is one of which nothing is known any more."""
    change(built)
    assert unchanged.still_built(built, "x", NOW) is None


def edit_record(root: Path, **changes: object) -> None:
    """Let it be kept otherwise."""
    path = root / "build" / "built.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")


def test_pages_stand_until_an_update_is_late_or_the_day_ends() -> None:
    """Whichever comes first, in the zone in which times are told."""
    playbook = examine(HERE.parent).playbook
    assert playbook is not None
    rules = Rules(playbook)
    cases = known_cases(rules)
    waiting = [known for known in cases if known.case.state not in CLOSED]
    due = [at for known in waiting if (at := next_update(known, rules.business)) is not None]

    def shown(now: datetime) -> object:
        return open_cases(rules, cases, PageContext(now=now)).data

    first = min(due)
    until = stands_until(playbook, first - timedelta(minutes=5))
    assert until == first
    assert shown(first - timedelta(minutes=5)) == shown(until)
    assert shown(until) != shown(until + timedelta(seconds=1))
    evening = datetime.fromisoformat("2027-03-02T23:30+01:00")
    assert stands_until(playbook, evening).isoformat() == "2027-03-03T00:00:00+01:00"


def test_the_command_says_that_nothing_has_changed(root: Path, monkeypatch, capsys) -> None:
    """With what it says of the files, and without reading or building anything; after a change it builds."""
    work = []
    monkeypatch.setattr(site, "assemble", lambda *_, **__: work.append(1) or site.Content(pages=[], until=LATER))
    monkeypatch.setattr(site, "build", lambda root, *_, **__: (root / "site").mkdir(exist_ok=True) or root / "site")
    matrix = root / "playbook" / "matrix.yml"
    matrix.write_text(matrix.read_text("utf-8").replace("roles:\n", SPARE, 1), "utf-8")

    def run(*options: str) -> tuple[int, str, str]:
        work.clear()
        code = cli.main(["-C", str(root), "build", *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, err = run()
    assert (code, out, work) == (0, "0 pages built.\n", [1]), err
    assert "warning[" in err
    assert run() == (0, "Nothing has changed: the 0 pages stand.\n", err)
    assert work == []
    assert run("--public")[1] == "0 pages built.\n"
    assert run("--public")[1] == "Nothing has changed: the 0 pages stand.\n"
    assert run("--site", str(root / "site"))[1] == "0 pages built.\n"
    edit(case_of(root))
    assert run("--site", str(root / "site"))[1] == "0 pages built.\n"
