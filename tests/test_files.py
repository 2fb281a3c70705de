"""The table of kinds: one row is all that a kind needs to be read, from one file, several or none."""

import subprocess
import sys
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest

from escalation_calculator import files
from escalation_calculator.check import check
from escalation_calculator.criteria import Criterion
from escalation_calculator.files import ALL_KINDS, CRITERIA, KINDS, OWN_PAGES, Kind, decode_files, missing
from escalation_calculator.playbook import Playbook
from escalation_calculator.scalars import Id
from escalation_playbook import source
from made_up import playbook_data

FOLDER = "playbook/criteria/"
SEEN = {"id": "seen", "when": {"exposed": "yes"}, "floor": "P2"}


@dataclass(frozen=True, kw_only=True)
class Words:
    """A file of which everything may be left out."""

    greeting: str = "Hello"


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One of a list."""

    id: Id


NEW = (
    Kind(name="words", of="test_files.Words", places=("playbook/words.yml",)),
    Kind(name="signals", of="test_files.Signal", places=("playbook/signals.yml",), key="signals"),
)


@pytest.fixture
def more_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kinds that nothing requires, and criteria that may also stand in a folder."""
    monkeypatch.setitem(sys.modules, "escalation_calculator.test_files", sys.modules[__name__])
    known = [replace(kind, places=(CRITERIA, FOLDER)) if kind.type is Criterion else kind for kind in KINDS]
    for module in (files, source):
        monkeypatch.setattr(module, "KINDS", (*known, *NEW))
    monkeypatch.setattr(files, "ALL_KINDS", (*known, *NEW))


def data(**more: object) -> dict:
    """A made-up playbook, with more files in `playbook/`."""
    return playbook_data([[0, 10, 20]] * 3, [5, 15, 30, 45], [SEEN]) | {f"playbook/{n}.yml": d for n, d in more.items()}


def test_each_field_of_a_playbook_is_a_kind() -> None:
    """And what the kind makes is what the field holds."""
    held = {kind.name: kind.type.__name__ if kind.single else f"tuple[{kind.type.__name__}, ...]" for kind in ALL_KINDS}
    held |= {kind.name: f"{kind.type.__name__} | None" for kind in KINDS if kind.later}  # None until it is read
    assert held | {"reviews": "Mapping[str, Review]"} == {field.name: field.type for field in fields(Playbook)}


def test_a_kind_is_imported_with_its_first_file() -> None:
    """The browser starts without the types of cases: none are sent to it."""
    program = "import sys, escalation_calculator.wire; sys.exit('escalation_calculator.case' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.usefixtures("more_kinds")
def test_what_is_not_required_and_not_there_is_empty() -> None:
    """A list without entries, an object as it is by itself; nothing is wrong."""
    decoded = decode_files(data())
    assert (decoded.diagnostics, decoded.all(Signal)) == ([], [])
    assert decoded.one(Words).value == Words()
    assert missing(data()) == []


@pytest.mark.usefixtures("more_kinds")
def test_what_is_there_is_decoded_with_its_place() -> None:
    """Also when nothing requires it, and mistakes in it are told."""
    decoded = decode_files(data(signals={"signals": [{"id": "BAD"}, {"id": "late"}]}, words={"greeting": "Hi"}))
    (late,) = decoded.all(Signal)
    assert (late.value, late.path, late.reading.file) == (Signal(id="late"), ("signals", 1), "playbook/signals.yml")
    assert decoded.one(Words).value.greeting == "Hi"
    assert [d.path for d in decoded.diagnostics] == [("signals", 0, "id")]
    assert (decoded.wrong(Signal), decoded.wrong(Words), decoded.wrong()) == (True, False, True)
    assert decoded.ids(Signal) == {"BAD", "late"}


@pytest.mark.usefixtures("more_kinds")
def test_a_kind_in_a_file_and_a_folder() -> None:
    """The file comes first, then those of the folder by name; each entry points into its own."""
    content = data()
    entry = content[CRITERIA]["criteria"][0]
    content |= {f"{FOLDER}{name}.yml": {"criteria": [entry | {"id": name}]} for name in ("b", "a")}
    found = [(entry.value.id, entry.reading.file) for entry in decode_files(content).all(Criterion)]
    assert found == [("seen", CRITERIA), ("a", f"{FOLDER}a.yml"), ("b", f"{FOLDER}b.yml")]
    del content[CRITERIA]
    assert missing(content) == []
    del content[f"{FOLDER}a.yml"], content[f"{FOLDER}b.yml"]
    assert missing(content) == [CRITERIA]
    assert missing([*content, f"{CRITERIA}.old", "criteria.yml"]) == [CRITERIA]


@pytest.mark.usefixtures("more_kinds")
def test_an_id_is_given_once_across_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one is told, in its own file."""
    # a playbook has no fields for these, and needs one for its own pages
    monkeypatch.setattr(files, "ALL_KINDS", (*files.KINDS[: -len(NEW)], OWN_PAGES))
    content = data()
    content[f"{FOLDER}more.yml"] = content[CRITERIA]
    _, found = check(content)
    assert [(d.code, d.file, d.path) for d in found] == [("duplicate-id", f"{FOLDER}more.yml", ("criteria", 0, "id"))]


@pytest.mark.usefixtures("more_kinds")
def test_the_files_of_a_new_kind_are_found(tmp_path: Path) -> None:
    """A row is enough: they are read, nobody misses them, and nobody warns of them."""
    for name in ("model", "matrix", "variables", "signals", "messages/note", "criteria/one"):
        path = tmp_path / "playbook" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n")
    read = source.read(tmp_path)
    assert read.found == ()
    assert {"playbook/signals.yml", f"{FOLDER}one.yml"} <= read.files.keys()
    (tmp_path / f"{FOLDER}one.yml").unlink()
    assert [each.diagnostic.file for each in source.read(tmp_path).found] == [CRITERIA]
