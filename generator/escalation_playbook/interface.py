"""The languages of the interface that come with the program, and which part of the words goes where.

What a language says stands in `strings/`: English sentence → its words. The pages are made with all of them; the
calculator and the scripts of the pages get those that they say themselves.
"""

from __future__ import annotations

import ast
import json
import re
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from escalation_calculator.strings import speak, spoken
from escalation_playbook.strict_yaml import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalation_calculator.strings import Strings

SCRIPT: Final = "strings.mjs"
"""The script that says the words of the others."""

_TABLE: Final = "const WORDS = {};"
"""The line in it that holds the words, as it stands there for English."""

_COMMENT: Final = re.compile(r"^\s*(?:\*|//|/\*).*$", re.MULTILINE)
_TEXT: Final = r'"((?:[^"\\]|\\.)*)"'
_IN_SCRIPT: Final = re.compile(rf"\b(?:t|tn|pieces|english)\(\s*{_TEXT}(?:,\s*{_TEXT})?")


@cache
def shipped() -> Mapping[str, Mapping[str, str]]:
    """Every language that comes with the program, by its tag: English sentence → what is said."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted((files("escalation_playbook") / "strings").iterdir(), key=lambda file: file.name):
        data = parse(file.read_text("utf-8")).data
        found[file.name.removesuffix(".yml")] = data if isinstance(data, dict) else {}
    return {"en": {sentence: sentence for words in found.values() for sentence in words}, **found}


def words_of(strings: Strings) -> Mapping[str, str]:
    """What is said in place of English sentences: the words of the language, and before them the playbook's own."""
    theirs = shipped().get(strings.language, {}) if strings.language != "en" else {}
    return {**theirs, **strings.words}


@contextmanager
def speaking(words: Mapping[str, str]) -> Iterator[None]:
    """Say these words in the block, and afterwards those from before."""
    before = spoken()
    speak(words)
    try:
        yield
    finally:
        speak(before)


def for_calculator() -> Mapping[str, str]:
    """The words that the calculator says itself; none in English."""
    words = spoken()
    return {sentence: words[sentence] for sentence in sorted(_in_calculator()) if sentence in words} if words else {}


def with_words(script: str) -> str:
    """The script that says words, with those that scripts say."""
    words = spoken()
    table = {sentence: words[sentence] for sentence in sorted(_in_scripts()) if sentence in words} if words else {}
    return script.replace(_TABLE, f"const WORDS = {json.dumps(table, ensure_ascii=False)};", 1)


@cache
def _in_calculator() -> frozenset[str]:
    modules = (file for file in files("escalation_calculator").iterdir() if file.name.endswith(".py"))
    return frozenset(each for file in modules for each in in_python(file.read_text("utf-8")))


@cache
def _in_scripts() -> frozenset[str]:
    scripts = (file for file in (files("escalation_playbook") / "assets").iterdir() if file.name.endswith(".mjs"))
    return frozenset(each for file in scripts for each in in_script(file.read_text("utf-8")))


def in_python(source: str) -> Iterator[str]:
    """The sentences that a module says."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"t", "tn", "english"}:
            for argument in node.args[: 2 if node.func.id == "tn" else 1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.value


def in_script(source: str) -> Iterator[str]:
    """The sentences that a script says."""
    for match in _IN_SCRIPT.finditer(_COMMENT.sub("", source)):
        yield from (json.loads(f'"{text}"') for text in match.groups() if text is not None)
