"""What every page model is made of: plain data, prepared so that templates only loop."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from escalation_playbook.commits import Commits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Kind = Literal["Priorities", "Criteria", "Messages", "Roles", "Levels", "Issue types", "Cases", "Pages"]
"""The groups in which the search shows what it found."""


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """What pages must know beside the playbook."""

    now: datetime
    """When the site is built, with its offset; pages show nothing that is wrong a minute later."""
    edit_url: str = ""
    """What stands before a file's path in the address at which it is edited; empty without a repository."""
    repo_url: str = ""
    """Address of the repository, without a slash at its end; empty without one."""
    site_url: str = ""
    """Address at which the site will stand, with a slash at its end; empty when not known."""
    suggestions: str = ""
    """The mail address for suggestions; empty when there is none."""
    commits: Commits = field(default_factory=Commits)
    """What the repository says of the files."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page before it is written: its place, what it is, and the data its template loops over."""

    address: str
    """Folder of the page, relative to the site's: empty for the home page, else with a slash at its end."""
    title: str
    """Plain text."""
    description: str
    """Plain text, one sentence."""
    template: str
    """The template's name."""
    data: Mapping[str, object]
    """What the template is given; addresses in it are relative to the site's home."""
    source: str
    """Path in the repository of the file the page comes from; empty when it comes from the program."""
    kind: Kind = "Pages"
    """Where the search shows it."""
    name: str = ""
    """The id of what it shows, by which the search finds it before all else; empty when it shows many things, or a
    case, which has two of them."""
    meta: Mapping[str, str] | None = None
    """What the search shows beside the title: `priority` and `badge`, and what stands at the `end` of its line."""
    filters: Mapping[str, str] | None = None
    """What the search can narrow by."""
    searched: bool = True
    """Whether the search finds it: what is for those who keep the rules stays out of an agent's way."""
    stamped: bool = False
    """Whether it is stamped into the shell instead of built by the site tool."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What a script of the page fetches: files beside it, name → text."""

    @property
    def up(self) -> str:
        """The way from the page to the site's home: `../../`, empty on the home page itself."""
        return "../" * self.address.count("/")


def edit_address(source: str, context: PageContext) -> str:
    """Where a file is edited; empty without a repository, or when there is no file."""
    return context.edit_url + quote(source) if context.edit_url and source else ""
