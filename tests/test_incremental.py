"""What is made again after a change, and what is not, comes out as if everything had been made anew."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from escalation_calculator.strings import speak
from escalation_playbook import made, runtime, site
from escalation_playbook.checking import examine
from escalation_playbook.fill import Content
from escalation_playbook.memory import Texts
from site_standin import lay_out

SMALL = Path(__file__).parent / "golden" / "small"
SOLVED, OPEN = "kb/2026-01-05-all-stands-still", "kb/2026-02-27-slow-list"
NOW = datetime.fromisoformat("2026-02-28T09:00+01:00")


@pytest.fixture(autouse=True)
def without_runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The browser's Python is not looked at; afterwards everything speaks English again."""
    monkeypatch.setattr(runtime, "find", lambda root: root)
    yield
    speak({})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small playbook as a project, with one more case like the open one."""
    (tmp_path / "project").mkdir()
    root = lay_out(tmp_path / "project")
    for name in ("playbook", "kb"):
        shutil.copytree(SMALL / name, root / name, dirs_exist_ok=True)
    shutil.copy(root / f"{OPEN}.yml", root / "kb" / "2026-02-28-alike.yml")
    return root


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of words in a file, each time they stand there."""

    def change(root: Path) -> None:
        text = (root / name).read_text("utf-8")
        assert re.search(old, text), name
        (root / name).write_text(re.sub(old, new, text), "utf-8")

    return change


def add(root: Path) -> None:
    """One more case."""
    shutil.copy(root / f"{OPEN}.yml", root / "kb" / "2026-02-26-new.yml")


CHANGES: dict[str, Callable[[Path], None]] = {
    "the title of a case": edit(f"{OPEN}.yml", r"(?m)^title: (.*)$", r"title: Another one"),
    "words of a case": edit(f"{SOLVED}.yml", "A disk was full", "Two disks were full"),
    "answers of a case": edit(f"{SOLVED}.yml", "users: 40", "users: 41"),
    "the cause of a case": edit(f"{SOLVED}.yml", "full disk", "other disk"),
    "the days of a case": edit(f"{SOLVED}.yml", "2026-01-05T09:00", "2026-01-05T08:59"),
    "an action": edit(f"{SOLVED}.yml", "due: 2026-02-27, state: open", "due: 2026-02-27, state: done"),
    "when a file is looked at again": edit("playbook/criteria.yml", "every: 2 weeks", "every: 3 weeks"),
    "words about a picture": edit(f"{SOLVED}.yml", "until one in the morning", "until one"),
    "a case that is named is removed": lambda root: (
        (root / f"{OPEN}.yml").unlink() or edit(f"{SOLVED}.yml", r"related: .*\n", "")(root)
    ),
    "a case is removed": lambda root: (root / "kb" / "2026-02-28-alike.yml").unlink(),
    "a case is added": add,
    "the title of a criterion": edit("playbook/criteria.yml", "It stands still for many", "It stands still"),
    "a criterion's condition": edit("playbook/criteria.yml", "at_least: 2", "at_least: 3"),
    "a question of the model": edit("playbook/model.yml", "name: Severity", "name: Gravity"),
    "a message": edit("playbook/messages/sorry.yml", r"(?m)^title: .*$", "title: Other"),
    "the name of a role": edit("playbook/matrix.yml", "name: Crew", "name: Mechanics"),
    "what is promised": edit("playbook/matrix.yml", "resolve: 8 h", "resolve: 9 h"),
    "the zone of all times": edit("playbook/matrix.yml", r"\Azone: Europe/Berlin", "zone: Europe/London"),
    "an issue type": edit("playbook/taxonomy.yml", r"(?s)name: \w+(.*)", r"name: Other\1"),
    "words of the interface": lambda root: (root / "playbook" / "strings.yml").write_text(
        'strings: {"Knowledge base": Memories}\n'
    ),
    "the language of the interface": lambda root: (root / "playbook" / "strings.yml").write_text("language: de\n"),
    "the address of the repository": edit("mkdocs.yml", "github.com/example", "github.com/other"),
    "the address of the site": edit("mkdocs.yml", "example.com/escalation/", "example.com/other/"),
    "for the public": edit("mkdocs.yml", "public: false", "public: true"),
}


def contents(root: Path, now: datetime = NOW) -> Content:
    """What a build makes of the project, with what is kept beside it."""
    texts = Texts(root / "build" / "texts.jsonl", made.program())
    checked = examine(root, parse_all=texts.parse_all)
    texts.keep()
    assert checked.playbook is not None, checked.located
    return site.assemble(root, checked, now)


def held(before: Content, root: Path, now: datetime = NOW) -> int:
    """Hold what a build makes against a clean one, and give the number of cases that it would make again."""
    known = {page.key: page.render() for page in before.late}
    after = contents(root, now)
    shutil.rmtree(root / "build")
    (root / "build" / "docs").mkdir(parents=True)
    clean = contents(root, now)
    assert after.pages == clean.pages
    assert laid(after) == laid(clean)
    pages = [page.render() for page in clean.late]
    assert [known.get(page.key, page.render()) for page in after.late] == pages
    return sum(page.key not in known for page in after.late)


def laid(content: Content) -> dict[str, bytes]:
    """What lies beside the pages, without the browser's Python."""
    found: dict[str, bytes] = {}
    for lay in content.lay[1:]:
        lay(found.__setitem__)
    return found


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_build_after_a_change_makes_what_a_clean_one_makes(root: Path, change: Callable[[Path], None]) -> None:
    """Every page, the entries of the search and every file; a case that is not made again is as it would be."""
    before = contents(root)
    change(root)
    held(before, root)


def test_a_build_on_another_day_makes_what_a_clean_one_makes(root: Path) -> None:
    """What is late is told anew."""
    before = contents(root)
    assert held(before, root, NOW.replace(hour=10)) == 0
    before = contents(root)
    assert held(before, root, NOW.replace(month=4)) == 1  # a review is overdue, and an action later


def test_after_a_change_of_one_case_few_are_made_again(root: Path) -> None:
    """That case, and those that show its title."""
    alone = root / "kb" / "2025-12-01-old-model.yml"
    alone.write_text(re.sub(r"(?m)^issue: .*\n", "", alone.read_text("utf-8")), "utf-8")
    before = contents(root)
    edit("kb/2025-12-01-old-model.yml", r"(?m)^summary: ", "summary: Again. ")(root)
    assert held(before, root) == 1


def test_what_is_kept_of_a_page_is_its_html_and_nothing_else(root: Path) -> None:
    """Title and files come from the page that is there now."""
    before = contents(root)
    after = contents(root)
    assert [replace(page, html="") for page in after.pages] == [replace(page, html="") for page in before.pages]
    assert after.pages == before.pages
