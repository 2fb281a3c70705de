"""What must hold of a playbook with a broken file: its mistakes are told, and nothing else happens."""

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import FrameType

from escalation_calculator import wire
from escalation_playbook import docs, tool
from escalation_playbook.annotations import as_data, as_github, as_gitlab
from escalation_playbook.checking import Checked, examine
from escalation_playbook.pages import all_pages
from escalation_playbook.pages.foot import foot_of
from escalation_playbook.pages.page import PageContext
from escalation_playbook.public import public
from escalation_playbook.render import environment, render
from escalation_playbook.report import Located
from escalation_playbook.site import _for_browser
from escalation_playbook.source import site_address
from escalation_playbook.terminal import format_text
from escalation_playbook.text_places import split_lines
from fuzz_mutations import Broken

TODAY = date(2026, 11, 21)
NOW = datetime.fromisoformat("2026-11-21T09:00+01:00")
CONTEXT = PageContext(now=NOW, edit_url="https://example.com/o/r/edit/main/")
TEMPLATES = environment()

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would do something to a terminal, except the end of a line; and what no file can hold."""


class TooLongError(Exception):
    """It took more time than it may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Stop what takes more of the processor's seconds; time in which the process waits or is stopped does not count.

    Raises:
        TooLongError: where it was at that time.
    """

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def check_broken(broken: Broken) -> Checked | None:
    """Put the broken file in its place, check the playbook, show what is found in each format, and bring it back.

    Of the site's settings it is only asked that they are read, or refused with a sentence; None then.

    Raises:
        AssertionError: What is told of it is not as it must be.
    """
    path = broken.file.path
    path.write_bytes(broken.data)
    try:
        if path.name == "mkdocs.yml":
            return check_settings(broken.file.root)
        checked = examine(broken.file.root, today=TODAY)
    finally:
        path.write_bytes(broken.file.data)
    found = checked.located
    assert (checked.playbook is None) == any(each.severity == "error" for each in found)
    lines = split_lines(broken.data.decode("utf-8-sig", errors="replace"))
    for each in found:
        check_place(each, broken, lines)
    check_shown(checked)
    return checked


def check_settings(root: Path) -> None:
    """The settings of the site are read, or refused."""
    assert isinstance(site_address(root), str)
    try:
        tool.settings(root)
    except tool.SiteError as error:
        assert error.messages  # noqa: PT017  # either is right


def check_place(each: Located, broken: Broken, lines: list[str]) -> None:
    """It is told as a sentence, at a place that is in the file."""
    assert each.message.endswith((".", "?")), each
    if each.line == 0:
        assert (each.column, each.end_column, each.source_line, each.above) == (0, 0, "", ()), each
        return
    if each.path == broken.file.name:
        assert each.line <= len(lines), each
        assert each.source_line == lines[each.line - 1], each
    assert 1 <= each.column <= len(each.source_line) + 1, each
    assert each.column < each.end_column <= len(each.source_line) + 2, each


def check_shown(checked: Checked) -> None:
    """Every format can be written and read, and tells of every mistake that it has room for."""
    found = checked.located
    text = format_text(found, colour=True)
    assert bool(text) == bool(found)
    assert not _STEERS.search(_COLOUR.sub("", text))
    assert len(json.loads(as_data(found, TODAY).encode())["findings"]) == len(found)
    assert len(json.loads(as_gitlab(found).encode())) == len(found)
    commands = as_github(found).encode().decode()
    assert commands.count("\n") == commands.count("\n::") + bool(found)


def use(checked: Checked) -> None:
    """Score with a playbook that has no errors, fill its messages, and build its pages; those of the program apart.

    Raises:
        AssertionError: The calculator does not take it, or a page is none.
    """
    assert public(checked).playbook is not None
    assert checked.playbook is not None
    for page in all_pages(checked.playbook, CONTEXT):
        if page.source:
            rendered = render(page, foot_of(page, checked.playbook, CONTEXT), TEMPLATES)
            assert docs.document(rendered)
    _score(checked)


def _score(checked: Checked) -> None:
    playbook = checked.playbook
    assert playbook is not None
    loaded = _asked(do="load", playbook=json.loads(_for_browser(checked).encode()), checked=True)
    assert loaded["ok"], loaded
    tickets = [case.scoring.known for case in playbook.cases] + [each.known for each in playbook.examples] + [{}]
    messages = playbook.messages or [None]
    for number, answers in enumerate(tickets):
        message = messages[number % len(messages)]
        told = {"message": str(message.id), "language": next(iter(message.translations), "")} if message else {}
        scored = _asked(do="score", answers=dict(answers), now=NOW.isoformat(), zone="Asia/Kathmandu", **told)
        assert scored["ok"], scored
        again = _asked(do="score", link=scored["fragment"], now=NOW.isoformat())
        assert again["ok"], again
    _asked(do="suggest", text=" ".join(case.summary for case in playbook.cases))


def _asked(**request: object) -> dict[str, object]:
    reply = json.loads(wire.evaluate(json.dumps(request)))
    assert isinstance(reply, dict)
    return reply
