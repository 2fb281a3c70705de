"""Pages of one's own: what a team writes down beside its rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from escalation_calculator.files import PAGES
from escalation_calculator.strings import t
from escalation_playbook import prose
from escalation_playbook.pages.page import Page

if TYPE_CHECKING:
    from escalation_calculator.own_page import OwnPage

ADDRESS: Final = "pages/"
"""Where they lie, as in the playbook."""

_DEEP: Final = 3
"""The level of the deepest headings that stand in a table of contents."""

_FEW: Final = 2
"""So many headings need no table of contents."""


def own(page: OwnPage) -> Page:
    """A page of one's own, with its table of contents."""
    text, headings = prose.render_page(page.text, title=page.title or "", home="../../")
    contents = [heading for heading in headings if heading.level <= _DEEP]
    return Page(
        address=address_of(page),
        title=page.title or page.id,
        description=prose.opening(page.text) or t("{{ title }}: a page of this playbook.", title=page.title),
        template="own.html.j2",
        source=f"{PAGES}{page.id}.md",
        data={"text": text, "contents": contents if len(contents) > _FEW else []},
    )


def address_of(page: OwnPage) -> str:
    """The page's address from the site's home."""
    return f"{ADDRESS}{page.id}/"
