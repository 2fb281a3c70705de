"""The decoder: every annotation against every wrong shape, with the code and the path that tell it."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation_calculator import criteria, files, matrix, messages, model
from escalation_calculator.decode import decode, decode_list
from escalation_calculator.reading import Reading
from escalation_calculator.scalars import Duration, Id, Line, Prose, Template, Zone, parse_percentage
from escalation_calculator.values import GREATEST

SHAPES = {
    "nothing": None,
    "true": True,
    "false": False,
    "zero": 0,
    "number": 7,
    "negative": -1,
    "huge": 10**30,
    "fraction": 1.5,
    "infinite": float("inf"),
    "not a number": float("nan"),
    "empty text": "",
    "blank text": " \n ",
    "word": "word",
    "sentence": "Two words.",
    "long text": "x" * 5000,
    "lines": "one\ntwo",
    "control": "a\x1bb",
    "surrogate": "a\ud800b",
    "list": [],
    "list of words": ["word"],
    "block": {},
    "block of keys": {"key": "value"},
}

OK = ""
TEXT = {
    "nothing": "wrong-type",
    "true": "wrong-type",
    "false": "wrong-type",
    "zero": OK,
    "number": OK,
    "negative": OK,
    "huge": OK,
    "fraction": OK,
    "infinite": "wrong-type",
    "not a number": "wrong-type",
    "empty text": "empty-value",
    "blank text": "empty-value",
    "word": OK,
    "sentence": OK,
    "long text": OK,
    "lines": OK,
    "control": "control-character",
    "surrogate": "control-character",
    "list": "wrong-type",
    "list of words": "wrong-type",
    "block": "wrong-type",
    "block of keys": "wrong-type",
}
LINE = TEXT | {"lines": "several-lines"}


def always(code: str, **rest: str) -> dict[str, str]:
    """The same code for every shape but some."""
    return dict.fromkeys(SHAPES, code) | {name.replace("_", " "): other for name, other in rest.items()}


EXPECTED: dict[str, tuple[object, dict[str, str]]] = {
    "Line": (Line, LINE),
    "str": (str, LINE),
    "Zone": (Zone, LINE),
    "Prose": (Prose, TEXT),
    "Template": (Template, TEXT),
    "Id": (Id, always("bad-id", word=OK, nothing="empty-value")),
    "int": (int, always("wrong-type", zero=OK, number=OK, negative="out-of-range", huge="out-of-range")),
    "Duration": (Duration, always("bad-duration")),
    "datetime": (datetime, always("bad-time")),
    "date": (date, always("bad-date")),
    "Literal": (Literal["word", "other"], always("not-a-choice", word=OK, nothing="empty-value")),
    "int | str": (
        int | str,
        {name: OK if isinstance(value, str) else "wrong-type" for name, value in SHAPES.items()}
        | {"zero": OK, "number": OK, "negative": "out-of-range", "huge": "out-of-range"},
    ),
    "Line | None": (Line | None, LINE | {"nothing": "empty-value"}),
    "tuple": (tuple[int, ...], always("wrong-type", list=OK)),
    "Mapping": (Mapping[Id, int], always("wrong-type", block=OK)),
    "dataclass": (model.Bounds, always("wrong-type", block=OK, block_of_keys="unknown-key")),
    "condition": (criteria.Condition, always("wrong-type", block="condition-keys", block_of_keys=OK)),
}


@pytest.mark.parametrize(("annotation", "shape"), [(a, s) for a in EXPECTED for s in SHAPES])
def test_every_annotation_against_every_shape(annotation: str, shape: str) -> None:
    """What does not fit is told once, at its place, and nothing is made of it; what fits is taken."""
    kind, codes = EXPECTED[annotation]
    reading = Reading("file.yml")
    value = decode(kind, SHAPES[shape], reading, ("here",))
    found = [(d.code, d.path[:1]) for d in reading.diagnostics]
    if codes[shape] == OK:
        assert found == []
        assert value is not None
    else:
        assert value is None
        assert found == [(codes[shape], ("here",))]
    for diagnostic in reading.diagnostics:
        assert diagnostic.message.endswith(".")
        assert diagnostic.message[0].isupper() or not diagnostic.message[0].isalpha()
        assert len(diagnostic.message) < 200


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (int | str, True, "This is the truth value true, but a single value belongs here."),
        (int | str, 1.5, "This is the number 1.5, but a single value belongs here."),
        (int, 1.5, "This is the number 1.5, but a whole number belongs here."),
        (datetime, "2026-03-02", "“2026-03-02” is not a time."),
        (datetime, "2026-03-02T09:42", "“2026-03-02T09:42” does not say in which zone it is."),
    ],
)
def test_what_belongs_there_is_said(kind: object, written: object, said: str) -> None:
    """Where two mistakes have one code, the words tell them apart."""
    reading = Reading("file.yml")
    assert decode(kind, written, reading) is None
    assert [d.message for d in reading.diagnostics] == [said]


INSIDE = [
    (tuple[int, ...], [1, "x", 2, None], [("wrong-type", (1,), False), ("wrong-type", (3,), False)]),
    (Mapping[Id, int], {"a": 1, "B": 2, "c": "x"}, [("bad-id", ("B",), True), ("wrong-type", ("c",), False)]),
    (Mapping[Literal["P1"], Id], {"P9": "A"}, [("not-a-choice", ("P9",), True), ("bad-id", ("P9",), False)]),
    (model.Choice, {}, [("missing-key", (), True), ("missing-key", (), True)]),
    (model.Choice, {"id": "a"}, [("missing-key", (), True)]),
    (model.Choice, {"id": "a", "lable": "A"}, [("unknown-key", ("lable",), True)]),
    (model.Choice, {"id": "a", "zzz": "A"}, [("unknown-key", ("zzz",), True), ("missing-key", (), True)]),
    (matrix.Contact, {"chat": None}, [("empty-value", ("chat",), True)]),
    (model.Bounds, {"at_least": [1]}, [("wrong-type", ("at_least",), False)]),
    (criteria.Condition, {"all": []}, [("wrong-type", ("all",), False)]),
    (criteria.Condition, {"any": {"x": 1}}, [("wrong-type", ("any",), False)]),
    (criteria.Condition, {"not": []}, [("wrong-type", ("not",), False)]),
    (criteria.Condition, {"x": {}}, [("empty-value", ("x",), True)]),
    (criteria.Condition, {"x": {"at_lest": 1}}, [("unknown-key", ("x", "at_lest"), True)]),
    (criteria.Condition, {"x": True}, [("wrong-type", ("x",), False)]),
    (criteria.Condition, {"x": {"one_of": "a"}}, [("wrong-type", ("x", "one_of"), False)]),
    (
        criteria.Condition,
        {"all": [{"x": 1}, {"not": {"any": [{"y": None}]}}, {}]},
        [("wrong-type", ("all", 1, "not", "any", 0, "y"), False), ("condition-keys", ("all", 2), True)],
    ),
    (
        Mapping[messages.ChannelName, messages.Text],
        {"email": {"body": "x"}, "fax": {"body": ""}},
        [("not-a-choice", ("fax",), True), ("empty-value", ("fax", "body"), False)],
    ),
]


@pytest.mark.parametrize(("kind", "data", "expected"), INSIDE, ids=[str(data) for _, data, _ in INSIDE])
def test_the_path_leads_to_the_mistake(kind: object, data: object, expected: list) -> None:
    """Inside lists, keys and conditions, all mistakes at once; a misspelt key is not also a missing one."""
    reading = Reading("file.yml")
    assert decode(kind, data, reading) is None
    assert [(d.code, d.path, d.on_key) for d in reading.diagnostics] == expected


def test_one_broken_entry_does_not_hide_the_others() -> None:
    """A list read entry by entry gives what could be read, with its place."""
    reading = Reading("file.yml")
    read = decode_list(model.Choice, [{"id": "a", "label": "A"}, 7, {"id": "b", "label": "B"}], reading, ("choices",))
    assert [(path, choice.id) for path, choice in read] == [(("choices", 0), "a"), (("choices", 2), "b")]
    assert [(d.code, d.path) for d in reading.diagnostics] == [("wrong-type", ("choices", 1))]
    assert decode_list(model.Choice, {}, reading, ("choices",)) == []


IDS = {
    "a": True,
    "users_affected": True,
    "tier-1": True,
    "0-1-to-0-5": True,
    "a" * 80: True,
    "a" * 81: False,
    "-a": False,
    "_a": False,
    "A": False,
    "a b": False,
    "a.b": False,
    "é": False,
    "a\n": False,
    "": False,
}


@pytest.mark.parametrize("text", IDS)
def test_ids(text: str) -> None:
    """Lower-case letters, digits, `-` and `_`, beginning with a letter or digit, at most 80."""
    assert (decode(Id, text, Reading("file.yml")) is not None) == IDS[text]


def test_a_bad_id_gets_a_proposal() -> None:
    """The nearest id that would do."""
    reading = Reading("file.yml")
    decode(Id, "Users Affected!", reading, ("id",))
    assert reading.diagnostics[0].mend == "Use lower-case letters, digits, “-” and “_”: “users-affected”."


GOOD = [
    (Line, " padded ", "padded"),
    (Line, 7, "7"),
    (Prose, "one\n\ntwo", "one\n\ntwo"),
    (int, GREATEST, GREATEST),
    (Duration, "1 h 30 min", 90),
    (Duration, " 2 days ", 2880),
    (Duration, "1w", 10080),
    (datetime, "2026-03-02T09:42+01:00", datetime.fromisoformat("2026-03-02T08:42Z")),
    (datetime, "2026-03-02T09:42Z", datetime(2026, 3, 2, 9, 42, tzinfo=UTC)),
    (date, "2026-02-28", date(2026, 2, 28)),
    (tuple[Id, ...], ["a", "b"], ("a", "b")),
    (Mapping[Literal["P1"], Id], {"P1": "a"}, {"P1": "a"}),
]


@pytest.mark.parametrize(("kind", "data", "expected"), GOOD, ids=[f"{k} {d}" for k, d, _ in GOOD])
def test_what_fits(kind: object, data: object, expected: object) -> None:
    """Values as they are written."""
    reading = Reading("file.yml")
    assert decode(kind, data, reading) == expected
    assert reading.diagnostics == []


BAD = [
    (Duration, "8"),
    (Duration, "8 hours"),
    (Duration, "1.5 h"),
    (Duration, "-8 h"),
    (Duration, "9999999999 weeks"),
    (datetime, "2026-03-02T09:42"),
    (datetime, "2026-03-02"),
    (datetime, "1969-12-31T00:00Z"),
    (datetime, "2026-13-01T00:00Z"),
    (datetime, "20260302T0942Z"),
    (date, "2026-02-30"),
    (date, "20260228"),
    (date, "2026-W09-6"),
    (date, "2026-03-02T09:42"),
    (int, GREATEST + 1),
]


@pytest.mark.parametrize(("kind", "data"), BAD, ids=[f"{k} {d}" for k, d in BAD])
def test_what_does_not_fit(kind: object, data: object) -> None:
    """Exactly one mistake each."""
    reading = Reading("file.yml")
    assert decode(kind, data, reading) is None
    assert len(reading.diagnostics) == 1


def test_a_time_without_its_zone_is_told_how_to_add_it() -> None:
    """The two ways to write an offset, with what stands there."""
    reading = Reading("file.yml")
    decode(datetime, "2026-03-02T09:42", reading)
    assert reading.diagnostics[0].mend == "Add the offset from UTC: “2026-03-02T09:42+01:00”, or “2026-03-02T09:42Z”."


def test_truth_values_that_were_meant_as_words() -> None:
    """Readers of YAML 1.1 turn `yes` into true; the mend says what to write."""
    reading = Reading("file.yml")
    decode(Literal["yes", "no"], data=True, reading=reading)
    assert (reading.diagnostics[0].code, reading.diagnostics[0].mend) == ("not-a-choice", "Write “yes”.")


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KINDS = [kind.type for kind in files.KINDS]


@given(st.sampled_from(KINDS), ANY)
def test_any_data_is_read_without_harm(kind: type, data: object) -> None:
    """Whatever stands in a file, the reading ends with a value or with diagnostics."""
    reading = Reading("file.yml")
    assert (decode(kind, data, reading) is None) == bool(reading.diagnostics)


def every_dataclass() -> list[type]:
    """The types of the content."""
    return [
        kind
        for module in {sys.modules[kind.__module__]: None for kind in KINDS}
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.__name__
    ]


@pytest.mark.parametrize("kind", every_dataclass(), ids=lambda kind: kind.__name__)
def test_every_type_of_the_content_can_be_read(kind: type) -> None:
    """There is a way to read each annotation, and an empty block tells each key that is required."""
    if kind in (criteria.Test, criteria.All, criteria.Any, criteria.Not):
        return  # written as conditions, not by their fields
    reading = Reading("file.yml")
    decode(kind, {f.name: object() for f in fields(kind)}, reading)
    reading = Reading("file.yml")
    value = decode(kind, {}, reading)
    assert (value is None) == bool(reading.diagnostics)
    assert {d.code for d in reading.diagnostics} <= {"missing-key"}


def test_an_annotation_nobody_can_read_is_a_mistake_of_the_package() -> None:
    """It is raised at once, for whoever adds a type."""

    @dataclass(frozen=True)
    class Odd:
        value: complex

    with pytest.raises(TypeError, match="no way to read"):
        decode(complex, 1, Reading("file.yml"))
    with pytest.raises(TypeError, match="no way to read"):
        decode(int | complex, 1, Reading("file.yml"))


PERCENTAGES = {
    "25 %": 2500,
    "12.5%": 1250,
    "250 %": 25000,
    "25": 2500,
    "1.234 %": None,
    "-1 %": None,
    "a quarter": None,
}


@pytest.mark.parametrize(("text", "hundredths"), PERCENTAGES.items())
def test_a_percentage_is_read_in_hundredths(text, hundredths):
    """Or not at all, where it is written otherwise."""
    assert parse_percentage(text) == hundredths
