"""Own pages: whatever else a team writes down, in Markdown (`playbook/pages/`)."""

from dataclasses import dataclass

from .scalars import Id, Line, Prose


@dataclass(frozen=True, kw_only=True)
class OwnPage:
    """A page of one's own: how an incident call is run, what a new colleague reads first."""

    id: Id
    """Its address on the site; the name of the file."""
    title: Line | None = None
    """Its title, written between two lines `---` at the top of the file, or as its first line: `# Title`."""
    text: Prose
    """What stands below the title, in CommonMark, with tables."""
