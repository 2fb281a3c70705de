"""The command: what it prints, what it returns, and that nobody ever sees a traceback."""

import io
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from escalation_calculator import wire
from escalation_calculator.identity import sources_hash
from escalation_calculator.rules import Rules
from escalation_playbook import checking, cli

BASE = Path(__file__).parent / "bad" / "_base"
NOW = "2026-03-02T09:50+01:00"
CHECK = ("check", "--on", "2026-01-13")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small playbook with nothing wrong, to be broken."""
    shutil.copytree(BASE, tmp_path / "small")
    return tmp_path / "small"


@dataclass(frozen=True, kw_only=True)
class Ran:
    """What a run of the command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command in this process."""

    def runner(*words: str | Path) -> Ran:
        code = cli.main([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code=code, out=said.out, err=said.err)

    return runner


def typed(monkeypatch: pytest.MonkeyPatch, data: str | bytes) -> None:
    """Let the command read this from its input."""
    raw = io.BytesIO(data.encode() if isinstance(data, str) else data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(raw, encoding="utf-8"))


def test_a_good_playbook_is_said_to_be_good(run) -> None:
    """In one line."""
    ran = run("-C", BASE, *CHECK)
    files = len([path for path in BASE.rglob("*.*") if path.is_file()])
    assert (ran.code, ran.out, ran.err) == (0, f"{files} files, nothing wrong.\n", "")


def test_mistakes_are_findings(run, root: Path) -> None:
    """Exit code 1, and the mistakes are what is printed, so that they can be piped."""
    (root / "playbook/variables.yml").write_text("variables: 3\n")
    ran = run(*CHECK, "-C", root)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("playbook/variables.yml:1:12: error[wrong-type] ")
    assert ran.out.endswith("\n1 error in 1 file\n")


def test_warnings_are_printed_and_break_nothing(run, root: Path) -> None:
    """Exit code 0."""
    (root / "kb/notes.txt").write_text("x")
    ran = run(*CHECK, "-C", root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "1 warning in 1 file")


def test_past_cases_that_would_be_treated_differently_are_listed(run, root: Path) -> None:
    """A case of an older version is history: nothing is wrong, but the owner of the model sees what would move."""
    assert run("-C", root, *CHECK).out.count("\n") == 1
    for name, old, new in (
        ("playbook/model.yml", "version: 1", "version: 2"),
        ("kb/2026-01-12-export.yml", "P1", "P2"),
    ):
        path = root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    ran = run("-C", root, *CHECK)
    assert ran.code == 0
    assert "Version 2 of the model would treat 1 past case differently:" in ran.out
    assert "  kb/2026-01-12-export.yml  P2 with version 1, now P1\n" in ran.out


def test_strict_lets_warnings_count(run, root: Path) -> None:
    """Not what is told by date: what passed yesterday passes today."""
    assert run("-C", root, "check", "--on", "2030-01-01", "--strict").code == 0
    (root / "kb/notes.txt").write_text("x")
    assert run("-C", root, *CHECK, "--strict").code == 1


def test_what_is_told_by_date_stands_apart(run, root: Path) -> None:
    """Below all else, with its own word in the count."""
    (root / "kb/notes.txt").write_text("x")
    ran = run("-C", root, "check", "--on", "2026-02-02")
    assert ran.code == 0
    heading = "\n\nBy date; none of this makes a check fail:\n\n"
    before, after = ran.out.split(heading)
    assert before.startswith("kb/notes.txt: warning[unknown-file] ")
    assert after.startswith("kb/2026-01-12-export.yml:34:10: by-date[action-overdue] ")
    assert after.endswith("\n1 warning in 1 file; 1 by date\n")


def test_mistakes_are_data_for_programs(run, root: Path) -> None:
    """And empty when there are none."""
    assert json.loads(run(*CHECK, "--format", "json", "-C", root).out)["findings"] == []
    (root / "playbook/variables.yml").write_text("variables: 3\n")
    ran = run(*CHECK, "--format", "json", "-C", root)
    (mistake,) = json.loads(ran.out)["findings"]
    assert (ran.code, mistake["path"], mistake["line"], mistake["column"]) == (1, "playbook/variables.yml", 1, 12)


def test_mistakes_are_told_beside_the_change(run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the path from where the command runs, which is the repository on a code host."""
    monkeypatch.chdir(root.parent)
    (root / "playbook/variables.yml").write_text("variables: 3\n")
    github = run(*CHECK, "--format", "github", "-C", "small")
    assert github.code == 1
    assert github.out.startswith("::error file=small/playbook/variables.yml,line=1,col=12,")
    monkeypatch.chdir(root)
    gitlab = run(*CHECK, "--format", "gitlab")
    assert (gitlab.code, json.loads(gitlab.out)[0]["location"]["path"]) == (1, "playbook/variables.yml")


WRONG_USE = [
    (("scor",), "“scor” is none of check, build, serve, schema, init, new, signal, score; did you mean “score”?"),
    (("fly",), "“fly” is none of check, build, serve, schema, init, new, signal, score."),
    (("score", "--fromat", "json"), "“--fromat” is not understood; did you mean “--format”?"),
    (("check", "--format", "jsn"), "“jsn” is none of text, github, gitlab, json; did you mean “json”?"),
    (("check", "--on", "2026-3-2"), "“2026-3-2” is no day; write it like 2026-03-02."),
    (("check", "here"), "“here” is not understood."),
    (("serve", "--port", "http"), "“http” is no port; write a number, like 8000."),
    (("serve", "--port", "65536"), "There is no port 65536. The last is 65535."),
    (("score", "severity"), "“severity” is no answer. Write “name=value”."),
    (("score", "severity=minor", "severity=critical"), "“severity” is answered twice."),
    (("score", "severty=minor"), "There is no factor or fact “severty”. Did you mean “severity”?"),
    (("score", "severity=critcal"), "“critcal” is not a value of “severity”. Did you mean “critical”?"),
    (("score", "users=many"), "“many” is not a value of “users”. Write a whole number, like 40."),
    (("score", "severity=\x1b[31m"), "“␛[31m” is not a value of “severity”. Known: critical, minor."),
    (("score", "severity=minor", "--at", "noon"), "“noon” after --at is not a time. Write 2026-03-02T09:42, or now."),
    (("score", "severity=minor", "--zone", "Europe/Berln"), "There is no time zone “Europe/Berln”. Did you mean "),
    (
        ("score", "severity=minor", "--message", "first-anser"),
        "There is no message “first-anser”. Did you mean “first-",
    ),
    (("score", "severity=minor", "--channel", "chta"), "There is no channel “chta”. Did you mean “chat”?"),
    (("score", "severity=minor", "--language", "de"), "No message is written in “de”. "),
    (("score", "--answers", "no-such-file.yml"), "no-such-file.yml: No such file or directory"),
    (("score", "--answers", "."), ".: Is a directory"),
    (("score",), "There are no answers. Write “name=value”, or name a file with --answers."),
    (("check", "-C", "no-such-folder"), "There is no folder “playbook” in “no-such-folder”. Run this beside it, "),
]


@pytest.mark.parametrize(("words", "sentence"), WRONG_USE, ids=[" ".join(words) for words, _ in WRONG_USE])
def test_wrong_use_is_told_in_a_sentence(
    run, words: tuple[str, ...], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, nothing where results go, and what was likely meant."""
    monkeypatch.chdir(BASE)
    typed(monkeypatch, "")
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"playbook: {sentence}")


def test_without_a_command_the_help_is_shown(run) -> None:
    """It was used wrongly, and this is how to use it."""
    ran = run()
    assert ran.code == 2
    assert {"check", "build", "serve", "schema", "score"} <= set(ran.out.split())


@pytest.mark.parametrize("command", ["check", "build", "serve", "schema", "score"])
def test_every_command_has_help(run, command: str) -> None:
    """That is no mistake."""
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: playbook {command} ")


def test_the_version_names_every_part_that_can_change_a_result(run) -> None:
    """The hash is the one that the calculator on the page shows."""
    ran = run("--version")
    assert ran.code == 0
    assert re.fullmatch(
        rf"playbook \S+\ncalculator \S+\nPython {re.escape(sys.version.split()[0])}\nsources sha256 {sources_hash()}\n",
        ran.out,
    )


def test_a_score_is_told_in_words(run) -> None:
    """The answer first."""
    ran = run("-C", BASE, "score", "severity=critical", "segment=enterprise", "users=12", "--now", NOW)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("P1 Critical\n90 points; P1 begins at 80.\n")


def test_a_score_ends_with_the_message_to_send(run) -> None:
    """The same words as on the page, for the channel asked for, with what is missing in brackets."""
    said = run("-C", BASE, "score", "severity=critical", "users=9", "--channel", "chat", "--now", NOW).out
    rules = Rules(checking.examine(BASE).playbook)
    now = datetime.fromisoformat(NOW)
    reply = wire.answer(rules, {"severity": "critical", "users": 9}, now=now, channel="chat")
    head, _, text = said.partition("\nMessage: ")[2].partition("\n\n")
    assert head.startswith(f"{reply['message']['title']} ({reply['message']['channel']}")
    assert textwrap.dedent(text).strip() == reply["message"]["text"].strip()


def test_a_message_in_the_language_of_the_customer(run) -> None:
    """By its tag, or that of a kind of it; the head says which."""
    small = Path(__file__).parent / "golden" / "small"
    for tag in ("ar", "ar-EG"):
        said = run(
            "-C", small, "score", "severity=all", "--message", "thanks", "--channel", "chat", "--language", tag
        ).out
        head, _, text = said.partition("\nMessage: ")[2].partition("\n\n")
        assert head.startswith("Thank you (chat, ar; ")
        assert "شكرا لكم" in text


def test_a_score_is_data_for_programs(run) -> None:
    """The result alone, with the names of the calculator."""
    ran = run(
        "-C", BASE, "score", "--format", "json", "severity=critical", "segment=basic", "users=1", "personal_data=no"
    )
    result = json.loads(ran.out)
    assert (result["priority"], result["points"], result["owner"]) == ("P2", 60, "lead")


def test_answers_and_options_may_stand_in_any_order(run) -> None:
    """Nobody remembers which come first."""
    orders = [
        ("severity=minor", "segment=basic", "--format", "json"),
        ("--format", "json", "severity=minor", "segment=basic"),
        ("severity=minor", "--format", "json", "segment=basic"),
    ]
    assert len({run("-C", BASE, "score", *words).out for words in orders}) == 1


def test_the_clock_runs_from_the_time_given(run) -> None:
    """In the zone that is asked for; without one, in the matrix's."""
    words = ("-C", BASE, "score", "severity=critical", "segment=enterprise", "users=12", "--at", "2026-03-02T09:42")
    assert "Acknowledge by  09:57  (in 7 min)" in run(*words, "--now", NOW).out
    assert "Acknowledge by  09:57" in run(*words, "--now", "2026-03-02T09:50", "--zone", "Asia/Tokyo").out


ANSWERS = [
    "severity: critical\nsegment: enterprise\nusers: 12\n",
    "answers: {severity: critical, segment: enterprise}\nfacts: {users: 12}\n",
    "answers: {severity: critical, segment: enterprise, breadth: null}\nfacts:\n  users: 12\n",
    '{"answers": {"severity": "critical", "segment": "enterprise"}, "facts": {"users": "12"}}',
    '{\n\t"severity": "critical",\n\t"segment": "enterprise",\n\t"users": 12\n}\n',
    (BASE / "kb/2026-01-12-export.yml").read_text(encoding="utf-8").replace("20 %", "80 %"),
]


@pytest.mark.parametrize("text", ANSWERS)
def test_answers_come_from_a_file_or_a_pipe(run, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As YAML or JSON, flat or parted, or as a case that was recorded."""
    (tmp_path / "answers").write_text(text)
    typed(monkeypatch, text)
    from_file = run("-C", BASE, "score", "--answers", tmp_path / "answers", "--now", NOW)
    assert (from_file.code, from_file.err) == (0, "")
    assert from_file.out.startswith("P1 Critical\n90 points")
    assert run("-C", BASE, "score", "--answers", "-", "--now", NOW).out == from_file.out


def test_what_is_said_on_the_command_line_goes_before_the_file(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """To try what another answer would do."""
    typed(monkeypatch, ANSWERS[0])
    ran = run("-C", BASE, "score", "--answers", "-", "severity=minor", "--format", "json")
    assert json.loads(ran.out)["points"] == 40


WRONG_ANSWERS = [
    ("severity: critcal\n", "-:1:11: error[bad-answer] “critcal” is not a value of “severity”; did you mean "),
    ("answers:\n  severty: minor\n", "-:2:3: error[bad-answer] There is no factor or fact “severty”; did you mean "),
    ("answers:\n  severity: minor\nfact: {}\n", "-:3:1: error[unknown-key] “fact” stands beside the answers; did you"),
    ("answers: 3\n", "-:1:10: error[wrong-type] “answers” are names with values; "),
    ("- severity\n", "-:1:1: error[wrong-type] Answers are names with values; "),
    ("severity: [\n", "-:1:12: error[syntax] The file ends inside brackets; "),
    ("", "-: error[empty-file] "),
    ("breadth: one\nusers: 12\n", "-:1:10: error[bad-answer] “breadth” says “one”, but 12 in “users” means “many”; "),
]


@pytest.mark.parametrize(("text", "heading"), WRONG_ANSWERS)
def test_wrong_answers_in_a_file_are_shown_at_their_place(
    run, text: str, heading: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Like mistakes in the playbook, and nothing is scored."""
    typed(monkeypatch, text)
    ran = run("-C", BASE, "score", "--answers", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(heading)
    assert ran.err.endswith("\nplaybook: These answers cannot be used.\n")


@pytest.mark.parametrize(
    ("data", "why"), [(b"\xff", "no text in UTF-8"), (b"#" * (1 << 20) + b"#", "larger than 1 MiB")]
)
def test_answers_that_are_no_text_are_refused(run, data: bytes, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sentence."""
    typed(monkeypatch, data)
    ran = run("-C", BASE, "score", "--answers", "-")
    assert ran.code == 2
    assert why in ran.err


def test_a_broken_case_keeps_nobody_from_scoring(run, root: Path) -> None:
    """Whoever has a customer waiting did not break it. A broken rule does."""
    (root / "kb/2026-01-12-export.yml").write_text("title: [\n")
    assert run("-C", root, "score", "severity=minor").code == 0
    (root / "playbook/criteria.yml").write_text("criteria: [\n")
    ran = run("-C", root, "score", "severity=minor")
    assert (ran.code, ran.out) == (1, "")
    assert "playbook/criteria.yml:1:12: error[syntax]" in ran.err


def in_terminal(lines: list[str], *words: str) -> tuple[int, str]:
    """Run the command in a terminal of its own, type each of `lines`, and return its exit code and what was seen."""
    command = [sys.executable, "-m", "escalation_playbook.cli", "-C", str(BASE), "score", *words]
    child, terminal = pty.fork()
    if not child:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests may ignore it, and that is inherited
        os.execve(sys.executable, command, {**os.environ, "NO_COLOR": "1"})  # noqa: S606 - no shell is needed
    seen = b""
    for line in lines:
        while not seen.endswith(b": "):  # wait until it asks
            seen += os.read(terminal, 4096)
        os.write(terminal, line.encode() + (b"" if line in {CTRL_C, CTRL_D} else b"\n"))
        seen += b"\0"
    try:
        while more := os.read(terminal, 4096):
            seen += more
    except OSError:  # the other side is closed
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen.decode().replace("\r\n", "\n")


CTRL_C, CTRL_D = "\x03", "\x04"


def test_in_a_terminal_the_questions_are_asked() -> None:
    """What stands before an option chooses it, `?` tells how to tell, Enter is unknown."""
    code, seen = in_terminal(["?", "2", "9", "enterprise", "50", "", "8h more", "8 h", "", ""], "--now", NOW)
    assert code == 0
    assert "1 of 7 · Severity\nWhat no longer works?\n  1  A small task\n  2  A main task\n1 to 2: " in seen
    assert "  2  It cannot wait a day.\n" in seen
    assert "That is none of the answers.\n" in seen
    assert "Write a duration, like 15 min, 8 h or 2 days.\n" in seen
    assert "P1 Critical\n90 points" in seen
    assert seen.endswith("Again: playbook score severity=critical segment=enterprise users=50 'waiting=8 h'\n")


@pytest.mark.parametrize(
    ("typed", "again"),
    [("2", " users=2"), ("b", " breadth=many"), ("A", " breadth=one"), ("one", " breadth=one"), ("", "")],
)
def test_an_amount_and_the_option_that_follows_it_are_asked_once(typed: str, again: str) -> None:
    """A letter is an option and a number the amount; whoever knows neither is not asked again."""
    code, seen = in_terminal(["2", "", typed, "", "", "", ""], "--now", NOW)
    assert code == 0
    assert "3 of 7 · Breadth\nHow many of them are hindered?\n  a  One\n  b  Many\n" in seen
    assert "a to b, or a whole number, like 40 (users): " in seen
    assert "How many users are hindered?" not in seen
    assert seen.endswith(f"Again: playbook score severity=critical{again}\n")


def test_the_questions_can_be_ended() -> None:
    """What was answered until then is scored."""
    code, seen = in_terminal(["2", CTRL_D], "--now", NOW)
    assert code == 0
    assert "60 points now" in seen
    assert seen.endswith("Again: playbook score severity=critical\n")


TICKET = "Three users\x1b[31m cannot export.\nThey have been waiting for 2 hours; or are it 4 users?\n"


@pytest.fixture
def ticket(tmp_path: Path) -> Path:
    """A ticket in a file."""
    path = tmp_path / "ticket.txt"
    path.write_text(TICKET)
    return path


SUGGESTED = """\
The ticket suggests:
  Issue type: An export fails (Exports; functional, looked at first by Support lead)
      “cannot export” (line 1)
  Users affected: 3
      “Three users” (line 1)
  Users affected: 4
      “4 users” (line 2)
  Waiting for: 2 h
      “waiting for 2 hours” (line 2)
"""


def test_a_ticket_without_a_person_is_not_scored(run, ticket: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it suggests is shown with the words that caused it; nobody has confirmed anything."""
    typed(monkeypatch, "")
    ran = run("-C", BASE, "score", "--ticket", ticket)
    assert (ran.code, ran.out) == (0, SUGGESTED)
    assert ran.err.startswith("Nothing is scored: a person confirms first.")
    ran = run("-C", BASE, "score", "--ticket", ticket, "--format", "json")
    found = json.loads(ran.out)
    assert found.keys() == {"suggestions"}
    cause = found["suggestions"]["issues"][0]["causes"][0]
    assert TICKET[cause["start"] : cause["end"]] == cause["text"] == "cannot export"


def test_suggestions_can_be_accepted_unseen(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where they contradict each other, the answer stays open; what is said on the command line counts more."""
    typed(monkeypatch, TICKET)
    ran = run("-C", BASE, "score", "--ticket", "-", "--accept-suggestions", "severity=minor", "--now", NOW)
    assert ran.code == 0
    assert ran.err.startswith(SUGGESTED + "Left open, since the ticket suggests several: Users affected.\n")
    assert ran.err.endswith("Again: playbook score product_area=exports severity=minor 'waiting=2 h'\n")
    typed(monkeypatch, TICKET)
    ran = run("-C", BASE, "score", "--ticket", "-", "--accept-suggestions", "--format", "json", "--now", NOW)
    assert json.loads(ran.out).keys() > {"suggestions", "points"}


def test_in_a_terminal_each_suggestion_is_asked(ticket: Path) -> None:
    """Enter leaves it unknown; of two values for one answer only one can be taken."""
    code, seen = in_terminal(["y", "", "y", "no"], "--ticket", str(ticket), "--now", NOW)
    assert code == 0
    assert "Issue type: An export fails (Exports; functional, looked at first by Support lead)" in seen
    assert "\nUsers affected: 4\n  “4 users” (line 2)\ny or Enter: " in seen
    assert seen.endswith("Again: playbook score product_area=exports severity=critical users=4\n")
    assert "\x1b" not in seen


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--accept-suggestions",), "--accept-suggestions needs a ticket"),
        (("--ticket", "-", "--answers", "-"), "cannot both come from the pipe"),
        (("--ticket", "gone.txt"), "gone.txt: No such file"),
        (("--ticket", "-"), "-: This is no text in UTF-8."),
    ],
)
def test_a_ticket_that_cannot_be_read(run, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is told in a sentence."""
    typed(monkeypatch, b"\xff")
    ran = run("-C", BASE, "score", *words)
    assert ran.code == 2
    assert said in ran.err


def test_an_interrupted_command_ends_quietly() -> None:
    """Exit code 130, as shells have it."""
    code, seen = in_terminal(["2", CTRL_C])
    assert code == 130
    assert "Traceback" not in seen


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    """`playbook check | head -1` is no mistake."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    for n in range(500):
        (tmp_path / f"kb/{n}.yml").write_text("a: [\n" + "#" * 500)
    command = f"'{sys.executable}' -m escalation_playbook.cli -C '{tmp_path}' check | head -1"
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    assert ran.stdout.startswith("kb/0.yml:")


def test_a_mistake_of_the_program_is_a_sentence_too(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """And says how to see more of it."""
    monkeypatch.delenv("PLAYBOOK_TRACEBACK", raising=False)
    monkeypatch.setattr(checking, "read", lambda *_, **__: 1 / 0)
    ran = run("-C", BASE, *CHECK)
    assert ran.code == 2
    said = "The program made a mistake (ZeroDivisionError: division by zero). PLAYBOOK_TRACEBACK=1 shows where."
    assert ran.err == f"playbook: {said}\n"
    monkeypatch.setenv("PLAYBOOK_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        cli.main(["-C", str(BASE), *CHECK])


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_our_letters_shows_what_it_can(encoding: str) -> None:
    """And does not stop over a quotation mark."""
    command = [sys.executable, "-m", "escalation_playbook.cli", "-C", str(BASE), "scor"]
    ran = subprocess.run(command, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding}, check=False)
    assert ran.returncode == 2
    assert b"scor" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_scoring_needs_nothing_of_the_site() -> None:
    """The site tool alone would take longer than the whole answer."""
    code = (
        "import sys; from escalation_playbook import cli;"
        f"cli.main(['-C', {str(BASE)!r}, 'score', 'severity=minor']);"
        "print(sorted({'mkdocs', 'jinja2', 'markdown_it', 'watchdog'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
