"""What is remembered of texts is what reading them again would give."""

import shutil
from pathlib import Path

import pytest

from escalation_playbook import made, memory
from escalation_playbook.checking import examine
from escalation_playbook.memory import Texts
from escalation_playbook.strict_yaml import parse

SMALL = Path(__file__).parent / "golden" / "small"
TEXT = "a: [1, 2.5, null, true, ünï, '1', \"\\U0001F600\"]\nb: {c: ''}\n"
WRONG = ["a: 1\na: 2\n", "a: [", "", "a: 007\n", "a: !x y\n"]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were really read."""
    found: list[str] = []
    monkeypatch.setattr(memory, "parse", lambda text: found.append(text) or parse(text))
    return found


def test_a_text_is_read_once(tmp_path: Path, parsed: list[str]) -> None:
    """In one run of the program and in the next, with the same data."""
    path = tmp_path / "build" / "read.jsonl"
    for _ in range(2):
        known = Texts(path, "1")
        for _ in range(2):
            assert known.parse_all([TEXT]) == [parse(TEXT)]
            known.keep()
    assert parsed == [TEXT]


@pytest.mark.parametrize("text", WRONG)
def test_a_text_with_a_mistake_is_read_each_time(tmp_path: Path, parsed: list[str], text: str) -> None:
    """So that the mistake is told each time."""
    known = Texts(tmp_path / "read.jsonl", "1")
    for _ in range(2):
        assert known.parse_all([text]) == [parse(text)]
        known.keep()
    assert parsed == [text] * 2


def test_another_program_may_read_otherwise(tmp_path: Path, parsed: list[str]) -> None:
    """It begins anew."""
    for program in ("1", "2", "2"):
        known = Texts(tmp_path / "read.jsonl", program)
        known.parse_all([TEXT])
        known.keep()
    assert parsed == [TEXT] * 2


def test_what_nobody_asks_for_is_forgotten(tmp_path: Path, parsed: list[str]) -> None:
    """The file does not grow with every edit for ever."""
    path = tmp_path / "read.jsonl"
    for number in range(100):
        known = Texts(path, "1")
        for text in ("same: 1", f"number: {number}"):
            known.parse_all([text])
        known.keep()
    assert parsed.count("same: 1") == 1
    assert len(path.read_text("ascii").splitlines()) < 6


@pytest.mark.parametrize("cut", [1, 64, 70, 100])
def test_a_file_that_was_not_written_to_its_end_serves_as_far_as_it_goes(
    tmp_path: Path, parsed: list[str], cut: int
) -> None:
    """Whoever wrote it was killed; what is added behind a broken line is not lost either, after one more reading."""
    path = tmp_path / "read.jsonl"
    texts = ["a: 1", TEXT, "b: 2", "c: 3"]
    first = Texts(path, "1")
    for text in texts[:2]:
        first.parse_all([text])
    first.keep()
    path.write_bytes(path.read_bytes()[:-cut])
    for _ in range(3):
        known = Texts(path, "1")
        for text in texts:
            assert known.parse_all([text]) == [parse(text)]
        known.keep()
    assert parsed.count("a: 1") == 1
    assert max(map(parsed.count, texts)) <= 3


@pytest.mark.parametrize("content", [b"", b"x", b"\xff\n", b"[]\n", None])
def test_a_file_that_is_none_of_ours_is_no_hindrance(tmp_path: Path, content: bytes | None) -> None:
    """It is written anew."""
    path = tmp_path / "build" / "read.jsonl"
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    known = Texts(path, "1")
    assert known.parse_all([TEXT]) == [parse(TEXT)]
    known.keep()
    assert len(path.read_text("ascii").splitlines()) == 2


def test_a_playbook_is_checked_as_without_it(tmp_path: Path) -> None:
    """All of it, the same mistakes at the same places too."""
    root = tmp_path / "project"
    shutil.copytree(SMALL, root)
    known = Texts(tmp_path / "read.jsonl", "1")
    case = next((root / "kb").glob("*.yml"))
    text = case.read_text("utf-8")
    for change in (text, text, text.replace("owner: ", "owner: nobody-", 1), f"{text}\nmore: 1", "a: [", text):
        case.write_text(change, "utf-8")
        assert examine(root, parse_all=known.parse_all) == examine(root)
        known.keep()


@pytest.mark.parametrize("name", ["module.py", "page.html.j2", "codes/case.yml"])
def test_a_change_of_the_program_is_another_program(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of its modules, its templates, and the words that it comes with: nothing of before is remembered then."""
    monkeypatch.setattr(made, "files", lambda _: tmp_path)
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("a", "utf-8")
    before = made.program()
    assert made.program() == before
    file.write_text("ab", "utf-8")
    assert made.program() != before
