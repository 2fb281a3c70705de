"""Filling: frames with their content, stamped cases and what lies beside them become the folder of a site."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Final

from escalation_playbook import docs, frames
from escalation_playbook.interface import SCRIPT, with_words
from escalation_playbook.links import MISSING, Linked, broken_links, linked
from escalation_playbook.made import Made
from escalation_playbook.pages.navigation import navigation
from escalation_playbook.render import LatePage
from escalation_playbook.shares import in_shares
from escalation_playbook.sitemap import sitemap
from escalation_playbook.stamp import SHELL, stamper
from escalation_playbook.tool import SiteError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from escalation_playbook.folder import Folder
    from escalation_playbook.render import RenderedPage

    Put = Callable[[str, bytes], object]

# What only the theme's own search would load, and maps of its scripts: nine tenths of its files.
_UNUSED: Final = re.compile(
    r"^assets/javascripts/(?:lunr|workers)/|^assets/.*\.map$|^\.(?:made-of|links)$|^sitemap\.xml"
)

_SHEET: Final = "ep.css"
"""The one style sheet of all pages, fetched once. Its parts stand apart to be read; this one goes first."""


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a site is made of."""

    pages: Sequence[RenderedPage]
    """Pages that are rendered."""
    late: Sequence[LatePage] = ()
    """Pages that are stamped, and rendered only if they are not there yet."""
    lay: Sequence[Callable[[Put], None]] = ()
    """Called while the site is made, with what takes the name of a further file and its content."""
    language: str = "en"
    """The language of the interface."""
    style: str = ""
    """The playbook's own style sheet, which goes last; empty without one."""
    days: Mapping[str, str] = field(default_factory=dict)
    """When the file of a page was last changed, as `2026-03-02` by the page's address, as far as it is known."""
    note: str = ""
    """What is less than it might be, a sentence for who builds the site; empty when nothing is."""
    until: datetime | None = None
    """From when on the pages would be others; None when that is not known."""

    @property
    def fixed(self) -> Sequence[RenderedPage]:
        """The pages that the site tool builds."""
        return [page for page in self.pages if not page.stamped]

    @property
    def stamped(self) -> Sequence[LatePage]:
        """The pages that are stamped."""
        return [*(_at_once(page) for page in self.pages if page.stamped), *self.late]

    @property
    def navigation(self) -> Sequence[Mapping[str, object]]:
        """The navigation over these pages, as the site tool takes it."""
        return navigation([page.address for page in self.pages])


def fill(  # noqa: PLR0913 - each is a different thing
    built: Path,
    site: Folder,
    content: Content,
    *,
    before: Mapping[str, Made],
    live: Path,
    tell: Callable[[int, int], None] | None = None,
) -> Mapping[str, Made]:
    """Make `site` the whole site but for the search.

    Args:
        built: the folder with the frames.
        site: where it is made.
        content: what it is made of.
        before: what the last build made.
        live: the site that stands; what would come out the same is taken from it.
        tell: is given how many of the cases that have to be made are done, and how many they are.

    Returns:
        What this build made.

    Raises:
        MarkupError: a page cannot be passed on.
        SiteError: a link leads nowhere.
    """
    framed = frames.linked(built)  # before they are filled: where the site tool runs by itself, it is the same folder
    fixed = {f"{page.address}index.html": page for page in content.fixed}
    shell = f"{SHELL.address}index.html"
    for path in sorted(path for path in built.rglob("*") if path.is_file()):
        name = path.relative_to(built).as_posix()
        if name in fixed:
            site.put(name, path.read_text("utf-8").replace(SHELL.html, docs.block(fixed[name]), 1).encode())
        elif not (name == shell or _UNUSED.search(name)):
            site.put(name, path.read_bytes())
    made = _stamp_all((built / shell).read_text("utf-8"), content.stamped, site, before=before, live=live, tell=tell)
    listed = (built / "sitemap.xml").read_text("utf-8")
    places = sitemap(listed, [page.address for page in content.stamped], content.days).encode()
    site.put("sitemap.xml", places)
    site.put("sitemap.xml.gz", gzip.compress(places, mtime=0))
    for each in (_lay_assets, *content.lay):
        each(site.put)
    if content.style:
        site.put("assets/ep/style.css", content.style.encode())
    site.settle()
    if broken := _broken(framed, site.path, content, made):
        raise SiteError(*broken)
    return made


def _broken(framed: Mapping[str, Linked], site: Path, content: Content, made: Mapping[str, Made]) -> Sequence[str]:
    """What is wrong with the links of the whole site: frames are read when they are made, cases when they are."""
    shell = framed[f"{SHELL.address}index.html"]
    url = next((each.removesuffix(SHELL.address) for each in shell.links if each.endswith(f"/{SHELL.address}")), "")
    pages = [linked(page).within(framed[f"{page.address}index.html"]) for page in content.fixed]
    cases = [_linked(page, made[_name(page)]) for page in content.stamped]
    common = {*shell.places}
    onward = {link[1:] for link in shell.links if link.startswith("#")} - common  # into the content
    for number, case in enumerate(cases):  # the frame is the same around all of them, but for the page's own address
        if not number or not common.isdisjoint(case.places) or not onward.issubset(case.places):
            links = [each.replace(SHELL.address, case.address) for each in shell.links]
            cases[number] = case.within(replace(shell, links=links))
    missing = [framed[MISSING]] if MISSING in framed else []
    return broken_links([*pages, *cases, *missing], site, url=url, beside=common)


def _stamp_all(  # noqa: PLR0913 - see fill
    shell: str,
    pages: Sequence[LatePage],
    site: Folder,
    *,
    before: Mapping[str, Made],
    live: Path,
    tell: Callable[[int, int], None] | None,
) -> dict[str, Made]:
    stamp, frame = stamper(shell), sha256(shell.encode()).hexdigest()

    def key(page: LatePage) -> str:
        return page.key and sha256(f"{page.key}{frame}".encode()).hexdigest()

    def stays(page: LatePage) -> bool:
        last = before.get(_name(page))
        if not (last and last.key and last.key == key(page)):
            return False
        return site.keep(_name(page), (last.size, last.changed), live)

    def make(page: LatePage) -> Made:
        rendered = page.render()
        size, changed = site.put(_name(page), stamp(rendered))
        found = linked(rendered)
        return Made(key=key(page), size=size, changed=changed, links=found.links, places=found.places)

    wanted = [page for page in pages if not stays(page)]
    told = partial(_tell_of, tell, len(wanted)) if tell else None
    made = {_name(page): one for page, one in zip(wanted, in_shares(make, wanted, told), strict=True)}
    if told:
        told(len(wanted))
    for page in wanted:
        site.take(_name(page))  # another process may have put it there
    return {name: made.get(name) or before[name] for name in map(_name, pages)}


def _tell_of(tell: Callable[[int, int], None], count: int, done: int) -> None:
    tell(min(done, count), count)


def _name(page: LatePage) -> str:
    """The file of a page."""
    return f"{page.address}index.html"


def _at_once(page: RenderedPage) -> LatePage:
    """A page that is rendered already."""
    return LatePage(address=page.address, title=page.title, source=page.source, key="", render=lambda: page)


def _linked(page: LatePage, made: Made) -> Linked:
    return Linked(address=page.address, title=page.title, source=page.source, links=made.links, places=made.places)


def _lay_assets(put: Put) -> None:
    with as_file(files("escalation_playbook") / "assets") as assets:
        ours = sorted(path for path in assets.rglob("*") if path.is_file() and path.stem != "serve")
        sheets = sorted((path for path in ours if path.suffix == ".css"), key=lambda path: path.name != _SHEET)
        for path in (path for path in ours if path not in sheets):
            content = path.read_bytes()
            if path.name == SCRIPT:
                content = with_words(content.decode()).encode()
            put(f"assets/ep/{path.relative_to(assets).as_posix()}", content)
        put(f"assets/ep/{_SHEET}", b"\n".join(path.read_bytes() for path in sheets))
