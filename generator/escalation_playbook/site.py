"""The site: pages become files for the site tool, its output becomes the finished site.

This is the only module, with the hook beside it, that knows the site tool's name.
"""

from __future__ import annotations

import logging
import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escalation_playbook import docs
from escalation_playbook.checking import examine
from escalation_playbook.index import SearchIndexError, index
from escalation_playbook.links import broken_links
from escalation_playbook.markup import MarkupError
from escalation_playbook.pages.page import PageContext
from escalation_playbook.policy import protect
from escalation_playbook.render import render_pages
from escalation_playbook.stamp import SHELL, list_in_sitemap, stamp
from escalation_playbook.swap import restore, swap
from escalation_playbook.terminal import format_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as ToolPage

    from escalation_playbook.checking import Checked
    from escalation_playbook.render import RenderedPage

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a notice of the theme's about the site tool's future


class SiteError(Exception):
    """The site could not be built; `messages` says why, one sentence each."""

    def __init__(self, *messages: str) -> None:
        """Keep the messages apart, so that each is shown on its own line."""
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `mkdocs.yml` says that pages must know."""

    name: str
    """Name of the site."""
    url: str
    """Address at which the site will stand, with a slash at its end; empty when not given."""
    repo_url: str
    """Address of the repository; empty when not given."""
    edit_uri: str
    """What stands between the repository's address and a file's path to edit it, such as `edit/main/`."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a site is made of."""

    pages: Sequence[RenderedPage]
    """All pages, those that are stamped among them."""
    lay: Sequence[Callable[[Path], None]] = ()
    """Called with the folder of the site while it is made, to lay further files in it."""


def assemble(root: Path, checked: Checked | None = None, now: datetime | None = None) -> Content:
    """Render the pages of the project in the folder `root`.

    Args:
        root: the project's folder.
        checked: its files as read and checked; read here when not given.
        now: the time that counts as the present; the clock's when not given.

    Raises:
        SiteError: the files hold mistakes; the message is what `playbook check` prints. Or `mkdocs.yml` is wrong.
    """
    checked = checked or examine(root)
    if checked.playbook is None:
        raise SiteError(format_text(checked.located, colour=False).rstrip())
    found = settings(root)
    edit_url = f"{found.repo_url}/{found.edit_uri}" if found.repo_url else ""
    context = PageContext(now=now or datetime.now(UTC), edit_url=edit_url)
    return Content(pages=render_pages(checked.playbook, context))


def settings(root: Path) -> Settings:
    """Read the settings of the project in the folder `root`.

    Raises:
        SiteError: `mkdocs.yml` is missing or wrong.
    """
    config = _configure(root)
    return Settings(
        name=config.site_name,
        url=config.site_url or "",
        repo_url=(config.repo_url or "").rstrip("/"),
        edit_uri=config.edit_uri or "",
    )


def build(root: Path, content: Content, place: Path | None = None) -> None:
    """Build the site of the project in `root` and put it at `place` (else where `mkdocs.yml` says) in one step.

    Args:
        root: the project's folder.
        content: pages and what is laid beside them.
        place: folder for the site.

    Raises:
        SiteError: nothing at `place` was changed.
    """
    new = root / "build" / "site"
    config = _configure(root)
    place = place or Path(config.site_dir)
    restore(new, place)
    config.site_dir = str(new)
    prepare(config, content)
    config.plugins.events["page_context"].append(mark_section)
    from mkdocs.commands.build import build as run  # noqa: PLC0415 - costs a third of a second, and only here

    with _plain_errors():
        run(config)
    finish(new, content)
    swap(new, place)


def prepare(config: MkDocsConfig, content: Content) -> None:
    """Write what the site tool will read, and keep the repository's address from the theme.

    The theme would ask the repository's host for its stars; the links to edit a page are in the pages already.

    Raises:
        SiteError: a page cannot be passed to the site tool.
    """
    fixed = [page for page in content.pages if not page.stamped]
    try:
        docs.write(Path(config.docs_dir), [*fixed, SHELL])
    except MarkupError as error:
        raise SiteError(str(error)) from error
    config.repo_url = config.edit_uri = config.edit_uri_template = None


def finish(site: Path, content: Content, *, guarded: bool = True) -> None:
    """Turn the site tool's output in the folder `site` into the finished site.

    Args:
        site: the folder.
        content: pages and what is laid beside them.
        guarded: whether pages get their security policy. The site tool's own server must go without.

    Raises:
        SiteError: a page holds what the policy would refuse, was changed on its way, or cannot be indexed.
    """
    try:
        _check(site, [page for page in content.pages if not page.stamped])
        if guarded:
            for path in sorted(site.rglob("*.html")):
                _protect(site, path)
        shell = site / SHELL.address / "index.html"
        cases = [page for page in content.pages if page.stamped]
        stamp(shell.read_text(encoding="utf-8"), cases, site)
        list_in_sitemap(site, cases)
        shutil.rmtree(shell.parent)
        for each in (_lay_assets, *content.lay):
            each(site)
        if broken := broken_links(content.pages, site):
            raise SiteError(*broken)
        index(site)
    except (MarkupError, SearchIndexError) as error:
        raise SiteError(str(error)) from error


def mark_section(context: Any, *, page: ToolPage, nav: Navigation, **_: object) -> Any:  # noqa: ANN401 - the tool's own
    """Show a page that is not in the navigation as part of the one it lies under: a case under the knowledge base."""
    for other in nav.pages:
        if other is not page and other.url:
            other.active = page not in nav.pages and page.url.startswith(other.url)
    page.active = True
    return context


def _protect(site: Path, path: Path) -> None:
    try:
        path.write_bytes(protect(path.read_text(encoding="utf-8")).encode())
    except MarkupError as error:
        raise MarkupError(f"{path.relative_to(site).as_posix()}: {error}") from error


def _check(site: Path, pages: Sequence[RenderedPage]) -> None:
    """Make sure that the site tool passed every page on as it was."""
    for page in (*pages, SHELL):
        path = site / page.address / "index.html"
        if not path.is_file() or docs.block(page) not in path.read_text(encoding="utf-8"):
            raise MarkupError(f"{page.address or 'the home page'}: the site tool changed the content of this page")


def _lay_assets(site: Path) -> None:
    with as_file(files("escalation_playbook") / "assets") as assets:
        if assets.is_dir():
            ignore = shutil.ignore_patterns("serve.*", "*.py", "__pycache__")
            shutil.copytree(assets, site / "assets" / "ep", dirs_exist_ok=True, ignore=ignore)


def _configure(root: Path) -> MkDocsConfig:
    from mkdocs.config import load_config  # noqa: PLC0415 - costs a third of a second, and only here

    with _plain_errors():
        return load_config(str(root / "mkdocs.yml"), hooks=[])


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Turn the site tool's warnings and errors into a `SiteError`; its logger stays quiet."""
    from mkdocs.exceptions import MkDocsException  # noqa: PLC0415

    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("mkdocs"), Listener(logging.WARNING)
    logger.addHandler(listener)
    try:
        yield
    except MkDocsException as error:
        raise SiteError(*(said or [error.format_message()])) from error
    finally:
        logger.removeHandler(listener)
