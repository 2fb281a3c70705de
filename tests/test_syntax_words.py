"""Mistakes in YAML itself, as they are typed: what is said, and under which word."""

import re
from pathlib import Path

import pytest

from escalation_playbook import syntax_words
from escalation_playbook.strict_yaml import parse

TYPED = [
    # text, line, column, the word there, what is said
    ("a: 1\n- b\n", 2, 1, "-", "A list entry stands among keys."),
    ("a: 1\n-\n", 2, 1, "-", "A list entry stands among keys."),
    ("a: 1\n: 2\n", 2, 1, ":", "There is no key before this “:”."),
    ("a:\n    b: 1\n  c: 2\n", 3, 3, "c", "This line has not the indentation of the keys beside it, which is 0."),
    ("a: ]\n", 1, 4, "]", "“]” closes nothing."),
    ("a: [b, ]c\n", 1, 9, "c", "Something follows a value that has ended."),
    ("a: [- b]\n", 1, 5, "-", "There is no value here."),
    ("a: |0\n  b\n", 1, 5, "0", "The digit after “|” or “>” cannot be 0."),
    ("a: *\n", 1, 5, "\n", "A value that begins with “*” or “&” is read as a reference."),
    ("a: !e!b c\n", 1, 4, "!e!b", "Tags such as “!name” are not read."),
    ("a: !<b\n", 1, 7, "\n", "Tags such as “!name” are not read."),
    ("a:\n\tb: 1\n", 2, 1, "\t", "A tab cannot stand here."),
    ('a: "\\x1z"\n', 1, 7, '1z"', "This escape lacks its digits."),
    ('a: "\\ud800"\n', 1, 7, 'd800"', "This escape names no character."),
    ("a: 1\n...\nb\n", 3, 1, "b", "Something follows the end of the document."),
    ("%YAML 2.0\n---\na: 1\n", 1, 1, "%YAML", "This version of YAML is not read."),
    ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", 2, 1, "%YAML", "This line stands here twice."),
    ("%PLAN\n---\na: 1\n", 1, 6, "\n", "A line that begins with “%” is read as a directive."),
    ("a: ? b\n", 1, 4, "?", "A key cannot stand here."),
    ("&a b: 1\n", 1, 1, "&a b", "A key has no tag and no anchor."),
    ("!a b: 1\n", 1, 1, "!a b", "A key has no tag and no anchor."),
    ("a: 1e999\n", 1, 4, "1e999", "This number is too great to be read."),
    ('a: "B: {{ c }}" d\n', 1, 17, "d", "Text follows the closing quote."),
]


@pytest.mark.parametrize(("text", "line", "column", "word", "said"), TYPED, ids=[said for *_, said in TYPED])
def test_a_mistake_is_told_at_its_word(text: str, line: int, column: int, word: str, said: str) -> None:
    """One mistake, in the words of whoever typed it."""
    (mistake,) = parse(text).mistakes
    assert mistake.message == said
    assert mistake.place
    assert (mistake.place.line, mistake.place.column) == (line, column)
    assert (text.splitlines()[line - 1] + "\n")[column - 1 : mistake.place.end_column - 1] == word


@pytest.mark.parametrize("text", ["~\n", "null\n", "# nothing\n", ""])
def test_a_file_of_nothing_is_empty(text: str) -> None:
    """Whatever stands for nothing; there is no place to point at."""
    assert [(m.code, m.place) for m in parse(text).mistakes] == [("empty-file", None)]


def test_everything_that_can_be_said_is_said_of_something() -> None:
    """Here or by a folder in `bad`."""
    tables = (syntax_words._AT_THE_START, syntax_words._WHERE_IT_STOPPED)
    said = {message for *_, message in TYPED}
    for path in (Path(__file__).parent / "bad").glob("*/expected.txt"):
        said |= set(re.findall(r"error\[syntax\] (.*?);", path.read_text(encoding="utf-8")))
    said = {each.rstrip(".") for each in said}
    assert {message.rstrip(".") for table in tables for message, _ in table.values()} - said == set()
