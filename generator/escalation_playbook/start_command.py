"""`playbook init` and `playbook new`: they ask, write, and print what was written and what is left to do."""

from __future__ import annotations

import shlex
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from escalation_playbook.check_command import FINE, UsageError, examined, print_located

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeVar

    from escalation_calculator.files import Kind
    from escalation_playbook.checking import Checked
    from escalation_playbook.prefill import Prefilled

    T = TypeVar("T")

_PUBLIC: Final = """\
Before others can read the site: the contacts of playbook/matrix.yml and every case stand in it. Pages ask search
engines to leave them out, which is no lock: whoever has the address can read them. `playbook build --public` leaves out
the contacts that the matrix keeps inside."""

_PURPOSES: Final = {
    "playbook/": "the rules: what is asked and what it counts, who does what by when, what is said",
    "kb/": "cases, with an example",
    "mkdocs.yml": "name, address and settings of the site",
    "requirements.txt": "what to install",
    "wheels/": "the generator itself, for whoever installs it",
    "schemas/": "what an editor completes and explains",
    ".vscode/": "the same, set up for VS Code",
    ".github/": "each change checked on GitHub, its site kept",
    ".gitlab-ci.yml": "the same on GitLab",
    ".pre-commit-config.yaml": "a check before each commit",
    "README.md": "how to go on",
    "build/": "what the site is made from, on its way there",
    ".gitignore": "what is made again, and not kept",
}
"""What is written at the top of a project → what it is for."""

KINDS: Final = (
    "case, criterion, message, variable, example, signal, synonym, page; and what there is once: model, matrix, "
    "workflow, communication, evidence, risk, taxonomy, categorisation, strings"
)
"""What `new` can begin, as its help says it: written out, for the help waits for nothing."""

_SCORED: Final = ("cases", "examples")
"""The kinds that hold answers and what came out of them."""


def init(arguments: argparse.Namespace) -> int:
    """Write a new project. What no option says is asked in a terminal, and taken as proposed elsewhere."""
    from escalation_playbook import init as starter  # noqa: PLC0415 - the parser answers without it

    folder: Path = arguments.directory / arguments.folder
    words = folder.resolve().name.replace("-", " ").replace("_", " ")
    name = (words if "escalation" in words.lower() else f"{words} escalations").strip().capitalize()
    try:
        project = starter.Project(
            name=_told(arguments.name, "Name of the site", name, starter.read_name),
            zone=_told(arguments.zone, "Time zone in which customers are told times", "UTC", starter.read_zone),
            segments=_told(
                arguments.segments,
                "Kinds of customer, the least urgent first, with commas between them",
                "Standard, Enterprise",
                starter.read_segments,
            ),
            repository=_told(
                arguments.repository, "Address of the repository (Enter: none yet)", "", starter.read_repository
            ),
            language=starter.read_language(arguments.language),
            bare=arguments.bare,
        )
    except starter.ProjectError as error:
        raise UsageError(str(error)) from error
    content = starter.project_files(project)
    written, left = starter.write(folder, content)
    print("Written:" if written else "Nothing was written.")
    for name in sorted({name.partition("/")[0] + "/" * ("/" in name) for name in written}):
        print(f"  {name:24} {_PURPOSES.get(name, '')}".rstrip())
    if left:
        print("\n".join(["Already there, and left as it is:", *(f"  {name}" for name in left)]))
    print(f"\n{_PUBLIC}")
    if not any(name.startswith(f"{starter.WHEELS}/") for name in content):
        print(
            f"\nrequirements.txt names the generator by its version. If it is in no package index of yours, put both\n"
            f"wheels into {starter.WHEELS}/ and the line “--find-links {starter.WHEELS}” before it."
        )
    print("\nNext:")
    if folder.resolve() != folder.cwd():
        print(f"  cd {shlex.quote(str(folder))}")
    print("  playbook serve                     the site; change a file, save, and it shows the change")
    print("  playbook check --strict            every mistake, with its line")
    print('  playbook new case "A few words"    a case of your own')
    print("Then put your own contacts into playbook/matrix.yml: those that stand there are made up.")
    return FINE


def new(arguments: argparse.Namespace) -> int:
    """Write the beginning of something new, then say what it lacks."""
    from escalation_playbook import new as adding  # noqa: PLC0415 - the parser answers without it

    root: Path = arguments.directory
    now = datetime.now(UTC)
    try:
        kind = adding.kind_of(arguments.kind)
        filled = _filled(kind, examined(root, cases=False), arguments.link, now)
        added = adding.add(root, kind, " ".join(arguments.words), filled, now)
    except adding.NewError as error:
        raise UsageError(str(error)) from error
    print(f"Written: {root / added.file}" + (f", line {added.line}" if added.line > 1 else ""))
    left = [each for each in examined(root).located if each.path == added.file and not 0 < each.line < added.line]
    if left:
        print("\nStill to do in it:\n")
        print_located(left, sys.stdout)
    else:
        print("Nothing is missing in it.")
    return FINE


def _filled(kind: Kind, checked: Checked, link: str | None, now: datetime) -> Prefilled:
    """What is known before anybody writes; without a link as much as a broken playbook allows."""
    from escalation_calculator.rules import Rules  # noqa: PLC0415 - the parser answers without it
    from escalation_playbook import prefill  # noqa: PLC0415

    if kind.name not in _SCORED:
        if link is not None:
            raise UsageError("Only a case or an example can begin with a link.")
        return prefill.Prefilled()
    if checked.playbook is None:
        if link is None:
            return _known_of_broken(kind, checked, now)
        print_located(checked.located, sys.stderr)
        raise UsageError("A link can be scored once these mistakes are mended.")
    model, zone = checked.playbook.model, checked.playbook.matrix.zone
    filled = (
        prefill.unscored(model, zone, now) if link is None else prefill.from_link(Rules(checked.playbook), link, now)
    )
    for notice in filled.notices:
        print(notice, file=sys.stderr)
    if link is not None and not filled.given["answers"]:
        raise UsageError("The link holds no answers to this model. Put it between quotes: a shell cuts it off at “&”.")
    return filled if kind.name == "cases" else prefill.together(filled)


def _known_of_broken(kind: Kind, checked: Checked, now: datetime) -> Prefilled:
    """What a playbook with mistakes elsewhere says of the answers; with mistakes in its model that nothing is known."""
    from escalation_calculator.files import decode_files  # noqa: PLC0415 - the parser answers without it
    from escalation_calculator.matrix import Matrix  # noqa: PLC0415
    from escalation_calculator.model import Model  # noqa: PLC0415
    from escalation_playbook import prefill  # noqa: PLC0415

    decoded = decode_files(checked.files)
    model, matrix = decoded.one(Model), decoded.one(Matrix)
    if model is None or matrix is None:
        print("Begun with less: what can be answered is known once model and matrix can be read.", file=sys.stderr)
        return prefill.Prefilled()
    known = prefill.unscored(model.value, matrix.value.zone, now)
    return known if kind.name == "cases" else prefill.together(known)


def _told(given: str | None, question: str, proposed: str, read: Callable[[str], T]) -> T:
    """What an option gives, else what is answered in a terminal, else what is proposed."""
    from escalation_playbook.init import ProjectError  # noqa: PLC0415 - the parser answers without it

    if given is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return read(proposed if given is None else given)
    while True:
        shown = f" [{proposed}]" if proposed else ""
        print(f"{question}{shown}: ", end="", flush=True)
        heard = sys.stdin.readline()
        if not heard:
            raise KeyboardInterrupt
        try:
            return read(heard.strip() or proposed)
        except ProjectError as error:
            print(error)
