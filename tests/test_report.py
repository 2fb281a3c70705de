"""Showing mistakes: at the right word, in the right order, and harmless to the terminal."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator.diagnostics import Diagnostic, Path
from escalation_playbook import terminal
from escalation_playbook.report import Located, counted, locate
from escalation_playbook.source import Source
from escalation_playbook.strict_yaml import parse
from escalation_playbook.terminal import MOST_SHOWN, format_text, visible

TEXT = """\
id: small
when:
  severty: critical

roles:
  - id: legal
    name: Legal
  - {id: legal, name: Law}
empty:
body: >-
  Dear customer, we know of your
  issue and of the issu that follows.
"""
SOURCE = Source(files={"a.yml": parse(TEXT).data}, texts={"a.yml": TEXT}, found=())


def found(path: Path, message: str = "This is wrong.", *, on_key: bool = False, mend: str = "") -> Located:
    """A mistake at a path of the text above."""
    diagnostic = Diagnostic(code="wrong", message=message, mend=mend, file="a.yml", path=path, on_key=on_key)
    return locate([diagnostic], SOURCE)[0]


@pytest.mark.parametrize(
    ("path", "on_key", "line", "word"),
    [
        (("when", "severty"), False, 3, "critical"),
        (("when", "severty"), True, 3, "severty"),
        (("when",), True, 2, "when"),
        (("roles", 0, "id"), False, 6, "legal"),
        (("roles", 0), True, 6, "id: legal"),  # an entry of a list has no key: its first line stands for it
        (("roles", 1), True, 8, "{id: legal, name: Law}"),
        (("empty",), False, 9, "empty"),  # there is nothing to point at
        (("when", "factor"), False, 2, "when"),  # what is missing is missing where it belongs
        (("roles", 7, "id"), False, 5, "roles"),
        ((), True, 1, "id: small"),
        (("body",), False, 10, ">-"),
    ],
)
def test_a_mistake_is_shown_at_its_word(path: Path, *, on_key: bool, line: int, word: str) -> None:
    """The place is the one a person would point at."""
    each = found(path, on_key=on_key)
    assert (each.line, each.source_line[each.column - 1 : each.end_column - 1]) == (line, word)


def test_a_word_that_the_message_quotes_is_found_in_a_long_text() -> None:
    """Whole words only: “issue” comes first and is not meant."""
    each = found(("body",), "Nothing fills in “issu”.")
    assert (each.line, each.source_line[each.column - 1 : each.end_column - 1]) == (12, "issu")


def test_a_file_that_was_not_read_is_told_as_a_whole() -> None:
    """There is no line to show."""
    each = locate([Diagnostic(code="wrong", message="This is wrong.", file="b.yml", path=("a",))], SOURCE)[0]
    assert (each.path, each.line, each.column, each.source_line) == ("b.yml", 0, 0, "")


def test_mistakes_are_told_once_and_in_the_order_of_the_text() -> None:
    """Whoever finds them, in whatever order."""
    one = Diagnostic(code="wrong", message="One.", file="a.yml", path=("roles", 0, "id"))
    two = Diagnostic(code="wrong", message="Two.", file="a.yml", path=("when",), on_key=True)
    other = Diagnostic(code="wrong", message="Three.", file="0.yml")
    assert [each.message for each in locate([one, two, one, other], SOURCE)] == ["Three.", "Two.", "One."]


@pytest.mark.parametrize(
    ("message", "mend", "sentence"),
    [
        ("There is no role “a”.", "Did you mean “b”?", "There is no role “a”; did you mean “b”?"),
        ("This is empty.", "", "This is empty"),
        ("P1 begins late.", "P2 begins at 60.", "P1 begins late; P2 begins at 60"),
        ("This is wrong.", "“a” belongs here.", "This is wrong; “a” belongs here"),
    ],
)
def test_what_is_wrong_and_what_to_do_are_one_sentence(message: str, mend: str, sentence: str) -> None:
    """The full stop between them goes, and so does the capital, except in a name."""
    assert found((), message, mend=mend).sentence == sentence


def test_the_last_line_counts() -> None:
    """Errors and warnings, and in how many files."""
    assert counted([]) == ""
    assert counted([found(())]) == "1 error in 1 file"
    warning = Diagnostic(code="wrong", message="Look.", file="b.yml", severity="warning")
    errors = [Diagnostic(code="wrong", message=f"{n}.", file="a.yml") for n in range(2)]
    assert counted(locate([*errors, warning], SOURCE)) == "2 errors and 1 warning in 2 files"
    assert counted(locate([warning], SOURCE)) == "1 warning in 1 file"


def shown(line: str, word: str, width: int = 100) -> tuple[str, str]:
    """A line as it is printed, and the row of carets below it."""
    column = line.index(word) + 1
    each = Located(
        path="a.yml",
        line=1,
        column=column,
        end_column=column + len(word),
        severity="error",
        code="wrong",
        message="This is wrong.",
        mend="",
        source_line=line,
        above=(),
    )
    rows = format_text([each], colour=False, width=width).splitlines()
    assert rows[0].startswith(f"a.yml:1:{column}: error[wrong] ")
    return rows[1].removeprefix("  1 | "), rows[2].removeprefix("    | ")


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) or c in "\u200c\u200d" else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@pytest.mark.parametrize(
    ("line", "word", "before", "under"),
    [
        ("a: wrong", "wrong", "a: ", "wrong"),
        ("\ta:\twrong", "wrong", "    a:  ", "wrong"),  # tabs end at every fourth cell
        ("日本: wrong", "wrong", "日本: ", "wrong"),
        ("日本: x", "日本", "", "日本"),
        ("cafe\u0301: wrong", "wrong", "cafe\u0301: ", "wrong"),
        ("a: cafe\u0301 x", "cafe\u0301", "a: ", "cafe\u0301"),
        ("שם: wrong", "wrong", "שם: ", "wrong"),
        ("\u202ea: wrong", "wrong", "<U+202E>a: ", "wrong"),
        ("\x1b[2Ja: wrong", "wrong", "␛[2Ja: ", "wrong"),
        ("\x9ba: wrong", "wrong", "<U+009B>a: ", "wrong"),
        ("क्षि: wrong", "wrong", "क्षि: ", "wrong"),
    ],
)
def test_carets_stand_under_the_word(line: str, word: str, before: str, under: str) -> None:
    """Whatever the line holds, in cells of the terminal."""
    text, carets = shown(line, word)
    assert text.startswith(before + under)
    spacing = sum(2 if unicodedata.east_asian_width(c) in "WF" else unicodedata.category(c) != "Mn" for c in before)
    assert carets == " " * spacing + "^" * cells(under)


@pytest.mark.parametrize("before", [0, 10, 500, 5000])
@pytest.mark.parametrize("after", [0, 10, 5000])
def test_a_long_line_is_cut_around_its_word(before: int, after: int) -> None:
    """The word and what leads to it stay in sight, and no row is wider than the terminal."""
    text, carets = shown("x" * before + " wrong " + "y" * after, "wrong", width=80)
    start = carets.index("^")
    assert text[start : start + 5] == "wrong"
    assert carets[start:] == "^" * 5
    assert cells(text) <= 80 - 6
    assert text.startswith("…") == (before > 100)
    assert text.endswith("…") == (after > 100)


def test_of_a_line_as_long_as_a_file_only_what_is_near_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred mistakes on it are shown as quickly as on others."""
    looked = []
    measure = terminal._wide
    monkeypatch.setattr(terminal, "_wide", lambda character: looked.append(character) or measure(character))
    text, _ = shown("é" * 300_000 + " wrong " + "é" * 300_000, "wrong", width=80)
    assert text.startswith("…é")
    assert text.endswith("é…")
    assert len(looked) < 5_000


def test_a_word_that_is_longer_than_the_terminal_is_cut() -> None:
    """Carets run as far as the line is shown."""
    text, carets = shown("a: " + "w" * 1000, "w" * 1000, width=60)
    assert cells(text) <= 54
    assert len(carets) <= 54
    assert text.endswith("…")


def test_colours_are_only_there_when_asked_for() -> None:
    """And the words are the same without them."""
    each = [found(("when", "severty"), on_key=True)]
    plain, coloured = format_text(each, colour=False), format_text(each, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured != plain


def test_of_one_file_no_more_is_shown_than_anybody_reads() -> None:
    """And the count is of all."""
    many = [Diagnostic(code="wrong", message=f"{n} is wrong.", file="a.yml") for n in range(MOST_SHOWN + 5)]
    other = Diagnostic(code="wrong", message="This too.", file="b.yml")
    rows = format_text(locate([*many, other], SOURCE), colour=False).splitlines()
    assert sum(" is wrong" in row for row in rows) == MOST_SHOWN
    assert "a.yml: and 5 more" in rows
    assert rows[-3:] == ["b.yml: error[wrong] This too", "", "106 errors in 2 files"]


def test_nothing_wrong_is_nothing_to_read() -> None:
    """A count of nothing would be noise."""
    assert format_text([], colour=False) == ""


@given(line=st.text(max_size=200), start=st.integers(0, 220), length=st.integers(0, 50), message=st.text(max_size=600))
def test_nothing_in_a_file_steers_the_terminal(line: str, start: int, length: int, message: str) -> None:
    """Rows are as wide as they may be, and hold nothing but what can be seen."""
    each = Located(
        path=f"kb/{message[:20]}.yml",
        line=3,
        column=start + 1,
        end_column=start + 1 + length,
        severity="error",
        code="wrong",
        message=message,
        mend=message,
        source_line=line,
        above=(line, line),
    )
    printed = format_text([each], colour=False, width=80)
    assert all(visible(row) == row for row in printed.split("\n"))
    rows = printed.split("\n")
    assert len(rows) == 8  # heading, three lines, carets, empty, count, end
    assert "^" in rows[4]
    assert max(map(cells, rows[1:5])) <= 80
