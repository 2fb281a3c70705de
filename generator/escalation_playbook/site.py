"""The site: a checked playbook becomes pages, pages become files for the site tool, its output the finished site."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from escalation_calculator.files import CASES, EXAMPLES, PAGES, SIGNALS, SYNONYMS, WORKFLOW
from escalation_calculator.reading import REVIEW
from escalation_playbook import browser, docs, runtime, tool
from escalation_playbook.checking import examine
from escalation_playbook.entries import FILE, search_file
from escalation_playbook.index import SearchIndexError, index
from escalation_playbook.links import broken_links
from escalation_playbook.markup import MarkupError
from escalation_playbook.pages.navigation import navigation
from escalation_playbook.pages.page import PageContext
from escalation_playbook.policy import protect
from escalation_playbook.public import public
from escalation_playbook.render import render_pages
from escalation_playbook.stamp import SHELL, list_in_sitemap, stamp
from escalation_playbook.swap import alone, restore, swap
from escalation_playbook.terminal import format_text
from escalation_playbook.tool import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from escalation_calculator.playbook import Playbook
    from escalation_playbook.checking import Checked
    from escalation_playbook.render import RenderedPage

_NOT_SCORED: Final = (CASES, EXAMPLES, SIGNALS, SYNONYMS, PAGES, WORKFLOW)

__all__ = ["Content", "SiteError", "assemble", "build", "finish", "prepare"]


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a site is made of."""

    pages: Sequence[RenderedPage]
    """All pages, those that are stamped among them."""
    lay: Sequence[Callable[[Path], None]] = ()
    """Called with the folder of the site while it is made, to lay further files in it."""

    @property
    def navigation(self) -> Sequence[Mapping[str, object]]:
        """The navigation over these pages, as the site tool takes it."""
        return navigation([page.address for page in self.pages])


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
    if checked.playbook is not None and (for_public or settings.public):
        checked = public(checked)
    if checked.playbook is None:
        raise SiteError(format_text(checked.located, colour=False).rstrip())
    context = PageContext(now=now or datetime.now(UTC), edit_url=settings.edit_url)
    try:
        bundle = partial(browser.lay, runtime.find(root), _for_browser(checked), _zones(checked.playbook))
    except runtime.RuntimeMissingError as error:
        raise SiteError(str(error)) from error
    aside: Sequence[Callable[[Path], None]] = () if settings.search_engines else (_keep_robots_out,)
    images = partial(_lay_images, root, [f"{CASES}{c.id}/{i.file}" for c in checked.playbook.cases for i in c.images])
    pages = render_pages(checked.playbook, context)
    entries = partial(_lay_entries, search_file(pages, [each.words for each in checked.playbook.synonyms]))
    return Content(pages=pages, lay=[bundle, images, entries, partial(_lay_files, pages), *aside])


def build(root: Path, content: Content, place: Path | None = None) -> None:
    """Build the site of the project in `root` and put it at `place` (else where `mkdocs.yml` says) in one step.

    Args:
        root: the project's folder.
        content: pages and what is laid beside them.
        place: folder for the site.

    Raises:
        SiteError: nothing at `place` was changed.
    """
    config = tool.configure(root)
    place = (place or Path(config.site_dir)).resolve()  # a link to a folder stays one, and the folder is replaced
    if place.exists() and any(place.iterdir()) and not (place / "pagefind").is_dir():
        raise SiteError(f"“{place}” holds something else than a site. Name a folder that is empty or not there yet.")
    with alone(root / "build"):
        new = _beside(place, root / "build" / "site")
        restore(new, place)
        config.site_dir = str(new)
        prepare(Path(config.docs_dir), content)
        tool.settle(config, content.navigation)
        tool.run(config)
        finish(new, content)
        swap(new, place)


def _beside(place: Path, usual: Path) -> Path:
    """Where the site is made: in the folder for what is generated, or next to its place if that is another disk."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.parent.stat().st_dev == usual.parent.stat().st_dev:
        return usual
    return place.with_name(f".{place.name}.new")


def prepare(folder: Path, content: Content) -> None:
    """Write what the site tool will read into `folder`.

    Raises:
        SiteError: a page cannot be passed to the site tool.
    """
    try:
        docs.write(folder, [*(page for page in content.pages if not page.stamped), SHELL])
    except MarkupError as error:
        raise SiteError(str(error)) from error


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
    cases = [page for page in content.pages if page.stamped]
    shell = site / SHELL.address / "index.html"
    try:
        _check(site, [page for page in content.pages if not page.stamped])
        if guarded:
            for path in sorted(site.rglob("*.html")):
                _protect(site, path)
        stamp(shell.read_text(encoding="utf-8"), cases, site)
        list_in_sitemap(site, cases)
        shutil.rmtree(shell.parent)
        _drop_unused(site)
        for each in (_lay_assets, *content.lay):
            each(site)
        if broken := broken_links(content.pages, site):
            raise SiteError(*broken)
        index(site)
    except (MarkupError, SearchIndexError) as error:
        raise SiteError(str(error)) from error


def _check(site: Path, pages: Sequence[RenderedPage]) -> None:
    """Make sure that the site tool passed every page on as it was."""
    for page in (*pages, SHELL):
        path = site / page.address / "index.html"
        if not path.is_file() or docs.block(page) not in path.read_text(encoding="utf-8"):
            raise MarkupError(f"{page.address or 'the home page'}: the site tool changed the content of this page")


def _protect(site: Path, path: Path) -> None:
    try:
        path.write_bytes(protect(path.read_text(encoding="utf-8")).encode())
    except MarkupError as error:
        raise MarkupError(f"{path.relative_to(site).as_posix()}: {error}") from error


def _drop_unused(site: Path) -> None:
    """Remove what only the theme's own search would load, and maps of its scripts: nine tenths of its files."""
    for name in ("lunr", "workers"):
        shutil.rmtree(site / "assets" / "javascripts" / name, ignore_errors=True)
    for path in (site / "assets").rglob("*.map"):
        path.unlink()


def _lay_assets(site: Path) -> None:
    with as_file(files("escalation_playbook") / "assets") as assets:
        shutil.copytree(assets, site / "assets" / "ep", dirs_exist_ok=True, ignore=shutil.ignore_patterns("serve.*"))


def _lay_files(pages: Sequence[RenderedPage], site: Path) -> None:
    """Lay what scripts of the pages fetch beside them."""
    for page in pages:
        for name, text in page.files.items():
            (site / page.address / name).write_bytes(text.encode())


def _lay_entries(entries: str, site: Path) -> None:
    (site / FILE).write_bytes(entries.encode())


def _keep_robots_out(site: Path) -> None:
    """Every page says it for itself, too: this file counts only at the top of a host."""
    (site / "robots.txt").write_bytes(b"User-agent: *\nDisallow: /\n")


def _lay_images(root: Path, names: Sequence[str], site: Path) -> None:
    """Lay the pictures of cases beside their pages."""
    for name in names:
        shutil.copyfile(root / name, site / name)


def _for_browser(checked: Checked) -> str:
    """The files that score a ticket, as the calculator takes them; nothing of the past, no signal, no workflow."""
    data = {name: _without_review(data) for name, data in checked.files.items() if not name.startswith(_NOT_SCORED)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))  # in the order written


def _without_review(data: object) -> object:
    return {key: value for key, value in data.items() if key != REVIEW} if isinstance(data, dict) else data


def _zones(playbook: Playbook) -> list[str]:
    return sorted({playbook.matrix.zone, *(role.zone for role in playbook.matrix.roles)})
