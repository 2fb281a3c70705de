"""The command `playbook`: init, new, check, build, serve, schema, signal, score.

Exit codes: 0 all is fine, 1 mistakes were found in the files, 2 the command was used wrongly or lacks something it
needs; of `signal` also 3 something is raised, 4 a person has to look. Nothing that needs the site tool is imported
before a site is built, so that scoring answers at once.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from escalation_playbook import start_command
from escalation_playbook.build_command import build
from escalation_playbook.check_command import FINE, UsageError, check, day, lenient, say_error
from escalation_playbook.score_command import score
from escalation_playbook.serve_command import port, serve
from escalation_playbook.signal_command import signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

USAGE: Final = 2
_INTERRUPTED: Final = 130
_PIPE_CLOSED: Final = 141


class _Parser(argparse.ArgumentParser):
    """Tells a wrong word together with the word that was likely meant."""

    def error(self, message: str) -> NoReturn:
        choice = re.search(r"invalid choice: '(.*?)' \(choose from (.*)\)$", message)
        if choice:
            known = re.findall(r"[\w-]+", choice[2])
            message = f"“{choice[1]}” is none of {', '.join(known)}{_meant(choice[1], known)}"
        raise UsageError(re.sub("^argument [^:]*: (?=“)", "", message))  # a sentence of ours says what it is about


def _meant(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, [each for each in known if each != word], n=1)
    return f"; did you mean “{close[0]}”?" if close else "."


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:  # noqa: SLF001 - there is no other way to list options
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for each in action.choices.values():
                yield from each._actions  # noqa: SLF001


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        lenient(stream)
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except UsageError as error:
        return _wrong(str(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        # the reader is gone, and so must be what is still buffered
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _wrong(f"{where}{error.strerror or error}")
    except Exception as error:
        if os.environ.get("PLAYBOOK_TRACEBACK"):
            raise
        kind = f"{type(error).__name__}: {error}"
        return _wrong(f"The program made a mistake ({kind}). PLAYBOOK_TRACEBACK=1 shows where.")
    return code


def _wrong(sentence: str) -> int:
    say_error(sentence)
    return USAGE


def _run(argv: Sequence[str]) -> int:
    parser = _parser()
    try:
        arguments, rest = parser.parse_known_args(argv)
    except SystemExit:  # --help has been printed
        return FINE
    if arguments.command == "score":  # answers may stand between and behind the options
        arguments.answer += [word for word in rest if not word.startswith("-")]
        rest = [word for word in rest if word.startswith("-")]
    if rest:
        known = [option for action in _actions(parser) for option in action.option_strings]
        raise UsageError(f"“{rest[0]}” is not understood{_meant(rest[0], known)}")
    if arguments.version:
        return _version()
    if arguments.command is None:
        parser.print_help()
        return USAGE
    arguments.directory = getattr(arguments, "directory", Path())
    run: Callable[[argparse.Namespace], int] = arguments.run
    return run(arguments)


def _parser() -> _Parser:
    where = _Parser(add_help=False)
    where.add_argument(
        "-C",
        "--directory",
        metavar="DIR",
        type=Path,
        default=argparse.SUPPRESS,
        help="the folder with playbook/ and kb/ (default: this one)",
    )
    about = "Customer-escalation rules as code: check them, build their site, score a ticket."
    parser = _Parser(prog="playbook", description=about, parents=[where], allow_abbrev=False)
    parser.add_argument("--version", action="store_true", help="print the versions of all parts")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> Callable[..., argparse.Action]:
        made = commands.add_parser(name, parents=[where], help=about, description=about, allow_abbrev=False)
        made.set_defaults(run=run)
        return made.add_argument

    option = command("check", check, "Check all files and print every mistake with its place.")
    option(
        "--format",
        choices=("text", "github", "gitlab", "json"),
        default="text",
        help="how to print: for people, a code host or programs",
    )
    option("--strict", action="store_true", help="let warnings count as mistakes")
    option("--on", metavar="DATE", type=day, help="check as on this day: 2026-03-02 (default: today in UTC)")
    option = command("build", build, "Check all files, then build the site.")
    option("--site", metavar="DIR", type=Path, help="the folder for the site (default: as mkdocs.yml says)")
    option("--public", action="store_true", help="leave out the contacts that are kept inside")
    option = command("serve", serve, "Build the site, show it, and build it again after every save.")
    option("--port", type=port, default=8000, help="the port, or the first free one after it (default: 8000)")
    option = command("schema", _schema, "Write the JSON Schemas by which an editor completes and explains.")
    folder = "the folder for them, made if need be (default: schemas)"
    option("folder", nargs="?", metavar="DIR", type=Path, default=Path("schemas"), help=folder)
    option = command("init", start_command.init, "Write a new playbook into a folder; nothing in it is overwritten.")
    option("folder", nargs="?", metavar="DIR", type=Path, default=Path(), help="the folder (default: this one)")
    option("--name", help="name of the site")
    option("--zone", help="time zone in which customers are told times: Europe/Berlin")
    option("--segments", metavar="A,B", help="kinds of customer, the least urgent first")
    option("--repository", metavar="URL", help="address of the repository")
    option("--language", metavar="TAG", default="en", help="language of the interface: de (default: en)")
    option("--bare", action="store_true", help="only what the site needs: no case, no recipes, nothing for editors")
    option = command("new", start_command.new, "Begin a case, a criterion, a message: a file or an entry to fill in.")
    option("kind", metavar="KIND", help=f"what to begin: {start_command.KINDS}")
    option("words", nargs="*", metavar="WORDS", help="what it is, in a few words; its id is made of them")
    option(
        "--from", dest="link", metavar="LINK", help="a link from the calculator: its answers and times are filled in"
    )
    option = command(
        "signal",
        signal,
        "Say what an event of a tool raises. Exit codes: 0 nothing, 3 something, 4 a person has to look.",
    )
    option("event", metavar="FILE", help="the JSON of one event; - reads it from a pipe")
    option("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    option("--at", metavar="TIME", help="look at the event as at this time: 2026-03-02T09:42Z (default: now)")
    option = command("score", score, "Score a ticket. Without answers, in a terminal, the questions are asked.")
    option("answer", nargs="*", metavar="name=value", help="an answer: severity=critical, users_affected=40")
    option("--answers", metavar="FILE", help="a file with answers in YAML or JSON; - reads it from a pipe")
    option(
        "--ticket",
        metavar="FILE",
        help="a ticket's text: show what it suggests, and ask before it counts; - for a pipe",
    )
    option("--accept-suggestions", action="store_true", help="take all that the ticket suggests without being asked")
    option("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    option("--at", metavar="TIME", help="when the ticket was classified: 2026-03-02T09:42, or now")
    option("--now", metavar="TIME", help="look at the clocks as if it were this time")
    option("--message", metavar="ID", default="", help="the message to fill (default: the one that the priority names)")
    option("--evidence", metavar="ID,ID", default="", help="the evidence that is there: error-logs,steps")
    option("--channel", metavar="CHANNEL", default="email", help="what to fill it for: email, chat … (default: email)")
    option("--language", metavar="TAG", default="", help="the language to fill it in: de (default: the playbook's own)")
    option("--zone", metavar="ZONE", help="the time zone for all times: Europe/Berlin (default: as the matrix says)")
    return parser


def _version() -> int:
    from importlib.metadata import version  # noqa: PLC0415 - slow, and only here

    from escalation_calculator.identity import sources_hash  # noqa: PLC0415

    print(f"playbook {version('escalation-playbook')}")
    print(f"calculator {version('escalation-calculator')}")
    print(f"Python {sys.version.split()[0]}")
    print(f"sources sha256 {sources_hash()}")
    return FINE


def _schema(arguments: argparse.Namespace) -> int:
    from escalation_playbook.schema import schemas  # noqa: PLC0415 - the parser answers without it

    folder: Path = arguments.directory / arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)
    return FINE


if __name__ == "__main__":
    sys.exit(main())
