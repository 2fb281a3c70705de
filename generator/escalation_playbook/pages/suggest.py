"""“Suggest a change”: an issue or a mail that is begun already, with the page and its file in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from escalation_calculator.diagnostics import shortened
from escalation_calculator.strings import t

if TYPE_CHECKING:
    from escalation_calculator.playbook import Playbook
    from escalation_playbook.pages.page import Page, PageContext


def suggest_address(page: Page, playbook: Playbook, context: PageContext) -> str:
    """Where a change of the page is suggested; empty when nobody is known to read it.

    At GitHub and GitLab it is a new issue; else a mail to the address in the settings, to who reviews the file, or to
    who owns the last level.
    """
    name = shortened(page.title)
    title = t("Suggestion: {{ page }}", page=name)
    where = [t("Page: {{ page }}", page=context.site_url + quote(page.address) if context.site_url else name)]
    if page.source:
        where.append(t("File: {{ file }}", file=page.source))
    text = "\n".join([*where, "", t("What should change, and why:"), ""])
    match _host(context):
        case "github":
            return f"{context.repo_url}/issues/new?title={_quoted(title)}&body={_quoted(text)}"
        case "gitlab":
            names = "issue%5Btitle%5D", "issue%5Bdescription%5D"
            return f"{context.repo_url}/-/issues/new?{names[0]}={_quoted(title)}&{names[1]}={_quoted(text)}"
    mail = context.suggestions or _reader(page.source, playbook)
    body = _quoted(text.replace("\n", "\r\n"))
    return f"mailto:{quote(mail, safe='@')}?subject={_quoted(title)}&body={body}" if mail else ""


def _host(context: PageContext) -> str:
    """Whose issues these are; a GitLab of one's own is known by the way in which it has files edited."""
    names = (urlsplit(context.repo_url).hostname or "").split(".")
    if "gitlab" in names or "/-/edit/" in context.edit_url:
        return "gitlab"
    return "github" if "github" in names else ""


def _reader(source: str, playbook: Playbook) -> str:
    """The mail address of the role that looks at the file again, else of the last level's owner; empty without one."""
    review = playbook.reviews.get(source)
    reviewer = playbook.roles[review.owner].contact.email if review else None
    return reviewer or playbook.roles[playbook.matrix.levels[-1].owner].contact.email or ""


def _quoted(text: str) -> str:
    return quote(text, safe="")
