"""The JSON Schemas: fresh, as strict as one file allows, never stricter than the decoder, and named by every file."""

import json
import posixpath
import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from escalation_calculator import values
from escalation_calculator.channels import CHANNELS
from escalation_calculator.files import KINDS
from escalation_calculator.messages import STAGES
from escalation_calculator.model import PRIORITIES
from escalation_calculator.reading import Reading
from escalation_playbook import cli
from escalation_playbook.checking import examine
from escalation_playbook.schema import SCALARS, schemas
from escalation_playbook.source import read
from test_bad import CASES, laid_out

ROOT = Path(__file__).parents[1]
PACKAGED = ROOT / "generator/escalation_playbook/schemas"
SHIPPED = sorted(file for file in read(ROOT).files if file.endswith(".yml"))
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")

TOLD_BY_FORM = {
    *("wrong-type", "unknown-key", "missing-key", "not-a-choice", "condition-keys", "needless-id", "empty-value"),
    *("bad-id", "bad-language", "bad-duration", "bad-time", "bad-date", "several-lines"),
}
"""Codes of mistakes that lie in the form of one file."""


@cache
def validator(kind: str) -> Draft7Validator:
    """The packaged schema of a kind."""
    schema = json.loads((PACKAGED / f"{kind}.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def kind_of(file: str) -> str:
    """The kind of content in a file."""
    return next(kind.name for kind in KINDS if kind.files([file]))


def refused(file: str, data: object) -> list[str]:
    """What the schema of a file says against its data."""
    return [f"{error.json_path}: {error.message}" for error in validator(kind_of(file)).iter_errors(data)]


def test_the_packaged_schemas_are_fresh() -> None:
    """After a change of a type: `make schemas`."""
    packaged = {path.name: path.read_text(encoding="utf-8") for path in PACKAGED.iterdir()}
    assert packaged == dict(schemas())
    assert packaged.keys() == {f"{kind.name}.json" for kind in KINDS}


def test_the_command_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Into a folder below the playbook's, and says where."""
    assert cli.main(["-C", str(tmp_path), "schema", "editor/schemas"]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "editor/schemas").iterdir()}
    assert written == dict(schemas())
    assert {Path(line).name for line in capsys.readouterr().out.splitlines()} == written.keys()


@pytest.mark.parametrize("file", SHIPPED)
def test_a_shipped_file_is_valid_and_names_its_schema(file: str) -> None:
    """In its first line, by a way that holds in this checkout, so that an editor needs no settings."""
    assert refused(file, read(ROOT).files[file]) == []
    named = MODELINE.match((ROOT / file).read_text(encoding="utf-8"))
    assert named, f"{file} begins with no “# yaml-language-server: $schema=…”"
    way = posixpath.normpath(posixpath.join(posixpath.dirname(file), named[1]))
    assert way == f"generator/escalation_playbook/schemas/{kind_of(file)}.json"


@pytest.mark.parametrize("case", CASES)
def test_a_schema_refuses_what_is_wrong_in_form_and_nothing_else(case: str, tmp_path: Path) -> None:
    """An editor shows at once what lies in one file; what lies between files is for `playbook check`."""
    checked = examine(laid_out(case, tmp_path))
    for file, data in checked.files.items():
        if file.endswith(".md"):
            continue  # for a head in Markdown no editor asks for a schema
        codes = {each.code for each in checked.located if each.path == file}
        if not codes:
            assert refused(file, data) == [], file
        if codes & TOLD_BY_FORM:
            assert refused(file, data) != [], (file, codes)


WRITTEN = [
    *(0, 1, -1, 10**9, 10**9 + 1, 12.5, True, None, "", " ", "0", "x", "X", "-a", "a-b_1", "a" * 80, "a" * 81, "a b"),
    *("15 min", "1 h 30 min", " 2 days ", "1w", "8h", "8", "h", "1 hour", "8 H", "1.5 h"),
    *("25 %", "25", "12.5 %", "12,75%", "12.125 %", "%", "-1 %"),
    *("2026-03-02", "2026-3-2", "2026-03-02T09:42", "2026-03-02T09:42Z", "2026-03-02 09:42+01:00", "2026-03-02T24:00Z"),
    *("2026-03-02T09:42:10.5+0100", "09:42", "two\nlines", "a\tb", ["a"], {"a": 1}),
]


@pytest.mark.parametrize("kind", SCALARS, ids=str)
@pytest.mark.parametrize("value", WRITTEN, ids=repr)
def test_a_single_value_is_held_to_the_same_form(kind: object, value: object) -> None:
    """What the decoder takes, a schema takes; what a schema refuses, the decoder refuses."""
    reading = Reading("a.yml")
    values.SCALARS[kind](value, reading, ())
    taken = not list(Draft7Validator(SCALARS[kind]).iter_errors(value))
    assert taken == (not reading.diagnostics)


def test_every_single_value_has_a_form() -> None:
    """Each that the decoder can read."""
    assert SCALARS.keys() == values.SCALARS.keys()


def properties(schema: object) -> list[tuple[str, dict]]:
    """Every key that a schema knows, with what it says of it."""
    if isinstance(schema, list):
        return [found for each in schema for found in properties(each)]
    if not isinstance(schema, dict):
        return []
    own = schema.get("properties", {})
    below = [found for key, each in schema.items() if key != "properties" for found in properties(each)]
    return [*own.items(), *below, *(found for each in own.values() for found in properties(each))]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_is_explained(kind) -> None:
    """The words that an editor shows are there for every key; a key that is a word of a list is explained with it."""
    words = {*PRIORITIES, *CHANNELS, *STAGES}
    unexplained = {name for name, each in properties(validator(kind.name).schema) if not each.get("description")}
    assert unexplained <= words
