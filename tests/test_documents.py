"""README and CONTRIBUTING: every command is there, is real, and prints what they show."""

import io
import os
import re
import shlex
import subprocess
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from escalation_playbook import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md")


def prose(document: str) -> str:
    """The text of a document."""
    return (ROOT / document).read_text("utf-8")


def blocks(document: str, kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```", prose(document), re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Every command line in the documents: blocks of commands, and those with a prompt above their output."""
    lines = [line for document in DOCUMENTS for block in blocks(document, "sh") for line in block.splitlines()]
    lines += [
        line.removeprefix("$ ")
        for document in DOCUMENTS
        for block in blocks(document, "console")
        for line in block.replace("\\\n", "").splitlines()
        if line.startswith("$ ")
    ]
    return [line.split("  #")[0].strip() for line in lines if line.strip()]


def targets() -> set[str]:
    """What `make help` lists."""
    return set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_the_help_of_make_says_every_word() -> None:
    """The line of each target in full, colons and all, from plain `make`."""
    written = re.findall(r"^([a-z]+):.*## (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    said = subprocess.run(["make"], cwd=ROOT, env=alone, capture_output=True, text=True, check=True).stdout
    assert said == "".join(f"  make {name:13} {what}\n" for name, what in written)


def subcommands() -> set[str]:
    """What `playbook --help` lists."""
    with redirect_stdout(io.StringIO()) as out:
        cli.main(["--help"])
    return set(re.findall(r"^    ([a-z]+) ", out.getvalue(), re.MULTILINE))


def test_every_command_is_documented() -> None:
    """Each target of make and each subcommand stands in README, and none that is not there."""
    text = "\n".join(commands())
    assert set(re.findall(r"^make ([a-z]+)", text, re.MULTILINE)) == targets()
    assert set(re.findall(r"^(?:\S*/)?playbook (?:-C \S+ )?([a-z]+)", text, re.MULTILINE)) == subcommands()


@pytest.mark.parametrize("command", [line for line in commands() if re.match(r"(\S*/)?playbook ", line)])
def test_documented_commands_are_understood(command: str) -> None:
    """The command line parses as it stands."""
    arguments, rest = cli._parser().parse_known_args(shlex.split(command)[1:])
    assert arguments.command or arguments.version
    assert [word for word in rest if word.startswith("-")] == []


def examples() -> list[tuple[str, str]]:
    """Commands of `playbook` that the documents show with their output."""
    found = []
    for document in DOCUMENTS:
        for block in blocks(document, "console"):
            for part in re.split(r"^\$ ", block.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                if command.startswith("playbook ") and output.strip():
                    found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), examples())
def test_documents_show_what_is_printed(
    command: str, output: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An example's output is the real one; a line with three dots stands for lines left out."""
    monkeypatch.chdir(ROOT)
    cli.main(shlex.split(command)[1:])
    printed = capsys.readouterr().out
    pattern = (
        re.escape(output.strip()).replace(re.escape("\n…\n"), "\n(?:.*\n)*?").replace(re.escape("\n…"), "\n[\\s\\S]*")
    )
    assert re.fullmatch(pattern, printed.strip()), printed


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_what_is_there(document: str) -> None:
    """Files and folders between backticks, and links, lead to something."""
    text = prose(document)
    folders = r"playbook|kb|calculator|generator|tests|build/docs|\.ci"
    named = set(re.findall(rf"`((?:{folders})/[^`<>*… ]*)`", text)) | set(re.findall(r"\]\(([^)#:]+)\)", text))
    assert {path for path in named if not (ROOT / path).exists()} == set()
