"""What the last build made of each stamped page, so that the next one leaves alone what would come out the same."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, kw_only=True)
class Made:
    """A stamped page as it was made."""

    key: str
    """A hash over all that it was made from."""
    size: int
    """Bytes of its file."""
    changed: int
    """When its file was written, in nanoseconds: one that somebody has touched since is made again."""
    links: Sequence[str]
    """Where it leads."""
    places: Sequence[str]
    """The ids on it."""


def program() -> str:
    """What, beside its data, decides how a page is rendered: templates, words, modules, and what works for them."""
    folders = [Path(str(files(name))) for name in ("escalation_playbook", "escalation_calculator")]
    paths = sorted(path for folder in folders for ending in ("py", "j2", "yml") for path in folder.rglob(f"*.{ending}"))
    seen = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths]
    return repr((seen, sys.version, [version(name) for name in ("Jinja2", "MarkupSafe", "markdown-it-py", "tzdata")]))


def read(path: Path) -> dict[str, Made]:
    """What was made, by the name of the file; nothing when that is not known."""
    try:
        known: dict[str, Any] = json.loads(path.read_text("utf-8"))
        words = known["words"]
        return {
            name: Made(
                key=key,
                size=size,
                changed=changed,
                links=[words[number] for number in links],
                places=[words[number] for number in places],
            )
            for name, (key, size, changed, links, places) in known["pages"].items()
        }
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return {}


def write(path: Path, made: Mapping[str, Made]) -> None:
    """Keep what was made; links and ids, mostly the same on all pages, are written once."""
    words: dict[str, int] = {}

    def numbers(said: Sequence[str]) -> list[int]:
        return [words.setdefault(word, len(words)) for word in said]

    pages = {name: [m.key, m.size, m.changed, numbers(m.links), numbers(m.places)] for name, m in made.items()}
    path.write_text(json.dumps({"words": list(words), "pages": pages}, separators=(",", ":")), "utf-8")
