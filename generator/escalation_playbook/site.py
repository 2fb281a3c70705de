"""The site: a checked playbook becomes pages, pages become files for the site tool, its output the finished site."""

from __future__ import annotations

import errno
import json
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CASES, EXAMPLES, PAGES, SIGNALS, STRINGS, SYNONYMS, WORKFLOW
from escalation_calculator.reading import REVIEW
from escalation_calculator.strings import spoken
from escalation_playbook import browser, commits, docs, frames, made, runtime, tool
from escalation_playbook.checking import examine
from escalation_playbook.entries import FILE, search_file
from escalation_playbook.fill import Content, fill
from escalation_playbook.folder import Folder
from escalation_playbook.index import SEARCH, SearchIndexError, index
from escalation_playbook.interface import for_calculator
from escalation_playbook.markup import MarkupError
from escalation_playbook.memory import Memory
from escalation_playbook.pages.page import PageContext
from escalation_playbook.pages.until import stands_until
from escalation_playbook.public import public
from escalation_playbook.render import prepare_pages
from escalation_playbook.stamp import SHELL
from escalation_playbook.swap import alone, restore, swap
from escalation_playbook.terminal import format_text
from escalation_playbook.tool import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from escalation_calculator.playbook import Playbook
    from escalation_playbook.checking import Checked
    from escalation_playbook.fill import Put
    from escalation_playbook.render import RenderedPage

_NOT_SCORED: Final = (CASES, EXAMPLES, SIGNALS, STRINGS, SYNONYMS, PAGES, WORKFLOW)

__all__ = ["Content", "SiteError", "assemble", "build", "finish", "prepare"]


def assemble(
    root: Path, checked: Checked | None = None, now: datetime | None = None, *, for_public: bool = False
) -> Content:
    """Render the pages of the project in the folder `root`.

    Args:
        root: the project's folder.
        checked: its files as read and checked; read here when not given.
        now: the time that counts as the present; the clock's when not given.
        for_public: whether contacts that are kept inside are left out, also where the settings do not ask for it.

    Raises:
        SiteError: the files hold mistakes; the message is what `playbook check` prints. Or `mkdocs.yml` is wrong,
            or the browser's Python is not prepared.
    """
    checked = checked or examine(root)
    settings = tool.settings(root)
    said = commits.read(root, root / "build" / "commits.json")
    if checked.playbook is not None and (for_public or settings.public):
        checked, said = public(checked), said.without_words()
    if checked.playbook is None:
        raise SiteError(format_text(checked.located, colour=False).rstrip())
    now = now or datetime.now(UTC)
    context = PageContext(
        now=now,
        edit_url=settings.edit_url,
        repo_url=settings.repo_url,
        site_url=settings.url,
        suggestions=settings.suggestions,
        commits=said,
    )
    try:
        bundle = partial(browser.lay, runtime.find(root), _for_browser(checked), _zones(checked.playbook))
    except runtime.RuntimeMissingError as error:
        raise SiteError(str(error)) from error
    aside: Sequence[Callable[[Put], None]] = () if settings.search_engines else (_keep_robots_out,)
    images = partial(_lay_images, root, [f"{CASES}{c.id}/{i.file}" for c in checked.playbook.cases for i in c.images])
    program = f"{made.program()}{sorted(spoken().items())}"
    kept = Memory(root / "build" / "pages.jsonl", program)
    pages, late = prepare_pages(checked.playbook, context, program, checked.files, kept)
    entries = search_file(pages, [each.words for each in checked.playbook.synonyms], kept)
    kept.keep()
    beside: Sequence[Callable[[Put], None]]
    beside = (bundle, images, partial(_lay_entries, entries), partial(_lay_files, pages), *aside)
    language = checked.playbook.strings.language
    sources = [*((page.address, page.source) for page in pages), *((page.address, page.source) for page in late)]
    days = {address: found[1].day.isoformat() for address, source in sources if (found := said.latest(source))}
    return Content(
        pages=pages,
        late=late,
        lay=beside,
        language=language,
        style=checked.style,
        days=days,
        note=said.note,
        until=stands_until(checked.playbook, now),
    )


def build(  # noqa: PLR0913 - each is a different thing
    root: Path,
    content: Content,
    place: Path | None = None,
    *,
    indexed: bool = True,
    say: Callable[[str], None] = lambda _: None,
    tell: Callable[[int, int], None] | None = None,
) -> Path:
    """Build the site of the project in `root` and put it at `place` (else where `mkdocs.yml` says) in one step.

    Args:
        root: the project's folder.
        content: pages and what is laid beside them.
        place: folder for the site.
        indexed: whether its search is of this build, too; else it keeps an older index until `index_again`.
        say: is given what is done next, in words.
        tell: is given how many of the pages of cases are written, and how many there are to write.

    Returns:
        Where it lies.

    Raises:
        SiteError: nothing at `place` was changed.
    """
    config = tool.configure(root)
    place = (place or Path(config.site_dir)).resolve()  # a link to a folder stays one, and the folder is replaced
    if place.exists() and any(place.iterdir()) and not (place / SEARCH).is_dir():
        raise SiteError(f"“{place}” holds something else than a site. Name a folder that is empty or not there yet.")
    waits = partial(say, "Waiting for another build in this folder")
    with alone(root / "build", waits), _plainly(), _beside(place, root / "build" / "site") as new:
        restore(new, place)
        prepare(Path(config.docs_dir), content)
        tool.settle(config, content.navigation, content.language, styled=bool(content.style))
        built = root / "build" / "frames"
        config.site_dir = str(built)
        frames.make(built, content.fixed, tool.made_of(config), partial(tool.run, config))
        say("Writing the site")
        known = root / "build" / "made.json"
        made_now = fill(built, Folder(new, keep=SEARCH), content, before=made.read(known), live=place, tell=tell)
        made.write(known, made_now)
        stands = (place / SEARCH).is_dir()
        if indexed:
            say("Writing the index of the search")
            if not index(new, new / SEARCH, place / SEARCH):
                shutil.copytree(place / SEARCH, new / SEARCH)
        elif not (new / SEARCH).is_dir():
            shutil.copytree(place / SEARCH, new / SEARCH) if stands else (new / SEARCH).mkdir()
        try:
            swap(new, place)
        except OSError as error:
            if error.errno != errno.EBUSY:
                raise
            raise SiteError(f"“{place}” is where a disk is mounted: name a folder in it for the site.") from error
        if stands and not indexed:
            swap(new / SEARCH, place / SEARCH)  # the newest that there is: the other is of the site before the last
    return place


def index_again(root: Path, place: Path) -> None:
    """Write the index of the search for the site at `place` beside it, then put it there in one step, if it is another.

    Raises:
        SearchIndexError: the site keeps the index it has.
    """
    new = root / "build" / SEARCH
    if index(place, new, place / SEARCH):
        with alone(root / "build"):  # a build may be putting another site there
            swap(new, place / SEARCH)


@contextmanager
def _beside(place: Path, usual: Path) -> Iterator[Path]:
    """Where the site is made: in the folder for what is generated, or next to its place if that is another disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.parent.stat().st_dev == usual.parent.stat().st_dev:
        yield usual
        return
    new = place.with_name(f".{place.name}.new")
    try:
        yield new
    finally:  # nothing is left on a disk that holds only sites, which may be full
        shutil.rmtree(new, ignore_errors=True)


def prepare(folder: Path, content: Content) -> None:
    """Write what the site tool will read into `folder`.

    Raises:
        SiteError: a page cannot be passed to the site tool.
    """
    with _plainly():
        docs.write(folder, [*content.fixed, SHELL])


def finish(site: Path, content: Content, *, guarded: bool = True) -> None:
    """Turn the site tool's output in the folder `site` into the finished site.

    Args:
        site: the folder.
        content: pages and what is laid beside them.
        guarded: whether pages get their security policy. The site tool's own server must go without.

    Raises:
        SiteError: a page holds what the policy would refuse, was changed on its way, has a link that leads nowhere,
            or cannot be indexed.
    """
    with _plainly():
        frames.cut(site, content.fixed, guarded=guarded)
        fill(site, Folder(site, keep=SEARCH), content, before={}, live=site)
        index(site, site / SEARCH)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except (MarkupError, SearchIndexError) as error:
        raise SiteError(str(error)) from error


def _lay_files(pages: Sequence[RenderedPage], put: Put) -> None:
    """Lay what scripts of the pages fetch beside them."""
    for page in pages:
        for name, text in page.files.items():
            put(f"{page.address}{name}", text.encode())


def _lay_entries(entries: str, put: Put) -> None:
    put(FILE, entries.encode())


def _keep_robots_out(put: Put) -> None:
    """Every page says it for itself, too: this file counts only at the top of a host."""
    put("robots.txt", b"User-agent: *\nDisallow: /\n")


def _lay_images(root: Path, names: Sequence[str], put: Put) -> None:
    """Lay the pictures of cases beside their pages."""
    for name in names:
        put(name, (root / name).read_bytes())


def _for_browser(checked: Checked) -> str:
    """The files that score a ticket, as the calculator takes them; nothing of the past, no signal, no workflow."""
    data = {name: _without_review(data) for name, data in checked.files.items() if not name.startswith(_NOT_SCORED)}
    if words := for_calculator():
        data[STRINGS] = {"strings": words}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))  # in the order written


def _without_review(data: object) -> object:
    return {key: value for key, value in data.items() if key != REVIEW} if isinstance(data, dict) else data


def _zones(playbook: Playbook) -> list[str]:
    return sorted({playbook.matrix.zone, *(role.zone for role in playbook.matrix.roles)})
