"""The terminal speaks the language of the playbook where it asks and tells; mistakes, and a signal as data, do not."""

import io
import json
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from escalation_calculator.rules import Rules
from escalation_calculator.strings import speak
from escalation_playbook import cli, ticket
from escalation_playbook.ask import Terminal, ask
from escalation_playbook.checking import examine
from escalation_playbook.interface import shipped, speaking
from escalation_playbook.preview import News
from escalation_playbook.report import Located
from escalation_playbook.serve import Outcome, _ended, _news

ROOT = Path(__file__).parents[1]


@pytest.fixture
def german(tmp_path: Path) -> Iterator[Path]:
    """A project whose interface is German."""
    shutil.copytree(ROOT / "playbook", tmp_path / "playbook")
    (tmp_path / "playbook" / "strings.yml").write_text("language: de\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    yield tmp_path
    speak({})


def heard(rules: Rules, answers: Iterable[str], run: Callable[[Rules, Terminal], object]) -> tuple[object, str]:
    """What comes of the answers, and all that was said."""
    said: list[str] = []
    lines = iter(answers)
    return run(rules, Terminal(say=said.append, hear=lambda: next(lines, ""))), "".join(said)


def test_questions_are_asked_in_german(german: Path) -> None:
    """With the options of the playbook as they are; an answer that is none is told."""
    checked = examine(german, cases=False)
    assert checked.playbook is not None
    answers, said = heard(Rules(checked.playbook), ["nichts\n", "1\n"], ask)
    assert said.startswith("Mit dem antworten, was vor einer Option steht.")
    assert "\n1 von " in said
    assert "Das ist keine der Antworten.\n" in said
    assert "\n1 bis 5: " in said
    assert len(answers) == 1  # type: ignore[arg-type]


def test_what_a_ticket_suggests_is_confirmed_in_german(german: Path) -> None:
    """By the letter that it names, and by that of English as well."""
    checked = examine(german, cases=False)
    assert checked.playbook is not None
    rules = Rules(checked.playbook)
    for yes in ("j", "y", "ja"):
        read = ticket.read(rules, "t", b"Waiting for 2 hours.")
        answers, said = heard(rules, [f"{yes}\n"] * 9, lambda _, terminal, read=read: ticket.confirm(read, terminal))  # type: ignore[misc]
        assert answers
        assert "j übernimmt es" in said
        assert "(Zeile 1)\nj oder Enter: " in said


def test_a_signal_is_told_in_german_and_to_programs_as_ever(
    german: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a program reads is the same in every language."""
    sent = {"source": "survey", "type": "csat", "answered_at": "2026-11-21T12:00:00Z", "answer": {"score": 1}}
    data = json.dumps(sent | {"account": {"tier": "strategic"}}).encode()

    def told(root: Path, *more: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        cli.main(["-C", str(root), "signal", "-", "--at", "2026-11-21T14:03Z", *more])
        return capsys.readouterr().out

    assert told(german).startswith("Ausgelöst: A strategic account is unhappy (unhappy-strategic-account)\n")
    assert told(german, "--format", "json") == told(ROOT, "--format", "json")


def test_what_serve_tells_is_german_and_mistakes_are_english() -> None:
    """Over the last good version, and in the terminal."""
    one = {"path": "playbook/model.yml", "line": 1, "column": 1, "end_column": 2, "severity": "error", "code": "syntax"}
    wrong = Located(**one, message="This is no YAML.", mend="", source_line="{", above=())  # type: ignore[arg-type]
    with speaking(shipped()["de"]):
        news = _news(News(version="1", built="15:01:48"), Outcome(diagnostics=[wrong], built=False))
        said = _ended(news, 1.0)
    assert (news.title, news.hide) == ("1 Fehler in 1 Datei", "Verbergen")
    assert news.state.startswith("Zu sehen ist die letzte gute Version, gebaut um 15:01:48.")
    assert news.mistakes[0]["text"] == "This is no YAML."
    assert said == "Nicht gebaut. Die Website ist noch die von 15:01:48."
