"""Reading YAML: what values mean, where they stand, and what is refused."""

import os
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from escalation_playbook.source import LARGEST, read
from escalation_playbook.strict_yaml import MOST_DEEP, MOST_VALUES, parse, places
from escalation_playbook.text_places import Place, split_lines

PLAIN_SCALARS = [
    # null, true and false
    ("", None),
    ("~", None),
    ("null", None),
    ("NULL", None),
    ("true", True),
    ("False", False),
    # what older readers take for yes and no
    ("yes", "yes"),
    ("no", "no"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("N", "N"),
    ("nUll", "nUll"),
    # numbers
    ("0", 0),
    ("40", 40),
    ("-3", -3),
    ("1.5", 1.5),
    ("-0.25", -0.25),
    # what older readers take for numbers and dates
    ("12:30", "12:30"),
    ("190:20:30", "190:20:30"),
    ("1_000", "1_000"),
    ("0b101", "0b101"),
    ("2025-11-28", "2025-11-28"),
    ("2025-11-13T09:42+01:00", "2025-11-13T09:42+01:00"),
    ("25 %", "25 %"),
    ("8 h", "8 h"),
    ("1 h 30 min", "1 h 30 min"),
    ("+1 202 555 0142", "+1 202 555 0142"),
    ("=", "="),
    ("-", None),  # an empty entry of a list
    (".", "."),
    ("-.", "-."),
    ("nan", "nan"),
    ("infinity", "infinity"),
    ("٣", "٣"),  # a digit, in a script of which YAML knows no numbers
]

REFUSED_SCALARS = [
    "007",
    "+49",
    "-0",
    "0o17",
    "0x1F",
    "1.50",
    "1.",
    ".5",
    "1e3",
    ".inf",
    "-.INF",
    ".nan",
    "1e999",
    "9" * 41,
    "9" * 100_000,
]


@pytest.mark.parametrize(("written", "value"), PLAIN_SCALARS)
def test_a_plain_scalar_means_what_the_core_schema_of_yaml_1_2_says(written: str, value: object) -> None:
    """Nothing but null, true, false and numbers is more than text."""
    data = parse(f"a: {written}\n" if written != "-" else "a:\n  -\n").data
    assert data == {"a": [None] if written == "-" else value}
    assert type(data["a"]) is type([None] if written == "-" else value)


@pytest.mark.parametrize("written", [scalar for scalar, _ in PLAIN_SCALARS])
def test_in_quotes_everything_is_text(written: str) -> None:
    """Quotes are the way to say that these very letters are meant."""
    assert parse(f"a: '{written}'\n").data == {"a": written}
    assert parse(f'a: "{written}"\n').data == {"a": written}


@pytest.mark.parametrize("written", REFUSED_SCALARS)
def test_a_number_that_would_be_printed_differently_is_refused(written: str) -> None:
    """It might be a telephone number or an id, and would come out as another."""
    parsed = parse(f"a: {written}\nb: 1\n")
    assert [mistake.code for mistake in parsed.mistakes] == ["bad-number"]
    assert parsed.data == {"a": None, "b": 1}


TEXT = """\
id: small
levels:
  - id: tier-1
    does: |
      Answers
      and solves.
  - {id: tier-2, does: "Décides 日本"}
empty:
again: &x [1, 2]
alias: *x
"""

PLACES = [
    (("id",), "id", "small"),
    (("levels",), "levels", "- id: tier-1"),
    (("levels", 0), None, "id: tier-1"),
    (("levels", 0, "id"), "id", "tier-1"),
    (("levels", 0, "does"), "does", "|"),
    (("levels", 1), None, '{id: tier-2, does: "Décides 日本"}'),
    (("levels", 1, "does"), "does", '"Décides 日本"'),
    (("empty",), "empty", ""),
    (("again", 1), None, "2"),
    (("alias",), "alias", "*x"),
]


def stretch(text: str, place: Place) -> str:
    """The first line of what stands at a place."""
    line = split_lines(text)[place.line - 1]
    return line[place.column - 1 : place.end_column - 1 if place.end_line == place.line else len(line)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("path", "key", "value"), PLACES)
def test_keys_and_values_are_found_where_they_stand(
    path: tuple[str | int, ...], key: str | None, value: str, newline: str
) -> None:
    """Lines and columns count characters from 1, whatever ends a line and however many bytes a character has."""
    text = TEXT.replace("\n", newline)
    spot = places(text)[path]
    assert (stretch(text, spot.key) if spot.key else None) == key
    assert stretch(text, spot.value).startswith(value)
    assert bool(stretch(text, spot.value)) == bool(value)


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    """Data and places agree on which one."""
    text = "a: 1\na: 2\n"
    assert parse(text).data == {"a": 1}
    assert places(text)[("a",)].value.line == 1


def test_reading_goes_on_after_a_mistake() -> None:
    """One pass tells all that can be told."""
    parsed = parse("a: .inf\nb: !x 1\na: 2\n1: c\nd: *e\n<<: 3\n")
    assert [(m.code, m.place.line) for m in parsed.mistakes if m.place] == [
        ("bad-number", 1),
        ("tag", 2),
        ("duplicate-key", 3),
        ("key-not-text", 4),
        ("unknown-anchor", 5),
        ("merge-key", 6),
    ]
    assert parsed.complete


HOSTILE = {
    "brackets": "[" * 500_000,
    "braces": "{" * 500_000,
    "braces with keys": "{a: " * 200_000,
    "dashes": "- " * 300_000,
    "indents": "".join(f"{' ' * depth}a:\n" for depth in range(1000)),
    "question marks": "? " * 300_000,
    "aliases of aliases": "a: &a [1, 1]\n" + "".join(f"a{i}: &a [*a, *a]\n" for i in range(100)),
    "many aliases": "a: &a 1\nb: [" + "*a, " * 200_000 + "]\n",
    "many anchors": "".join(f"a{i}: &a{i} 1\n" for i in range(50_000)),
    "many duplicates": "a: 1\n" * 150_000,
    "many values": "- 1\n" * 250_000,
    "long digits": "a: " + "9" * 1_000_000,
    "long float": "a: 0." + "9" * 1_000_000,
    "long exponent": "a: 1e" + "9" * 1_000_000,
    "long key": "a" * 1_000_000 + ": 1\n",
    "long line": "a: " + "b " * 500_000,
    "long quoted": 'a: "' + "\\n" * 500_000 + '"',
    "open quote": "a: '" + "b\n" * 400_000,
    "colons": "a: b: " * 150_000,
    "tabs": "\t" * 1_000_000,
    "blank lines": "\n" * 1_000_000,
    "comments": "#\n" * 500_000,
    "documents": "---\n" * 250_000,
    "tags": "!" * 1_000_000,
    "percent": "%" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused_soon(name: str) -> None:
    """A mebibyte of anything takes seconds at most, and depth and size stay bounded."""
    started = time.process_time()
    parsed = parse(HOSTILE[name])
    places(HOSTILE[name])
    assert time.process_time() - started < 10
    assert parsed.complete or parsed.mistakes


def test_depth_and_size_are_refused_just_past_their_limits() -> None:
    """The limits are where they are said to be."""
    assert parse("[" * MOST_DEEP + "]" * MOST_DEEP).complete
    assert [m.code for m in parse("[" * (MOST_DEEP + 1) + "]" * (MOST_DEEP + 1)).mistakes] == ["too-deep"]
    assert parse("- 1\n" * (MOST_VALUES - 1)).complete
    assert [m.code for m in parse("- 1\n" * MOST_VALUES).mistakes] == ["too-large"]


def is_plain(data: object) -> bool:
    """Whether data holds nothing but what JSON knows."""
    if isinstance(data, dict):
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(is_plain, data))
    return data is None or type(data) in (str, int, float, bool)


YAML_PIECES = st.sampled_from(
    (
        *("a", "b: ", "- ", "? ", ": ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "'", '"', "|\n", ">-\n"),
        *("&x ", "*x", "!t ", "!!str ", "<<: ", "# ", "---\n", "...\n", "%YAML 1.2\n", "\t", "0o7", ".nan", "~", "1"),
        *("00", "\\", "é", "日", "\u2028", "{{ x }}", "\ufeff", "\x00", "\r", "@", "`"),
    )
)


@given(st.lists(YAML_PIECES, max_size=40).map("".join))
@settings(max_examples=1000, deadline=None)
def test_any_text_gives_plain_data_or_mistakes_within_it(text: str) -> None:
    """Whatever is typed, the reader answers, and points into the text."""
    parsed = parse(text)
    assert is_plain(parsed.data)
    assert parsed.complete or parsed.mistakes
    lines = split_lines(text)
    for place in [m.place for m in parsed.mistakes] + [spot.value for spot in places(text).values()]:
        if place:
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1
            assert (place.end_line, place.end_column) >= (place.line, place.column)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_a_source(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """A file may hold anything."""
    root = tmp_path_factory.getbasetemp() / "bytes"
    (root / "kb").mkdir(parents=True, exist_ok=True)
    (root / "kb" / "any.yml").write_bytes(data)
    source = read(root)
    assert "kb/any.yml" in source.files or "kb/any.yml" in {found.diagnostic.file for found in source.found}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
        max_leaves=20,
    )
)
@settings(max_examples=300, deadline=None)
def test_what_a_yaml_writer_writes_is_read_as_it_was(data: object) -> None:
    """Or refused, where the writer leaves out quotes that only newer readers need; never read as something else."""
    text = yaml.safe_dump({"data": data}, allow_unicode=False, default_flow_style=False)
    parsed = parse(text)
    if parsed.mistakes:
        assert {m.code for m in parsed.mistakes} <= {"bad-number", "key-not-text"}
    else:
        assert parsed.data == {"data": data}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder in which the four files are there, and empty but for a comment-free mapping."""
    root = tmp_path / "root"
    (root / "playbook" / "messages").mkdir(parents=True)
    for name in ("model", "criteria", "matrix", "variables"):
        (root / "playbook" / f"{name}.yml").write_text("a: 1\n")
    (root / "kb").mkdir()
    return root


def codes(root: Path) -> dict[str, str]:
    """What is wrong with which file."""
    return {found.diagnostic.file: found.diagnostic.code for found in read(root).found}


def test_a_folder_without_cases_is_a_playbook(root: Path) -> None:
    """One begins with the rules."""
    (root / "kb").rmdir()
    assert codes(root) == {}
    assert len(read(root).files) == 4


def test_a_style_sheet_has_a_size_that_every_page_can_load(root: Path) -> None:
    """To the letter."""
    sheet = root / "playbook" / "style.css"
    sheet.write_text("a{}".ljust(100_000))
    assert codes(root) == {}
    sheet.write_text("a{}".ljust(100_001))
    assert codes(root) == {"playbook/style.css": "too-large"}


def test_a_link_that_leaves_the_playbook_is_not_followed(root: Path) -> None:
    """A pull request must not bring files of the machine into the site."""
    (root.parent / "secret").write_text("a: 1\n")
    (root / "kb" / "out.yml").symlink_to(root.parent / "secret")
    (root / "kb" / "in.yml").symlink_to(root / "playbook" / "model.yml")
    (root / "kb" / "round.yml").symlink_to(root / "kb" / "round.yml")
    assert codes(root) == {"kb/out.yml": "outside", "kb/round.yml": "unreadable"}
    assert "kb/in.yml" in read(root).files


def test_a_folder_that_links_outside_is_not_followed(root: Path) -> None:
    """Nor a whole folder of them."""
    outside = root.parent / "outside"
    outside.mkdir()
    (outside / "case.yml").write_text("a: 1\n")
    (root / "kb").rmdir()
    (root / "kb").symlink_to(outside)
    assert codes(root) == {"kb/case.yml": "outside"}


def test_the_pictures_of_a_case_are_files_beside_it(root: Path) -> None:
    """A link out of the playbook would bring a file of the machine into the site; a folder among them is not read."""
    (root / "kb" / "one.yml").write_text("a: 1\n")
    (root / "kb" / "one" / "folder").mkdir(parents=True)
    (root / "kb" / "one" / "in.png").write_text("")
    (root.parent / "secret").write_text("")
    (root / "kb" / "one" / "out.png").symlink_to(root.parent / "secret")
    assert codes(root) == {"kb/one/folder": "unknown-folder", "kb/one/out.png": "outside"}
    assert read(root).images == {"kb/one/in.png"}


def test_a_folder_that_is_needed_and_not_there_is_told(root: Path) -> None:
    """The messages, or the whole playbook: then not each of its files, too."""
    (root / "playbook" / "messages").rmdir()
    assert codes(root) == {"playbook/messages": "missing-folder"}
    (root / "playbook").rename(root / "rules")
    assert codes(root) == {"playbook": "missing-folder", "playbook/messages": "missing-folder"}


def test_a_file_that_is_not_read_is_an_error_only_if_it_looks_meant(root: Path) -> None:
    """By its ending; a name without a dot has none."""
    for name in ("one.json", "notes.txt", "json"):
        (root / "kb" / name).write_text("a: 1\n")
    assert codes(root) == dict.fromkeys(("kb/json", "kb/notes.txt", "kb/one.json"), "unknown-file")
    assert {f.diagnostic.file for f in read(root).found if f.diagnostic.severity == "error"} == {"kb/one.json"}


def test_what_is_no_file_is_not_opened(root: Path) -> None:
    """A pipe would be waited for without end."""
    os.mkfifo(root / "kb" / "pipe.yml")
    (root / "kb" / "folder.yml").mkdir()
    assert codes(root) == {"kb/pipe.yml": "unreadable", "kb/folder.yml": "unreadable"}


def test_a_file_that_the_system_refuses_is_told(root: Path) -> None:
    """As a sentence, with the name; a link to itself is refused to everybody, root too."""
    (root / "kb" / "loop.yml").symlink_to("loop.yml")
    assert codes(root) == {"kb/loop.yml": "unreadable"}


def test_a_file_where_a_folder_belongs_is_told(root: Path) -> None:
    """With what the system says."""
    (root / "kb").rmdir()
    (root / "kb").write_text("a: 1\n")
    assert [found.diagnostic.message for found in read(root).found] == ["The folder cannot be read: not a directory."]


def test_a_file_is_refused_from_one_byte_past_the_limit(root: Path) -> None:
    """And not read further."""
    start = b"a: 1\n#"
    (root / "kb" / "largest.yml").write_bytes(start + b"x" * (LARGEST - len(start)))
    (root / "kb" / "larger.yml").write_bytes(start + b"x" * (LARGEST - len(start) + 1))
    assert codes(root) == {"kb/larger.yml": "too-large"}


def test_what_editors_and_systems_leave_behind_is_passed_over(root: Path) -> None:
    """Nobody meant it to be read."""
    for name in (".DS_Store", ".case.yml.swp", "case.yml~", "#case.yml#", "README.md"):
        (root / "kb" / name).write_bytes(b"\xff")
    assert codes(root) == {}


def test_names_of_files_may_hold_anything(root: Path) -> None:
    """Control characters and bytes that are no text among them."""
    for name in (b"line\nend.yml", b"\xff.yml", b"\x1b[31m.yml"):
        Path(os.fsdecode(os.fsencode(root) + b"/kb/" + name)).write_text("a: 1\n")
    assert len(read(root).files) == 7
