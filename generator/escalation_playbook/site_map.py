"""The site map: the pages that there will be and the places on them, so that a dead link is told in its text."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from escalation_calculator.diagnostics import shortened, suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

_CALCULATOR: Final = "calculator/"


@dataclass(frozen=True, kw_only=True)
class SiteMap:
    """The pages, before there are any."""

    places: Mapping[str, Collection[str]]
    """The ids that can be linked to on each page, by the page's address from the site's home."""
    shown: Mapping[str, str]
    """The address of the page that shows the prose of a file, by the name of the file or of its folder with a `/`."""
    late: Callable[[], Mapping[str, Collection[str]]] = dict
    """Tells of pages to which few links lead, and which take time to tell: asked only for a page not known so far."""

    def dead(self, link: str, file: str) -> tuple[str, str] | None:
        """Why a link in the prose of `file` leads nowhere, and what to do; None when it leads somewhere.

        Args:
            link: An address without a scheme, from the site's home; one of `#` and an id stays on the page.
            file: Where it is written.
        """
        if not link:
            return "A link has no address.", "Write it between the parentheses, as in “criteria/”."
        parts = urlsplit(link)
        page = self.page_of(file) if link.startswith("#") else _page(unquote(parts.path))
        said = shortened(unquote(link))
        places = self._places(page)
        if places is None:
            return f"“{said}” leads to no page.", suggestion(unquote(parts.path), filter(None, self.places))
        place = unquote(parts.fragment)
        if not place or place in places or (page == _CALCULATOR and "=" in place):
            return None  # the calculator keeps its answers behind the "#"
        return f"“{said}” leads to no place on its page.", suggestion(place, places)

    def _places(self, page: str | None) -> Collection[str] | None:
        if page is None:
            return None
        return self.places[page] if page in self.places else self.late().get(page)

    def page_of(self, file: str) -> str | None:
        """The address of the page that shows the prose of a file; None when no page does."""
        return self.shown.get(file, self.shown.get(file[: file.rfind("/") + 1]))


def _page(path: str) -> str:
    """The address as pages have it; one that cannot be a page's stays as it is."""
    if not path or path.endswith(("/", "/.")) or path == ".":
        plain = posixpath.normpath(path)
        return "" if plain == "." else f"{plain}/"
    return path
