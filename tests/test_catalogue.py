"""The explanation of every code: there for each that can be told, and for no other; and an example that is good."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from escalation_calculator.diagnostics import Severity
from escalation_calculator.files import KINDS
from escalation_playbook.catalogue import Code, examples, groups

ROOT = Path(__file__).parents[1]
CALCULATOR, GENERATOR = ROOT / "calculator/escalation_calculator", ROOT / "generator/escalation_playbook"
CODES = [code for group in groups() for code in group.codes]

TELLS = {"report": "error", "warn": "warning", "hint": "hint", "by_date": "by-date"}
"""The calls of a reading that tell of something."""
NOTES = {"_note": 0, "_stop": 0, "wrong": 0, "_found": 1, "_warned": 1}
"""Functions of the generator that are given a code, and as which argument."""
MAKES = {"Diagnostic", "Mistake", "Problem"}
ELSEWHERE = {"wire.py", "serve.py", "preview.py", "annotations.py", "catalogue.py", "reading.py"}
"""Modules whose codes are for our own scripts, or who only hand on or show."""


def words(node: ast.AST) -> Iterator[str]:
    """The texts that an expression can be, as far as it says so itself."""
    match node:
        case ast.Constant(value=str(word)):
            yield word
        case ast.IfExp(body=one, orelse=two):
            yield from (*words(one), *words(two))
        case ast.Name(id="BAD_FILE_NAME"):
            yield "bad-file-name"
        case ast.JoinedStr() if ast.unparse(node) == "f'{bound}-turns-back'":
            yield from ("floor-turns-back", "ceiling-turns-back")


def told_by(call: ast.Call, module: str) -> tuple[set[str], list[str]]:
    """The severities and codes that a call tells."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in TELLS and call.args:
        return {TELLS[name]}, [*words(call.args[0])]
    if name in NOTES and len(call.args) > NOTES[name]:
        return {"warning" if name == "_warned" else "error"}, [*words(call.args[NOTES[name]])]
    if name == "tell" and module == "accept.py":
        return {"warning", "by-date"}, [*words(call.args[0])]
    if name == "reference" and call.args:
        return {"error"}, [f"unknown-{word}" for word in words(call.args[-1])]
    if name in MAKES:
        given = {key.arg: [*words(key.value)] for key in call.keywords}
        return {*given.get("severity", ["error"])}, given.get("code", [])
    return set(), []


@cache
def told() -> dict[str, set[str]]:
    """Every code in the sources with its severities."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in [*CALCULATOR.rglob("*.py"), *GENERATOR.rglob("*.py")]:
        if path.name in ELSEWHERE or path.parent.name == "runtime":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                severities, codes = told_by(node, path.name)
                for code in codes:
                    found[code] |= severities
    return found


def test_every_code_is_explained_and_none_else() -> None:
    """Whoever sees a code finds it in the reference; entries stand in `reference/codes/`."""
    assert {code.id for code in CODES} == told().keys()
    assert len({code.id for code in CODES}) == len(CODES)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_a_code_is_as_grave_as_it_says(code: Code) -> None:
    """And says in whole sentences what it means, how it comes about and what to do."""
    assert set(code.severity) == told()[code.id]
    assert list(code.severity) == [each for each in get_args(Severity) if each in code.severity]
    for text in (code.means, code.cause, code.mend):
        assert text.endswith(".")
        assert text[0].isupper() or text[0] == "`"


def test_the_example_is_the_small_playbook_with_nothing_wrong() -> None:
    """The reference shows what the tests hold to be good; after a change of it: `make schemas`."""
    base = ROOT / "tests/bad/_base"
    found = {path.relative_to(base).as_posix(): path.read_text("utf-8") for path in base.rglob("*") if path.is_file()}
    assert examples() == found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_an_example(kind) -> None:
    """One file at least, in `bad/_base`."""
    assert kind.files(examples())
