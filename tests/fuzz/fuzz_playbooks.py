"""The playbooks whose files are broken: what is shipped, what `playbook init` writes, and one with a table."""

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from escalation_playbook.init import Project, project_files
from fuzz_nodes import Node, nodes_of

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
EXAMPLE = ROOT / "generator" / "escalation_playbook" / "reference" / "example"
_READ = ("playbook/", "kb/", "mkdocs.yml")
"""What of a project is read."""


@dataclass(frozen=True)
class File:
    """A file with nothing wrong in it."""

    root: Path
    name: str
    data: bytes

    @cached_property
    def text(self) -> str:
        """Its text."""
        return self.data.decode()

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every key and value in it, with its place; of a page in Markdown, of its head."""
        return nodes_of(self.text)

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.root / self.name

    def __repr__(self) -> str:
        """As it is called in reports."""
        return f"{self.root.name}/{self.name}"


def lay(folder: Path) -> tuple[File, ...]:
    """Lay all playbooks into an empty folder; every file that is broken, in a fixed order."""
    for name in ("playbook", "kb"):
        shutil.copytree(ROOT / name, folder / "shipped" / name)
    shutil.copy(ROOT / "mkdocs.yml", folder / "shipped")
    shutil.copytree(EXAMPLE, folder / "example")
    shutil.copytree(TESTS / "table", folder / "table")
    project = Project(
        name="Kanban Boards", zone="Europe/Berlin", segments=("Trial", "Team", "Enterprise"), repository=""
    )
    for name, data in project_files(project).items():
        if name.startswith(_READ):
            (folder / "started" / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / "started" / name).write_bytes(data)
    return tuple(
        File(root=root, name=path.relative_to(root).as_posix(), data=path.read_bytes())
        for root in sorted(folder.iterdir())
        for path in sorted(root.rglob("*"))
        if path.suffix in {".yml", ".md"}
    )
