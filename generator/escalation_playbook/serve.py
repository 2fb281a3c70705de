"""`serve`: build, show, and build again whenever a file is saved.

A save that breaks something leaves the last good site standing; open pages show what is wrong over it.
"""

from __future__ import annotations

import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from escalation_calculator.strings import t, tn
from escalation_playbook.interface import speaking
from escalation_playbook.preview import ADDRESS, Board, News, Server, clock
from escalation_playbook.terminal import excerpt, visible
from escalation_playbook.watch import changes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from escalation_playbook.report import Located

PORT = 8000
_PORTS = 10  # tried in a row when the first is taken
_NO_PORT = 65_536  # the first number that is none


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a build ended."""

    diagnostics: Sequence[Located]
    """All that was found, sorted."""
    built: bool
    """Whether the site is the one that the files describe now."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What its interface says instead of which English sentence."""


class PortError(Exception):
    """No port was free, or there is none of that number; the text is a sentence for the person."""


def serve(  # noqa: PLR0913 - each is a different thing
    root: Path,
    site: Path,
    rebuild: Callable[[], Outcome],
    *,
    watch: Sequence[Path],
    tell: Callable[[str], None],
    port: int = PORT,
    site_url: str = "",
) -> None:
    """Build the site, show it, and build it again after every save, until interrupted.

    Args:
        root: the project's folder; changed files are named relative to it.
        site: the folder with the site, which `rebuild` replaces.
        rebuild: builds the site, prints what it finds, and raises nothing for mistakes in files.
        watch: files and folders whose change calls for a build.
        tell: prints a line for the person at the terminal. The address is the last line after a build.
        port: the port to take, or the first free one after it.
        site_url: where the site will stand; its path is answered as well, because the page "not found" uses it.

    Raises:
        PortError: neither the port nor one of the next was free, or there is no such port.
    """
    board = Board(news=News(version=_version(), built=_last_built(site)))
    words: Mapping[str, str] = {}  # of the playbook when it was last whole: mistakes are told in English
    with _listen(port, site, board, tell, urlsplit(site_url).path or "/") as server, changes(watch) as wait:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            while True:
                started = time.monotonic()
                outcome = _survive(rebuild, tell)
                words = outcome.words if outcome.built else words
                with speaking(words):
                    board.post(_news(board.news, outcome))
                    tell(_ended(board.news, time.monotonic() - started))
                tell(f"http://{ADDRESS}:{server.server_address[1]}/")
                tell("\n" + _named(wait(), root))
        except KeyboardInterrupt:
            tell("")
        finally:
            server.shutdown()


def watched(root: Path) -> list[Path]:
    """What the site of the project in `root` is made of: its files, and the program's own where they lie in `root`."""
    package = Path(__file__).resolve().parent
    own = ("assets", "templates", "theme") if package.is_relative_to(root.resolve()) else ()
    return [root / "playbook", root / "kb", root / "mkdocs.yml", *(package / name for name in own)]


def _ended(news: News, seconds: float) -> str:
    """How a build ended, for the terminal."""
    if not news.failed:
        return t("Built in {{ seconds }} s.", seconds=f"{seconds:.1f}")
    if news.built:
        return t("Not built. The site is still the one of {{ time }}.", time=news.built)
    return t("Not built. There is no site yet.")


def _survive(rebuild: Callable[[], Outcome], tell: Callable[[str], None]) -> Outcome:
    """Build; a mistake of the program itself is told, and the server lives on until the next save."""
    try:
        return rebuild()
    except Exception:  # noqa: BLE001 - whatever it is, open pages keep the last good site
        tell(traceback.format_exc().rstrip())
        return Outcome(diagnostics=(), built=False)


def _listen(port: int, site: Path, board: Board, tell: Callable[[str], None], mount: str) -> Server:
    last = min(port + _PORTS, _NO_PORT) - 1
    if not 0 <= port <= last:
        raise PortError(f"There is no port {port}. The last is {_NO_PORT - 1}.")
    for each in range(port, last + 1):
        try:
            return Server(each, site, board, mount)
        except PermissionError:
            tell(f"Port {each} is not for everybody's programs.")
        except OSError:
            tell(f"Port {each} is taken by another program.")
    raise PortError(f"No port from {port} to {last} is free. Choose another with --port.")


def _news(last: News, outcome: Outcome) -> News:
    if outcome.built:
        return News(version=_version(), built=clock())
    errors = tuple(_mistake(found) for found in outcome.diagnostics if found.severity == "error")
    in_files = tn("{{ n }} file", "{{ n }} files", len({each["path"] for each in errors}))
    return News(
        version=last.version,
        built=last.built,
        failed=True,
        mistakes=errors,
        title=tn("{{ n }} mistake in {{ files }}", "{{ n }} mistakes in {{ files }}", len(errors), files=in_files)
        if errors
        else t("The site could not be built"),
        state=" ".join(filter(None, ("" if errors else t("The terminal says why."), _seen(last)))),
        hide=t("Hide"),
    )


def _seen(last: News) -> str:
    """What a page shows while it is over the last good version."""
    if last.built:
        return t(
            "You see the last good version, built at {{ time }}. The page returns by itself when the file is mended.",
            time=last.built,
        )
    return t("There is no version to show yet. The page appears by itself when the file is mended.")


def _mistake(found: Located) -> Mapping[str, object]:
    """What a page shows of a mistake: the same lines and caret as in the terminal."""
    return {
        "path": visible(found.path),
        "place": f"{visible(found.path)}:{found.line}:{found.column}" if found.line else visible(found.path),
        "code": found.code,
        "text": visible(f"{found.message} {found.mend}".strip()),
        "excerpt": excerpt(found, colour=False),
    }


def _last_built(site: Path) -> str:
    """Time of day at which the site that is already there was built; empty when there is none."""
    home = site / "index.html"
    return clock(home.stat().st_mtime) if home.is_file() else ""


def _version() -> str:
    return f"{time.time_ns():x}"


def _named(changed: Sequence[Path], root: Path) -> str:
    """The changed files; what an editor wrote and took away again is left out, unless nothing else changed."""
    kept = [path for path in changed if path.exists()] or changed
    home = root.absolute()
    return ", ".join(path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path) for path in kept)
